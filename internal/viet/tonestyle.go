package viet

import "strings"

// ToneStyle says by which rule a word's tone mark is placed. The rules differ
// only in syllables that end in oa, oe or uy: traditional hòa, khỏe, ủy; modern
// (Quyết định 240/QĐ of the Ministry of Education, 1984) hoà, khoẻ, uỷ.
type ToneStyle uint8

// The styles. A text that mixes traditional and modern should be made uniform.
const (
	ToneNeutral     ToneStyle = iota // both rules agree, or there is no tone
	ToneTraditional                  // hòa
	ToneModern                       // hoà
	ToneMisplaced                    // hòan: right by neither rule
)

// ToneStyleOf returns the style of one word, whatever its case.
func ToneStyleOf(word string) ToneStyle {
	syl := []rune(strings.ToLower(NFC(word)))
	at, t := toneOf(syl)
	if t == ngang {
		return ToneNeutral
	}
	from, to := nucleus(syl, at)
	if at < from {
		return ToneMisplaced // qùy
	}
	bare := make([]rune, to-from)
	for i := range bare {
		bare[i], _, _ = splitTone(syl[from+i])
	}
	place := from + tonePlace(bare, to < len(syl))
	if vowels := string(bare); to == len(syl) && (vowels == "oa" || vowels == "oe" || vowels == "uy") {
		if at == place {
			return ToneTraditional
		}
		return ToneModern
	}
	if at != place {
		return ToneMisplaced
	}
	return ToneNeutral
}
