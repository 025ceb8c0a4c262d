package viet

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// toneMarks are the five combining tone marks: grave, acute, tilde, hook, dot below.
const toneMarks = "\u0300\u0301\u0303\u0309\u0323"

// WithoutTones removes the tones and keeps the letters of the alphabet: Ủ gives
// U, Ấ gives Â, Ặ gives Ă, and Đ stays.
func WithoutTones(s string) string {
	plain := strings.Map(func(r rune) rune {
		if strings.ContainsRune(toneMarks, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
	return norm.NFC.String(plain)
}
