package schema

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bulletin/internal/diag"
)

// TestLeaves: every key of one value, with its path, in the order of the structs.
func TestLeaves(t *testing.T) {
	var got []string
	for _, leaf := range Of(report{}, more{}).Leaves() {
		got = append(got, leaf.Path)
	}
	want := []string{
		"title", "count", "score", "draft", "agreed", "grade", "law", "start_at", "book.name", "book.year",
		"minutes.number", "minutes.approved", "note",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestSetAndGet: each leaf takes a value as text and gives it back, also through
// a pointer that was nil; before, it has none or the zero of its type.
func TestSetAndGet(t *testing.T) {
	s := Of(report{}, more{})
	tests := []struct{ path, text, before, after string }{
		{"title", " Họp ", "", "Họp"}, {"count", "22", "0", "22"}, {"score", "-3", "", "-3"}, {"draft", "có", "false", "true"},
		{"agreed", "false", "", "false"}, {"grade", "Chưa tốt", "", "not_good"}, {"start_at", "9", "0", "9"}, {"book.name", "S", "", "S"},
		{"book.year", "1990", "", "1990"}, {"minutes.number", "7", "", "7"}, {"minutes.approved", "yes", "false", "true"}, {"note", "N", "", "N"},
	}
	var (
		r report
		m more
	)
	for _, tt := range tests {
		if got := s.Get(tt.path, &r, &m); got != tt.before {
			t.Errorf("%s is %q before", tt.path, got)
		}
		if problems := s.Set(tt.path, tt.text, Origin{File: "--flag"}, &r, &m); problems != nil {
			t.Errorf("%s: %v", tt.path, problems)
		}
		if got := s.Get(tt.path, r, m); got != tt.after {
			t.Errorf("%s is %q, want %q", tt.path, got, tt.after)
		}
	}
	problems := s.Set("count", "hai", Origin{File: "BULLETIN_COUNT"}, &r, &m)
	if len(problems) != 1 || problems[0].Pos != (diag.Pos{File: "BULLETIN_COUNT"}) || problems[0].Code != "want-number" || r.Count != 22 {
		t.Errorf("%v, %d", problems, r.Count)
	}
}

// TestProgrammersErrors: a malformed struct or an unknown path is found at once.
func TestProgrammersErrors(t *testing.T) {
	tests := map[string]func(){
		"no label": func() {
			Of(struct {
				A string `key:"a" vi:"A"`
			}{})
		},
		"one name twice": func() {
			Of(struct {
				A string `key:"a" vi:"Tên" en:"A"`
				B string `key:"b" vi:"tên" en:"B"`
			}{})
		},
		"two structs, one key": func() { Of(more{}, more{}) },
		"a type that is no text": func() {
			Of(struct {
				A float64 `key:"a" vi:"A" en:"A"`
			}{})
		},
		"unknown path": func() { Of(report{}).Set("book.pages", "1", Origin{}, &report{}) },
	}
	for name, f := range tests {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("nobody noticed")
				}
			}()
			f()
		})
	}
}

// TestFieldValue: a field finds its value among the structs and knows which one
// it belongs to.
func TestFieldValue(t *testing.T) {
	s := Of(report{}, more{})
	r, m := &report{Grade: "good"}, &more{Note: "N"}
	note, _ := s.Field("note")
	graded, _ := s.Field("grade")
	if note.Of(r, m) != "N" || !note.Within(m) || note.Within(r) {
		t.Error("note is not of the second struct")
	}
	options, value, ok := AsEnum(graded.Of(r, m))
	if !ok || value != "good" || len(options) != 2 || options[1].Label(diag.EN) != "Not good" || options[1].Label(diag.VI) != "Chưa tốt" {
		t.Errorf("%v %q %v", options, value, ok)
	}
	for _, v := range []any{"text", 1, nil, []string{"a"}} {
		if _, _, ok := AsEnum(v); ok {
			t.Errorf("%v is no choice", v)
		}
	}
	if _, ok := s.Field("nope"); ok {
		t.Error("found what is not there")
	}
}

// TestTemplate is the blank that `bulletin new` writes, line by line.
func TestTemplate(t *testing.T) {
	got := Of(report{}, more{}).Template(map[string]string{"count": "3", "note": "a: b"}, map[string]bool{"numbers": true, "law": true}, diag.EN)
	want := strings.TrimPrefix(`
title: …  # Title: The name
count: 3  # Count
# score:  # Score
# draft: false  # Draft
# agreed: false  # Agreed
# grade:  # Grade [good (Good), not_good (Not good)]
# tags: []  # Tags
# start_at:  # Start
# book:  # Book
#   name: …  # Name
#   year:  # Year
# minutes:  # Minutes
#   number: …  # Number
#   approved: false  # Approved
# absent: []  # Absent
# votes: []  # Votes [{matter: …, for: …}]
note: "a: b"  # Note
`, "\n")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestScalar: whatever a title is, YAML reads back the same text.
func TestScalar(t *testing.T) {
	for _, text := range []string{
		"Họp chi bộ tháng 7", "a: b", "# không phải chú thích", "a #b", "- a", "-a", "null", "NULL", "~", "true", "2020", "27/7/2020", `"trích"`, `\`, "'", "[a]", "{a}",
		"*a", "&a", "!a", "%a", "@a", "`a", "|", ">", "a\nb", "\ta", "“Cai thuốc lá”", "a – b", "🎉", "×", "...", "---", "?", ":",
	} {
		got, _, _, problems := decode("title: " + Quoted(text) + "  # Tiêu đề")
		if got.Title != strings.TrimSpace(text) || problems != nil {
			t.Errorf("%q was written as %s and read as %q %v", text, Quoted(text), got.Title, problems)
		}
	}
	if got := Quoted("x\u2028y\ufeffa\u0085b"); got != "xyab" {
		t.Errorf("what no file may hold was written: %q", got)
	}
	if Quoted("Họp chi bộ tháng 7") != "Họp chi bộ tháng 7" {
		t.Error("a plain title need not be quoted")
	}
}
