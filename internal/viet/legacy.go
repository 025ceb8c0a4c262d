package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// The encodings of before Unicode, as [GuessLegacy] names them. In old files the
// font made the letters: .VnTime and its family for TCVN3, VNI-Times for VNI.
const (
	TCVN3 = "TCVN3"
	VNI   = "VNI"
)

// DecodeWindows1258 converts bytes in Microsoft's Vietnamese code page, which
// writes most tones as separate marks, to NFC text. Undefined bytes become U+FFFD.
func DecodeWindows1258(b []byte) string {
	runes := make([]rune, len(b))
	for i, c := range b {
		runes[i] = charmap.Windows1258.DecodeByte(c)
	}
	return NFC(string(runes))
}

// GuessLegacy tells whether s, text that was decoded as if it were Western
// European, looks as if it had been typed with a TCVN3 or a VNI font; name is
// then [TCVN3] or [VNI]. It only supports a proposal: the answer is never
// certain ("Chi bé" is Chi bộ in TCVN3 and good Unicode too, so it is not
// flagged), and text must not be converted without a person's consent. Ask for
// one line or paragraph at a time, before anything is cleaned: TCVN3's ư is the
// soft hyphen.
//
// A word speaks for an encoding when it is no Vietnamese syllable as it stands
// and becomes one when decoded. Words that are syllables already, or that no
// encoding explains, speak against; letters beyond Latin-1 cannot come from an
// old font at all and do so too.
func GuessLegacy(s string) (name string, ok bool) {
	var tcvn3, vni, against int
	for word := range strings.FieldsFuncSeq(s, notInLegacyWord) {
		if isASCII(word) {
			continue
		}
		if unicodeOnly(word) {
			against++
			continue
		}
		if IsSyllable(word) {
			continue // says nothing: bé is a word in both
		}
		asTCVN3, asVNI := IsSyllable(DecodeTCVN3(word)), IsSyllable(DecodeVNI(word))
		if asTCVN3 {
			tcvn3++
		}
		if asVNI {
			vni++
		}
		if !asTCVN3 && !asVNI {
			against++
		}
	}
	best := max(tcvn3, vni)
	if best <= 2*against {
		return "", false
	}
	if vni > tcvn3 {
		return VNI, true
	}
	return TCVN3, true
}

// notInLegacyWord parts words. The symbols of Latin-1 stay inside, because they
// are letters of TCVN3 (¸ is á, ® is đ); only the no-break space is none.
func notInLegacyWord(r rune) bool {
	if r < utf8.RuneSelf {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
	}
	return r == 0xA0 || r > 0xFF && !unicode.IsLetter(r) && !unicode.Is(unicode.M, r)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// unicodeOnly tells a word with a character that no old font could produce.
func unicodeOnly(word string) bool {
	for _, r := range word {
		if r > 0xFF {
			return true
		}
	}
	return false
}
