package record

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"strings"
	"time"
)

// plan is how values of one type are written and read.
type plan struct {
	typ    reflect.Type
	append func(s *sink, v reflect.Value)
	read   func(r *reader, v reflect.Value)
	fields []field // of a struct
	elem   *plan   // of a slice, an array, a pointer
}

type field struct {
	index int
	plan  *plan
}

// planFor makes a type's plan; known holds those under way, for types that
// contain themselves.
func planFor(t reflect.Type, known map[reflect.Type]*plan) *plan {
	if p, ok := known[t]; ok {
		return p
	}
	p := &plan{typ: t}
	known[t] = p
	if t.Implements(reflect.TypeFor[Digester]()) {
		p.digested()
		return p
	}
	if t == reflect.TypeFor[time.Time]() {
		p.time()
		return p
	}
	switch t.Kind() {
	case reflect.Bool:
		p.append = func(s *sink, v reflect.Value) { s.data = appendBool(s.data, v.Bool()) }
		p.read = func(r *reader, v reflect.Value) { v.SetBool(r.bool()) }
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		p.append = func(s *sink, v reflect.Value) { s.data = binary.AppendVarint(s.data, v.Int()) }
		p.read = func(r *reader, v reflect.Value) { v.SetInt(r.varint()) }
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		p.append = func(s *sink, v reflect.Value) { s.data = binary.AppendUvarint(s.data, v.Uint()) }
		p.read = func(r *reader, v reflect.Value) { v.SetUint(r.uvarint()) }
	case reflect.Float32, reflect.Float64:
		p.append = func(s *sink, v reflect.Value) {
			s.data = binary.LittleEndian.AppendUint64(s.data, math.Float64bits(v.Float()))
		}
		p.read = func(r *reader, v reflect.Value) { v.SetFloat(r.float()) }
	case reflect.String:
		p.append = func(s *sink, v reflect.Value) { s.data = appendText(s.data, v.String()) }
		p.read = func(r *reader, v reflect.Value) { v.SetString(r.text()) }
	case reflect.Struct:
		p.structure(known)
	case reflect.Slice:
		p.slice(known)
	case reflect.Array:
		p.array(known)
	case reflect.Pointer:
		p.pointer(known)
	case reflect.Interface:
		p.dynamic()
	default:
		panic(fmt.Sprintf("record: %s is not plain", t))
	}
	return p
}

func (p *plan) structure(known map[reflect.Type]*plan) {
	for i := range p.typ.NumField() {
		f := p.typ.Field(i)
		if f.Tag.Get("record") == "-" {
			continue
		}
		if !f.IsExported() {
			panic(fmt.Sprintf("record: %s.%s is not exported", p.typ, f.Name))
		}
		p.fields = append(p.fields, field{i, planFor(f.Type, known)})
	}
	p.append = func(s *sink, v reflect.Value) {
		for _, f := range p.fields {
			f.plan.append(s, v.Field(f.index))
		}
	}
	p.read = func(r *reader, v reflect.Value) {
		for _, f := range p.fields {
			f.plan.read(r, v.Field(f.index))
		}
	}
}

// slice writes the length plus one; zero is nil.
func (p *plan) slice(known map[reflect.Type]*plan) {
	p.elem = planFor(p.typ.Elem(), known)
	if p.typ.Elem().Kind() == reflect.Uint8 {
		p.append = func(s *sink, v reflect.Value) {
			if v.IsNil() {
				s.data = append(s.data, 0)
				return
			}
			s.data = append(binary.AppendUvarint(s.data, uint64(v.Len())+1), v.Bytes()...)
		}
		p.read = func(r *reader, v reflect.Value) {
			if n, ok := r.length(); ok {
				v.SetBytes([]byte(r.take(n)))
			}
		}
		return
	}
	p.append = func(s *sink, v reflect.Value) {
		if v.IsNil() {
			s.data = append(s.data, 0)
			return
		}
		s.data = binary.AppendUvarint(s.data, uint64(v.Len())+1)
		for i := range v.Len() {
			p.elem.append(s, v.Index(i))
			s.relieve()
		}
	}
	p.read = func(r *reader, v reflect.Value) {
		n, ok := r.length()
		if !ok {
			return
		}
		s := reflect.MakeSlice(p.typ, n, n)
		for i := range n {
			p.elem.read(r, s.Index(i))
		}
		v.Set(s)
	}
}

func (p *plan) array(known map[reflect.Type]*plan) {
	p.elem = planFor(p.typ.Elem(), known)
	if p.typ.Elem().Kind() == reflect.Uint8 {
		p.append = func(s *sink, v reflect.Value) {
			if v.CanAddr() {
				s.data = append(s.data, v.Bytes()...)
				return
			}
			for i := range v.Len() {
				s.data = append(s.data, byte(v.Index(i).Uint()))
			}
		}
		p.read = func(r *reader, v reflect.Value) { copy(v.Bytes(), r.take(v.Len())) }
		return
	}
	p.append = func(s *sink, v reflect.Value) {
		for i := range v.Len() {
			p.elem.append(s, v.Index(i))
		}
	}
	p.read = func(r *reader, v reflect.Value) {
		for i := range v.Len() {
			p.elem.read(r, v.Index(i))
		}
	}
}

func (p *plan) pointer(known map[reflect.Type]*plan) {
	p.elem = planFor(p.typ.Elem(), known)
	p.append = func(s *sink, v reflect.Value) {
		if v.IsNil() {
			s.data = append(s.data, 0)
			return
		}
		s.data = append(s.data, 1)
		p.elem.append(s, v.Elem())
	}
	p.read = func(r *reader, v reflect.Value) {
		if !r.bool() || r.damaged {
			return
		}
		v.Set(reflect.New(p.typ.Elem()))
		p.elem.read(r, v.Elem())
	}
}

// time writes an instant and how far its clocks were from UTC; the name of the
// zone is lost.
func (p *plan) time() {
	p.append = func(s *sink, v reflect.Value) {
		t := v.Interface().(time.Time)
		_, offset := t.Zone()
		s.data = binary.AppendVarint(s.data, t.Unix())
		s.data = binary.AppendVarint(s.data, int64(t.Nanosecond()))
		s.data = binary.AppendVarint(s.data, int64(offset))
	}
	p.read = func(r *reader, v reflect.Value) {
		t := time.Unix(r.varint(), r.varint())
		offset := int(r.varint())
		if offset == 0 {
			t = t.UTC()
		} else {
			t = t.In(time.FixedZone("", offset))
		}
		v.Set(reflect.ValueOf(t))
	}
}

// layout names the types down to the basic ones.
func (p *plan) layout() string {
	var b strings.Builder
	p.describe(&b, map[*plan]bool{})
	return b.String()
}

func (p *plan) describe(b *strings.Builder, seen map[*plan]bool) {
	fmt.Fprintf(b, "%s %s", p.typ, p.typ.Kind())
	if seen[p] {
		return
	}
	seen[p] = true
	if p.elem != nil {
		b.WriteString(" of ")
		p.elem.describe(b, seen)
	}
	for _, f := range p.fields {
		fmt.Fprintf(b, "; %s.%s ", p.typ, p.typ.Field(f.index).Name)
		f.plan.describe(b, seen)
	}
}
