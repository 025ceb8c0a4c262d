package content

import (
	"bytes"
	"strconv"
	"strings"

	"bulletin/internal/diag"
	"bulletin/internal/schema"
	"bulletin/internal/viet"
)

// Blank is a new document of a kind: a draft with the title and the date, every
// required key with a first value, and all other keys commented out with their
// explanation, so that a clerk finds what can be said without a manual.
func Blank(kind Kind, title string, date viet.Date, lang diag.Lang) []byte {
	spec := kind.Spec()
	given := map[string]string{"title": title, "draft": "true"}
	if spec.Dated {
		given["date"] = date.String()
	}
	if _, yearly := spec.Schema().Field("year"); yearly {
		given["year"] = yearOf(title, date)
	}
	skip := map[string]bool{"kind": true}
	return []byte("---\n" + spec.Schema().Template(given, skip, lang) + "---\n\n" + prompts[lang] + "\n")
}

// yearOf is the year that a title names, "Xếp loại đảng viên năm 2025", else that
// of the date.
func yearOf(title string, date viet.Date) string {
	for word := range strings.FieldsSeq(title) {
		if year, err := strconv.Atoi(word); err == nil && len(word) == 4 && plausibleYear(year) {
			return word
		}
	}
	return strconv.Itoa(date.Year)
}

// prompts stand where the text of a new document begins.
var prompts = map[diag.Lang]string{
	diag.VI: "Viết nội dung ở đây, thay cho dòng này.",
	diag.EN: "Write the text here, in place of this line.",
}

// Prompt is the line that stands where a new document's text begins; a document that
// still has it is not published.
func Prompt(lang diag.Lang) string { return prompts[lang] }

// placeholder stands for a required text in a new document.
const placeholder = "…"

// unfilled reports what a new document asked for and nobody wrote, unless it is
// still a draft: deleting the draft line alone must not publish it.
func (d *Document) unfilled(body []byte, bodyLine int) diag.List {
	if d.Draft {
		return nil
	}
	var problems diag.List
	for _, f := range d.Kind.Spec().Schema().Fields {
		if !f.Required {
			continue
		}
		if text, ok := f.Of(&d.Meta, d.Detail).(string); ok && text == placeholder {
			problems.Add(d.At(f.Key, diag.Error, "placeholder", f.Key))
		}
	}
	if issue, ok := d.Detail.(*Issue); ok {
		for key, text := range map[string]string{"quote.text": issue.Quote.Text, "quote.by": issue.Quote.By, "quote.item": issue.Quote.Item.Text} {
			if text == placeholder {
				problems.Add(d.At(key, diag.Error, "placeholder", key))
			}
		}
	}
	for _, prompt := range prompts {
		if bytes.Contains(body, []byte(prompt)) {
			problems = append(problems, d.prompted(body, bodyLine, prompt)...)
		}
	}
	return problems
}

// prompted reports the lines that say where to begin and no more.
func (d *Document) prompted(body []byte, bodyLine int, prompt string) (problems diag.List) {
	number := bodyLine - 1
	for line := range bytes.Lines(body) {
		if number++; string(bytes.TrimSpace(line)) == prompt {
			problems.Add(d.origin.At(schema.Place{Line: number, Col: 1}, diag.Error, "placeholder-text", ""))
		}
	}
	return problems
}

// Schema is the JSON Schema of the front matter of every kind, by kind.
func Schema(lang diag.Lang) map[string]any {
	defs := map[string]any{}
	var kinds []any
	for _, spec := range Kinds {
		defs[string(spec.Kind)] = spec.Schema().JSON(spec.Label(lang), lang)
		kinds = append(kinds, map[string]any{"$ref": "#/$defs/" + string(spec.Kind)})
	}
	return map[string]any{"$schema": schema.Dialect, "$defs": defs, "anyOf": kinds}
}
