package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bulletin/internal/build"
	"bulletin/internal/site"
	"bulletin/internal/watch"
	"bulletin/themes"
)

// gate is a theme that lets nobody read it before the test says so: an attempt
// that reads it is under way for as long as the test wants.
type gate struct {
	fs.FS
	reached chan struct{} // hears of every reading
	opened  chan struct{} // lets one reading on
}

func (g *gate) Open(name string) (fs.File, error) {
	if name == "strings" {
		g.reached <- struct{}{}
		<-g.opened
	}
	return g.FS.Open(name)
}

// followed is a site whose watcher is the test.
type followed struct {
	*following
	root    string
	batches chan watch.Batch
	told    []outcome
}

func followSite(t *testing.T, theme fs.FS) *followed {
	f := &followed{root: t.TempDir(), batches: make(chan watch.Batch)}
	live := &build.Live{Options: build.Options{Root: f.root, Theme: theme, Version: version, View: site.View{Clock: fixedClock}}}
	t.Cleanup(func() { _ = live.Close() })
	f.following = &following{
		app: newApp(nil, io.Discard, io.Discard, []string{"SOURCE_DATE_EPOCH=1600000000"}, nil), live: live, batches: f.batches,
		told: func(r outcome) { f.told = append(f.told, r) }, change: build.Change{All: true},
	}
	f.write(t, "a", article("A"))
	return f
}

// write writes a news item and returns its file.
func (f *followed) write(t *testing.T, stem, text string) string {
	t.Helper()
	name := filepath.Join(f.root, "content", "news", stem+".md")
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}

// shows tells whether a page of the edition says something.
func (f *followed) shows(page, text string) bool {
	data, err := fs.ReadFile(f.live.Tree(), page)
	return err == nil && strings.Contains(string(data), text)
}

// try makes one attempt, during which nothing happens.
func (f *followed) try(t *testing.T) {
	t.Helper()
	if finished, err := f.attempt(context.Background()); !finished || err != nil {
		t.Fatal(finished, err)
	}
	f.forget()
}

// during makes an attempt that reads the theme; batches arrive while it is under
// way. It reports whether the attempt went on to its end.
func (g *gate) during(t *testing.T, f *followed, batches ...watch.Batch) bool {
	t.Helper()
	f.change.All = true // so that the theme is read
	done := make(chan bool)
	go func() {
		finished, err := f.attempt(context.Background())
		if err != nil {
			t.Error(err)
		}
		done <- finished
	}()
	for {
		select {
		case finished := <-done:
			return finished
		case <-g.reached: // loading reads the folder more than once
		}
		for _, batch := range batches {
			select {
			case f.batches <- batch:
			case <-time.After(30 * time.Second):
				t.Fatal("the attempt under way does not hear of the edit")
			}
		}
		batches = nil
		g.opened <- struct{}{}
	}
}

// TestAnEditSupersedesTheAttemptUnderWay: what changes while the site is read is
// not queued behind an old result; nobody hears of that, and the next attempt
// knows of both changes. Edits without end do not keep the site from changing.
func TestAnEditSupersedesTheAttemptUnderWay(t *testing.T) {
	theme := &gate{FS: themes.Default(), reached: make(chan struct{}), opened: make(chan struct{})}
	f := followSite(t, theme)
	var edited []string
	for _, stem := range []string{"b", "c"} {
		edited = append(edited, f.write(t, stem, article(stem)))
		if theme.during(t, f, watch.Batch{Paths: edited[len(edited)-1:]}) {
			t.Fatal("an attempt went on although its result was old")
		}
		if len(f.told) > 0 || f.live.Tree() != nil {
			t.Fatal("an old result was told of")
		}
	}
	if !slices.Equal(f.change.Paths, edited) || !f.change.All {
		t.Errorf("the next attempt knows of %q", f.change.Paths)
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() { // edits without end: somebody always waits with the next
		defer close(stopped)
		select {
		case f.batches <- watch.Batch{Paths: edited}:
		case <-stop:
		}
	}()
	if !theme.during(t, f) || len(f.told) != 1 || !f.shows("news/2020/c/index.html", "Nội dung c") {
		t.Errorf("after %d attempts that were given up the site did not change", f.gaveUp)
	}
	close(stop)
	<-stopped
}

// TestHalfWrittenFilesAreNotReported: the first, early look at a file says nothing
// of its problems; once it has settled it is read again, and what is wrong then is
// told.
func TestHalfWrittenFilesAreNotReported(t *testing.T) {
	f := followSite(t, themes.Default())
	f.try(t)
	f.told = nil
	look := func(text string, settling bool) {
		t.Helper()
		f.happened(watch.Batch{Paths: []string{f.write(t, "b", text)}, Settling: settling})
		f.try(t)
	}
	const half = "---\ntitle: B\nda"
	look(half, true)
	if len(f.told) > 0 {
		t.Errorf("a half-written file was reported: %v", f.told[0].problems)
	}
	look(article("B"), false)
	if len(f.told) != 1 || f.told[0].problems.HasErrors() || !f.shows("news/2020/b/index.html", "Nội dung B") {
		t.Errorf("the whole file was not read: %+v", f.told)
	}
	look(article("B hai"), true)
	if len(f.told) != 2 || !f.shows("news/2020/b/index.html", "Nội dung B hai") {
		t.Error("a sound file had to wait until it settled")
	}
	look(half, true)
	look(half, false)
	if len(f.told) != 3 || !f.told[2].problems.HasErrors() || !f.shows("news/2020/b/index.html", "Nội dung B hai") {
		t.Errorf("a file that stayed half written was not reported, or the last good page is gone: %+v", f.told)
	}
}

// TestErrorsAreToldOnce: what is wrong when following begins is told at once, and
// not again when the watcher stands and all is looked at once more.
func TestErrorsAreToldOnce(t *testing.T) {
	f := followSite(t, themes.Default())
	f.write(t, "b", strings.Replace(article("B"), "date: ", "date: 31/02/", 1))
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	var told []outcome
	err := f.app.follow(ctx, f.live, 0, false, func(r outcome) {
		if told = append(told, r); len(told) == 2 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) || len(told) != 2 {
		t.Fatalf("%d outcomes, %v", len(told), err)
	}
	if told[0].repeats || !told[0].problems.HasErrors() || !told[1].repeats {
		t.Errorf("told %v, %v", told[0], told[1])
	}
}
