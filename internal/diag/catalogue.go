package diag

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// Lang is a language the program speaks.
type Lang string

// The languages of the catalogue.
const (
	VI Lang = "vi"
	EN Lang = "en"
)

// text is what a code says and what to do about it; {0}, {1}, … stand for the
// diagnostic's Args.
type text struct {
	vi, en         string // the message: one sentence, no full stop
	hintVI, hintEN string // what to do next
}

// textOf finds a code's text among the tables, one table per stage.
func textOf(c Code) (text, bool) {
	for _, table := range catalogue {
		if t, ok := table[c]; ok {
			return t, true
		}
	}
	return text{}, false
}

// Message says the problem in one sentence.
func (d Diagnostic) Message(lang Lang) string {
	t, ok := textOf(d.Code)
	if !ok {
		return string(d.Code)
	}
	if lang == VI {
		return fill(t.vi, d.Args)
	}
	return fill(t.en, d.Args)
}

// Hint says what to do next, "" when there is nothing to add.
func (d Diagnostic) Hint(lang Lang) string {
	t, _ := textOf(d.Code)
	if lang == VI {
		return fill(t.hintVI, d.Args)
	}
	return fill(t.hintEN, d.Args)
}

// fill puts the arguments where the text asks for them; word order differs
// between the two languages, hence numbers and not verbs. What an argument says
// is shown and never read: it may hold "{1}", or what a terminal would obey.
func fill(s string, args []any) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		number, after, closed := strings.Cut(rest, "}")
		if i, err := strconv.Atoi(number); closed && err == nil && i >= 0 && i < len(args) {
			b.WriteString(visible(fmt.Sprint(args[i])))
			s = after
			continue
		}
		b.WriteByte('{')
		s = rest
	}
}

// argMost is the most characters of an argument that are shown.
const argMost = 600

// visible makes characters that cannot be seen, or that change how their
// neighbours are shown, readable: ‹U+200B›. A very long text is cut.
func visible(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > argMost {
			b.WriteString("…")
			break
		}
		if unicode.IsGraphic(r) || r == '\n' {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "‹U+%04X›", r)
		}
	}
	return b.String()
}

// catalogue lists the tables of texts, one per stage of the pipeline.
var catalogue = []map[Code]text{sourceTexts, schemaTexts, configTexts, markdownTexts, contentTexts, siteTexts, publishTexts, watchTexts, serverTexts, themeTexts}
