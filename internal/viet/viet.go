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
	if Plain(s) {
		return s
	}
	return norm.NFC.String(s)
}

// NFCBytes is [NFC] for bytes. It returns b itself when nothing has to change.
func NFCBytes(b []byte) []byte {
	if Plain(b) || norm.NFC.IsNormal(b) {
		return b
	}
	return norm.NFC.Bytes(b)
}
