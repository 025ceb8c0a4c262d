package cache

import (
	"bufio"
	"bytes"
	"cmp"
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
	Packs    []Pack
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
	indexHeader = []byte("bulletin-cache 1\n")
)

// Layout changes when the index has another form.
func Layout() string { return indexCodec.Layout() }

// sizesLen is the length of what follows the header: the sizes of table and
// heads, their checksum, and that of all before it.
const sizesLen = 24

// summing sums up what is written through it.
type summing struct {
	io.Writer
	sum uint32 // CRC-32C
}

func (s *summing) Write(p []byte) (int, error) {
	s.sum = crc32.Update(s.sum, castagnoli, p)
	return s.Writer.Write(p)
}

// writeTo writes the header, the sizes and checksums of the two parts, the table,
// and the heads one after the other.
func (x index) writeTo(f *os.File) error {
	heads := 0
	for i := range x.Rows {
		x.Rows[i].HeadSize = len(x.Rows[i].Head)
		heads += len(x.Rows[i].Head)
	}
	table := indexCodec.Append(nil, &x)
	head := append(slices.Clip(indexHeader), make([]byte, sizesLen)...)
	if _, err := f.Write(head); err != nil { // its numbers are known at the end
		return err
	}
	sum := &summing{Writer: f}
	out := bufio.NewWriterSize(sum, bufferSize)
	_, err := out.Write(table)
	for i := range x.Rows {
		_, err2 := out.WriteString(x.Rows[i].Head)
		err = cmp.Or(err, err2)
	}
	err = cmp.Or(err, out.Flush())
	sizes := head[len(indexHeader):]
	binary.LittleEndian.PutUint64(sizes, uint64(len(table)))
	binary.LittleEndian.PutUint64(sizes[8:], uint64(heads))
	binary.LittleEndian.PutUint32(sizes[16:], sum.sum)
	binary.LittleEndian.PutUint32(sizes[20:], crc32.Checksum(head[:len(head)-4], castagnoli))
	_, err2 := f.WriteAt(head, 0)
	return cmp.Or(err, err2)
}

// readIndex reads what writeTo wrote. All texts are parts of one.
func readIndex(name string) (index, error) {
	f, err := os.Open(name)
	if err != nil {
		return index{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return index{}, err
	}
	head := make([]byte, len(indexHeader)+sizesLen)
	if _, err := io.ReadFull(f, head); err != nil || !bytes.HasPrefix(head, indexHeader) {
		return index{}, errDamaged
	}
	sizes := head[len(indexHeader):]
	table, heads := binary.LittleEndian.Uint64(sizes), binary.LittleEndian.Uint64(sizes[8:])
	if crc32.Checksum(head[:len(head)-4], castagnoli) != binary.LittleEndian.Uint32(sizes[20:]) ||
		table+heads != uint64(info.Size())-uint64(len(head)) {
		return index{}, errDamaged
	}
	var text strings.Builder
	text.Grow(int(table + heads))
	sum := &summing{Writer: &text}
	if _, err := io.CopyBuffer(sum, io.LimitReader(f, int64(table+heads)), make([]byte, bufferSize)); err != nil {
		return index{}, err
	}
	if uint64(text.Len()) != table+heads || sum.sum != binary.LittleEndian.Uint32(sizes[16:]) {
		return index{}, errDamaged
	}
	return decodeIndex(text.String()[:table], text.String()[table:])
}

func decodeIndex(table, heads string) (index, error) {
	var x index
	if err := indexCodec.Read(table, &x); err != nil {
		return index{}, errDamaged
	}
	for i := range x.Rows {
		row := &x.Rows[i]
		if row.HeadSize < 0 || row.HeadSize > len(heads) {
			return index{}, errDamaged
		}
		row.Head, heads = heads[:row.HeadSize], heads[row.HeadSize:]
	}
	return x, nil
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
	c.compact(next.Rows)
	added := c.packs.finish()
	next.Packs = c.index.Packs
	if added.Name != "" {
		next.Packs = append(next.Packs[:len(next.Packs):len(next.Packs)], added)
	}
	next.forget()
	if err := c.write(next); err != nil {
		return err
	}
	c.sweep(next.Packs)
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

// forget drops the packs that no row names, and numbers the others anew.
func (x *index) forget() {
	used := make([]bool, len(x.Packs))
	for i := range x.Rows {
		at := &x.Rows[i].Document
		switch {
		case at.Size == 0:
		case at.Pack >= len(x.Packs): // of the pack under way, which could not be written
			*at = Place{}
		default:
			used[at.Pack] = true
		}
	}
	number := make([]int, len(x.Packs))
	var packs []Pack
	for i, pack := range x.Packs {
		number[i] = len(packs)
		if used[i] {
			packs = append(packs, pack)
		}
	}
	for i := range x.Rows {
		if at := &x.Rows[i].Document; at.Size > 0 {
			at.Pack = number[at.Pack]
		}
	}
	x.Packs = packs
}

// compact copies documents out of packs that are mostly waste, or not much
// larger than the one under way: so the packs stay few, and each document is
// copied seldom.
func (c *Cache) compact(rows []Row) {
	live := make([]int64, len(c.index.Packs)+1)
	for i := range rows {
		live[min(rows[i].Document.Pack, len(live)-1)] += int64(rows[i].Document.Size)
	}
	total := live[len(live)-1]
	for number := len(c.index.Packs) - 1; number >= 0; number-- {
		pack := c.index.Packs[number]
		wasteful := live[number] < pack.Size/2
		if live[number] == 0 || !wasteful && (total == 0 || pack.Size > 2*total) {
			continue
		}
		for i := range rows {
			if at := rows[i].Document; at.Size > 0 && at.Pack == number {
				if data, err := c.Read(at); err == nil {
					rows[i].Document = c.Add([]byte(data))
				} else {
					rows[i].Document = Place{}
				}
			}
		}
		total += live[number]
	}
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
	if err = errors.Join(x.writeTo(f), f.Close()); err == nil {
		err = os.Rename(name, c.name("index"))
	}
	if err != nil {
		_ = os.Remove(name)
	}
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
