package cache

import (
	"bufio"
	"crypto/rand"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// Pack is a file of documents or of heads, one after the other.
type Pack struct {
	Name string
	Size int64 // in bytes
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// packs are the packs of the index, and after them the one under way.
type packs struct {
	dir    string
	prefix string // of the names of new ones
	old    []Pack

	mu      sync.Mutex
	files   []*os.File    // of old, opened when they are first read
	out     *os.File      // the pack under way, nil until there is something to keep
	buffer  *bufio.Writer // nil while nothing is to be written
	name    string
	size    int64
	flushed int64
	failed  bool

	buffers sync.Pool // of *[]byte, to read into
	windows sync.Pool // of *window
}

// window is a part of a pack that was read at once.
type window struct {
	pack int
	from int64 // offset in the pack
	data []byte
}

// windowSize is how much is read at once of small records, most of which are asked
// for in the order in which they stand, in bytes.
const windowSize = 1 << 15

// open names the packs of the index, of which there is nothing to be done yet.
func (p *packs) open(dir, prefix string, old []Pack) {
	p.dir, p.prefix, p.old, p.files = dir, prefix, old, make([]*os.File, len(old))
}

// bufferSize is how much is gathered before it is written, in bytes: small beside what a
// build holds.
const bufferSize = 1 << 14

// add appends a document to the pack under way.
func (p *packs) add(document []byte) Place {
	check := crc32.Checksum(document, castagnoli)
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.begin() {
		return Place{}
	}
	if p.buffer == nil {
		p.buffer = bufio.NewWriterSize(p.out, bufferSize)
	}
	at := Place{At: placeAt(len(p.old), p.size), Size: int32(len(document)), Check: check}
	if _, err := p.buffer.Write(document); err != nil {
		p.failed = true
		return Place{}
	}
	p.size += int64(len(document))
	return at
}

// underWay ends the name of a file that is not complete.
const underWay = ".tmp"

// begin makes the pack under way, at the first call. Its name is new in the
// world, so that no other program takes it for its own.
func (p *packs) begin() bool {
	if p.out != nil || p.failed || len(p.old) >= 1<<packBits-1 {
		return p.out != nil && !p.failed
	}
	p.name = p.prefix + rand.Text()[:16]
	err := os.MkdirAll(p.dir, 0o777)
	if err == nil {
		p.out, err = os.OpenFile(filepath.Join(p.dir, p.name+underWay), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
	}
	if err != nil {
		p.failed = true
		return false
	}
	return true
}

// read returns a document.
func (p *packs) read(at Place) (document string, err error) {
	err = p.use(at, func(data []byte) error {
		document = string(data)
		return nil
	})
	return document, err
}

// use reads a document and hands it on, for this once: the bytes are used again.
func (p *packs) use(at Place, read func(data []byte) error) error {
	return p.useStart(at, int(at.Size), func(data []byte) error {
		if crc32.Checksum(data, castagnoli) != at.Check {
			return errGone
		}
		return read(data)
	})
}

// useStart reads the first bytes of a document, unchecked, and hands them on likewise.
func (p *packs) useStart(at Place, size int, read func(data []byte) error) error {
	if at.Size == 0 {
		return errGone
	}
	f, err := p.file(at)
	if err != nil {
		return errGone
	}
	buffer, ok := p.buffers.Get().(*[]byte)
	if !ok {
		buffer = new([]byte)
	}
	defer p.buffers.Put(buffer)
	size = min(size, int(at.Size))
	*buffer = slices.Grow((*buffer)[:0], size)[:size]
	if _, err := f.ReadAt(*buffer, at.offset()); err != nil {
		return errGone
	}
	return read(*buffer)
}

// useNear reads a small document likewise, and with it what stands after it: for what
// is read one after the other.
func (p *packs) useNear(at Place, read func(data []byte) error) error {
	if at.Size <= 0 {
		return errGone
	}
	w, ok := p.windows.Get().(*window)
	if !ok {
		w = new(window)
	}
	defer p.windows.Put(w)
	from := at.offset() - w.from
	if at.pack() != w.pack || from < 0 || from+int64(at.Size) > int64(len(w.data)) {
		if err := p.fill(w, at); err != nil {
			return err
		}
		from = 0
	}
	data := w.data[from:][:at.Size]
	if crc32.Checksum(data, castagnoli) != at.Check {
		return errGone
	}
	return read(data)
}

// fill reads the part of a pack that begins with a document.
func (p *packs) fill(w *window, at Place) error {
	f, err := p.file(at)
	if err != nil {
		return errGone
	}
	size := max(windowSize, int(at.Size))
	w.pack, w.from, w.data = at.pack(), at.offset(), slices.Grow(w.data[:0], size)[:size]
	n, _ := f.ReadAt(w.data, w.from) // less at the end of the pack
	if w.data = w.data[:n]; n < int(at.Size) {
		return errGone
	}
	return nil
}

func (p *packs) fileName(pack Pack) string { return filepath.Join(p.dir, filepath.Base(pack.Name)) }

// file is the open pack of a place, everything of the place written.
func (p *packs) file(at Place) (*os.File, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if at.pack() == len(p.old) && p.out != nil {
		if p.flushed < at.offset()+int64(at.Size) {
			if err := p.buffer.Flush(); err != nil {
				return nil, err
			}
			p.flushed, p.buffer = p.size, nil // who reads has mostly written all
		}
		return p.out, nil
	}
	if at.pack() >= len(p.old) {
		return nil, errGone
	}
	if p.files[at.pack()] == nil {
		f, err := os.Open(p.fileName(p.old[at.pack()]))
		if err != nil {
			return nil, err
		}
		p.files[at.pack()] = f
	}
	return p.files[at.pack()], nil
}

// finish ends the pack under way and returns it; nothing was kept when its name
// is "".
func (p *packs) finish() Pack {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.out == nil || p.failed || p.buffer != nil && p.buffer.Flush() != nil {
		return Pack{}
	}
	err := p.out.Close()
	p.out = nil
	name := filepath.Join(p.dir, p.name)
	if err != nil || os.Rename(name+underWay, name) != nil {
		return Pack{}
	}
	return Pack{Name: p.name, Size: p.size}
}

// close releases the files. The pack under way goes, unless it is kept.
func (p *packs) close() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	var first error
	for i, f := range p.files {
		if f != nil {
			if err := f.Close(); first == nil {
				first = err
			}
			p.files[i] = nil
		}
	}
	if p.out != nil {
		if err := p.out.Close(); first == nil {
			first = err
		}
		_ = os.Remove(p.out.Name()) // never named by an index
		p.out = nil
	}
	return first
}
