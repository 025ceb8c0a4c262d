package attachment

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"encoding/hex"
	"io"
	"strings"
)

// Bytes of compressed objects that are read, and how many names of one document.
const (
	packedMost = 256 << 20
	namesMost  = 32
)

// pdf reads who wrote a PDF: from its properties, which may stand among compressed objects
// (ISO 32000-1, sections 7.5.7 and 14.3.3), and from XMP. What is encrypted is not read.
func (t *Traces) pdf(data []byte) {
	t.creators(data)
	if bytes.Contains(data, []byte("/Encrypt")) {
		return
	}
	t.authors(data, data)
	left := int64(packedMost)
	for rest := data; ; {
		at := bytes.Index(rest, []byte("/ObjStm"))
		if at < 0 || left <= 0 {
			return
		}
		rest = rest[at:]
		begin := bytes.Index(rest, []byte("stream"))
		if begin < 0 {
			return
		}
		rest = rest[begin+len("stream"):]
		in, err := zlib.NewReader(bytes.NewReader(bytes.TrimLeft(rest, "\r\n")))
		if err != nil {
			continue
		}
		objects, _ := io.ReadAll(io.LimitReader(in, left)) // what can be read of it
		left -= int64(len(objects))
		t.authors(objects, data)
	}
}

// authors adds the values of the key Author.
func (t *Traces) authors(objects, file []byte) {
	for key := []byte("/Author"); len(t.Names) < namesMost; {
		at := bytes.Index(objects, key)
		if at < 0 {
			return
		}
		objects = objects[at+len(key):]
		t.add(pdfString(bytes.TrimLeft(objects, " \t\r\n")))
		if fields := bytes.Fields(objects[:min(24, len(objects))]); len(fields) > 2 && string(fields[2][:1]) == "R" { // it stands elsewhere
			_, object, found := bytes.Cut(file, []byte("\n"+string(fields[0])+" "+string(fields[1])+" obj"))
			if found {
				t.add(pdfString(bytes.TrimLeft(object, " \t\r\n")))
			}
		}
	}
}

// pdfString reads a string (section 7.3.4); "" when there is none.
func pdfString(b []byte) string {
	switch {
	case len(b) == 0:
	case b[0] == '<':
		digits, _, _ := bytes.Cut(b[1:], []byte(">"))
		raw, _ := hex.DecodeString(strings.Join(strings.Fields(string(digits)), "")) // what is right of it
		return pdfText(raw)
	case b[0] == '(':
		return pdfText(literal(b[1:]))
	}
	return ""
}

// literal reads a string in brackets.
func literal(b []byte) (raw []byte) {
	const longest = 1000
	depth := 1
	for i := 0; i < len(b) && i < longest; i++ {
		switch c := b[i]; c {
		case '\\':
			if i++; i == len(b) {
				return raw
			}
			digits := 0
			for digits < 3 && i+digits < len(b) && b[i+digits] >= '0' && b[i+digits] <= '7' {
				digits++
			}
			switch {
			case digits > 0:
				value := 0
				for _, d := range b[i : i+digits] {
					value = value<<3 | int(d-'0')
				}
				raw = append(raw, byte(value)) // #nosec G115 -- the rest is not a part of it
				i += digits - 1
			case strings.IndexByte("nrtbf\r\n", b[i]) < 0:
				raw = append(raw, b[i])
			}
			continue
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return raw
			}
		}
		raw = append(raw, b[i])
	}
	return raw
}

// pdfText decodes a text (section 7.9.2.2), of which only what is ASCII is read in the old
// encoding.
func pdfText(raw []byte) string {
	if wide, ok := bytes.CutPrefix(raw, []byte("\xfe\xff")); ok {
		return wideString(wide, binary.BigEndian)
	}
	return string(bytes.TrimPrefix(raw, []byte("\ufeff")))
}

// creators adds who XMP says wrote it.
func (t *Traces) creators(data []byte) {
	for {
		_, rest, ok := bytes.Cut(data, []byte("<dc:creator>"))
		if !ok {
			return
		}
		written, after, ended := bytes.Cut(rest, []byte("</dc:creator>"))
		if !ended {
			return
		}
		t.properties(written, []string{"li"})
		data = after
	}
}
