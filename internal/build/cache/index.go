package cache

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"time"

	"bulletin/internal/record"
)

// index is what the index file holds.
type index struct {
	Rules    record.Sum
	By       record.Sum
	Packs    []Pack // of documents
	Heads    []Pack
	Outcomes []Outcome
	Rows     []Row
}

// Outcome is what a build gave, for the next one with the same stamp: when
// nothing has changed, it is all that there is to say.
type Outcome struct {
	Stamp        record.Sum // of everything that the site was made of
	Since, Until int64      // nanoseconds since 1970 UTC: the clocks at which it is the same; 0 = no bound
	Pages, Files int
	Problems     []Problem
}

// HoldsAt tells whether the outcome is the same at a time.
func (o Outcome) HoldsAt(clock time.Time) bool {
	at := clock.UnixNano()
	return (o.Since == 0 || at >= o.Since) && (o.Until == 0 || at < o.Until)
}

var (
	indexCodec  = record.For[index]()
	errDamaged  = errors.New("cache: the index is damaged")
	indexHeader = []byte("bulletin-cache 3\n")
)

// Layout changes when the index has another form.
func Layout() string { return indexCodec.Layout() }

// checkLen is the length of the checksum after the header, of all that follows
// it: a CRC-32C.
const checkLen = 4

// summing sums up what is written through it.
type summing struct {
	io.Writer
	sum uint32 // CRC-32C
}

func (s *summing) Write(p []byte) (int, error) {
	s.sum = crc32.Update(s.sum, castagnoli, p)
	return s.Writer.Write(p)
}

// encode is the index as it is written.
func (x index) encode() []byte {
	start := len(indexHeader) + checkLen
	data := append(make([]byte, 0, start+150*len(x.Rows)), indexHeader...)
	data = indexCodec.Append(append(data, make([]byte, checkLen)...), &x)
	binary.LittleEndian.PutUint32(data[len(indexHeader):], crc32.Checksum(data[start:], castagnoli))
	return data
}

// readIndex reads what encode gave. All texts are parts of one.
func readIndex(name string) (index, error) {
	var text strings.Builder
	sum, err := readInto(&text, name, len(indexHeader)+checkLen)
	if err != nil {
		return index{}, err
	}
	head, table := text.String()[:len(indexHeader)+checkLen], text.String()[len(indexHeader)+checkLen:]
	var x index
	if !strings.HasPrefix(head, string(indexHeader)) || binary.LittleEndian.Uint32([]byte(head[len(indexHeader):])) != sum ||
		indexCodec.Read(table, &x) != nil {
		return index{}, errDamaged
	}
	return x, nil
}

// readInto reads a whole file, and sums up what follows its head.
func readInto(text *strings.Builder, name string, head int) (sum uint32, err error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	text.Grow(int(info.Size()))
	if _, err := io.CopyN(text, f, int64(head)); err != nil {
		return 0, errDamaged
	}
	sums := &summing{Writer: text}
	_, err = io.CopyBuffer(sums, struct{ io.Reader }{f}, make([]byte, bufferSize))
	return sums.sum, err
}

// outcomesKept is how many builds are remembered: with and without drafts, for
// one output and another.
const outcomesKept = 4

// Commit keeps the rows, sorted by path, what the site's files were made by, and
// the outcome unless its stamp is zero. When all that is what is kept already,
// nothing is written. The cache can only be closed after.
func (c *Cache) Commit(rows []*Row, by record.Sum, outcome Outcome) error {
	if by == (record.Sum{}) {
		by = c.index.By
	}
	if by == c.index.By && c.holds(rows, outcome) {
		return nil
	}
	next := index{Rules: c.rules, By: by, Rows: make([]Row, len(rows)), Outcomes: c.index.Outcomes}
	for i, row := range rows {
		next.Rows[i] = *row
	}
	if outcome.Stamp != (record.Sum{}) {
		next.Outcomes = []Outcome{outcome}
		for _, o := range c.index.Outcomes {
			if o.Stamp != outcome.Stamp && len(next.Outcomes) < outcomesKept {
				next.Outcomes = append(next.Outcomes, o)
			}
		}
	}
	next.Packs = c.documents.pack(next.Rows, func(r *Row) *Place { return &r.Document })
	next.Heads = c.heads.pack(next.Rows, func(r *Row) *Place { return &r.Head })
	if err := c.write(next); err != nil {
		return err
	}
	c.sweep(slices.Concat(next.Packs, next.Heads))
	return nil
}

// holds tells whether the rows are those of the index, and the outcome one of its.
func (c *Cache) holds(rows []*Row, outcome Outcome) bool {
	if c.damaged || len(rows) != len(c.index.Rows) {
		return false
	}
	for i, row := range rows {
		if row != &c.index.Rows[i] {
			return false
		}
	}
	kept, ok := c.Outcome(outcome.Stamp)
	return outcome.Stamp == (record.Sum{}) || ok && reflect.DeepEqual(kept, outcome)
}

// write replaces the index as a whole. It is not made durable: what a power
// failure takes is found damaged, and made again.
func (c *Cache) write(x index) error {
	if err := os.MkdirAll(c.dir, 0o777); err != nil {
		return err
	}
	name := c.name("index-" + rand.Text()[:16] + underWay)
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	if err = errors.Join(writeAll(f, x.encode()), f.Close()); err == nil {
		err = os.Rename(name, c.name("index"))
	}
	if err != nil {
		_ = os.Remove(name)
	}
	return err
}

func writeAll(f *os.File, data []byte) error {
	_, err := f.Write(data)
	return err
}

// abandoned is how old a pack under way is whose program must have been killed.
const abandoned = 24 * time.Hour

// sweep removes the packs that the index does not name, and what killed programs
// left. Another program that still reads a pack has it open; where that forbids
// removing, a later build does it.
func (c *Cache) sweep(used []Pack) {
	named := map[string]bool{}
	for _, pack := range used {
		named[pack.Name] = true
	}
	entries, err := os.ReadDir(c.dir)
	if err != nil {
		return
	}
	for _, e := range entries {
		if named[e.Name()] || e.Name() == "index" {
			continue
		}
		if strings.HasSuffix(e.Name(), underWay) {
			if info, err := e.Info(); err != nil || time.Since(info.ModTime()) < abandoned {
				continue
			}
		}
		_ = os.Remove(filepath.Join(c.dir, e.Name()))
	}
}
