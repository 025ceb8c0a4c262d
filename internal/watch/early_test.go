package watch

import (
	"slices"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// With Options.Early a change is to be had at once, marked as one that may still be
// written, and once more when it has settled; what changed between is in both.
func TestEarlyChangesComeTwice(t *testing.T) {
	s := newSite(t, "c/x.md", "c/y.md")
	w := held(t, s, asItIs)
	p := w.pending
	p.early, p.most = true, time.Hour
	take := func() Batch {
		b := p.batch()
		p.sent()
		return b
	}
	s.happens(w, fsnotify.Write, "c/x.md")
	if !p.available() {
		t.Fatal("a change is not to be had before it has settled")
	}
	if b := take(); !b.Settling || !slices.Equal(b.Paths, []string{s.path("c/x.md")}) {
		t.Errorf("first %+v", b)
	}
	if p.available() {
		t.Error("nothing new, and a batch before it has settled")
	}
	s.happens(w, fsnotify.Write, "c/y.md")
	if b := take(); !b.Settling || !slices.Equal(b.Paths, []string{s.path("c/y.md")}) {
		t.Errorf("then %+v", b)
	}
	p.settle()
	if b := take(); b.Settling || !slices.Equal(b.Paths, []string{s.path("c/x.md"), s.path("c/y.md")}) {
		t.Errorf("at the end %+v", b)
	}
	if p.settle(); p.available() {
		t.Error("all was delivered, and there is a batch")
	}
}

// TestEmptiedIsNotEarly: an editor that overwrites a file empties it first; what it holds
// then is of no use to anybody, unless it stays so.
func TestEmptiedIsNotEarly(t *testing.T) {
	s := newSite(t, "c/x.md")
	w := held(t, s, asItIs)
	p := w.pending
	p.early, p.most = true, time.Hour
	s.write("c/x.md", "")
	if s.happens(w, fsnotify.Write, "c/x.md"); p.available() {
		t.Error("an emptied file is to be had at once")
	}
	s.write("c/x.md", "chữ")
	if s.happens(w, fsnotify.Write, "c/x.md"); !p.available() || !p.batch().Settling {
		t.Error("what was written is not to be had at once")
	}
	p.reset()
	s.write("c/x.md", "")
	s.happens(w, fsnotify.Write, "c/x.md")
	p.settle()
	if b := p.batch(); b.Settling || !slices.Equal(b.Paths, []string{s.path("c/x.md")}) {
		t.Errorf("a file that stays empty: %+v", b)
	}
}

// What may have been missed is not told early: nobody could read it again file by
// file.
func TestRescansAreNotEarly(t *testing.T) {
	s := newSite(t, "c/x.md")
	w := held(t, s, asItIs)
	w.pending.early, w.pending.most = true, time.Hour
	s.happens(w, fsnotify.Write, "c/x.md")
	w.pending.addRescan()
	if w.pending.available() {
		t.Error("a rescan is to be had before it has settled")
	}
	w.pending.settle()
	if b := w.pending.batch(); b.Settling || !b.Rescan || len(b.Paths) != 1 {
		t.Errorf("got %+v", b)
	}
}

// A running watcher does not wait for quiet before it first names a file, and a
// polling one has no need to hurry.
func TestEarlyDelivery(t *testing.T) {
	s := newSite(t, "c/x.md").watch(Options{Early: true, Quiet: 2 * time.Second}, "c")
	s.write("c/x.md", "changed")
	if b := s.next(); !b.Settling || !slices.Equal(b.Paths, []string{"c/x.md"}) {
		t.Errorf("first %+v", b)
	}
	for b := s.next(); b.Settling || !slices.Contains(b.Paths, "c/x.md"); b = s.next() {
		if !b.Settling {
			t.Fatalf("the file was not named again: %+v", b)
		}
	}
	s = newSite(t, "c/x.md").watch(Options{Early: true, Poll: 5 * time.Millisecond}, "c")
	s.write("c/x.md", "changed")
	if b := s.next(); b.Settling {
		t.Errorf("when polling %+v", b)
	}
}
