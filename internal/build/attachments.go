package build

import (
	"cmp"
	"fmt"
	"io/fs"
	"math"
	"path"
	"strings"

	"bulletin/internal/diag"
	"bulletin/internal/picture"
	"bulletin/internal/record"
	"bulletin/internal/site"
	"bulletin/internal/source"
	"bulletin/internal/viet"
)

// sum names the content of a picture or an attachment. It is read unless the
// cache knows it.
func (l *library) sum(e source.Entry) (record.Sum, error) {
	i := l.index(e.Path)
	if i < 0 {
		return record.Sum{}, &ChangedError{File: l.prefix + e.Path}
	}
	turn := &l.summing[i%len(l.summing)] // several pages and sizes may ask at once
	turn.Lock()
	defer turn.Unlock()
	f := &l.files[i]
	if f.row.Raw == (record.Sum{}) {
		data, err := fs.ReadFile(l.fsys, e.Name())
		if err != nil {
			return record.Sum{}, fmt.Errorf("reading %s: %w", l.prefix+e.Path, err)
		}
		row := *f.row
		row.Raw = record.SumOf(data)
		f.row = &row
	}
	return f.row.Raw, nil
}

// published reads a file as it is published: a picture without what a camera or a program
// wrote beside it of the place, the day, people and files.
func (l *library) published(e source.Entry, content record.Sum) ([]byte, error) {
	data, err := l.bytes(e, content)
	if err != nil {
		return nil, err
	}
	clean, err := cleaned(e.Path, data)
	if err != nil {
		return nil, &PictureError{diag.List{l.aboutPicture(e, "picture-unclean")}, err}
	}
	return clean, nil
}

// cleaned cleans a picture, by what it is or by what it is called: a drawing (SVG) is text
// as others are.
func cleaned(file string, data []byte) ([]byte, error) {
	switch {
	case strings.EqualFold(path.Ext(file), ".svg"):
		return picture.CleanSVG(data)
	case site.IsPicture(file) && !picture.Known(data):
		return nil, picture.ErrFormat
	}
	return picture.Clean(data)
}

// bytes reads a file whose content is known.
func (l *library) bytes(e source.Entry, want record.Sum) ([]byte, error) {
	data, err := fs.ReadFile(l.fsys, e.Name())
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", l.prefix+e.Path, err)
	}
	if record.SumOf(data) != want {
		return nil, &ChangedError{File: l.prefix + e.Path}
	}
	return data, nil
}

// fileTypes are files by their endings, where people call them otherwise.
var fileTypes = map[string]string{
	"doc": "Word", "docx": "Word", "xls": "Excel", "xlsx": "Excel", "ppt": "PowerPoint", "pptx": "PowerPoint", "jpg": "JPEG", "webp": "WebP",
}

// fileNote says what a file is before somebody opens it: "(PDF, 1,2 MB)"; "" for no file.
// Sizes are counted as Windows shows them, by 1024.
func (w *wording) fileNote(address string, bytes int64) string {
	if bytes == 0 {
		return ""
	}
	ending := strings.TrimPrefix(path.Ext(address), ".")
	name := cmp.Or(fileTypes[ending], strings.ToUpper(ending))
	const kilo = 1 << 10
	size, unit, step := float64(bytes)/kilo, "KB", 1.0
	if bytes >= 1000*kilo {
		size, unit, step = size/kilo, "MB", 10.0
	}
	size = max(1, math.Round(size*step)/step)
	number := viet.Number
	if w.lang != diag.VI {
		number = viet.NumberEN
	}
	return "(" + join(", ", name, number(size)+" "+unit) + ")"
}
