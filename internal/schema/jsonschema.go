package schema

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"bulletin/internal/diag"
)

// Dialect is the version of JSON Schema that [Schema.JSON] writes.
const Dialect = "https://json-schema.org/draft/2020-12/schema"

// JSON describes the mapping as JSON Schema (draft 2020-12), with titles and
// descriptions in one language, for editors that complete and check front
// matter. Keys under their Vietnamese labels are allowed beside the English
// ones. What the schema refuses, decoding refuses too; the reverse cannot be had,
// since sums and calendars are beyond JSON Schema.
func (s *Schema) JSON(title string, lang diag.Lang) map[string]any {
	j := object(s.Fields, lang)
	j["$schema"], j["title"] = Dialect, title
	return j
}

// object describes a mapping. The spellings of a key that differ in case are
// patterns, which editors accept and do not propose.
func object(fields []Field, lang diag.Lang) map[string]any {
	properties, patterns := map[string]any{}, map[string]any{}
	var required []any
	for _, f := range fields {
		j := f.json(lang)
		names := append([]string{f.Key, f.VI}, f.Also...)
		var others []string
		for _, name := range names {
			properties[name] = j
		}
		for _, name := range names {
			for _, other := range cases(name) {
				if properties[other] == nil && !slices.Contains(others, other) {
					others = append(others, other)
				}
			}
		}
		if others != nil {
			patterns["^("+strings.Join(others, "|")+")$"] = j
		}
		if f.Required {
			var ways []any
			for _, name := range append(names, others...) {
				ways = append(ways, map[string]any{"required": []any{name}})
			}
			required = append(required, map[string]any{"anyOf": ways})
		}
	}
	j := map[string]any{"type": "object", "properties": properties, "patternProperties": patterns, "additionalProperties": false}
	if required != nil {
		j["allOf"] = required
	}
	return j
}

// cases are the ways in which people write a name: as it is, in lower case, and
// with a capital at its beginning.
func cases(name string) []string {
	lower := []rune(strings.ToLower(name))
	capital := slices.Clone(lower)
	capital[0] = unicode.ToUpper(capital[0])
	all := []string{name, string(lower), string(capital)}
	return slices.Compact(all)
}

// json describes a field's values. A key that is not required may be left empty.
func (f Field) json(lang diag.Lang) map[string]any {
	j := f.Type.json(lang)
	j["title"] = f.Label(lang)
	if help := f.Help(lang); help != "" {
		j["description"] = help
	}
	if f.Required {
		if f.Type.Form == Text {
			j["pattern"] = `\S`
		}
		return j
	}
	null := map[string]any{"type": "null"}
	switch {
	case j["anyOf"] != nil:
		j["anyOf"] = append(j["anyOf"].([]any), null)
	case j["enum"] != nil:
		j["enum"] = append(j["enum"].([]any), nil)
	default:
		j["type"] = append(slices.Clone(j["type"].([]any)), "null")
	}
	return j
}

func (t *Type) json(lang diag.Lang) map[string]any {
	j := t.form(lang)
	if t.Either == nil {
		return j
	}
	return map[string]any{"anyOf": []any{j, t.Either.form(lang)}}
}

func (t *Type) form(lang diag.Lang) map[string]any {
	switch t.Form {
	case Integer:
		return map[string]any{"type": []any{"integer"}}
	case Bool:
		values := []any{true, false}
		for _, word := range slices.Sorted(maps.Keys(booleans)) {
			if word != "true" && word != "false" {
				for _, spelling := range cases(word) {
					values = append(values, spelling)
				}
			}
		}
		return map[string]any{"enum": values}
	case Choice:
		return map[string]any{"enum": t.choices()}
	case List:
		return map[string]any{"type": []any{"array"}, "items": t.Elem.json(lang)}
	case Object:
		j := object(t.Fields, lang)
		j["type"] = []any{"object"}
		return j
	}
	return map[string]any{"type": []any{"string", "number", "boolean"}} // 2020 and true are texts, too
}

// choices are the values of a set and their labels. A value that looks like a
// number is one to whatever reads the YAML for the schema.
func (t *Type) choices() []any {
	var values, labels []any
	for _, o := range t.Options {
		values = append(values, o.Value)
		if n, err := strconv.Atoi(o.Value); err == nil {
			values = append(values, n)
		}
		for _, spelling := range cases(o.VI) {
			labels = append(labels, spelling)
		}
	}
	return append(values, labels...)
}
