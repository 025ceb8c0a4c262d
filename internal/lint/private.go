package lint

import (
	"bytes"
	"encoding/binary"

	"bulletin/internal/diag"
)

// Private tells whether a text says what the public must not be told and nothing allows:
// numbers of persons, birth dates, marks of secrecy. It is asked of every text that is
// new, so most are told to be innocent by a glance (see [suspect]).
func Private(text []byte) bool {
	return suspect(text) && len(Published(File{Text: text})) > 0
}

// Published returns what a file that is published must not say, in the order of the
// places.
func Published(f File) diag.List {
	var found diag.List
	for _, d := range Text(f, Options{Public: true}) {
		if IsPrivate(d.Code) {
			found = append(found, d)
		}
	}
	return found
}

// IsPrivate tells whether a problem is one of those that [Published] looks for.
func IsPrivate(code diag.Code) bool { return private(code) }

// suspect looks at the digits of a text and what stands between them, and at the word mật where it may be a mark. It
// is true of every text of which [Text] tells anything private, and of few others.
func suspect(text []byte) bool {
	s := newScanner(text)
	s.public = true
	for i := 0; i < len(text); i++ {
		for i+8 <= len(text) && !nearDigits(binary.LittleEndian.Uint64(text[i:])) {
			i += 8
		}
		if i == len(text) || !isDigit(text[i]) {
			continue
		}
		if s.number(i); len(s.found) > 0 {
			return true
		}
		from := i
		for i < len(text) && isDigit(text[i]) {
			i++
		}
		if isBroken(text, from, i) {
			return true
		}
	}
	return mayBeMarked(text) || hasWide(text)
}

// nearDigits tells whether any of eight bytes is of 0x30 to 0x3f: a digit or one of six
// signs.
func nearDigits(bytes uint64) bool {
	const ones, high = 0x0101010101010101, 0x8080808080808080
	v := (bytes ^ 0x3030303030303030) & 0xf0f0f0f0f0f0f0f0 // zero where the upper half is 3
	return (v-ones)&^v&high != 0
}

// mayBeMarked tells whether the word mật stands somewhere with a capital, behind what may
// be tối, tuyệt or a label, which are all that make a mark of it (see [scanner.secrecy]).
// M is rare, and so is the word in small letters.
func mayBeMarked(text []byte) bool {
	for rest := text; ; {
		at := bytes.IndexByte(rest, 'M')
		if at < 0 {
			break
		}
		if rest = rest[at+1:]; bytes.HasPrefix(rest, []byte("ậ")) || bytes.HasPrefix(rest, []byte("Ậ")) {
			return true
		}
	}
	for _, small := range []string{"mậ", "mẬ"} {
		for from := 0; ; {
			at := bytes.Index(text[from:], []byte(small))
			if at < 0 {
				break
			}
			if at += from; mayMark(text[max(at-markMost, 0):at]) {
				return true
			}
			from = at + len(small)
		}
	}
	return false
}

// markMost is how many bytes before the word mật are looked at.
const markMost = 96

// mayMark tells whether a text ends in i or t, as tối and tuyệt do, or in a label's colon
// or bar, but for blanks and signs.
func mayMark(before []byte) bool {
	for i := len(before) - 1; i >= 0; i-- {
		switch c := before[i]; {
		case c == ':' || c == '|':
			return true
		case inWord(c):
			return c|0x20 == 'i' || c|0x20 == 't'
		}
	}
	return len(before) == markMost
}
