package pdf

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"go.uber.org/goleak"
	"golang.org/x/text/unicode/norm"

	"bulletin/themes"
)

// TestMain holds every test to leaving nothing running.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// The tests print with a real browser and read the result with programs that
// are not ours: poppler's and qpdf. Where one is missing they fail; make
// test-deps brings all.

// style is that of a report: A4, typefaces of the theme, page numbers below.
const style = `@import "fonts.css";
@page { size: A4; margin: 20mm; @bottom-center { content: "trang " counter(page) "/" counter(pages); font: 9pt "Be Vietnam Pro" } }
@page wide { size: A4 landscape }
.wide { page: wide }
body { font: 11pt "Source Serif 4"; background: #eef }
h1, h2 { font-family: "Be Vietnam Pro"; font-weight: 600 }
h2 { break-before: page }
`

// sentence has every tone on every vowel it can find room for.
const sentence = "Chi bộ Hành chính – Quản trị: “Đẩy mạnh học tập, làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh”; ưỡn ẹo, khuỷu, nghiễm, quyển, Ỷ, Ỹ, ₫."

// published makes a tree that holds a page at report/index.html and the theme's
// typefaces.
func published(t *testing.T, head, body string) fstest.MapFS {
	t.Helper()
	tree := fstest.MapFS{
		"assets/report.css": {Data: []byte(style)},
		"report/index.html": {Data: []byte(`<!doctype html><html lang="vi"><head><meta charset="utf-8"><link rel="stylesheet" href="../assets/report.css">` +
			head + `</head><body>` + body + `</body></html>`)},
	}
	typefaces, err := fs.Sub(themes.Default(), "assets")
	if err != nil {
		t.Fatal(err)
	}
	names, err := fs.Glob(typefaces, "fonts/*.woff2")
	if err != nil || len(names) == 0 {
		t.Fatal("the theme has no typefaces", err)
	}
	for _, name := range append(names, "_fonts.css") {
		text, err := fs.ReadFile(typefaces, name)
		if err != nil {
			t.Fatal(err)
		}
		tree["assets/"+strings.TrimPrefix(name, "_")] = &fstest.MapFile{Data: text}
	}
	return tree
}

// chapters is a report of so many chapters, each on a page of its own after the
// contents.
func chapters(n int) string {
	var toc, body strings.Builder
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&toc, `<li><a href="#chuong-%d">Chương %d</a> <span data-page-of="chuong-%d"></span></li>`, i, i, i)
		fmt.Fprintf(&body, `<h2 id="chuong-%d">Chương thứ %d</h2><p>%s</p>`, i, i, strings.Repeat(sentence+" ", 60*(i%3)+1))
	}
	return `<h1 id="dau">Báo cáo năm</h1><ol>` + toc.String() + `</ol>` + body.String()
}

func mustPrint(t *testing.T, tree fs.FS, o Options) Document {
	t.Helper()
	doc, err := Print(t.Context(), tree, "report/index.html", o)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// read runs a program on the document.
func read(t *testing.T, doc Document, program string, args ...string) string {
	t.Helper()
	name := filepath.Join(t.TempDir(), "printed.pdf")
	if err := os.WriteFile(name, doc.Bytes, 0o600); err != nil {
		t.Fatal(err)
	}
	for i := range args {
		args[i] = strings.ReplaceAll(args[i], "FILE", name)
	}
	var stderr bytes.Buffer
	cmd := exec.Command(program, args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil || stderr.Len() > 0 {
		t.Fatalf("%s: %v\n%s%s", program, err, out, &stderr)
	}
	return string(out)
}

// pageText is the text of one page, as poppler reads it.
func pageText(t *testing.T, doc Document, page int) string {
	t.Helper()
	n := fmt.Sprint(page)
	return strings.Join(strings.Fields(read(t, doc, "pdftotext", "-f", n, "-l", n, "-enc", "UTF-8", "FILE", "-")), " ")
}

func TestSameInputGivesTheSameBytes(t *testing.T) {
	tree := published(t, "<title>Báo cáo</title>", chapters(4))
	at := time.Date(2020, 12, 31, 17, 0, 0, 0, time.FixedZone("", 7*3600))
	one, two := mustPrint(t, tree, Options{Time: at}), mustPrint(t, tree, Options{Time: at})
	if !bytes.Equal(one.Bytes, two.Bytes) {
		t.Error("two prints differ")
	}
	info := read(t, one, "pdfinfo", "-isodates", "FILE")
	for _, want := range []string{"CreationDate:    2020-12-31T17:00:00+07", "ModDate:         2020-12-31T17:00:00+07", "Creator:         bulletin"} {
		if !strings.Contains(info, want) {
			t.Errorf("no %q in\n%s", want, info)
		}
	}
	for _, never := range []string{"Mozilla", "Linux", "bulletin.invalid", time.Now().UTC().Format("D:2006")} {
		if bytes.Contains(one.Bytes, []byte(never)) {
			t.Errorf("the file says %q", never)
		}
	}
	undated := mustPrint(t, tree, Options{})
	if info := read(t, undated, "pdfinfo", "FILE"); strings.Contains(info, "Date:") {
		t.Errorf("a date that nobody gave:\n%s", info)
	}
}

// The pages on which the chapters are said to be are those on which poppler
// reads their headings, and the contents say the same, on the second pass.
func TestAnchorsAndContents(t *testing.T) {
	const n = 7
	doc := mustPrint(t, published(t, "<title>Báo cáo</title>", chapters(n)), Options{})
	if len(doc.Problems) > 0 {
		t.Error(doc.Problems)
	}
	if info := read(t, doc, "pdfinfo", "FILE"); !strings.Contains(info, fmt.Sprintf("Pages:           %d\n", doc.Pages)) || doc.Pages <= n+1 {
		t.Errorf("%d pages:\n%s", doc.Pages, info)
	}
	contents := pageText(t, doc, 1)
	for i := 1; i <= n; i++ {
		page := doc.Anchors[fmt.Sprintf("chuong-%d", i)]
		if page == 0 || !strings.Contains(pageText(t, doc, page), fmt.Sprintf("Chương thứ %d", i)) {
			t.Errorf("chapter %d is not on page %d", i, page)
		}
		if want := fmt.Sprintf("Chương %d %d", i, page); !strings.Contains(contents, want) {
			t.Errorf("the contents lack %q: %s", want, contents)
		}
	}
	if doc.Anchors["dau"] != 1 || len(doc.Anchors) != n+1 {
		t.Error(doc.Anchors)
	}
	last := pageText(t, doc, doc.Pages)
	if want := fmt.Sprintf("trang %d/%d", doc.Pages, doc.Pages); !strings.Contains(last, want) {
		t.Errorf("the margin box does not say %q: %s", want, last)
	}
	if !strings.Contains(last, sentence) || !norm.NFC.IsNormalString(last) {
		t.Errorf("Vietnamese did not come through: %s", last)
	}
}

// Anchors are of any element with an id, shown ones only, whatever the name.
func TestAnchorsOfOddNames(t *testing.T) {
	body := `<p id="đề mục (1) #2%">một</p><p id="hidden" hidden>không</p>` +
		`<section class="wide"><table id="bảng"><tr><td>rộng</td></tr></table></section><h2 id="sau">sau</h2>`
	doc := mustPrint(t, published(t, "", body), Options{})
	want := map[string]int{"đề mục (1) #2%": 1, "bảng": 2, "sau": 3}
	if !maps.Equal(doc.Anchors, want) {
		t.Errorf("%v, not %v", doc.Anchors, want)
	}
	sizes := strings.Join(strings.Fields(read(t, doc, "pdfinfo", "-f", "1", "-l", "3", "FILE")), " ")
	for _, want := range []string{"Page 1 size: 594.96 x 841.92 pts", "Page 2 size: 841.92 x 594.96 pts", "Page 3 size: 594.96 x 841.92 pts"} {
		if !strings.Contains(sizes, want) {
			t.Errorf("no page %q in\n%s", want, sizes)
		}
	}
}

func TestContentsAskForWhatIsNotThere(t *testing.T) {
	doc := mustPrint(t, published(t, "", `<p>Trang <span data-page-of="mất">?</span></p>`), Options{})
	if len(doc.Problems) != 1 || doc.Problems[0].Code != "print-number" || doc.Problems[0].Args[0] != "mất" {
		t.Error(doc.Problems)
	}
	if text := pageText(t, doc, 1); strings.Contains(text, "?") {
		t.Error(text)
	}
}

// Links to other pages lead to where the tree is published, or nowhere.
func TestLinks(t *testing.T) {
	tree := published(t, "", `<p><a href="../meetings/1/index.html#a">họp</a> <a href="https://example.vn/">ngoài</a> <a href="#x">đây</a></p><p id="x">x</p>`+
		`<a href="file:///etc/passwd">tệp</a><a href="javascript:alert(1)">mã</a>`)
	for base, want := range map[string]string{"": "", "http://intranet/chi-bo/2020": "/URI (http://intranet/chi-bo/2020/meetings/1/index.html#a)"} {
		doc := mustPrint(t, tree, Options{Base: base})
		if !bytes.Contains(doc.Bytes, []byte(want)) || !bytes.Contains(doc.Bytes, []byte("/URI (https://example.vn/)")) || !bytes.Contains(doc.Bytes, []byte("/Dest /x")) {
			t.Errorf("base %q: a link is missing", base)
		}
		for _, never := range []string{"bulletin.invalid", "passwd", "alert"} {
			if bytes.Contains(doc.Bytes, []byte(never)) {
				t.Errorf("base %q: the file says %q", base, never)
			}
		}
		if len(doc.Problems) > 0 {
			t.Error(doc.Problems)
		}
	}
	if _, err := Print(t.Context(), tree, "report/index.html", Options{Base: "file:///tmp/"}); err == nil {
		t.Error("a base that is no web address was taken")
	}
}

// A link is one link, whatever runs of text are in it, and stays where the page
// puts it. The browser's own choice hangs on when its typefaces came.
func TestLinksAreWhole(t *testing.T) {
	tree := published(t, `<style>.far { position: absolute; top: 100mm }</style>`,
		`<p><a href="#x"><b>2</b> <i>sinh hoạt</i> thường kỳ</a> <a class="far" href="#y"><b>1</b> xa</a></p><p id="x">x</p><p id="y">y</p>`)
	doc := mustPrint(t, tree, Options{})
	for id, want := range map[string]int{"x": 1, "y": 1} {
		if n := bytes.Count(doc.Bytes, []byte("/Dest /"+id+"\n")); n != want {
			t.Errorf("%d links to %s, not %d", n, id, want)
		}
	}
	boxes := read(t, doc, "pdftotext", "-bbox", "FILE", "-")
	if !regexp.MustCompile(`yMin="3[34][0-9.]+"[^>]*>xa<`).MatchString(boxes) { // 20 mm and 100 mm are 340 pt
		t.Errorf("the link does not stand where the page puts it:\n%s", boxes)
	}
}

// A picture below the first screen that is to be loaded lazily is printed.
func TestLazyPictures(t *testing.T) {
	tree := published(t, "", `<div style="height:9000px"></div><img loading="lazy" src="../assets/a.svg" alt="hình">`)
	tree["assets/a.svg"] = &fstest.MapFile{Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="99" height="99"><text y="50">trong hình</text></svg>`)}
	doc := mustPrint(t, tree, Options{})
	if text := pageText(t, doc, doc.Pages); !strings.Contains(text, "trong hình") {
		t.Errorf("the picture is missing on page %d: %s", doc.Pages, text)
	}
}
