package attachment

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"
)

// textMost is how much text is taken of one file, in bytes.
const textMost = 16 << 20

// Text is what a file says where it is a text, a drawing (SVG) or a document of an office's
// program: paragraphs and cells on lines of their own; "" for any other. What somebody
// deleted with changes tracked, and comments, are part of it, since readers can see them.
func Text(data []byte) string {
	var t text
	switch {
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		t.office(data)
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		t.WriteString(wideString(data[2:], binary.LittleEndian))
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		t.WriteString(wideString(data[2:], binary.BigEndian))
	case !utf8.Valid(data) || bytes.IndexByte(data, 0) >= 0 || bytes.HasPrefix(data, []byte("%PDF-")):
		return ""
	case bytes.Contains(data[:min(len(data), 4<<10)], []byte("<svg")):
		t.elements(bytes.NewReader(data))
	default:
		t.Write(bytes.TrimPrefix(data, []byte("\ufeff")))
	}
	return t.String()
}

// text gathers what a file says.
type text struct{ strings.Builder }

// said are the parts of an archive that hold what a document says: of Word, Excel and
// PowerPoint (ECMA-376, part 1) and of OpenDocument (part 3).
func said(name string) bool {
	folder, file := path.Split(name)
	if path.Ext(file) != ".xml" {
		return false
	}
	switch folder {
	case "word/":
		return !slices.Contains([]string{"styles.xml", "settings.xml", "fontTable.xml", "webSettings.xml", "numbering.xml"}, file)
	case "xl/":
		return file == "sharedStrings.xml" || strings.HasPrefix(file, "comments")
	case "xl/worksheets/", "xl/threadedComments/", "ppt/slides/", "ppt/notesSlides/", "ppt/comments/":
		return true
	case "":
		return file == "content.xml"
	}
	return false
}

// office reads what the document in an archive says.
func (t *text) office(data []byte) {
	wanted := func(name string) bool { return said(name) && t.Len() < textMost }
	eachPart(data, wanted, func(_ string, in io.Reader) { t.elements(in) })
}

// within are elements that stand inside a line: what they hold goes on with it. Those of
// other names end it.
var within = []string{"r", "t", "delText", "rPr", "span", "a", "tspan", "s", "tab", "proofErr", "bookmarkStart", "bookmarkEnd", "hyperlink", "ins", "del", "phoneticPr", "b", "i"}

// elements adds the texts of a document, up to its end or to where it is damaged.
func (t *text) elements(in io.Reader) {
	d := xml.NewDecoder(in)
	d.Strict, d.CharsetReader = false, func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	silent := 0 // how deep inside of what is no text
	for t.Len() < textMost {
		token, err := d.RawToken()
		if err != nil {
			break
		}
		switch token := token.(type) {
		case xml.StartElement:
			if silent > 0 || token.Name.Local == "style" || token.Name.Local == "script" {
				silent++
			} else if !slices.Contains(within, token.Name.Local) {
				t.end()
			}
		case xml.EndElement:
			if silent > 0 {
				silent--
			} else if !slices.Contains(within, token.Name.Local) {
				t.end()
			}
		case xml.CharData:
			if silent == 0 {
				t.Write(token)
			}
		}
	}
	t.end()
}

// end ends a line.
func (t *text) end() {
	if s := t.String(); s != "" && s[len(s)-1] != '\n' {
		t.WriteByte('\n')
	}
}
