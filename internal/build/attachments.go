package build

import (
	"fmt"
	"io/fs"

	"bulletin/internal/record"
	"bulletin/internal/source"
)

// sum names the content of a picture or an attachment. It is read unless the
// cache knows it. Each file is asked for by one goroutine at a time.
func (l *library) sum(e source.Entry) (record.Sum, error) {
	i := l.index(e.Path)
	if i < 0 {
		return record.Sum{}, &ChangedError{File: l.prefix + e.Path}
	}
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
