// Package record writes plain values as bytes and reads them back: the cache
// keeps documents in this form, and the digest of what a page is made of is
// taken from it.
//
// A plain value is built of booleans, numbers, strings, arrays, slices, structs
// and pointers to those. Values of one type have equal bytes exactly when they
// are equal, where a nil slice or pointer differs from an empty one: so equal
// sums mean equal values, as far as a sum can tell. The bytes say nothing of the
// type. Whoever keeps them keeps [Codec.Layout] beside them, and drops them when it
// has changed.
//
// Integers are varints, texts go with their length, as in Protocol Buffers; the
// fields of a struct follow one another in their order.
package record

import (
	"crypto/sha256"
	"errors"
	"reflect"
	"sync"
)

// Sum names a value by its bytes: see [SumOf] and [MarkOf].
type Sum [16]byte

// Digester is a value that knows its own digest, which is written in its place.
// It stands for values that many others hold, and cannot be read back.
type Digester interface{ Digest() [16]byte }

// ErrDamaged means that bytes are not what [Codec.Append] wrote for the type.
var ErrDamaged = errors.New("record: damaged")

// Codec writes and reads values of one type. It is safe for concurrent use.
type Codec[T any] struct{ plan func() *plan }

// For prepares a codec, which finds out about the type when it is first used: most
// runs of the program use few. It then panics when values of the type are not
// plain: that is a programmer's error. A field tagged `record:"-"` is left out.
func For[T any]() Codec[T] {
	return Codec[T]{sync.OnceValue(func() *plan { return planFor(reflect.TypeFor[T](), map[reflect.Type]*plan{}) })}
}

// Append writes a value at the end of dst.
func (c Codec[T]) Append(dst []byte, v *T) []byte {
	s := sink{data: dst}
	c.plan().append(&s, reflect.ValueOf(v).Elem())
	return s.data
}

// MarkAfter is the mark of some bytes and, after them, those of a value, which are
// never all in memory at once: a value may hold much. It returns also what it used
// of memory, to be given for the bytes next time.
func (c Codec[T]) MarkAfter(before []byte, v *T) (Sum, []byte) {
	s := sink{data: before, summing: true}
	c.plan().append(&s, reflect.ValueOf(v).Elem())
	if s.sums == nil {
		return MarkOf(s.data), s.data
	}
	_, _ = s.sums.Write(s.data)
	return s.sums.Mark(), s.data
}

// sink takes bytes: all of them, or what is not summed up yet.
type sink struct {
	data    []byte
	summing bool    // all are wanted when not
	sums    *Marker // nil while there are few
}

// part is how much is summed up at a time, in bytes.
const part = 16 << 10

// relieve sums up what has gathered.
func (s *sink) relieve() {
	if s.summing && len(s.data) >= part {
		if s.sums == nil {
			s.sums = new(Marker)
		}
		_, _ = s.sums.Write(s.data)
		s.data = s.data[:0]
	}
}

// Read reads a value. Its texts are parts of data, which therefore stays in
// memory as long as any of them. The error is [ErrDamaged].
func (c Codec[T]) Read(data string, v *T) error {
	r := reader{rest: data}
	c.plan().read(&r, reflect.ValueOf(v).Elem())
	if r.damaged || r.rest != "" {
		return ErrDamaged
	}
	return nil
}

// Layout tells the type's structure: it changes when the same bytes could mean
// another value.
func (c Codec[T]) Layout() string { return c.plan().layout() }

// SumOf names bytes by the first half of their SHA-256: who wants two texts of one sum
// must try some 2⁶⁴.
func SumOf(data []byte) Sum {
	sum := sha256.Sum256(data)
	return Sum(sum[:len(Sum{})])
}
