package public

import (
	"bytes"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"path"
	"strconv"
	"strings"
	"time"

	"bulletin/internal/server"
)

// HealthPath is answered 200 while the site can be handed out as it was last built, else
// 503, without a password and without a line in the log. No file of a site has such a name.
const HealthPath = "/.bulletin/health"

func (s *Server) answer(w http.ResponseWriter, r *http.Request) {
	setHeaders(w.Header())
	if r.URL.Path == HealthPath && isRead(r.Method) {
		s.health(w, r)
		return
	}
	began := time.Now()
	p := &paced{ResponseWriter: w}
	user := s.respond(p, r)
	s.log.note(r, user, p.status, p.sent, began, time.Since(began))
}

// respond answers, and returns the name of whoever asked, "" if nobody has to say.
func (s *Server) respond(w *paced, r *http.Request) (user string) {
	if !isRead(r.Method) {
		w.Header().Set("Allow", "GET, HEAD")
		s.say(w, r, http.StatusMethodNotAllowed, wrongMethod)
		return ""
	}
	if s.opt.Users != nil {
		verdict := refused
		if user, verdict = s.opt.Users.admit(r); verdict != admitted {
			s.turnAway(w, r, verdict)
			return ""
		}
	}
	s.page(w, r)
	return user
}

func isRead(method string) bool { return method == http.MethodGet || method == http.MethodHead }

func (s *Server) health(w http.ResponseWriter, r *http.Request) {
	status, text := http.StatusOK, "ok\n"
	if s.stale.Load() {
		status, text = http.StatusServiceUnavailable, "the manifest of the site cannot be read\n"
	}
	write(w, r, status, "text/plain; charset=utf-8", []byte(text))
}

// page answers with a file of the site.
func (s *Server) page(w *paced, r *http.Request) {
	e := s.now.Load()
	name, folder, ok := server.Clean(r.URL.Path)
	if !ok || strings.Contains(strings.ToLower(r.URL.EscapedPath()), "%2f") {
		s.missing(w, r, e)
		return
	}
	en, slash := e.find(name, folder)
	switch {
	case slash:
		redirect(w, r)
	case en == nil:
		s.missing(w, r, e)
	default:
		s.file(w, r, e, en)
	}
}

// redirect adds the slash without which a folder's relative links lead astray. The address
// is relative, so that it holds behind any prefix and never names another host.
func redirect(w http.ResponseWriter, r *http.Request) {
	to := "./" + path.Base(r.URL.EscapedPath()) + "/"
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", to)
	w.Header().Set("Cache-Control", "no-cache")
	w.WriteHeader(http.StatusMovedPermanently)
}

// file sends one file, in the best form that is asked for.
func (s *Server) file(w *paced, r *http.Request, e *edition, en *entry) {
	b, err := s.bodyOf(e, en)
	h := w.Header()
	switch {
	case err != nil:
		s.failed(w, r, e, err)
		return
	case b == nil:
		s.fromDisk(w, r, e, en)
		return
	}
	h.Set("Content-Type", server.ContentType(en.Path))
	h.Set("Cache-Control", s.caching(en.Path))
	if isText(en.Path) && len(b.plain) >= leastText {
		h.Set("Vary", "Accept-Encoding")
		if encoding := bestEncoding(r); encoding != "" {
			if text := s.encoded(en, b, encoding); text != nil {
				h.Set("Content-Encoding", encoding)
				send(w, r, `"`+b.tag+"-"+encoding+`"`, text)
				return
			}
		}
	}
	h.Set("ETag", `"`+b.tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(b.plain))
}

// fromDisk sends a large file. Its tag is made of its size and time, as the build's
// manifest tells files apart.
func (s *Server) fromDisk(w *paced, r *http.Request, e *edition, en *entry) {
	f, info, err := e.open(en)
	if err != nil {
		s.failed(w, r, e, err)
		return
	}
	defer f.Close()
	h := w.Header()
	h.Set("Content-Type", server.ContentType(en.Path))
	h.Set("Cache-Control", s.caching(en.Path))
	h.Set("ETag", fmt.Sprintf(`"%x-%x"`, info.Size(), info.ModTime().UnixNano()))
	http.ServeContent(w, r, "", time.Time{}, f)
}

// bestEncoding is the compressed form to answer with, "" for none. A request for a part is
// one for a part of the file as it is, and so is one that names the form it has (If-Match).
func bestEncoding(r *http.Request) string {
	for _, name := range []string{"Range", "If-Match", "If-Unmodified-Since"} {
		if r.Header.Get(name) != "" {
			return ""
		}
	}
	return accepted(strings.Join(r.Header.Values("Accept-Encoding"), ","))
}

// accepted reads an Accept-Encoding (RFC 9110, 12.5.3) as far as two encodings are
// concerned: brotli is taken before gzip whatever their weights, unless one is excluded.
func accepted(list string) string {
	var br, gz bool
	for one := range strings.SplitSeq(list, ",") {
		name, rest, _ := strings.Cut(one, ";")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "br":
			br = !excluded(rest)
		case "gzip", "x-gzip":
			gz = !excluded(rest)
		}
	}
	switch {
	case br:
		return "br"
	case gz:
		return "gzip"
	}
	return ""
}

// excluded tells whether the weight of an encoding is none; one that cannot be read is.
func excluded(parameters string) bool {
	name, value, found := strings.Cut(strings.TrimSpace(parameters), "=")
	if !found || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return false
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 32)
	return err != nil || !(q > 0)
}

// send answers with a form under a tag, or 304 when the browser has it.
func send(w http.ResponseWriter, r *http.Request, tag string, text []byte) {
	h := w.Header()
	h.Set("ETag", tag)
	if hasTag(r.Header.Values("If-None-Match"), tag) {
		h.Del("Content-Type")
		h.Del("Content-Encoding")
		w.WriteHeader(http.StatusNotModified)
		return
	}
	h.Set("Accept-Ranges", "bytes")
	h.Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(http.StatusOK)
	if r.Method != http.MethodHead {
		_, _ = w.Write(text) // the browser went away: nothing to do
	}
}

// hasTag compares weakly (RFC 9110, 13.1.2).
func hasTag(lists []string, tag string) bool {
	for _, list := range lists {
		for one := range strings.SplitSeq(list, ",") {
			one = strings.TrimSpace(one)
			if one == "*" || strings.TrimPrefix(one, "W/") == tag {
				return true
			}
		}
	}
	return false
}

// failed answers for a file that cannot be read. One that is gone, or that a link stands
// in for, is missing.
func (s *Server) failed(w *paced, r *http.Request, e *edition, err error) {
	if errors.Is(err, fs.ErrPermission) {
		s.opt.Complain(err)
		s.say(w, r, http.StatusInternalServerError, unreadable)
		return
	}
	s.missing(w, r, e)
}

// missing answers with the site's own page for it, if it has one.
func (s *Server) missing(w *paced, r *http.Request, e *edition) {
	if en := e.entries["404.html"]; en != nil {
		if b, err := s.bodyOf(e, en); err == nil && b != nil {
			w.Header().Set("Content-Security-Policy", missingPolicy)
			text := bytes.Replace(b.plain, []byte("<head>"), []byte(`<head><base href="/">`), 1)
			s.status(w, r, http.StatusNotFound, text)
			return
		}
	}
	s.say(w, r, http.StatusNotFound, notFound)
}

// turnAway asks for a password, or for patience.
func (s *Server) turnAway(w *paced, r *http.Request, v verdict) {
	if v == busy {
		w.Header().Set("Retry-After", "5")
		s.say(w, r, http.StatusServiceUnavailable, tooMany)
		return
	}
	// RFC 7617: the only charset is UTF-8, and saying so makes browsers use it.
	w.Header().Set("WWW-Authenticate", `Basic realm="bulletin", charset="UTF-8"`)
	s.say(w, r, http.StatusUnauthorized, whoIsIt)
}

// say answers with a page of the server's own.
func (s *Server) say(w *paced, r *http.Request, status int, what phrase) {
	text := html.EscapeString(what.in(s.opt.Lang))
	s.status(w, r, status, fmt.Appendf(nil, "<!DOCTYPE html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n"+
		"<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"+
		"<title>%s</title>\n<body>\n<h1>%s</h1>\n</body>\n</html>\n", s.opt.Lang, text, text))
}

func (s *Server) status(w *paced, r *http.Request, status int, text []byte) {
	write(w, r, status, server.ContentType(".html"), text)
}

// write answers with what is not kept.
func write(w http.ResponseWriter, r *http.Request, status int, kind string, text []byte) {
	h := w.Header()
	h.Set("Content-Type", kind)
	h.Set("Content-Length", strconv.Itoa(len(text)))
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(text) // the browser went away: nothing to do
	}
}
