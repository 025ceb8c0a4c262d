package source

import (
	"bytes"
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// problem is why a text cannot be decoded, and where.
type problem struct {
	code      diag.Code
	args      []any
	line, col int
	text      string
}

var (
	bomUTF8    = []byte{0xEF, 0xBB, 0xBF}
	bomUTF32LE = []byte{0xFF, 0xFE, 0, 0} // looks like UTF-16 at first
	bomUTF32BE = []byte{0, 0, 0xFE, 0xFF}
	bomUTF16LE = []byte{0xFF, 0xFE}
	bomUTF16BE = []byte{0xFE, 0xFF}
)

// Decode turns the bytes of a text file into UTF-8 in NFC with lines ending in
// \n. UTF-8 (with or without byte order mark) and UTF-16 (with byte order mark,
// or without one when every other byte of its beginning is zero) are understood;
// anything else, and any control character, is refused with its place.
func Decode(raw []byte) ([]byte, *problem) {
	if viet.Plain(raw) { // as most texts are: there is nothing to decode
		return raw, nil
	}
	text, p := decode(raw)
	if p != nil {
		return nil, p
	}
	return viet.NFCBytes(text), nil
}

// Unnormalised is the text that [Decode] reads before it is turned to NFC, for
// telling an author what was done to it; nil when it cannot be decoded. It may
// be part of raw.
func Unnormalised(raw []byte) []byte {
	text, p := decode(raw)
	if p != nil {
		return nil
	}
	return text
}

func decode(raw []byte) ([]byte, *problem) {
	text := raw
	switch {
	case bytes.HasPrefix(raw, bomUTF32LE) || bytes.HasPrefix(raw, bomUTF32BE):
		return nil, at(raw, 0, "undecodable")
	case bytes.HasPrefix(raw, bomUTF8):
		text = raw[len(bomUTF8):]
	case bytes.HasPrefix(raw, bomUTF16LE):
		return decode16(raw[2:], binary.LittleEndian)
	case bytes.HasPrefix(raw, bomUTF16BE):
		return decode16(raw[2:], binary.BigEndian)
	case len(raw) >= 4 && raw[0] != 0 && raw[1] == 0 && raw[2] != 0 && raw[3] == 0:
		return decode16(raw, binary.LittleEndian)
	case len(raw) >= 4 && raw[0] == 0 && raw[1] != 0 && raw[2] == 0 && raw[3] != 0:
		return decode16(raw, binary.BigEndian)
	}
	return check(text)
}

// decode16 decodes UTF-16 (RFC 2781); an odd length or a lone surrogate is an error.
func decode16(raw []byte, order binary.ByteOrder) ([]byte, *problem) {
	text := make([]byte, 0, len(raw))
	for i := 0; i < len(raw); i += 2 {
		if i+1 == len(raw) {
			return nil, at(text, len(text), "undecodable")
		}
		r := rune(order.Uint16(raw[i:]))
		if utf16.IsSurrogate(r) {
			if i+3 >= len(raw) {
				return nil, at(text, len(text), "undecodable")
			}
			r = utf16.DecodeRune(r, rune(order.Uint16(raw[i+2:])))
			if r == utf8.RuneError {
				return nil, at(text, len(text), "undecodable")
			}
			i += 2
		}
		text = utf8.AppendRune(text, r)
	}
	return check(text)
}

// check refuses what no text holds, and ends every line in \n.
func check(text []byte) ([]byte, *problem) {
	if bytes.IndexByte(text, '\r') >= 0 {
		text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
		text = bytes.ReplaceAll(text, []byte("\r"), []byte("\n"))
	}
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			if (c < ' ' && c != '\n' && c != '\t' && c != '\f') || c == 0x7f {
				return nil, at(text, i, "control-character", int(c))
			}
			i++
			continue
		}
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			return nil, at(text, i, "undecodable")
		}
		if r >= 0x80 && r < 0xa0 && r != 0x85 {
			return nil, at(text, i, "control-character", int(r))
		}
		i += size
	}
	return text, nil
}

// at describes a problem at a byte offset.
func at(text []byte, offset int, code diag.Code, args ...any) *problem {
	start := bytes.LastIndexByte(text[:offset], '\n') + 1
	line := text[start:]
	if end := bytes.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	return &problem{
		code: code, args: args,
		line: bytes.Count(text[:start], []byte{'\n'}) + 1,
		col:  utf8.RuneCount(text[start:offset]) + 1,
		text: string(bytes.ToValidUTF8(line, []byte("�"))),
	}
}
