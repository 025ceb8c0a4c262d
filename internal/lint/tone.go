package lint

import (
	"bytes"
	"strings"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// Tones counts words by the rule that places their tone mark; only those count
// in which the two rules differ (hòa, khỏe, thủy). The zero value is no words.
type Tones struct {
	Traditional int // hòa, khỏe, ủy
	Modern      int // hoà, khoẻ, uỷ
}

// Add is the sum of two counts.
func (t Tones) Add(o Tones) Tones {
	return Tones{t.Traditional + o.Traditional, t.Modern + o.Modern}
}

// minority is the rule that should give way. As many of each: the modern one,
// because input methods place tones by the other unless they are told.
func (t Tones) minority() viet.ToneStyle {
	if t.Modern > t.Traditional {
		return viet.ToneTraditional
	}
	return viet.ToneModern
}

// spelled is a word that follows one of the two rules.
type spelled struct {
	start, end int
	style      viet.ToneStyle
}

// tone looks where a word has its tone mark. A name is spelled as its bearer
// spells it, so that it neither counts nor is reported; ủy alone is in no name,
// and so is told whatever stands beside it (Tỉnh Uỷ, UBND).
func (s *scanner) tone(w word) {
	style := styleOf(s.of(w))
	switch {
	case style == viet.ToneNeutral:
	case style == viet.ToneMisplaced:
		if found := string(s.of(w)); !s.counting && viet.IsSyllable(found) && !s.isAddress(w.start, w.end) {
			s.report(diag.Warning, "tone-misplaced", w.start, w.end, found, likeCase(found, viet.ToneKey(found)))
		}
	case isUy(s.of(w)) || !s.isName(w):
		s.spelled = append(s.spelled, spelled{w.start, w.end, style})
	}
}

func isUy(word []byte) bool {
	return len(word) == len("ủy") && (bytes.EqualFold(word, []byte("ủy")) || bytes.EqualFold(word, []byte("uỷ")))
}

// isName tells a word that seems to be part of a name: capital, and beside
// another capital, or behind how a person is called.
func (s *scanner) isName(w word) bool {
	if !isCapital(s.of(w)) {
		return false
	}
	if before := s.before(1); before != nil {
		if isCapital(before) || strings.Contains(" chí ông bà anh chị cô chú bác em thầy họ tên cháu ", " "+string(before)+" ") {
			return true
		}
	}
	return isCapital(s.following(w.end))
}

// count is what the words add up to.
func (s *scanner) count() (t Tones) {
	for _, w := range s.spelled {
		if w.style == viet.ToneModern {
			t.Modern++
		} else {
			t.Traditional++
		}
	}
	return t
}

// mixed reports the words that follow the rule which fewer words of the site
// follow, or of this file when nothing is known of the site.
func (s *scanner) mixed(site Tones) {
	if site == (Tones{}) {
		site = s.count()
	}
	minority := site.minority()
	for _, w := range s.spelled {
		if w.style != minority {
			continue
		}
		found := string(s.text[w.start:w.end])
		if !viet.IsSyllable(found) || s.isAddress(w.start, w.end) {
			continue
		}
		right := viet.ToneKey(found)
		if minority == viet.ToneTraditional {
			right = modern(right)
		}
		s.report(diag.Warning, "tone-mixed", w.start, w.end, found, likeCase(found, right))
	}
}

// toneMoves are the endings in which the rules differ: the traditional one, and
// behind it the modern one.
const toneMoves = "òa oà óa oá ỏa oả õa oã ọa oạ òe oè óe oé ỏe oẻ õe oẽ ọe oẹ ùy uỳ úy uý ủy uỷ ũy uỹ ụy uỵ"

// modern places the tone of a word in small letters as the modern rule does.
func modern(word string) string {
	return strings.NewReplacer(strings.Fields(toneMoves)...).Replace(word)
}

// Vowels by code point, each as its quality: a letter, or 1 ă, 2 â, 3 ê, 4 ô, 5 ơ,
// 6 ư; '.' where there is none. Unicode orders capitals and small letters alike.
const (
	latin1Vowels = "aa2a....ee3.ii....oo4o...uu..y.." // U+00C0–DF and U+00E0–FF
	tonedVowels  = "aaaa22222222221111111111eeeeee3333333333iiiioooo" +
		"44444444445555555555uuuu6666666666yyyyyyyy" // U+1EA0–1EF9: every one has a tone
)

// vowelAt reads one character beyond ASCII from the bytes of a word.
func vowelAt(b []byte) (quality byte, kind uint8, size int) {
	switch c := b[0]; {
	case c == 0xE1 && len(b) > 2:
		r := int(b[1]&0x3F)<<6 | int(b[2]&0x3F)
		if i := r - 0xEA0; i >= 0 && i < len(tonedVowels) {
			return tonedVowels[i], vowel | toned, 3
		}
		return '.', 0, 3
	case c >= 0xC3 && c < 0xE0 && len(b) > 1:
		switch r := int(c&0x1F)<<6 | int(b[1]&0x3F); {
		case r < 0x100 && latin1Vowels[r&0x1F] >= 'a':
			return latin1Vowels[r&0x1F], vowel | toned, 2
		case r < 0x100 && latin1Vowels[r&0x1F] != '.':
			return latin1Vowels[r&0x1F], vowel, 2
		case r == 'ă' || r == 'Ă':
			return '1', vowel, 2
		case r == 'ĩ' || r == 'Ĩ':
			return 'i', vowel | toned, 2
		case r == 'ũ' || r == 'Ũ':
			return 'u', vowel | toned, 2
		case r == 'ơ' || r == 'Ơ':
			return '5', vowel, 2
		case r == 'ư' || r == 'Ư':
			return '6', vowel, 2
		}
		return '.', 0, 2
	}
	return '.', 0, min(3, len(b))
}

// isVowelLetter tells the vowels among the small letters of ASCII.
func isVowelLetter(c byte) bool {
	return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y'
}

// styleOf is [viet.ToneStyleOf] for a word as the scanner meets it, a hundred
// thousand times: without allocation. A test compares the two.
func styleOf(word []byte) viet.ToneStyle {
	var quality [8]byte
	n, tone, bad := 0, -1, false
	var vowels uint
	for i := 0; i < len(word); n++ {
		if n == len(quality) {
			return viet.ToneNeutral // no Vietnamese syllable is so long
		}
		c, kind, size := word[i]|0x20, uint8(0), 1
		if word[i] >= 0x80 {
			c, kind, size = vowelAt(word[i:])
		} else if isVowelLetter(c) {
			kind = vowel
		}
		quality[n] = c
		if kind&vowel != 0 {
			vowels |= 1 << n
		}
		if kind&toned != 0 {
			bad = bad || tone >= 0
			tone = n
		}
		i += size
	}
	if bad || tone < 0 {
		return viet.ToneNeutral
	}
	from, to := tone, tone+1
	for from > 0 && vowels>>(from-1)&1 != 0 {
		from--
	}
	for to < n && vowels>>to&1 != 0 {
		to++
	}
	if from == 1 && to-from > 1 && (quality[0] == 'q' && quality[1] == 'u' || quality[0] == 'g' && quality[1] == 'i') {
		from++ // qu and gi are consonants
	}
	if tone < from {
		return viet.ToneMisplaced
	}
	run := quality[from:to]
	place := 0
	if to < n {
		place = len(run) - 1
	} else if len(run) == 3 {
		place = 1
	}
	for i := range run {
		if isDigit(run[i]) { // the last of ă â ê ô ơ ư
			place = i
		}
	}
	open := to == n && len(run) == 2 && (run[0] == 'o' && (run[1] == 'a' || run[1] == 'e') || run[0] == 'u' && run[1] == 'y')
	switch {
	case open && tone == from+place:
		return viet.ToneTraditional
	case open:
		return viet.ToneModern
	case tone != from+place:
		return viet.ToneMisplaced
	}
	return viet.ToneNeutral
}
