package picture

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
)

// CleanSVG is a drawing without what a program wrote beside it: remarks, instructions to
// programs, the element metadata, and whatever is of another namespace than drawings and
// links are, as the name and folder of the file, names of layers, who drew it. Pictures
// inside it are cleaned too. All else stays to the byte; so do title and desc, which
// readers are told. The error is [ErrFormat].
func CleanSVG(data []byte) ([]byte, error) {
	c := svgCleaner{data: data, d: xml.NewDecoder(bytes.NewReader(data))}
	c.d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	for {
		from := c.d.InputOffset()
		token, err := c.d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil {
			err = c.token(token, data[from:c.d.InputOffset()])
		}
		if err != nil {
			return nil, fmt.Errorf("%w: %w", ErrFormat, err)
		}
	}
	out, err := cleanInside(c.out)
	if err != nil {
		return nil, err
	}
	return slices.Concat(c.head, c.declarations(out), out), nil
}

// svgCleaner copies a drawing piece by piece.
type svgCleaner struct {
	d        *xml.Decoder
	data     []byte
	head     []byte // up to the declarations of the document's type
	declared [][]byte
	out      []byte
	depth    int  // in how many elements it is
	skipping int  // the depth of the element that is left out; 0 = none
	ended    bool // the drawing is over
}

// token copies a piece, or what may stay of it.
func (c *svgCleaner) token(token xml.Token, piece []byte) error {
	switch t := token.(type) {
	case xml.StartElement:
		if c.depth++; c.skipping == 0 && (c.ended || !drawn(t.Name)) {
			c.skipping = c.depth
		}
		if c.skipping > 0 {
			return nil
		}
		return c.start(t, piece)
	case xml.EndElement:
		if c.depth--; c.skipping == 0 {
			c.out = append(c.out, piece...)
			c.ended = c.depth == 0
		} else if c.skipping > c.depth {
			c.skipping = 0
		}
	case xml.CharData:
		if c.skipping == 0 && (!c.ended || len(bytes.TrimSpace(t)) == 0) {
			c.out = append(c.out, piece...)
		}
	case xml.ProcInst:
		if t.Target == "xml" && c.depth == 0 && !c.ended {
			c.out = append(c.out, piece...)
		}
	case xml.Directive:
		return c.doctype(piece)
	}
	return nil
}

// Namespaces of what a browser draws.
const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
)

// drawn tells whether an element is a part of the drawing.
func drawn(name xml.Name) bool {
	return (name.Space == svgSpace || name.Space == "") && name.Local != "metadata"
}

// start copies the beginning of an element with the attributes that may stay. Both readers
// must see the same ones.
func (c *svgCleaner) start(t xml.StartElement, tag []byte) error {
	at := bytes.IndexAny(tag, " \t\r\n/>")
	c.out = append(c.out, tag[:at]...)
	for _, a := range t.Attr {
		length := attributeLength(tag[at:])
		if length == 0 || !bytes.ContainsAny(tag[at:at+1], " \t\r\n") {
			return ErrFormat
		}
		if tells(a) {
			c.out = append(c.out, tag[at:at+length]...)
		}
		at += length
	}
	if rest := bytes.TrimLeft(tag[at:], " \t\r\n"); string(rest) != ">" && string(rest) != "/>" {
		return ErrFormat
	}
	c.out = append(c.out, tag[at:]...)
	return nil
}

// attributeLength is the length of an attribute with the blanks before it; 0 when it is
// none.
func attributeLength(tag []byte) int {
	equals := bytes.IndexByte(tag, '=')
	value := bytes.TrimLeft(tag[equals+1:], " \t\r\n")
	if equals < 0 || len(value) == 0 || value[0] != '"' && value[0] != '\'' {
		return 0
	}
	end := bytes.IndexByte(value[1:], value[0])
	if end < 0 {
		return 0
	}
	return len(tag) - len(value) + 1 + end + 1
}

// tells whether an attribute says how the drawing looks. A link to a file of the computer
// that it was drawn on shows nobody anything but that file's name.
func tells(a xml.Attr) bool {
	switch a.Name.Space {
	case "xmlns":
		return a.Value == svgSpace || a.Value == xlinkSpace
	case xmlSpace:
		return a.Name.Local == "space" || a.Name.Local == "lang" || a.Name.Local == "id"
	case "", svgSpace, xlinkSpace:
		return a.Name.Local != "href" || !strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Value)), "file:")
	}
	return false
}

// doctype takes the declarations of a document's type apart: entities, of which those stay
// that are still used, and others. Entities that hold more than text are refused: nobody
// sees what they become.
func (c *svgCleaner) doctype(piece []byte) error {
	open := bytes.IndexByte(piece, '[')
	if c.depth > 0 || c.ended || c.head != nil || open >= 0 && bytes.LastIndexByte(piece, ']') < open {
		return ErrFormat
	}
	if open < 0 {
		c.head, c.out = append(c.out, piece...), nil
		return nil
	}
	last := bytes.LastIndexByte(piece, ']')
	c.d.Entity = map[string]string{}
	for rest := piece[open+1 : last]; ; {
		if rest = bytes.TrimSpace(rest); len(rest) == 0 {
			break
		}
		length := declarationLength(rest)
		if length == 0 {
			return ErrFormat
		}
		declaration := rest[:length]
		if rest = rest[length:]; bytes.HasPrefix(declaration, []byte("<!--")) || bytes.HasPrefix(declaration, []byte("<?")) {
			continue
		}
		if name, value, ok := entity(declaration); ok {
			if strings.ContainsAny(value, "<&%") {
				return ErrFormat
			}
			c.d.Entity[name] = value
		}
		c.declared = append(c.declared, declaration)
	}
	c.head = append(c.out, piece[:open]...)
	c.out = append([]byte(nil), piece[last+1:]...)
	return nil
}

// declarationLength is the length of a declaration, a remark or an instruction; 0 when it
// is none.
func declarationLength(rest []byte) int {
	for _, piece := range [][2]string{{"<!--", "-->"}, {"<?", "?>"}} {
		if bytes.HasPrefix(rest, []byte(piece[0])) {
			before, _, ended := bytes.Cut(rest, []byte(piece[1]))
			if !ended {
				return 0
			}
			return len(before) + len(piece[1])
		}
	}
	if !bytes.HasPrefix(rest, []byte("<!")) {
		return 0
	}
	var quote byte
	for i, b := range rest {
		switch {
		case quote != 0:
			if b == quote {
				quote = 0
			}
		case b == '"' || b == '\'':
			quote = b
		case b == '>':
			return i + 1
		}
	}
	return 0
}

// entity reads the declaration of an entity.
func entity(declaration []byte) (name, value string, ok bool) {
	rest, ok := bytes.CutPrefix(declaration, []byte("<!ENTITY"))
	if !ok {
		return "", "", false
	}
	fields := strings.Fields(string(rest))
	_, value, _ = strings.Cut(string(rest), fields[0])
	value = strings.TrimSpace(strings.TrimSuffix(value, ">"))
	return fields[0], strings.Trim(value, value[:min(1, len(value))]), true
}

// declarations are those that may stay, in their brackets.
func (c *svgCleaner) declarations(drawing []byte) (kept []byte) {
	for _, declaration := range c.declared {
		if name, _, ok := entity(declaration); !ok || bytes.Contains(drawing, []byte("&"+name+";")) {
			kept = append(append(kept, declaration...), '\n')
		}
	}
	if kept == nil {
		return nil
	}
	return slices.Concat([]byte("[\n"), kept, []byte("]"))
}

// cleanInside cleans the pictures that are written into a drawing.
func cleanInside(drawing []byte) ([]byte, error) {
	var out []byte
	for mark := []byte(";base64,"); ; {
		at := bytes.Index(drawing, mark)
		if at < 0 {
			return append(out, drawing...), nil
		}
		at += len(mark)
		out = append(out, drawing[:at]...)
		clean := Clean
		if bytes.HasSuffix(bytes.TrimSuffix(drawing[:at], mark), []byte("svg+xml")) {
			clean = CleanSVG
		}
		length := bytes.IndexAny(drawing[at:], "\"'<>)")
		if length < 0 {
			length = len(drawing) - at
		}
		written := drawing[at : at+length]
		drawing = drawing[at+length:]
		if data, ok := unpacked(string(written)); ok {
			cleaned, err := clean(data)
			if err != nil {
				return nil, err
			}
			if !bytes.Equal(cleaned, data) {
				written = []byte(base64.StdEncoding.EncodeToString(cleaned))
			}
		}
		out = append(out, written...)
	}
}

// unpacked reads a picture as it is written into a drawing: in lines, with or without what
// fills the last.
func unpacked(written string) ([]byte, bool) {
	plain, err := url.PathUnescape(written)
	if err != nil {
		return nil, false
	}
	plain = strings.NewReplacer("&#10;", "", "&#xA;", "", "&#xa;", "", "&#13;", "", "&#xD;", "", "&#xd;", "", "&#9;", "", "&#x9;", "").Replace(plain)
	data, err := base64.RawStdEncoding.DecodeString(strings.TrimRight(strings.Join(strings.Fields(plain), ""), "="))
	return data, err == nil
}
