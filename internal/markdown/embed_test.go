package markdown

import (
	"strings"
	"testing"

	"bulletin/internal/diag"
)

func TestEmbed(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"<p>A &amp; b <em>c</em></p>\n", "<p>A &amp; b <em>c</em></p>\n"},
		{`<h2 id="a">A <a class="heading-anchor" href="#a">#</a></h2>`, `<h4 id="x-a">A <a class="heading-anchor" href="#x-a">#</a></h4>`},
		{`<h5>A</h5><h6>B</h6>`, `<h6>A</h6><h6>B</h6>`},
		{`<a href="../b/index.html#a">b</a><a href="#">c</a>`, `<a href="../b/index.html#a">b</a><a href="#">c</a>`},
		{`<th id="t1">A</th><td headers="t1 t2">b</td>`, `<th id="x-t1">A</th><td headers="x-t1 x-t2">b</td>`},
		{`<input id="i" disabled><label for="i">&lt;</label>`, `<input id="x-i" disabled=""><label for="x-i">&lt;</label>`},
		{"<pre><code>&lt;h2 id=\"a\"&gt;</code></pre>", "<pre><code>&lt;h2 id=\"a\"&gt;</code></pre>"},
	} {
		if got := Embed(tt.in, "x-", 2); got != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.in, got, tt.want)
		}
	}
	const text = "## A\n\nB[^1].\n\n[^1]: C\n"
	if doc := New(Options{Lang: diag.VI}).Render([]byte(text)); Embed(doc.HTML, "", 0) != doc.HTML {
		t.Error("nothing to embed, and it is changed")
	} else if two := Embed(doc.HTML, "a-", 2) + Embed(doc.HTML, "b-", 2); strings.Count(two, `id="a-`) != strings.Count(two, `id="b-`) || strings.Contains(two, "<h2") {
		t.Errorf("two of a text:\n%s", two)
	}
}

func TestPlainly(t *testing.T) {
	styles := map[string]string{"p": "margin:0", "h4": "font-size:16px"}
	for _, tt := range []struct{ in, want string }{
		{`<p class="x" id="a">A <em>b</em></p>`, `<p style="margin:0">A <em>b</em></p>`},
		{`<h4 id="a">A <a class="heading-anchor" href="#a" aria-label="b"><span aria-hidden="true">#</span></a></h4>`, `<h4 style="font-size:16px">A </h4>`},
		{`<p>A<sup><a href="#n1">1</a></sup> <a href="https://a.vn/">b</a></p>`, `<p style="margin:0">A<sup>1</sup> <a href="https://a.vn/">b</a></p>`},
		{`<p><a href="#a">2020</a> <a class="footnote-back" href="#r">↩</a>.</p>`, `<p style="margin:0">2020 .</p>`},
	} {
		if got := Plainly(tt.in, styles); got != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.in, got, tt.want)
		}
	}
}
