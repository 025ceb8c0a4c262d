package diag

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// TestExcerpt: however long the line, the caret stands under its character and
// what is shown fits a terminal.
func TestExcerpt(t *testing.T) {
	for _, length := range []int{1, 99, 100, 101, 150, 250, 401, 2000} {
		line := []rune(strings.Repeat("ă", length))
		for col := 1; col <= length; col++ {
			line[col-1] = 'x'
			shown, at := excerpt(string(line), col)
			line[col-1] = 'ă'
			if got := []rune(shown); at < 0 || at >= len(got) || got[at] != 'x' {
				t.Fatalf("length %d, column %d: the caret is at %d of %q", length, col, at, shown)
			}
			if n := utf8.RuneCountInString(shown); n > excerptWidth+2 {
				t.Fatalf("length %d, column %d: %d characters are shown", length, col, n)
			}
		}
	}
	if shown, at := excerpt("tiêu đề", 8); shown != "tiêu đề" || at != 7 {
		t.Errorf("past the end: %q, %d", shown, at)
	}
}

// TestArguments: what an argument says is shown, never read.
func TestArguments(t *testing.T) {
	d := Diagnostic{Code: "unknown-key-near", Args: []any{"a{1}\x1b[31m\u200b", "title"}}
	if got, want := d.Message(EN), "there is no key “a{1}‹U+001B›[31m‹U+200B›”"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
