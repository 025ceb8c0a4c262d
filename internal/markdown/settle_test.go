package markdown

import "testing"

// TestTextLikeSlot: titles and descriptions that look like the mark of a slot are text.
func TestTextLikeSlot(t *testing.T) {
	r := New(Options{Unsafe: true})
	for _, tt := range []struct {
		in, want string
		links    int
	}{
		{`[a](b.md "slot:7")`, "<p><a href=\"\" title=\"slot:7\">a</a></p>\n", 1},
		{`![slot:7](b.png)`, "<figure>\n<img alt=\"slot:7\" loading=\"lazy\" decoding=\"async\">\n</figure>\n", 1},
		{`<b title="slot:0">a</b> [b](c.md)`, "<p><b title=\"slot:0\">a</b> <a href=\"\">b</a></p>\n", 1},
		{`<b title=" href=&quot;slot:0&quot;">a</b> <i title="slot:x">b</i>`, "<p><b title=\" href=&#34;slot:0&#34;\">a</b> <i title=\"slot:x\">b</i></p>\n", 0},
	} {
		if doc := r.Render([]byte(tt.in)); doc.HTML != tt.want || len(doc.Links) != tt.links {
			t.Errorf("%s:\n%s with %d links, want\n%s with %d", tt.in, doc.HTML, len(doc.Links), tt.want, tt.links)
		}
	}
}
