package record

import (
	"encoding/binary"
	"math"
)

func appendBool(b []byte, v bool) []byte {
	if v {
		return append(b, 1)
	}
	return append(b, 0)
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// reader takes values from the front of a text. After damage it gives zero
// values.
type reader struct {
	rest    string
	damaged bool
}

// take returns the next n bytes.
func (r *reader) take(n int) string {
	if r.damaged || n > len(r.rest) {
		r.damaged = true
		return ""
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *reader) uvarint() uint64 {
	var x uint64
	for i := 0; i < len(r.rest) && i < binary.MaxVarintLen64; i++ {
		c := r.rest[i]
		if c < 0x80 {
			r.rest = r.rest[i+1:]
			return x | uint64(c)<<(7*i)
		}
		x |= uint64(c&0x7f) << (7 * i)
	}
	r.damaged = true
	return 0
}

// varint undoes the zigzag of [binary.AppendVarint].
func (r *reader) varint() int64 {
	u := r.uvarint()
	return int64(u>>1) ^ -int64(u&1)
}

func (r *reader) bool() bool {
	switch r.take(1) {
	case "\x01":
		return true
	case "\x00":
	default:
		r.damaged = true
	}
	return false
}

func (r *reader) text() string {
	n := r.uvarint()
	if n > uint64(len(r.rest)) {
		r.damaged = true
		return ""
	}
	return r.take(int(n))
}

// length is a slice's, and whether there is one. Every element has a byte at
// least, so a length beyond the rest is damage and not a reason to allocate.
func (r *reader) length() (int, bool) {
	n := r.uvarint()
	if n > uint64(len(r.rest))+1 {
		r.damaged = true
	}
	if r.damaged || n == 0 {
		return 0, false
	}
	return int(n - 1), true
}

func (r *reader) float() float64 {
	bits := r.take(8)
	if r.damaged {
		return 0
	}
	return math.Float64frombits(binary.LittleEndian.Uint64([]byte(bits)))
}
