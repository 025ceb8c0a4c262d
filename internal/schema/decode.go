package schema

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// Origin tells where a YAML text stands, so that problems can name the place.
type Origin struct {
	File      string
	FirstLine int                   // the file's line on which the text begins, from 1
	Line      func(line int) string // the text of a line of the file
}

// At builds a diagnostic at a place of the file.
func (o Origin) At(p Place, severity diag.Severity, code diag.Code, field string, args ...any) diag.Diagnostic {
	d := diag.Diagnostic{
		Pos:      diag.Pos{File: o.File, Line: p.Line, Col: p.Col},
		Severity: severity, Code: code, Field: field, Args: args,
	}
	if o.Line != nil && p.Line > 0 {
		d.Line = o.Line(p.Line)
	}
	return d
}

// Places tells where each key given in a file stands, by its path:
// "attendance.present", "votes[1].for".
type Places map[string]Place

// decoding is one run over one YAML text.
type decoding struct {
	origin   Origin
	problems diag.List
	places   Places
}

// Decode reads a YAML mapping strictly into the structs (pointers, in the order
// given to [Of]). Every problem is collected: bad syntax, unknown and duplicate
// keys, wrong types, values out of their set, missing required keys, anchors.
func (s *Schema) Decode(m Mapping, into ...any) (Places, diag.List) {
	d := &decoding{origin: m.origin, problems: m.problems}
	if m.root == nil {
		return Places{}, d.problems
	}
	d.places = make(Places, len(m.root.content))
	targets := make([]reflect.Value, len(into))
	for i, v := range into {
		targets[i] = reflect.ValueOf(v).Elem()
	}
	d.mapping(m.root, s.Fields, s.names, func(f Field) reflect.Value {
		return targets[f.target].FieldByIndex(f.index)
	}, "")
	return d.places, d.problems
}

func (d *decoding) place(n *node) Place {
	return Place{Line: n.line + d.origin.FirstLine - 1, Col: n.col}
}

func (d *decoding) fail(n *node, code diag.Code, path string, args ...any) {
	d.problems.Add(d.origin.At(d.place(n), diag.Error, code, path, args...))
}

// mapping decodes a mapping node key by key.
func (d *decoding) mapping(n *node, fields []Field, names map[string]int, dest func(Field) reflect.Value, prefix string) {
	seen := make([]int, len(fields)) // the line of each field, 0 while it is not given
	var misspelt []int
	for i := 0; i+1 < len(n.content); i += 2 {
		key, value := &n.content[i], &n.content[i+1]
		if key.kind != scalarNode {
			d.fail(key, "key-not-text", prefix)
			continue
		}
		d.plain(key, prefix)
		index, known := names[keyName(key.value)]
		if !known {
			if meant, ok := d.unknownKey(key, fields, names); ok {
				misspelt = append(misspelt, meant)
			}
			continue
		}
		f := fields[index]
		path := prefix + f.Key
		if line := seen[index]; line > 0 {
			d.fail(key, "duplicate-key", path, key.value, line)
			continue
		}
		seen[index] = d.place(key).Line
		if value.null {
			if f.Required || f.Filled {
				d.fail(key, "key-empty", path, key.value)
			}
			continue
		}
		d.places[path] = d.place(value)
		before := len(d.problems)
		d.value(value, f.Type, dest(f), path)
		if f.Required && len(d.problems) == before && value.kind == scalarNode && blank(value.value) {
			d.fail(value, "key-empty", path, key.value)
		}
	}
	d.missing(n, fields, seen, misspelt, prefix)
}

// missing reports the required keys that are absent; one that is there under a
// misspelt name was reported already.
func (d *decoding) missing(n *node, fields []Field, seen, misspelt []int, prefix string) {
	for i, f := range fields {
		if f.Required && seen[i] == 0 && !slices.Contains(misspelt, i) {
			d.fail(n, "missing-key", prefix+f.Key, f.Key, diag.Words{VI: f.VI, EN: f.EN})
		}
	}
}

// unknownKey reports a key that is none, and tells which field was likely meant.
func (d *decoding) unknownKey(key *node, fields []Field, names map[string]int) (meant int, ok bool) {
	var candidates []string
	for _, f := range fields {
		candidates = append(candidates, f.Key, f.VI)
	}
	if near, ok := viet.Nearest(key.value, candidates); ok {
		d.fail(key, "unknown-key-near", key.value, key.value, near)
		return names[keyName(near)], true
	}
	keys, between := make([]string, len(fields)), ", "
	for i, f := range fields {
		keys[i] = f.Key
		if !ascii(key.value) && f.VI != "" { // whoever writes keys in Vietnamese looks for them there
			keys[i], between = strings.ToLower(f.VI), "; " // some hold a comma
		}
	}
	d.fail(key, "unknown-key", key.value, key.value, strings.Join(keys, between))
	return 0, false
}

// ascii tells whether a text has no letters beyond those of English.
func ascii(text string) bool {
	return strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) < 0
}

// value decodes one value into dest, which may be a pointer (absent = nil).
func (d *decoding) value(n *node, t *Type, dest reflect.Value, path string) {
	if !d.plain(n, path) {
		return
	}
	if dest.Kind() == reflect.Pointer {
		dest.Set(reflect.New(dest.Type().Elem()))
		dest = dest.Elem()
	}
	self := dest.Addr().Interface()
	if n.kind == scalarNode {
		if scalar, ok := self.(Scalar); ok {
			d.scalar(n, scalar, path)
			return
		}
	}
	switch t.Form {
	case Object:
		if n.kind != mappingNode {
			d.fail(n, "want-mapping", path, path)
			return
		}
		d.mapping(n, t.Fields, t.names, func(f Field) reflect.Value { return dest.FieldByIndex(f.index) }, path+".")
	case List:
		if l, ok := self.(Lister); ok {
			dest = reflect.ValueOf(l.List()).Elem()
		}
		d.list(n, t, dest, path)
	default:
		d.simple(n, t, dest, path)
	}
}

func (d *decoding) list(n *node, t *Type, dest reflect.Value, path string) {
	if n.kind != sequenceNode {
		d.fail(n, "want-list", path, path, n.value)
		return
	}
	for i := range n.content {
		item := &n.content[i]
		at := path + "[" + strconv.Itoa(i) + "]"
		d.places[at] = d.place(item)
		if item.null || item.kind == scalarNode && item.odd == nil && blank(item.value) {
			d.fail(item, "empty-item", at, path)
			continue
		}
		dest.Set(reflect.Append(dest, reflect.Zero(dest.Type().Elem())))
		d.value(item, t.Elem, dest.Index(dest.Len()-1), at)
	}
}

func (d *decoding) scalar(n *node, into Scalar, path string) {
	err := into.SetText(strings.TrimSpace(viet.NFC(n.value)), d.place(n))
	switch e := err.(type) {
	case nil:
	case ValueError:
		d.fail(n, e.Code, path, e.Args...)
	default:
		d.fail(n, "wrong-value", path, n.value, path)
	}
}

// simple decodes text, numbers, booleans and choices.
func (d *decoding) simple(n *node, t *Type, dest reflect.Value, path string) {
	if n.kind != scalarNode {
		d.fail(n, "want-text", path, path)
		return
	}
	text := viet.NFC(n.value)
	switch t.Form {
	case Text:
		dest.SetString(strings.TrimSpace(text))
	case Integer:
		number, err := strconv.Atoi(text)
		if err != nil || n.quoted {
			d.fail(n, "want-number", path, path, n.value)
			return
		}
		if number > most || number < -most {
			d.fail(n, "number-huge", path, path, n.value)
			return
		}
		dest.SetInt(int64(number))
	case Bool:
		switch b, ok := booleans[strings.ToLower(text)]; {
		case ok && !n.quoted:
			dest.SetBool(b)
		default:
			d.fail(n, "want-bool", path, path, n.value)
		}
	case Choice:
		d.choice(n, t, dest, path, text)
	}
}

// most is the largest number that anything here counts; sums of several stay
// far from overflowing.
const most = 1_000_000_000

// booleans are the spellings of yes and no that a clerk would use.
var booleans = map[string]bool{
	"true": true, "false": false, "có": true, "không": false, "yes": true, "no": false,
}

func (d *decoding) choice(n *node, t *Type, dest reflect.Value, path, text string) {
	var spellings, vi, en []string
	for _, o := range t.Options {
		if text == o.Value || keyName(text) == keyName(o.VI) {
			dest.SetString(o.Value)
			return
		}
		spellings = append(spellings, o.Value, o.VI)
		vi, en = append(vi, o.Value+" ("+o.VI+")"), append(en, o.Value+" ("+o.EN+")")
	}
	values := diag.Words{VI: strings.Join(vi, ", "), EN: strings.Join(en, ", ")}
	if near, ok := viet.Nearest(text, spellings); ok {
		d.fail(n, "not-allowed-near", path, text, path, values, near)
		return
	}
	d.fail(n, "not-allowed", path, text, path, values)
}
