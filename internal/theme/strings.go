package theme

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// fallbackLang is the language of a string that the wanted language lacks.
const fallbackLang = "en"

// Strings are the words of one language.
type Strings struct {
	lang    string
	tag     language.Tag
	entries map[string]entry
}

// entry is one string: its text by plural form. A string without plural forms
// has only "other".
type entry struct {
	forms map[string]string
	lang  string // of the file it was read from
	at    file   // where it was read
	line  int
	added bool // not in the built-in theme
}

// Strings returns the words of a language, chosen by the BCP 47 tag or its main
// subtag; an unknown language gets English.
func (t *Theme) Strings(lang string) Strings {
	for _, name := range []string{lang, mainSubtag(lang), fallbackLang} {
		if words, ok := t.words[name]; ok {
			return words()
		}
	}
	return Strings{lang: lang}
}

// mainSubtag is "vi" of "vi-VN".
func mainSubtag(lang string) string {
	main, _, _ := strings.Cut(lang, "-")
	return strings.ToLower(main)
}

// Lang is the language of the words.
func (s Strings) Lang() string { return s.lang }

// Keys lists all keys, sorted.
func (s Strings) Keys() []string { return slices.Sorted(maps.Keys(s.entries)) }

// Has tells whether there is a string with this key.
func (s Strings) Has(key string) bool {
	_, ok := s.entries[key]
	return ok
}

// T is the string key with args filled into {0}, {1} …; integers get the
// language's thousands separator, and the first integer chooses the plural form
// (CLDR cardinal rules). An unknown key is returned as it is: templates are
// checked against it while loading, code by a test.
func (s Strings) T(key string, args ...any) string {
	e, ok := s.entries[key]
	if !ok {
		return key
	}
	text := e.forms["other"]
	if len(e.forms) > 1 {
		for _, a := range args {
			if n, ok := integer(a); ok {
				text = e.pick(s.tag, n)
				break
			}
		}
	}
	if len(args) == 0 || !strings.Contains(text, "{") {
		return text
	}
	return s.fill(text, args)
}

func (e entry) pick(tag language.Tag, n int) string {
	form := pluralNames[plural.Cardinal.MatchPlural(tag, max(n, -n), 0, 0, 0, 0)]
	if text, ok := e.forms[form]; ok {
		return text
	}
	return e.forms["other"]
}

// pluralNames are CLDR's names of the plural forms.
var pluralNames = map[plural.Form]string{
	plural.Other: "other", plural.Zero: "zero", plural.One: "one",
	plural.Two: "two", plural.Few: "few", plural.Many: "many",
}

// fill puts the arguments where {0} to {9} stand; a gap without one stays.
func (s Strings) fill(text string, args []any) string {
	out := make([]byte, 0, len(text)+32)
	for len(text) > 0 {
		if len(text) >= 3 && text[0] == '{' && text[2] == '}' {
			if n := int(text[1]) - '0'; n >= 0 && n < min(len(args), 10) {
				out = append(out, s.show(args[n])...)
				text = text[3:]
				continue
			}
		}
		out = append(out, text[0])
		text = text[1:]
	}
	return string(out)
}

func (s Strings) show(a any) string {
	if n, ok := integer(a); ok {
		return s.number(n)
	}
	return fmt.Sprint(a)
}

// number writes an integer with the thousands separator of the language: a full
// stop in Vietnamese, a comma elsewhere.
func (s Strings) number(n int) string {
	sep := ","
	if mainSubtag(s.lang) == "vi" {
		sep = "."
	}
	digits := strconv.Itoa(max(n, -n))
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + sep + digits[i:]
	}
	if n < 0 {
		return "−" + digits
	}
	return digits
}

// integer takes the number out of an argument; pointers are the optional counts
// of a View.
func integer(a any) (int, bool) {
	switch n := a.(type) {
	case int:
		return n, true
	case int64:
		return int(n), true
	case *int:
		if n != nil {
			return *n, true
		}
	}
	return 0, false
}
