package content

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"bulletin/internal/diag"
	"bulletin/internal/source"
	"bulletin/internal/viet"
)

// addressed are the keys that say where an item stands and who sees it: without one of
// them the public would be shown another item, and not less of this one.
var addressed = []string{
	"date", "date_precision", "kind", "slug", "draft", "visibility", "publish_date", "expiry_date", "aliases", "internal_fields",
}

// hideFields takes the fields out that only the office sees, unless it is who reads. A
// name that is none of a field that is written is an error: a slip of the pen must not
// publish anything.
func (d *Document) hideFields(inside bool) diag.List {
	var problems diag.List
	for i, name := range d.InternalFields {
		at := "internal_fields[" + strconv.Itoa(i) + "]"
		f, known := d.Kind.Spec().Schema().Named(name)
		_, written := d.places[f.Key]
		switch {
		case !known || !written:
			problems.Add(d.At(at, diag.Error, "internal-field-absent", name))
		case f.Required || slices.Contains(addressed, f.Key):
			problems.Add(d.At(at, diag.Error, "internal-field-needed", name))
		case !inside:
			f.Clear(&d.Meta, d.Detail)
			d.forget(f.Key)
			d.withheld = cmp.Or(d.withheld, " ") + f.Key + " "
		}
	}
	return problems
}

// forget takes the places of a key out, and of what is below it.
func (d *Document) forget(key string) {
	for path := range d.places {
		if rest, below := strings.CutPrefix(path, key); below && (rest == "" || rest[0] == '.' || rest[0] == '[') {
			delete(d.places, path)
		}
	}
}

// namesFields tells whether a text still names fields that only the office sees.
func (p Parser) namesFields(f source.File) bool {
	doc, _ := p.Read(f)
	return doc != nil && doc.InternalFields != nil
}

// fieldsKey are the names of the key that lists them, folded.
var fieldsKey = []string{"internal_fields", "internal fields", "truong noi bo"}

// mayHideFields tells whether a text may name fields that only the office sees.
func mayHideFields(text []byte) bool {
	return bytes.Contains(text, []byte("nternal_fields")) || bytes.Contains(text, []byte("rường nội bộ"))
}

// withoutFields is a front matter in which the lines of fields that only the office sees
// are empty, and so are those that name them. Where a name cannot be found as it is
// spelt, all is left to be seen.
func withoutFields(block []byte) []byte {
	keys := keyLines(block)
	at := slices.IndexFunc(keys, func(k keyLine) bool { return slices.Contains(fieldsKey, k.name) })
	if at < 0 {
		return block
	}
	hidden := []keyLine{keys[at]}
	lines := bytes.SplitAfter(block, []byte("\n"))
	_, list, _ := bytes.Cut(bytes.Join(lines[keys[at].from:keys[at].to], nil), []byte(":"))
	for _, name := range strings.FieldsFunc(string(list), func(r rune) bool { return strings.ContainsRune("[],\n\r", r) }) {
		name = viet.Fold(strings.Trim(strings.TrimPrefix(strings.TrimSpace(name), "- "), `"' `))
		if name == "" {
			continue
		}
		found := slices.IndexFunc(keys, func(k keyLine) bool { return k.name == name })
		if found < 0 {
			return block
		}
		hidden = append(hidden, keys[found])
	}
	for _, k := range hidden {
		for i := k.from; i < k.to; i++ {
			lines[i] = ending(lines[i])
		}
	}
	return bytes.Join(lines, nil)
}

// keyLine is a key at the margin of a front matter: its name, folded, and its lines.
type keyLine struct {
	name     string
	from, to int
}

func keyLines(block []byte) []keyLine {
	var keys []keyLine
	for i, line := range bytes.SplitAfter(block, []byte("\n")) {
		if !beginsKey(line) {
			continue
		}
		if n := len(keys); n > 0 && keys[n-1].to == 0 {
			keys[n-1].to = i
		}
		name, _, isKey := bytes.Cut(line, []byte(":"))
		if isKey {
			keys = append(keys, keyLine{name: viet.Fold(strings.Trim(string(bytes.TrimSpace(name)), `"'`)), from: i})
		}
	}
	if n := len(keys); n > 0 && keys[n-1].to == 0 {
		keys = keys[:n-1] // not ended: no front matter
	}
	return keys
}
