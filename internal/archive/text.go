package archive

import (
	"bufio"
	"bulletin/internal/diag"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// encodingOf finds a character encoding by its IANA name (RFC 8493, section
// 2.1.1). Nil, true stands for UTF-8. Listed are those in which bags of offices
// were found or can be expected, not all of IANA's.
func encodingOf(name string) (encoding.Encoding, bool) {
	switch strings.ReplaceAll(strings.ToLower(name), "_", "-") {
	case "utf-8", "utf8", "us-ascii", "ascii":
		return nil, true
	case "utf-16", "utf16":
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), true // RFC 2781, section 4.3
	case "utf-16be":
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), true
	case "utf-16le":
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), true
	case "iso-8859-1", "latin1", "latin-1":
		return charmap.ISO8859_1, true
	case "iso-8859-15":
		return charmap.ISO8859_15, true
	case "windows-1252", "cp1252":
		return charmap.Windows1252, true
	case "windows-1258", "cp1258": // Vietnamese
		return charmap.Windows1258, true
	}
	return nil, false
}

// longestLine is far beyond any path: Windows knows 32,767 characters, other
// systems 4,096 bytes.
const longestLine = 64 << 10

// lines reads a tag file line by line; a line ends in CR, LF or both (RFC 8493,
// section 2.3). Memory does not depend on what the file holds.
type lines struct {
	in    *bufio.Reader
	bytes int64
	name  string
	n     int // the number of the line given last
	most  int64
	line  []byte
	told  bool // whether a line that is not text was told
	out   *diag.List
}

// largestTag is a bound for manifests: the names of some ten million files.
const largestTag = 4 << 30

func readLines(r io.Reader, enc encoding.Encoding, name string, out *diag.List) *lines {
	if enc != nil {
		r = transform.NewReader(r, enc.NewDecoder())
	}
	return &lines{in: bufio.NewReaderSize(r, 64<<10), name: name, most: largestTag, out: out}
}

// next gives the next line that is text; what is not is told and passed over.
// It returns io.EOF at the end.
func (l *lines) next() (string, error) {
	for {
		long, err := l.read()
		if err != nil {
			return "", err
		}
		if l.n++; l.n == 1 {
			if rest, ok := strings.CutPrefix(string(l.line), "\uFEFF"); ok {
				l.out.Add(as(diag.Warning, at(1, problem(codeBOM, l.name))))
				return rest, nil
			}
		}
		switch {
		case long:
			l.out.Add(at(l.n, problem(codeLong, l.name, longestLine)))
		case validText(string(l.line)):
			return string(l.line), nil
		case !l.told:
			l.told = true
			l.out.Add(at(l.n, problem(codeText, l.name)))
		}
	}
}

// validText tells whether s is Unicode; decoders leave U+FFFD for what is not.
func validText(s string) bool {
	return utf8.ValidString(s) && !strings.ContainsRune(s, utf8.RuneError)
}

// errLarge ends the reading of a tag file without end.
var errLarge = errors.New("tag file too large")

// read fills l.line, and tells whether there was more than it takes.
func (l *lines) read() (long bool, err error) {
	l.line = l.line[:0]
	for {
		c, err := l.in.ReadByte()
		if err != nil {
			if errors.Is(err, io.EOF) && (len(l.line) > 0 || long) {
				return long, nil
			}
			return long, err
		}
		if l.bytes++; l.bytes > l.most {
			return long, errLarge
		}
		switch {
		case c == '\n':
			return long, nil
		case c == '\r':
			if next, err := l.in.Peek(1); err == nil && next[0] == '\n' {
				_, _ = l.in.Discard(1)
			}
			return long, nil
		case len(l.line) == longestLine:
			long = true
		default:
			l.line = append(l.line, c)
		}
	}
}
