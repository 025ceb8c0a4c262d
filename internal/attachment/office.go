package attachment

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf16"
)

// Bytes that are read of one file in an archive at most, and of all of them.
const (
	partMost    = 64 << 20
	archiveMost = 512 << 20
)

// eachPart hands out the wanted files of an archive, of each and of all no more than may be
// read.
func eachPart(data []byte, wanted func(name string) bool, do func(name string, in io.Reader)) {
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return
	}
	left := int64(archiveMost)
	for _, f := range archive.File {
		if left <= 0 || !wanted(f.Name) {
			continue
		}
		in, err := f.Open()
		if err != nil {
			continue
		}
		most := min(left, partMost)
		counted := &io.LimitedReader{R: in, N: most}
		do(f.Name, counted)
		_ = in.Close() // it was only read
		left -= most - counted.N
	}
}

// office reads an archive: a document of an office's program, or pictures.
func (t *Traces) office(data []byte) {
	properties := func(name string) bool {
		return slices.Contains([]string{"docProps/core.xml", "docProps/app.xml", "meta.xml"}, name)
	}
	picture := func(name string) bool {
		return slices.Contains([]string{".jpg", ".jpeg", ".tif", ".tiff", ".png", ".webp", ".heic"}, strings.ToLower(path.Ext(name)))
	}
	wanted := func(name string) bool { return properties(name) || picture(name) && !t.Place }
	eachPart(data, wanted, func(name string, in io.Reader) {
		part, err := io.ReadAll(in)
		switch {
		case err != nil:
		case properties(name):
			t.properties(part, people)
		default:
			if file, ok := newTIFF(part); ok {
				t.tiff(file)
			}
			t.Place = t.Place || located(part)
		}
	})
}

// people are the properties that name people: of Office Open XML (ECMA-376, part 2, section
// 11) and of OpenDocument (part 1, section 4.3).
var people = []string{"creator", "lastModifiedBy", "Manager", "initial-creator", "printed-by"}

// properties adds what elements of these names say.
func (t *Traces) properties(part []byte, names []string) {
	d := xml.NewDecoder(bytes.NewReader(part))
	name := ""
	for {
		token, err := d.RawToken()
		if err != nil {
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			name = token.Name.Local
		case xml.EndElement:
			name = ""
		case xml.CharData:
			if slices.Contains(names, name) {
				t.add(string(token))
			}
		}
	}
}

// summary is the name of the properties in documents of before 2007 ([MS-OLEPS], section
// 2.25.1). They stand in one piece nearly always, so that the file system inside need not
// be read.
const summary = "\xe0\x85\x9f\xf2\xf9\x4f\x68\x10\xab\x91\x08\x00\x2b\x27\xb3\xd9"

func (t *Traces) oldOffice(data []byte) {
	const begin, author, last = 28, 4, 8 // bytes before the name, and properties
	at := bytes.Index(data, []byte(summary))
	if at < begin || len(data) < at+len(summary)+4 {
		return
	}
	stream := data[at-begin:]
	from := uint64(binary.LittleEndian.Uint32(stream[begin+len(summary):]))
	if from+8 > uint64(len(stream)) {
		return
	}
	set := stream[from:]
	for i := range min(uint64(binary.LittleEndian.Uint32(set[4:])), uint64(len(set))/8-1) {
		id, value := binary.LittleEndian.Uint32(set[8+8*i:]), uint64(binary.LittleEndian.Uint32(set[12+8*i:]))
		if (id == author || id == last) && value+8 <= uint64(len(set)) {
			t.add(oldString(set[value:]))
		}
	}
}

// oldString reads a string of such a property.
func oldString(b []byte) string {
	const bytesOf, wide = 0x1e, 0x1f
	kind, length := binary.LittleEndian.Uint32(b), uint64(binary.LittleEndian.Uint32(b[4:]))
	switch text := b[8:]; {
	case kind == bytesOf && length <= uint64(len(text)):
		return strings.TrimRight(string(text[:length]), "\x00")
	case kind == wide && 2*length <= uint64(len(text)):
		return strings.TrimRight(wideString(text[:2*length], binary.LittleEndian), "\x00")
	}
	return ""
}

// wideString decodes UTF-16.
func wideString(b []byte, order binary.ByteOrder) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = order.Uint16(b[2*i:])
	}
	return string(utf16.Decode(units))
}
