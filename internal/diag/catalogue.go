package diag

import (
	"fmt"
	"strings"
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
// between the two languages, hence numbers and not verbs.
func fill(s string, args []any) string {
	for i, a := range args {
		s = strings.ReplaceAll(s, fmt.Sprintf("{%d}", i), fmt.Sprint(a))
	}
	return s
}

// catalogue lists the tables of texts, one per stage of the pipeline.
var catalogue = []map[Code]text{sourceTexts, schemaTexts, configTexts, markdownTexts, contentTexts, siteTexts, publishTexts, watchTexts, themeTexts}
