// Package viet knows everything Vietnamese about text: one normal form, folding
// and slugs, tone placement, alphabetical order, personal names, dates and
// numbers as an office writes them, and the fonts' encodings of before Unicode.
//
// Every function is pure: no clock, no locale of the machine, no state. Input
// may be in any Unicode normal form; text that comes out for people to read is
// NFC. Only [Collator] keeps buffers of its own and so belongs to one goroutine.
//
// The rules come from CLDR's "vi" data (order), Nghị định 30/2020/NĐ-CP (dates)
// and TCVN 5712:1993 (the VN3 table); each is cited where it is used.
package viet

import (
	"golang.org/x/text/unicode/norm"
)

// NFC returns s in Unicode normal form C, in which a Vietnamese letter with its
// marks is one character. Text already in that form is returned as it is,
// without allocation; bytes that are not UTF-8 pass through untouched.
func NFC(s string) string {
	if i := plainPrefix(s); i < len(s) {
		return norm.NFC.String(s)
	}
	return s
}

// NFCBytes is [NFC] for bytes. It returns b itself when nothing has to change.
func NFCBytes(b []byte) []byte {
	if plainPrefix(b) == len(b) || norm.NFC.IsNormal(b) {
		return b
	}
	return norm.NFC.Bytes(b)
}

// plainPrefix returns how many bytes at the start of s are certainly in normal
// form C: ASCII, the Latin blocks below U+0300 and U+1E00–1EFF, and the common
// punctuation of U+2002–203F. None of them combines with what stands before, and
// none has a canonical composition that differs from itself.
func plainPrefix[T string | []byte](s T) int {
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c < 0x80:
			i++
		case c >= 0xC2 && c <= 0xCB && i+1 < len(s):
			i += 2
		case c == 0xE1 && i+2 < len(s) && s[i+1] >= 0xB8 && s[i+1] <= 0xBB:
			i += 3
		case c == 0xE2 && i+2 < len(s) && s[i+1] == 0x80 && s[i+2] >= 0x82:
			i += 3
		default:
			return i
		}
	}
	return len(s)
}
