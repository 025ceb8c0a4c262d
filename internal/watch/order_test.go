package watch

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/fsnotify/fsnotify"
)

// held is a watcher whose events are handled when the test says so, over the
// real notification system.
func held(t *testing.T, s *site, wrap func(system) system) *Watcher {
	t.Helper()
	opt := Options{Roots: []string{s.path("c")}, Most: time.Nanosecond}.withDefaults()
	w := newWatcher(context.Background(), opt)
	w.begin(func() (*notifier, error) {
		fw, err := fsnotify.NewWatcher()
		return newNotifier(wrap(fw), fw.Events, fw.Errors), err
	})
	t.Cleanup(func() { w.notify.close() })
	return w
}

func asItIs(s system) system { return s }

func (s *site) happens(w *Watcher, op fsnotify.Op, names ...string) {
	s.t.Helper()
	for _, name := range names {
		s.must(w.event(fsnotify.Event{Name: s.path(name), Op: op}))
	}
}

// pendingNow takes what would be reported.
func (s *site) pendingNow(w *Watcher) map[string]bool {
	s.t.Helper()
	names := map[string]bool{}
	for p := range w.pending.paths {
		rel, err := filepath.Rel(s.dir, p)
		s.must(err)
		names[filepath.ToSlash(rel)] = true
	}
	w.pending.sent()
	return names
}

// hears waits until the system notifies of a name.
func (s *site) hears(w *Watcher, name string) {
	s.t.Helper()
	deadline := time.After(patience)
	for {
		select {
		case <-w.notify.queue.wake:
			events, _ := w.notify.queue.take()
			for _, ev := range events {
				if ev.Name == s.path(name) {
					return
				}
			}
		case <-deadline:
			s.t.Fatalf("%s is not watched", name)
		}
	}
}

// A folder may be found at its new place before it is missed at the old one.
// Both have one inode, hence on Linux one watch.
func TestMovedFolderIsWatchedUnderItsNewName(t *testing.T) {
	s := newSite(t, "c/a/deep/x.md")
	w := held(t, s, asItIs)
	s.mkdir("c/p")
	s.rename("c/a", "c/p/a")
	s.happens(w, fsnotify.Create, "c/p")
	s.happens(w, fsnotify.Rename, "c/a")
	if got := s.pendingNow(w); !got["c/a/deep/x.md"] || !got["c/p/a/deep/x.md"] {
		t.Errorf("reported %v", got)
	}
	s.write("c/p/a/new.md", "x")
	s.hears(w, "c/p/a/new.md")
	s.write("c/p/a/deep/new.md", "x")
	s.hears(w, "c/p/a/deep/new.md")
}

func TestGoneFoldersAreNotWatched(t *testing.T) {
	s := newSite(t, "c/a/deep/x.md", "c/b/y.md", "out/")
	w := held(t, s, asItIs)
	s.rename("c/a", "out/a")
	s.remove("c/b")
	s.happens(w, fsnotify.Rename, "c/a")
	s.happens(w, fsnotify.Remove, "c/b")
	if len(w.notify.ids) != 1 || len(w.notify.paths) > 1 {
		t.Errorf("watched: %v, %v", w.notify.ids, w.notify.paths)
	}
}

// late is a system in which a file appears just before a watch is placed.
type late struct {
	system
	s *site
}

func (l late) Add(path string) error {
	if filepath.Base(path) == "new" {
		l.s.must(os.WriteFile(filepath.Join(path, "early.md"), nil, 0o644))
	}
	return l.system.Add(path)
}

func TestWhatComesBeforeTheWatchIsListed(t *testing.T) {
	s := newSite(t, "c/")
	w := held(t, s, func(sys system) system { return late{sys, s} })
	s.mkdir("c/new")
	s.happens(w, fsnotify.Create, "c/new")
	if got := s.pendingNow(w); !got["c/new/early.md"] {
		t.Errorf("reported %v", got)
	}
}

// Two writes within one tick of the clock leave size and time as they were.
func TestWriteIsReportedWithoutAVisibleDifference(t *testing.T) {
	s := newSite(t, "c/x.md")
	w := held(t, s, asItIs)
	s.happens(w, fsnotify.Chmod, "c/x.md")
	if got := s.pendingNow(w); len(got) != 0 {
		t.Errorf("nothing changed, reported %v", got)
	}
	s.happens(w, fsnotify.Write, "c/x.md")
	if got := s.pendingNow(w); !got["c/x.md"] {
		t.Errorf("reported %v", got)
	}
}

func TestPollingDoesNotWaitForEver(t *testing.T) {
	s := newSite(t, "c/x.md")
	w := newWatcher(context.Background(), Options{Roots: []string{s.path("c")}, Poll: time.Hour, Most: time.Nanosecond}.withDefaults())
	w.begin(systemNotifications)
	s.write("c/y.md", "x")
	s.must(w.poll())
	if !w.pending.ready {
		t.Error("the time to wait is over, and nothing is ready")
	}
	w.pending.sent()
	w.pending.most = time.Hour
	s.write("c/z.md", "x")
	s.must(w.poll())
	if w.pending.ready {
		t.Error("did not wait for quiet")
	}
	s.must(w.poll())
	if !w.pending.ready {
		t.Error("it is quiet, and nothing is ready")
	}
}

// fsnotify may deliver an error while it holds the lock that Add needs.
func TestErrorsAreTakenAtOnce(t *testing.T) {
	errs := make(chan error)
	q := newQueue(nil, errs)
	defer q.close()
	for _, err := range []error{errLimit, fsnotify.ErrEventOverflow, context.Canceled} {
		select {
		case errs <- err:
		case <-time.After(patience):
			t.Fatal("nobody takes the errors")
		}
	}
	<-q.wake
	if _, err := q.take(); err == nil || !ends(err) {
		t.Errorf("the gravest error is %v", err)
	}
}

func TestTooManyEventsAreLost(t *testing.T) {
	q := newQueue(nil, nil)
	defer q.close()
	for i := range mostQueued + 1 {
		q.put(fsnotify.Event{Name: string(rune('a' + i%2)), Op: fsnotify.Write})
	}
	if events, err := q.take(); !isOverflow(err) || len(events) > mostQueued {
		t.Errorf("%d events, %v", len(events), err)
	}
}
