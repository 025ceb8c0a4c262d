package public

import (
	"net/http"

	"bulletin/internal/pattern"
)

// Policy is the Content-Security-Policy (W3C CSP Level 3) that every answer carries and
// the built-in theme keeps to: what the site itself holds, no inline script or style, no
// page of others around it. JSON-LD in pages is data, which the policy does not concern.
const Policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"

// missingPolicy is that of the page for what is missing, which names its root: it is
// answered at any depth, and its links are relative.
const missingPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; " +
	"media-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'self'; frame-ancestors 'self'"

// header is one of an answer's.
type header struct{ name, value string }

// securityHeaders are on every answer. There is no Strict-Transport-Security: an office's
// certificate may be its own, and that header would lock readers out for as long as it
// says once the certificate runs out; whoever runs the server may add it before.
var securityHeaders = []header{
	{"Content-Security-Policy", Policy},
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "SAMEORIGIN"}, // for browsers that do not know frame-ancestors
	{"Referrer-Policy", "same-origin"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Permissions-Policy", "camera=(), microphone=(), geolocation=()"},
}

// forever is for files whose names change with their bytes; again for all others, which
// browsers keep but ask for.
const (
	forever = "max-age=31536000, immutable"
	again   = "no-cache"
)

// fingerprinted are names that the build makes of the bytes, as Go and nginx read them.
const fingerprinted = `^assets/.+\.[0-9a-f]{10}\.[a-z0-9]+$`

var named = pattern.Of(fingerprinted)

func setHeaders(h http.Header) {
	for _, one := range securityHeaders {
		h[one.name] = []string{one.value}
	}
}

// caching says how long a file may be kept, and by whom: not by what stands between when
// readers have passwords.
func (s *Server) caching(name string) string {
	value := again
	if named().MatchString(name) {
		value = forever
	}
	if s.opt.Users != nil {
		return "private, " + value
	}
	return value
}
