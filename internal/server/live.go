package server

import (
	"bytes"
	"crypto/sha256"
	_ "embed" // live.js
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"time"

	"bulletin/internal/pattern"
)

// The reserved addresses. No file is hidden by them: names with a leading dot
// are never served.
const (
	eventsPath = "/.bulletin/events"
	scriptPath = "/.bulletin/live.js"
)

// heartbeat is how often a silent connection says that it lives, so that a
// browser that is gone is noticed. writeWithin bounds a single write.
const (
	heartbeat   = 15 * time.Second
	writeWithin = 10 * time.Second
)

//go:embed live.js
var script []byte

func serveScript(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", ContentType(".js"))
	h.Set("Cache-Control", "no-cache")
	h.Set("ETag", digestTag(script))
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(script))
}

var (
	styleLink = pattern.Of(`(?i)<link\b[^>]*\.css\b[^>]*>`)
	bodyEnd   = pattern.Of(`(?i)</body\s*>`)
)

// inject adds the script to a page, with what it needs to know: the page's path
// in the tree, the mark, and a digest of the page without its style sheets'
// addresses. A theme names style sheets by their content, so that a changed one
// changes every page; two pages of one digest differ in style alone.
func inject(body []byte, name string, m mark) []byte {
	sum := sha256.Sum256(styleLink().ReplaceAll(body, []byte("<link>")))
	tag := fmt.Appendf(nil, `<script src="%s" data-page="%s" data-mark="%s" data-shape="%s" defer></script>`,
		scriptPath, html.EscapeString(name), m, hex.EncodeToString(sum[:8]))
	at := len(body)
	if ends := bodyEnd().FindAllIndex(body, -1); len(ends) > 0 {
		at = ends[len(ends)-1][0]
	}
	out := make([]byte, 0, len(body)+len(tag)+1)
	out = append(out, body[:at]...)
	out = append(out, tag...)
	return append(out, body[at:]...)
}

// events is the stream of one browser, until it or the server goes.
//
//	event: problems   data: overlay
//	event: changed    data: {"paths": […]} or {"all": true}
//
// Each carries the mark as its id, with which the browser comes back.
func (s *Server) events(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	if r.Method == http.MethodHead {
		return
	}
	at := parseMark(r.URL.Query().Get("since"))
	if last := r.Header.Get("Last-Event-ID"); last != "" {
		at = parseMark(last)
	}
	stream := &stream{w: w, rc: http.NewResponseController(w)}
	stream.write("retry: 500\n\n")
	beat := time.NewTicker(s.beat)
	defer beat.Stop()
	overlays := -1
	for stream.err == nil {
		u := s.hub.since(at)
		if u.all || len(u.paths) > 0 {
			stream.event("changed", u.now, change{Paths: u.paths, All: u.all})
		}
		if u.overlays != overlays {
			stream.event("problems", u.now, u.overlay)
		}
		at, overlays = u.now, u.overlays
		select {
		case <-r.Context().Done():
			return
		case <-u.news:
		case <-beat.C:
			stream.write(":\n\n")
		}
	}
}

type change struct {
	Paths []string `json:"paths,omitempty"`
	All   bool     `json:"all,omitempty"`
}

// stream writes events and keeps the first error.
type stream struct {
	w   http.ResponseWriter
	rc  *http.ResponseController
	err error
}

func (s *stream) event(name string, m mark, data any) {
	text, err := json.Marshal(data)
	if err != nil {
		s.err = err
		return
	}
	s.write(fmt.Sprintf("event: %s\nid: %s\ndata: %s\n\n", name, m, text))
}

func (s *stream) write(text string) {
	if s.err != nil {
		return
	}
	// The server's own limit is for files; a stream may last a day, but a single
	// write may not.
	_ = s.rc.SetWriteDeadline(time.Now().Add(writeWithin)) // not every writer has one
	if _, s.err = s.w.Write([]byte(text)); s.err == nil {
		s.err = s.rc.Flush()
	}
}
