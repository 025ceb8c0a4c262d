package browser

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"golang.org/x/text/unicode/norm"
	"golang.org/x/tools/txtar"
)

// asking types a query and promises the titles of the results, once they are shown.
const asking = `(query) => new Promise((resolve) => {
	const form = document.getElementById("search_form"), list = document.getElementById("search_results");
	form.elements.q.value = query;
	form.requestSubmit();
	const look = () => list.getAttribute("aria-busy") === "false"
		? resolve([...list.querySelectorAll(".result-title")].map((e) => e.textContent))
		: requestAnimationFrame(look);
	look();
})`

// searchSite builds the site of testdata/search.txt and returns its tree and what is
// asked of it: a query and the title to come first.
func searchSite(t *testing.T) (dir string, queries [][2]string) {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/search.txt")
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	for _, f := range archive.Files {
		if f.Name == "queries" {
			for line := range strings.Lines(string(f.Data)) {
				query, title, _ := strings.Cut(strings.TrimSpace(line), " => ")
				queries = append(queries, [2]string{query, title})
			}
			continue
		}
		name := filepath.Join(root, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, f.Data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	dir = filepath.Join(root, "public")
	program := programIn(t.TempDir())
	compile := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", program, "./cmd/bulletin")
	compile.Dir = "../.."
	if msg, err := compile.CombinedOutput(); err != nil {
		t.Fatalf("compiling bulletin: %v\n%s", err, msg)
	}
	if msg, err := exec.CommandContext(t.Context(), program, "build", "-s", root, "-d", dir).CombinedOutput(); err != nil {
		t.Fatalf("building: %v\n%s", err, msg)
	}
	return dir, queries
}

// TestSearch asks from a file and from a server, with and without accents, in upper case
// and decomposed: the page that was meant comes first.
func TestSearch(t *testing.T) {
	dir, queries := searchSite(t)
	file, err := fileURL(dir)
	if err != nil {
		t.Fatal(err)
	}
	server := serveTree(dir, "/")
	defer server.Close()
	b, err := chromium.start()
	if err != nil {
		t.Fatal(err)
	}
	for _, base := range []string{file, server.URL + "/"} {
		problems := b.each([]string{base + "search/index.html"}, func(ctx context.Context, tab *tab, url string) (problems []string, err error) {
			if _, err := tab.open(ctx, url); err != nil {
				return nil, err
			}
			for _, q := range queries {
				for _, form := range slices.Compact([]string{q[0], norm.NFD.String(q[0])}) {
					titles, err := chromedp.Run(ctx, chromedp.Evaluate[[]string](fmt.Sprintf("(%s)(%q)", asking, form), chromedp.EvalAwaitPromise))
					if err != nil {
						return nil, err
					}
					if len(titles) == 0 || titles[0] != q[1] {
						problems = append(problems, fmt.Sprintf("%s: %q finds %q, not %q first", url, form, titles, q[1]))
					}
				}
			}
			return append(problems, tab.story.problems...), nil
		})
		for _, p := range problems {
			t.Error(p)
		}
	}
}

// TestSearchPage: an address asks, filters narrow, what was found is marked, arrows go
// from one result to the next, and nothing found leads to the lists.
func TestSearchPage(t *testing.T) {
	dir, _ := searchSite(t)
	base, err := fileURL(dir)
	if err != nil {
		t.Fatal(err)
	}
	b, err := chromium.start()
	if err != nil {
		t.Fatal(err)
	}
	const done = `new Promise((resolve) => { const look = () => document.getElementById("search_results").getAttribute("aria-busy") === "false" ? resolve(%s) : requestAnimationFrame(look); look(); })`
	const titles = `[...document.querySelectorAll(".result-title")].map((e) => e.textContent).join("|")`
	for _, tt := range []struct{ address, do, want string }{
		{"?q=tiet+kiem", titles, "Thực hành tiết kiệm điện nước|Đôi dép cao su"},
		{"?q=tiet+kiem&kind=story", titles, "Đôi dép cao su"},
		{"?q=tiet+kiem&year=2019", titles, ""},
		{"?q=tiet+kiem&year=2021", `document.getElementById("search_status").textContent`, "Không có trang nào chứa đủ các từ; 1 trang chứa một phần."},
		{"?year=2018", titles, "Xếp loại Chi bộ năm 2018"},
		{"?tag=tinh-nguyen", titles, "Ủng hộ đồng bào miền Trung|Ngày hội hiến máu tình nguyện"},
		{"?level=province", titles, "Cờ thi đua của tỉnh"},
		{"?q=" + "%22hiến máu%22", `[...new Set([...document.querySelectorAll("mark")].map((e) => e.textContent.toLowerCase()))].join("|")`, "hiến máu"},
		{"?q=văn+hoá", `[...new Set([...document.querySelectorAll("mark")].map((e) => e.textContent.toLowerCase()))].join("|")`, "văn hóa"},
		{"?q=khan+trứng", `[...new Set([...document.querySelectorAll("mark")].map((e) => e.textContent.toLowerCase()))].join("|")`, "trung"},
		{"?q=kh%C3%B4ngc%C3%B3g%C3%AC", `String(document.getElementById("search_browse").checkVisibility()) + document.getElementById("search_status").textContent.slice(0, 14)`, "trueKhông tìm thấy"},
		{"?q=chi+bo", `(() => { const key = (k) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: k, bubbles: true}));
			document.getElementById("search_query").focus(); key("ArrowDown"); key("ArrowDown"); key("ArrowUp");
			return document.activeElement === document.querySelector(".result-title a") ? "first" : document.activeElement.outerHTML; })()`, "first"},
	} {
		for _, p := range b.each([]string{base + "search/index.html" + tt.address}, func(ctx context.Context, tab *tab, url string) ([]string, error) {
			if _, err := tab.open(ctx, url); err != nil {
				return nil, err
			}
			got, err := chromedp.Run(ctx, chromedp.Evaluate[string](fmt.Sprintf(done, tt.do), chromedp.EvalAwaitPromise))
			if err == nil && got != tt.want {
				return []string{fmt.Sprintf("%q, want %q", got, tt.want)}, nil
			}
			return tab.story.problems, err
		}) {
			t.Error(p)
		}
	}
}
