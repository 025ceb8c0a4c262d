package schema

import (
	"reflect"
	"strings"

	"bulletin/internal/diag"
)

// Leaf is a key that takes one value, with its path: "cell.name".
type Leaf struct {
	Path  string
	Field Field
}

// Leaves are all keys that take one value, also those inside mappings, in order.
func (s *Schema) Leaves() []Leaf { return leaves(s.Fields, "") }

func leaves(fields []Field, prefix string) []Leaf {
	var all []Leaf
	for _, f := range fields {
		switch f.Type.Form {
		case Object:
			all = append(all, leaves(f.Type.Fields, prefix+f.Key+".")...)
		case List:
		default:
			all = append(all, Leaf{Path: prefix + f.Key, Field: f})
		}
	}
	return all
}

// Set gives one key a value written as text, as an environment variable or a
// flag does. The origin names it in problems. It panics on a path that is none
// of [Schema.Leaves]: that is a programmer's error.
func (s *Schema) Set(path, text string, origin Origin, into ...any) diag.List {
	f, dest := s.walk(path, into, func(v reflect.Value) reflect.Value {
		if v.IsNil() {
			v.Set(reflect.New(v.Type().Elem()))
		}
		return v.Elem()
	})
	origin.FirstLine = 1 // there is no line: what remembers its place gets the zero one
	d := &decoding{origin: origin, places: Places{}}
	d.value(&node{kind: scalarNode, value: text}, f.Type, dest, path)
	for i := range d.problems {
		d.problems[i].Pos = diag.Pos{File: origin.File}
	}
	return d.problems
}

// Get reads a key's value as text, "" when it is absent. It panics as [Schema.Set]
// does.
func (s *Schema) Get(path string, from ...any) string {
	_, v := s.walk(path, from, reflect.Value.Elem)
	if !v.IsValid() {
		return ""
	}
	return show(v)
}

// walk follows a path of keys into the structs; deref opens a pointer on the
// way and may return the zero Value, at which the walk ends.
func (s *Schema) walk(path string, structs []any, deref func(reflect.Value) reflect.Value) (Field, reflect.Value) {
	keys := strings.Split(path, ".")
	f := fieldIn(s.Fields, keys[0], path)
	v := reflect.Indirect(reflect.ValueOf(structs[f.target])).FieldByIndex(f.index)
	for _, key := range keys[1:] {
		if v.Kind() == reflect.Pointer {
			v = deref(v)
		}
		f = fieldIn(f.Type.Fields, key, path)
		if v.IsValid() {
			v = v.FieldByIndex(f.index)
		}
	}
	return f, v
}

// fieldIn finds one key of a path.
func fieldIn(fields []Field, key, path string) Field {
	for _, f := range fields {
		if f.Key == key {
			return f
		}
	}
	panic("schema: there is no key " + path)
}
