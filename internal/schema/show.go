package schema

import (
	"fmt"
	"reflect"
)

// show writes a simple value as it would stand in a file.
func show(v reflect.Value) string {
	for v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return ""
		}
		v = v.Elem()
	}
	if s, ok := v.Interface().(fmt.Stringer); ok {
		return s.String()
	}
	return fmt.Sprint(v.Interface())
}

// Of is the value of the field among the structs of its schema, in their order.
func (f Field) Of(structs ...any) any {
	return reflect.Indirect(reflect.ValueOf(structs[f.target])).FieldByIndex(f.index).Interface()
}

// Clear takes the field's value away among the structs of its schema, in their order.
func (f Field) Clear(structs ...any) {
	reflect.Indirect(reflect.ValueOf(structs[f.target])).FieldByIndex(f.index).SetZero()
}

// Within tells whether the field belongs to the struct of v's type.
func (f Field) Within(v any) bool { return f.owner == reflect.Indirect(reflect.ValueOf(v)).Type() }

// AsEnum takes apart a value of a type with a fixed set: its options and its text.
func AsEnum(v any) (options []Option, value string, ok bool) {
	rv := reflect.ValueOf(v)
	if rv.Kind() != reflect.String {
		return nil, "", false
	}
	enum, ok := reflect.New(rv.Type()).Interface().(Enum)
	if !ok {
		return nil, "", false
	}
	return enum.Options(), rv.String(), true
}
