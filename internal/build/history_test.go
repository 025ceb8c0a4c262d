package build_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"bulletin/internal/build"
	"bulletin/internal/build/publish"
	"bulletin/internal/diag"
)

var sequences = flag.Int("sequences", 1000, "how many sequences of edits TestEditsEndInACleanBuild makes")

// tally counts what the sequences did.
type tally struct {
	sequences, builds, followed, refused, givenUp, killed, compared, stoodIn atomic.Int64
}

func (c *tally) String() string {
	return fmt.Sprintf("%d sequences: %d builds and %d changes of a followed site, of which %d were refused for errors, %d given up, %d killed; compared with %d clean builds; %d published sites stood in for one being read",
		c.sequences.Load(), c.builds.Load(), c.followed.Load(), c.refused.Load(), c.givenUp.Load(), c.killed.Load(), c.compared.Load(), c.stoodIn.Load())
}

// TestEditsEndInACleanBuild: whatever is done to a site, to what was built of it
// and to what the program keeps, the next build gives the bytes of a clean build,
// or leaves the site as it was when there is a mistake; what did not change keeps
// its modification time; and so with a site that is followed, in what it serves
// and in what it publishes. Two folders are built in turns, builds are given up
// and killed.
func TestEditsEndInACleanBuild(t *testing.T) {
	const each = 50 // of one seed
	checks := flag.Lookup("rapid.checks").Value
	defer func(was string) { _ = checks.Set(was) }(checks.String())
	if err := checks.Set(fmt.Sprint(each)); err != nil {
		t.Fatal(err)
	}
	defer debug.SetGCPercent(debug.SetGCPercent(400)) // small sites, many of them
	var count tally
	t.Run("of", func(t *testing.T) {
		for i := range (*sequences + each - 1) / each {
			t.Run(fmt.Sprint(i*each), func(t *testing.T) {
				t.Parallel()
				rapid.Check(t, func(t *rapid.T) { history(t, &count) })
			})
		}
	})
	t.Log(&count)
}

// endings are how a build ends: mostly well.
var endings = append(slices.Repeat([]string{"to its end"}, 10), "given up", "killed", "overtaken by an edit", "killed")

// history is one sequence of edits and builds.
func history(t *rapid.T, count *tally) {
	e := newEdits(t, count)
	defer os.RemoveAll(e.root)
	defer e.live.Close()
	count.sequences.Add(1)
	for range rapid.IntRange(1, 8).Draw(t, "rounds") {
		if rapid.IntRange(0, 3).Draw(t, "day") == 0 {
			e.quietDay(t)
		} else {
			e.day(t)
		}
	}
	for tries := 0; e.stops(e.build(t, e.outputs[0])) && tries < 4; tries++ { // one error may hide another
		e.mend(t)
	}
	e.build(t, e.outputs[1])
	e.compare(t, e.outputs[0], e.outputs[1])
}

// day is a round of edits of any kind, after which the site is built.
func (e *edits) day(t *rapid.T) {
	for range rapid.IntRange(1, 3).Draw(t, "together") {
		e.edit(t, names)
	}
	out := e.output(t, "public", "other", "followed")
	switch rapid.SampledFrom(endings).Draw(t, "build") {
	case "given up":
		e.giveUp(t, out)
	case "killed":
		e.kill(t, out)
	case "overtaken by an edit":
		e.overtake(t, out)
	default:
		e.build(t, out)
		if rapid.IntRange(0, 5).Draw(t, "compare") == 0 {
			e.compare(t, out)
		}
	}
	if rapid.Bool().Draw(t, "follow") {
		e.follow(t)
	}
}

// quietDay is a round in which the followed site is told of each edit of a text.
func (e *edits) quietDay(t *rapid.T) {
	for range rapid.IntRange(1, 3).Draw(t, "edits") {
		e.edit(t, writing)
		e.follow(t)
	}
	if rapid.Bool().Draw(t, "compare") {
		e.compare(t)
	}
}

// built is where an output lies: nowhere that is content, when the whole site's folder is.
func built(root, name string) string { return filepath.Join(root, ".out", name) }

// newEdits is a site of two documents, and nothing built of it.
func newEdits(t *rapid.T, count *tally) *edits {
	ram := "/dev/shm" // files of a second's life need no disk
	if _, err := os.Stat(ram); err != nil {
		ram = ""
	}
	root, err := os.MkdirTemp(ram, "edits")
	must(t, err)
	e := &edits{
		root: root, clock: time.Date(2020, 5, 20, 0, 0, 0, 0, time.UTC), docs: map[string]document{}, set: settings{Version: "1"}, tally: count,
		outputs: []*output{{dir: built(root, "public")}, {dir: built(root, "other")}, {dir: built(root, "followed")}},
	}
	e.set.Theme = rapid.SampledFrom([]string{"plain", "plain", "plain", "default"}).Draw(t, "built-in theme")
	e.live = &build.Live{Options: e.options(e.outputs[2])}
	e.write(t, pictureFile, onePixel)
	e.write(t, attachedFile, "%PDF-một")
	e.put(t, "content/index.md", document{title: "Nhà", date: "2020"})
	if rapid.Bool().Draw(t, "feeds") {
		e.write(t, "bulletin.yaml", "title: Bản tin\nbase_url: https://example.vn/\n")
	}
	return e
}

// options are those of the site as it is now.
func (e *edits) options(out *output) build.Options {
	o := options(e.root, out.dir, e.clock)
	o.Theme = builtin(e.set.Theme)
	o.Version, o.Minify, o.Strict = e.set.Version, e.set.Minify, e.set.Strict
	o.View.Drafts, o.View.Future, o.View.Expired = e.set.Drafts, e.set.Future, e.set.Expired
	o.Verify = e.set.Verify || out.falsified
	return o
}

func (e *edits) stops(problems diag.List) bool { return e.options(e.outputs[0]).Stops(problems) }

// build builds into an output, to the end.
func (e *edits) build(t *rapid.T, out *output) diag.List {
	e.tally.builds.Add(1)
	problems, err := e.publish(t, out, func() (build.Report, diag.List, error) { return build.Run(context.Background(), e.options(out)) })
	must(t, err)
	return problems
}

// output is a folder that the site is built into.
type output struct {
	dir      string
	last     map[string][]byte // what the last good build left; nil when there was none
	problems diag.List         // what the last build said
	// An output damaged after the manifest was lost cannot be told from somebody
	// else's file, so the two are not drawn together.
	hurt, forgot bool
	falsified    bool // in a way that only verifying finds
	killed       bool // a build was, and files may have been moved
}

// overtake edits the site while it is built, after it was read.
func (e *edits) overtake(t *rapid.T, out *output) {
	o := e.options(out)
	edited := false
	o.OnStep(func(name string) {
		if name == "discard" && !edited { // publishing begins
			edited = true
			e.edit(t, meanwhile)
		}
	})
	_, err := e.publish(t, out, func() (build.Report, diag.List, error) { return build.Run(context.Background(), o) })
	e.mayBeOvertaken(t, err)
}

// mayBeOvertaken lets an error pass that says that a file is no longer what it was
// when the site was read.
func (e *edits) mayBeOvertaken(t *rapid.T, err error) {
	if changed := (&build.ChangedError{}); !errors.As(err, &changed) && !errors.Is(err, fs.ErrNotExist) {
		must(t, err)
	}
}

// output draws one of some outputs.
func (e *edits) output(t *rapid.T, names ...string) *output {
	name := rapid.SampledFrom(names).Draw(t, "output")
	return e.outputs[slices.IndexFunc(e.outputs, func(o *output) bool { return filepath.Base(o.dir) == name })]
}

// publish lets something write an output. A build that is refused or given up
// leaves all as it was; what does not change keeps its time.
func (e *edits) publish(t *rapid.T, out *output, run func() (build.Report, diag.List, error)) (diag.List, error) {
	before, times := tree(t, out.dir), modTimes(t, out.dir)
	report, problems, err := run()
	if foreign := (&publish.ForeignError{}); out.forgot && errors.As(err, &foreign) {
		out.dropForeign(t, foreign.Paths)
		before = tree(t, out.dir)
		report, problems, err = run()
	}
	after := tree(t, out.dir)
	if err != nil || e.stops(problems) {
		if d := differences(before, after); d != nil && !out.killed {
			t.Fatalf("a build that failed changed %q (%v)", d, err)
		}
	}
	if err != nil {
		return problems, err
	}
	out.problems, e.broken = problems, files(problems)
	if e.stops(problems) {
		e.tally.refused.Add(1)
		return problems, nil
	}
	for name, is := range modTimes(t, out.dir) {
		if was, stood := times[name]; stood && string(before[name]) == string(after[name]) && !was.Equal(is) && !out.killed {
			t.Fatalf("%s did not change but was written", name)
		}
	}
	if out.forgot {
		out.dropForeign(t, report.Publish.Foreign)
	}
	*out = output{dir: out.dir, problems: problems, last: tree(t, out.dir)}
	return problems, nil
}

// dropForeign removes pictures, attachments and the pages of layouts that name no
// generator after the manifest was lost, as a person does who reads that they are not
// the program's: unlike other pages, they cannot say whose they are.
func (o *output) dropForeign(t *rapid.T, names []string) {
	for _, name := range names {
		at := filepath.Join(o.dir, name)
		must(t, filepath.WalkDir(at, func(below string, d fs.DirEntry, err error) error {
			if ext := filepath.Ext(below); err == nil && !d.IsDir() && ext != ".png" && ext != ".pdf" && !anonymous(t, below) {
				t.Fatalf("%s is left and said to be somebody else's", below)
			}
			return err
		}))
		must(t, os.RemoveAll(at))
	}
}

// anonymous tells whether a file is a page that does not say what made it.
func anonymous(t *rapid.T, file string) bool {
	if filepath.Ext(file) != ".html" {
		return false
	}
	page, err := os.ReadFile(file)
	must(t, err)
	return !strings.Contains(string(page), "generator")
}

// files are those in which there are errors, each once.
func files(problems diag.List) []string {
	var all []string
	for _, p := range problems {
		if p.Severity == diag.Error && !slices.Contains(all, p.Pos.File) {
			all = append(all, p.Pos.File)
		}
	}
	return all
}

// compare holds outputs, and what the followed site says, serves and publishes,
// against a clean build.
func (e *edits) compare(t *rapid.T, outs ...*output) {
	e.tally.compared.Add(1)
	clean := &output{dir: built(e.root, "clean")}
	o := e.options(clean)
	o.State = filepath.Join(e.root, ".clean-state")
	must(t, errors.Join(os.RemoveAll(clean.dir), os.RemoveAll(o.State)))
	_, problems, err := build.Run(context.Background(), o)
	must(t, err)
	want, said := tree(t, clean.dir), fmt.Sprint(problems)
	e.tell(t, context.Background())
	if again := fmt.Sprint(e.reported); again != said {
		t.Fatalf("the followed site's problems are not a clean build's:\n%s\n%s", again, said)
	}
	for _, out := range outs {
		if again := fmt.Sprint(out.problems); again != said {
			t.Fatalf("the problems are not a clean build's:\n%s\n%s", again, said)
		}
		if d := differences(out.last, want); d != nil && !e.stops(problems) {
			t.Fatalf("%s differs from a clean build: %q", filepath.Base(out.dir), d)
		}
	}
	if e.stops(problems) {
		return
	}
	e.isServed(t, want)
	for _, out := range outs {
		if rapid.IntRange(0, 2).Draw(t, "opened anew") == 0 {
			e.isServedAnew(t, out, want)
		}
	}
	must(t, e.publishFollowed(t))
	if d := differences(e.outputs[2].last, want); d != nil {
		t.Fatalf("what the followed site published differs from a clean build: %q", d)
	}
}
