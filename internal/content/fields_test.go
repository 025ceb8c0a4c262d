package content

import (
	"strings"
	"testing"

	"bulletin/internal/award"
	"bulletin/internal/markdown"
	"bulletin/internal/source"
)

// TestFieldsAreHiddenLineForLine: what judges the public text sees neither the fields nor
// their names; where a name is spelt otherwise than its key, it sees all.
func TestFieldsAreHiddenLineForLine(t *testing.T) {
	for _, tt := range []struct{ text, gone, stays string }{
		{"---\ntitle: T\nchair: KÍN\nplaces:\n- KÍN hai\n- KÍN ba\ndate: 2020\ninternal_fields: [chair, places]\n---\nThân.\n", "KÍN chair internal", "title date Thân."},
		{"---\nTrường nội bộ:\n  - \"chair\"\n  - places\nchair: |\n  KÍN\n\n  KÍN\nplaces: [KÍN,\n  KÍN]\n---\nThân.\n", "KÍN chair", "Thân."},
		{"---\nchair: KÍN\ninternal_fields: [Chủ trì]\n---\nThân.\n", "", "KÍN Thân."},
		{"---\nchair: KÍN\ninternal_fields: [chair\n---\nThân.\n", "KÍN", "Thân."},
		{"---\nchair: HỞ\n---\ninternal_fields: [chair]\n", "", "HỞ internal_fields"},
	} {
		shown := string(ToPublic([]byte(tt.text)))
		if strings.Count(shown, "\n") != strings.Count(tt.text, "\n") {
			t.Errorf("%q has other lines: %q", tt.text, shown)
		}
		for word := range strings.FieldsSeq(tt.gone) {
			if strings.Contains(shown, word) {
				t.Errorf("%q still says %q: %q", tt.text, word, shown)
			}
		}
		for word := range strings.FieldsSeq(tt.stays) {
			if !strings.Contains(shown, word) {
				t.Errorf("%q lacks %q: %q", tt.text, word, shown)
			}
		}
	}
}

// TestPublicSourceHasNoInternalFields: nor has the text of a public bag; it is refused
// where they cannot be taken out with certainty.
func TestPublicSourceHasNoInternalFields(t *testing.T) {
	p := NewParser(markdown.Options{}, "content/", award.Builtin())
	good := "---\ntitle: T\ndate: 2020-03-05\nmeeting_kind: regular\nchair: KÍN\ninternal_fields: [chair]\n---\nThân.\n"
	text, problems := p.Public(source.File{Path: "meetings/a.md", Text: []byte(good)})
	if problems.HasErrors() || strings.Contains(string(text), "KÍN") || strings.Contains(string(text), "internal_fields") || !strings.Contains(string(text), "Thân.") {
		t.Errorf("%q %v", text, problems)
	}
	odd := strings.Replace(good, "[chair]", "[Chủ trì]", 1)
	if text, problems := p.Public(source.File{Path: "meetings/a.md", Text: []byte(odd)}); !problems.HasErrors() {
		t.Errorf("%q is given out", text)
	}
}
