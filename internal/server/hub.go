package server

import (
	"crypto/rand"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// mostRemembered is how many changes are kept for browsers that were away; one
// that missed more is told that everything changed.
const mostRemembered = 256

// mark is a moment in a server's life: every page carries the one at which it
// was sent, so that what changed before its script listens is not missed.
type mark struct {
	life string // of this server; another one's marks mean nothing
	rev  int
}

func (m mark) String() string { return fmt.Sprintf("%s.%d", m.life, m.rev) }

func parseMark(s string) mark {
	life, rev, _ := strings.Cut(s, ".")
	n, err := strconv.Atoi(rev)
	if err != nil {
		return mark{}
	}
	return mark{life: life, rev: n}
}

// hub holds what browsers must know. A connection keeps a mark and asks what
// came after; so nothing is queued for it, and nothing is left when it goes.
type hub struct {
	mu       sync.Mutex
	now      mark
	history  [][]string // paths of the changes up to now.rev, the last ones
	overlay  overlay
	overlays int           // counts exchanges of the overlay
	news     chan struct{} // closed at the next news
}

func newHub() *hub {
	return &hub{now: mark{life: rand.Text()[:12]}, overlay: overlay{Items: []problem{}}, news: make(chan struct{})}
}

func (h *hub) mark() mark {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *hub) changed(paths []string) {
	if len(paths) == 0 {
		return
	}
	named := make([]string, len(paths))
	for i, p := range paths {
		named[i] = strings.TrimPrefix(strings.ReplaceAll(p, `\`, "/"), "/")
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.now.rev++
	h.history = append(h.history, named)
	if len(h.history) > mostRemembered {
		h.history = slices.Delete(h.history, 0, len(h.history)-mostRemembered)
	}
	h.wake()
}

func (h *hub) setProblems(o overlay) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(o.Items) == 0 && len(h.overlay.Items) == 0 {
		return
	}
	h.overlays++
	o.Number = h.overlays
	h.overlay = o
	h.wake()
}

// wake is called with the lock held.
func (h *hub) wake() {
	close(h.news)
	h.news = make(chan struct{})
}

// update is what one browser has not heard yet.
type update struct {
	now      mark
	paths    []string // changed since, sorted, each once
	all      bool     // too long ago, or another server: anything may have changed
	overlay  overlay
	overlays int
	news     <-chan struct{} // closed when there is more
}

// since tells what happened after a mark.
func (h *hub) since(m mark) update {
	h.mu.Lock()
	defer h.mu.Unlock()
	u := update{now: h.now, overlay: h.overlay, overlays: h.overlays, news: h.news}
	missed := h.now.rev - m.rev
	if m.life != h.now.life || missed < 0 || missed > len(h.history) {
		u.all = true
		return u
	}
	for _, paths := range h.history[len(h.history)-missed:] {
		u.paths = append(u.paths, paths...)
	}
	slices.Sort(u.paths)
	u.paths = slices.Compact(u.paths)
	return u
}
