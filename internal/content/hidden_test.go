package content

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestShown(t *testing.T) {
	for _, tt := range []struct{ text, public, inside, faults string }{
		{"a\nb\n", "a\nb\n", "a\nb\n", ""},
		{"a\n:::internal\nb\n:::\nc\n", "a\n\n\n\nc\n", "a\n\nb\n\nc\n", ""},
		{"a\r\n::: Nội bộ\r\nb\r\n:::::\r\nc", "a\r\n\r\n\r\n\r\nc", "a\r\n\r\nb\r\n\r\nc", ""},
		{"```\n:::internal\n```\nb\n", "```\n\n\n\n", "```\n\n```\nb\n", "2 internal-unclosed"},
		{":::internal\n```\n:::\n```\nb\n:::\nc\n", "\n\n\n```\nb\n\n\n", "\n```\n\n```\nb\n\nc\n", "6 internal-fence"},
		{"a ::: b\n", "a ::: b\n", "a ::: b\n", ""},
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
