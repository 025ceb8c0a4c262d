package viet

import (
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Text typed with old fonts, as it looks when read as Western European.
var tcvn3Samples = map[string]string{
	"Th¸i Nguyªn": "Thái Nguyên", "QuyÕt ®Þnh": "Quyết định", "Chi bé": "Chi bộ", "Cê thi ®ua": "Cờ thi đua",
	"Bé T\u00ad ph¸p": "Bộ Tư pháp", "§Ò nghÞ": "Đề nghị", "§¶NG": "ĐẢNG", "TØNH TH¸I NGUY£N": "TỈNH THÁI NGUYÊN",
	"céng hoµ x· héi chñ nghÜa ViÖt Nam": "cộng hoà xã hội chủ nghĩa Việt Nam",
	"§éc lËp - Tù do - H¹nh phóc":        "Độc lập - Tự do - Hạnh phúc",
	"“Th\u00ad khen”, 20/11/2003":        "“Thư khen”, 20/11/2003",
	"plain":                              "plain",
}

var vniSamples = map[string]string{
	"Ñaûng vieân": "Đảng viên", "Côø thi ñua": "Cờ thi đua", "Chi boä": "Chi bộ", "Quyeát ñònh": "Quyết định",
	"ÑAÛNG VIEÂN": "ĐẢNG VIÊN", "Ñoäc laäp - Töï do - Haïnh phuùc": "Độc lập - Tự do - Hạnh phúc",
	"coäng hoøa xaõ hoäi chuû nghóa Vieät Nam":   "cộng hòa xã hội chủ nghĩa Việt Nam",
	"naêm, naèm, thaúng, baèng, chaët, taám":     "năm, nằm, thẳng, bằng, chặt, tấm",
	"quyù, kyû, lyù, kyõ thuaät, Lyù, thò, nghæ": "quý, kỷ, lý, kỹ thuật, Lý, thị, nghỉ",
	"plain": "plain",
}

func TestDecodeTCVN3(t *testing.T) {
	for text, want := range tcvn3Samples {
		if got := DecodeTCVN3(text); got != want {
			t.Errorf("DecodeTCVN3(%q) = %q, want %q", text, got, want)
		}
		raw := make([]byte, 0, len(text))
		for _, r := range text {
			if r > 0xFF {
				raw = nil // a file of that time has no curly quotes
				break
			}
			raw = append(raw, byte(r))
		}
		if got := DecodeTCVN3Bytes(raw); raw != nil && got != want {
			t.Errorf("DecodeTCVN3Bytes(%q) = %q, want %q", raw, got, want)
		}
	}
	if got := DecodeTCVN3("Y TÕ"); got != "Y Tế" {
		t.Errorf("a lone capital says nothing of the rest: %q", got)
	}
}

// Each small letter beyond ASCII, and each of the seven capitals that the
// standard has, stands once in the table.
func TestTCVN3IsComplete(t *testing.T) {
	want := map[rune]bool{}
	for _, base := range "aeiouy" {
		for _, r := range vowelRow(byte(base)) {
			if r > unicode.MaxASCII {
				want[r] = true
			}
		}
	}
	for _, r := range "đĂÂÊÔƠƯĐ" {
		want[r] = true
	}
	n := 0
	for _, r := range tcvn3Letters {
		n++
		if r != ' ' && !want[r] {
			t.Errorf("%c is in the table twice, or should not be", r)
		}
		delete(want, r)
	}
	if n != 0xFE-0xA1+1 || len(want) != 0 {
		t.Errorf("the table has %d places and lacks %v", n, want)
	}
}

func TestDecodeVNI(t *testing.T) {
	for text, want := range vniSamples {
		if got := DecodeVNI(text); got != want {
			t.Errorf("DecodeVNI(%q) = %q, want %q", text, got, want)
		}
	}
}

// Every letter of Vietnamese has a spelling in VNI, built here from the rule.
func TestVNIIsComplete(t *testing.T) {
	spelled := map[string]bool{}
	for _, base := range "aeiouyôöAEIOUYÔÖíìæóòîÍÌÆÓÒÎñÑ" {
		spelled[DecodeVNI(string(base))] = true
		for _, mark := range "øùûõïâàáåãäêèéúüëØÙÛÕÏÂÀÁÅÃÄÊÈÉÚÜË" {
			spelled[DecodeVNI(string([]rune{base, mark}))] = true
		}
	}
	for _, base := range "aeiouy" {
		for _, r := range vowelRow(byte(base)) + "đ" {
			for _, letter := range []string{string(r), strings.ToUpper(string(r))} {
				if !spelled[letter] {
					t.Errorf("%s has no spelling", letter)
				}
			}
		}
	}
}

func TestDecodeWindows1258(t *testing.T) {
	// Ð is Đ there; â and ê are letters, the tones (EC acute, F2 dot) are marks.
	if got := DecodeWindows1258([]byte("\xd0a\xd2ng vi\xean nh\xe2\xf2n Gi\xe2\xecy khen")); got != "Đảng viên nhận Giấy khen" {
		t.Errorf("got %q", got)
	}
}

func TestGuessLegacy(t *testing.T) {
	guess := func(samples map[string]string, want string, silent ...string) {
		for text, decoded := range samples {
			quiet := text == decoded
			for _, s := range silent {
				quiet = quiet || s == text
			}
			name, ok := GuessLegacy(text)
			if quiet == ok || ok && name != want {
				t.Errorf("GuessLegacy(%q) = %q, %v", text, name, ok)
			}
		}
	}
	guess(tcvn3Samples, TCVN3, "Chi bé") // bé is a word
	guess(vniSamples, VNI)
}

func TestGuessLegacyLeavesOthersAlone(t *testing.T) {
	for _, text := range []string{
		"", "plain", "Đảng viên", "bé", "Chi bé", "Lê Văn Sĩ", "à, ừ", "cà phê, hoà bình, quý",
		norm.NFD.String("Đảng viên chi bộ"), "Sở Tư pháp ®", "Samsung® Galaxy©", "© 2020", "§ 5, 20°C, 5 m², ½",
		"Noël, Müller, São Paulo, café, naïve, Besançon, Ærø, Zürich, Curaçao, Göteborg, El Niño, Málaga, Łódź",
		"Où est l’école française ? À Genève, où règne l’été.", "Größe, Straße, schön, für, über",
		"«Trích dẫn» – “câu chuyện”", "một\u00a0hai", "nghiệp\u00advụ", "Trường Đại học Th¸i",
	} {
		if name, ok := GuessLegacy(text); ok {
			t.Errorf("GuessLegacy(%q) = %q", text, name)
		}
	}
}
