package theme

import (
	"errors"
	"io/fs"
	"path"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"bulletin/internal/diag"
)

// Layer is one folder in which a theme's files may lie.
type Layer struct {
	FS   fs.FS  // holds layouts/, assets/, strings/ and theme.yaml; each may be missing
	Name string // the folder as diagnostics show it: "" the site's, "themes/office", "themes/default"

	// Fixed is a folder that is a part of the program: what can be read again need not be
	// held, and who knows the program knows the folder.
	Fixed bool
}

// file is one file of a layer as it was read.
type file struct {
	name string // path inside the layer: "layouts/home.html"
	show string // path as diagnostics show it: "themes/office/layouts/home.html"
	data []byte
	rank int // of its layer, 0 for the first

	again func() ([]byte, error) // reads it once more, from a fixed layer; else nil
}

// text is the file's content as a template or a strings file: no byte order
// mark, Unix line ends, NFC. Lines keep their numbers.
func (f file) text() string {
	s := strings.TrimPrefix(string(f.data), "\ufeff")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return norm.NFC.String(s)
}

// line returns the text of a 1-based line, "" when there is none.
func (f file) line(n int) string {
	lines := strings.Split(f.text(), "\n")
	if n < 1 || n > len(lines) {
		return ""
	}
	return lines[n-1]
}

// at is a position in the file.
func (f file) at(line, col int) diag.Pos { return diag.Pos{File: f.show, Line: line, Col: col} }

// readLayer reads the files of one folder of one layer, in path order. A folder
// that is missing is empty.
func readLayer(l Layer, dir string, diags *diag.List) []file {
	var files []file
	err := walkLayer(l, dir, func(p string, data []byte) {
		f := file{name: norm.NFC.String(p), show: path.Join(l.Name, p), data: data}
		if l.Fixed {
			f.again = func() ([]byte, error) { return fs.ReadFile(l.FS, p) }
		}
		files = append(files, f)
	})
	if err != nil {
		diags.Add(diag.Diagnostic{
			Pos: diag.Pos{File: path.Join(l.Name, dir)}, Code: "theme-unreadable", Args: []any{err},
		})
	}
	return files
}

// walkLayer hands out the files of one folder of one layer, in path order.
func walkLayer(l Layer, dir string, visit func(name string, data []byte)) error {
	if _, err := fs.Stat(l.FS, dir); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return fs.WalkDir(l.FS, dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p != dir && ignored(d.Name()):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		data, err := fs.ReadFile(l.FS, p)
		if err == nil {
			visit(p, data)
		}
		return err
	})
}

// ignored names are left behind by editors and file managers.
func ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") ||
		strings.EqualFold(name, "Thumbs.db") || strings.EqualFold(name, "desktop.ini")
}

// merge reads one folder of every layer; the first layer that has a path wins.
func merge(layers []Layer, dir string, keep func(name string) bool, diags *diag.List) map[string]file {
	found := map[string]file{}
	for rank, l := range layers {
		for _, f := range readLayer(l, dir, diags) {
			f.rank = rank
			if _, taken := found[f.name]; !taken && keep(f.name) {
				found[f.name] = f
			}
		}
	}
	return found
}

// checkUTF8 reports a text file in another encoding.
func checkUTF8(f file, diags *diag.List) bool {
	if utf8.Valid(f.data) {
		return true
	}
	line := 1 + strings.Count(string(f.data[:firstInvalid(f.data)]), "\n")
	diags.Add(diag.Diagnostic{Pos: f.at(line, 0), Code: "undecodable"})
	return false
}

// firstInvalid is the offset of the first byte that is not UTF-8.
func firstInvalid(b []byte) int {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n <= 1 {
			return i
		}
		i += n
	}
	return len(b)
}
