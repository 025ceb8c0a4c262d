package viet

import (
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"
)

func TestToneKey(t *testing.T) {
	for _, c := range []struct{ want, spellings string }{
		{"hòa", "hòa hoà HÒA Hoà ho\u0300a hoa\u0300"},
		{"ủy", "ủy uỷ ỦY Uỷ"},
		{"khỏe", "khỏe khoẻ"},
		{"thúy", "thúy thuý"},
		{"hoàn", "hoàn hòan"},
		{"quỳnh", "quỳnh qùynh"},
		{"quý", "quý qúy"},
		{"quà", "quà qùa"},
		{"già", "già gìa"},
		{"giếng", "giếng gíêng"},
		{"gì", "gì"},
		{"của", "của cuả"},
		{"mía", "mía miá"},
		{"mứa", "mứa mưá"},
		{"ngoài", "ngoài ngòai ngoaì"},
		{"khuỷu", "khuỷu khủyu"},
		{"thưởng", "thưởng thửơng"},
		{"chuyển", "chuyển chuỷên"},
		{"tuần", "tuần tùân"},
		{"đảng", "đảng ĐẢNG"},
		{"nghĩa", "nghĩa nghiã"},
		{"café", "café"},
		{"résumé", "résumé RÉSUMÉ"},
		{"ba", "ba BA"},
	} {
		for s := range strings.FieldsSeq(c.spellings) {
			if got := ToneKey(s); got != c.want {
				t.Errorf("ToneKey(%q) = %q, want %q", s, got, c.want)
			}
		}
	}
	if got := ToneKey("Cấp uỷ: “Hoà bình”, 2020"); got != "cấp ủy: “hòa bình”, 2020" {
		t.Errorf("a phrase: %q", got)
	}
	if ToneKey("ba") == ToneKey("bà") {
		t.Error("tones must still differ")
	}
}

func TestSearchKey(t *testing.T) {
	for a, b := range map[string]string{
		"sĩ": "sỹ", "kì": "kỳ", "lí": "lý", "Chiến sỹ": "chiến sĩ", "quí": "quý", "mỹ": "mĩ", "hy": "hi", "Kỷ niệm": "kỉ niệm",
		"hoà": "hòa", "ty": "ti",
	} {
		if SearchKey(a) != SearchKey(b) {
			t.Errorf("%q and %q: %q, %q", a, b, SearchKey(a), SearchKey(b))
		}
	}
	for a, b := range map[string]string{"tay": "tai", "thúy": "thúi", "ý": "í", "quýt": "quít", "ngày": "ngài"} {
		if SearchKey(a) == SearchKey(b) {
			t.Errorf("%q and %q are different words", a, b)
		}
	}
}

func TestToneStyle(t *testing.T) {
	for style, words := range map[ToneStyle]string{
		ToneTraditional: "hòa HÒA ủy khỏe thúy lòe",
		ToneModern:      "hoà uỷ KHOẺ thuý loè uy\u0309",
		ToneNeutral:     "hoa hoàn quý quà già gì toán mía của ngoài Đảng UBND café",
		ToneMisplaced:   "hòan qúy tóan ngòai thủơng cuả miá qùa",
	} {
		for word := range strings.FieldsSeq(words) {
			if got := ToneStyleOf(word); got != style {
				t.Errorf("ToneStyleOf(%q) = %d, want %d", word, got, style)
			}
		}
	}
}

func TestToneKeysAreStable(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := vietnameseText().Draw(t, "text")
		for name, key := range map[string]func(string) string{"ToneKey": ToneKey, "SearchKey": SearchKey} {
			got := key(s)
			if again := key(got); again != got {
				t.Fatalf("%s(%+q) = %+q, then %+q", name, s, got, again)
			}
			if nfd := key(norm.NFD.String(s)); nfd != got {
				t.Fatalf("%s(%+q) = %+q, of NFD %+q", name, s, got, nfd)
			}
		}
		if Fold(ToneKey(s)) != Fold(s) {
			t.Fatalf("ToneKey(%+q) changes letters", s)
		}
	})
}

func TestIsSyllable(t *testing.T) {
	good := "a à Đảng viên Nguyễn Nguyên chuyên nghị quyết giếng gì gìn giữ quốc quý khuỷu thuở ươm yêu oai hoà hòa " +
		"loằng ngoằng xoong boong uống nghiêng tuýp huých đ\u01b0\u01a1\u0323c ÚT bé"
	for word := range strings.FieldsSeq(good) {
		if !IsSyllable(word) {
			t.Errorf("%q is a syllable", word)
		}
	}
	for word := range strings.FieldsSeq("b ngx cac viêt café Noël zô đ 12 ba2 bàá ph¸p vieân francais nga\u0300c q qu str") {
		if IsSyllable(word) {
			t.Errorf("%q is no syllable", word)
		}
	}
	if IsSyllable("") {
		t.Error("nothing is no syllable")
	}
}
