package build_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bulletin/internal/build"
)

// TestStandIn: whoever opens an unchanged site sees the published files while it is
// read; one that does not stand as it was published is waited for and made.
func TestStandIn(t *testing.T) {
	root := t.TempDir()
	clock := time.Date(2020, 5, 20, 0, 0, 0, 0, time.UTC)
	o := options(root, filepath.Join(root, "public"), clock)
	text := filepath.Join(root, "content", "news", "tin.md")
	page := filepath.Join(o.Dest, "news", "2020", "tin", "index.html")
	writeFile(t, text, "---\ntitle: Tin\ndate: 2020-05-01\npublish_date: 2020-05-10\n---\nĐoạn.\n")
	for range 2 { // the second time the outputs are trusted
		if _, problems, err := build.Run(context.Background(), o); err != nil || problems.HasErrors() {
			t.Fatal(err, problems)
		}
		time.Sleep(grain)
	}
	want := tree(t, o.Dest)
	for _, step := range []struct {
		name   string
		change func(o *build.Options)
		stands bool
	}{
		{"nothing", func(*build.Options) {}, true},
		{"one output", func(*build.Options) { writeFile(t, page, "khác") }, true},
		{"the clock", func(o *build.Options) { o.View.Clock = clock.AddDate(0, 0, -15) }, false},
		{"what is shown", func(o *build.Options) { o.View.Drafts = true }, false},
		{"the program", func(o *build.Options) { o.Version = "2" }, false},
		{"a text", func(*build.Options) { writeFile(t, text, "---\ntitle: Tin mới\ndate: 2020-05-01\n---\nĐoạn.\n") }, false},
	} {
		now := o
		step.change(&now)
		live := &build.Live{Options: now}
		var early chan map[string][]byte
		live.Shown = func() {
			early = make(chan map[string][]byte, 1)
			if data, err := fs.ReadFile(live.Tree(), "index.html"); err != nil || !bytes.Equal(data, want["index.html"]) {
				t.Errorf("%s changed: the home page is not there at once (%v)", step.name, err)
			}
			shown := live.Tree()
			go func() { early <- servedOf(shown, slices.Collect(maps.Keys(want))) }()
		}
		problems, err := live.Change(context.Background(), build.Change{All: true, Clock: now.View.Clock})
		if err != nil || problems.HasErrors() {
			t.Fatal(err, problems)
		}
		if (early != nil) != step.stands {
			t.Errorf("%s changed: the published site is shown: %v", step.name, early != nil)
		}
		if early != nil {
			if d := differences(want, <-early); d != nil {
				t.Errorf("%s changed: what is shown is not what a build gives: %q", step.name, d)
			}
		}
		if err := live.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// servedOf reads files of a tree, those that there are.
func servedOf(files fs.FS, names []string) map[string][]byte {
	served := map[string][]byte{}
	for _, name := range names {
		if data, err := fs.ReadFile(files, name); err == nil {
			served[name] = data
		} else if !errors.Is(err, fs.ErrNotExist) {
			served[name] = []byte(err.Error())
		}
	}
	return served
}

// isServedAnew: who opens the site now is shown what a clean build gives, before
// and after it was read, under the same fingerprints.
func (e *edits) isServedAnew(t *rapid.T, out *output, want map[string][]byte) {
	type shown struct {
		served map[string][]byte
		prints map[string]string
	}
	names := append(slices.Sorted(maps.Keys(want)), "khong/co.html")
	all := func(files fs.FS) shown {
		s := shown{servedOf(files, names), map[string]string{}}
		for _, name := range names {
			s.prints[name] = files.(interface{ Fingerprint(string) string }).Fingerprint(name)
		}
		return s
	}
	live := &build.Live{Options: e.options(out)}
	defer live.Close()
	var early chan shown
	live.Shown = func() {
		early = make(chan shown, 1)
		files := live.Tree()
		go func() { early <- all(files) }()
	}
	_, err := live.Change(context.Background(), build.Change{All: true, Clock: e.clock})
	must(t, err)
	made := all(live.Tree())
	if d := differences(made.served, want); d != nil {
		t.Fatalf("the site that is opened differs from a clean build: %q", d)
	}
	if early == nil {
		return
	}
	e.tally.stoodIn.Add(1)
	was := <-early
	if d := differences(was.served, want); d != nil || !maps.Equal(was.prints, made.prints) {
		t.Fatalf("%s is shown before the site is read, and differs from a clean build: %q", filepath.Base(out.dir), d)
	}
}
