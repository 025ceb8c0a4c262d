package search

import (
	"strings"
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
	start := strings.IndexFunc(w.rest, func(r rune) bool {
		w.apart = w.apart || parts(r)
		return isWord(r)
	})
	if start < 0 {
		return false
	}
	if start == 1 && w.apart { // "1.000", "quan.hoa"
		w.apart = false
	}
	w.syllable = w.syllable[:0]
	i := start
	for i < len(w.rest) {
		r, size := utf8.DecodeRuneInString(w.rest[i:])
		if !isWord(r) {
			break
		}
		w.syllable = utf8.AppendRune(w.syllable, unicode.ToLower(r))
		i += size
	}
	w.rest = w.rest[i:]
	return true
}

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
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.M, r) || unicode.IsDigit(r)
}
