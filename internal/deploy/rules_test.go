package deploy_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bulletin/internal/deploy"
	"bulletin/internal/deploy/folder"
)

// rules are what a target is used for beside being killed.
func rules(t *testing.T, at place) {
	t.Run("only what changed is sent", func(t *testing.T) { sendsChanges(t, at.fresh(t, "changes")) })
	t.Run("many at a time before readers", func(t *testing.T) { crowd(t, at.fresh(t, "crowd")) })
	t.Run("harm is found and mended", func(t *testing.T) { mends(t, at.fresh(t, "harm")) })
	t.Run("one at a time", func(t *testing.T) { excludes(t, at.fresh(t, "lock")) })
	t.Run("others' files stay", func(t *testing.T) { spares(t, at.fresh(t, "others")) })
	t.Run("processes are killed", func(t *testing.T) { slaughter(t, at.fresh(t, "processes")) })
	if at.cut != nil {
		t.Run("the line is cut", func(t *testing.T) { survivesCuts(t, at.fresh(t, "cut")) })
	}
}

func sendsChanges(t *testing.T, at place) {
	o, target := options(t.TempDir()), at.open(t)
	o.DryRun = true
	publish(t, target, oldSite, o)
	if all, err := target.List(t.Context(), ""); err != nil || len(all) > 0 {
		t.Fatalf("a dry run left %v (%v)", all, err)
	}
	o.DryRun = false
	publish(t, target, oldSite, o)
	if again := publish(t, target, oldSite, o); !again.Nothing() {
		t.Errorf("nothing had changed, and it did %+v", again)
	}
	got := publish(t, target, newSite, o)
	want := deploy.Report{
		New:     []string{newAsset, "news/c/index.html", "news/d/anh.png", "news/d/index.html"},
		Changed: []string{"feed.xml", "index.html", "news/a/index.html", "news/index.html", "search.js"},
		Deleted: []string{"news/b/index.html"}, Unchanged: 1, Bytes: got.Bytes,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	holds(t, at, target, newSite, oldAsset)
	third := tree{"index.html": "ba"}
	publish(t, target, third, o)
	holds(t, at, target, third, newAsset) // the older asset went
}

// crowd publishes back and forth, eight files at a time, while a reader never stops.
func crowd(t *testing.T, at place) {
	o, target := options(t.TempDir()), at.open(t)
	o.Workers = 8
	before, after := big(oldSite, "cũ"), big(newSite, "mới")
	publish(t, target, before, o)
	stop := at.readAlways(t, before, after)
	publish(t, target, after, o)
	publish(t, target, before, o)
	if err := rollback(t.Context(), target, o); err != nil {
		t.Error(err)
	}
	stop()
	holds(t, at, target, after, oldAsset, newAsset)
}

// readAlways reads all pages of two versions, over and over until it is stopped: each is
// the old one or the new, and what both have is always there.
func (at place) readAlways(t *testing.T, before, after tree) (stop func()) {
	done := make(chan struct{})
	var reader sync.WaitGroup
	reader.Go(func() {
		for {
			for _, p := range union(before, after) {
				text, there := at.read(t, p)
				was, old := before[p]
				is, fresh := after[p]
				if there && (!old || text != was) && (!fresh || text != is) || !there && old && fresh {
					t.Errorf("%s (there: %v): %q", p, there, text)
				}
			}
			select {
			case <-done:
				return
			default:
			}
		}
	})
	return func() {
		close(done)
		reader.Wait()
	}
}

// big is a site with more pages than are looked for one by one, some of them long.
func big(s tree, text string) tree {
	all := tree{}
	for p, t := range s {
		all[p] = t
	}
	for i := range 80 {
		all[fmt.Sprintf("trang %d/index.html", i)] = strings.Repeat(text+" ", 1+i*100)
	}
	return all
}

func mends(t *testing.T, at place) {
	o, target := options(t.TempDir()), at.open(t)
	publish(t, target, oldSite, o)
	at.spoil(t, "news/a/index.html", "bị sửa")
	if err := target.Delete(t.Context(), "feed.xml"); err != nil {
		t.Fatal(err)
	}
	o.Verify = true
	got := publish(t, target, oldSite, o)
	if d := cmp.Diff([]string{"feed.xml", "news/a/index.html"}, got.Differing); d != "" {
		t.Error(d)
	}
	holds(t, at, target, oldSite)
	if got = publish(t, target, oldSite, o); !got.Nothing() || got.Differing != nil {
		t.Errorf("it was mended, and there is %+v", got)
	}
}

func excludes(t *testing.T, at place) {
	o, target := options(t.TempDir()), at.open(t)
	ctx, cease := context.WithCancel(t.Context())
	defer cease()
	err := publishing(oldSite)(ctx, &mortal{Target: at.open(t), at: 12, cease: cease}, o)
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	elsewhere := options(t.TempDir())
	elsewhere.Who = "hoa@may-hoa"
	err = publishing(newSite)(t.Context(), target, elsewhere)
	var locked *deploy.LockedError
	if !errors.As(err, &locked) || locked.Who != o.Who || !locked.Since.Equal(o.Now) {
		t.Fatalf("another computer: %v", err)
	}
	elsewhere.BreakLock = true
	publish(t, target, newSite, elsewhere)
	holds(t, at, target, newSite, oldAsset)
}

func spares(t *testing.T, at place) {
	o, target := options(t.TempDir()), at.open(t)
	at.spoil(t, "news/index.html", "của người khác")
	at.spoil(t, "cua-ho.txt", "của người khác")
	at.spoil(t, "search.js", oldSite["search.js"]) // the same bytes are taken for ours
	err := publishing(oldSite)(t.Context(), target, o)
	var foreign *deploy.ForeignError
	if !errors.As(err, &foreign) {
		t.Fatal(err)
	}
	if d := cmp.Diff([]string{"news/index.html"}, foreign.Paths); d != "" {
		t.Error(d)
	}
	if err := target.Delete(t.Context(), "news/index.html"); err != nil {
		t.Fatal(err)
	}
	publish(t, target, oldSite, o)
	publish(t, target, tree{"index.html": "ba"}, o)
	if text, there := at.read(t, "cua-ho.txt"); !there || text != "của người khác" {
		t.Errorf("another's file is %q (there: %v)", text, there)
	}
}

// survivesCuts publishes by a line that breaks within the first files, and again.
func survivesCuts(t *testing.T, at place) {
	o := options(t.TempDir())
	publish(t, at.open(t), oldSite, o)
	publish(t, at.cut(t, 12_000), big(newSite, "mới"), o)
	holds(t, at, at.open(t), big(newSite, "mới"), oldAsset)
}

// TestNoWayBack: a file that somebody edited at the target before it was replaced cannot be
// had back; a rollback says so before it changes anything, and publishing goes on.
func TestNoWayBack(t *testing.T) {
	dir := quick(t)
	target, err := folder.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = target.Close() }()
	o := options("")
	first := tree{"index.html": "one", "a/index.html": "a one", "b/index.html": "b"}
	second := tree{"index.html": "two", "a/index.html": "a two", "b/index.html": "b"}
	publish(t, target, first, o)
	if err := os.WriteFile(filepath.Join(dir, "a", "index.html"), []byte("edited"), 0o644); err != nil {
		t.Fatal(err)
	}
	publish(t, target, second, o)
	var none *deploy.NoWayBackError
	for range 2 {
		if _, err := deploy.Rollback(t.Context(), target, o); !errors.As(err, &none) || !slices.Equal(none.Paths, []string{"a/index.html"}) {
			t.Fatalf("%v", err)
		}
		for name, want := range second {
			if data, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(data) != want {
				t.Errorf("%s is %q, %v", name, data, err)
			}
		}
	}
	publish(t, target, first, o)
	if _, err := deploy.Rollback(t.Context(), target, o); err != nil {
		t.Error(err)
	}
}
