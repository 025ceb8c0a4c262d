package lint

import (
	"bytes"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"bulletin/internal/diag"
	"bulletin/internal/source"
	"bulletin/internal/viet"
)

// checkPlaces holds every problem to a place that the text has.
func checkPlaces(t interface{ Fatalf(string, ...any) }, text []byte, problems diag.List) {
	lines := strings.Split(string(text), "\n")
	last := diag.Pos{}
	for _, d := range problems {
		if d.Pos.Line < 1 || d.Pos.Line > len(lines) || d.Line != lines[d.Pos.Line-1] {
			t.Fatalf("%s is not on a line of %q", d, text)
		}
		if d.Pos.Col < 1 || d.Pos.Col > utf8.RuneCountInString(d.Line)+1 {
			t.Fatalf("%s is outside its line %q", d, d.Line)
		}
		if d.Pos.Line < last.Line || d.Pos.Line == last.Line && d.Pos.Col < last.Col {
			t.Fatalf("%s comes too late: %q", d, text)
		}
		if last = d.Pos; d.Message(diag.VI) == string(d.Code) || d.Hint(diag.EN) == "" {
			t.Fatalf("%s has no text", d.Code)
		}
	}
}

// FuzzText: whatever a file holds, looking at it ends, changes nothing and names
// places inside it.
func FuzzText(f *testing.F) {
	for _, seed := range []string{
		"---\ntitle: Và và # bulletin: allow phone-number 0912345678: x\nsummary: |\n  nghành\n---\n`a` <b> [c](d) 0912 345\n678",
		"```\nMẬT\n~~~\n```\n<!-- bulletin: allow word-doubled và và: x -->\nvà và <!--", "\xe1\xba", "\xc3", "\xe2\x80", "+84", "`0<!-->", "- > # `` ` \\", "hoà hòan\u200d\u00a0\u00ad",
		"sinh ngày 1 tháng 2 năm 1975, thẻ đảng số 12.345678, CMND 090123456",
		"tags: [Tối mật] độ mật: tuyệt mật", "0<b>91</b>2&#51;45\u200b678 ０９１２３４５６７８ 0912\\-[345](a)**678** sinh ngày 1\\/2/1975 zalo.me/0912345678 <!-- bulletin: allow phone-number 0912345678: x -->",
	} {
		f.Add([]byte(seed), true)
	}
	f.Fuzz(func(t *testing.T, raw []byte, public bool) {
		before := bytes.Clone(raw)
		checkPlaces(t, raw, Text(File{Path: "a.md", Raw: raw, Text: raw}, Options{Public: public})) // not even UTF-8
		if text, problem := source.Decode(raw); problem == nil {
			file := File{Path: "a.md", Raw: raw, Text: text}
			checkPlaces(t, text, Text(file, Options{Public: public, Tones: CountTones(file)}))
			if len(Published(file)) > 0 && !suspect(text) {
				t.Fatalf("a glance sees nothing in %q", text)
			}
		}
		if number, found := Name(string(raw)); found != (number != "") {
			t.Fatalf("a number %q, %v", number, found)
		}
		if !bytes.Equal(before, raw) {
			t.Fatalf("changed %q to %q", before, raw)
		}
	})
}

// TestNothingToTell: text that is made of innocent parts gives nothing, however
// it is put together.
func TestNothingToTell(t *testing.T) {
	parts := rapid.SampledFrom([]string{
		"Chi bộ họp", "đảng viên", "quý III/2020", "hòa bình", "ngày 27/7/2020", "Nghị quyết 04-NQ/TW", "22 đồng chí", "`mã lệnh`", "**đậm**",
		"[tin](a.md)", "https://a.vn/0912345678", "<!-- ghi chú -->", "luôn luôn", "bí mật nhà nước", "1.234.567 đồng", "a@b.vn", "🎉",
	})
	joints := rapid.SampledFrom([]string{". ", ", ", "\n\n", "; ", "\n- ", "\n\n> ", " – ", "\n# "})
	rapid.Check(t, func(t *rapid.T) {
		var text strings.Builder
		for range rapid.IntRange(0, 12).Draw(t, "parts") {
			text.WriteString(parts.Draw(t, "part") + joints.Draw(t, "joint"))
		}
		if got := Text(File{Path: "a.md", Raw: []byte(text.String()), Text: []byte(text.String())}, Options{Public: true}); got != nil {
			t.Fatalf("%q: %q", text.String(), told(got))
		}
	})
}

// TestStyle: the scanner places tones as package viet does, whatever the word.
func TestStyle(t *testing.T) {
	letters := rapid.SliceOfN(rapid.SampledFrom([]rune("aeiouyàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵbcghqtnđGQÒỦƠĂ")), 1, 8)
	rapid.Check(t, func(t *rapid.T) {
		word := string(letters.Draw(t, "word"))
		if got, want := styleOf([]byte(word)), viet.ToneStyleOf(word); got != want {
			t.Fatalf("%q: %d, viet says %d", word, got, want)
		}
		s := newScanner([]byte(word))
		s.scan()
		told := len(s.spelled) > 0
		for _, f := range s.found {
			told = told || f.code == "tone-misplaced"
		}
		if viet.IsSyllable(word) && viet.ToneStyleOf(word) != viet.ToneNeutral && !told {
			t.Fatalf("%q was passed over", word)
		}
	})
}

// TestSlips holds the table to its form: small letters, composed, no doubles, and
// every entry is found in any case.
func TestSlips(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range slips {
		if seen[s.wrong] || s.wrong == s.right || strings.ToLower(viet.NFC(s.wrong+s.right)) != s.wrong+s.right || strings.Count(s.wrong, " ") > 1 {
			t.Errorf("%q: twice, or not in form", s.wrong)
		}
		seen[s.wrong] = true
		for word := range strings.FieldsSeq(s.unless) {
			if !strings.HasPrefix(word, "…") && !strings.HasSuffix(word, "…") {
				t.Errorf("%q: “%s” says neither before nor behind", s.wrong, word)
			}
		}
		for text, want := range map[string]string{s.wrong: s.right, strings.ToUpper(s.wrong): strings.ToUpper(s.right)} {
			got := Text(File{Text: []byte(text)}, Options{})
			if len(got) != 1 || got[0].Code != "typing-slip" || got[0].Args[1] != want {
				t.Errorf("%q: %v", text, got)
			}
		}
		if got := Text(File{Text: []byte(s.right)}, Options{}); got != nil {
			t.Errorf("%q is right: %v", s.right, got)
		}
	}
	if len(slips) > slotCount/2 {
		t.Errorf("%d slips need more slots", len(slips))
	}
}

// TestHostile: time grows with the text, also where one line is all there is.
func TestHostile(t *testing.T) {
	for _, part := range []string{
		"và ", "`", "``` ` ", "<a ", "<!-- ", "[a](", "]:", "0912345678 ", "0 ", "1.", "MẬT ", "nghành ", "hoà hòa ", "\u00ad ", "\u00a0 ",
		"<!-- bulletin: allow word-doubled và: x --> và ", "# bulletin: x", "a@", "sinh ngày 1/1/1975 ", "\u200d", "(", "\\",
		"0*", "0<b>", "0[", "0](", "0&#48;", "&#48;", "０", "0\u200b", "0<!--", "0\\-", "0912*345*678 ",
	} {
		for _, head := range []string{"", "---\na: ", "---\na: |\n  "} {
			text := []byte(head + strings.Repeat(part, 50_000/len(part)))
			problems := Text(File{Raw: text, Text: text}, Options{Public: true})
			checkPlaces(t, text, problems[:min(len(problems), 20)])
		}
	}
}

// BenchmarkPrivate glances at the same article.
func BenchmarkPrivate(b *testing.B) {
	text := []byte(article())
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if Private(text) {
			b.Fatal("it is private")
		}
	}
}

// BenchmarkText looks at an ordinary article of 4 KB as a public item.
func BenchmarkText(b *testing.B) {
	text := []byte(article())
	file := File{Path: "content/news/a.md", Raw: text, Text: text}
	if got := Text(file, Options{Public: true}); got != nil {
		b.Fatal(told(got))
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		Text(file, Options{Public: true})
	}
}

// BenchmarkCountTones is the other pass that a site needs.
func BenchmarkCountTones(b *testing.B) {
	file := File{Text: []byte(article())}
	b.SetBytes(int64(len(file.Text)))
	for b.Loop() {
		CountTones(file)
	}
}

// article is front matter and 4 KB of prose with links, dates and numbers.
func article() string {
	return "---\ntitle: Sinh hoạt thường kỳ tháng 7\ndate: 2020-07-27\ntags: [sinh hoạt thường kỳ, học tập và làm theo Bác]\n---\n\n" +
		strings.Repeat("Chi bộ tổ chức sinh hoạt thường kỳ vào ngày 03/7/2020 với 22 đảng viên tham dự. Đồng chí Bí thư thông qua\n"+
			"dự thảo nghị quyết, khóa XII, theo **Hướng dẫn 12-HD/BTCTW**; các đảng viên thảo luận, biểu quyết và thống nhất\n"+
			"cao với nội dung mà cấp ủy đã chuẩn bị. Xem thêm [câu chuyện tháng 6](../stories/cai-thuoc-la.md) và\n"+
			"những việc phải hoàn thành trong quý III.\n\n- Tuyên truyền, giáo dục chính trị, tư tưởng: 100%\n- Quyết định số 132-QĐ/TW: 15 điều\n\n", 8)
}
