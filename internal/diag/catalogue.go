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
		return fill(t.vi, d.Args, VI)
	}
	return fill(t.en, d.Args, EN)
}

// Hint says what to do next, "" when there is nothing to add.
func (d Diagnostic) Hint(lang Lang) string {
	t, _ := textOf(d.Code)
	if lang == VI {
		return fill(t.hintVI, d.Args, VI)
	}
	return fill(t.hintEN, d.Args, EN)
}

// Words is an argument that reads differently in the two languages: the label
// of a key, the reason for something.
type Words struct{ VI, EN string }

// Audience words for whom a site is: "public" or "internal", as flags and manifests name it.
func Audience(name string) Words {
	if name == "internal" {
		return Words{VI: "nội bộ", EN: name}
	}
	return Words{VI: "công khai", EN: name}
}

// in is the argument's text in a language.
func in(arg any, lang Lang) string {
	if words, ok := arg.(Words); ok {
		return words.In(lang)
	}
	return fmt.Sprint(arg)
}

// In is the text in a language.
func (w Words) In(lang Lang) string {
	if lang == VI {
		return w.VI
	}
	return w.EN
}

// fill puts the arguments where the text asks for them; word order differs
// between the two languages, hence numbers and not verbs. What an argument
// itself says is never taken for a place to fill.
func fill(s string, args []any, lang Lang) string {
	var b strings.Builder
	for {
		before, rest, open := strings.Cut(s, "{")
		b.WriteString(before)
		if !open {
			return b.String()
		}
		number, after, closed := strings.Cut(rest, "}")
		i, err := strconv.Atoi(number)
		if !closed || err != nil || i < 0 || i >= len(args) {
			b.WriteByte('{')
			s = rest
			continue
		}
		b.WriteString(readable(in(args[i], lang)))
		s = after
	}
}

// argMost is the most characters of an argument that are shown.
const argMost = 600

// readable makes characters that cannot be seen, or that change how their
// neighbours are shown, readable: ‹U+200B›. A very long text is cut.
func readable(s string) string {
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

// Codes are all codes, in no order.
func Codes() []string {
	var all []string
	for _, table := range catalogue {
		for code := range table {
			all = append(all, string(code))
		}
	}
	return all
}

// Adjustable tells whether a code is a matter of judgement, whose severity a site may
// change even where it is an error.
func Adjustable(c Code) bool {
	_, rule := rulesTexts[c]
	_, text := lintTexts[c]
	return rule || text
}

// catalogue lists the tables of texts, one per stage of the pipeline.
var catalogue = []map[Code]text{
	sourceTexts, schemaTexts, configTexts, markdownTexts, contentTexts, siteTexts, publishTexts, watchTexts, themeTexts,
	rulesTexts, lintTexts, archiveTexts, pdfTexts, deployTexts,
}
