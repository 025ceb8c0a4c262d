package record

import (
	"fmt"
	"reflect"
	"sync"
)

// A nil pointer to what knows its digest, or a nil interface, is written as none,
// anything else as some and what follows.
const (
	none = 0
	some = 1
)

// digested writes the value's own digest.
func (p *plan) digested() {
	p.append = func(b []byte, v reflect.Value) []byte {
		if v.Kind() == reflect.Pointer && v.IsNil() {
			return append(b, none)
		}
		sum := v.Interface().(Digester).Digest()
		return append(append(b, some), sum[:]...)
	}
	p.read = p.unreadable
}

// dynamic writes an interface's value under the name of its type. Only its
// digest is of use: what type to read back is not known.
func (p *plan) dynamic() {
	var plans sync.Map // reflect.Type → *plan
	p.append = func(b []byte, v reflect.Value) []byte {
		if v.IsNil() {
			return append(b, none)
		}
		v = v.Elem()
		of, ok := plans.Load(v.Type())
		if !ok {
			of, _ = plans.LoadOrStore(v.Type(), planFor(v.Type(), map[reflect.Type]*plan{}))
		}
		return of.(*plan).append(appendText(append(b, some), v.Type().String()), v)
	}
	p.read = p.unreadable
}

func (p *plan) unreadable(*reader, reflect.Value) {
	panic(fmt.Sprintf("record: a %s cannot be read back", p.typ))
}
