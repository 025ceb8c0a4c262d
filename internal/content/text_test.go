package content

import (
	"encoding/binary"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

func decompose(s string) string { return norm.NFD.String(s) }

// utf16LE is the text as Windows' Notepad saves "Unicode".
func utf16LE(s string) []byte {
	raw := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune(s)) {
		raw = binary.LittleEndian.AppendUint16(raw, unit)
	}
	return raw
}
