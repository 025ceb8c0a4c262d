package markdown

import (
	"fmt"
	"testing"
)

// TestTops: headings are found where a text can be taken apart, and nowhere else.
func TestTops(t *testing.T) {
	for text, want := range map[string]string{
		`<h2 id="a">A <a href="#a">#</a></h2><p>x</p><h3 id="b">B</h3>`:                 `a "<h2 id=\"a\">A <a href=\"#a\">#</a></h2>" b "<h3 id=\"b\">B</h3>"`,
		`<blockquote><h2 id="a">A</h2></blockquote><ul><li><h2 id="b">B</h2></li></ul>`: "",
		`<p>a<br>b<img src="x" alt="<h2>"></p><hr><h2 id="a">A</h2>`:                    `a "<h2 id=\"a\">A</h2>"`,
		`</div></div><h2>không</h2><h2 id="a">A</h2>`:                                   `a "<h2 id=\"a\">A</h2>"`,
		`<pre>&lt;h2 id="a"&gt;</pre><!-- <h2 id="c"></h2> --><div><h2 id="b">B</h2>`:   "",
		"": "",
	} {
		got := ""
		for _, top := range Tops(text) {
			got += fmt.Sprintf(" %s %q", top.ID, text[top.Begin:top.End])
		}
		if want != "" {
			want = " " + want
		}
		if got != want {
			t.Errorf("%s:\n got%s\nwant%s", text, got, want)
		}
	}
}
