package watch

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// patience bounds a wait that only a defect makes long.
const patience = 60 * time.Second

// site is a real folder with a watcher on it.
type site struct {
	t    testing.TB
	dir  string
	w    *Watcher
	stop context.CancelFunc
}

// inBothModes runs a test with the system's notifications and with polling.
func inBothModes(t *testing.T, test func(t *testing.T, poll time.Duration)) {
	t.Run("notify", func(t *testing.T) { test(t, 0) })
	t.Run("poll", func(t *testing.T) { test(t, 5*time.Millisecond) })
}

// newSite makes a folder from "name" (a file) and "name/" (a folder) entries.
func newSite(t testing.TB, entries ...string) *site {
	s := &site{t: t, dir: t.TempDir()}
	for _, e := range entries {
		if strings.HasSuffix(e, "/") {
			s.mkdir(e)
		} else {
			s.write(e, "first "+e)
		}
	}
	return s
}

// watch starts watching roots, names below the folder.
func (s *site) watch(opt Options, roots ...string) *site {
	s.t.Helper()
	for _, r := range roots {
		opt.Roots = append(opt.Roots, s.path(r))
	}
	ctx, cancel := context.WithCancel(context.Background())
	s.t.Cleanup(func() {
		cancel()
		for range s.w.Batches() { // closed when all is stopped
		}
	})
	w, err := Start(ctx, opt)
	if err != nil {
		s.t.Fatal(err)
	}
	s.w, s.stop = w, cancel
	return s
}

func (s *site) path(name string) string { return filepath.Join(s.dir, filepath.FromSlash(name)) }

func (s *site) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *site) mkdir(name string) { s.t.Helper(); s.must(os.MkdirAll(s.path(name), 0o755)) }
func (s *site) remove(name string) {
	s.t.Helper()
	s.must(os.RemoveAll(s.path(name)))
}

func (s *site) rename(from, to string) {
	s.t.Helper()
	s.must(os.Rename(s.path(from), s.path(to)))
}

func (s *site) write(name, text string) {
	s.t.Helper()
	s.must(os.MkdirAll(filepath.Dir(s.path(name)), 0o755))
	s.must(os.WriteFile(s.path(name), []byte(text), 0o644))
}

// next is the next batch, with names relative to the folder.
func (s *site) next() Batch {
	s.t.Helper()
	select {
	case b, ok := <-s.w.Batches():
		if !ok {
			s.t.Fatal("the watcher stopped")
		}
		if !slices.IsSorted(b.Paths) || len(slices.Compact(slices.Clone(b.Paths))) != len(b.Paths) {
			s.t.Fatalf("batch is not sorted and unique: %q", b.Paths)
		}
		for i, p := range b.Paths {
			rel, err := filepath.Rel(s.dir, p)
			s.must(err)
			b.Paths[i] = filepath.ToSlash(rel)
		}
		return b
	case <-time.After(patience):
		s.t.Fatal("no batch arrived")
	}
	return Batch{}
}

// until gathers batches until every name was reported, and returns all names
// reported and the number of batches.
func (s *site) until(names ...string) (seen map[string]bool, batches int) {
	s.t.Helper()
	seen = map[string]bool{}
	missing := func(name string) bool { return !seen[name] }
	for slices.ContainsFunc(names, missing) {
		for _, p := range s.next().Paths {
			seen[p] = true
		}
		batches++
	}
	return seen, batches
}

// exactly waits for the names and fails when another is reported with them.
func (s *site) exactly(names ...string) {
	s.t.Helper()
	seen, _ := s.until(names...)
	for _, n := range names {
		delete(seen, n)
	}
	if len(seen) > 0 {
		s.t.Errorf("also reported: %q", slices.Sorted(maps.Keys(seen)))
	}
}

func TestChangesAreReported(t *testing.T) {
	tests := []struct {
		name   string
		before []string
		change func(s *site)
		want   []string
	}{
		{"create", []string{"c/"}, func(s *site) { s.write("c/a.md", "x") }, []string{"c/a.md"}},
		{"write", []string{"c/a.md"}, func(s *site) { s.write("c/a.md", "longer than it was before") }, []string{"c/a.md"}},
		{"append", []string{"c/a.md"}, func(s *site) {
			f, err := os.OpenFile(s.path("c/a.md"), os.O_APPEND|os.O_WRONLY, 0)
			s.must(err)
			_, err = f.WriteString("more")
			s.must(err)
			s.must(f.Close())
		}, []string{"c/a.md"}},
		{"delete", []string{"c/a.md", "c/b.md"}, func(s *site) { s.remove("c/a.md") }, []string{"c/a.md"}},
		{"rename", []string{"c/a.md"}, func(s *site) { s.rename("c/a.md", "c/b.md") }, []string{"c/a.md", "c/b.md"}},
		{"a new time alone", []string{"c/a.md"}, func(s *site) {
			old := time.Date(2020, 7, 27, 8, 0, 0, 0, time.UTC)
			s.must(os.Chtimes(s.path("c/a.md"), old, old))
		}, []string{"c/a.md"}},
		{"Vietnamese names", []string{"c/Sinh hoạt/"}, func(s *site) { s.write("c/Sinh hoạt/Quý III – đợt 2.md", "x") }, []string{"c/Sinh hoạt/Quý III – đợt 2.md"}},
		{"vim's save", []string{"c/a.md"}, func(s *site) {
			s.write("c/4913", "")
			s.remove("c/4913")
			s.rename("c/a.md", "c/a.md~")
			s.write("c/a.md", "edited in vim")
			s.remove("c/a.md~")
		}, []string{"c/a.md"}},
		{"save by rename over", []string{"c/a.md"}, func(s *site) {
			s.write("c/a.md.tmp", "edited elsewhere")
			s.rename("c/a.md.tmp", "c/a.md")
		}, []string{"c/a.md"}},
		{"Notepad's save truncates in place", []string{"c/a.md"}, func(s *site) {
			s.must(os.Truncate(s.path("c/a.md"), 0))
			s.write("c/a.md", "edited in Notepad")
		}, []string{"c/a.md"}},
		{"Word's save", []string{"c/a.docx"}, func(s *site) {
			s.write("c/~$a.docx", "owner")
			s.write("c/~WRD0001.tmp", "new")
			s.rename("c/a.docx", "c/~WRL0002.tmp")
			s.rename("c/~WRD0001.tmp", "c/a.docx")
			s.remove("c/~WRL0002.tmp")
			s.remove("c/~$a.docx")
		}, []string{"c/a.docx"}},
		{"mkdir -p with files at once", []string{"c/"}, func(s *site) {
			s.write("c/2020/q3/a.md", "x")
			s.write("c/2020/q3/img/b.png", "x")
			s.write("c/2020/c.md", "x")
		}, []string{"c/2020/q3/a.md", "c/2020/q3/img/b.png", "c/2020/c.md"}},
		{"folder renamed", []string{"c/old/a.md", "c/old/in/b.md"}, func(s *site) { s.rename("c/old", "c/new") },
			[]string{"c/old/a.md", "c/old/in/b.md", "c/new/a.md", "c/new/in/b.md"}},
		{"folder moved out", []string{"c/in/a.md", "out/"}, func(s *site) { s.rename("c/in", "out/in") }, []string{"c/in/a.md"}},
		{"folder moved in", []string{"c/", "out/in/deep/a.md"}, func(s *site) { s.rename("out/in", "c/in") }, []string{"c/in/deep/a.md"}},
		{"folder removed", []string{"c/in/a.md", "c/in/deep/b.md"}, func(s *site) { s.remove("c/in") }, []string{"c/in/a.md", "c/in/deep/b.md"}},
		{"folder becomes a file", []string{"c/x/a.md"}, func(s *site) { s.remove("c/x"); s.write("c/x", "now a file") }, []string{"c/x", "c/x/a.md"}},
		{"file becomes a folder", []string{"c/x"}, func(s *site) { s.remove("c/x"); s.write("c/x/a.md", "x") }, []string{"c/x", "c/x/a.md"}},
		{"two folders swap names", []string{"c/a/1.md", "c/b/2.md"}, func(s *site) {
			s.rename("c/a", "c/t")
			s.rename("c/b", "c/a")
			s.rename("c/t", "c/b")
		}, []string{"c/a/1.md", "c/a/2.md", "c/b/1.md", "c/b/2.md"}},
		{"root removed", []string{"c/a.md", "c/in/b.md"}, func(s *site) { s.remove("c") }, []string{"c/a.md", "c/in/b.md"}},
		{"root appears", nil, func(s *site) { s.write("c/in/a.md", "x") }, []string{"c/in/a.md"}},
		{"root moved in", []string{"prepared/in/a.md"}, func(s *site) { s.rename("prepared", "c") }, []string{"c/in/a.md"}},
	}
	inBothModes(t, func(t *testing.T, poll time.Duration) {
		for _, tt := range tests {
			t.Run(tt.name, func(t *testing.T) {
				s := newSite(t, tt.before...).watch(Options{Poll: poll}, "c")
				tt.change(s)
				seen, _ := s.until(tt.want...)
				for p := range seen {
					if Temporary(p) {
						t.Errorf("reported %q", p)
					}
				}
				// Whatever happened, the watcher must have stayed alive.
				s.write("c/deep/after/all.md", "x")
				s.until("c/deep/after/all.md")
				s.write("c/deep/after/all.md", "changed again")
				s.until("c/deep/after/all.md")
			})
		}
	})
}

func TestNothingElseIsReported(t *testing.T) {
	inBothModes(t, func(t *testing.T, poll time.Duration) {
		s := newSite(t, "site/c/a.md", "site/c/b.md", "site/bulletin.yaml", "site/other.yaml", "site/public/x.html", "site/c/.git/HEAD")
		ignore := func(p string) bool {
			return Temporary(p) || p == s.path("site/c/public")
		}
		s.watch(Options{Poll: poll, Ignore: ignore}, "site/c", "site/bulletin.yaml", "site/c/a.md")
		s.write("site/other.yaml", "a neighbour of a watched file")
		s.write("site/public/x.html", "outside")
		s.write("site/c/.git/index", "x")
		s.write("site/c/public/deep/y.html", "x")
		s.write("site/c/.a.md.swp", "x")
		s.mkdir("site/c/empty/folders/are/nothing")
		s.write("site/c/end.md", "x")
		s.exactly("site/c/end.md")
		s.write("site/bulletin.yaml", "title: x")
		s.exactly("site/bulletin.yaml")
	})
}

func TestSingleFileIsReplacedAndComesBack(t *testing.T) {
	inBothModes(t, func(t *testing.T, poll time.Duration) {
		s := newSite(t, "bulletin.yaml").watch(Options{Poll: poll}, "bulletin.yaml")
		for i := range 3 {
			s.write("new", fmt.Sprintf("title: %d", i))
			s.rename("new", "bulletin.yaml")
			s.exactly("bulletin.yaml")
			s.remove("bulletin.yaml")
			s.exactly("bulletin.yaml")
			s.write("bulletin.yaml", "again")
			s.exactly("bulletin.yaml")
		}
	})
}

func TestRootGoesAndComesBack(t *testing.T) {
	inBothModes(t, func(t *testing.T, poll time.Duration) {
		s := newSite(t, "site/content/a.md").watch(Options{Poll: poll}, "site/content")
		for range 3 {
			s.remove("site")
			s.until("site/content/a.md")
			s.write("site/content/a.md", "back")
			s.write("site/content/in/b.md", "new")
			s.until("site/content/a.md", "site/content/in/b.md")
			s.write("site/content/in/b.md", "written again")
			s.until("site/content/in/b.md")
		}
		// A folder above is swapped for another: no event says so.
		s.write("other/content/only-here.md", "x")
		s.rename("site", "away")
		s.rename("other", "site")
		s.until("site/content/a.md", "site/content/only-here.md")
		s.write("site/content/only-here.md", "still watched")
		s.until("site/content/only-here.md")
	})
}

func TestBurstIsFewBatches(t *testing.T) {
	inBothModes(t, func(t *testing.T, poll time.Duration) {
		s := newSite(t, "c/").watch(Options{Poll: poll}, "c")
		var names []string
		for i := range 500 {
			names = append(names, fmt.Sprintf("c/%02d/%03d.md", i%20, i))
			s.write(names[i], "x")
		}
		seen, batches := s.until(names...)
		if len(seen) != len(names) {
			t.Errorf("%d files reported, want %d", len(seen), len(names))
		}
		if batches > 20 {
			t.Errorf("%d batches for 500 files written in one go", batches)
		}
	})
}

// A receiver that is busy building must get what happened meanwhile.
func TestSlowReceiverLosesNothing(t *testing.T) {
	inBothModes(t, func(t *testing.T, poll time.Duration) {
		s := newSite(t, "c/").watch(Options{Poll: poll}, "c")
		var names []string
		for i := range 50 {
			names = append(names, fmt.Sprintf("c/%03d.md", i))
			s.write(names[i], "x")
			if i%10 == 9 {
				s.next()
				s.write(names[0], fmt.Sprint("again ", i))
			}
		}
		s.write("c/end.md", "x")
		s.until("c/end.md")
	})
}

// A stream that never rests still yields.
func TestSteadyStreamYields(t *testing.T) {
	inBothModes(t, func(t *testing.T, poll time.Duration) {
		s := newSite(t, "c/").watch(Options{Poll: poll, Quiet: time.Hour, Most: 50 * time.Millisecond}, "c")
		got := make(chan Batch)
		go func() {
			defer close(got)
			b := s.next()
			got <- b
		}()
		for i := 0; ; i++ {
			select {
			case b := <-got:
				if len(b.Paths) == 0 {
					t.Error("empty batch")
				}
				return
			default:
				s.write(fmt.Sprintf("c/%d.md", i%100), fmt.Sprint(i))
			}
		}
	})
}

func TestLinksAreNotFollowed(t *testing.T) {
	inBothModes(t, func(t *testing.T, poll time.Duration) {
		s := newSite(t, "c/", "out/secret.md", "real/a.md")
		s.must(os.Symlink(s.path("out"), s.path("c/link")))
		s.must(os.Symlink(s.path("c"), s.path("c/loop")))
		s.must(os.Symlink(s.path("real"), s.path("root")))
		s.watch(Options{Poll: poll}, "c", "root")
		s.write("out/secret.md", "changed outside")
		s.write("c/end.md", "x")
		s.exactly("c/end.md")
		s.must(os.Symlink(s.path("out"), s.path("c/late")))
		s.exactly("c/late")
		s.write("out/secret.md", "changed outside again")
		s.write("c/end.md", "y")
		s.exactly("c/end.md")
		s.write("root/a.md", "changed through the root, which is a link")
		s.exactly("root/a.md")
		s.remove("c/link")
		s.exactly("c/link")
		// The root's link points elsewhere now.
		s.write("second/b.md", "x")
		s.must(os.Symlink(s.path("second"), s.path("next")))
		s.rename("next", "root")
		s.until("root/a.md", "root/b.md")
		s.write("root/b.md", "written again")
		s.until("root/b.md")
	})
}

func TestRelativeRoots(t *testing.T) {
	inBothModes(t, func(t *testing.T, poll time.Duration) {
		s := newSite(t, "in/a.md")
		t.Chdir(s.dir)
		ctx, cancel := context.WithCancel(context.Background())
		w, err := Start(ctx, Options{Roots: []string{".", "./in", "in/a.md"}, Poll: poll})
		s.must(err)
		s.write("in/a.md", "changed")
		if b := <-w.Batches(); !slices.Equal(b.Paths, []string{filepath.Join("in", "a.md")}) {
			t.Errorf("got %q", b.Paths)
		}
		cancel()
		for range w.Batches() {
		}
	})
}

func TestStartAfterTheEnd(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Start(ctx, Options{Roots: []string{t.TempDir()}}); err == nil {
		t.Error("no error from a context that is done")
	}
}

// contents reads every file of a tree that is not ignored.
func contents(t testing.TB, dir string) map[string]string {
	t.Helper()
	got := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		got[filepath.ToSlash(rel)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return got
}
