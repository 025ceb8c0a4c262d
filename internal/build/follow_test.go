package build_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bulletin/internal/build"
	"bulletin/internal/diag"
)

// follow tells a followed site what changed: it must say what a clean build says,
// and its answers must be the clean build's files, and no others.
func (e *edits) follow(t *rapid.T, live *build.Live, problems diag.List, clean string) {
	now := e.options(live.Options.Dest)
	all := now.Version != live.Options.Version || now.View.Drafts != live.Options.View.Drafts
	now.State = live.Options.State
	live.Options = now
	was := e.prints(live.Tree())
	unchanged := live.Unchanged(context.Background(), e.clock)
	got, err := live.Change(context.Background(), build.Change{Paths: e.paths, All: all || rapid.IntRange(0, 9).Draw(t, "all") == 0, Clock: e.clock})
	if err != nil {
		t.Fatal(err)
	}
	e.paths = nil
	if a, b := fmt.Sprint(got), fmt.Sprint(problems); a != b {
		t.Fatalf("the followed site's problems differ:\n%s\n%s", a, b)
	}
	if problems.HasErrors() {
		return
	}
	want := tree(t, clean)
	if unchanged && !maps.EqualFunc(want, e.served, bytes.Equal) {
		t.Fatal("the site is not what it was, and was said to be")
	}
	served := live.Tree()
	for name, data := range want {
		is, err := fs.ReadFile(served, name)
		if err != nil || !bytes.Equal(is, data) {
			t.Fatalf("%s is served otherwise than it is built (%v)", name, err)
		}
		if old, known := was[name]; known && old.print == served.(build.Tree).Fingerprint(name) && !bytes.Equal(old.data, data) {
			t.Fatalf("%s changed, and its fingerprint did not", name)
		}
	}
	for name := range was {
		if _, wanted := want[name]; !wanted {
			if _, err := fs.ReadFile(served, name); !errors.Is(err, fs.ErrNotExist) {
				t.Fatalf("%s is still served: %v", name, err)
			}
		}
	}
	e.served = want
}

// prints are the fingerprints of what was served last.
func (e *edits) prints(served fs.FS) map[string]print {
	all := map[string]print{}
	for name, data := range e.served {
		all[name] = print{data, served.(build.Tree).Fingerprint(name)}
	}
	return all
}

// print is a served file and its fingerprint.
type print struct {
	data  []byte
	print string
}

// TestFollowedFeeds: what is gathered once for several files is gathered anew when
// an item of it was exchanged.
func TestFollowedFeeds(t *testing.T) {
	root := t.TempDir()
	write := func(name, text string) string {
		return writeFile(t, filepath.Join(root, filepath.FromSlash(name)), text)
	}
	write("bulletin.yaml", "title: Bản tin\nbase_url: https://example.vn/\n")
	clock := time.Date(2020, 9, 13, 0, 0, 0, 0, time.UTC)
	live := &build.Live{Options: options(root, "", clock)}
	defer live.Close()
	for _, word := range []string{"một", "hai", "ba"} {
		edited := write("content/news/tin.md", "---\ntitle: Tin\ndate: 2020-07-27\nsummary: Tóm tắt\n---\nĐoạn "+word+".\n")
		problems, err := live.Change(context.Background(), build.Change{Paths: []string{edited}, Clock: clock})
		if err != nil || problems.HasErrors() {
			t.Fatal(err, problems)
		}
		for _, name := range []string{"atom.xml", "rss.xml", "feed.json", "news/2020/tin/index.html"} {
			data, err := fs.ReadFile(live.Tree(), name)
			if err != nil || !bytes.Contains(data, []byte("Đoạn "+word)) {
				t.Errorf("%s does not hold the version %q (%v)", name, word, err)
			}
		}
	}
}

// TestUnchanged: a second look finds what changed since the first, wherever it is,
// and that nothing did.
func TestUnchanged(t *testing.T) {
	root := t.TempDir()
	clock := time.Date(2020, 5, 20, 0, 0, 0, 0, time.UTC)
	later := clock.AddDate(0, 1, 0)
	write := func(name, text string) { writeFile(t, filepath.Join(root, filepath.FromSlash(name)), text) }
	write("bulletin.yaml", "title: Bản tin\n")
	write("content/news/tin.md", "---\ntitle: Tin\ndate: 2020-05-01\n---\nĐoạn.\n")
	write("content/news/sau.md", "---\ntitle: Sau\ndate: 2020-05-02\npublish_date: 2020-06-01\n---\nĐoạn.\n")
	live := &build.Live{Options: options(root, "", clock)}
	defer live.Close()
	ctx := context.Background()
	for _, step := range []struct {
		name   string
		change func()
	}{
		{"a text", func() { write("content/news/tin.md", "---\ntitle: Tin\ndate: 2020-05-01\n---\nHai đoạn.\n") }},
		{"a new file", func() { write("content/news/moi.md", "---\ntitle: Mới\ndate: 2020-05-03\n---\nĐoạn.\n") }},
		{"a removed file", func() { os.Remove(filepath.Join(root, "content", "news", "moi.md")) }},
		{"the configuration", func() { write("bulletin.yaml", "title: Bản tin khác\n") }},
		{"a layout of its own", func() { write("layouts/404.html", "{{define \"main\"}}<p>Không có.</p>{{end}}") }},
	} {
		if problems, err := live.Change(ctx, build.Change{All: true, Clock: clock}); err != nil || problems.HasErrors() {
			t.Fatal(step.name, err, problems)
		}
		if !live.Unchanged(ctx, clock) || live.Unchanged(ctx, later) {
			t.Errorf("before %s changed it was said to have, or time was not seen to pass", step.name)
		}
		if step.change(); live.Unchanged(ctx, clock) {
			t.Errorf("%s changed, and nothing was said to have", step.name)
		}
	}
}

// TestTimePassesOverErrors: what was an error of an item is a warning when the item
// has expired, though there was no edition in between.
func TestTimePassesOverErrors(t *testing.T) {
	root := t.TempDir()
	clock := time.Date(2020, 5, 20, 0, 0, 0, 0, time.UTC)
	live := &build.Live{Options: options(root, "", clock)}
	defer live.Close()
	const news, expires = "---\ntitle: Tin\ndate: 2020-05-01\n", "expiry_date: 2020-06-01\n"
	steps := []struct {
		text   string // "" = not edited
		months int
		errors bool
	}{{news + "---\nĐoạn.\n", 0, false}, {news + expires + "---\n[đâu](khong-co.md)\n", 0, true}, {"", 2, false}}
	for i, step := range steps {
		change := build.Change{Clock: clock.AddDate(0, step.months, 0)}
		if step.text != "" {
			change.Paths = []string{writeFile(t, filepath.Join(root, "content", "news", "tin.md"), step.text)}
		}
		problems, err := live.Change(context.Background(), change)
		if err != nil || problems.HasErrors() != step.errors {
			t.Fatalf("step %d: %v, %v", i, err, problems)
		}
	}
}

// writeFile writes a file, with its folder, and returns its name.
func writeFile(t *testing.T, name, text string) string {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return name
}
