package watch

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"bulletin/internal/diag"

	"github.com/fsnotify/fsnotify"
)

// limited is the real notification system with fewer watches left.
type limited struct {
	system
	mu   sync.Mutex
	left int
	err  error
}

func (l *limited) Add(path string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.left == 0 {
		return &os.PathError{Op: "inotify_add_watch", Path: path, Err: l.err}
	}
	l.left--
	return l.system.Add(path)
}

// startWith starts a watcher with a notification system of the test's.
func (s *site) startWith(opt Options, open func() (*notifier, error)) *site {
	opt = opt.withDefaults()
	opt.Roots = []string{s.path("c")}
	ctx, cancel := context.WithCancel(context.Background())
	s.w, s.stop = newWatcher(ctx, opt), cancel
	s.w.begin(open)
	go s.w.run(ctx)
	s.t.Cleanup(func() {
		cancel()
		for range s.w.Batches() {
		}
	})
	return s
}

func TestLimitMeansPolling(t *testing.T) {
	for _, tt := range []struct {
		name string
		left int // watches that the system grants
	}{{"at the start", 1}, {"later", 3}} {
		t.Run(tt.name, func(t *testing.T) {
			var heard []diag.Diagnostic
			var fw *fsnotify.Watcher
			s := newSite(t, "c/a/x.md", "c/b/y.md").startWith(
				Options{Notice: func(d diag.Diagnostic) { heard = append(heard, d) }},
				func() (*notifier, error) {
					var err error
					fw, err = fsnotify.NewWatcher()
					return newNotifier(&limited{system: fw, left: tt.left, err: errLimit}, fw.Events, fw.Errors), err
				})
			if tt.left == 3 {
				if s.w.Mode().Polling() {
					t.Fatal("polls before the limit is reached")
				}
				s.write("c/new/z.md", "one folder too many")
				if b := s.next(); !b.Rescan {
					t.Errorf("events may have been lost, but the batch does not say so: %+v", b)
				}
			}
			s.write("c/a/x.md", "changed")
			s.write("c/b/y.md", "changed")
			s.until("c/a/x.md", "c/b/y.md")
			s.write("c/deep/in/y.md", "new")
			s.until("c/deep/in/y.md")
			if m := s.w.Mode(); !m.Polling() || m.Reason != Limit {
				t.Errorf("mode is %+v", m)
			}
			s.stop()
			for range s.w.Batches() {
			}
			if len(heard) != 1 || heard[0].Code != "watch-polls-limit" {
				t.Fatalf("heard %v", heard)
			}
			for _, lang := range []diag.Lang{diag.VI, diag.EN} {
				if text := heard[0].Message(lang); strings.Contains(text, "{") || !strings.Contains(text, "1") {
					t.Errorf("notice: %s", text)
				}
			}
			if len(fw.WatchList()) > 0 {
				t.Error("the notification system is still open")
			}
		})
	}
}

func TestNoNotificationsMeansPolling(t *testing.T) {
	s := newSite(t, "c/x.md").startWith(Options{}, func() (*notifier, error) {
		return nil, errors.New("not in this kernel")
	})
	s.write("c/x.md", "changed")
	s.until("c/x.md")
	if m := s.w.Mode(); m.Reason != Unavailable || m.Detail != "not in this kernel" {
		t.Errorf("mode is %+v", m)
	}
}

func TestLostEventsMeanRescan(t *testing.T) {
	errs := make(chan error)
	events := make(chan fsnotify.Event)
	s := newSite(t, "c/x.md").startWith(Options{}, func() (*notifier, error) {
		fw, err := fsnotify.NewWatcher()
		go func() { // the system's events are lost
			for range fw.Events {
			}
		}()
		return newNotifier(fw, events, errs), err
	})
	s.write("c/in/y.md", "never heard of")
	errs <- fsnotify.ErrEventOverflow
	b := s.next()
	if !b.Rescan || len(b.Paths) != 1 || b.Paths[0] != "c/in/y.md" {
		t.Errorf("got %+v", b)
	}
	if s.w.Mode().Polling() {
		t.Error("an overflow is no reason to poll")
	}
}

func TestModeIsWhatWasAsked(t *testing.T) {
	s := newSite(t, "c/").watch(Options{}, "c", "not/yet/there")
	if m := s.w.Mode(); m != (Mode{}) {
		t.Errorf("on a local disk the mode is %+v", m)
	}
	s = newSite(t, "c/").watch(Options{Poll: time.Minute, Notice: func(d diag.Diagnostic) { t.Errorf("heard %v", d) }}, "c")
	if m := s.w.Mode(); m != (Mode{Poll: time.Minute, Reason: Asked}) {
		t.Errorf("mode is %+v", m)
	}
}

// Two writes within one tick of the clock leave size and time as they were.
func TestPollingSeesASecondWriteWithTheSameTime(t *testing.T) {
	s := newSite(t, "c/x.md").watch(Options{Poll: 5 * time.Millisecond}, "c")
	at := time.Date(2020, 7, 27, 8, 0, 0, 0, time.UTC)
	for _, text := range []string{"one", "two", "six"} {
		f, err := os.OpenFile(s.path("c/x.md"), os.O_RDWR, 0)
		s.must(err)
		s.must(f.Truncate(3))
		_, err = f.WriteAt([]byte(text), 0)
		s.must(err)
		s.must(f.Close())
		s.must(os.Chtimes(s.path("c/x.md"), at, at))
		for found := ""; found != text; { // a half-written state may come first
			s.until("c/x.md")
			got, err := os.ReadFile(s.path("c/x.md"))
			s.must(err)
			found = string(got)
		}
	}
}

// What cannot be read now has not been deleted.
func TestUnreadableIsNotGone(t *testing.T) {
	if os.Getuid() == 0 {
		// Root reads everything; a share that fails is imitated by a folder whose
		// listing fails for another reason: its path is too long for the system.
		before := &node{kids: map[string]*node{"a.md": {}}}
		dir := t.TempDir()
		info, err := os.Stat(dir)
		if err != nil {
			t.Fatal(err)
		}
		s := scanner{ignore: Temporary}
		after, err := s.scan(filepath.Join(dir, strings.Repeat("x", 300)), info, before)
		if err != nil || after.kids["a.md"] == nil {
			t.Errorf("its files were taken as deleted: %+v, %v", after, err)
		}
		return
	}
	s := newSite(t, "c/in/a.md", "c/b.md").watch(Options{Poll: 5 * time.Millisecond}, "c")
	s.must(os.Chmod(s.path("c/in"), 0))
	t.Cleanup(func() { s.must(os.Chmod(s.path("c/in"), 0o755)) })
	s.write("c/b.md", "changed")
	s.exactly("c/b.md")
}

func TestTemporary(t *testing.T) {
	for _, name := range []string{"a.md~", ".#a.md", "#a.md#", "4913", ".a.md.swp", "~$báo cáo.docx", ".DS_Store", "a.tmp", "A.TMP", ".git", "x/.bulletin", ".~lock.a.odt#"} {
		if !Temporary(name) {
			t.Errorf("%q would be reported", name)
		}
	}
	for _, name := range []string{"a.md", ".htaccess", "x/.git/HEAD", "tmp", "a~b.md", "49130", "#1.md", "Quý III.docx"} {
		if Temporary(name) {
			t.Errorf("%q would not be reported", name)
		}
	}
}

func BenchmarkPoll10000(b *testing.B) {
	s := &site{t: b, dir: b.TempDir()}
	for i := range 10_000 {
		s.write(filepath.Join("c", string(rune('a'+i%20)), string(rune('a'+i/20%20)), string(rune('a'+i/400))+".md"), "x")
	}
	w := newWatcher(context.Background(), Options{Roots: []string{s.path("c")}, Poll: time.Hour}.withDefaults())
	w.begin(systemNotifications)
	for b.Loop() {
		if err := w.poll(); err != nil {
			b.Fatal(err)
		}
	}
}
