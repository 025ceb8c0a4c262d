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

// vniMarks returns the combining marks that character m means behind a vowel,
// both in lower case; "" when it is no mark there.
func vniMarks(vowel, m rune) string {
	const (
		grave, acute, tilde, hook, dot = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
		circumflex, breve              = "\u0302", "\u0306"
	)
	if !strings.ContainsRune("aeouyơư", vowel) {
		return ""
	}
	switch m {
	case 'ø':
		return grave
	case 'ù':
		return acute
	case 'û':
		return hook
	case 'õ':
		return tilde
	case 'ï':
		return dot
	}
	if strings.ContainsRune("aeo", vowel) {
		switch m {
		case 'â':
			return circumflex
		case 'à':
			return circumflex + grave
		case 'á':
			return circumflex + acute
		case 'å':
			return circumflex + hook
		case 'ã':
			return circumflex + tilde
		case 'ä':
			return circumflex + dot
		}
	}
	if vowel == 'a' {
		switch m {
		case 'ê':
			return breve
		case 'è':
			return breve + grave
		case 'é':
			return breve + acute
		case 'ú':
			return breve + hook
		case 'ü':
			return breve + tilde
		case 'ë':
			return breve + dot
		}
	}
	return ""
}
