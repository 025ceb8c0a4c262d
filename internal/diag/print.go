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
	return fmt.Sprintf("%s%s: %s [%s]", place, d.Severity.name(lang), d.Message(lang), d.Code)
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
		b.WriteString(paint(bold, place) + ": ")
	}
	colour := [3]string{red, yellow, cyan}[min(int(d.Severity), 2)]
	fmt.Fprintf(b, "%s: %s %s\n", paint(colour, d.Severity.name(style.Lang)), d.Message(style.Lang), paint(dim, "["+string(d.Code)+"]"))
	if d.Line != "" {
		line, col := excerpt(d.Line, d.Pos.Col)
		fmt.Fprintf(b, "    %s\n", line)
		if col > 0 {
			fmt.Fprintf(b, "    %s%s\n", strings.Repeat(" ", col-1), paint(colour, "^"))
		}
	}
	if hint := d.Hint(style.Lang); hint != "" {
		fmt.Fprintf(b, "    → %s\n", hint)
	}
}

// excerptWidth is the most characters of a source line that are shown.
const excerptWidth = 100

// excerpt makes a line fit a terminal: tabs become one space,
// characters that cannot be seen a placeholder, and a long line is cut around the column.
func excerpt(line string, col int) (string, int) {
	cut := ""
	if col > excerptWidth { // leave out early what will not be shown of a very long line
		skip, n := 0, 0
		for i := range line {
			if n++; n > col-excerptWidth {
				skip = i
				break
			}
		}
		cut, line, col = "…", line[skip:], excerptWidth
	}
	runes := make([]rune, 0, 3*excerptWidth)
	for _, r := range line {
		switch {
		case r == '\t':
			r = ' '
		case !unicode.IsGraphic(r):
			r = '·'
		}
		if runes = append(runes, r); len(runes) > 3*excerptWidth {
			break
		}
	}
	if len(runes) <= excerptWidth && cut == "" {
		return string(runes), col
	}
	start := max(min(max(col-excerptWidth/2, 0), len(runes)-excerptWidth), 0)
	end := min(start+excerptWidth, len(runes))
	shown := string(runes[start:end])
	if end < len(runes) {
		shown += "…"
	}
	if start > 0 || cut != "" {
		shown, col = "…"+shown, col+1
	}
	return shown, col - start
}
