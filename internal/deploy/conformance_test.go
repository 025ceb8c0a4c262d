package deploy_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"bulletin/internal/deploy"
)

// place is a target with a real server behind it, and its readers before it.
type place struct {
	way   way
	open  func(t testing.TB) deploy.Target               // as a new process connects
	read  func(t testing.TB, path string) (string, bool) // as a reader sees it
	spoil func(t testing.TB, path, text string)          // as an accident does
	fresh func(t testing.TB, name string) (at place)     // the same, empty
	cut   func(t testing.TB, most int64) deploy.Target   // by a line that breaks after some bytes; nil = there is no line
}

// tree is a site by path.
type tree map[string]string

func (s tree) site() deploy.Site {
	files := fstest.MapFS{}
	var paths []string
	for p, text := range s {
		files[p] = &fstest.MapFile{Data: []byte(text)}
		paths = append(paths, p)
	}
	return deploy.Site{FS: files, Paths: paths, Audience: "public"}
}

func links(to ...string) string {
	var b strings.Builder
	for _, l := range to {
		fmt.Fprintf(&b, `<a href="%s">x</a>`, l)
	}
	return b.String()
}

// The two versions of a site. The new one has a page more, two that lead to each other,
// a page less, a changed page, another style, an asset that changed under its name, and
// a file that is empty.
var (
	oldSite = tree{
		"index.html":                 "cũ " + links("news/index.html", "about/index.html", "assets/main.aaaaaaaaaa.css", "search.js"),
		"news/index.html":            "cũ " + links("a/index.html", "b/index.html", "../assets/main.aaaaaaaaaa.css"),
		"news/a/index.html":          "cũ " + links("../index.html", "../b/index.html"),
		"news/b/index.html":          "cũ " + links("../index.html", "../a/index.html"),
		"about/index.html":           "như cũ " + links("../index.html"),
		"assets/main.aaaaaaaaaa.css": "a{}",
		"search.js":                  "old",
		"feed.xml":                   "old",
	}
	newSite = tree{
		"index.html":                 "mới " + links("news/index.html", "about/index.html", "assets/main.bbbbbbbbbb.css", "search.js"),
		"news/index.html":            "mới " + links("a/index.html", "c/index.html", "../assets/main.bbbbbbbbbb.css"),
		"news/a/index.html":          "mới " + links("../index.html", "../c/index.html"),
		"news/c/index.html":          "mới " + links("../index.html", "../d/index.html"),
		"news/d/index.html":          "mới " + links("../c/index.html", "anh.png"),
		"news/d/anh.png":             "",
		"about/index.html":           "như cũ " + links("../index.html"),
		"assets/main.bbbbbbbbbb.css": "b{}",
		"search.js":                  "new",
		"feed.xml":                   "new",
	}
)

var href = regexp.MustCompile(`href="([^"]*)"`)

// look is one reader who looks at every address, and follows every link from the front
// page: each page is one of the old or of the new site, and no link is dead.
func look(t testing.TB, at place, before, after tree) {
	t.Helper()
	pages := tree{}
	for _, p := range union(before, after) {
		text, there := at.read(t, p)
		if there {
			pages[p] = text
		}
		was, old := before[p]
		is, fresh := after[p]
		switch {
		case there && (!old || text != was) && (!fresh || text != is):
			t.Errorf("%s is neither old nor new: %q", p, text)
		case !there && old && fresh:
			t.Errorf("%s is missing", p)
		}
	}
	seen := map[string]bool{}
	var follow func(p, from string)
	follow = func(p, from string) {
		if seen[p] {
			return
		}
		seen[p] = true
		text, there := pages[p]
		if !there {
			if from != "" {
				t.Errorf("dead link from %s to %s", from, p)
			}
			return
		}
		for _, m := range href.FindAllStringSubmatch(text, -1) {
			follow(path.Join(path.Dir(p), m[1]), p)
		}
	}
	follow("index.html", "")
}

func union(trees ...tree) []string {
	all := map[string]bool{}
	for _, s := range trees {
		for p := range s {
			all[p] = true
		}
	}
	var paths []string
	for p := range all {
		paths = append(paths, p)
	}
	slices.Sort(paths)
	return paths
}

// mortal is a target whose user dies before the n-th operation: nothing more is done. It
// lets somebody look between any two operations.
type mortal struct {
	deploy.Target
	mu    sync.Mutex
	n, at int // operations begun, and the one not to be done; 0 = none
	watch func()
	cease context.CancelFunc
	dead  bool
}

// reads does an operation that changes nothing.
func (m *mortal) reads(op func() error) error { return m.step(op, nil) }

// writes does one that may change what readers see.
func (m *mortal) writes(op func() error) error { return m.step(op, m.watch) }

// step does an operation, or dies.
func (m *mortal) step(op func() error, watch func()) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.dead {
		return context.Canceled
	}
	if m.n++; m.n == m.at {
		m.dead = true
		m.cease()
		return context.Canceled
	}
	err := op()
	if watch != nil {
		watch()
	}
	return err
}

func (m *mortal) Put(ctx context.Context, p string, data []byte) error {
	return m.writes(func() error { return m.Target.Put(ctx, p, data) })
}

func (m *mortal) Get(ctx context.Context, p string) (data []byte, err error) {
	err = m.reads(func() error { data, err = m.Target.Get(ctx, p); return err })
	return data, err
}

func (m *mortal) Size(ctx context.Context, p string) (size int64, err error) {
	err = m.reads(func() error { size, err = m.Target.Size(ctx, p); return err })
	return size, err
}

func (m *mortal) Copy(ctx context.Context, from, to string) error {
	return m.writes(func() error { return m.Target.Copy(ctx, from, to) })
}

func (m *mortal) Delete(ctx context.Context, p string) error {
	return m.writes(func() error { return m.Target.Delete(ctx, p) })
}

func (m *mortal) List(ctx context.Context, under string) (all map[string]int64, err error) {
	err = m.reads(func() error { all, err = m.Target.List(ctx, under); return err })
	return all, err
}

func (m *mortal) Claim(ctx context.Context, p string, data []byte) error {
	return m.writes(func() error { return m.Target.Claim(ctx, p, data) })
}

// quick is a temporary folder that is kept in memory where there is such: it is the order
// of operations that is tested, not the disk.
func quick(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "bulletin-test-")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func options(local string) deploy.Options {
	return deploy.Options{Local: local, Name: "đích", Who: "lan@may-lan", Now: time.Date(2020, 7, 27, 8, 0, 0, 0, time.UTC), Workers: 1}
}

func publish(t testing.TB, target deploy.Target, s tree, o deploy.Options) deploy.Report {
	t.Helper()
	report, err := deploy.Publish(t.Context(), target, s.site(), o)
	if err != nil {
		t.Fatal(err)
	}
	return report
}

// holds fails unless the target's readers see a site, and its files are the site's, ours,
// and assets that are about to leave.
func holds(t testing.TB, at place, target deploy.Target, s tree, leaving ...string) {
	t.Helper()
	look(t, at, s, s)
	all, err := target.List(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for p := range all {
		if _, ours := s[p]; !ours && !strings.HasPrefix(p, deploy.Home+"/") && !slices.Contains(leaving, p) {
			t.Errorf("%s was left behind", p)
		}
		if _, ours := s[p]; !ours && strings.Contains(p, "lock") {
			t.Errorf("%s was left behind", p)
		}
	}
	for p := range s {
		if _, there := all[p]; !there {
			t.Errorf("%s is not listed", p)
		}
	}
}

var oldAsset, newAsset = "assets/main.aaaaaaaaaa.css", "assets/main.bbbbbbbbbb.css"

// job is something done to a target that may be killed.
type job struct {
	name    string
	made    []tree  // what is published before
	sees    [2]tree // what a reader may see meanwhile
	ends    tree    // when the next run is done
	leaving string  // an asset that may still be there then
	do      doing
	again   doing // the next run
}

type doing func(context.Context, deploy.Target, deploy.Options) error

func jobs() []job {
	return []job{
		{"first", nil, [2]tree{{}, oldSite}, oldSite, "", publishing(oldSite), publishing(oldSite)},
		{"update", []tree{oldSite}, [2]tree{oldSite, newSite}, newSite, oldAsset, publishing(newSite), publishing(newSite)},
		{"rollback", []tree{oldSite, newSite}, [2]tree{newSite, oldSite}, oldSite, newAsset, rollback, rollback},
		{"undo", []tree{oldSite}, [2]tree{oldSite, newSite}, oldSite, newAsset, publishing(newSite), rollback},
		{"given up", []tree{oldSite}, [2]tree{oldSite, newSite}, oldSite, newAsset, publishing(newSite), publishing(oldSite)},
	}
}

func publishing(s tree) doing {
	return func(ctx context.Context, target deploy.Target, o deploy.Options) error {
		_, err := deploy.Publish(ctx, target, s.site(), o)
		return err
	}
}

func rollback(ctx context.Context, target deploy.Target, o deploy.Options) error {
	_, err := deploy.Rollback(ctx, target, o)
	return err
}

// conform is what every target passes.
func conform(t *testing.T, at place) {
	for _, j := range jobs() {
		t.Run("killed/"+j.name, func(t *testing.T) { t.Parallel(); killed(t, at, j) })
	}
	rules(t, at)
}

// killed does a job that dies before its n-th operation, for every n; a reader looks
// between any two operations, of that run and of the next, which finishes. To die after
// an operation, before its answer, leaves the same.
func killed(t *testing.T, at place, j job) {
	for n := 1; !killedAt(t, at.fresh(t, fmt.Sprintf("%s-%d", strings.ReplaceAll(j.name, " ", "-"), n)), j, n); n++ {
		if t.Failed() {
			t.Fatalf("killed before operation %d", n)
		}
	}
}

func killedAt(t *testing.T, at place, j job, n int) (done bool) {
	o, target := options(quick(t)), at.open(t)
	for _, s := range j.made {
		publish(t, target, s, o)
	}
	ctx, cease := context.WithCancel(t.Context())
	defer cease()
	between := func() { look(t, at, j.sees[0], j.sees[1]) }
	m := &mortal{Target: target, at: n, watch: between, cease: cease}
	err := j.do(ctx, m, o)
	switch {
	case m.n < n && err != nil:
		t.Fatalf("it was not killed, and says %v", err)
	case m.n < n:
		t.Logf("killed before each of %d operations", n-1)
		return true
	case !errors.Is(err, context.Canceled):
		t.Fatalf("it was killed, and says %v", err)
	}
	target = at.open(t)
	err = j.again(t.Context(), &mortal{Target: target, watch: between}, o)
	var nothing *deploy.NoPreviousError // it was killed before it had begun
	if err != nil && !(j.name == "undo" && errors.As(err, &nothing)) {
		t.Fatalf("the next run: %v", err)
	}
	holds(t, at, target, j.ends, j.leaving)
	return false
}
