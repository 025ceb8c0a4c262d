package viet

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// foldByDefinition is what Fold promises, without its fast path.
func foldByDefinition(s string) string { return string(appendFoldAny(nil, s)) }

func TestNFC(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "Dang": "Dang", "Đảng ủy": "Đảng ủy", norm.NFD.String("Đảng ủy"): "Đảng ủy",
		"u\u031b\u0323": "ự", "\u2000": "\u2002", "…“a”": "…“a”", "\xff\u0065\u0301": "\xffé", "\xc3": "\xc3",
		"\u212b": "Å", "e\u0301": "é", "\u1112\u1161\u11ab": "한",
	} {
		if got := NFC(in); got != want {
			t.Errorf("NFC(%+q) = %+q, want %+q", in, got, want)
		}
		if got := NFCBytes([]byte(in)); string(got) != want {
			t.Errorf("NFCBytes(%+q) = %+q, want %+q", in, got, want)
		}
	}
}

func TestNFCAllocatesNothingOnNormalText(t *testing.T) {
	s, b := sample, []byte(sample)
	if n := testing.AllocsPerRun(20, func() { NFC(s); NFCBytes(b) }); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// The tables must say what Unicode's decompositions say, for every character.
func TestFoldAgreesWithUnicode(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		if !utf8.ValidRune(r) {
			continue
		}
		s := "A" + string(r) + "z"
		if got, want := Fold(s), foldByDefinition(s); got != want {
			t.Errorf("Fold(%U) = %+q, want %+q", r, got, want)
		}
	}
}

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "ĐẢNG VIÊN": "dang vien", "đảng viên": "dang vien", "dang vien": "dang vien",
		norm.NFD.String("Ủy ban"): "uy ban", "ÐẢNG (eth)": "dang (eth)", "“Cai thuốc lá” – 2020…": "“cai thuoc la” – 2020…",
		"Ước ƯỚC ừ": "uoc uoc u", "Привет Ё": "привет е", "한국": "한국", "\xff": "\ufffd", "Straße ǢØ": "straße æø",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
	if got := string(AppendFold([]byte("x:"), "Привет Đ")); got != "x:привет d" {
		t.Errorf("AppendFold keeps what was there: %q", got)
	}
}

func TestSlug(t *testing.T) {
	for in, want := range map[string]string{
		"Sinh hoạt chuyên đề quý III/2020":   "sinh-hoat-chuyen-de-quy-iii-2020",
		"“Cai thuốc lá”":                     "cai-thuoc-la",
		norm.NFD.String("Ủy ban"):            "uy-ban",
		"Đi chợ":                             "di-cho",
		"mệt quá":                            "met-qua",
		"Lễ trao Giấy khen":                  "le-trao-giay-khen",
		norm.NFD.String("Lễ trao Giấy khen"): "le-trao-giay-khen",
		"  -- a__b  --c- ":                   "a-b-c",
		"Số 05-CT/TW":                        "so-05-ct-tw",
		"nghiệp\u00advụ\u200b\ufeff":         "nghiepvu",
		"một\u00a0hai":                       "mot-hai",
		"Straße Łódź Ærø":                    "strasse-lodz-aero",
		"Ǣ":                                  "ae",
		"\u212a\u212b":                       "ka",
		"Привет":                             "",
		"a中b":                                "a-b",
		"":                                   "",
		"!?":                                 "",
		"\xff\xfe":                           "",
		"CON":                                "con-x",
		"côn":                                "con-x",
		"prn":                                "prn-x",
		"Áux":                                "aux-x",
		"nul":                                "nul-x",
		"com1":                               "com1-x",
		"LPT9":                               "lpt9-x",
		"Côn Đảo":                            "con-dao",
		"com10":                              "com10",
	} {
		if got := Slug(in); got != want {
			t.Errorf("Slug(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestSlugBound(t *testing.T) {
	long := Slug(strings.Repeat("đảng viên ", 30))
	if len(long) > slugMax || len(long) < slugMax-6 || !strings.HasSuffix(long, "vien") && !strings.HasSuffix(long, "dang") {
		t.Errorf("cut to %q", long)
	}
	if got := Slug(strings.Repeat("a", 300)); got != strings.Repeat("a", slugMax) {
		t.Errorf("one long word: %d bytes", len(got))
	}
	if got := Slug("con " + strings.Repeat("a", 300)); len(got) != slugMax {
		t.Errorf("the cut at the first hyphen loses too much: %q", got)
	}
	exact := strings.Repeat("a", slugMax)
	if got := Slug(exact + " b"); got != exact {
		t.Errorf("cut exactly at a hyphen: %q", got)
	}
}

func FuzzFold(f *testing.F) {
	for _, s := range []string{"Đảng", norm.NFD.String("Ủy"), "\u0345ΑΣ", "ǅ", "\xff", "\xf1Й", "한", "K"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := Fold(s)
		if want := foldByDefinition(s); got != want {
			t.Errorf("Fold(%+q) = %+q, by definition %+q", s, got, want)
		}
		if again := Fold(got); again != got {
			t.Errorf("not idempotent: %+q, %+q", got, again)
		}
		if nfd := Fold(norm.NFD.String(s)); nfd != got {
			t.Errorf("NFD gives %+q, not %+q", nfd, got)
		}
		if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) {
			t.Errorf("Fold(%+q) = %+q is not NFC", s, got)
		}
	})
}

func FuzzSlug(f *testing.F) {
	for _, s := range []string{"Đảng", norm.NFD.String("Ủy ban"), "con", "a--b-", "Ǣ \u0301x", "한", "\xff"} {
		f.Add(s)
	}
	f.Add(strings.Repeat("viên ", 40))
	f.Fuzz(func(t *testing.T, s string) {
		got := Slug(s)
		if strings.Trim(got, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || strings.Contains(got, "--") ||
			strings.Trim(got, "-") != got || len(got) > slugMax || isReserved(got) {
			t.Errorf("Slug(%+q) = %q", s, got)
		}
		if again := Slug(got); again != got {
			t.Errorf("not idempotent: %q, %q", got, again)
		}
		if a, b := Slug(norm.NFC.String(s)), Slug(norm.NFD.String(s)); a != got || b != got {
			t.Errorf("Slug(%+q) = %q, NFC %q, NFD %q", s, got, a, b)
		}
	})
}

const sample = "Chi bộ Cục Thi hành án dân sự tỉnh tổ chức sinh hoạt chuyên đề “Cai thuốc lá” – 22 đảng viên dự, 100% nhất trí."

func BenchmarkNFC(b *testing.B) {
	b.SetBytes(int64(len(sample)))
	for b.Loop() {
		NFC(sample)
	}
}

func BenchmarkFold(b *testing.B) {
	b.SetBytes(int64(len(sample)))
	b.ReportAllocs()
	for b.Loop() {
		Fold(sample)
	}
}

func BenchmarkSlug(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		Slug("Sinh hoạt chuyên đề quý III/2020")
	}
}
