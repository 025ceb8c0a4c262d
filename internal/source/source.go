// Package source lists and reads the files of a folder: it decodes them to
// UTF-8, normalises them (NFC, line feeds), and refuses whatever cannot be read
// with certainty. Nothing beyond this package sees a raw byte of a text.
package source

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"bulletin/internal/diag"
)

// Entry is a file that was found, not yet read.
type Entry struct {
	Path string // slash-separated, relative to the folder, NFC: the file's identity
	Odd  *Odd   // nil for most
	Stat Stat
}

// Odd is what few entries have.
type Odd struct {
	Name string // the path as the file system spells it; "" when as in Entry.Path
	Link string // the path of the file that a symbolic link leads to; "" when it is none
}

// Name is the path as the file system spells it.
func (e Entry) Name() string {
	if e.Odd == nil {
		return e.Path
	}
	return cmp.Or(e.Odd.Name, e.Path)
}

// Link is the path of the file that a symbolic link leads to; "" when it is none.
func (e Entry) Link() string {
	if e.Odd == nil {
		return ""
	}
	return e.Odd.Link
}

// Same tells whether two entries are equal.
func (e Entry) Same(f Entry) bool {
	return e.Path == f.Path && e.Stat == f.Stat && e.Name() == f.Name() && e.Link() == f.Link()
}

// Real is the path of the file itself, which a symbolic link leads to.
func (e Entry) Real() string { return cmp.Or(e.Link(), e.Path) }

// IsText tells whether the file is Markdown, which is read as a document; all
// others are pictures and attachments.
func (e Entry) IsText() bool {
	switch strings.ToLower(path.Ext(e.Path)) {
	case ".md", ".markdown":
		return true
	}
	return false
}

// Misnamed tells whether a file is a document by its first line but not by its
// name: Notepad adds ".txt" to what is saved as a text, and Windows hides it.
func Misnamed(fsys fs.FS, e Entry) bool {
	if !strings.EqualFold(path.Ext(e.Path), ".txt") {
		return false
	}
	f, err := fsys.Open(e.Name())
	if err != nil {
		return false // reported when something uses it
	}
	defer f.Close()
	head := make([]byte, 8)
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return false
	}
	head = head[:n]
	for _, mark := range [][]byte{bomUTF8, bomUTF16LE, bomUTF16BE} {
		head = bytes.TrimPrefix(head, mark)
	}
	return bytes.HasPrefix(bytes.ReplaceAll(head, []byte{0}, nil), []byte("---"))
}

// File is a text file that was read.
type File struct {
	Path   string   // as in [Entry]
	Text   []byte   // UTF-8, NFC, lines end in \n, no byte order mark
	Digest [32]byte // SHA-256 of Text
}

// Line returns the text of a line, counted from 1; "" when there is none.
func (f File) Line(n int) string {
	rest := f.Text
	for ; n > 1; n-- {
		i := bytes.IndexByte(rest, '\n')
		if i < 0 {
			return ""
		}
		rest = rest[i+1:]
	}
	line, _, _ := bytes.Cut(rest, []byte{'\n'})
	return string(line)
}

// MaxSize is the most bytes a text file may have; a larger one is not a text
// that somebody wrote.
const MaxSize = 32 << 20

// Read reads and decodes one text file.
func Read(fsys fs.FS, e Entry, prefix string) (File, diag.List) {
	raw, problems := Raw(fsys, e, prefix, nil)
	if problems != nil {
		return File{Path: e.Path}, problems
	}
	return Understand(e, raw, prefix)
}

// Raw reads the bytes of one text file, into buffer if it is large enough.
func Raw(fsys fs.FS, e Entry, prefix string, buffer []byte) ([]byte, diag.List) {
	if e.Stat.Size > MaxSize {
		return nil, problem{code: "too-large", args: []any{e.Stat.Size >> 20, MaxSize >> 20}}.of(e, prefix)
	}
	raw, err := readInto(fsys, e, buffer[:0])
	if err != nil {
		return nil, problem{code: "unreadable", args: []any{reason(err)}}.of(e, prefix)
	}
	return raw, nil
}

// readInto reads a whole file, in one call if its size is the one that was listed.
func readInto(fsys fs.FS, e Entry, buffer []byte) ([]byte, error) {
	f, err := fsys.Open(e.Name())
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for buffer = slices.Grow(buffer, int(e.Stat.Size)+1); ; {
		if len(buffer) == cap(buffer) {
			buffer = slices.Grow(buffer, 4096)
		}
		n, err := f.Read(buffer[len(buffer):cap(buffer)])
		buffer = buffer[:len(buffer)+n]
		switch {
		case errors.Is(err, io.EOF):
			return buffer, nil
		case err != nil:
			return nil, err
		case len(buffer) > MaxSize:
			return nil, errors.New("the file grew while it was read")
		}
	}
}

// Understand decodes the bytes of one text file; the text may be part of them.
func Understand(e Entry, raw []byte, prefix string) (File, diag.List) {
	return UnderstandSummed(e, raw, sha256.Sum256(raw), prefix)
}

// UnderstandSummed is [Understand] of bytes whose SHA-256 is known.
func UnderstandSummed(e Entry, raw []byte, sum [sha256.Size]byte, prefix string) (File, diag.List) {
	text, p := Decode(raw)
	if p != nil {
		return File{Path: e.Path}, p.of(e, prefix)
	}
	if len(text) != len(raw) || len(raw) > 0 && &text[0] != &raw[0] { // most texts are as they were
		sum = sha256.Sum256(text)
	}
	return File{Path: e.Path, Text: text, Digest: sum}, nil
}

// of is the problem as that of a file.
func (p problem) of(e Entry, prefix string) diag.List {
	return diag.List{{
		Pos:  diag.Pos{File: path.Join(prefix, e.Path), Line: p.line, Col: p.col},
		Code: p.code, Args: p.args, Line: p.text,
	}}
}

// reason is an error's innermost words, without the path that stands beside it.
func reason(err error) string {
	for {
		inner, ok := err.(interface{ Unwrap() error })
		if !ok || inner.Unwrap() == nil {
			return err.Error()
		}
		err = inner.Unwrap()
	}
}
