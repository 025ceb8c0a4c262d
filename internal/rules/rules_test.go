package rules

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"bulletin/internal/award"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/markdown"
	"bulletin/internal/schema"
	"bulletin/internal/source"
	"bulletin/internal/viet"
)

var update = flag.Bool("update", false, "write what the rules find into the test files")

// TestRules holds what the rules find in the documents of each archive against its
// file "want". The archive's comment says what today is; a file rules.yaml adds to
// the rules; "told" names how often stories were told.
func TestRules(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no archives", err)
	}
	for _, name := range files {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want := &txtar.File{}
			for i := range archive.Files {
				if archive.Files[i].Name == "want" {
					want = &archive.Files[i]
				}
			}
			got := report(Check(input(t, archive)))
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(string(want.Data), got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// input parses an archive.
func input(t *testing.T, archive *txtar.Archive) Input {
	t.Helper()
	_, today, _ := strings.Cut(string(archive.Comment), "today: ")
	day, err := viet.ParseDate(strings.TrimSpace(strings.SplitN(today, "\n", 2)[0]))
	if err != nil {
		t.Fatal("the comment does not say what today is: ", err)
	}
	in := Input{Rules: Builtin(), Awards: award.Builtin(), Years: map[int]content.Reported{}, Today: day, Now: day}
	parser := content.NewParser(markdown.Options{}, "", in.Awards)
	for _, f := range archive.Files {
		switch {
		case f.Name == "rules.yaml":
			more, problems := Read(f.Data, schema.Origin{File: f.Name, FirstLine: 1})
			if problems != nil {
				t.Fatal(problems)
			}
			in.Rules = in.Rules.With(more)
		case strings.HasSuffix(f.Name, ".md"):
			doc, problems := parser.Parse(source.File{Path: f.Name, Text: f.Data})
			if problems.HasErrors() {
				t.Fatal(problems)
			}
			head := doc.Head()
			item := &Item{Head: head, Figures: doc.AllFigures()}
			fmt.Sscanf(string(f.Data[strings.Index(string(f.Data), "---\n\n")+5:]), "told %d", &item.Told)
			if year := content.IntroducedYear(f.Name); year > 0 && item.Reported != nil {
				in.Years[year] = *item.Reported
			}
			in.Items = append(in.Items, item)
		}
	}
	return in
}

// report writes findings one a line, in English.
func report(findings []Finding) string {
	var b strings.Builder
	for _, f := range findings {
		d := diag.Diagnostic{Severity: f.Severity, Code: f.Code, Args: f.Args}
		fmt.Fprintf(&b, "%d %s %s: %s\n", f.Year, f.path(), f.Key, d.String())
	}
	return b.String()
}

// TestRulesByDate: the latest ruleset that states a rule by the day holds; a site's
// set of the same name takes the place of the built-in one.
func TestRulesByDate(t *testing.T) {
	combined := func(s *Ruleset) *int { return s.MinutesCombined }
	for day, want := range map[string]string{
		"2018-07-05": "nothing", "2018-07-06": "85", "2025-10-28": "85",
	} {
		date, _ := viet.ParseDate(day)
		rule, ok := Builtin().on(date, func(s *Ruleset) *int { return s.AttendanceAbove })
		if got := fmt.Sprint(rule.Value); ok != (want != "nothing") || ok && got != want {
			t.Errorf("attendance on %s: %v %v, want %s", day, rule, ok, want)
		}
	}
	if _, ok := Builtin().on(viet.OnDay(2025, 10, 27), combined); ok {
		t.Error("120 minutes are asked before HD 42")
	}
	if rule, ok := Builtin().on(viet.InYear(2026), combined); !ok || rule.Value != 120 || !strings.Contains(rule.Citation, "42-HD/BTCTW") {
		t.Errorf("combined meetings in 2026: %v %v", rule, ok)
	}
	more, problems := Read([]byte("rulesets:\n  - {name: hd 12-HD/BTCTW, valid_from: 2018-07-06, citation: nội bộ, attendance_above: 90}\n"), schema.Origin{File: "rules.yaml", FirstLine: 1})
	if problems != nil {
		t.Fatal(problems)
	}
	rules := Builtin().With(more)
	if rule, _ := rules.on(viet.OnDay(2020, 1, 1), func(s *Ruleset) *int { return s.AttendanceAbove }); rule != (Rule{90, "nội bộ"}) || len(rules) != len(Builtin()) {
		t.Errorf("replaced: %v, %d sets", rule, len(rules))
	}
}

// TestBadRulesets: a file of rulesets is read as strictly as any other.
func TestBadRulesets(t *testing.T) {
	for text, want := range map[string]string{
		"rulesets:\n  - {name: A, citation: B, valid_from: 2020}":                                "ruleset-day",
		"rulesets:\n  - {name: A, citation: B, valid_from: 2020-01-01, regular_day: -1}":         "number-range",
		"rulesets:\n  - {name: A, citation: B, valid_from: 2020-01-01, atendance: 1}":            "unknown-key",
		"rulesets:\n  - {name: A, valid_from: 2020-01-01}":                                       "missing-key",
		"rulesets:\n  - {name: A, citation: B, valid_from: 2020-01-01, stories_per_year: nhiều}": "want-number",
	} {
		_, problems := Read([]byte(text), schema.Origin{File: "rules.yaml", FirstLine: 1})
		if len(problems) != 1 || string(problems[0].Code) != want || problems[0].Pos.Line != 2 {
			t.Errorf("%s: %v, want %s", text, problems, want)
		}
	}
}

// TestLoad: a site's file may be named in any way that stays inside its folder.
func TestLoad(t *testing.T) {
	site := fstest.MapFS{"a/rules.yaml": {Data: []byte("rulesets:\n  - {name: A, citation: B, valid_from: 2020-01-01, regular_day: 5}\n")}}
	at := func(code diag.Code, args ...any) diag.Diagnostic { return diag.Diagnostic{Code: code, Args: args} }
	for name, want := range map[string]int{"a/rules.yaml": 1, "./a/rules.yaml": 1, "a//b/../rules.yaml": 1, "": 0, "../a/rules.yaml": -1, "/a/rules.yaml": -1, "a": -1, "b.yaml": -1} {
		rules, problems := Load(site, name, at)
		if got := len(rules) - len(Builtin()); got != max(want, 0) || (problems != nil) != (want < 0) {
			t.Errorf("%q: %d rulesets more, %v", name, got, problems)
		}
	}
}
