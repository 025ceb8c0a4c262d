package markdown

import "testing"

func TestPlainText(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"<p>Một hai ba bốn năm sáu.</p>\n<p>Bảy &amp; tám</p>\n", "Một hai ba bốn năm\nsáu.\n\nBảy & tám\n"},
		{"<p>Trước</p>\n<ul>\n<li>một hai ba bốn năm</li>\n<li><p>hai</p></li>\n</ul>\n<p>Sau</p>", "Trước\n\n- một hai ba bốn năm\n- hai\n\nSau\n"},
		{"<ul><li>một hai ba bốn năm sáu bảy</li></ul>", "- một hai ba bốn năm\n  sáu bảy\n"},
		{`<p>Xem <a href="https://a.vn/b">bài</a>, <a href="https://a.vn/">https://a.vn/</a></p>`, "Xem bài\n(https://a.vn/b),\nhttps://a.vn/\n"},
		{"<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table><p>C</p>", "A | B\n1 | 2\n\nC\n"},
		{"<p>Một<br>\nhai</p>", "Một\nhai\n"},
		{"<ol start=\"9\"><li>một<ul><li>hai ba bốn năm sáu</li></ul></li><li>bảy</li></ol><p>C</p>", "9. một\n   - hai ba bốn năm\n     sáu\n10. bảy\n\nC\n"},
		{"<ul><li><p>một</p><p>hai</p></li></ul>", "- một\n  hai\n"},
		{"<pre><code>a  b\n  c\n</code></pre><p>D</p>", "  a  b\n    c\n\nD\n"},
		{"<dl><dt>A</dt><dd>một</dd><dt>B</dt><dd>hai</dd></dl><p>C</p>", "A\n  một\nB\n  hai\n\nC\n"},
		{"<p>A:</p><blockquote><p>một</p></blockquote><p>B</p>", "A:\n\n  một\n\nB\n"},
		{"<style>a{}</style><script>b()</script><p>C</p>", "C\n"},
		{"<figure><img src=\"a\"><figcaption>Ảnh</figcaption></figure><p>C</p>", "Ảnh\n\nC\n"},
	} {
		if got := PlainText(tt.in, 20); got != tt.want {
			t.Errorf("%s\ngot  %q\nwant %q", tt.in, got, tt.want)
		}
	}
}
