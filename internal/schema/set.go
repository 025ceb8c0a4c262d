package schema

import (
	"reflect"
	"strings"

	"go.yaml.in/yaml/v4"

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
// flag does. The origin names it in problems.
func (s *Schema) Set(path, text string, origin Origin, into ...any) diag.List {
	d := &decoding{origin: origin, places: Places{}}
	fields, dest := s.Fields, reflect.Value{}
	for _, key := range strings.Split(path, ".") {
		for _, f := range fields {
			if f.Key != key {
				continue
			}
			if !dest.IsValid() {
				dest = reflect.ValueOf(into[f.target]).Elem()
			}
			dest = dest.FieldByIndex(f.index)
			if f.Type.Form == Object {
				fields = f.Type.Fields
				break
			}
			d.value(&yaml.Node{Kind: yaml.ScalarNode, Value: text}, f.Type, dest, path)
		}
	}
	for i := range d.problems {
		d.problems[i].Pos = diag.Pos{File: origin.File}
	}
	return d.problems
}

// Get reads a key's value as text, "" when it is absent.
func (s *Schema) Get(path string, from any) string {
	v := reflect.ValueOf(from)
	fields := s.Fields
	for _, key := range strings.Split(path, ".") {
		for _, f := range fields {
			if f.Key == key {
				v = reflect.Indirect(v).FieldByIndex(f.index)
				fields = f.Type.Fields
				break
			}
		}
	}
	return show(v)
}
