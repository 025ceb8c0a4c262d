package lint

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"bulletin/internal/diag"
	"bulletin/internal/source"
)

// symbol passes a character beyond ASCII that is no letter, and reports it if it
// is a blank or nothing to the eye.
func (s *scanner) symbol(i, end int) int {
	r, size := utf8.DecodeRune(s.text[i:end])
	if r != '\u00a0' && r != '\u202f' {
		s.run = 0
	}
	if r < 0xA0 || s.counting || !isInvisible(r) {
		return i + size
	}
	past := i + size
	for bytes.HasPrefix(s.text[past:end], s.text[i:i+size]) {
		past += size // a row of them is one finding
	}
	switch {
	case r == '\u00a0' || r == '\u202f':
		if !s.bindsRightly(i, past) {
			s.report(diag.Warning, "no-break-space", i, past, codePoint(r))
		}
	case !s.belongs(r, i, past):
		s.report(diag.Warning, "invisible-character", i, past, codePoint(r))
	}
	return past
}

func codePoint(r rune) string { return fmt.Sprintf("U+%04X", r) }

// isInvisible tells the blanks that do not break and the characters of no width.
func isInvisible(r rune) bool {
	switch r {
	case '\u00a0', '\u202f', '\u00ad', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f', '\u2060', '\ufeff':
		return true
	}
	return r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069'
}

// bindsRightly tells whether a no-break space has a reason that typography
// knows: it holds a number to its unit or its noun (5 km, Điều 4, ngày 27), a
// title's abbreviation to the name (TS. Nguyễn) or a dash to the word before. It
// stands single between two visible characters then. All else comes from a copied
// page: it keeps lines from breaking and words from being found.
func (s *scanner) bindsRightly(i, past int) bool {
	if i == s.lineStart || past >= s.lineEnd || past-i > len("\u202f") {
		return false
	}
	before, _ := utf8.DecodeLastRune(s.text[s.lineStart:i])
	behind, _ := utf8.DecodeRune(s.text[past:s.lineEnd])
	switch {
	case unicode.IsSpace(before) || unicode.IsSpace(behind):
		return false
	case unicode.IsDigit(before) || unicode.IsDigit(behind) || behind == '–' || behind == '—':
		return true
	}
	if before != '.' || !unicode.IsUpper(behind) {
		return false
	}
	start := i - 1
	for start > s.lineStart && isLetter(s.text[start-1]) {
		start--
	}
	return i-1-start >= 1 && i-1-start <= 4 && isCapital(s.text[start:])
}

// belongs tells whether a character of no width does its work: it joins emoji,
// shapes letters of a script that needs it, or is the ư of a line typed with an
// old font, about which the author is told anyway.
func (s *scanner) belongs(r rune, i, past int) bool {
	before, _ := utf8.DecodeLastRune(s.text[s.lineStart:max(i, s.lineStart)])
	behind, _ := utf8.DecodeRune(s.text[past:])
	switch r {
	case '\u00ad':
		return s.line().legacy
	case '\u200c', '\u200d':
		return isPictogram(before) && isPictogram(behind) ||
			before >= 0x600 && before < 0x1E00 && unicode.In(before, unicode.L, unicode.M)
	case '\u200b', '\u2060', '\ufeff':
		return false
	}
	return s.line().rightToLeft
}

// isPictogram tells the characters that emoji are put together from.
func isPictogram(r rune) bool {
	return r >= 0x1F000 && r <= 0x1FAFF || r >= 0x2190 && r <= 0x2BFF || r == 0xFE0F
}

// composed reports once, at the first place, how many characters of the file were
// not in normal form C before they were read.
func (s *scanner) composed(raw []byte) {
	if raw == nil || bytes.Equal(raw, s.text) {
		return
	}
	plain := source.Unnormalised(raw)
	if plain == nil || bytes.Equal(plain, s.text) {
		return
	}
	first, count := -1, 0
	for i, j := 0, 0; i < len(plain) && j < len(s.text); {
		written, read := cluster(plain[i:]), cluster(s.text[j:])
		if written != read || !bytes.Equal(plain[i:i+written], s.text[j:j+read]) {
			if count++; first < 0 {
				first = j
			}
		}
		i, j = i+written, j+read
	}
	if first >= 0 {
		s.report(diag.Warning, "text-not-composed", first, first+cluster(s.text[first:]), count)
	}
}

// cluster is the size of a character with the marks behind it.
func cluster(b []byte) int {
	_, size := utf8.DecodeRune(b)
	for size < len(b) && b[size] >= 0x80 {
		r, n := utf8.DecodeRune(b[size:])
		if !unicode.Is(unicode.M, r) {
			break
		}
		size += n
	}
	return size
}
