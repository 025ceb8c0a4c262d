package viet

import "strings"

// onsets are the consonants that may begin a syllable, longest first where one
// begins another; a syllable may have none.
const onsets = "ngh ng nh gh gi g kh k ch c ph p qu th tr t b d đ h l m n r s v x"

// rhymes are a syllable's vowels and final consonant without tone. They follow
// the tables of the standard grammar (Viện Ngôn ngữ học, âm tiết tiếng Việt),
// with the few that loan words and exclamations add.
const rhymes = " a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây" +
	" e ec em en eng eo ep et ê êch êm ên ênh êp êt êu" +
	" i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu" +
	" o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt" +
	" oe oen oeo oet oong ooc ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt" +
	" u ua uc ui um un ung up ut uân uâng uât uây uê uêch uên uênh uêt uôc uôi uôm uôn uông uôt uơ uơn" +
	" uy uya uych uyên uyêt uynh uyn uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu" +
	" y yêm yên yêng yêt yêu ynh yt ych "

// IsSyllable tells whether a word is spelled as one Vietnamese syllable: a
// possible beginning and rhyme, at most one tone mark, and before a final c, ch,
// p or t only the tones those allow (sắc, nặng), which are also required there.
// Case and tone placement do not matter. It says nothing of meaning.
func IsSyllable(word string) bool {
	toneless, t, ok := detone(word)
	if !ok {
		return false
	}
	for onset := range strings.FieldsSeq(onsets) {
		if rest, ok := strings.CutPrefix(toneless, onset); ok && isRhyme(rest, t) {
			return true
		}
	}
	// In giếng and giếc, one i ends gi and begins iê.
	if rest, ok := strings.CutPrefix(toneless, "gi"); ok && isRhyme("i"+rest, t) {
		return true
	}
	return isRhyme(toneless, t)
}

func isRhyme(s string, t tone) bool {
	if s == "" || !strings.Contains(rhymes, " "+s+" ") {
		return false
	}
	stopped := strings.HasSuffix(s, "c") || strings.HasSuffix(s, "ch") ||
		strings.HasSuffix(s, "p") || strings.HasSuffix(s, "t")
	return !stopped || t == sac || t == nang
}

// detone lowers a word and takes its tone away; not ok when there are two tones
// or something is neither a letter of Vietnamese nor a tone.
func detone(word string) (toneless string, t tone, ok bool) {
	var out strings.Builder
	for _, r := range strings.ToLower(NFC(word)) {
		vowel, rt, isVowel := splitTone(r)
		switch {
		case isVowel && rt != ngang && t != ngang:
			return "", ngang, false
		case isVowel:
			t = max(t, rt)
			out.WriteRune(vowel)
		case r == 'đ', r >= 'a' && r <= 'z':
			out.WriteRune(r)
		default:
			return "", ngang, false
		}
	}
	return out.String(), t, true
}
