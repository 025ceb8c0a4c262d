package lint

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"bulletin/internal/diag"
	"bulletin/internal/source"
)

// told says each problem as "line:column code argument, argument …" without the
// last argument of what is private, which is always the line that would allow it.
func told(problems diag.List) []string {
	var said []string
	for _, d := range problems {
		args := d.Args
		if private(d.Code) {
			args = args[:1]
		}
		text := strings.Join(strings.Fields(fmt.Sprintln(args...)), " ")
		said = append(said, fmt.Sprintf("%d:%d %s %s", d.Pos.Line, d.Pos.Col, d.Code, text))
	}
	return said
}

// looked reads a file as the program does and looks at it as a public item.
func looked(t testing.TB, raw []byte, o Options) diag.List {
	t.Helper()
	text, problem := source.Decode(raw)
	if problem != nil {
		t.Fatalf("%q cannot be decoded", raw)
	}
	if file := (File{Path: "content/a.md", Raw: raw, Text: text}); o.Public && len(Published(file)) > 0 && !suspect(text) {
		t.Errorf("a glance sees nothing in %q", text)
	}
	return Text(File{Path: "content/a.md", Raw: raw, Text: text}, o)
}

type example struct {
	name, text string
	want       string // what is told, one problem a line
}

func (e example) check(t *testing.T) {
	t.Helper()
	got := told(looked(t, []byte(e.text), Options{Public: true}))
	var want []string
	if e.want != "" {
		want = strings.Split(e.want, "\n")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s: %q\n%s", e.name, e.text, diff)
	}
}

// TestText is the specification of the checks of the text.
func TestText(t *testing.T) {
	for _, e := range []example{
		{"slip", "Kể một câu truyện về Bác.", "1:8 typing-slip câu truyện câu chuyện"},
		{"slip that is another word's beginning", "Tổ chức vài trò chơi và phát huy vài trò của Đoàn.", "1:34 typing-slip vài trò vai trò"},
		{"slip in one word", "Toàn nghành thi đua.", "1:6 typing-slip nghành ngành"},
		{"capitals are kept", "Nghành Tư pháp, SÁT NHẬP, Chia Sẽ", "1:1 typing-slip Nghành Ngành\n1:17 typing-slip SÁT NHẬP SÁP NHẬP\n1:27 typing-slip Chia Sẽ Chia Sẻ"},
		{"slip over a line's end", "Mỗi đảng viên kể một câu\ntruyện.", "1:22 typing-slip câu truyện câu chuyện"},
		{"slip in front matter", "---\ntitle: Kỹ niệm ngày thành lập\n---\n", "2:8 typing-slip Kỹ niệm Kỷ niệm"},
		{"whole words only", "Câu truyệnx, xnghành", ""},
		{"variants are the author's", "Xử lí kì họp, hàng năm giữ nề nếp; bác sỹ, bác sĩ.", ""},
		{"a name begins", "Đọc kỹ Luật Thi hành án dân sự.", ""},

		{"doubled word", "Cán bộ và và đảng viên.", "1:8 word-doubled và"},
		{"doubled three times", "Cán bộ của của của Cục.", "1:8 word-doubled của\n1:12 word-doubled của"},
		{"doubled, capital first", "Các các đồng chí có mặt.", "1:1 word-doubled các"},
		{"doubled over a line's end", "Chi bộ đã\nđã họp.", "1:8 word-doubled đã"},
		{"doubled in a quotation", "> Chi bộ đã\n> đã họp.", "1:10 word-doubled đã"},
		{"doubled in a folded value", "---\nsummary: >-\n  Chi bộ đã\n  đã họp\n---\n", "3:10 word-doubled đã"},
		{"doubled word of two syllables", "được Bộ trưởng Bộ trưởng Bộ Tư pháp tặng Cờ", "1:6 word-doubled Bộ trưởng"},
		{"Bộ trưởng Bộ is no repeat", "được Bộ trưởng Bộ Tư pháp tặng Cờ", ""},
		{"not over paragraphs, items, cells, headings", "Họp và\n\nvà họp.\n\n- và\n- và\n\n| và | và |\n\n# Tin của\ncủa Chi bộ\n", ""},
		{"not over a hard line end", "Tin tức Chi bộ  \nTin tức Chi bộ", ""},
		{"not over keys", "---\ntitle: Cờ thi đua của\nof: x\n---\n", ""},

		{"tone out of place", "Rất qúy, rất tòan diện, ngòai ra", "1:5 tone-misplaced qúy quý\n1:14 tone-misplaced tòan toàn\n1:25 tone-misplaced ngòai ngoài"},
		{"two rules in one file", "cấp ủy, chi ủy, cấp uỷ, khóa XII", "1:21 tone-mixed uỷ ủy"},
		{"two rules, the modern one rules", "hoà giải, khoẻ, Uỷ ban; tòa án", "1:25 tone-mixed tòa toà"},
		{"as many of each", "hoà giải, toà án; tòa án, hòa giải", "1:1 tone-mixed hoà hòa\n1:11 tone-mixed toà tòa"},
		{"one rule throughout", "hoà giải, toà án, Uỷ ban, tuỳ nghi", ""},
		{"names are their bearers'", "Toà án, tuỳ nghi; ông Hòa, Nguyễn Thị Thúy, tỉnh Thanh Hóa, Thúy Hà", ""},
		{"qu and gi are no vowels", "hòa, tòa; quý, quỳ, quà, già, giá, quả, quẻ, gì, giữ, quốc", ""},
		{"committee in capitals", "TỈNH UỶ và cấp ủy, chi ủy", "1:6 tone-mixed UỶ ỦY"},

		{"no-break space", "hoàn thành xuất sắc\u00a0nhiệm vụ", "1:20 no-break-space U+00A0"},
		{"narrow no-break space before a colon", "Kết quả\u202f: tốt", "1:8 no-break-space U+202F"},
		{"no-break spaces in a row", "xuất sắc\u00a0\u00a0nhiệm vụ", "1:9 no-break-space U+00A0"},
		{"with a reason", "Điều\u00a04, 27\u00a0đồng chí, 95\u202f%, TS.\u00a0Nguyễn Văn A\u00a0– Bí thư", ""},
		{"after a sentence", "xuất sắc.\u00a0Chi bộ", "1:10 no-break-space U+00A0"},
		{"a no-break space parts words all the same", "Cán bộ và\u00a0và đảng viên", "1:8 word-doubled và\n1:10 no-break-space U+00A0"},
		{"characters of no width", "đảng\u200bviên, tổ\u00adchức, chi\ufeff bộ, \u2060họp\u200e", "1:5 invisible-character U+200B\n1:14 invisible-character U+00AD\n1:24 invisible-character U+FEFF\n1:30 invisible-character U+2060\n1:34 invisible-character U+200E"},
		{"emoji are joined", "Gia đình 👨‍👩‍👧 và 🏳️‍🌈", ""},
		{"a joiner without emoji", "chi\u200dbộ", "1:4 invisible-character U+200D"},
		{"another script's joiner", "می\u200cخواهم", ""},
		{"an old font's ư", "Bé T\u00ad ph¸p", ""},

		{"decomposed", "---\ntitle: a\n---\nChi bộ hop. " + norm.NFD.String("Đảng ủy"), "4:14 text-not-composed 2"},
		{"decomposed, with CRLF", "Một\r\nhai " + norm.NFD.String("ủy") + "\r\n", "2:5 text-not-composed 1"},

		{"code is left alone", "`và và` ``câu ` truyện`` và\n\n```\nvà và nghành hòan\n```\n\n~~~~ text\n~~~\nvà và\n~~~~\nnghành", "11:1 typing-slip nghành ngành"},
		{"code over a line's end", "`và\nvà` nghành", "2:5 typing-slip nghành ngành"},
		{"a lone backtick is text", "` và và", "1:3 word-doubled và"},
		{"a comment is left alone", "a <!-- và và\nnghành --> nghành", "2:12 typing-slip nghành ngành"},
		{"addresses are left alone", "[nghành](nghành.md) ![x](<a/nghành.png>) <https://nghành.vn/nghành> https://a.vn/nghành nghành@a.vn tải tệp nghành-nghề.docx\n\n[a]: https://a.vn/nghành\n", "1:2 typing-slip nghành ngành"},
		{"tags are left alone", "<b title=\"nghành\">nghành</b>", "1:19 typing-slip nghành ngành"},
		{"a comment of YAML is left alone", "---\n# nghành\ntitle: \"a # nghành\" # nghành\n---\n", "3:13 typing-slip nghành ngành"},
	} {
		t.Run(e.name, e.check)
	}
}

// TestArticle: sentences with the slips of a real article.
func TestArticle(t *testing.T) {
	e := example{name: "article", text: "Phát huy vài trò của tổ chức cơ sở. Mỗi buổi có một câu truyện, mỗi câu chuyện gắn với một nội dung.\n\n" +
		"Chỉ thị của cấp uỷ được cấp ủy, Chi ủy quán triệt.\n\nDanh hiệu xuất sắc\u00a0và do Bộ trưởng Bộ trưởng Bộ Tư pháp tặng.\n",
		want: "1:10 typing-slip vài trò vai trò\n1:53 typing-slip câu truyện câu chuyện\n3:17 tone-mixed uỷ ủy\n" +
			"5:19 no-break-space U+00A0\n5:26 word-doubled Bộ trưởng"}
	e.check(t)
}

// TestOwnContent: the sample site and the documents have nothing to mend.
func TestOwnContent(t *testing.T) {
	for _, pattern := range []string{"content/*.md", "content/*/*.md", "docs/*.md", "*.md"} {
		files, err := filepath.Glob("../../" + pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %d files, %v", pattern, len(files), err)
		}
		for _, name := range files {
			raw, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range looked(t, raw, Options{Public: strings.HasPrefix(pattern, "content")}) {
				t.Errorf("%s: %s", name, d)
			}
		}
	}
}

// TestSite: what rules is what most words of the site do, not those of a file.
func TestSite(t *testing.T) {
	a := File{Path: "a.md", Text: []byte("cấp ủy, khóa XII, tòa án")}
	b := File{Path: "b.md", Text: []byte("cấp uỷ, hoà giải. Và và.")}
	site := CountTones(a).Add(CountTones(b))
	if want := (Tones{Traditional: 3, Modern: 2}); site != want {
		t.Fatalf("counted %+v, want %+v", site, want)
	}
	if got := told(Text(a, Options{Tones: site})); got != nil {
		t.Errorf("a.md: %q", got)
	}
	want := []string{"1:5 tone-mixed uỷ ủy", "1:9 tone-mixed hoà hòa", "1:19 word-doubled và"}
	if diff := cmp.Diff(want, told(Text(b, Options{Tones: site}))); diff != "" {
		t.Error(diff)
	}
}

// TestPlaces: a problem carries its file, the line as it is shown, and a severity.
func TestPlaces(t *testing.T) {
	raw := []byte("\xef\xbb\xbfMột\r\nĐT 0912345678 nghành\r\n")
	got := looked(t, raw, Options{Public: true})
	want := diag.List{
		{Pos: diag.Pos{File: "content/a.md", Line: 2, Col: 4}, Severity: diag.Error, Code: "phone-number", Line: "ĐT 0912345678 nghành", Args: []any{
			"0912345678", diag.Words{VI: "ở dòng trước: <!-- bulletin: allow phone-number 0912345678: lý do -->", EN: "on the line before: <!-- bulletin: allow phone-number 0912345678: reason -->"}}},
		{Pos: diag.Pos{File: "content/a.md", Line: 2, Col: 15}, Severity: diag.Warning, Code: "typing-slip", Line: "ĐT 0912345678 nghành", Args: []any{"nghành", "ngành"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !utf8.ValidString(got[0].Message(diag.VI)) || !strings.Contains(got[0].Hint(diag.VI), "allow phone-number 0912345678: lý do") {
		t.Errorf("%s\n%s", got[0].Message(diag.VI), got[0].Hint(diag.VI))
	}
}
