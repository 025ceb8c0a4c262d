package schema

import (
	"fmt"
	"strconv"
	"strings"

	"bulletin/internal/diag"
)

// Template writes the fields as YAML to be filled in: the given ones with their
// values, required ones with an example, all others commented out beside their
// label and help.
func (s *Schema) Template(given map[string]string, skip map[string]bool, lang diag.Lang) string {
	var b strings.Builder
	for _, f := range s.Fields {
		if !skip[f.Key] {
			f.template(&b, "", given[f.Key], lang)
		}
	}
	return b.String()
}

func (f Field) template(b *strings.Builder, indent, value string, lang diag.Lang) {
	open := "# "
	if value != "" || f.Required {
		open = ""
	}
	if value == "" && f.Required {
		value = f.sample()
	}
	note := f.note(lang)
	switch {
	case f.Type.Form == Object && f.Type.Either == nil:
		fmt.Fprintf(b, "%s%s%s:  # %s\n", indent, open, f.Key, note)
		for _, inner := range f.Type.Fields {
			inner.Required = inner.Required && open == ""
			inner.template(b, indent+open+"  ", "", lang)
		}
	case value == "":
		fmt.Fprintf(b, "%s%s%s: %s  # %s\n", indent, open, f.Key, f.sample(), note)
	default:
		fmt.Fprintf(b, "%s%s%s: %s  # %s\n", indent, open, f.Key, scalar(value), note)
	}
}

// sample is a value of the right form: the tag's example, the first option, an
// empty text.
func (f Field) sample() string {
	switch {
	case f.Example != "":
		return f.Example
	case f.Type.Form == Choice:
		return f.Type.Options[0].Value
	case f.Type.Form == List:
		return "[]"
	case f.Type.Form == Bool:
		return "false"
	case f.Type.Form == Integer:
		return "0"
	}
	return `""`
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
	return note
}

// scalar writes a text as a YAML scalar: plain where that is certain to be read
// as written, else in double quotes, whose escapes are JSON's.
func scalar(text string) string {
	if text == "true" || text == "false" {
		return text
	}
	for i, r := range text {
		plain := r == ' ' && i > 0 || r == '-' && i > 0 || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r > 0xbf
		if !plain {
			return strconv.Quote(text)
		}
	}
	return text
}
