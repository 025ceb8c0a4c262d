package newsletter

import (
	"testing"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/site"
	"bulletin/internal/viet"
)

func TestParsePeriod(t *testing.T) {
	for text, want := range map[string]string{
		"2020-07": "2020-07-01 2020-07-31 2020-07", "7/2020": "2020-07-01 2020-07-31 2020-07", "2/2020": "2020-02-01 2020-02-29 2020-02",
		"2020-Q3": "2020-07-01 2020-09-30 2020-q3", "quý III/2020": "2020-07-01 2020-09-30 2020-q3", "2020": "2020-01-01 2020-12-31 2020",
		"2020-07-01..2020-08-15": "2020-07-01 2020-08-15 2020-07-01-2020-08-15", "1/7/2020 .. 15/8/2020": "2020-07-01 2020-08-15 2020-07-01-2020-08-15",
		"2020-07..2020-08": "2020-07-01 2020-08-31 2020-07-01-2020-08-31", "2020-07-27..2020-07-27": "2020-07-27 2020-07-27 2020-07-27-2020-07-27",
		"2020-07-27": "", "": "", "mai": "", "2020-08-15..2020-07-01": "", "2020-07..": "", "..2020-07": "", "13/2020": "",
	} {
		got := ""
		if p, err := ParsePeriod(text); err == nil {
			got = p.From.String() + " " + p.To.String() + " " + p.Name()
		}
		if got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

// TestHolds: only a date that is certainly in the period is, one that may be touches it.
func TestHolds(t *testing.T) {
	july, err := ParsePeriod("2020-07")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][2]bool{
		"2020-07-01": {true, true}, "2020-07-31": {true, true}, "2020-07": {true, true}, "2020-06-30": {}, "2020-08-01": {}, "2019": {},
		"2020": {false, true}, "2020-Q3": {false, true}, "2020-Q2": {},
	} {
		date, err := viet.ParseDate(text)
		if err != nil {
			t.Fatal(err)
		}
		item := Item{Item: &site.Item{Head: &content.Head{Dated: date.Compact()}}}
		if got := [2]bool{july.holds(item), july.touches(item)}; got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
	if unknown := (Item{Item: &site.Item{Head: &content.Head{}}}); july.holds(unknown) || july.touches(unknown) {
		t.Error("an unknown date is in July")
	}
}

// TestNext: numbers go on within a year, and over its turn where they did before.
func TestNext(t *testing.T) {
	for _, tt := range []struct {
		period string
		before [][3]int // month, year, number
		want   int
	}{
		{"2020-07", nil, 1},
		{"2020-07", [][3]int{{5, 2020, 5}, {6, 2020, 6}}, 7},
		{"2020-07", [][3]int{{6, 2020, 3}, {8, 2020, 5}}, 4}, // the one between
		{"2021-01", [][3]int{{11, 2020, 11}, {12, 2020, 12}}, 1},
		{"2021-01", [][3]int{{12, 2019, 40}, {1, 2020, 41}, {12, 2020, 52}}, 53},
		{"2021-01", [][3]int{{12, 2019, 12}, {1, 2020, 1}, {12, 2020, 12}}, 1},
	} {
		p, err := ParsePeriod(tt.period)
		if err != nil {
			t.Fatal(err)
		}
		var items []Item
		for _, n := range tt.before {
			items = append(items, Item{Item: &site.Item{Head: &content.Head{
				Kind: content.KindIssue, Dated: viet.InMonth(n[1], n[0]).Compact(), Rare: &content.Rare{Numbered: &content.Numbered{Year: n[1], Number: n[2]}},
			}}})
		}
		if got := next(items, p); got != tt.want {
			t.Errorf("%s after %v: number %d, want %d", tt.period, tt.before, got, tt.want)
		}
	}
}

func TestRelative(t *testing.T) {
	for _, tt := range [][3]string{
		{"issues", "meetings/a.md", "../meetings/a.md"}, {"issues", "issues/a.md", "a.md"}, {"issues", "a.md", "../a.md"},
		{"x/issues", "x/news/2020/a.md", "../news/2020/a.md"}, {"x/issues", "news/a.md", "../../news/a.md"}, {"", "news/a.md", "news/a.md"},
	} {
		if got := relative(tt[0], tt[1]); got != tt[2] {
			t.Errorf("from %q to %q: %q", tt[0], tt[1], got)
		}
	}
}

func TestTitle(t *testing.T) {
	p, err := ParsePeriod("2020-07")
	if err != nil {
		t.Fatal(err)
	}
	n := Number{Period: p, No: 7, Year: 2020}
	for lang, want := range map[diag.Lang]string{diag.VI: "Số 7/2020, tháng 7 năm 2020", diag.EN: "Number 7/2020, July 2020"} {
		if n.Lang = lang; n.Title() != want {
			t.Errorf("%q", n.Title())
		}
	}
}

// TestEscaped: a title is itself in Markdown, also at the head of a line.
func TestEscaped(t *testing.T) {
	for text, want := range map[string]string{
		"Một  tin": "Một tin", "1. Một": `1\. Một`, "- a": `\- a`, "+ a": `\+ a`, "=": `\=`, "2) b": `2\) b`, "1.5 triệu": "1.5 triệu", "-5 độ": "-5 độ",
		"A & B_c": `A \& B\_c`, "&nbsp;": `\&nbsp;`, "# a": `\# a`, "> a": `\> a`, "[x](y)": `\[x\](y)`,
	} {
		if got := escaped(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
