package public

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/andybalholm/brotli"

	"bulletin/internal/server"
)

// What is kept in memory: texts up to the larger bound, since they are sent compressed;
// of other files (pictures, typefaces) those that are small. What is larger is sent from
// the disk.
const (
	mostText  = 8 << 20
	mostOther = 256 << 10
	leastText = 512 // bytes; compressing less saves no packet
)

// The levels are chosen by measuring the pages of 10,000 items (docs/performance.md):
// each higher one costs more time than it saves in bytes.
const (
	brotliLevel = 5
	gzipLevel   = 6
)

// body is what a file holds, as it was read, and its compressed forms once somebody asked
// for them.
type body struct {
	plain []byte
	tag   string    // hex, what the entity tags of all forms begin with
	until time.Time // when it is read again; zero = holds as long as the manifest

	brotli, gzip form
	weight       int64 // bytes that it takes in memory; the store's
}

// form is a compressed form, made once.
type form struct {
	once  sync.Once
	bytes []byte // nil = it would not be smaller
}

// isText tells whether a file is worth compressing: pictures, typefaces, PDF and archives
// are compressed already.
func isText(name string) bool {
	t, _, _ := strings.Cut(server.ContentType(name), ";")
	return strings.HasPrefix(t, "text/") || strings.HasSuffix(t, "+xml") || strings.HasSuffix(t, "json") ||
		t == "application/xml" || t == "application/wasm" || t == "image/bmp" || t == "font/ttf" || t == "font/otf"
}

// fits tells whether a file of a size is kept in memory.
func fits(name string, size int64) bool {
	return size <= mostOther || isText(name) && size <= mostText
}

// unsettled is how long a file is taken for unchanged that is not as the manifest has it.
const unsettled = time.Second

// bodyOf is what an entry's file holds, from memory if it is there. The body is nil for a
// file that is to be sent from the disk.
func (s *Server) bodyOf(e *edition, en *entry) (*body, error) {
	if b := en.body.Load(); b != nil && (b.until.IsZero() || time.Now().Before(b.until)) {
		if !en.used.Load() {
			en.used.Store(true)
		}
		return b, nil
	}
	if !fits(en.Path, en.Size) {
		return nil, nil
	}
	f, info, err := e.open(en)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if !fits(en.Path, info.Size()) {
		return nil, nil
	}
	text := make([]byte, info.Size())
	if _, err := io.ReadFull(f, text); err != nil {
		return nil, fmt.Errorf("reading %s: %w", en.Path, err)
	}
	sum := sha256.Sum256(text)
	b := &body{plain: text, tag: hex.EncodeToString(sum[:12])}
	if !en.isSettled(info) {
		b.until = time.Now().Add(unsettled)
	}
	s.store.keep(en, b)
	return b, nil
}

// encoded is a compressed form of the body, made now if nobody asked for it before; nil
// if it is not smaller.
func (s *Server) encoded(en *entry, b *body, encoding string) []byte {
	f, compress := &b.brotli, toBrotli
	if encoding == "gzip" {
		f, compress = &b.gzip, toGzip
	}
	f.once.Do(func() {
		if made := compress(b.plain); len(made) < len(b.plain) {
			f.bytes = bytes.Clone(made) // without the room it grew into
			s.store.grown(en, b, int64(len(made)))
		}
	})
	return f.bytes
}

func toBrotli(text []byte) []byte {
	var out bytes.Buffer
	w := brotli.NewWriterLevel(&out, brotliLevel)
	_, _ = w.Write(text) // into memory: cannot fail
	_ = w.Close()
	return out.Bytes()
}

func toGzip(text []byte) []byte {
	var out bytes.Buffer
	w, err := gzip.NewWriterLevel(&out, gzipLevel)
	if err != nil {
		panic(err) // the level is ours
	}
	_, _ = w.Write(text) // into memory: cannot fail
	_ = w.Close()
	return out.Bytes()
}
