package diag

import (
	"fmt"
	"io"
	"strings"
	"unicode"
)

// Style says how [List.Print] shows problems. Its zero value is plain English.
type Style struct {
	Lang  Lang
	Color bool // ANSI colours
}

var severityNames = map[Lang][3]string{
	VI: {"lỗi", "cảnh báo", "lưu ý"},
	EN: {"error", "warning", "note"},
}

func (s Severity) name(lang Lang) string {
	names, ok := severityNames[lang]
	if !ok {
		names = severityNames[EN]
	}
	return names[min(int(s), 2)]
}

func (p Pos) String() string {
	file := strings.ReplaceAll(visible(p.File), "\n", "‹U+000A›")
	switch {
	case p.Line == 0:
		return file
	case p.Col == 0:
		return fmt.Sprintf("%s:%d", file, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", file, p.Line, p.Col)
}

func (d Diagnostic) oneLine(lang Lang) string {
	place := d.Pos.String()
	if place != "" {
		place += ": "
	}
	return visible(fmt.Sprintf("%s%s: %s [%s]", place, d.Severity.name(lang), d.Message(lang), d.Code))
}

// Print writes each problem as a paragraph: place and message, the line with a
// caret under the column, and the hint.
func (l List) Print(w io.Writer, style Style) error {
	var b strings.Builder
	for _, d := range l {
		d.print(&b, style)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

const (
	bold, red, yellow, cyan, dim, reset = "\x1b[1m", "\x1b[31m", "\x1b[33m", "\x1b[36m", "\x1b[2m", "\x1b[0m"
)

func (d Diagnostic) print(b *strings.Builder, style Style) {
	paint := func(code, s string) string {
		if !style.Color {
			return s
		}
		return code + s + reset
	}
	if place := d.Pos.String(); place != "" {
		b.WriteString(paint(bold, visible(place)) + ": ")
	}
	colour := [3]string{red, yellow, cyan}[min(int(d.Severity), 2)]
	fmt.Fprintf(b, "%s: %s %s\n", paint(colour, d.Severity.name(style.Lang)), visible(d.Message(style.Lang)), paint(dim, "["+string(d.Code)+"]"))
	if d.Line != "" {
		line, before := excerpt(d.Line, d.Pos.Col)
		fmt.Fprintf(b, "    %s\n", line)
		if before >= 0 {
			fmt.Fprintf(b, "    %s%s\n", strings.Repeat(" ", before), paint(colour, "^"))
		}
	}
	if hint := d.Hint(style.Lang); hint != "" {
		fmt.Fprintf(b, "    → %s\n", visible(hint))
	}
}

// visible makes a text safe to show on one line of a terminal: what a file's
// name or content says must neither move the cursor nor turn the text around.
func visible(s string) string { return strings.Map(shown, s) }

// shown is a character as an excerpt shows it: tabs are one space, and control
// and format characters, which are invisible or worse, a placeholder.
func shown(r rune) rune {
	switch {
	case r == '\t':
		return ' '
	case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == '\u2028' || r == '\u2029':
		return '·'
	}
	return r
}

// excerptWidth is the most characters of a source line that are shown.
const excerptWidth = 100

// excerpt makes a line fit a terminal, cut around the column if it is long, and
// returns the number of cells before that column; -1 when it is unknown. A
// column beyond the line's end counts as the one behind its last character.
func excerpt(line string, col int) (cut string, before int) {
	line, skipped := window(line, col)
	col -= skipped
	runes := []rune(visible(line))
	col = min(col, len(runes)+1)
	start, prefix, suffix := 0, "", ""
	if len(runes) > excerptWidth {
		start = min(max(col-excerptWidth/2, 0), len(runes)-excerptWidth)
		if start > 0 || skipped > 0 {
			prefix = "…"
		}
		if start+excerptWidth < len(runes) {
			suffix = "…"
		}
	}
	cut = prefix + string(runes[start:min(start+excerptWidth, len(runes))]) + suffix
	if col < 1 {
		return cut, -1
	}
	return cut, cells(prefix) + cells(string(runes[start:col-1]))
}

// window is the part of a line around a column that may be shown, and how many
// characters were left out before it: a line of megabytes is not gone through
// for every problem on it.
func window(line string, col int) (part string, skipped int) {
	start, n := 0, 0
	for i := range line {
		switch n {
		case col - 2*excerptWidth:
			start, skipped = i, n
		case max(col, 0) + 2*excerptWidth:
			return line[start:i], skipped
		}
		n++
	}
	return line[start:], skipped
}

// cells is how many columns of a terminal a text takes. Marks stand on the
// letter before them; all else that a Vietnamese text holds takes one.
func cells(s string) int {
	n := 0
	for _, r := range s {
		if !unicode.In(r, unicode.Mn, unicode.Me) {
			n++
		}
	}
	return n
}
