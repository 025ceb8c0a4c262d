package archive

import (
	"bufio"
	"bulletin/internal/diag"
	"bytes"
	"cmp"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"slices"
)

// record is what a zip's central directory says of an entry (APPNOTE.TXT, 4.3.12).
type record struct {
	name   string
	packed uint64
	header uint64 // offset of the local header
	locked bool   // encrypted
}

var (
	errDirectory = errors.New("its directory contradicts itself")
	errNoEnd     = errors.New("its end is missing: the copy is not complete")
	errEncrypted = errors.New("it is encrypted")
)

// The signatures of a zip's parts.
const (
	sigLocal, sigCentral, sigEnd  = 0x04034b50, 0x02014b50, 0x06054b50
	sigEnd64, sigLocator          = 0x06064b50, 0x07064b50
	lenLocal, lenCentral, lenEnd  = 30, 46, 22
	lenEnd64, lenLocator, max16   = 56, 20, 0xffff
	max32                         = 0xffffffff
	extra64                       = 1
	encryptedFlag, longestComment = 1, 0xffff
)

// readDirectory reads the names and places of a zip's entries itself, since
// archive/zip neither limits their number nor looks at the local headers: those
// are what other programs unpack by. It allows no bytes before the first entry
// and none between the directory and its end, so that there is only one way to
// read the file. A nil problem means that no two entries share bytes and that
// each is named alike in both places.
func readDirectory(ctx context.Context, r io.ReaderAt, size int64, most int) ([]record, *diag.Diagnostic) {
	damaged := func(err error) ([]record, *diag.Diagnostic) {
		d := problem(codeZip, "", reason(err))
		return nil, &d
	}
	start, length, count, err := directoryPlace(r, size)
	if err != nil {
		return damaged(err)
	}
	if count > uint64(most) || length > uint64(most)*longestRecord {
		d := problem(codeTooMany, "", most)
		return nil, &d
	}
	in := bufio.NewReaderSize(io.NewSectionReader(r, int64(start), int64(length)), 64<<10)
	records := make([]record, 0, count)
	for range count {
		rec, err := readRecord(in)
		if err != nil {
			return damaged(err)
		}
		records = append(records, rec)
	}
	if _, err := in.ReadByte(); !errors.Is(err, io.EOF) {
		return damaged(errDirectory)
	}
	if d := checkLocals(ctx, r, records, start); d != nil {
		return nil, d
	}
	return records, nil
}

// directoryPlace finds the central directory from the end of the file.
func directoryPlace(r io.ReaderAt, size int64) (start, length, count uint64, err error) {
	tail := make([]byte, min(size, lenEnd+longestComment))
	if _, err := r.ReadAt(tail, size-int64(len(tail))); err != nil && !errors.Is(err, io.EOF) {
		return 0, 0, 0, err
	}
	i := len(tail) - lenEnd
	for ; i >= 0; i-- {
		if le32(tail[i:]) == sigEnd && int(le16(tail[i+20:]))+lenEnd <= len(tail)-i {
			break
		}
	}
	if i < 0 {
		return 0, 0, 0, errNoEnd
	}
	end := tail[i:]
	at := uint64(size) - uint64(len(tail)) + uint64(i)
	count, length, start = uint64(le16(end[10:])), uint64(le32(end[12:])), uint64(le32(end[16:]))
	if count == max16 || length == max32 || start == max32 {
		if count, length, start, at, err = directoryPlace64(r, at, count, length, start); err != nil {
			return 0, 0, 0, err
		}
	}
	if length > at || start != at-length || count > length/lenCentral {
		return 0, 0, 0, errDirectory
	}
	return start, length, count, nil
}

// directoryPlace64 reads the larger record before the end, if it is there.
func directoryPlace64(r io.ReaderAt, at, count, length, start uint64) (_, _, _, _ uint64, err error) {
	var loc [lenLocator]byte
	if at < lenLocator {
		return count, length, start, at, nil
	}
	if _, err := r.ReadAt(loc[:], int64(at-lenLocator)); err != nil {
		return 0, 0, 0, 0, err
	}
	if le32(loc[:]) != sigLocator {
		return count, length, start, at, nil
	}
	place := binary.LittleEndian.Uint64(loc[8:])
	if at < lenLocator+lenEnd64 || place > at-lenLocator-lenEnd64 {
		return 0, 0, 0, 0, errDirectory
	}
	var end [lenEnd64]byte
	if _, err := r.ReadAt(end[:], int64(place)); err != nil {
		return 0, 0, 0, 0, err
	}
	if le32(end[:]) != sigEnd64 {
		return 0, 0, 0, 0, errDirectory
	}
	le64 := binary.LittleEndian.Uint64
	return le64(end[32:]), le64(end[40:]), le64(end[48:]), place, nil
}

// readRecord reads one record of the central directory.
func readRecord(in *bufio.Reader) (record, error) {
	var h [lenCentral]byte
	if _, err := io.ReadFull(in, h[:]); err != nil {
		return record{}, errDirectory
	}
	if le32(h[:]) != sigCentral {
		return record{}, errDirectory
	}
	rest := make([]byte, int(le16(h[28:]))+int(le16(h[30:]))+int(le16(h[32:])))
	if _, err := io.ReadFull(in, rest); err != nil {
		return record{}, errDirectory
	}
	name, extra := rest[:le16(h[28:])], rest[le16(h[28:]):][:le16(h[30:])]
	rec := record{
		name: string(name), packed: uint64(le32(h[20:])), header: uint64(le32(h[42:])),
		locked: le16(h[8:])&encryptedFlag != 0,
	}
	return rec, rec.widen(extra, le32(h[24:]) == max32)
}

// widen reads sizes and offsets that do not fit into 32 bits (APPNOTE.TXT, 4.5.3).
func (rec *record) widen(extra []byte, unpacked bool) error {
	if !unpacked && rec.packed != max32 && rec.header != max32 {
		return nil
	}
	for len(extra) >= 4 {
		id, n := le16(extra), int(le16(extra[2:]))
		if extra = extra[4:]; n > len(extra) {
			return nil
		}
		field := extra[:n]
		extra = extra[n:]
		if id != extra64 {
			continue
		}
		for _, f := range []struct {
			wanted bool
			into   *uint64
		}{{unpacked, new(uint64)}, {rec.packed == max32, &rec.packed}, {rec.header == max32, &rec.header}} {
			if !f.wanted {
				continue
			}
			if len(field) < 8 {
				return errDirectory
			}
			*f.into = binary.LittleEndian.Uint64(field)
			field = field[8:]
		}
		return nil
	}
	return nil
}

// checkLocals compares each local header with the directory, and finds entries
// that share bytes: so do zips of some kilobytes that unpack to petabytes.
func checkLocals(ctx context.Context, r io.ReaderAt, records []record, directory uint64) *diag.Diagnostic {
	order := make([]int, len(records))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return cmp.Compare(records[a].header, records[b].header) })
	fail := func(code diag.Code, name string, args ...any) *diag.Diagnostic {
		d := problem(code, name, args...)
		return &d
	}
	var h [lenLocal + max16]byte
	end := uint64(0)
	for _, i := range order {
		rec := records[i]
		switch {
		case ctx.Err() != nil:
			return fail(codeZip, "", ctx.Err().Error())
		case rec.locked:
			return fail(codeZip, "", errEncrypted.Error())
		case rec.header < end:
			return fail(codeZipOverlap, rec.name)
		case rec.header > directory || directory-rec.header < lenLocal+uint64(len(rec.name)):
			return fail(codeZip, "", errDirectory.Error())
		}
		local := h[:lenLocal+len(rec.name)]
		if _, err := r.ReadAt(local, int64(rec.header)); err != nil {
			return fail(codeZip, "", reason(err))
		}
		if le32(local) != sigLocal {
			return fail(codeZip, "", errDirectory.Error())
		}
		if int(le16(local[26:])) != len(rec.name) || !bytes.Equal(local[lenLocal:], []byte(rec.name)) {
			return fail(codeZipName, rec.name)
		}
		end = rec.header + lenLocal + uint64(le16(local[26:])) + uint64(le16(local[28:]))
		if rec.packed > directory || end > directory-rec.packed {
			return fail(codeZipOverlap, rec.name)
		}
		end += rec.packed
	}
	return nil
}

func le16(b []byte) uint16 { return binary.LittleEndian.Uint16(b) }
func le32(b []byte) uint32 { return binary.LittleEndian.Uint32(b) }
