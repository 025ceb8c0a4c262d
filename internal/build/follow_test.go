package build_test

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bulletin/internal/build"
	"bulletin/internal/diag"
)

// follow tells the followed site what changed, and now and then changes its mind
// before that is done; and publishes it, now and then after a further edit.
func (e *edits) follow(t *rapid.T) {
	ctx := context.Background()
	if rapid.IntRange(0, 4).Draw(t, "changed again") == 0 {
		ctx = &countdown{Context: ctx, left: rapid.Int64Range(0, 60).Draw(t, "questions")}
	}
	if !e.tell(t, ctx) || !rapid.Bool().Draw(t, "published") || e.stops(e.reported) {
		return
	}
	if rapid.IntRange(0, 4).Draw(t, "edited meanwhile") == 0 {
		e.edit(t, meanwhile)
	}
	e.mayBeOvertaken(t, e.publishFollowed(t))
}

// tell is what a watcher does after edits. It reports false when the context
// ended before the site was brought up to date.
func (e *edits) tell(t *rapid.T, ctx context.Context) bool {
	e.tally.followed.Add(1)
	was, now := e.live.Options, e.options(e.outputs[2])
	flags := func(o build.Options) settings {
		return settings{o.Version, "", o.View.Drafts, o.View.Future, o.View.Expired, o.Minify, o.Verify, o.Strict}
	}
	e.live.Options = now
	if flags(was) == flags(now) && e.live.Unchanged(context.Background(), e.clock) {
		defer e.staysServed(t)()
	}
	all := e.again || flags(was) != flags(now) || rapid.IntRange(0, 9).Draw(t, "all") == 0
	var err error
	e.reported, err = e.live.Change(ctx, build.Change{Paths: e.touched, All: all, Clock: e.clock})
	if e.again = err != nil && all; errors.Is(err, context.Canceled) {
		e.tally.givenUp.Add(1)
		return false
	}
	must(t, err)
	e.touched = nil
	return true
}

// staysServed holds what is served from now on to what is served now.
func (e *edits) staysServed(t *rapid.T) func() {
	read := func() map[string]string {
		now := map[string]string{}
		for name := range e.served {
			if data, err := fs.ReadFile(e.live.Tree(), name); err == nil {
				now[name] = string(data)
			}
		}
		return now
	}
	before := read()
	return func() {
		now := read()
		for _, name := range slices.Sorted(maps.Keys(e.served)) {
			if is, stands := now[name]; is != before[name] || stands != has(before, name) {
				t.Fatalf("%s is not what it was, and was said to be: %q, was %q", name, is, before[name])
			}
		}
	}
}

func has(files map[string]string, name string) bool {
	_, ok := files[name]
	return ok
}

// publishFollowed is what "bulletin watch" does with a site that has no errors.
func (e *edits) publishFollowed(t *rapid.T) error {
	_, err := e.publish(t, e.outputs[2], func() (build.Report, diag.List, error) {
		report, err := e.live.Publish(context.Background())
		return report, e.reported, err
	})
	return err
}

// isServed: the followed site's answers are the clean build's files, and no
// others; and the fingerprint of a file tells whether it changed.
func (e *edits) isServed(t *rapid.T, want map[string][]byte) {
	served := e.live.Tree().(build.Tree)
	all := map[string]print{}
	for name, data := range want {
		is, err := fs.ReadFile(served, name)
		if err != nil || !bytes.Equal(is, data) {
			t.Fatalf("%s is served otherwise than it is built (%v)", name, err)
		}
		all[name] = print{data, served.Fingerprint(name)}
		if old, known := e.served[name]; known && old.print == all[name].print && !bytes.Equal(old.data, data) {
			t.Fatalf("%s changed, and its fingerprint did not", name)
		}
	}
	for name := range e.served {
		if _, wanted := want[name]; !wanted {
			if _, err := fs.ReadFile(served, name); !errors.Is(err, fs.ErrNotExist) {
				t.Fatalf("%s is still served: %v", name, err)
			}
		}
	}
	e.served = all
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

// TestRulesAreFollowed: an edit of the file of rules reaches the reports, also when the
// file lies in the content folder.
func TestRulesAreFollowed(t *testing.T) {
	root := t.TempDir()
	write := func(name, text string) string {
		return writeFile(t, filepath.Join(root, filepath.FromSlash(name)), text)
	}
	rules := func(citation string) string {
		return write("content/quy-tac.yaml", "rulesets: [{name: Điều lệ Đảng, citation: "+citation+", valid_from: 2011-01-19, regular_per_month: 1}]\n")
	}
	write("bulletin.yaml", "title: T\ncell: {ruleset: content/quy-tac.yaml}\n")
	write("content/meetings/1.md", "---\ntitle: Họp\ndate: 2020-01-03\nmeeting_kind: regular\n---\n")
	write("content/meetings/3.md", "---\ntitle: Họp\ndate: 2020-03-03\nmeeting_kind: regular\n---\n")
	clock := time.Date(2020, 5, 20, 0, 0, 0, 0, time.UTC)
	live := &build.Live{Options: options(root, "", clock)}
	defer live.Close()
	for _, citation := range []string{"Kế hoạch một", "Kế hoạch hai"} {
		if problems, err := live.Change(context.Background(), build.Change{Paths: []string{rules(citation)}, Clock: clock}); err != nil || problems.HasErrors() {
			t.Fatal(err, problems)
		}
		page, err := fs.ReadFile(live.Tree(), "years/2020/report/index.html")
		if err != nil || !strings.Contains(string(page), citation) {
			t.Errorf("the report does not cite %q (%v)", citation, err)
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

// TestFollowedLink: a document that is a symbolic link to another is followed when
// the other is edited.
func TestFollowedLink(t *testing.T) {
	root := t.TempDir()
	clock := time.Date(2020, 9, 13, 0, 0, 0, 0, time.UTC)
	live := &build.Live{Options: options(root, "", clock)}
	defer live.Close()
	for i, word := range []string{"một", "hai", "ba"} {
		edited := writeFile(t, filepath.Join(root, "content", "news", "tin.md"), "---\ntitle: Tin\ndate: 2020-07-27\nsummary: Tóm tắt\n---\nĐoạn "+word+".\n")
		if i == 0 {
			if err := os.Symlink("tin.md", filepath.Join(root, "content", "news", "khac.md")); err != nil {
				t.Fatal(err)
			}
		}
		if problems, err := live.Change(context.Background(), build.Change{Paths: []string{edited}, Clock: clock}); err != nil || problems.HasErrors() {
			t.Fatal(err, problems)
		}
		data, err := fs.ReadFile(live.Tree(), "news/2020/khac/index.html")
		if err != nil || !bytes.Contains(data, []byte("Đoạn "+word)) {
			t.Errorf("the link does not show the version %q (%v)", word, err)
		}
	}
}

// TestThemeChangedMeanwhile: a theme that changes after it was read and before what
// was made with it is published is not taken for the one it was made with.
func TestThemeChangedMeanwhile(t *testing.T) {
	root := t.TempDir()
	o := options(root, filepath.Join(root, "public"), time.Date(2020, 9, 13, 0, 0, 0, 0, time.UTC))
	run := func() string {
		t.Helper()
		if _, problems, err := build.Run(context.Background(), o); err != nil || problems.HasErrors() {
			t.Fatal(err, problems)
		}
		return string(tree(t, o.Dest)["a/index.html"])
	}
	footer := filepath.Join(root, "layouts", "partials", "footer.html")
	writeFile(t, filepath.Join(root, "content", "a.md"), "---\ntitle: A\n---\n")
	writeFile(t, footer, "<footer>một</footer>\n")
	run()
	time.Sleep(grain) // so that the outputs are trusted
	run()
	live := &build.Live{Options: o}
	if problems, err := live.Change(context.Background(), build.Change{All: true, Clock: o.View.Clock}); err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	writeFile(t, footer, "<footer>hai</footer>\n")
	if _, err := live.Publish(context.Background()); err != nil {
		t.Fatal(err)
	}
	if err := live.Close(); err != nil { // before it hears of the edit
		t.Fatal(err)
	}
	if page := run(); !strings.Contains(page, "<footer>hai</footer>") {
		t.Error("the next build left the page as the old theme made it")
	}
}
