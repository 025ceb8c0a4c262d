package diag

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

func problem(file string, line, col int, severity Severity, code Code, args ...any) Diagnostic {
	return Diagnostic{Pos: Pos{File: file, Line: line, Col: col}, Severity: severity, Code: code, Args: args}
}

// TestSort: by file, line, column, gravity, code and text; a problem found twice
// is told once.
func TestSort(t *testing.T) {
	a2 := problem("a.md", 2, 0, Warning, "end-before-start")
	a2x := problem("a.md", 2, 1, Error, "end-before-start")
	a10 := problem("a.md", 10, 1, Error, "unknown-key", "x", "k")
	a10w := problem("a.md", 10, 1, Warning, "date-missing")
	a10y := problem("a.md", 10, 1, Error, "unknown-key", "y", "k")
	b := problem("b.md", 1, 1, Error, "end-before-start")
	nowhere := problem("", 0, 0, Error, "theme-layout-missing", "home")
	got := List{b, a10w, a10y, a2x, a10, a2, a10, nowhere, b}.Sort()
	if diff := cmp.Diff(List{nowhere, a2, a2x, a10, a10y, a10w, b}, got); diff != "" {
		t.Error(diff)
	}
	if empty := (List)(nil).Sort(); len(empty) != 0 {
		t.Errorf("sorting nothing gave %v", empty)
	}
}

// TestErr: only an error is an error, and it names every problem.
func TestErr(t *testing.T) {
	warning := problem("a.md", 1, 1, Warning, "date-missing")
	info := problem("a.md", 1, 1, Info, "heading-skips", 4, 3)
	failure := problem("a.md", 3, 8, Error, "end-before-start")
	for _, l := range []List{nil, {}, {warning}, {info, warning}} {
		if err := l.Err(); err != nil || l.HasErrors() {
			t.Errorf("%v is an error: %v", l, err)
		}
	}
	l := List{warning, failure}
	err := l.Err()
	if err == nil || !l.HasErrors() {
		t.Fatal("a list with an error is none")
	}
	want := "a.md:1:1: warning: there is no date [date-missing]\na.md:3:8: error: the end is not after the start [end-before-start]"
	if err.Error() != want {
		t.Errorf("got\n%s\nwant\n%s", err, want)
	}
	if wrapped := errors.Join(errors.New("x"), err); !strings.Contains(wrapped.Error(), "end-before-start") {
		t.Error(wrapped)
	}
	if l.Count(Error) != 1 || l.Count(Warning) != 1 || l.Count(Info) != 0 {
		t.Error("wrong counts")
	}
}

func TestPosString(t *testing.T) {
	for want, pos := range map[string]Pos{
		"": {}, "a.md": {File: "a.md"}, "a.md:3": {File: "a.md", Line: 3}, "a.md:3:7": {File: "a.md", Line: 3, Col: 7},
	} {
		if got := pos.String(); got != want {
			t.Errorf("%+v is %q, want %q", pos, got, want)
		}
	}
}

// TestFill: numbers choose the argument, an argument's own braces are left
// alone, words follow the language, and what has no argument stays visible.
func TestFill(t *testing.T) {
	tests := []struct {
		text string
		args []any
		want string
	}{
		{"plain", nil, "plain"},
		{"{0} and {1}", []any{"a", 2}, "a and 2"},
		{"{1} before {0}, {1}", []any{"a", "b"}, "b before a, b"},
		{"{0} {1}", []any{"{1}", "{0}"}, "{1} {0}"},
		{"{0}", nil, "{0}"},
		{"{name: …} {0}", []any{"x"}, "{name: …} x"},
		{"open { and {0}", []any{"x"}, "open { and x"},
		{"{-1} {x} {", []any{"x"}, "{-1} {x} {"},
		{"it {0}", []any{Words{VI: "đã hết hạn", EN: "has expired"}}, "it has expired"},
	}
	for _, tt := range tests {
		if got := fill(tt.text, tt.args, EN); got != tt.want {
			t.Errorf("%q with %q is %q, want %q", tt.text, tt.args, got, tt.want)
		}
	}
	if got := fill("trang ấy {0}", []any{Words{VI: "đã hết hạn", EN: "has expired"}}, VI); got != "trang ấy đã hết hạn" {
		t.Error(got)
	}
}

// TestUnknownCode: a code without a text is still told, by its name.
func TestUnknownCode(t *testing.T) {
	d := problem("a.md", 1, 0, Error, "no-such-code")
	if d.Message(VI) != "no-such-code" || d.Hint(VI) != "" || d.String() != "a.md:1: error: no-such-code [no-such-code]" {
		t.Error(d.String())
	}
}

// TestPrint is how a person sees a problem: the caret stands under the column,
// counted in characters, whatever the line holds.
func TestPrint(t *testing.T) {
	long := strings.Repeat("Học tập và làm theo ", 20)
	tests := []struct {
		name  string
		line  string
		col   int
		lines []string // the excerpt and the line of the caret
	}{
		{"Vietnamese", "title: Họp: tháng 7", 11, []string{"title: Họp: tháng 7", "          ^"}},
		{"first column", "ủy ban", 1, []string{"ủy ban", "^"}},
		{"behind the end", "date:", 6, []string{"date:", "     ^"}},
		{"far behind the end", "date:", 60, []string{"date:", "     ^"}},
		{"no column", "date:", 0, []string{"date:"}},
		{"tabs are one space", "\ttags:\t- a", 8, []string{" tags: - a", "       ^"}},
		{"control characters", "a\x00b\x1b[31mc\u0085d", 10, []string{"a·b·[31mc·d", "         ^"}},
		{"format characters", "a\u202eb\u200bc\ufeffd", 7, []string{"a·b·c·d", "      ^"}},
		{"marks of their own", "Ho\u0323p x", 6, []string{"Ho\u0323p x", "    ^"}},
		{"long, at its beginning", long, 5, []string{string([]rune(long)[:100]) + "…", "    ^"}},
		{"long, in its middle", long, 101, []string{"…" + string([]rune(long)[51:151]) + "…", strings.Repeat(" ", 50) + "^"}},
		{"long, at its end", long, 401, []string{"…" + string([]rune(long)[300:]), strings.Repeat(" ", 101) + "^"}},
		{"long, no column", long, 0, []string{string([]rune(long)[:100]) + "…"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			d := problem("content/a.md", 2, tt.col, Error, "end-before-start")
			d.Line = tt.line
			if err := (List{d}).Print(&b, Style{Lang: VI}); err != nil {
				t.Fatal(err)
			}
			want := []string{"content/a.md:2:" + itoa(tt.col) + ": lỗi: giờ kết thúc không sau giờ bắt đầu [end-before-start]"}
			if tt.col == 0 {
				want[0] = "content/a.md:2: lỗi: giờ kết thúc không sau giờ bắt đầu [end-before-start]"
			}
			for _, line := range tt.lines {
				want = append(want, "    "+line)
			}
			want = append(want, "    → Sửa start hoặc end", "")
			if diff := cmp.Diff(want, strings.Split(b.String(), "\n")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func itoa(n int) string { b, _ := json.Marshal(n); return string(b) }

// TestPrintIsPlain: nothing that a file's name or content says can steer the
// terminal or begin a line of its own.
func TestPrintIsPlain(t *testing.T) {
	d := problem("a\x1b[2J\n.md", 1, 1, Warning, "unknown-key-near", "x\x1b[31m\ny", "title\r")
	d.Line = "\x1b]0;x\a"
	var b strings.Builder
	if err := (List{d}).Print(&b, Style{}); err != nil {
		t.Fatal(err)
	}
	want := "a·[2J·.md:1:1: warning: there is no key “x‹U+001B›[31m·y” [unknown-key-near]\n    ·]0;x·\n    ^\n    → Did you mean “title‹U+000D›”?\n"
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Error(diff)
	}
	if got := d.String(); strings.ContainsAny(got, "\x1b\n\r") {
		t.Errorf("%q", got)
	}
}

// TestPrintInColour: colours go around place, severity, code and caret, and off
// again.
func TestPrintInColour(t *testing.T) {
	d := problem("a.md", 1, 1, Info, "heading-skips", 4, 3)
	d.Line = "#### x"
	var b strings.Builder
	if err := (List{d}).Print(&b, Style{Lang: EN, Color: true}); err != nil {
		t.Fatal(err)
	}
	out := b.String()
	if !strings.HasPrefix(out, bold+"a.md:1:1"+reset+": "+cyan+"note"+reset+": ") || !strings.Contains(out, cyan+"^"+reset) {
		t.Errorf("%q", out)
	}
	if strings.Count(out, "\x1b[") != 2*strings.Count(out, reset) {
		t.Errorf("a colour is not closed: %q", out)
	}
}

// TestJSON: what --json prints of a problem survives the way through JSON,
// whatever the arguments are.
func TestJSON(t *testing.T) {
	d := problem("a.md", 1, 1, Error, "number-range", "present", -1, 0)
	for _, s := range []string{d.Message(VI), d.Message(EN), d.Hint(VI), d.Severity.String(), string(d.Code)} {
		data, err := json.Marshal(s)
		if err != nil || !utf8.Valid(data) {
			t.Fatal(err)
		}
		var back string
		if err := json.Unmarshal(data, &back); err != nil || back != s {
			t.Errorf("%q came back as %q", s, back)
		}
	}
	if d.Message(VI) != "“present” là -1, nhỏ hơn mức thấp nhất là 0" {
		t.Error(d.Message(VI))
	}
	for severity, name := range map[Severity]string{Error: "error", Warning: "warning", Info: "info"} {
		if severity.String() != name {
			t.Errorf("%d is %q", severity, severity)
		}
	}
}
