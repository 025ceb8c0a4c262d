package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// tone is one of the six tones, numbered in dictionary order (CLDR vi).
type tone uint8

const (
	ngang tone = iota
	huyen
	hoi
	nga
	sac
	nang
	toneCount = iota
)

// vowelRow lists the vowels on an ASCII base, each with its six tones in the
// order of [tone]; "" when the base carries none.
func vowelRow(base byte) string {
	switch base {
	case 'a':
		return "aàảãáạăằẳẵắặâầẩẫấậ"
	case 'e':
		return "eèẻẽéẹêềểễếệ"
	case 'i':
		return "iìỉĩíị"
	case 'o':
		return "oòỏõóọôồổỗốộơờởỡớợ"
	case 'u':
		return "uùủũúụưừửữứự"
	case 'y':
		return "yỳỷỹýỵ"
	}
	return ""
}

// splitTone parts a lower-case vowel into its quality (ă, ê, …) and its tone;
// ok is false for anything that is not a vowel of Vietnamese.
func splitTone(r rune) (vowel rune, t tone, ok bool) {
	base := byte(r)
	if r >= utf8.RuneSelf {
		if base, ok = baseOf(r); !ok {
			return r, ngang, false
		}
	}
	n := 0
	for _, v := range vowelRow(base) {
		if n%toneCount == 0 {
			vowel = v
		}
		if v == r {
			return vowel, tone(n % toneCount), true
		}
		n++
	}
	return r, ngang, false
}

// withTone puts a tone on a lower-case vowel that carries none.
func withTone(vowel rune, t tone) rune {
	base := byte(vowel)
	if vowel >= utf8.RuneSelf {
		base, _ = baseOf(vowel)
	}
	n, at := 0, -1
	for _, v := range vowelRow(base) {
		if v == vowel {
			at = n + int(t)
		}
		if n == at {
			return v
		}
		n++
	}
	return vowel
}

// ToneKey returns s in lower case, NFC, with every tone mark where the
// traditional rule puts it, so that spellings which differ only in that are
// equal: hoà and hòa give "hòa", uỷ and ủy "ủy", khoẻ and khỏe "khỏe", and the
// slip hòan gives "hoàn". Everything else keeps its diacritics: unlike with
// [Fold], "ba" and "bà" differ.
//
// The rule: on ơ or ê (the last marked vowel); else on the vowel before a final
// consonant; else on the first of two vowels and the second of three. The u of
// qu and the i of gi belong to the consonant.
func ToneKey(s string) string {
	return eachSyllable(s, func(syllable []rune) { placeTone(syllable) })
}

// SearchKey is [ToneKey] that also takes i and y for the same where they alone
// end a syllable after h, k, l, m, qu, s, t or v: kỳ and kì give "kì", lý and lí
// "lí", sỹ and sĩ "sĩ", quý and quí "quí".
func SearchKey(s string) string {
	return eachSyllable(s, func(syllable []rune) {
		placeTone(syllable)
		unifyY(syllable)
	})
}

// eachSyllable lowers s and lets edit change every run of letters in place.
func eachSyllable(s string, edit func([]rune)) string {
	s = strings.ToLower(NFC(s))
	ascii := true
	for i := 0; i < len(s) && ascii; i++ {
		ascii = s[i] < utf8.RuneSelf && s[i] != 'y'
	}
	if ascii {
		return s // no tone to place and no y to unify
	}
	var out strings.Builder
	out.Grow(len(s) + 8)
	var short [16]rune
	run := short[:0]
	flush := func() {
		edit(run)
		for _, r := range run {
			out.WriteRune(r)
		}
		run = run[:0]
	}
	for _, r := range s {
		if r < utf8.RuneSelf && r >= 'a' && r <= 'z' || r >= utf8.RuneSelf && unicode.IsLetter(r) {
			run = append(run, r)
			continue
		}
		flush()
		out.WriteRune(r)
	}
	flush()
	return NFC(out.String())
}

// placeTone moves the only tone mark of a lower-case syllable to its place. A
// run with no tone or with several is not a Vietnamese syllable and stays.
func placeTone(syl []rune) {
	at, t := toneOf(syl)
	if t == ngang {
		return
	}
	from, to := nucleus(syl, at)
	if from == at && to-from < 2 {
		return
	}
	syl[at], _, _ = splitTone(syl[at])
	place := from + tonePlace(syl[from:to], to < len(syl))
	syl[place] = withTone(syl[place], t)
}

// toneOf finds the tone mark of a lower-case syllable; ngang when it has none or
// several.
func toneOf(syl []rune) (at int, t tone) {
	for i, r := range syl {
		if r < utf8.RuneSelf {
			continue
		}
		if _, rt, ok := splitTone(r); ok && rt != ngang {
			if t != ngang {
				return 0, ngang
			}
			at, t = i, rt
		}
	}
	return at, t
}

// nucleus finds the run of vowels around index at, without the u of qu and the
// i of gi when another vowel follows.
func nucleus(syl []rune, at int) (from, to int) {
	from, to = at, at+1
	for from > 0 && isVowel(syl[from-1]) {
		from--
	}
	for to < len(syl) && isVowel(syl[to]) {
		to++
	}
	if from == 1 && to-from > 1 {
		v, _, _ := splitTone(syl[1])
		if syl[0] == 'q' && v == 'u' || syl[0] == 'g' && v == 'i' {
			from++
		}
	}
	return from, to
}

func isVowel(r rune) bool {
	_, _, ok := splitTone(r)
	return ok
}

// tonePlace returns the index in a toneless vowel run that carries the tone.
func tonePlace(vowels []rune, closed bool) int {
	for i := len(vowels) - 1; i >= 0; i-- {
		switch vowels[i] {
		case 'ă', 'â', 'ê', 'ô', 'ơ', 'ư':
			return i
		}
	}
	switch {
	case closed:
		return len(vowels) - 1
	case len(vowels) == 3:
		return 1
	default:
		return 0
	}
}

// unifyY writes a final lone y as i after the consonants that take either.
func unifyY(syl []rune) {
	n := len(syl)
	if n < 2 || n > 3 {
		return
	}
	v, t, ok := splitTone(syl[n-1])
	if !ok || v != 'y' {
		return
	}
	onset := string(syl[:n-1])
	switch onset {
	case "h", "k", "l", "m", "qu", "s", "t", "v":
		syl[n-1] = withTone('i', t)
	}
}
