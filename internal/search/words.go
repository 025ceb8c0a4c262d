package search

import (
	"unicode"
	"unicode/utf8"
)

// words takes a text apart into syllables.
type words struct {
	rest     string
	syllable []byte // lower case
	apart    bool   // it does not belong to the one before: a sentence or a part of one ended
}

func (w *words) reset(text string) { w.rest = text }

// next goes to the next syllable: a row of letters, their marks and digits.
func (w *words) next() bool {
	w.apart = false
	text, i := w.rest, 0
	for i < len(text) {
		r, size := runeAt(text, i)
		if isWord(r) {
			break
		}
		w.apart = w.apart || parts(r)
		i += size
	}
	if i == 1 { // "1.000"
		w.apart = false
	}
	w.syllable = w.syllable[:0]
	for i < len(text) {
		r, size := runeAt(text, i)
		if !isWord(r) {
			break
		}
		if r < utf8.RuneSelf {
			w.syllable = append(w.syllable, lower[r])
		} else {
			w.syllable = utf8.AppendRune(w.syllable, unicode.ToLower(r))
		}
		i += size
	}
	w.rest = text[i:]
	return len(w.syllable) > 0
}

// runeAt is the character at an offset, and its size in bytes.
func runeAt(text string, i int) (rune, int) {
	if c := text[i]; c < utf8.RuneSelf {
		return rune(c), 1
	}
	return utf8.DecodeRuneInString(text[i:])
}

// lower is each ASCII letter or digit in lower case; 0 for what is neither.
var lower = func() (table [utf8.RuneSelf]byte) {
	for c := range table {
		switch {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
			table[c] = byte(c)
		case c >= 'A' && c <= 'Z':
			table[c] = byte(c) + 'a' - 'A'
		}
	}
	return table
}()

// parts tells whether what stands before and behind a character is not read together.
func parts(r rune) bool {
	switch r {
	case '.', ',', ';', ':', '!', '?', '…', '(', ')', '[', ']', '|', '\n', '“', '”', '"', '«', '»':
		return true
	}
	return false
}

// isWord tells whether a character is part of a syllable.
func isWord(r rune) bool {
	if r < utf8.RuneSelf {
		return lower[r] != 0
	}
	if r >= 'À' && r <= 'ɏ' || r >= 'Ḁ' && r <= 'ỿ' { // Latin's additions and extensions
		return r != '×' && r != '÷'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.M, r) || unicode.IsDigit(r)
}
