package program

import (
	"html/template"
	"reflect"
	"sync/atomic"
)

// Value is what an expression gives. A text that a function made is kept as it
// is, because a reflect.Value of it would cost an allocation.
type Value struct {
	kind kind
	text string        // unless kind is other
	any  reflect.Value // if kind is other; invalid for nil
}

// kind is what is known of a value's content, as html/template's content types.
type kind uint8

const (
	other  kind = iota
	plain       // a string
	markup      // a template.HTML
	link        // a template.URL
	links       // a template.Srcset
)

// Args are the arguments of a call.
type Args []Value

// Text is the i-th argument if it is a string.
func (a Args) Text(i int) (string, bool) {
	text, k := a[i].content()
	return text, k == plain
}

// Int is the i-th argument if it is an int, or a pointer to one.
func (a Args) Int(i int) (int, bool) {
	v := a[i].any
	if v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	if a[i].kind != other || !v.IsValid() || v.Type() != intType {
		return 0, false
	}
	return int(v.Int()), true
}

// Any is the i-th argument, whatever it is.
func (a Args) Any(i int) any {
	switch v := a[i]; {
	case v.kind == plain:
		return v.text
	case v.kind == markup:
		return template.HTML(v.text)
	case v.kind == link:
		return template.URL(v.text)
	case v.kind == links:
		return template.Srcset(v.text)
	case !v.any.IsValid():
		return nil
	default:
		return v.any.Interface()
	}
}

// texts are the arguments from the i-th on.
func (a Args) rest(i int) []any {
	all := make([]any, 0, len(a)-i)
	for ; i < len(a); i++ {
		all = append(all, a.Any(i))
	}
	return all
}

var (
	intType    = reflect.TypeFor[int]()
	boolType   = reflect.TypeFor[bool]()
	stringType = reflect.TypeFor[string]()
	htmlType   = reflect.TypeFor[template.HTML]()
	urlType    = reflect.TypeFor[template.URL]()
)

// content is a value that is text; its kind is other if it is not.
func (v Value) content() (string, kind) {
	if v.kind != other {
		return v.text, v.kind
	}
	if v.any.Kind() != reflect.String {
		return "", other
	}
	switch v.any.Type() {
	case stringType:
		return v.any.String(), plain
	case htmlType:
		return v.any.String(), markup
	case urlType:
		return v.any.String(), link
	}
	return "", other
}

func valueOf(v any) Value {
	return Value{any: reflect.ValueOf(v)}
}

// dotOf is what a pointer points to, so that it can be reached without a copy.
func dotOf(data any) Value {
	v := reflect.ValueOf(data)
	if v.Kind() == reflect.Pointer && !v.IsNil() {
		v = v.Elem()
	}
	return Value{any: v}
}

// inner is the value inside an interface.
func inner(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Interface && v.NumMethod() == 0 {
		v = v.Elem()
	}
	return v
}

// truth is what if, with, and, or and not go by.
func (v Value) truth() (bool, error) {
	if v.kind != other {
		return v.text != "", nil
	}
	r := v.any
	if r.Kind() == reflect.Interface {
		r = r.Elem()
	}
	switch r.Kind() {
	case reflect.Invalid:
		return false, nil
	case reflect.Bool:
		return r.Bool(), nil
	case reflect.String, reflect.Slice:
		return r.Len() > 0, nil
	case reflect.Pointer:
		return !r.IsNil(), nil
	case reflect.Struct:
		return true, nil
	case reflect.Int:
		return r.Int() != 0, nil
	}
	return false, ErrDeclined
}

// field is a name after a dot. It remembers where each type that it met keeps
// the field.
type field struct {
	name string
	at   atomic.Pointer[[]place]
}

// place is where a type keeps a field; index is nil if it has none that can be
// read without a method.
type place struct {
	of    reflect.Type
	index []int
}

// maxPlaces bounds what a field remembers; a layout meets one or two types.
const maxPlaces = 16

// of is the field of a struct, of what a pointer points to, or of what an
// interface holds.
func (f *field) of(v reflect.Value) (reflect.Value, error) {
	for v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if v.Kind() != reflect.Struct {
		return v, ErrDeclined
	}
	index := f.index(v.Type())
	if len(index) == 1 { // as most are
		return v.Field(index[0]), nil
	}
	for i, n := range index {
		if i > 0 && v.Kind() == reflect.Pointer { // embedded
			v = v.Elem()
		}
		if v.Kind() != reflect.Struct {
			return v, ErrDeclined
		}
		v = v.Field(n)
	}
	if index == nil {
		return v, ErrDeclined
	}
	return v, nil
}

func (f *field) index(typ reflect.Type) []int {
	if known := f.at.Load(); known != nil {
		for i := range *known {
			if (*known)[i].of == typ {
				return (*known)[i].index
			}
		}
	}
	return f.find(typ)
}

// find looks a type's field up and remembers it.
func (f *field) find(typ reflect.Type) []int {
	p := place{of: typ}
	_, method := reflect.PointerTo(typ).MethodByName(f.name)
	if found, ok := typ.FieldByName(f.name); ok && found.IsExported() && !method {
		p.index = found.Index
	}
	var known []place
	if at := f.at.Load(); at != nil {
		known = *at
	}
	if len(known) < maxPlaces { // a place that is lost to another goroutine's is found again
		known = append(known[:len(known):len(known)], p)
		f.at.Store(&known)
	}
	return p.index
}
