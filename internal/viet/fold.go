package viet

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold returns s for comparison without regard to case and diacritics: lower
// case, marks stripped, đ (and ð, typed for it) as d. "ĐẢNG VIÊN" and "đảng
// viên" give "dang vien". Search and did-you-mean use it; it is never shown.
//
// It is idempotent, does not depend on the input's normal form, and a script
// gets the same from
//
//	s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[đð]/g, "d").normalize("NFC")
//
// for everything a Vietnamese text holds. Invalid bytes become U+FFFD.
func Fold(s string) string {
	i := 0
	for i < len(s) && s[i] < utf8.RuneSelf && (s[i] < 'A' || s[i] > 'Z') {
		i++
	}
	if i == len(s) {
		return s
	}
	var short [128]byte
	return string(AppendFold(short[:0], s))
}

// AppendFold appends [Fold] of s to dst, for callers that fold a whole site.
func AppendFold(dst []byte, s string) []byte {
	start := len(dst)
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			dst = append(dst, lowerASCII(c))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if base, ok := baseOf(r); ok {
			dst = append(dst, base)
		} else if isPlainSymbol(r) {
			dst = append(dst, s[i:i+size]...)
		} else if r < 0x300 || r > 0x36F {
			return appendFoldAny(dst[:start], s)
		}
		i += size
	}
	return dst
}

// isPlainSymbol tells the symbols and punctuation that folding leaves alone:
// Latin-1's, and the dashes, quotes and dots of U+2002–203F.
func isPlainSymbol(r rune) bool {
	return r >= 0x80 && r < 0xC0 || r >= 0x2002 && r < 0x2040
}

// appendFoldAny folds text of any script by the definition itself. Marks are
// Unicode's category M. Recomposing at the end keeps Hangul in syllables.
func appendFoldAny(dst []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = string([]rune(s)) // norm may leave a letter behind a stray byte as it is
	}
	var out []byte
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.M, r):
		case r == 'đ', r == 'Đ', r == 'ð', r == 'Ð':
			out = append(out, 'd')
		default:
			out = utf8.AppendRune(out, unicode.ToLower(r))
		}
	}
	return append(dst, norm.NFC.Bytes(out)...)
}
