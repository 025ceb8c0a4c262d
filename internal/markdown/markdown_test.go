package markdown

import (
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bulletin/internal/diag"
)

func fixed(t Target) func(int, Link) Target { return func(int, Link) Target { return t } }

func TestFill(t *testing.T) {
	r := New(Options{})
	for _, c := range []struct {
		md   string
		to   Target
		want string
	}{
		{"[a](x.md)", Target{Href: "../x/index.html#bài"}, `<p><a href="../x/index.html#b%C3%A0i">a</a></p>`},
		{"[a](x.md)", Target{Href: `a"b'c&d e%20f%.html?x=<y>`}, `<p><a href="a%22b&#39;c&amp;d%20e%20f%25.html?x=%3Cy%3E">a</a></p>`},
		{"[a](x.md)", Target{Href: "javascript:alert(1)"}, `<p><a href="">a</a></p>`},
		{"[a](x.md)", Target{Href: "java\tscript:alert(1)"}, `<p><a href="java%09script:alert(1)">a</a></p>`},
		{"[a](x.md)", Target{Href: "https://thads.gov.vn/x"}, `<p><a href="https://thads.gov.vn/x">a</a></p>`},
		{"x ![a](y.jpg)", Target{Href: "y.123.jpg", Width: 3, Height: 2}, `<p>x <img src="y.123.jpg" width="3" height="2" alt="a" loading="lazy" decoding="async"></p>`},
		{"x ![a](y.svg)", Target{Href: "y.svg", Width: 3}, `<p>x <img src="y.svg" alt="a" loading="lazy" decoding="async"></p>`},
		{"x ![a > <b](y.jpg) [![c](y.jpg)](z)", Target{Href: "y.jpg", Set: []Source{{"y.jpg", 9}}, WebP: []Source{{"y.3.webp", 3}, {"y.9.webp", 9}}, Sizes: "9px"}, `<p>x <picture><source type="image/webp" srcset="y.3.webp 3w, y.9.webp 9w" sizes="9px"><img src="y.jpg" srcset="y.jpg 9w" sizes="9px" alt="a &gt; &lt;b" loading="lazy" decoding="async"></picture> <a href="y.jpg"><picture><source type="image/webp" srcset="y.3.webp 3w, y.9.webp 9w" sizes="9px"><img src="y.jpg" srcset="y.jpg 9w" sizes="9px" alt="c" loading="lazy" decoding="async"></picture></a></p>`},
		{"x ![a](y.jpg)", Target{Href: "y.jpg", Width: 9, Height: 6, Set: []Source{{"a,b.jpg", 3}, {"y.jpg", 9}}, Sizes: `(min-width: 1px) "x"`}, `<p>x <img src="y.jpg" srcset="a,b.jpg 3w, y.jpg 9w" sizes="(min-width: 1px) &quot;x&quot;" width="9" height="6" alt="a" loading="lazy" decoding="async"></p>`},
		{"x ![a](y.jpg)", Target{Href: "y.jpg", Sizes: "1px"}, `<p>x <img src="y.jpg" alt="a" loading="lazy" decoding="async"></p>`},
		{"[*a*](x.pdf), [b](y.pdf)", Target{Href: "x.pdf", Note: "(<PDF>)"}, `<p><a href="x.pdf"><em>a</em></a> <span class="file-note">(&lt;PDF&gt;)</span>, <a href="x.pdf">b</a> <span class="file-note">(&lt;PDF&gt;)</span></p>`},
		{"x [![a](y.jpg)](x.pdf) y", Target{Href: "z", Note: "(PDF)"}, `<p>x <a href="z"><img src="z" alt="a" loading="lazy" decoding="async"></a> y</p>`},
		{"[a](#x) [b](http://c.vn)", Target{Href: "never"}, `<p><a href="#x">a</a> <a href="http://c.vn" rel="external noreferrer">b</a></p>`},
	} {
		got := r.Render([]byte(c.md)).Fill(fixed(c.to))
		if want := c.want + "\n"; got != want {
			t.Errorf("%s to %q:\ngot  %swant %s", c.md, c.to.Href, got, want)
		}
	}
}

func TestSummary(t *testing.T) {
	long := strings.Repeat("đồng chí ", 40)
	for _, c := range []struct{ md, want string }{
		{"", ""},
		{"# Đề mục\n\n![ảnh](a.jpg)\n\nĐoạn **đầu**,\ncó [liên kết](x.md)[^1] &amp; `mã`.\n\nĐoạn hai.\n\n[^1]: Nguồn", "Đoạn đầu, có liên kết & mã."},
		{"> Trích dẫn.\n\nĐoạn.", "Đoạn."},
		{"- một\n- hai", "một"},
		{"> [!NOTE]\n> Lời dặn.", "Lời dặn."},
		{"<b>Đậm</b> thường", "Đậm thường"},
		{long, strings.TrimSpace(strings.Repeat("đồng chí ", 22)) + "…"},
		{strings.Repeat("ă", 300), strings.Repeat("ă", 199) + "…"},
	} {
		if got := New(Options{}).Render([]byte(c.md)).Summary; got != c.want {
			t.Errorf("%.40q:\ngot  %q\nwant %q", c.md, got, c.want)
		}
	}
}

func TestWords(t *testing.T) {
	for md, want := range map[string]int{
		"":                                   0,
		"Chi bộ *họp* thường kỳ.":            5,
		"một**hai**ba bốn":                   2,
		"a\nb  \nc":                          3,
		"# Đề mục\n\n- một\n- hai\n":         4,
		"| a b | c |\n|--|--|\n| d | |\n":    4,
		"năm\u00a02020 – nay":                4,
		"```\nkhông tính\n```\n\ncó `x y` z": 4,
		"[chữ](x.md)[nữa](y.md)":             1,
		"a&nbsp;b &amp; c":                   3,
	} {
		if got := New(Options{}).Render([]byte(md)).Words; got != want {
			t.Errorf("%q has %d words, want %d", md, got, want)
		}
	}
}

func TestLinesEndInCRLF(t *testing.T) {
	src, err := os.ReadFile("testdata/article.md")
	if err != nil {
		t.Fatal(err)
	}
	r := New(Options{})
	lf, crlf := r.Render(src), r.Render([]byte(strings.ReplaceAll(string(src), "\n", "\r\n")))
	for i := range crlf.Links { // the offset may differ by the carriage returns kept
		crlf.Links[i].Offset = lf.Links[i].Offset
	}
	lf.HTML, crlf.HTML = "", ""
	if diff := cmp.Diff(lf, crlf); diff != "" {
		t.Errorf("CRLF gives another Doc (-lf +crlf):\n%s", diff)
	}
}

func TestInvalidBytesKeepColumns(t *testing.T) {
	d := New(Options{}).Render([]byte("\xff\xfe\xc3 [a](b.md)"))
	if len(d.Links) != 1 || d.Links[0].Col != 9 {
		t.Errorf("links %+v, want one in column 9", d.Links)
	}
	if want := "<p>\uFFFD\uFFFD\uFFFD <a href=\"\">a</a></p>\n"; d.HTML != want {
		t.Errorf("got %q, want %q", d.HTML, want)
	}
}

func TestPrefix(t *testing.T) {
	d := New(Options{Prefix: "bai-hoc-"}).Render([]byte("## Mục\n\nx[^1]\n\n[^1]: y"))
	for _, want := range []string{`id="bai-hoc-muc"`, `href="#bai-hoc-muc"`, `id="bai-hoc-fn_1"`, `href="#bai-hoc-fn_1"`, `id="bai-hoc-fnref_1"`, `href="#bai-hoc-fnref_1"`} {
		if !strings.Contains(d.HTML, want) {
			t.Errorf("no %s in\n%s", want, d.HTML)
		}
	}
	if d.Headings[0].ID != "bai-hoc-muc" {
		t.Errorf("heading is #%s", d.Headings[0].ID)
	}
}

// TestConcurrentAndClean renders every fixture from many goroutines through one
// renderer: no Doc may depend on what was rendered before or beside it.
func TestConcurrentAndClean(t *testing.T) {
	var texts [][]byte
	for _, file := range fixtures(t) {
		for _, p := range readArchive(t, file).parts {
			texts = append(texts, []byte(p.text))
		}
	}
	for _, o := range []Options{{}, {Unsafe: true, Lang: diag.EN}} {
		want := make([]string, len(texts))
		for i, text := range texts {
			want[i] = fmt.Sprintf("%q", fmt.Sprint(New(o).Render(text)))
		}
		r := New(o)
		var wg sync.WaitGroup
		for g := range 8 {
			wg.Go(func() {
				for i := range texts {
					i = (i*7 + g) % len(texts)
					if got := fmt.Sprintf("%q", fmt.Sprint(r.Render(texts[i]))); got != want[i] {
						t.Errorf("%q:\ngot  %s\nwant %s", texts[i], got, want[i])
					}
				}
			})
		}
		wg.Wait()
	}
}

func TestDigestTellsOptionsApart(t *testing.T) {
	seen := map[string]bool{}
	for _, o := range []Options{{}, {Unsafe: true}, {Lang: diag.EN}, {Prefix: "x-"}} {
		seen[New(o).Digest()] = true
	}
	if len(seen) != 4 {
		t.Errorf("digests %v", seen)
	}
	if New(Options{}).Digest() != New(Options{Lang: diag.VI}).Digest() {
		t.Error("the zero language is not Vietnamese")
	}
}

// TestProblemsAreWorded wants every problem of the fixtures to say something in
// both languages, and what to do next.
func TestProblemsAreWorded(t *testing.T) {
	codes := map[diag.Code]bool{}
	for _, file := range fixtures(t) {
		a := readArchive(t, file)
		r := New(optionsOf(a.comment))
		for _, part := range a.parts {
			for _, p := range r.Render([]byte(part.text)).Problems {
				codes[p.Code] = true
				for _, lang := range []diag.Lang{diag.VI, diag.EN} {
					if m := p.Message(lang); m == string(p.Code) || strings.Contains(m, "{") || p.Hint(lang) == "" {
						t.Errorf("%s in %s: %q, hint %q", p.Code, lang, m, p.Hint(lang))
					}
				}
			}
		}
	}
	if len(codes) != 11 {
		t.Errorf("the fixtures show %d kinds of problems: %v", len(codes), codes)
	}
}

// TestProblemsAreBounded keeps a text that is wrong throughout from filling the
// memory with complaints.
func TestProblemsAreBounded(t *testing.T) {
	d := New(Options{}).Render([]byte(strings.Repeat("![](a.jpg)\n\n", 2*maxProblems)))
	if len(d.Problems) != maxProblems {
		t.Errorf("%d problems", len(d.Problems))
	}
}

// TestHighlightContrast measures every colour against the background that it is
// promised for (WCAG 2.2, 1.4.3).
func TestHighlightContrast(t *testing.T) {
	light, dark := HighlightCSS()
	for css, ground := range map[string]string{light: "f6f6f4", dark: "1d1f23"} {
		colours := regexp.MustCompile(`color:#([0-9a-f]{6})`).FindAllStringSubmatch(css, -1)
		if len(colours) < 8 {
			t.Fatalf("%d colours", len(colours))
		}
		for _, c := range colours {
			if r := contrast(t, c[1], ground); r < 4.5 {
				t.Errorf("#%s on #%s has a contrast of %.2f", c[1], ground, r)
			}
		}
	}
}

func contrast(t *testing.T, a, b string) float64 {
	x, y := luminance(t, a), luminance(t, b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func luminance(t *testing.T, hex string) float64 {
	t.Helper()
	sum := 0.0
	for i, weight := range []float64{0.2126, 0.7152, 0.0722} {
		v, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(v) / 255
		if c <= 0.04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+0.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// TestLanguages wants every language of the table to be known to chroma, and
// code in others, or too much of it, to stay plain.
func TestLanguages(t *testing.T) {
	for name := range languages {
		if tokensOf(name, []byte("x = \"y\" # z\n")) == nil {
			t.Errorf("%s is not coloured", name)
		}
	}
	for _, c := range []struct{ language, code string }{
		{"", "x"}, {"java", "x"}, {"go", "x"}, {"c", strings.Repeat("x", maxHighlightedLine+1)}, {"c", strings.Repeat("x\n", maxHighlighted)},
	} {
		if tokensOf(c.language, []byte(c.code)) != nil {
			t.Errorf("%d bytes of %q are coloured", len(c.code), c.language)
		}
	}
	many := strings.Repeat("```python\n"+strings.Repeat("x =  1\n", 1000)+"```\n\n", 30)
	if n := strings.Count(New(Options{}).Render([]byte(many)).HTML, `class="chroma"`); n != maxHighlightedText/7000 {
		t.Errorf("%d of 30 blocks are coloured", n)
	}
}
