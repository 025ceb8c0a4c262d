// Package photos keeps what was made of photographs, so that a picture is decoded once for
// each content that it has, whoever builds and for whom.
//
// An entry is a file, named by the sum of all that its pictures were made of: the
// photograph's bytes, and what made them. So it is never out of date, several programs may
// read and write it at once, and deleting any of it is safe. An entry of no pictures says
// that there is nothing wrong with a file. What is damaged is taken for not being there: the
// head has a sum, and so has every picture. What nobody asked for in a season is deleted by
// [Store.Prune].
package photos

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"bulletin/internal/record"
)

// Store is the folder with the entries. It is made when the first is written.
type Store struct{ Dir string }

// magic begins an entry and names the layout of its head: the number of pictures, for each
// its length and its sum, and the sum of all that.
const magic = "bulletin photos 1\n"

const (
	sumSize   = len(record.Sum{})
	lineSize  = 8 + sumSize
	countMost = 64
)

// line is what the head says of a picture.
type line struct {
	from, length int64
	sum          record.Sum
}

func (s Store) name(key record.Sum) string {
	text := hex.EncodeToString(key[:])
	return filepath.Join(s.Dir, text[:2], text[2:])
}

// Has tells whether there is an entry of so many pictures, and that it was asked for.
func (s Store) Has(key record.Sum, pictures int) bool {
	f, err := os.Open(s.name(key))
	if err != nil {
		return false
	}
	defer f.Close()
	lines, modified, err := readHead(f)
	if err != nil || len(lines) != pictures {
		return false
	}
	if now := time.Now(); now.Sub(modified) > aDay {
		_ = os.Chtimes(f.Name(), now, now) // else it is made again some day
	}
	return true
}

// aDay is how exactly it is known when an entry was asked for.
const aDay = 24 * time.Hour

// Picture reads the n-th picture of an entry, counted from 0; nil when there is none that is whole.
func (s Store) Picture(key record.Sum, n int) []byte {
	f, err := os.Open(s.name(key))
	if err != nil {
		return nil
	}
	defer f.Close()
	lines, _, err := readHead(f)
	if err != nil || n >= len(lines) {
		return nil
	}
	data := make([]byte, lines[n].length)
	if _, err := f.ReadAt(data, lines[n].from); err != nil || record.SumOf(data) != lines[n].sum {
		return nil
	}
	return data
}

var errDamaged = errors.New("the entry is damaged")

// readHead reads the lines of an entry, and when it was asked for last.
func readHead(f *os.File) ([]line, time.Time, error) {
	info, err := f.Stat()
	if err != nil {
		return nil, time.Time{}, err
	}
	head := make([]byte, len(magic)+1, len(magic)+1+countMost*lineSize+sumSize)
	if _, err := io.ReadFull(f, head); err != nil || string(head[:len(magic)]) != magic || head[len(magic)] > countMost {
		return nil, time.Time{}, errDamaged
	}
	count, begun := int(head[len(magic)]), len(head)
	head = head[:begun+count*lineSize+sumSize]
	if _, err := io.ReadFull(f, head[begun:]); err != nil {
		return nil, time.Time{}, errDamaged
	}
	said := head[:len(head)-sumSize]
	if record.SumOf(said) != record.Sum(head[len(said):]) {
		return nil, time.Time{}, errDamaged
	}
	lines, at := make([]line, count), int64(len(head))
	for i := range lines {
		text := said[begun+i*lineSize:]
		lines[i] = line{at, int64(binary.LittleEndian.Uint64(text)), record.Sum(text[8:lineSize])} // #nosec G115 -- as it was written
		at += lines[i].length
	}
	if at != info.Size() {
		return nil, time.Time{}, errDamaged
	}
	return lines, info.ModTime(), nil
}

// Add writes an entry, all or nothing.
func (s Store) Add(key record.Sum, pictures [][]byte) error {
	if len(pictures) > countMost {
		return fmt.Errorf("keeping pictures: %d are too many", len(pictures))
	}
	head := append([]byte(magic), byte(len(pictures)))
	for _, data := range pictures {
		sum := record.SumOf(data)
		head = append(binary.LittleEndian.AppendUint64(head, uint64(len(data))), sum[:]...)
	}
	sum := record.SumOf(head)
	head = append(head, sum[:]...)
	name := s.name(key)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return fmt.Errorf("keeping pictures: %w", err)
	}
	f, err := os.CreateTemp(filepath.Dir(name), underWay+"*")
	if err != nil {
		return fmt.Errorf("keeping pictures: %w", err)
	}
	_, err = f.Write(head)
	for _, data := range pictures {
		if err == nil {
			_, err = f.Write(data)
		}
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("keeping pictures: %w", err), os.Remove(f.Name()))
	}
	return nil
}

// underWay begins the names of entries that are being written.
const underWay = "new-"

// Prune deletes the entries that nobody has asked for since, and what killed programs left.
func (s Store) Prune(since time.Time) error {
	err := filepath.WalkDir(s.Dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // another program was sooner
		}
		if err == nil && info.Mode().IsRegular() && info.ModTime().Before(since) {
			err = os.Remove(name)
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("deleting pictures that are not used: %w", err)
	}
	return nil
}
