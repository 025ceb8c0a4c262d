package build_test

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"pgregory.net/rapid"

	"bulletin/internal/build"
	"bulletin/internal/diag"
)

// edits is a site under edits, and what was built of it.
type edits struct {
	root     string
	clock    time.Time
	docs     map[string]document // by their files' names
	set      settings
	broken   []string    // files in which the last build found errors
	outputs  []*output   // built in turns, of one state; the last one by the followed site
	live     *build.Live // the same site, followed
	touched  []string    // files changed since the followed site was told
	again    bool        // it was told that anything may have changed, and gave up
	reported diag.List   // what was said of it last
	served   map[string]print
	tally    *tally
}

// settings are what flags say, and which program is run.
type settings struct {
	Version, Theme                                  string // the theme is that of the program
	Drafts, Future, Expired, Minify, Verify, Strict bool
}

// What a document may show and link to beside other documents.
const (
	pictureFile  = "content/news/anh.png"
	attachedFile = "content/news/tep.pdf"
)

// rulesFile is the file of rules that some configurations name.
const rulesFile = "rules.yaml"

// rulesOf asks for so many stories a year.
func rulesOf(stories int) string {
	return fmt.Sprintf("rulesets:\n  - {name: Nội bộ, valid_from: 2019-01-01, citation: Quy chế, stories_per_year: %d}\n", stories)
}

// edit is something that people or accidents do to a site.
type edit struct {
	weight int
	name   string
	do     func(*edits, *rapid.T)
}

var kinds = []edit{
	{6, "write a document", func(e *edits, t *rapid.T) {
		name := place(t)
		e.put(t, name, e.document(t, name))
	}},
	{4, "change a body", change(func(e *edits, t *rapid.T, name string, d *document) { d.body = e.body(t, name) })},
	{2, "lengthen a body", change(func(_ *edits, _ *rapid.T, _ string, d *document) { d.body += "\nThêm một đoạn.\n" })},
	{2, "change a title", change(func(_ *edits, _ *rapid.T, _ string, d *document) { d.title += " mới" })},
	{2, "change a date", change(func(_ *edits, t *rapid.T, _ string, d *document) {
		d.date = rapid.SampledFrom([]string{"2019", "2020-07-14"}).Draw(t, "date")
	})},
	{2, "change what is said of a document", change(func(e *edits, t *rapid.T, name string, d *document) { d.extra = e.extra(t, name) })},
	{3, "change a figure", change(func(_ *edits, t *rapid.T, name string, d *document) {
		if lines := figures[folderOf(name)]; lines != nil {
			if other := otherWords.Replace(d.extra); other != d.extra && rapid.Bool().Draw(t, "its words only") {
				d.extra = other
				return
			}
			d.extra = rapid.SampledFrom(lines).Draw(t, "figure")
		}
	})},
	{1, "put an error into a document", change(func(_ *edits, _ *rapid.T, _ string, d *document) { d.extra = "sai: khóa\n" })},
	{2, "mend what is wrong", (*edits).mend},
	{2, "delete a document", func(e *edits, t *rapid.T) {
		if name, ok := e.one(t); ok {
			e.drop(t, name)
		}
	}},
	{3, "move a document, perhaps to another kind", func(e *edits, t *rapid.T) {
		if name, ok := e.one(t); ok {
			e.move(t, name, place(t))
		}
	}},
	{1, "change the case of a name", func(e *edits, t *rapid.T) {
		if name, ok := e.one(t); ok {
			e.move(t, name, path.Join(path.Dir(name), swapCase(path.Base(name))))
		}
	}},
	{1, "rename a folder of documents", (*edits).renameFolder},
	{1, "rename a topic everywhere", (*edits).renameTopic},
	{2, "write a newsletter issue", func(e *edits, t *rapid.T) {
		name := path.Join("content/issues", rapid.SampledFrom(stems).Draw(t, "stem")) + ".md"
		e.put(t, name, e.issue(t, name))
	}},
	{2, "introduce a section, a year or the site", func(e *edits, t *rapid.T) {
		name := rapid.SampledFrom([]string{"index", "news/index", "issues/index", "meetings/index", "years/2020", "years/2019"}).Draw(t, "intro")
		d := document{title: "Giới thiệu", date: "2020", body: e.body(t, "content/"+name+".md")}
		if path.Dir(name) == "years" {
			d.extra = rapid.SampledFrom([]string{"", "reported: {stories: 12, members: 22}\n", "reported: {stories: 9}\n", "paper: {number: 7-BC/CB}\n"}).Draw(t, "reported")
			d.body += rapid.SampledFrom([]string{"", "\n## Phương hướng\n\nTiếp tục.\n"}).Draw(t, "section")
		}
		e.put(t, "content/"+name+".md", d)
	}},
	{1, "replace a picture", oneOf(pictureFile, onePixel, dense(1), dense(2))},
	{1, "replace an attachment", oneOf(attachedFile, "%PDF-một", "%PDF-hai", "%PDF-dài hơn")},
	{2, "put a symbolic link", (*edits).link},
	{1, "take the content folder away and put a copy there", (*edits).swapContent},
	{2, "change the configuration", oneOf("bulletin.yaml",
		"title: Một\n", "title: Hai\nper_page: 1\n", "title: Ba\nlinks: pretty\n", "title: Bốn\nbase_url: https://example.vn/bt\n", "title: Năm\nsearch: true\n", "language: en\n",
		"theme: office\n", "menu: [{page: a.md}]\n", "content: content/news\n", "per_page: nhiều\n", "cell: {name: Chi bộ, members_official: 20, ruleset: rules.yaml}\n",
		"cell: {name: Chi bộ, members_official: 21, ruleset: rules.yaml}\n", "content: .\ncell: {ruleset: rules.yaml}\n", "checks: [{code: story-incomplete, severity: off}]\n")},
	{2, "change the rules", oneOf(rulesFile, rulesOf(2), rulesOf(3), rulesOf(4), "", "rulesets: hỏng\n")},
	{1, "change the words of the pages", oneOf("strings/vi.yaml", "", "plan:\n  home: Trang đầu\n", "plan:\n  home: Nhà\n", "plan: [hỏng]\n")},
	{1, "change a template", oneOf("layouts/partials/footer.html", "", "<footer>một</footer>\n", "<footer>hai {{.Site.Title}}</footer>\n", "{{hỏng\n")},
	{1, "change a layout", oneOf("layouts/news.html", "", "<p>{{.Page.Title}}</p>\n", "<main>{{.Page.Title}}{{.Main.Body}}</main>\n")},
	{1, "change a part of the style sheet", oneOf("assets/_tokens.css", "", ":root{--a:1}\n", ":root{--a:2}\n")},
	{1, "change an asset", oneOf("assets/them.js", "", "let a = 1\n", "let a = 2\n")},
	{1, "change the office's theme", oneOf("themes/office/layouts/partials/footer.html", "", "<footer>cơ quan</footer>\n")},
	{2, "let months pass or come back", func(e *edits, t *rapid.T) { e.clock = e.clock.AddDate(0, rapid.IntRange(-2, 2).Draw(t, "months"), 0) }},
	{1, "take another version of the program", func(e *edits, t *rapid.T) { e.set.Version = rapid.SampledFrom([]string{"1", "2"}).Draw(t, "version") }},
	{1, "show drafts or not", func(e *edits, _ *rapid.T) { e.set.Drafts = !e.set.Drafts }},
	{1, "show what is not due or not", func(e *edits, _ *rapid.T) { e.set.Future = !e.set.Future }},
	{1, "show what has expired or not", func(e *edits, _ *rapid.T) { e.set.Expired = !e.set.Expired }},
	{1, "minify or not", func(e *edits, _ *rapid.T) { e.set.Minify = !e.set.Minify }},
	{1, "verify or not", func(e *edits, _ *rapid.T) { e.set.Verify = !e.set.Verify }},
	{1, "stop at warnings or not", func(e *edits, _ *rapid.T) { e.set.Strict = !e.set.Strict }},
	{1, "write a file's own bytes again", func(e *edits, t *rapid.T) { e.rewrite(t, false) }},
	{2, "change a file's bytes and put size and time back", func(e *edits, t *rapid.T) { e.rewrite(t, true) }},
	{2, "spoil an output", (*edits).damage},
	{1, "falsify an output and put its size and time back", (*edits).falsify},
	{2, "spoil the cache", (*edits).harmCache},
	{1, "spoil or lose what a build noted", (*edits).harmNote},
	{1, "spoil or lose the manifest", (*edits).harmManifest},
	{1, "lose all that the program keeps", (*edits).forget},
	{1, "wait until the clock's grain is past", func(*edits, *rapid.T) { time.Sleep(grain) }},
}

// grain is a little longer than what files may change in without its showing, so
// that their descriptions are trusted: without the wait every file of a quick test
// is young, and read.
const grain = 55 * time.Millisecond

// names are the kinds of edits, each as often as it weighs.
var names = func() []string {
	var all []string
	for _, kind := range kinds {
		all = append(all, slices.Repeat([]string{kind.name}, kind.weight)...)
	}
	return all
}()

// writing are the edits of a quiet day, at which a followed site need not be read
// anew as a whole.
var writing = []string{"lengthen a body", "change a body", "change what is said of a document", "change a figure", "put an error into a document", "mend what is wrong", "let months pass or come back"}

// meanwhile are edits of what a build has read, while it is under way.
var meanwhile = []string{
	"lengthen a body", "delete a document", "replace a picture", "replace an attachment", "change a template", "change a layout",
	"change the words of the pages", "change a part of the style sheet", "change an asset", "change the configuration",
}

// edit makes one random edit of the site, of some kinds.
func (e *edits) edit(t *rapid.T, names []string) {
	name := rapid.SampledFrom(names).Draw(t, "edit")
	for _, kind := range kinds {
		if kind.name == name {
			kind.do(e, t)
		}
	}
}

// change is an edit of a document that there is.
func change(do func(*edits, *rapid.T, string, *document)) func(*edits, *rapid.T) {
	return func(e *edits, t *rapid.T) {
		if name, ok := e.one(t); ok {
			d := e.docs[name]
			do(e, t, name, &d)
			e.put(t, name, d)
		}
	}
}

// oneOf writes one of some texts to a file; "" removes it.
func oneOf(name string, texts ...string) func(*edits, *rapid.T) {
	return func(e *edits, t *rapid.T) {
		if text := rapid.SampledFrom(texts).Draw(t, name); text != "" {
			e.write(t, name, text)
		} else {
			e.remove(t, name)
		}
	}
}

func (e *edits) path(name string) string { return filepath.Join(e.root, filepath.FromSlash(name)) }

func (e *edits) write(t *rapid.T, name, text string) {
	e.touched = append(e.touched, e.path(name))
	must(t, os.MkdirAll(filepath.Dir(e.path(name)), 0o777))
	if info, err := os.Lstat(e.path(name)); err == nil && !info.Mode().IsRegular() {
		must(t, os.Remove(e.path(name))) // a link: what it leads to is another file
	}
	must(t, os.WriteFile(e.path(name), []byte(text), 0o666))
}

func (e *edits) remove(t *rapid.T, name string) {
	e.touched = append(e.touched, e.path(name))
	if err := os.Remove(e.path(name)); !os.IsNotExist(err) {
		must(t, err)
	}
}

func must(t *rapid.T, err error) {
	if err != nil {
		t.Fatal(err)
	}
}

// move renames a document's file, over another if there is one, and gives it what
// its new kind asks for.
func (e *edits) move(t *rapid.T, from, to string) {
	e.touched = append(e.touched, e.path(from), e.path(to))
	must(t, os.MkdirAll(filepath.Dir(e.path(to)), 0o777))
	must(t, os.Rename(e.path(from), e.path(to)))
	d := e.docs[from]
	delete(e.docs, from)
	e.docs[to] = d
	if folderOf(from) != folderOf(to) {
		e.put(t, to, d)
	}
}

// swapCase writes a file's name in the other case.
func swapCase(base string) string {
	stem := strings.TrimSuffix(base, ".md")
	if upper := strings.ToUpper(stem); upper != stem {
		return upper + ".md"
	}
	return strings.ToLower(stem) + ".md"
}

// renameTopic gives a topic another name wherever it stands.
func (e *edits) renameTopic(t *rapid.T) {
	from := rapid.SampledFrom(topics).Draw(t, "topic")
	to := rapid.SampledFrom(append([]string{"chuyển đổi số"}, topics...)).Draw(t, "new name")
	for _, name := range e.known() {
		if d := e.docs[name]; slices.Contains(d.tags, from) {
			d.tags = slices.Clone(d.tags)
			for i := range d.tags {
				if d.tags[i] == from {
					d.tags[i] = to
				}
			}
			e.put(t, name, d)
		}
	}
}

// mend takes out of the files in which the last build found errors what may be
// wrong with them, and removes those in which that is not to be seen.
func (e *edits) mend(t *rapid.T) {
	for _, name := range e.broken {
		d, ok := e.docs[name]
		if plain := (document{title: d.title, date: d.date, tags: d.tags, body: "Đã sửa.\n"}); ok && fmt.Sprint(d) != fmt.Sprint(plain) {
			e.put(t, name, plain)
		} else {
			e.drop(t, name)
		}
	}
	e.broken = nil
}
