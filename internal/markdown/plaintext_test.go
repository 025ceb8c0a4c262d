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
	} {
		if got := PlainText(tt.in, 20); got != tt.want {
			t.Errorf("%s\ngot  %q\nwant %q", tt.in, got, tt.want)
		}
	}
}
