package theme

import (
	"regexp"
	"testing"

	"pgregory.net/rapid"
)

// cssPattern is what nextRef finds, as a regular expression, which takes longer.
var cssPattern = regexp.MustCompile(`/\*(?s:.*?)\*/|@import\b([^;]*);|url\(\s*(?:"([^"]*)"|'([^']*)'|([^"')\s]+))\s*\)`)

// TestNextRef holds the references that are found to a regular expression.
func TestNextRef(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := []string{"/*", "*/", "@import", " ", "\n", "x", ";", "url(", `"`, "'", ")", "a.css", "đ", "/", "*", "_"}
		src := ""
		for _, part := range rapid.SliceOf(rapid.SampledFrom(parts)).Draw(t, "parts") {
			src += part
		}
		at := 0
		for _, m := range cssPattern.FindAllStringSubmatchIndex(src, -1) {
			want := cssRef{start: m[0], end: m[1], isImport: m[2] >= 0}
			for g := 2; g < len(m); g += 2 {
				if m[g] >= 0 {
					want.from, want.to = m[g], m[g+1]
				}
			}
			if want.to == 0 {
				continue // a comment
			}
			got, ok := nextRef(src, at)
			if !ok || got != want {
				t.Fatalf("%q from %d: got %+v, want %+v", src, at, got, want)
			}
			at = got.end
		}
		if got, ok := nextRef(src, at); ok {
			t.Fatalf("%q from %d: got %+v, want none", src, at, got)
		}
	})
}
