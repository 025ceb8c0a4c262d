package archive

import (
	"context"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"errors"
	"hash"
	"io"
	"strings"
)

// algorithm is a checksum algorithm by its place in the table of algorithms.
type algorithm uint8

// Those of RFC 8493, section 2.4, weakest first, and SHA-3, which bags of other
// programs use.
const (
	md5Sum algorithm = iota
	sha1Sum
	sha224Sum
	sha256Sum
	sha384Sum
	sha512Sum
	sha3x224Sum
	sha3x256Sum
	sha3x384Sum
	sha3x512Sum
	algorithms // how many there are
)

// name is the algorithm as the names of manifests spell it.
func (a algorithm) name() string {
	return [...]string{"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3224", "sha3256", "sha3384", "sha3512"}[a]
}

// size is the length of its sums in bytes.
func (a algorithm) size() int { return [...]int{16, 20, 28, 32, 48, 64, 28, 32, 48, 64}[a] }

// weak tells whether somebody could make another file of the same sum.
func (a algorithm) weak() bool { return a <= sha1Sum }

func (a algorithm) make() hash.Hash {
	switch a {
	case md5Sum:
		return md5.New()
	case sha1Sum:
		return sha1.New()
	case sha224Sum:
		return sha256.New224()
	case sha256Sum:
		return sha256.New()
	case sha384Sum:
		return sha512.New384()
	case sha512Sum:
		return sha512.New()
	case sha3x224Sum:
		return sha3.New224()
	case sha3x256Sum:
		return sha3.New256()
	case sha3x384Sum:
		return sha3.New384()
	default:
		return sha3.New512()
	}
}

// algorithmOf reads the part of a manifest's name that names its algorithm:
// in lower case, other characters than letters and digits left out.
func algorithmOf(name string) (algorithm, bool) {
	plain := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, strings.ToLower(name))
	for a := range algorithms {
		if a.name() == plain {
			return a, true
		}
	}
	return 0, false
}

// set is a set of algorithms, a bit each.
type set uint16

func (s set) with(a algorithm) set { return s | 1<<a }
func (s set) has(a algorithm) bool { return s&(1<<a) != 0 }

// meter computes several sums of a stream in one reading. It keeps its buffers
// from file to file and so belongs to one goroutine.
type meter struct {
	hashes [algorithms]hash.Hash
	buffer []byte
}

// bufferSize makes system calls rare and stays in the processor's cache.
const bufferSize = 256 << 10

func newMeter() *meter { return &meter{buffer: make([]byte, bufferSize)} }

// errLonger says that a stream did not end where it had to.
var errLonger = errors.New("longer than its listed size")

// copy reads r to its end, into w as well unless that is nil, and gives the
// number of bytes. It stops with errLonger after most bytes, unless most is
// negative. Step is called with the size of each piece.
func (m *meter) copy(ctx context.Context, w io.Writer, r io.Reader, want set, most int64, step func(int)) (int64, error) {
	for a := range algorithms {
		if want.has(a) {
			if m.hashes[a] == nil {
				m.hashes[a] = a.make()
			}
			m.hashes[a].Reset()
		}
	}
	var total int64
	for {
		if err := ctx.Err(); err != nil {
			return total, err
		}
		n, err := r.Read(m.buffer)
		piece := m.buffer[:n]
		if total += int64(n); most >= 0 && total > most {
			return total, errLonger
		}
		for a := range algorithms {
			if want.has(a) {
				m.hashes[a].Write(piece)
			}
		}
		if w != nil {
			if _, err := w.Write(piece); err != nil {
				return total, err
			}
		}
		step(n)
		if errors.Is(err, io.EOF) {
			return total, nil
		}
		if err != nil {
			return total, err
		}
	}
}

// sum is the last stream's sum, as bytes.
func (m *meter) sum(a algorithm) string { return string(m.hashes[a].Sum(nil)) }
