package attachment

import "testing"

// TestText: what a document says is found however its program cuts it into pieces, and
// what is beside it is no text of it.
func TestText(t *testing.T) {
	for name, c := range map[string]struct{ data, want string }{
		"plain":  {"\ufeffa,0912345678\n", "a,0912345678\n"},
		"UTF-16": {"\xff\xfeM\x00\xac\x1eT\x00", "MẬT"},
		"pixels": {"\x89PNG\r\n\x1a\n\x00", ""},
		"PDF":    {"%PDF-1.7\n(0912345678)", ""},
		"SVG":    {`<svg><style>0912345678</style><text x="0912345678">09<tspan>12</tspan>345678</text><title>Sơ đồ</title></svg>`, "0912345678\nSơ đồ\n"},
		"Word": {zipped(t, "word/document.xml", `<w:p><w:r><w:t>0912</w:t></w:r><w:r><w:t>345678</w:t></w:r></w:p><w:p><w:del><w:r><w:delText>Cũ</w:delText></w:r></w:del></w:p>`,
			"word/comments.xml", "<w:comment><w:p><w:t>Hỏi</w:t></w:p></w:comment>", "word/styles.xml", "<x>no</x>", "docProps/core.xml", "<creator>A</creator>"),
			"0912345678\nCũ\nHỏi\n"},
		"Excel":            {zipped(t, "xl/sharedStrings.xml", "<si><t>Họ tên</t></si><si><t>B</t></si>", "xl/worksheets/sheet1.xml", `<c r="A1" t="s"><v>0</v></c><c><v>19090012345</v></c>`), "Họ tên\nB\n0\n19090012345\n"},
		"Excel's comments": {zipped(t, "xl/comments1.xml", "<comment><text><r><t>0912</t></r><r><t>345678</t></r></text></comment>", "xl/threadedComments/threadedComment1.xml", "<text>Hỏi</text>", "xl/styles.xml", "<x>no</x>"), "0912345678\nHỏi\n"},
		"PowerPoint":       {zipped(t, "ppt/slides/slide1.xml", "<a:p><a:r><a:t>Một</a:t></a:r></a:p>"), "Một\n"},
		"OpenDocument":     {zipped(t, "content.xml", "<text:p>Một <text:span>hai</text:span></text:p><text:p>ba</text:p>"), "Một hai\nba\n"},
		"damaged":          {zipped(t, "word/document.xml", "<w:p>Một</w:p><w:p"), "Một\n"},
		"no archive":       {"PK\x03\x04 0912345678", ""},
	} {
		if got := Text([]byte(c.data)); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
