package schema

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"bulletin/internal/diag"
)

// decode reads a text that begins on line 3 of its file.
func decode(text string) (report, more, Places, diag.List) {
	var (
		r report
		m more
	)
	lines := strings.Split("---\n# x\n"+text, "\n")
	origin := Origin{File: "a.md", FirstLine: 3, Line: func(n int) string {
		if n > len(lines) {
			return ""
		}
		return lines[n-1]
	}}
	places, problems := Of(report{}, more{}).Decode(Parse([]byte(text), origin), &r, &m)
	return r, m, places, problems
}

func ptr[T any](v T) *T { return &v }

// TestForms: every form of value, in every way it may be written.
func TestForms(t *testing.T) {
	tests := []struct {
		name, text string
		want       report
	}{
		{"text", "title: Họp chi bộ", report{Title: "Họp chi bộ"}},
		{"quoted text", `title: "Họp: \"tháng\" 7"`, report{Title: `Họp: "tháng" 7`}},
		{"folded text", "title: >\n  Họp\n  chi bộ\n", report{Title: "Họp chi bộ"}},
		{"block of text", "title: |\n  một\n  hai\n", report{Title: "một\nhai"}},
		{"number as text", "title: 2020", report{Title: "2020"}},
		{"truth as text", "title: true", report{Title: "true"}},
		{"blanks around text", `title: "  Họp  "`, report{Title: "Họp"}},
		{"marks apart", "title: " + norm.NFD.String("Ủy ban"), report{Title: "Ủy ban"}},
		{"integer", "title: T\ncount: 22\nscore: 0", report{Title: "T", Count: 22, Score: ptr(0)}},
		{"negative integer", "title: T\nscore: -1", report{Title: "T", Score: ptr(-1)}},
		{"bool", "title: T\ndraft: true\nagreed: false", report{Title: "T", Draft: true, Agreed: ptr(false)}},
		{"bool in Vietnamese", "title: T\ndraft: Có\nagreed: không", report{Title: "T", Draft: true, Agreed: ptr(false)}},
		{"bool in English words", "title: T\ndraft: YES\nagreed: no", report{Title: "T", Draft: true, Agreed: ptr(false)}},
		{"choice", "title: T\ngrade: not_good", report{Title: "T", Grade: "not_good"}},
		{"choice by its label", "title: T\ngrade: chưa tốt", report{Title: "T", Grade: "not_good"}},
		{"choice by its label, marks apart", "title: T\ngrade: " + norm.NFD.String("Tốt"), report{Title: "T", Grade: "good"}},
		{"choice that looks like a number", "title: T\nlaw: 2003", report{Title: "T", Law: "2003"}},
		{"quoted choice", "title: T\nlaw: '2003'", report{Title: "T", Law: "2003"}},
		{"list", "title: T\ntags: [a, \"b: c\"]\nnumbers:\n  - 1\n  - 2", report{Title: "T", Tags: []string{"a", "b: c"}, Numbers: []int{1, 2}}},
		{"empty list", "title: T\ntags: []", report{Title: "T"}},
		{"what reads itself", "title: T\nstart_at: 08:00", report{Title: "T", Start: 4008}},
		{"mapping", "title: T\nbook: {name: S, year: 1990}", report{Title: "T", Book: book{Name: "S", Year: ptr(1990)}}},
		{"mapping in short", "title: T\nbook: S", report{Title: "T", Book: book{Name: "S"}}},
		{"mapping behind a pointer", "title: T\nminutes:\n  number: 7/BB\n  approved: true", report{Title: "T", Minutes: &minutes{"7/BB", true}}},
		{"list or number: number", "title: T\nabsent: 3", report{Title: "T", Absent: tally{Count: 3}}},
		{"list or number: list", "title: T\nabsent: [An, Bình]", report{Title: "T", Absent: tally{Names: []string{"An", "Bình"}}}},
		{"list of mappings", "title: T\nvotes:\n  - matter: A\n    for: 20\n  - {nội dung: B}", report{Title: "T", Votes: []vote{{"A", ptr(20)}, {Matter: "B"}}}},
		{"nothing is the same as absent", "title: T\ncount:\nscore: ~\ntags: null\nbook:\nminutes:\nabsent:\ngrade:\nstart_at:", report{Title: "T"}},
		{"comments and blank lines", "# c\n\ntitle: T # c\n\n# c\n", report{Title: "T"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, _, _, problems := decode(tt.text)
			if diff := cmp.Diff(tt.want, got); diff != "" || problems != nil {
				t.Error(diff, problems)
			}
		})
	}
}

// TestKeys: a key may be written in English or under its Vietnamese label, in
// any case, composed or not, with blanks, hyphens or underscores.
func TestKeys(t *testing.T) {
	for _, key := range []string{
		"start_at", "Start_At", "start-at", "start at", "Bắt đầu", "bắt đầu", "BẮT ĐẦU", "bắt_đầu", norm.NFD.String("Bắt đầu"), `"bắt  đầu"`,
	} {
		if got, _, places, problems := decode("title: T\n" + key + ": 9"); got.Start != 4009 || problems != nil || places["start_at"].Line != 4 {
			t.Errorf("%q: %+v %v", key, got, problems)
		}
	}
	for _, key := range []string{"grade", "Xếp loại", "hạng", "Mức"} {
		if got, _, _, problems := decode("title: T\n" + key + ": good"); got.Grade != "good" || problems != nil {
			t.Errorf("%q: %+v %v", key, got, problems)
		}
	}
	if _, m, _, problems := decode("title: T\nghi chú: N"); m.Note != "N" || problems != nil {
		t.Errorf("the second struct: %+v %v", m, problems)
	}
}

// TestPlaces: lines of the file and columns of its text, of the value, by path;
// what has no value has no place.
func TestPlaces(t *testing.T) {
	_, _, places, _ := decode("Tiêu đề: T\nminutes:\n  number: 7\nvotes:\n- matter: A\n  for: 20\ntags: [a, bb]\nscore:\nbook: ~")
	want := Places{
		"title": {3, 10}, "minutes": {5, 3}, "minutes.number": {5, 11}, "votes": {7, 1}, "votes[0]": {7, 3}, "votes[0].matter": {7, 11},
		"votes[0].for": {8, 8}, "tags": {9, 7}, "tags[0]": {9, 8}, "tags[1]": {9, 11},
	}
	if diff := cmp.Diff(want, places); diff != "" {
		t.Error(diff)
	}
}

// TestRefused is the table of what is not understood; file line and column, the
// code, and the field that the editor would mark.
func TestRefused(t *testing.T) {
	tests := []struct {
		name, text string
		want       []string
	}{
		{"nothing", "", []string{"3:1 missing-key title"}},
		{"only a comment", "# c\n", []string{"3:1 missing-key title"}},
		{"required and empty", "title:", []string{"3:1 key-empty title"}},
		{"required and blank", `title: "  "`, []string{"3:8 key-empty title"}},
		{"required inside a list", "title: T\nvotes: [{for: 1}, {matter: }]", []string{"4:9 missing-key votes[0].matter", "4:20 key-empty votes[1].matter"}},
		{"required inside a mapping", "title: T\nminutes: {approved: true}", []string{"4:10 missing-key minutes.number"}},
		{"required inside the long form", "title: T\nbook: {year: 1990}", []string{"4:7 missing-key book.name"}},
		{"unknown", "title: T\nqqqqqqq: 1", []string{"4:1 unknown-key qqqqqqq"}},
		{"near a key", "title: T\ndarft: true", []string{"4:1 unknown-key-near darft"}},
		{"near a label", "title: T\nbiên bảng: x", []string{"4:1 unknown-key-near biên bảng"}},
		{"unknown inside", "title: T\nminutes:\n  number: 1\n  xxxxxx: 2", []string{"6:3 unknown-key xxxxxx"}},
		{"merge key", "title: T\n<<: {count: 1}", []string{"4:1 unknown-key <<"}},
		{"twice", "title: T\nTitle: U", []string{"4:1 duplicate-key title"}},
		{"twice, in two languages", "count: 1\ntitle: T\nsố lượng: 2", []string{"5:1 duplicate-key count"}},
		{"twice, once empty", "title: T\ncount:\ncount: 2", []string{"5:1 duplicate-key count"}},
		{"a key that is no text", "title: T\n? [a]\n: b", []string{"4:3 key-not-text "}},
		{"list for text", "title: [T]", []string{"3:8 want-text title"}},
		{"mapping for text", "title: {a: b}", []string{"3:8 want-text title"}},
		{"text for list", "title: T\ntags: a, b", []string{"4:7 want-list tags"}},
		{"mapping for list", "title: T\ntags: {a: b}", []string{"4:7 want-list tags"}},
		{"text for mapping", "title: T\nminutes: số 7", []string{"4:10 want-mapping minutes"}},
		{"list for mapping", "title: T\nbook: [a]", []string{"4:7 want-mapping book"}},
		{"word for number", "title: T\ncount: hai", []string{"4:8 want-number count"}},
		{"quoted number", "title: T\ncount: \"2\"", []string{"4:8 want-number count"}},
		{"fraction", "title: T\ncount: 2.0", []string{"4:8 want-number count"}},
		{"Vietnamese thousands", "title: T\ncount: 1.200", []string{"4:8 want-number count"}},
		{"number too large", "title: T\ncount: 99999999999999999999", []string{"4:8 want-number count"}},
		{"word for bool", "title: T\ndraft: maybe", []string{"4:8 want-bool draft"}},
		{"quoted bool", "title: T\ndraft: 'true'", []string{"4:8 want-bool draft"}},
		{"number for bool", "title: T\ndraft: 1", []string{"4:8 want-bool draft"}},
		{"out of the set", "title: T\ngrade: xuất sắc", []string{"4:8 not-allowed grade"}},
		{"near the set", "title: T\ngrade: tót", []string{"4:8 not-allowed-near grade"}},
		{"empty choice", "title: T\ngrade: \"\"", []string{"4:8 not-allowed grade"}},
		{"reads itself, own reason", "title: T\nstart_at: noon", []string{"4:11 clock-syntax start_at"}},
		{"reads itself, any reason", "title: T\nstart_at: x", []string{"4:11 wrong-value start_at"}},
		{"list for what reads itself", "title: T\nstart_at: [8]", []string{"4:11 want-text start_at"}},
		{"wrong item", "title: T\nnumbers: [1, b]", []string{"4:14 want-number numbers[1]"}},
		{"empty item", "title: T\ntags:\n  - a\n  -\n", []string{"6:4 empty-item tags[1]"}},
		{"anchor", "title: &a T", []string{"3:8 yaml-anchor title"}},
		{"alias", "title: &a T\nnote: *a", []string{"3:8 yaml-anchor title", "4:7 yaml-anchor note"}},
		{"unknown alias", "title: *a", []string{"3:8 yaml-anchor "}},
		{"tag", "title: !!str T", []string{"3:8 yaml-tag title"}},
		{"two documents", "title: T\n...\n---\ntitle: U", []string{"5:1 yaml-documents "}},
		{"a list", "- title: T", []string{"3:1 want-keys "}},
		{"a word", "title", []string{"3:1 want-keys "}},
		{"colon", "title: a: b", []string{"3:9 yaml-colon "}},
		{"no colon in the first line", "title T\nnote: 1", []string{"3:1 yaml-no-colon "}},
		{"no colon", "title: T\nnote 1\ncount: 2", []string{"4:1 yaml-no-colon "}},
		{"no colon after a list", "title: T\ntags: [a]\nnote 1", []string{"5:1 yaml-no-colon "}},
		{"a key further in", "title: T\n  note: 1", []string{"4:7 yaml-indent "}},
		{"quotes within quotes", "title: \"A \"B\" C\"", []string{"3:12 yaml-quote "}},
		{"no space after the colon", "title:Họp chi bộ\nnote: 1", []string{"3:6 yaml-no-space "}},
		{"no space in the last line", "title: T\ntiêu đề:1", []string{"4:8 yaml-no-space "}},
		{"tab", "title: T\n\tnote: 1", []string{"4:1 yaml-tab "}},
		{"required and misspelt", "tiêu dề: T", []string{"3:1 unknown-key-near tiêu dề"}},
		{"bracket", "title: T\ntags: [a", []string{"5:1 yaml-unclosed "}},
		{"at sign", "title: @x", []string{"3:8 yaml-character "}},
		{"everything at once", "draft: x\ngrade: y\nzzzzzz: 1", []string{
			"3:1 missing-key title", "3:8 want-bool draft", "4:8 not-allowed grade", "5:1 unknown-key zzzzzz",
		}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, _, _, problems := decode(tt.text)
			var got []string
			for _, d := range problems.Sort() {
				got = append(got, fmt.Sprintf("%d:%d %s %s", d.Pos.Line, d.Pos.Col, d.Code, d.Field))
				if d.Pos.File != "a.md" || d.Severity != diag.Error {
					t.Errorf("%s: %+v", d.Code, d)
				}
				if lines := strings.Split(tt.text, "\n"); d.Pos.Line-3 < len(lines) && d.Line != lines[d.Pos.Line-3] {
					t.Errorf("%s shows the line %q", d.Code, d.Line)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// TestHints: what a clerk reads names what was meant, in the language read.
func TestHints(t *testing.T) {
	tests := []struct{ text, vi, en string }{
		{"title: T\nbien ban: x", "", ""}, // without marks it is a slip, not a key
		{"title: T\ndarft: x", "Có phải ý bạn là “draft”?", "Did you mean “draft”?"},
		{"title: T\nđiẻm: 1", "Có phải ý bạn là “Điểm”?", "Did you mean “Điểm”?"},
		{"title: T\ngrade: chưa tót", "Có phải ý bạn là “Chưa tốt”? Các giá trị dùng được: good (Tốt), not_good (Chưa tốt)",
			"Did you mean “Chưa tốt”? The values are: good (Good), not_good (Not good)"},
		{"title: T\nminutes: {number: 1, đđđđđđđđ: 2}", "Các khóa dùng được: số; đã thông qua", "The keys are: số; đã thông qua"},
		{"title: T\nminutes: {number: 1, zzzzzz: 2}", "Các khóa dùng được: number, approved", "The keys are: number, approved"},
	}
	for _, tt := range tests {
		_, _, _, problems := decode(tt.text)
		if len(problems) != 1 {
			t.Errorf("%q: %v", tt.text, problems)
			continue
		}
		if vi, en := problems[0].Hint(diag.VI), problems[0].Hint(diag.EN); tt.vi != "" && (vi != tt.vi || en != tt.en) {
			t.Errorf("%q:\n%s\n%s", tt.text, vi, en)
		}
	}
}

// TestChoicePeeks: a mapping can be asked for one key before it is decoded.
func TestChoicePeeks(t *testing.T) {
	for text, want := range map[string]string{
		"grade: good": "good", "xếp loại: chưa tốt": "not_good", "title: T\nGrade: good": "good", "grade: x": "", "title: T": "",
		"": "", "- a": "", "a: [": "", "grade: [good]": "",
	} {
		if got := Parse([]byte(text), Origin{FirstLine: 1}).Choice("grade", "Xếp loại", new(grade).Options()); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
