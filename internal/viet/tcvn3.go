package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The letters of TCVN3 (ABC) by byte, A1–FE, from TCVN 5712:1993, VN3; a space
// where the standard has none. Capitals with a tone do not exist: fonts in
// capitals (.VnTimeH) draw them for the lower-case bytes.
const tcvn3Letters = "" +
	"ĂÂÊÔƠƯĐăâêôơưđ " + // A1–AF: AD, ư, is the soft hyphen of Latin-1
	"     àảãáạ ằẳẵắ " + // B0–BF
	"      ặầẩẫấậè ẻẽ" + // C0–CF
	"éẹềểễếệìỉ   ĩíịò" + // D0–DF
	" ỏõóọồổỗốộờởỡớợù" + // E0–EF
	" ủũúụừửữứựỳỷỹýỵ" //   F0–FE

// tcvn3Letter returns the letter that a TCVN3 font draws for a Latin-1 character.
func tcvn3Letter(r rune) (rune, bool) {
	if r < 0xA1 || r > 0xFE {
		return r, false
	}
	n := rune(0xA1)
	for _, letter := range tcvn3Letters {
		if n == r {
			return letter, letter != ' '
		}
		n++
	}
	return r, false
}

// DecodeTCVN3 converts text that was typed with a TCVN3 (ABC) font and decoded as
// Western European: "Th¸i Nguyªn" gives "Thái Nguyên". Convert before cleaning:
// the soft hyphen is ư. Characters that the fonts do not have stay.
//
// A capital with a tone has the byte of the small letter. A word whose other
// letters are capitals, two or more of them, is taken for one set in capitals:
// "§¶NG" gives "ĐẢNG", but "Y TÕ" gives "Y Tế", since nothing in it tells.
func DecodeTCVN3(s string) string {
	if isASCII(s) {
		return s
	}
	var out strings.Builder
	out.Grow(len(s) + len(s)/4)
	for len(s) > 0 {
		end := strings.IndexFunc(s, func(r rune) bool { return r < utf8.RuneSelf && !unicode.IsLetter(r) })
		if end < 0 {
			end = len(s)
		}
		decodeTCVN3Word(&out, s[:end])
		s = s[end:]
		if s != "" {
			out.WriteByte(s[0])
			s = s[1:]
		}
	}
	return NFC(out.String())
}

// DecodeTCVN3Bytes is [DecodeTCVN3] for the bytes of an old file.
func DecodeTCVN3Bytes(b []byte) string {
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = rune(c)
	}
	return DecodeTCVN3(string(runes))
}

func decodeTCVN3Word(out *strings.Builder, word string) {
	capital := inCapitals(word)
	for _, r := range word {
		letter, ok := tcvn3Letter(r)
		if ok && capital {
			letter = unicode.ToUpper(letter)
		}
		out.WriteRune(letter)
	}
}

// inCapitals tells a word with two sure capitals or more and no sure small
// letter. The bytes of toned letters are sure of neither.
func inCapitals(word string) bool {
	capitals := 0
	for _, r := range word {
		letter, ok := tcvn3Letter(r)
		switch {
		case ok && unicode.IsUpper(letter), !ok && unicode.IsUpper(r):
			capitals++
		case !ok && unicode.IsLower(r), ok && r >= 0xA8 && r <= 0xAE: // ă … đ have capitals of their own
			return false
		}
	}
	return capitals >= 2
}
