package build

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bulletin/internal/build/publish"
	"bulletin/internal/config"
	"bulletin/internal/diag"
	"bulletin/internal/markdown"
	"bulletin/internal/site"
	"bulletin/internal/theme"
	"bulletin/themes"
)

// small is a site written in the test: content files by path, and a
// configuration.
type small struct {
	config string
	files  map[string]string
	view   site.View
}

// load writes the site down and takes it through the pipeline up to planning.
func (s small) load(t testing.TB) (*Session, diag.List) {
	t.Helper()
	root := t.TempDir()
	put := func(name, text string) {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	put(config.File, s.config)
	put("content/.keep", "")
	for name, text := range s.files {
		put("content/"+name, text)
	}
	if s.view.Clock.IsZero() {
		s.view.Clock = time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC)
	}
	l, problems := load(t, Options{Root: root, Theme: themes.Default(), View: s.view})
	return l, problems
}

// load opens a site and loads it.
func load(t testing.TB, o Options) (*Session, diag.List) {
	t.Helper()
	l, err := Open(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	problems, err := l.Load(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return l, problems
}

// sound is a site that loads without errors.
func (s small) sound(t testing.TB) *Session {
	t.Helper()
	l, problems := s.load(t)
	if problems.HasErrors() {
		t.Fatal(problems)
	}
	return l
}

// views are the planned pages by their path.
func (s small) views(t *testing.T) map[string]theme.View {
	t.Helper()
	l := s.sound(t)
	tasks := l.edition.plan.tasks
	views := map[string]theme.View{}
	for _, task := range tasks.all() {
		if _, twice := views[task.Path]; twice {
			t.Errorf("%s is planned twice", task.Path)
		}
		if task.Layout == "" {
			continue
		}
		recipe, err := task.Recipe()
		if err != nil {
			t.Fatal(err)
		}
		if views[task.Path], err = task.View(recipe); err != nil {
			t.Fatal(err)
		}
	}
	return views
}

// html is the rendered pages by their path.
func (s small) html(t *testing.T) map[string]string {
	t.Helper()
	l := s.sound(t)
	tasks := l.edition.plan.tasks
	pages := gathered{pages: map[string]string{}}
	if err := produce(context.Background(), tasks, l.edition.theme, &pages, nil, nil, func(int) {}); err != nil {
		t.Fatal(err)
	}
	return pages.pages
}

// gathered keeps the files in memory.
type gathered struct {
	nowhere
	lock  sync.Mutex
	pages map[string]string
}

func (g *gathered) Put(path string, _ publish.Class, _ publish.Fingerprint, data []byte) error {
	g.lock.Lock()
	defer g.lock.Unlock()
	g.pages[path] = string(data)
	return nil
}

// doc is a document with a title and further keys, one a line.
func doc(title string, lines ...string) string {
	return "---\ntitle: " + title + "\n" + strings.Join(lines, "\n") + "\n---\n"
}

// newsOf is a site of n news items, one a day from 1 January 2020.
func newsOf(n, per int) small {
	s := small{config: fmt.Sprintf("title: T\nper_page: %d\n", per), files: map[string]string{"news/index.md": doc("Tin")}}
	for i := 1; i <= n; i++ {
		s.files[fmt.Sprintf("news/tin-%02d.md", i)] = doc(fmt.Sprintf("Tin %02d", i), fmt.Sprintf("date: 2020-01-%02d", i))
	}
	return s
}

// titles are the items of a list's page in their order.
func titles(list *theme.List) string {
	var all []string
	for _, group := range list.Groups {
		for _, card := range group.Cards {
			all = append(all, strings.TrimPrefix(card.Title, "Tin "))
		}
	}
	return strings.Join(all, " ")
}

// TestPaging is how many items stand where: numbered pages hold the oldest and
// are full, the front page the newest, between one and two pages' worth.
func TestPaging(t *testing.T) {
	const front = "news/index.html"
	tests := []struct {
		n, per int
		want   map[string]string
	}{
		{0, 3, map[string]string{front: ""}},
		{1, 3, map[string]string{front: "01"}},
		{3, 3, map[string]string{front: "03 02 01"}},
		{5, 3, map[string]string{front: "05 04 03 02 01"}},
		{6, 3, map[string]string{front: "06 05 04", "news/page/1/index.html": "03 02 01"}},
		{8, 3, map[string]string{front: "08 07 06 05 04", "news/page/1/index.html": "03 02 01"}},
		{9, 3, map[string]string{front: "09 08 07", "news/page/2/index.html": "06 05 04", "news/page/1/index.html": "03 02 01"}},
		{3, 1, map[string]string{front: "03", "news/page/2/index.html": "02", "news/page/1/index.html": "01"}},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%d by %d", tt.n, tt.per), func(t *testing.T) {
			got := map[string]string{}
			for path, view := range newsOf(tt.n, tt.per).views(t) {
				list, is := view.Main.(*theme.List)
				if !is || strings.HasPrefix(path, "years/") {
					continue
				}
				got[path] = titles(list)
				if onFront := path == front; onFront != (list.Pager.Newer == nil) || onFront != (list.Pager.Label == "") || onFront && list.Total != tt.n {
					t.Errorf("%s: %+v", path, list.Pager)
				}
				for _, link := range []*theme.Link{list.Pager.Newer, list.Pager.Older, list.Pager.Oldest} {
					if _, exists := tt.want[hrefOf(link)]; link != nil && !exists {
						t.Errorf("%s leads to %s, which is no page", path, link.Href)
					}
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func hrefOf(link *theme.Link) string {
	if link == nil {
		return ""
	}
	return link.Href
}

// TestPager: from any page of a list one gets to all others.
func TestPager(t *testing.T) {
	views := newsOf(9, 3).views(t)
	pager := func(path string) [3]string {
		p := views[path].Main.(*theme.List).Pager
		return [3]string{hrefOf(p.Newer), hrefOf(p.Older), hrefOf(p.Oldest)}
	}
	const front, second, first = "news/index.html", "news/page/2/index.html", "news/page/1/index.html"
	want := map[string][3]string{front: {"", second, first}, second: {front, first, ""}, first: {second, "", ""}}
	for path, links := range want {
		if diff := cmp.Diff(links, pager(path)); diff != "" {
			t.Error(path, diff)
		}
	}
	page := views[second].Page
	if page.Title != "Tin · Trang 2" || len(page.Breadcrumbs) != 2 || page.Breadcrumbs[1] != (theme.Link{Label: "Tin", Href: front}) {
		t.Errorf("%+v", page)
	}
}

// TestNewItemChangesTheFrontPage: whatever a list's length, one more item leaves
// the bytes of every numbered page, but for the newest of them when a page is
// added that it must lead to.
func TestNewItemChangesTheFrontPage(t *testing.T) {
	numbered := func(pages map[string]string) []string {
		return slices.DeleteFunc(slices.Sorted(maps.Keys(pages)), func(path string) bool { return !strings.HasPrefix(path, "news/page/") })
	}
	before := newsOf(1, 2).html(t)
	for n := 2; n <= 9; n++ {
		after := newsOf(n, 2).html(t)
		old, all := numbered(before), numbered(after)
		added := len(all) - len(old)
		if want := max(0, n/2-1); len(all) != want {
			t.Errorf("%d items make %d numbered pages, want %d", n, len(all), want)
		}
		for i, path := range old {
			newest := i == len(old)-1
			if changed := before[path] != after[path]; changed != (newest && added > 0) {
				t.Errorf("item %d, with %d pages added: %s changed: %v", n, added, path, changed)
			}
		}
		if before["news/index.html"] == after["news/index.html"] {
			t.Errorf("item %d is not on the front page", n)
		}
		before = after
	}
}

// TestEmptySite: nothing to show is a site all the same, without empty lists.
func TestEmptySite(t *testing.T) {
	got := slices.Sorted(maps.Keys(small{}.views(t)))
	if diff := cmp.Diff([]string{"404.html", "index.html"}, got); diff != "" {
		t.Error(diff)
	}
}

// TestTagLists: every topic has a list, named by the letter of the Vietnamese
// alphabet that it begins with.
func TestTagLists(t *testing.T) {
	views := small{files: map[string]string{
		"news/a.md": doc("A", "date: 2020", `tags: [đoàn kết, Ân tình, ăn uống, an toàn, ủy ban, "2020", "“trích”", Đảng, dân vận, ế]`),
	}}.views(t)
	var got []string
	for _, group := range views[tagsAddress].Main.(*theme.Tags).Groups {
		line := group.Letter + ":"
		for _, tag := range group.Tags {
			line += " " + tag.Label
			if _, is := views[tag.Href].Main.(*theme.List); !is {
				t.Errorf("%s leads to %s, which is no list", tag.Label, tag.Href)
			}
		}
		got = append(got, line)
	}
	want := []string{"#: “trích” 2020", "A: an toàn", "Ă: ăn uống", "Â: Ân tình", "D: dân vận", "Đ: Đảng đoàn kết", "Ê: ế", "U: ủy ban"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestInitial(t *testing.T) {
	for word, want := range map[string]string{
		"đảng": "Đ", "Đảng": "Đ", "ấm": "Â", "Ẩn": "Â", "ắt": "Ă", "à": "A", "ứng": "Ư", "ở": "Ơ", "ổ": "Ô", "ế": "Ê", "zoe": "Z",
		"2020": "#", "“a": "#", "": "#",
	} {
		if got := initial(word); got != want {
			t.Errorf("%q begins with %q, want %q", word, got, want)
		}
	}
}

// TestContents: headings nest as they are deep, whatever the author skipped;
// a few are not worth a table.
func TestContents(t *testing.T) {
	tests := []struct {
		levels []int
		want   string
	}{
		{nil, ""}, {[]int{2, 2}, ""}, {[]int{1, 5, 6, 2, 3}, ""},
		{[]int{2, 2, 2}, "0 1 2"},
		{[]int{2, 3, 4, 3, 2}, "0(1(2) 3) 4"},
		{[]int{1, 2, 3, 3, 2}, "1(2 3) 4"},
		{[]int{3, 3, 3}, "0 1 2"},
		{[]int{3, 4, 3}, "0(1) 2"},
		{[]int{3, 2, 3}, "0 1(2)"},
		{[]int{2, 4, 4, 3, 4}, "0(1 2 3(4))"},
		{[]int{4, 3, 2}, "0 1 2"},
		{[]int{2, 5, 3, 6, 4}, "0(2(4))"},
	}
	for _, tt := range tests {
		var headings []markdown.Heading
		for i, level := range tt.levels {
			headings = append(headings, markdown.Heading{Level: level, ID: fmt.Sprint(i)})
		}
		if got := outline(contents(headings)); got != tt.want {
			t.Errorf("%v nest as %q, want %q", tt.levels, got, tt.want)
		}
	}
}

func outline(headings []theme.Heading) string {
	var all []string
	for _, h := range headings {
		text := h.ID
		if len(h.Children) > 0 {
			text += "(" + outline(h.Children) + ")"
		}
		all = append(all, text)
	}
	return strings.Join(all, " ")
}

// linked is a site whose pages link in every way that a text can.
var linked = map[string]string{
	"index.md":   doc("Nhà") + "[tin](news/a.md) [đây](#)\n",
	"gioi.md":    doc("Giới") + "[nhà](index.md) [danh sách](news/)\n",
	"news/a.md":  doc("A", "date: 2020", "aliases: [cu.html]") + "## Một\n\n[một](#mot) [nhà](../index.md) [giới](../gioi.md) [b](b.md#hai) [tệp](<../Tờ 1.pdf>)\n",
	"news/b.md":  doc("B", "date: 2020") + "## Hai\n\n[a](a.md)\n",
	"Tờ 1.pdf":   "x",
	"news/x.png": "unused",
}

// TestPortableLinks: every link names the file it leads to, relative to its own
// page, so that the tree works from any folder and by double-click.
func TestPortableLinks(t *testing.T) {
	pages := small{files: linked}.html(t)
	wantAll(t, pages["news/2020/a/index.html"],
		`href="#mot"`, `href="../../../index.html"`, `href="../../../gioi/index.html"`, `href="../../../news/2020/b/index.html#hai"`, `href="../../../to-1.pdf"`)
	wantAll(t, pages["index.html"], `href="news/2020/a/index.html"`)
	wantAll(t, pages["gioi/index.html"], `href="../index.html"`, `href="../news/index.html"`)
	wantAll(t, pages["cu.html"], `href="news/2020/a/index.html"`)
	for path, html := range pages {
		for _, wrong := range []string{`href="/`, `src="/`, `href=""`, `href="http`} {
			if strings.HasSuffix(path, ".html") && strings.Contains(html, wrong) {
				t.Errorf("%s holds %s", path, wrong)
			}
		}
	}
}

// TestPrettyLinks: a link names the folder; the tree of files is the same.
func TestPrettyLinks(t *testing.T) {
	portable := small{files: linked}.html(t)
	pages := small{config: "links: pretty", files: linked}.html(t)
	if diff := cmp.Diff(slices.Sorted(maps.Keys(portable)), slices.Sorted(maps.Keys(pages))); diff != "" {
		t.Error(diff)
	}
	wantAll(t, pages["news/2020/a/index.html"],
		`href="#mot"`, `href="../../../"`, `href="../../../gioi/"`, `href="../../../news/2020/b/#hai"`, `href="../../../to-1.pdf"`)
	wantAll(t, pages["gioi/index.html"], `href="../"`, `href="../news/"`)
	for path, html := range pages {
		if strings.HasSuffix(path, ".html") && (strings.Contains(html, "index.html") || strings.Contains(html, `href=""`)) {
			t.Errorf("%s names an index.html, or nothing", path)
		}
	}
}

func wantAll(t *testing.T, html string, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(html, part) {
			t.Errorf("%s is missing from\n%s", part, html)
		}
	}
}

// TestCanonical: with a base URL every page names its one address, in both
// styles of links; a former address names the new one.
func TestCanonical(t *testing.T) {
	for _, style := range []string{"portable", "pretty"} {
		views := small{config: "base_url: https://chibo.vn/bt\nlinks: " + style, files: linked}.views(t)
		for path, want := range map[string]string{
			"index.html": "https://chibo.vn/bt/", "news/2020/a/index.html": "https://chibo.vn/bt/news/2020/a/",
			"news/index.html": "https://chibo.vn/bt/news/", "cu.html": "https://chibo.vn/bt/news/2020/a/", "404.html": "",
		} {
			if got := views[path].Page.Canonical; got != want {
				t.Errorf("%s, %s: %q, want %q", style, path, got, want)
			}
		}
	}
	for path, view := range (small{files: linked}).views(t) {
		if view.Page.Canonical != "" || view.Page.Image != "" {
			t.Errorf("%s has an absolute address without a base URL: %+v", path, view.Page)
		}
	}
}

// TestNotFound: shown at any depth, its links hold only from the host's root,
// which a base URL allows. It is never indexed.
func TestNotFound(t *testing.T) {
	for config, root := range map[string]string{"": "", "base_url: https://chibo.vn/bt": "/bt/"} {
		view := small{config: config, files: linked}.views(t)["404.html"]
		if page := view.Page; page.Root != root || !page.NoIndex || page.Canonical != "" {
			t.Errorf("%q: %+v", config, page)
		}
		want := []theme.Link{{Label: "Tin tức", Href: "news/index.html"}}
		if diff := cmp.Diff(want, view.Main.(*theme.NotFound).Sections); diff != "" {
			t.Error(diff)
		}
	}
}

// TestMenu: the kinds that have something, then the site's own entries; one that
// leads nowhere is an error at its line.
func TestMenu(t *testing.T) {
	s := small{
		config: "menu:\n  - page: gioi.md\n  - {label: Cơ quan, url: \"https://a.vn\"}\n  - {label: Hỏng, page: khong.md}\n  - page: nhap.md\n",
		files:  map[string]string{"gioi.md": doc("Giới"), "nhap.md": doc("Nháp", "draft: true"), "news/a.md": doc("A", "date: 2020"), "awards/index.md": doc("Khen")},
	}
	_, problems := s.load(t)
	var got []string
	for _, d := range problems {
		got = append(got, fmt.Sprintf("%s %s %v", d.Pos, d.Code, d.Args))
	}
	if diff := cmp.Diff([]string{"bulletin.yaml:4:25 menu-page [khong.md]", "bulletin.yaml:5:11 menu-page [nhap.md]"}, got); diff != "" {
		t.Error(diff)
	}
	want := []theme.MenuItem{
		{Label: "Khen thưởng", Href: "awards/index.html", Section: "awards"}, {Label: "Tin tức", Href: "news/index.html", Section: "news"},
		{Label: "Giới", Href: "gioi/index.html", Section: "gioi/index.html"}, {Label: "Cơ quan", URL: "https://a.vn"},
	}
	s.config = strings.Split(s.config, "  - {label: Hỏng")[0]
	if diff := cmp.Diff(want, s.views(t)["index.html"].Site.Menu); diff != "" {
		t.Error(diff)
	}
}

// TestPreviewIsMarked: what is shown only in a preview says why it would not be.
func TestPreviewIsMarked(t *testing.T) {
	views := small{
		files: map[string]string{"news/a.md": doc("A", "date: 2020", "draft: true"), "news/b.md": doc("B", "date: 2020")},
		view:  site.View{Drafts: true},
	}.views(t)
	if a, b := views["news/2020/a/index.html"].Main.(*theme.Item), views["news/2020/b/index.html"].Main.(*theme.Item); a.Card.Draft != "Bản nháp" || b.Card.Draft != "" {
		t.Errorf("%q, %q", a.Card.Draft, b.Card.Draft)
	}
}

// TestDestinationApart: a site is not written among its own sources.
func TestDestinationApart(t *testing.T) {
	root := t.TempDir()
	if err := os.MkdirAll(filepath.Join(root, "content"), 0o777); err != nil {
		t.Fatal(err)
	}
	for dest, refused := range map[string]bool{
		"content": true, "content/public": true, ".": true, "public": false, "content-2": false, "../web": false,
	} {
		_, problems := load(t, Options{Root: root, Dest: filepath.Join(root, dest), Theme: themes.Default()})
		if got := slices.ContainsFunc(problems, func(d diag.Diagnostic) bool { return d.Code == "output-in-source" }); got != refused {
			t.Errorf("%s: refused: %v, %v", dest, got, problems)
		}
	}
}

// TestFolderAsContent: "content: ." and a folder without a configuration are the
// site's folder itself, without what the program wrote there or takes from there.
func TestFolderAsContent(t *testing.T) {
	for _, configured := range []string{"", "content: .\n"} {
		root := t.TempDir()
		for name, text := range map[string]string{
			"ghi-nho.md": doc("Ghi nhớ"), "public/index.md": doc("X"), "themes/y.md": "no front matter", ".bulletin/z.md": "", config.File: configured,
		} {
			if name == config.File && configured == "" {
				continue
			}
			file := filepath.Join(root, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		l, problems := load(t, Options{Root: root, Theme: themes.Default()})
		if all := l.edition.site.All; problems.HasErrors() || len(all) != 1 || all[0].Path != "ghi-nho.md" || l.ContentPrefix() != "" {
			t.Errorf("%q: %v", configured, problems)
		}
	}
}
