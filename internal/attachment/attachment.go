// Package attachment finds out what a file tells of people and places beside what it shows:
// who wrote it, who saved it last, where a picture or a film in it was taken; and what it
// says, for whoever looks for what must not be told. Attachments are published as they are,
// so whoever publishes one has to be told.
//
// It reads what offices attach: Word, Excel and PowerPoint of now and of before 2007,
// OpenDocument, PDF, TIFF, films, and archives of pictures. What it does not understand says
// nothing.
package attachment

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"

	"bulletin/internal/viet"
)

// Traces are what a file tells.
type Traces struct {
	Names []string // of people, sorted, each once
	Place bool     // where something was taken
}

// Look reads a file.
func Look(data []byte) Traces {
	t := Traces{Place: located(data)}
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		t.office(data)
	case bytes.HasPrefix(data, []byte("%PDF-")):
		t.pdf(data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		t.oldOffice(data)
	case len(data) > 8 && string(data[4:8]) == "ftyp":
		t.film(data)
	default:
		if file, ok := newTIFF(data); ok {
			t.tiff(file)
		}
	}
	slices.Sort(t.Names)
	t.Names = slices.Compact(t.Names)
	return t
}

// nobody are what programs write for a name.
var nobody = []string{
	"admin", "administrator", "apache poi", "author", "microsoft office user", "openpyxl", "pc", "python-docx", "root", "unknown", "user", "windows user",
}

// add adds a name.
func (t *Traces) add(name string) {
	const longest = 60 // letters
	name = viet.NFC(strings.Join(strings.Fields(strings.ToValidUTF8(name, "?")), " "))
	if name == "" || slices.Contains(nobody, strings.ToLower(name)) {
		return
	}
	if letters := []rune(name); len(letters) > longest {
		name = string(letters[:longest]) + "…"
	}
	t.Names = append(t.Names, name)
}

// film looks for places in a film's head (ISO/IEC 14496-12; QuickTime File Format).
func (t *Traces) film(data []byte) {
	for len(data) >= 8 {
		size, head := uint64(binary.BigEndian.Uint32(data)), uint64(8)
		if size == 1 && len(data) >= 16 {
			size, head = binary.BigEndian.Uint64(data[8:]), 16
		}
		if size == 0 || size > uint64(len(data)) {
			size = uint64(len(data))
		}
		if size < head {
			return
		}
		if string(data[4:8]) == "moov" {
			for _, mark := range []string{"\xa9xyz", "loci", "com.apple.quicktime.location", "gpmd"} {
				t.Place = t.Place || bytes.Contains(data[head:size], []byte(mark))
			}
		}
		data = data[size:]
	}
}

// located tells whether pictures in a file say where they were taken, in EXIF or XMP.
func located(data []byte) bool {
	if bytes.Contains(data, []byte("exif:GPSLatitude")) {
		return true
	}
	for mark := []byte("Exif\x00\x00"); ; {
		at := bytes.Index(data, mark)
		if at < 0 {
			return false
		}
		data = data[at+len(mark):]
		if file, ok := newTIFF(data); ok && file.located() {
			return true
		}
	}
}

// tiff is TIFF or EXIF (TIFF 6.0, section 2), which is found by how far it is from here.
type tiff struct {
	data  []byte
	order binary.ByteOrder
}

func newTIFF(data []byte) (tiff, bool) {
	switch {
	case len(data) < 8:
	case string(data[:4]) == "II*\x00":
		return tiff{data, binary.LittleEndian}, true
	case string(data[:4]) == "MM\x00*":
		return tiff{data, binary.BigEndian}, true
	}
	return tiff{}, false
}

// Tags of TIFF and of its directory of places (EXIF 2.32, section 4.6.6).
const (
	tagArtist   = 315
	tagPlaces   = 34853
	tagLatitude = 2
)

// field finds a field in a directory, and is how many values it has and the number that
// stands for them: their place, or the only one.
func (f tiff) field(directory uint32, tag uint16) (count, value uint32, ok bool) {
	const entry, most = 12, 256 // entries of which none has more
	at := uint64(directory)
	if at+2 > uint64(len(f.data)) {
		return 0, 0, false
	}
	for i := range min(uint64(f.order.Uint16(f.data[at:])), most) {
		from := at + 2 + i*entry
		if from+entry > uint64(len(f.data)) {
			break
		}
		if f.order.Uint16(f.data[from:]) == tag {
			return f.order.Uint32(f.data[from+4:]), f.order.Uint32(f.data[from+8:]), true
		}
	}
	return 0, 0, false
}

// located tells whether the first picture says where it was taken.
func (f tiff) located() bool {
	_, places, ok := f.field(f.order.Uint32(f.data[4:]), tagPlaces)
	if !ok {
		return false
	}
	count, _, ok := f.field(places, tagLatitude)
	return ok && count > 0
}

func (t *Traces) tiff(f tiff) {
	t.Place = t.Place || f.located()
	count, at, ok := f.field(f.order.Uint32(f.data[4:]), tagArtist)
	if end := uint64(at) + uint64(count); ok && count > 4 && end <= uint64(len(f.data)) {
		t.add(strings.TrimRight(string(f.data[at:end]), "\x00"))
	}
}
