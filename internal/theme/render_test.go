package theme_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"bulletin/internal/theme"
	"bulletin/themes"
)

// pagesDir is for looking at the theme: go test ./internal/theme -run Pages -pages DIR
var pagesDir = flag.String("pages", "", "write the fixture pages and the assets to this folder")

func builtin() theme.Layer {
	return theme.Layer{FS: themes.Default(), Name: "themes/default", Fixed: true}
}

// load loads the built-in theme below the given layers and wants no problem.
func load(t testing.TB, above ...theme.Layer) *theme.Theme {
	t.Helper()
	th, diags := theme.Load(theme.Options{Layers: append(above, builtin())})
	for _, d := range diags {
		t.Errorf("%s", d)
	}
	if t.Failed() {
		t.FailNow()
	}
	return th
}

func render(t testing.TB, th *theme.Theme, p page) string {
	t.Helper()
	var b bytes.Buffer
	if err := th.Render(&b, p.layout, p.view); err != nil {
		t.Fatalf("%s: %v", p.name, err)
	}
	return b.String()
}

func TestPagesForLooking(t *testing.T) {
	th := load(t)
	dir := t.TempDir()
	if *pagesDir != "" {
		dir = *pagesDir
	}
	write := func(name string, data []byte) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range allPages() {
		folder := ""
		if strings.HasSuffix(p.name, "-en") {
			folder = "en/"
		} else if strings.HasSuffix(p.name, "-empty") {
			folder = "empty/"
		}
		if folder != "" {
			p.view.Page.Path = folder + p.view.Page.Path
			p.view.Page.Root += "../"
		}
		write(p.view.Page.Path, []byte(render(t, th, p)))
	}
	for _, a := range th.Assets() {
		write(a.Path, dataOf(t, a))
	}
	svg := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800" width="1200" height="800"><path fill="#d8cfbd" d="M0 0h1200v800H0z"/><path fill="#a89c86" d="m0 800 400-420 260 250 190-170 350 340z"/></svg>`
	write("pictures/ảnh 1.svg", []byte(svg))
	write("pictures/b.svg", []byte(svg))
}

// TestEveryLayoutRenders renders every layout with everything and with next to
// nothing, in both languages, and holds the pages to the promises about them.
func TestEveryLayoutRenders(t *testing.T) {
	th := load(t)
	rendered := map[string]bool{}
	for _, p := range allPages() {
		t.Run(p.name, func(t *testing.T) {
			html := render(t, th, p)
			rendered[p.layout] = true
			wellFormed(t, html)
			selfContained(t, p, html)
			if strings.Contains(html, "ZgotmplZ") {
				t.Error("html/template refused a value")
			}
			for _, bad := range []string{"<no value>", "%!", "{0}", "{1}"} {
				if strings.Contains(html, bad) {
					t.Errorf("the page contains %q", bad)
				}
			}
		})
	}
	for _, layout := range theme.Layouts() {
		if !rendered[layout] {
			t.Errorf("no fixture for layout %s", layout)
		}
	}
}

// TestFrontPageIsLight: the home page and its style sheet, before typefaces.
func TestFrontPageIsLight(t *testing.T) {
	th := load(t)
	page := render(t, th, richPages()[0])
	size := len(page)
	for _, a := range th.Assets() {
		if strings.HasSuffix(a.Path, ".css") && strings.Contains(page, a.Path) {
			size += len(dataOf(t, a))
		}
	}
	if size > 49<<10 { // of which 1 KB names the sizes of pictures
		t.Errorf("the front page weighs %d bytes, more than 49 KB", size)
	}
	t.Logf("front page and style sheet: %d bytes", size)
}

// TestWhatPagesSay holds layouts to what a reader must find on them.
func TestWhatPagesSay(t *testing.T) {
	th := load(t)
	pages := map[string]string{}
	for _, p := range allPages() {
		pages[p.name] = render(t, th, p)
	}
	for _, tc := range []struct{ page, want string }{
		{"home", `<link rel="canonical" href="https://example.vn/bt/index.html">`},
		{"home", `href="feed.atom"`},
		{"home", `<html lang="vi">`},
		{"home", `aria-current="page"`},
		{"home", "1.234 mục"},
		{"home", `"headline":"\u003c/script\u003e\u003cb\u003e"`},
		{"home-empty", "The bulletin has no articles yet."},
		{"404", `<meta name="robots" content="noindex">`},
		{"meeting", `aria-current="true">Sinh hoạt chi bộ</a>`},
		{"meeting", `<rect class="meter-fill" width="95.45" height="2"/>`},
		{"meeting", `<dt>Vắng không lý do</dt><dd>0</dd>`},
		{"meeting", `src="../../../pictures/%E1%BA%A3nh%201.svg"`},
		{"meeting", `<dd class="unknown">Không rõ</dd>`},
		{"meeting", `<span class="number">số 07-NQ/CB</span>`},
		{"meeting-empty", "Nothing is written here yet."},
		{"award", `<p class="unknown">Không rõ số quyết định</p>`},
		{"award-revoked", "<h1><s>Cờ Thi đua Ngành Tư pháp</s></h1>"},
		{"award-revoked", "do lý do mẫu."},
		{"news", `<span class="flag flag-draft">Bản nháp</span>`},
		{"story", "<b>3</b>"},
		{"issue", "Lưu hành nội bộ"},
		{"list", `<span aria-current="page">Trang 3</span>`},
		{"year", "12 câu chuyện được nêu, 2 được ghi lại"},
		{"year", `<a href="#meetings_earlier">Các tháng trước</a>`},
		{"year", `<div class="earlier" id="meetings_earlier">`},
		{"year", `<a href="../../years/2020/meetings/page/1/index.html">01/2020 – 3/2020</a>`},
		{"years", "<span>2 năm</span>"},
		{"years", `<span class="year-number">2021</span> <span class="count">3 mục</span>`},
		{"redirect", `content="0; url=../../../stories/2020/cai-thuoc-la/index.html"`},
		{"redirect", `<meta name="robots" content="noindex">`},
	} {
		if !strings.Contains(pages[tc.page], tc.want) {
			t.Errorf("%s lacks %s", tc.page, tc.want)
		}
	}
	for _, name := range []string{"list-empty", "home-empty"} {
		if strings.Contains(pages[name], "canonical") || strings.Contains(pages[name], "og:") {
			t.Errorf("%s has sharing data without a base URL", name)
		}
	}
}

// TestRenderIsConcurrent renders everything from many goroutines and wants the
// bytes of a quiet run. The race detector does the rest.
func TestRenderIsConcurrent(t *testing.T) {
	pages := allPages()
	quiet := load(t)
	want := make([]string, len(pages))
	for i, p := range pages {
		want[i] = render(t, quiet, p)
	}
	busy := load(t)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i, p := range pages {
				var b bytes.Buffer
				if err := busy.Render(&b, p.layout, p.view); err != nil || b.String() != want[i] {
					t.Errorf("%s differs (%v)", p.name, err)
				}
			}
		})
	}
	wg.Wait()
}

// TestChangedViewChangesPage guards the caches: a page made after another with
// almost the same chrome and cards is the page a fresh theme makes.
func TestChangedViewChangesPage(t *testing.T) {
	th := load(t)
	card := func(change func(*theme.CardFields)) func(*page) {
		return func(p *page) {
			cards := p.view.Main.(*theme.List).Groups[0].Cards
			cards[1] = changed(cards[1], change)
		}
	}
	for _, change := range []func(*page){
		func(p *page) { p.view.Page.Section = "awards" },
		func(p *page) { p.view.Page.Root = "../../" },
		func(p *page) { p.view.Page.Path = "meetings/index.html" },
		func(p *page) { p.view.Site = emptySite() },
		func(p *page) { p.view.Site.Lang = "en" },
		card(func(f *theme.CardFields) { f.Date.Short = "2/2" }),
		card(func(f *theme.CardFields) { f.Revoked = true }),
		card(func(f *theme.CardFields) { f.Draft = "Nháp" }),
	} {
		before, after := richPages()[2], richPages()[2]
		change(&after)
		first := render(t, th, before)
		got := render(t, th, after)
		if got == first {
			t.Error("the change does not show")
		}
		if want := render(t, load(t), after); got != want {
			t.Error("the page depends on what was rendered before it")
		}
	}
}

func TestMinify(t *testing.T) {
	small, diags := theme.Load(theme.Options{Layers: []theme.Layer{builtin()}, Minify: true})
	if err := diags.Err(); err != nil {
		t.Fatal(err)
	}
	plain := load(t)
	if small.Digest() == plain.Digest() {
		t.Error("minifying does not change the digest")
	}
	for _, p := range richPages() {
		a, b := render(t, small, p), render(t, plain, p)
		if len(a) >= len(b) {
			t.Errorf("%s: %d bytes, %d without minifying", p.name, len(a), len(b))
		}
		wellFormed(t, a)
		selfContained(t, p, a)
	}
}
