package markdown

import (
	"regexp"
	"strings"
	"testing"

	"github.com/microcosm-cc/bluemonday"
	"pgregory.net/rapid"
)

// judge is what may pass, as bluemonday is told.
func judge() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption",
		"cite", "code", "colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2",
		"h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby",
		"s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
		"thead", "time", "tr", "u", "ul", "var", "wbr")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^[A-Za-z0-9 _-]+$`)).Globally()
	p.AllowAttrs("title").Globally()
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^[A-Za-z0-9-]+$`)).Globally()
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(?:ltr|rtl|auto)$`)).Globally()
	p.AllowAttrs("open").Matching(regexp.MustCompile(`^(?:open)?$`)).OnElements("details")
	p.AllowAttrs("colspan", "rowspan").Matching(bluemonday.Integer).OnElements("td", "th")
	p.AllowAttrs("scope").Matching(regexp.MustCompile(`^(?:row|col)$`)).OnElements("th")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("value").Matching(bluemonday.Integer).OnElements("li")
	p.AllowAttrs("datetime").Matching(regexp.MustCompile(`^[0-9TZ:+. -]+$`)).OnElements("time", "del", "ins")
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("rel").Matching(regexp.MustCompile(`^external noreferrer$`)).OnElements("a")
	p.AllowAttrs("src", "alt").OnElements("img")
	p.AllowAttrs("loading").Matching(regexp.MustCompile(`^lazy$`)).OnElements("img")
	p.AllowAttrs("decoding").Matching(regexp.MustCompile(`^async$`)).OnElements("img")
	p.AllowURLSchemes("http", "https", "mailto", "tel", "ftp", "sms", strings.TrimSuffix(slotScheme, ":"))
	p.AllowDataURIImages()
	p.AllowRelativeURLs(true)
	return p
}

// rawPieces are put together at random: what the elements and attributes are that pass
// and that do not, and what confuses who reads HTML.
var rawPieces = []string{
	"<", ">", "</", "/>", " ", "\n", "\t", "=", `"`, "'", "`", "&", "&lt;", "&#x6a;", "&Tab;", "\x00", "\x0c", "é", "chữ", "<!--", "-->", "--!>", "<!doctype html>", "<?", "<![CDATA[", "]]>",
	"<b>", "</b>", "<p>", "</p>", "<div class=a>", "</div>", "<h1>", "</h1>", "<a href=", "<a>", "</a>", "<img src=", "<img", "<td colspan=2 ", "<ol start=3>", "<li value=x>", "<details open>", "<time datetime='2020-01-01'>", "<br/>", "<table>", "</table>", "<template>", "</template>", "<select>", "<form>",
	"<script>", "</script>", "<style>", "</style>", "<svg>", "</svg>", "<math>", "<mtext>", "<title>", "</title>", "<textarea>", "</textarea>", "<noscript>", "</noscript>", "<xmp>", "<plaintext>", "<iframe src=x>", "</iframe>", "<object>", "</object>", "<base href=x>", "<meta>", "<link>", "<x-y>",
	"<a href=javascript:alert(1)>x</a>", "<a href=' java\nscript:a'>x</a>", "<img src=x onerror=a>", "<img src=data:text/html,x>", "<svg><script>a</script></svg>", "<b onclick=a style=b id=c class=d>", "<a title=t href=a.md>x</a>",
	"href=a ", "href='b.md' ", `src="a.png" `, "src=data:image/png;base64,AAAA ", "src=data:text/html,x ", "javascript:alert(1) ", "JaVaScRiPt:a ", "https://a.b/c ", "//a.b ", "mailto:a@b.c ", "slot:7 ", "onclick=x ", "style=x ", "id=x ", "class='a b' ", "class=\"a;b\" ", "title='<b>' ", "lang=vi ", "dir=rtl ", "rel=nofollow ", "xlink:href=x ", "srcdoc=x ", "scope=row ",
}

// TestNothingHarmfulPasses: bluemonday finds nothing to take out of what passes.
func TestNothingHarmfulPasses(t *testing.T) {
	r, policy := New(Options{Unsafe: true}), judge()
	rapid.Check(t, func(t *rapid.T) {
		raw := strings.Join(rapid.SliceOfN(rapid.SampledFrom(rawPieces), 1, 14).Draw(t, "pieces"), "")
		p := newPage(r)
		p.reset([]byte(raw), true)
		passed := string(p.rewritten([]byte(raw), 0))
		if judged := policy.Sanitize(passed); judged != passed {
			t.Fatalf("%q passes as\n%q, of which may pass\n%q", raw, passed, judged)
		}
	})
}

// TestHarmlessPasses: what was allowed before still is, in the same words.
func TestHarmlessPasses(t *testing.T) {
	r, policy := New(Options{Unsafe: true}), judge()
	for _, raw := range []string{
		"<div class=\"note\" title=\"a &lt; b\"><p lang=vi dir=ltr>Chữ <b>đậm</b> &amp; <i>nghiêng</i><br/>hai</p></div>",
		"<table><caption>Tên</caption><colgroup></colgroup><thead><tr><th scope=\"col\" colspan=\"2\">A</th></tr></thead><tbody><tr><td rowspan=\"2\">1</td></tr></tbody></table>",
		"<ol start=\"3\"><li value=\"5\">a</li></ol><details open><summary>b</summary>c</details>",
		"<figure><figcaption>d</figcaption></figure><time datetime=\"2020-07-27T08:00+07:00\">e</time><ruby>f<rp>(</rp><rt>g</rt></ruby>",
		"một <x-y>hai</x-y> <font color=red>ba</font> <center>bốn</center> <script>x</script> <object><b>năm</b></object> sáu <title>bảy</title>",
	} {
		p := newPage(r)
		p.reset([]byte(raw), true)
		if got, want := string(p.rewritten([]byte(raw), 0)), policy.Sanitize(raw); got != want {
			t.Errorf("%s\npasses as %s\nand did as %s", raw, got, want)
		}
	}
}

// TestSecondAddress: an address that is refused does not make way for another one that
// nobody read.
func TestSecondAddress(t *testing.T) {
	for _, raw := range []string{
		`<a title="x" href="javascript:a" href="javascript:b">`, `<a title="x" href="javascript:a" HREF="b.md">`,
	} {
		p := newPage(New(Options{Unsafe: true}))
		p.reset([]byte(raw), true)
		if got := string(p.rewritten([]byte(raw), 0)); got != `<a title="x">` {
			t.Errorf("%s passes as %s", raw, got)
		}
	}
}

// BenchmarkRewritten lets a table through.
func BenchmarkRewritten(b *testing.B) {
	r := New(Options{Unsafe: true})
	raw := []byte("<table class=\"x\">" + strings.Repeat("<tr><td colspan=\"2\">một</td><td><a href=\"https://example.org/\">hai</a></td></tr>", 50) + "</table>")
	p := newPage(r)
	b.ReportAllocs()
	for b.Loop() {
		p.reset(raw, true)
		p.rewritten(raw, 0)
	}
}

// TestSlotsAreAddresses: what an author writes like the mark of a slot is a text like
// any other; it once took the place of an address, or stopped the program.
func TestSlotsAreAddresses(t *testing.T) {
	r := New(Options{Unsafe: true})
	for _, tt := range []struct{ in, want string }{
		{`<b title="slot:7">a</b> [b](c.md)`, `<p><b title="slot:7">a</b> <a href="x">b</a></p>`},
		{`<b>a</b> [b](c.md "slot:0")`, `<p><b>a</b> <a href="x" title="slot:0">b</a></p>`},
		{`<b>a</b> ![slot:0](c.png)`, `<p><b>a</b> <img src="x" alt="slot:0" loading="lazy" decoding="async"/></p>`},
		{`<a href="c.md" title="slot:x">a</a>`, `<p><a href="x" title="slot:x">a</a></p>`},
		{`<a href="slot:0">a</a>`, `<p>a</p>`},
	} {
		d := r.Render([]byte(tt.in))
		if got := strings.TrimSpace(d.Fill(func(int, Link) Target { return Target{Href: "x"} })); got != tt.want {
			t.Errorf("%s is\n%s, want\n%s", tt.in, got, tt.want)
		}
	}
}

// TestRawHTMLIsWrittenOnce: an address is escaped once, and a heading that became
// another one ends where its author ended it.
func TestRawHTMLIsWrittenOnce(t *testing.T) {
	r := New(Options{Unsafe: true})
	for in, want := range map[string]string{
		`<a href="#a&amp;b">c</a>`: `<p><a href="#a&amp;b">c</a></p>`,
		`a <h1>b</h1> c`:           `<p>a </p><h2>b</h2> c<p></p>`,
	} {
		if got := strings.TrimSpace(r.Render([]byte(in)).HTML); got != want {
			t.Errorf("%s is\n%s, want\n%s", in, got, want)
		}
	}
}
