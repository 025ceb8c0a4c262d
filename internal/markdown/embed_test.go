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
