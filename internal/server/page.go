package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"time"
)

// page answers with what the tree holds.
func (s *Server) page(w http.ResponseWriter, r *http.Request) {
	mark := s.hub.mark() // before the tree: a change in between is told again, never missed
	tree := s.opt.Tree()
	if tree == nil && s.opt.Live {
		s.await(r)
		mark, tree = s.hub.mark(), s.opt.Tree()
	}
	if tree == nil {
		s.notYet(w, r, mark)
		return
	}
	name, folder, ok := Clean(r.URL.Path)
	if !ok || strings.Contains(strings.ToLower(r.URL.EscapedPath()), "%2f") || !holds(tree, name) {
		s.missing(w, r, tree, mark)
		return
	}
	info, err := fs.Stat(tree, name)
	switch {
	case err != nil:
		s.failed(w, r, tree, mark, err)
	case info.IsDir() && !folder:
		redirect(w, r)
	case info.IsDir() && !holds(tree, path.Join(name, "index.html")), !info.IsDir() && folder:
		s.missing(w, r, tree, mark)
	case info.IsDir():
		s.file(w, r, tree, path.Join(name, "index.html"), mark)
	default:
		s.file(w, r, tree, name, mark)
	}
}

// firstTree is how long a browser is kept waiting for the first tree, which mostly
// comes sooner than it would ask again.
const firstTree = time.Second

// await waits a moment for the first tree.
func (s *Server) await(r *http.Request) {
	timer := time.NewTimer(s.patient)
	defer timer.Stop()
	select {
	case <-s.first:
	case <-timer.C:
	case <-r.Context().Done():
	}
}

// notYet answers while there is no tree: the page asks again by itself, and shows
// what keeps the site from being made.
func (s *Server) notYet(w http.ResponseWriter, r *http.Request, mark mark) {
	body := bytes.Replace(s.ownPage(notYet), []byte("<title>"), []byte(`<meta http-equiv="refresh" content="1">`+"\n<title>"), 1)
	if s.opt.Live {
		body = inject(body, "404.html", mark)
	}
	w.Header().Set("Retry-After", "1")
	s.sendStatus(w, r, http.StatusServiceUnavailable, body)
}

// redirect adds the slash without which a folder's relative links lead astray.
// The address is relative too, so it holds behind any prefix and never names
// another host.
func redirect(w http.ResponseWriter, r *http.Request) {
	to := "./" + path.Base(r.URL.EscapedPath()) + "/"
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", to)
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(http.StatusMovedPermanently)
}

// file sends one file of the tree.
func (s *Server) file(w http.ResponseWriter, r *http.Request, tree fs.FS, name string, mark mark) {
	s.seen.remember(tree, name)
	f, err := tree.Open(name)
	if err != nil {
		s.failed(w, r, tree, mark, err)
		return
	}
	defer f.Close()
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fs.ErrNotExist
	}
	if err != nil {
		s.failed(w, r, tree, mark, err)
		return
	}
	if seeker, ok := f.(io.ReadSeeker); ok && info.Size() > mostInMemory && !isHTML(name) {
		tag := fmt.Sprintf(`"%x-%x"`, info.Size(), info.ModTime().UnixNano())
		s.send(w, r, name, tag, seeker)
		return
	}
	body, err := io.ReadAll(f)
	if err != nil {
		s.failed(w, r, tree, mark, err)
		return
	}
	if s.opt.Live && isHTML(name) {
		body = inject(body, name, mark)
	}
	_ = f.Close() // Windows lets nobody replace a file that is open; sending may take long
	s.send(w, r, name, digestTag(body), bytes.NewReader(body))
}

// mostInMemory bounds what is read before it is sent, in bytes. Larger files
// are sent from the disk.
const mostInMemory = 8 << 20

func digestTag(body []byte) string {
	sum := sha256.Sum256(body)
	return `"` + hex.EncodeToString(sum[:16]) + `"`
}

// send answers with ranges and revalidation. There is no Last-Modified: within
// one second it would call a changed page unchanged.
func (s *Server) send(w http.ResponseWriter, r *http.Request, name, tag string, body io.ReadSeeker) {
	h := w.Header()
	h.Set("Content-Type", ContentType(name))
	h.Set("ETag", tag)
	h.Set("Cache-Control", s.caching())
	http.ServeContent(w, r, "", time.Time{}, body)
}

func (s *Server) caching() string {
	if s.opt.Live {
		return "no-store"
	}
	return "no-cache" // keep, but ask
}

// failed answers for a file that cannot be read: one that went between two
// looks is missing, everything else is an error to show.
func (s *Server) failed(w http.ResponseWriter, r *http.Request, tree fs.FS, mark mark, err error) {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrInvalid) {
		s.missing(w, r, tree, mark)
		return
	}
	s.say(w, r, http.StatusInternalServerError, unreadable)
}

// missing answers with the site's own page for it, if it has one.
func (s *Server) missing(w http.ResponseWriter, r *http.Request, tree fs.FS, mark mark) {
	const name = "404.html"
	if asked, _, ok := Clean(r.URL.Path); ok {
		s.seen.remember(tree, asked)
		s.seen.remember(tree, path.Join(asked, "index.html"))
	}
	s.seen.remember(tree, name)
	body, err := fs.ReadFile(tree, name)
	if err != nil {
		body = s.ownPage(notFound)
	}
	body = atRoot(body)
	if s.opt.Live {
		body = inject(body, name, mark)
	}
	s.sendStatus(w, r, http.StatusNotFound, body)
}

// atRoot lets a page that is answered at any depth find its style sheet: its
// relative links count from the root, where the file stands.
func atRoot(body []byte) []byte {
	return bytes.Replace(body, []byte("<head>"), []byte(`<head><base href="/">`), 1)
}

// say answers with a page of the server's own.
func (s *Server) say(w http.ResponseWriter, r *http.Request, status int, what phrase) {
	s.sendStatus(w, r, status, s.ownPage(what))
}

func (s *Server) sendStatus(w http.ResponseWriter, r *http.Request, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", ContentType(".html"))
	h.Set("Content-Length", fmt.Sprint(len(body)))
	h.Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the browser went away: nothing to do
	}
}

func (s *Server) ownPage(what phrase) []byte {
	text := html.EscapeString(what.in(s.opt.Lang))
	return fmt.Appendf(nil, "<!DOCTYPE html>\n<html lang=\"%s\">\n<meta charset=\"utf-8\">\n"+
		"<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"+
		"<title>%s</title>\n<body>\n<h1>%s</h1>\n</body>\n</html>\n", s.opt.Lang, text, text)
}
