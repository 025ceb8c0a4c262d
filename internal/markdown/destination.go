package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"

	"bulletin/internal/pattern"
	"bulletin/internal/viet"
)

// destKind says what may be done with an address.
type destKind uint8

const (
	inside   destKind = iota // may lie in the site: cut out
	fragment                 // on the same page
	outside                  // has a scheme or a host: stays as it is
	refused                  // runs a script or works on one computer only
	nowhere                  // empty
)

// destination is an address as the author wrote it, understood.
type destination struct {
	kind destKind
	url  string // of an outside or a refused address, as written
	dest string // decoded, with path, query and fragment its parts
	path string
	qry  string
	frag string
}

// schemes are those that a link may have. Everything else is refused: scripts
// (javascript:, vbscript:, data:), the author's own disk (C:\…, file:) and what
// only one program understands.
var schemes = map[string]bool{"http": true, "https": true, "mailto": true, "tel": true, "ftp": true, "sms": true}

// dataImage is the only form in which a picture may be written into the text.
var dataImage = pattern.Of(`^data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$`)

// readMarkdown understands the destination of a Markdown link.
func readMarkdown(raw []byte) destination {
	s := raw
	if bytes.IndexByte(s, '\\') >= 0 {
		s = unescapePath(s)
	}
	if bytes.IndexByte(s, '&') >= 0 {
		s = util.ResolveEntityNames(util.ResolveNumericReferences(s))
	}
	d := readAddress(string(s))
	if d.kind == refused {
		d.url = string(raw) // told as the author wrote it
	}
	return d
}

// unescapePath resolves backslashes: those of a Windows path (..\stories\x.md)
// separate, others escape as CommonMark says. A path is one of Windows if it
// starts with dots and a backslash, or if a backslash stands before something
// that needs no escaping.
func unescapePath(s []byte) []byte {
	windows := bytes.HasPrefix(s, []byte(`..\`)) || bytes.HasPrefix(s, []byte(`.\`))
	for i := 0; !windows && i+1 < len(s); i++ {
		if s[i] == '\\' {
			windows = !util.IsPunct(s[i+1])
			i++
		}
	}
	if !windows {
		return util.UnescapePunctuations(s)
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '\\' {
			if i+1 < len(s) && bytes.IndexByte([]byte(`()<>`), s[i+1]) >= 0 { // can only be an escape
				continue
			}
			c = '/'
		}
		out = append(out, c)
	}
	return out
}

// readAddress understands an address in which nothing is escaped but by percent.
func readAddress(s string) destination {
	s = strings.Map(func(r rune) rune { // as browsers do before they look for a scheme
		if r < ' ' || r == 0x7f {
			return -1
		}
		return r
	}, strings.TrimSpace(s))
	if s == "" {
		return destination{kind: nowhere}
	}
	if scheme := schemeOf(s); scheme != "" {
		if schemes[scheme] {
			return destination{kind: outside, url: s, dest: s}
		}
		return destination{kind: refused, url: s, dest: s}
	}
	if strings.HasPrefix(s, "//") || strings.HasPrefix(s, `\`) || strings.HasPrefix(s, `/\`) {
		return destination{kind: refused, url: s, dest: s}
	}
	var d destination
	path, frag, hasFrag := strings.Cut(s, "#")
	path, d.qry, _ = strings.Cut(path, "?")
	d.path, d.frag = decoded(path), decoded(frag)
	d.dest = d.path
	if d.qry != "" {
		d.dest += "?" + d.qry
	}
	if hasFrag {
		d.dest += "#" + d.frag
	}
	if strings.HasPrefix(d.path, "//") || schemeOf(d.path) != "" { // hidden behind percent signs
		return destination{kind: refused, url: s, dest: s}
	}
	if d.path == "" && d.qry == "" {
		d.kind = fragment
	}
	return d
}

// schemeOf is the scheme of an address in lower case, "" if it is relative
// (RFC 3986 3.1; a drive letter is taken for a scheme, and so is refused).
func schemeOf(s string) string {
	for i := 0; i < len(s); i++ {
		c := s[i] | 0x20
		switch {
		case s[i] == ':' && i > 0:
			return strings.ToLower(s[:i])
		case c >= 'a' && c <= 'z':
		case i > 0 && (s[i] >= '0' && s[i] <= '9' || s[i] == '+' || s[i] == '-' || s[i] == '.'):
		default:
			return ""
		}
	}
	return ""
}

// decoded resolves percent signs and composes to NFC. What would not give
// readable text stays as it is.
func decoded(s string) string {
	if strings.IndexByte(s, '%') < 0 {
		return viet.NFC(s)
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && util.IsHexDecimal(s[i+1]) && util.IsHexDecimal(s[i+2]) {
			out = append(out, unhex(s[i+1])<<4|unhex(s[i+2]))
			i += 2
			continue
		}
		out = append(out, s[i])
	}
	if !utf8.Valid(out) || bytes.ContainsFunc(out, func(r rune) bool { return r < ' ' || r == 0x7f }) {
		return viet.NFC(s)
	}
	return viet.NFC(string(out))
}

func unhex(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}

// appendURL writes an address into an attribute: what is not allowed in an
// address is percent-encoded, percent signs that encode something already are
// left alone, and HTML is escaped.
func appendURL(dst []byte, s string) []byte {
	const hex = "0123456789ABCDEF"
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '&':
			dst = append(dst, "&amp;"...)
		case c == '\'':
			dst = append(dst, "&#39;"...)
		case c == '%' && !(i+2 < len(s) && util.IsHexDecimal(s[i+1]) && util.IsHexDecimal(s[i+2])),
			c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}", c) >= 0:
			dst = append(dst, '%', hex[c>>4], hex[c&15])
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

func (p *page) href(s string) { p.out = appendURL(p.out, s) }
