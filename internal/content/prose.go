package content

import (
	"bytes"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"unicode"

	"bulletin/internal/schema"
)

// eachProse calls f for every Prose of the front matter, wherever it is nested,
// with its key.
func (d *Document) eachProse(f func(key string, p *Prose)) {
	walkProse("", reflect.ValueOf(&d.Meta).Elem(), f)
	walkProse("", reflect.ValueOf(d.Detail).Elem(), f)
}

func walkProse(key string, v reflect.Value, f func(string, *Prose)) {
	switch {
	case v.Type() == proseType:
		f(key, v.Addr().Interface().(*Prose))
	case v.Kind() == reflect.Struct:
		for _, field := range proseFields(v.Type()) {
			walkProse(field.key, v.Field(field.index), f)
		}
	case v.Kind() == reflect.Pointer && !v.IsNil():
		walkProse(key, v.Elem(), f)
	case v.Kind() == reflect.Slice:
		for i := range v.Len() {
			walkProse(key, v.Index(i), f)
		}
	}
}

// proseType is the type of Markdown inside the front matter.
var proseType = reflect.TypeFor[Prose]()

// proseField is a field of a struct that is a Prose or may lead to one.
type proseField struct {
	index int
	key   string
}

// proseFields are those of a struct's type, which are found out once.
func proseFields(t reflect.Type) []proseField {
	if known, ok := proseFieldsOf.Load(t); ok {
		return known.([]proseField)
	}
	var fields []proseField
	for i := range t.NumField() {
		if field := t.Field(i); holdsProse(field.Type) {
			fields = append(fields, proseField{i, field.Tag.Get("key")})
		}
	}
	proseFieldsOf.Store(t, fields)
	return fields
}

var proseFieldsOf sync.Map // of []proseField, by reflect.Type

func holdsProse(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Struct:
		return t == proseType || len(proseFields(t)) > 0
	case reflect.Pointer, reflect.Slice:
		return holdsProse(t.Elem())
	}
	return false
}

// proseMap tells where in the file each character of a Prose stands. YAML folds
// lines, takes indentation away and resolves escapes, but it never adds or drops
// a character that is no white space: so the n-th of those in the value is the
// n-th of those in the file.
type proseMap struct {
	lines  []int          // where each line of the value begins, in characters
	before []int          // how many characters before each one are no white space
	places []schema.Place // of those
	start  schema.Place   // of the value
}

// mapProse reads the value again as it stands in the file.
func mapProse(p *Prose, file []byte) proseMap {
	m := proseMap{lines: []int{0}, start: p.Place}
	count := 0
	for _, r := range p.Text {
		m.before = append(m.before, count)
		if r == '\n' {
			m.lines = append(m.lines, len(m.before))
		}
		if !unicode.IsSpace(r) {
			count++
		}
	}
	m.places = make([]schema.Place, 0, count)
	at := schema.Place{}
	var quote rune
	for line := range bytes.Lines(file) {
		if at.Line++; at.Line < p.Place.Line {
			continue
		}
		rest := []rune(string(bytes.TrimSuffix(line, []byte{'\n'})))
		at.Col = 1
		if at.Line == p.Place.Line {
			at.Col = min(p.Place.Col, len(rest)+1)
			rest = rest[at.Col-1:]
			quote = opening(rest)
			switch quote {
			case '|', '>': // the header of a block
				continue
			case '"', '\'':
				rest, at.Col = rest[1:], at.Col+1
			}
		}
		for i := 0; i < len(rest) && len(m.places) < count; {
			size, shown := character(rest[i:], quote)
			if shown {
				m.places = append(m.places, schema.Place{Line: at.Line, Col: at.Col + i})
			}
			i += size
		}
		if len(m.places) == count {
			break
		}
	}
	return m
}

// opening is the character that says how a value is written; any but a quote
// and a block's header belongs to the value itself.
func opening(value []rune) rune {
	if len(value) == 0 {
		return 0
	}
	return value[0]
}

// character is how many characters of the file spell the next one of the value,
// and whether that one is no white space.
func character(rest []rune, quote rune) (size int, shown bool) {
	switch {
	case quote == '\'' && rest[0] == '\'' && len(rest) > 1:
		return 2, true
	case quote != '"' || rest[0] != '\\' || len(rest) == 1:
		return 1, !unicode.IsSpace(rest[0]) && !(quote == '"' && rest[0] == '\\')
	}
	digits := map[rune]int{'x': 2, 'u': 4, 'U': 8}[rest[1]]
	if digits == 0 {
		return 2, !strings.ContainsRune("ntr \t_NLP", rest[1])
	}
	code, err := strconv.ParseUint(string(rest[2:min(2+digits, len(rest))]), 16, 32)
	return min(2+digits, len(rest)), err == nil && !unicode.IsSpace(rune(code))
}

// place is where a line and column of the value stand in the file.
func (m proseMap) place(line, col int) schema.Place {
	if line < 1 || line > len(m.lines) {
		return m.start
	}
	i := m.lines[line-1] + max(col, 1) - 1
	if i >= len(m.before) || m.before[i] >= len(m.places) {
		return m.start
	}
	return m.places[m.before[i]]
}
