package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"bulletin/internal/markdown"
)

// TestProsePlaces: a link in the front matter is reported where it stands in
// the file, in whatever way YAML lets the text be written.
func TestProsePlaces(t *testing.T) {
	tests := []struct {
		name, lesson string
		want         []string // line:col of each link's address
	}{
		{"plain", "lesson: xem [a](x.md)", []string{"4:17"}},
		{"on the next line", "lesson:\n  xem [a](x.md)", []string{"5:11"}},
		{"plain, continued", "lesson: xem\n  [a](x.md)\n\n  và [b](y.md)", []string{"5:7", "7:10"}},
		{"literal", "lesson: |\n  Một.\n\n  Hai [a](x.md)\n", []string{"7:11"}},
		{"literal after blank lines", "lesson: |-\n\n   # Đầu\n\n   [a](x.md)", []string{"8:8"}},
		{"folded", "lesson: >\n  gập\n  lại [a](x.md) và\n  [b](y.md)", []string{"6:11", "7:7"}},
		{"single quotes", "lesson: 'it''s [a](x.md)\n  và [b](y.md)'", []string{"4:20", "5:10"}},
		{"double quotes", `lesson: "\"dẫn\" \u0111 \x41 \\ [a](x.md)"`, []string{"4:37"}},
		{"double quotes, continued", "lesson: \"một \\\n  hai [a](x.md)\\n[b](y.md)\"", []string{"5:11", "5:22"}},
		{"in a mapping", "sources: []\nlesson: {}\n", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, problems := read("stories/a.md", []byte("---\ntitle: T\ndate: 2020\n"+tt.lesson+"\n---\n"))
			if tt.want == nil {
				if doc != nil {
					t.Error("a mapping was taken for text")
				}
				return
			}
			if problems.HasErrors() {
				t.Fatal(problems.Err())
			}
			var got []string
			doc.EachText(func(text *markdown.Doc) {
				for _, link := range text.Links {
					got = append(got, fmt.Sprintf("%d:%d", link.Line, link.Col))
				}
			})
			if !slices.Equal(got, tt.want) {
				t.Errorf("links at %q, want %q", got, tt.want)
			}
		})
	}
	long := "---\ntitle: T\ndate: 2020\nlesson: |\n  " + strings.Repeat("[a](x.md) ", 50_000) + "\n---\n"
	if doc, problems := read("stories/a.md", []byte(long)); doc == nil {
		t.Error(problems.Err())
	}
}
