// Package schema gives tagged structs their meaning. A field's tags name its
// key, its Vietnamese and English labels and its help; from them come strict
// decoding of YAML with positions ([Schema.Decode]), JSON Schema
// ([Schema.JSON]), blank front matter ([Schema.Template]) and forms.
//
//	type Minutes struct {
//		Number   string `key:"number" vi:"Số biên bản" en:"Minutes number"`
//		Approved bool   `key:"approved" vi:"Đã thông qua" en:"Approved"`
//	}
//
// Tags: key (the name in the file), vi and en (labels; the Vietnamese label is
// accepted as a key too), also (further accepted keys, separated by ";"),
// help_vi and help_en (one sentence each), required:"true", filled:"true" (the
// key may be absent, but not stand there without a value).
//
// A type may read itself: see [Scalar], [Lister] and [Enum].
package schema

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// Form is the shape of a value.
type Form uint8

// The forms a field can have.
const (
	Text    Form = iota // one line or a block of text
	Integer             // a whole number
	Bool                // true or false
	Choice              // one of Type.Options
	List                // a sequence of Type.Elem
	Object              // a mapping of Type.Fields
)

// Type describes the values of a field.
type Type struct {
	Form    Form
	Options []Option       // of a Choice
	Elem    *Type          // of a List
	Fields  []Field        // of an Object
	Either  *Type          // another form it may be written in (a count instead of a list), nil if none
	Format  string         // for a Text: "date", "time", "markdown", "path", "ref" or ""
	names   map[string]int // of an Object's Fields
	goType  reflect.Type
}

// Option is one allowed value of a [Choice].
type Option struct{ Value, VI, EN string }

// Label is the option's name in a language.
func (o Option) Label(lang diag.Lang) string {
	if lang == diag.VI {
		return o.VI
	}
	return o.EN
}

// Field is one key of a mapping.
type Field struct {
	Key            string
	VI, EN         string   // labels
	Also           []string // further accepted keys
	HelpVI, HelpEN string
	Required       bool
	Filled         bool   // when the key is written it must have a value: what an empty one means is uncertain
	Part           bool   // shown as a part of the page with an anchor, not as a mere fact
	Example        string // a value to begin with, as it would stand in a file
	Type           *Type
	index          []int // of the struct field
	target         int   // which struct of the Schema holds it
	owner          reflect.Type
}

// Label is the field's name in a language.
func (f Field) Label(lang diag.Lang) string {
	if lang == diag.VI {
		return f.VI
	}
	return f.EN
}

// Help is the field's one-sentence help in a language.
func (f Field) Help(lang diag.Lang) string {
	if lang == diag.VI {
		return f.HelpVI
	}
	return f.HelpEN
}

// Scalar reads itself from the text of one YAML value. It is implemented with a
// pointer receiver. An error of type [ValueError] becomes its own diagnostic;
// any other is a "wrong-value".
type Scalar interface {
	SetText(text string, at Place) error
}

// Lister is a type that may also be written as a list: List returns a pointer
// to the slice to fill.
type Lister interface{ List() any }

// Enum is a string type with a fixed set of values.
type Enum interface{ Options() []Option }

// Formatted is a [Scalar] whose text has a well-known format, see Type.Format.
type Formatted interface{ Format() string }

// Place is a position in a file: line and column (in characters), from 1.
type Place struct{ Line, Col int }

// ValueError is a value that cannot be accepted, for a reason with a text of
// its own in the catalogue.
type ValueError struct {
	Code diag.Code
	Args []any
}

func (e ValueError) Error() string { return fmt.Sprintf("%s %v", e.Code, e.Args) }

// Schema describes one mapping, decoded into one or more structs.
type Schema struct {
	Fields []Field
	names  map[string]int // normalised key or label → index into Fields
}

// Describer describes several mappings, the structs that they share once. It may not be
// used by two goroutines at a time; the schemas may.
type Describer map[reflect.Type][]Field

// Of describes the mapping whose fields are those of all the structs together.
// It panics on a malformed tag: that is a programmer's error.
func Of(structs ...any) *Schema { return Describer{}.Of(structs...) }

// Of is [Of] for one of several mappings.
func (d Describer) Of(structs ...any) *Schema {
	s := &Schema{}
	for i, v := range structs {
		for _, f := range d.fieldsOf(reflect.TypeOf(v)) {
			f.target = i
			s.Fields = append(s.Fields, f)
		}
	}
	s.names = namesOf(s.Fields)
	return s
}

// Field finds a field by its key.
func (s *Schema) Field(key string) (Field, bool) {
	for _, f := range s.Fields {
		if f.Key == key {
			return f, true
		}
	}
	return Field{}, false
}

// Named finds a field by any of the names that a file may call it by.
func (s *Schema) Named(name string) (Field, bool) {
	i, ok := s.names[keyName(name)]
	if !ok {
		return Field{}, false
	}
	return s.Fields[i], true
}

func namesOf(fields []Field) map[string]int {
	names := make(map[string]int, 3*len(fields))
	for i, f := range fields {
		for _, name := range append([]string{f.Key, f.VI}, f.Also...) {
			name = keyName(name)
			if j, taken := names[name]; taken && j != i {
				panic(fmt.Sprintf("schema: %q names both %q and %q", name, fields[j].Key, f.Key))
			}
			names[name] = i
		}
	}
	return names
}

// keyName makes the spellings of one key equal: composed or not, in any case,
// with blanks or underscores.
func keyName(s string) string {
	if isKeyName(s) {
		return s
	}
	return strings.Join(strings.FieldsFunc(strings.ToLower(viet.NFC(s)), func(r rune) bool {
		return r == ' ' || r == '_' || r == '-'
	}), "_")
}

// isKeyName tells whether a name is spelt as the keys of schemas are: it is then
// its own key name.
func isKeyName(s string) bool {
	for i := range len(s) {
		if c := s[i]; (c < 'a' || c > 'z') && !digit(c) && (c != '_' || i == 0 || s[i-1] == '_' || i == len(s)-1) {
			return false
		}
	}
	return true
}

func (d Describer) fieldsOf(t reflect.Type) []Field {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if fields, ok := d[t]; ok {
		return fields
	}
	fields := make([]Field, 0, t.NumField())
	for i := range t.NumField() {
		sf := t.Field(i)
		key := sf.Tag.Get("key")
		if key == "" && sf.Anonymous && sf.Type.Kind() == reflect.Struct { // its fields are those of the outer one
			for _, f := range d.fieldsOf(sf.Type) {
				f.index, f.owner = slices.Concat(sf.Index, f.index), t
				fields = append(fields, f)
			}
		}
		if key == "" {
			continue
		}
		if sf.Tag.Get("vi") == "" || sf.Tag.Get("en") == "" {
			panic(fmt.Sprintf("schema: %s.%s has no label", t, sf.Name))
		}
		f := Field{
			Key: key, VI: sf.Tag.Get("vi"), EN: sf.Tag.Get("en"),
			HelpVI: sf.Tag.Get("help_vi"), HelpEN: sf.Tag.Get("help_en"),
			Required: sf.Tag.Get("required") == "true", Filled: sf.Tag.Get("filled") == "true",
			Part: sf.Tag.Get("part") == "true", Example: sf.Tag.Get("example"),
			Type: d.typeOf(sf.Type), index: sf.Index, owner: t,
		}
		if also := sf.Tag.Get("also"); also != "" {
			f.Also = strings.Split(also, ";")
		}
		fields = append(fields, f)
	}
	d[t] = fields
	return fields
}

func (d Describer) typeOf(t reflect.Type) *Type {
	if t.Kind() == reflect.Pointer {
		return d.typeOf(t.Elem())
	}
	typ := &Type{goType: t}
	zero := reflect.New(t).Interface()
	switch v := zero.(type) {
	case Enum:
		typ.Form, typ.Options = Choice, v.Options()
		return typ
	case Lister:
		typ.Form, typ.Elem = List, d.typeOf(reflect.TypeOf(v.List()).Elem().Elem())
		typ.Either = &Type{Form: Integer, goType: t}
		return typ
	}
	if f, ok := zero.(Formatted); ok {
		typ.Format = f.Format()
	}
	_, scalar := zero.(Scalar)
	if t.Kind() == reflect.Struct {
		if fields := d.fieldsOf(t); len(fields) > 0 {
			typ.Form, typ.Fields, typ.names = Object, fields, namesOf(fields)
			if scalar {
				typ.Either = &Type{Form: Text, goType: t}
			}
			return typ
		}
	}
	if scalar { // whatever it is kept in, a file has it as text
		return typ
	}
	switch t.Kind() {
	case reflect.Slice:
		typ.Form, typ.Elem = List, d.typeOf(t.Elem())
		return typ
	case reflect.Bool:
		typ.Form = Bool
	case reflect.Int:
		typ.Form = Integer
	case reflect.String:
		typ.Form = Text
	default:
		panic(fmt.Sprintf("schema: %s cannot be read from text", t))
	}
	return typ
}
