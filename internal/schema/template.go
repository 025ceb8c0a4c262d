package schema

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"

	"bulletin/internal/diag"
)

// Template writes the fields as YAML to be filled in: the given ones with their
// values, required ones with an example, all others commented out beside their
// label and help. Removing "# " from the beginning of a line makes it count, and
// what then stands there can be read as it is.
func (s *Schema) Template(given map[string]string, skip map[string]bool, lang diag.Lang) string {
	var b strings.Builder
	for _, f := range s.Fields {
		if !skip[f.Key] {
			f.template(&b, "", given[f.Key], true, lang)
		}
	}
	return b.String()
}

// template writes one field and those inside it; counts tells whether the
// mapping that holds it is not commented out.
func (f Field) template(b *strings.Builder, indent, value string, counts bool, lang diag.Lang) {
	counts = counts && (value != "" || f.Required)
	open := "# "
	if counts {
		open = ""
	}
	if value != "" {
		value = Quoted(value)
	} else {
		value = f.sample()
	}
	if value != "" {
		value = " " + value
	}
	fmt.Fprintf(b, "%s%s%s:%s  # %s\n", open, indent, f.Key, value, f.note(lang))
	for _, inner := range f.Type.Fields {
		inner.template(b, indent+"  ", "", counts, lang)
	}
}

// sample is a value of the right form to begin with: the tag's example, an empty
// list, the first option of what must be chosen; nothing where only the author
// knows, which reads as if the key were left out.
func (f Field) sample() string {
	switch {
	case f.Example != "":
		return f.Example
	case f.Type.Form == Choice && f.Required:
		return f.Type.Options[0].Value
	case f.Type.Form == List:
		return "[]"
	case f.Type.Form == Bool:
		return "false"
	case f.Required:
		return "…"
	}
	return ""
}

// note explains a field on one line.
func (f Field) note(lang diag.Lang) string {
	note := f.Label(lang)
	if help := f.Help(lang); help != "" {
		note += ": " + help
	}
	if f.Type.Form == Choice {
		values := make([]string, len(f.Type.Options))
		for i, o := range f.Type.Options {
			values[i] = o.Value + " (" + o.Label(lang) + ")"
		}
		note += " [" + strings.Join(values, ", ") + "]"
	}
	if f.Type.Form == List && f.Type.Elem.Form == Object {
		keys := make([]string, len(f.Type.Elem.Fields))
		for i, inner := range f.Type.Elem.Fields {
			keys[i] = inner.Key + ": …"
		}
		note += " [{" + strings.Join(keys, ", ") + "}]"
	}
	return note
}

// Quoted writes a text as a YAML scalar: plain where that is certain to be read
// as written, else in double quotes, whose escapes YAML shares with Go. What a
// file may not hold (see hidden) is left out.
func Quoted(text string) string {
	text = strings.Map(func(r rune) rune {
		if hidden(r) {
			return -1
		}
		return r
	}, text)
	if strings.EqualFold(text, "null") {
		return strconv.Quote(text)
	}
	for i, r := range text {
		plain := r == ' ' && i > 0 && i < len(text)-1 || r == '-' && i > 0 ||
			unicode.In(r, unicode.Latin, unicode.Nd)
		if !plain {
			return strconv.Quote(text)
		}
	}
	return text
}
