package lint

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// word is a run of letters, in any case.
type word struct {
	start, end int
	hash       uint32 // of its letters: equal for words that differ in case only
}

// Of each character of a word, for the marks of tones.
const (
	vowel = 1 << iota
	toned
)

// word reads the word that begins at i, looks at it, and returns where it ends.
// This is where the time goes: whatever can be, is decided from the bytes.
func (s *scanner) word(i, end int) int {
	w := word{start: i}
	digits, tonePair := false, false
	var last, kind uint8
	for i < end {
		c := s.text[i]
		class := classes[c]
		if class == 0 {
			break
		}
		switch {
		case class&letter != 0:
			w.hash = w.hash*31 + uint32(c|0x20)
			kind = class & vowel
			i++
		case class&digit != 0:
			digits, kind = true, 0
			i++
		default:
			var size int
			_, kind, size = vowelAt(s.text[i:end])
			w.hash = hashBeyond(w.hash, s.text[i:i+size])
			i += size
		}
		tonePair = tonePair || last&kind&vowel != 0 && (last|kind)&toned != 0
		last = kind
	}
	w.end = i
	if digits {
		s.run = 0
		if s.public {
			s.number(s.labelled(w))
		}
		s.broken = s.broken || s.public && isBroken(s.text, w.start, i)
		return i
	}
	if s.counting {
		if tonePair {
			s.tone(w)
		}
		s.push(w)
		return i
	}
	if !s.quiet {
		if tonePair {
			s.tone(w)
		}
		s.doubled(w)
		s.slip(w)
	}
	if s.public && w.end-w.start == len("mật") && s.text[w.start]|0x20 == 'm' && s.text[w.end-1]|0x20 == 't' {
		s.secrecy(w)
	}
	s.push(w)
	return i
}

// labels are what people write right before a number of a person, folded.
const labels = " sdt dt tel zalo hotline cccd cmnd cmt cmtnd "

// labelled is where the digits of a word may begin a number of a person: at its start, or
// behind a label, as in SĐT0912345678; its end where they do not.
func (s *scanner) labelled(w word) int {
	text := s.of(w)
	at := bytes.IndexFunc(text, func(r rune) bool { return r >= '0' && r <= '9' })
	if at > 0 && !strings.Contains(labels, " "+viet.Fold(string(text[:at]))+" ") {
		return w.end
	}
	return w.start + at
}

// hashOf is the hash that [scanner.word] makes of a word.
func hashOf(word string) (h uint32) {
	for _, r := range word {
		if b := string(r); r < utf8.RuneSelf {
			h = h*31 + uint32(r|0x20)
		} else {
			h = hashBeyond(h, []byte(b))
		}
	}
	return h
}

// hashBeyond goes on with a hash over a character beyond ASCII, without its
// case: of the letters of Vietnamese, a capital differs from its small letter in
// one bit of the last byte, but for ư.
func hashBeyond(h uint32, b []byte) uint32 {
	last := b[len(b)-1]
	switch b[0] {
	case 0xC3:
		last |= 0x20
	case 0xC6:
		if last == 0xB0 {
			last = 0xAF
		}
		fallthrough
	case 0xC4, 0xC5, 0xE1:
		last |= 1
	}
	return h*31 + uint32(last) + uint32(b[(len(b)-1)/2])<<8
}

// push remembers a word for those that follow.
func (s *scanner) push(w word) {
	s.words[2], s.words[1], s.words[0] = s.words[1], s.words[0], w
	s.run++
}

// of is the text of a word.
func (s *scanner) of(w word) []byte { return s.text[w.start:w.end] }

// before is the n-th word before the next one, from 1; nil when something else
// than blanks stands between.
func (s *scanner) before(n int) []byte {
	if n > s.run || n > len(s.words) {
		return nil
	}
	return s.of(s.words[n-1])
}

// doubled looks for a word, or a word of two syllables, that stands twice.
func (s *scanner) doubled(w word) {
	if s.run >= 1 && s.words[0].hash == w.hash && s.same(s.words[0], w) {
		if isNeverTwice(lower(s.of(w)), lower(s.before(2))) {
			s.warnDoubled(s.words[0], w, w)
		}
		return
	}
	if s.run >= 3 && s.words[1].hash == w.hash && s.words[2].hash == s.words[0].hash &&
		s.same(s.words[1], w) && s.same(s.words[2], s.words[0]) && !mayRepeat(lower(s.of(s.words[0]))) {
		s.warnDoubled(s.words[2], s.words[0], w)
	}
}

// warnDoubled reports what stands twice: from the first word to the last, of
// which the second half begins at again.
func (s *scanner) warnDoubled(first, again, last word) {
	if first.start < s.doubledTo {
		return // trưởng Bộ, in the midst of Bộ trưởng Bộ trưởng Bộ Tư pháp
	}
	if s.doubledTo = again.start; !s.isAddress(first.start, last.end) {
		s.report(diag.Warning, "word-doubled", first.start, last.end, string(s.text[again.start:last.end]))
	}
}

// same compares two words. Case must agree ("Đảng đảng viên" are two words),
// but for the capital that opens a sentence.
func (s *scanner) same(first, second word) bool {
	a, b := s.of(first), s.of(second)
	return bytes.Equal(a, b) || len(a) == len(b) && bytes.EqualFold(a, b) && s.opensSentence(first.start)
}

// opensSentence tells whether a word of this line is the first of a sentence.
func (s *scanner) opensSentence(i int) bool {
	if i < s.lineStart {
		return false
	}
	before := bytes.TrimRight(s.text[max(s.lineStart, i-longestWord):i], " \t*_\"'(>“‘")
	return len(before) == 0 || bytes.IndexByte([]byte(".!?:#-"), before[len(before)-1]) >= 0
}

func lower(word []byte) string { return string(bytes.ToLower(word)) }

// isCapital tells whether a text begins with a capital letter.
func isCapital(word []byte) bool {
	r, _ := utf8.DecodeRune(word)
	return unicode.IsUpper(r)
}

// isCapitals tells a word of capitals only.
func isCapitals(word []byte) bool {
	return len(word) > 0 && bytes.Equal(word, bytes.ToUpper(word)) && isCapital(word)
}

// following is the word behind an offset, nil unless a single blank parts them.
func (s *scanner) following(i int) []byte {
	if i >= len(s.text) || s.text[i] != ' ' {
		return nil
	}
	start := i + 1
	for i = start; i < len(s.text) && inWord(s.text[i]); {
		if i-start > longestWord {
			return nil
		}
		_, size := utf8.DecodeRune(s.text[i:])
		i += size
	}
	return s.text[start:i]
}

// longestWord is more bytes than any Vietnamese word has.
const longestWord = 64
