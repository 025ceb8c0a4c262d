package viet

import (
	"strings"
	"unicode"
)

// DecodeVNI converts text that was typed with a VNI font (VNI-Times, the Windows
// encoding) and decoded as Western European: "Ñaûng vieân" gives "Đảng viên". VNI
// writes a vowel and behind it a character for its marks; what is not such a pair
// and not one of its single letters stays.
func DecodeVNI(s string) string {
	if isASCII(s) {
		return s
	}
	runes := []rune(s)
	out := make([]rune, 0, len(runes)+8)
	for i := 0; i < len(runes); i++ {
		base := vniLetter(runes[i])
		out = append(out, base)
		if i+1 == len(runes) {
			break
		}
		if marks := vniMarks(unicode.ToLower(base), unicode.ToLower(runes[i+1])); marks != "" {
			out = append(out, []rune(marks)...)
			i++
		}
	}
	return NFC(string(out))
}

// vniLetter returns the letter of a character that stands alone.
func vniLetter(r rune) rune {
	switch r {
	case 'ñ':
		return 'đ'
	case 'ö':
		return 'ư'
	case 'ô':
		return 'ơ'
	case 'æ':
		return 'ỉ'
	case 'ó':
		return 'ĩ'
	case 'ò':
		return 'ị'
	case 'î':
		return 'ỵ'
	case 'Ñ', 'Ö', 'Ô', 'Æ', 'Ó', 'Ò', 'Î':
		return unicode.ToUpper(vniLetter(unicode.ToLower(r)))
	}
	return r
}

// The characters that VNI puts behind a vowel, in lower case, in the order of
// the marks they mean: a tone, or a circumflex or breve with or without one.
const (
	vniTones        = "øùûõï"
	vniCircumflexes = "âàáåãä"
	vniBreves       = "êèéúüë"
	tonesInOrder    = "\u0300\u0301\u0309\u0303\u0323" // grave, acute, hook, tilde, dot
	circumflex      = "\u0302"
	breve           = "\u0306"
)

// vniMarks returns the combining marks that character m means behind a vowel,
// both in lower case; "" when it is no mark there.
func vniMarks(vowel, m rune) string {
	if n := runeIndex(vniTones, m); n >= 0 && strings.ContainsRune("aeouyơư", vowel) {
		return toneMark(n)
	}
	if n := runeIndex(vniCircumflexes, m); n >= 0 && strings.ContainsRune("aeo", vowel) {
		return circumflex + toneMark(n-1)
	}
	if n := runeIndex(vniBreves, m); n >= 0 && vowel == 'a' {
		return breve + toneMark(n-1)
	}
	return ""
}

// toneMark returns the n-th tone of tonesInOrder, "" for n = -1: no tone.
func toneMark(n int) string {
	if n < 0 {
		return ""
	}
	return string([]rune(tonesInOrder)[n])
}

// runeIndex counts in characters, unlike strings.IndexRune; -1 when absent.
func runeIndex(s string, r rune) int {
	n := 0
	for _, c := range s {
		if c == r {
			return n
		}
		n++
	}
	return -1
}
