package viet

import (
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TestPlain: the characters that are said to be plain are, alone and behind a letter
// that they could combine with; and they are in normal form, and seen.
func TestPlain(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		s := "a" + string(r) + "o"
		want := r == '\t' || r == '\n' || r >= ' ' && r <= '~' || r >= 0xa0 && r <= 0x2ff || r >= 0x1e00 && r <= 0x1eff ||
			r >= 0x2002 && r <= 0x203f && r != 0x2028 && r != 0x2029
		if got := Plain(s); got != want {
			t.Errorf("Plain(%+q) = %v", s, got)
		}
		if want && (!norm.NFC.IsNormalString(s) || unicode.IsControl(r) && r != '\t' && r != '\n') {
			t.Errorf("%U is not plain", r)
		}
	}
}

// TestPlainIsUTF8: no bytes are plain that are no characters, wherever they are cut.
func TestPlainIsUTF8(t *testing.T) {
	edges := []byte{'a', '\n', 0x7f, 0x80, 0x81, 0x82, 0x9f, 0xa0, 0xa7, 0xa8, 0xaa, 0xb7, 0xb8, 0xbb, 0xbc, 0xbf, 0xc0, 0xc1, 0xc2, 0xc3, 0xcb, 0xcc, 0xe0, 0xe1, 0xe2, 0xe3, 0xff}
	var all func(b []byte)
	all = func(b []byte) {
		if Plain(b) && !utf8.Valid(b) {
			t.Errorf("%+q is plain", b)
		}
		if len(b) < 4 {
			for _, c := range edges {
				all(append(b, c))
			}
		}
	}
	all(nil)
}

func BenchmarkPlain(b *testing.B) {
	b.SetBytes(int64(len(sample)))
	for b.Loop() {
		if !Plain(sample) {
			b.Fatal("the sample is not plain")
		}
	}
}
