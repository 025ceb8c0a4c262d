package cache

import (
	"bufio"
	"crypto/rand"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// Pack is a file of documents, of heads or of ends, one after the other.
type Pack struct {
	Name  string
	Size  int64  // in bytes
	Check uint32 // CRC-32C of the whole
}

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// packs are the packs of the index, and after them the one under way.
type packs struct {
	dir    string
	prefix string // of the names of new ones
	old    []Pack
	whole  []func() string // of old, once each; "" when it is damaged

	mu      sync.Mutex
	files   []*os.File // of old, opened when they are first read
	out     *os.File   // the pack under way, nil until there is something to keep
	buffer  *bufio.Writer
	name    string
	size    int64
	sum     uint32
	flushed int64
	asked   bool   // written was
	begun   string // what it gave
	failed  bool

	buffers sync.Pool // of *[]byte, to read into
}

// open names the packs of the index, of which there is nothing to be done yet.
func (p *packs) open(dir, prefix string, old []Pack) {
	p.dir, p.prefix, p.old, p.files = dir, prefix, old, make([]*os.File, len(old))
	p.drop()
}

// drop lets go of what [packs.part] keeps in memory. Nobody may read meanwhile.
func (p *packs) drop() {
	p.begun, p.whole = "", make([]func() string, len(p.old))
	for i := range p.old {
		p.whole[i] = sync.OnceValue(func() string { return p.readWhole(i) })
	}
}

// bufferSize is how much is gathered before it is written, in bytes.
const bufferSize = 1 << 16

// add appends a document to the pack under way.
func (p *packs) add(document []byte) Place {
	check := crc32.Checksum(document, castagnoli)
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.begin() {
		return Place{}
	}
	at := Place{At: placeAt(len(p.old), p.size), Size: int32(len(document)), Check: check}
	if _, err := p.buffer.Write(document); err != nil {
		p.failed = true
		return Place{}
	}
	p.size += int64(len(document))
	p.sum = crc32.Update(p.sum, castagnoli, document)
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
	p.buffer = bufio.NewWriterSize(p.out, bufferSize)
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

// part returns a document as a part of its whole pack, which is then kept in
// memory: for what is read all at once.
func (p *packs) part(at Place) (string, error) {
	if at.Size <= 0 || at.pack() < 0 {
		return "", errGone
	}
	if at.pack() >= len(p.old) {
		if all := p.written(); at.offset()+int64(at.Size) <= int64(len(all)) {
			return all[at.offset():][:at.Size], nil
		}
		return p.read(at) // it was added later
	}
	all := p.whole[at.pack()]()
	if at.offset() < 0 || at.offset() > int64(len(all)) || int64(at.Size) > int64(len(all))-at.offset() {
		return "", errGone
	}
	return all[at.offset():][:at.Size], nil
}

// written is what the pack under way held when it was asked for first; "" when that
// cannot be read.
func (p *packs) written() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.asked || p.out == nil {
		return p.begun
	}
	p.asked = true
	if p.buffer.Flush() == nil {
		p.flushed = p.size
		var text strings.Builder
		if sum, err := readInto(&text, p.out.Name(), 0); err == nil && sum == p.sum && int64(text.Len()) == p.size {
			p.begun = text.String()
		}
	}
	return p.begun
}

// readWhole is a whole pack; "" when it is not there any more or damaged.
func (p *packs) readWhole(number int) string {
	pack := p.old[number]
	var text strings.Builder
	sum, err := readInto(&text, p.fileName(pack), 0)
	if err != nil || sum != pack.Check || int64(text.Len()) != pack.Size {
		return ""
	}
	return text.String()
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
			p.flushed = p.size
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
	if p.out == nil || p.failed || p.buffer.Flush() != nil {
		return Pack{}
	}
	err := p.out.Close()
	p.out = nil
	name := filepath.Join(p.dir, p.name)
	if err != nil || os.Rename(name+underWay, name) != nil {
		return Pack{}
	}
	return Pack{Name: p.name, Size: p.size, Check: p.sum}
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
