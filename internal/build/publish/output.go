package publish

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path"
	"time"
)

// Files are the paths of the outputs, sorted.
func (p *Published) Files() []string {
	paths := make([]string, len(p.was.entries))
	for i, e := range p.was.entries {
		paths[i] = e.Path
	}
	return paths
}

// Output is the published tree for what carries it elsewhere: every file is compared with
// its checksum as it is read, since what was changed behind the program's back, or is
// being built anew, is not what was judged.
type Output struct{ *Published }

// ReadFile reads an output.
func (o Output) ReadFile(name string) ([]byte, error) {
	e, ok := o.Find(name)
	if !ok {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	data, err := os.ReadFile(o.at.target(name))
	if err != nil {
		return nil, err
	}
	if checksum(data) != e.Sum {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fmt.Errorf("%w: it is not as the build left it", fs.ErrInvalid)}
	}
	return data, nil
}

// Open opens an output.
func (o Output) Open(name string) (fs.File, error) {
	data, err := o.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return &outputFile{bytes.NewReader(data), path.Base(name), int64(len(data))}, nil
}

// outputFile is an output that was read; it describes itself, too.
type outputFile struct {
	*bytes.Reader
	name string
	size int64
}

func (f *outputFile) Stat() (fs.FileInfo, error) { return f, nil }
func (f *outputFile) Close() error               { return nil }
func (f *outputFile) Name() string               { return f.name }
func (f *outputFile) Size() int64                { return f.size }
func (f *outputFile) Mode() fs.FileMode          { return 0o444 }
func (f *outputFile) ModTime() time.Time         { return time.Time{} }
func (f *outputFile) IsDir() bool                { return false }
func (f *outputFile) Sys() any                   { return nil }
