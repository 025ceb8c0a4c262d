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
	p.append = func(s *sink, v reflect.Value) {
		if v.Kind() == reflect.Pointer && v.IsNil() {
			s.data = append(s.data, none)
			return
		}
		sum := v.Interface().(Digester).Digest()
		s.data = append(append(s.data, some), sum[:]...)
	}
	p.read = p.unreadable
}

// dynamic writes an interface's value under the name of its type. Only its
// digest is of use: what type to read back is not known.
func (p *plan) dynamic() {
	var plans sync.Map // reflect.Type → *plan
	p.append = func(s *sink, v reflect.Value) {
		if v.IsNil() {
			s.data = append(s.data, none)
			return
		}
		v = v.Elem()
		of, ok := plans.Load(v.Type())
		if !ok {
			of, _ = plans.LoadOrStore(v.Type(), planFor(v.Type(), map[reflect.Type]*plan{}))
		}
		s.data = appendText(append(s.data, some), v.Type().String())
		of.(*plan).append(s, v)
	}
	p.read = p.unreadable
}

func (p *plan) unreadable(*reader, reflect.Value) {
	panic(fmt.Sprintf("record: a %s cannot be read back", p.typ))
}
