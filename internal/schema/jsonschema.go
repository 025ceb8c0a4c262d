package schema

import "bulletin/internal/diag"

// Dialect is the version of JSON Schema that [Schema.JSON] writes.
const Dialect = "https://json-schema.org/draft/2020-12/schema"

// JSON describes the mapping as JSON Schema (draft 2020-12), with titles and
// descriptions in one language, for editors that complete and check front
// matter. Keys under their Vietnamese labels are allowed beside the English ones.
func (s *Schema) JSON(title string, lang diag.Lang) map[string]any {
	j := object(s.Fields, lang)
	j["$schema"], j["title"] = Dialect, title
	return j
}

func object(fields []Field, lang diag.Lang) map[string]any {
	properties := map[string]any{}
	var required []any
	for _, f := range fields {
		j := f.Type.json(lang)
		j["title"] = f.Label(lang)
		if help := f.Help(lang); help != "" {
			j["description"] = help
		}
		for _, name := range append([]string{f.Key, f.VI}, f.Also...) {
			properties[name] = j
		}
		if f.Required {
			required = append(required, map[string]any{"anyOf": []any{
				map[string]any{"required": []any{f.Key}}, map[string]any{"required": []any{f.VI}},
			}})
		}
	}
	j := map[string]any{"type": "object", "properties": properties, "additionalProperties": false}
	if required != nil {
		j["allOf"] = required
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
		return map[string]any{"type": "integer"}
	case Bool:
		return map[string]any{"enum": []any{true, false, "có", "không"}}
	case Choice:
		var values []any
		for _, o := range t.Options {
			values = append(values, o.Value)
		}
		for _, o := range t.Options {
			values = append(values, o.VI)
		}
		return map[string]any{"enum": values}
	case List:
		return map[string]any{"type": "array", "items": t.Elem.json(lang)}
	case Object:
		return object(t.Fields, lang)
	}
	switch t.Format {
	case "date", "month":
		return map[string]any{"type": []any{"string", "integer"}} // 2020 is a date, too
	}
	return map[string]any{"type": []any{"string", "number"}}
}
