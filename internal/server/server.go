// Package server shows the published site to one person, on this computer.
//
// It is an [http.Handler] over an [fs.FS], asked for anew at each request, so
// that exchanging the tree is atomic for a request. It answers GET and HEAD,
// with types from its own table, never lists a folder, and refuses every path
// that another system would read differently (see [Clean]). Bound to a loopback
// address it answers only to this computer's names, so that no page elsewhere
// can read drafts by rebinding a name.
//
// Live, it adds one small script to the pages it sends (the files stay as they
// are) which hears of changes over server-sent events: a page is loaded again
// only when it, or something it shows, changed; when only style sheets changed
// they are exchanged in place; problems are laid over the last good page.
package server

import (
	"io/fs"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"bulletin/internal/diag"
)

// Options says what to serve. Only Tree is needed.
type Options struct {
	Tree func() fs.FS // the current tree, nil while there is none yet; called once per request
	Lang diag.Lang    // of what the server itself says; English unless VI
	Live bool         // tell browsers of changes and problems
	Bind string       // the address listened on; "" means loopback
}

// Server answers requests. It may be used by many goroutines.
type Server struct {
	opt  Options
	hub  *hub
	seen seen
	beat time.Duration // how often a silent stream says that it lives

	first   chan struct{} // closed when a first tree was made or could not be
	begin   sync.Once     // closes it
	patient time.Duration // how long a request waits for it
}

// New returns a server that listens nowhere yet; see [Serve].
func New(opt Options) *Server {
	if opt.Lang != diag.VI {
		opt.Lang = diag.EN
	}
	return &Server{opt: opt, hub: newHub(), beat: heartbeat, first: make(chan struct{}), patient: firstTree}
}

// Handler returns the server as what net/http serves.
func (s *Server) Handler() http.Handler { return http.HandlerFunc(s.answer) }

// Changed tells the browsers which paths of the tree (slash-separated, as in
// the tree) were written or removed. Call it when Tree already returns the new
// tree. No paths, no effect.
func (s *Server) Changed(paths []string) { s.hub.changed(paths) }

// Begun tells that there is a first tree: requests that wait for it are answered.
func (s *Server) Begun() { s.begin.Do(func() { close(s.first) }) }

// Problems shows the errors of the list over the pages, or takes them away when
// there are none. Warnings are not shown: the site was built. Until it or Begun
// is called for the first time, requests for which there is no tree wait a moment.
func (s *Server) Problems(list diag.List) {
	s.Begun()
	s.hub.setProblems(overlayOf(list, s.opt.Lang))
}

func (s *Server) answer(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("X-Content-Type-Options", "nosniff")
	// A page of another site must not load ours as its script or picture.
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	switch {
	case !s.knows(r.Host):
		s.say(w, r, http.StatusMisdirectedRequest, wrongHost)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		h.Set("Allow", "GET, HEAD")
		s.say(w, r, http.StatusMethodNotAllowed, wrongMethod)
	case s.opt.Live && r.URL.Path == eventsPath:
		s.events(w, r)
	case s.opt.Live && r.URL.Path == scriptPath:
		serveScript(w, r)
	default:
		s.page(w, r)
	}
}

// knows tells whether a Host header may be answered. A name that an attacker
// owns and points at 127.0.0.1 is not known; a literal loopback address cannot
// be pointed elsewhere. A server that is open to the network answers to any
// name, since it cannot know its own.
func (s *Server) knows(host string) bool {
	bind := s.opt.Bind
	if bind != "" && !isLoopback(bind) {
		return true
	}
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.TrimSuffix(strings.TrimPrefix(name, "["), "]")
	return isLoopback(name) || bind != "" && strings.EqualFold(name, bind)
}

func isLoopback(name string) bool {
	if strings.EqualFold(name, "localhost") {
		return true
	}
	ip := net.ParseIP(name)
	return ip != nil && ip.IsLoopback()
}
