package content

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"bulletin/internal/award"
	"bulletin/internal/markdown"
	"bulletin/internal/source"
)

func TestShown(t *testing.T) {
	for _, tt := range []struct{ text, public, inside, faults string }{
		{"a\nb\n", "a\nb\n", "a\nb\n", ""},
		{"a\n:::internal\nb\n:::\nc\n", "a\n\n\n\nc\n", "a\n\nb\n\nc\n", ""},
		{"a\r\n::: Nội bộ\r\nb\r\n:::::\r\nc", "a\r\n\r\n\r\n\r\nc", "a\r\n\r\nb\r\n\r\nc", ""},
		{"```\n:::internal\n```\nb\n", "```\n\n\n\n", "```\n\n```\nb\n", "2 internal-unclosed"},
		{":::internal\n```\n:::\n```\nb\n:::\nc\n", "\n\n\n```\nb\n\n\n", "\n```\n\n```\nb\n\nc\n", "6 internal-fence"},
		{"a ::: b\n", "\n", "\n", "1 internal-fence"},
		{"a :: b\n::\n", "a :: b\n::\n", "a :: b\n::\n", ""},
		{"：：：internal\nb\n：：：\n", "\n\n\n", "\nb\n：：：\n", "1 internal-fence"},
		{"::internal\nb\n::\n", "\n\n\n", "\nb\n::\n", "1 internal-fence"},
		{";;;Nội bộ\nb\n", "\n\n", "\nb\n", "1 internal-fence"},
		{"<!-- :::internal -->\nb\n", "\n\n", "\nb\n", "1 internal-fence"},
		{"\u200b:::internal\nb\n:::\n", "\n\n\n", "\nb\n\n", "1 internal-fence"},
		{"a :::internal b :::\nc\n", "\n\n", "\nc\n", "1 internal-fence"},
		{"a\n:::internal\nb\n", "a\n\n\n", "a\n\nb\n", "2 internal-unclosed"},
		{":::interal\nb\n:::\nc\n", "\n\n\nc\n", "\nb\n\nc\n", "1 internal-fence"},
		{"a\n:::\nb\n", "a\n\n\n", "a\n\nb\n", "2 internal-fence"},
		{":::internal\nb\n:::internal\nc\n:::\nd\n", "\n\n\n\n\nd\n", "\nb\n\nc\n\nd\n", "3 internal-fence"},
		{"- a\n- :::internal\n  b\n", "- a\n\n\n", "- a\n\n  b\n", "2 internal-fence"},
		{"> :::internal b\n> c\n", "\n\n", "\n> c\n", "1 internal-fence"},
		{"        :::internal\nb\n", "\n\n", "\nb\n", "1 internal-fence"},
	} {
		for _, inside := range []bool{false, true} {
			shown, faults := Shown([]byte(tt.text), inside)
			want := map[bool]string{false: tt.public, true: tt.inside}[inside]
			if string(shown) != want {
				t.Errorf("%q, inside %t: %q, want %q", tt.text, inside, shown, want)
			}
			var got []string
			for _, f := range faults {
				got = append(got, fmt.Sprint(f.Line, " ", f.Code))
			}
			if got := strings.Join(got, ", "); got != tt.faults {
				t.Errorf("%q: %q, want %q", tt.text, got, tt.faults)
			}
		}
	}
}

// TestShownHidesOrTells: whatever is written around an internal part, it is not shown, or
// there is a fault; lines keep their numbers.
func TestShownHidesOrTells(t *testing.T) {
	line := rapid.SampledFrom([]string{"chữ", "", ":::", ":::internal", ":::inter", "```", "~~~~", "- :::", "    mã", "> trích", "<!-- ghi chú", "-->"})
	rapid.Check(t, func(t *rapid.T) {
		before, after := rapid.SliceOfN(line, 0, 6).Draw(t, "before"), rapid.SliceOfN(line, 0, 6).Draw(t, "after")
		all := append(append(before, ":::internal", "KÍN", ":::"), after...)
		text := strings.Join(all, "\n")
		shown, faults := Shown([]byte(text), false)
		if strings.Count(string(shown), "\n") != len(all)-1 {
			t.Fatalf("lines are lost: %q", shown)
		}
		if strings.Contains(string(shown), "KÍN") && len(faults) == 0 {
			t.Fatalf("it is shown: %q", shown)
		}
	})
}

// TestHiddenInFrontMatter: parts are for the texts of a front matter; elsewhere the signs
// are an error, and nothing that is published is kept from who judges it.
func TestHiddenInFrontMatter(t *testing.T) {
	const tail = "---\nGọi 0912345678.\n"
	for name, tt := range map[string]struct {
		keys, want string
		hides      bool
	}{
		"text":          {"editor_note: |\n  Mở.\n\n  :::internal\n  KÍN\n  :::\n", "", true},
		"far in":        {"editor_note: |\n      Mở.\n\n      :::internal\n      KÍN\n      :::\n", "", true},
		"quoted":        {"editor_note: \"Mở.\\n\\n:::internal\\nKÍN\\n:::\\n\"\n", "", false},
		"folded":        {"editor_note: >\n  Mở.\n  :::internal\n  KÍN\n  :::\n", "internal-fence", true},
		"summary":       {"summary: |\n  Mở.\n  :::internal\n  KÍN\n  :::\n", "internal-value", true},
		"comment":       {"# :::internal\nsummary: KÍN\n# :::\n", "internal-value", false},
		"tag":           {"tags:\n  - :::x\n", "internal-value", false},
		"not closed":    {"editor_note: |\n  Mở.\n  :::internal\n  KÍN\n", "internal-fence internal-unclosed", false},
		"without parts": {"editor_note: Mở.\n", "", false},
	} {
		text := "---\ntitle: T\ndate: 2020-07-01\n" + tt.keys + tail
		p := NewParser(markdown.Options{}, "content/", award.Builtin())
		doc, problems := p.Read(source.File{Path: "news/a.md", Text: []byte(text)})
		var got []string
		for _, d := range problems {
			got = append(got, string(d.Code))
		}
		if told := strings.Join(got, " "); told != tt.want && !(tt.want != "" && strings.Contains(tt.want, told) && told != "") {
			t.Errorf("%s: %q, want %q", name, told, tt.want)
		}
		if !doc.Head().Private {
			t.Errorf("%s: the number of the body is not seen", name)
		}
		if public := ToPublic([]byte(text)); bytes.Count(public, []byte("\n")) != strings.Count(text, "\n") || tt.hides == bytes.Contains(public, []byte("KÍN")) && strings.Contains(text, "KÍN") {
			t.Errorf("%s: %q", name, public)
		}
		if source, problems := p.Public(source.File{Path: "news/a.md", Text: []byte(text)}); bytes.Contains(source, []byte("KÍN")) && !problems.HasErrors() {
			t.Errorf("%s: the source for the public tells it: %q", name, source)
		}
	}
}
