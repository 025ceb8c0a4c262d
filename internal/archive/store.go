package archive

import (
	"bulletin/internal/diag"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// entry is a file that a store holds.
type entry struct {
	path string // in the bag, slash-separated, spelled as it is there
	size int64
	at   int // which entry of the zip
}

// listing is what a store holds.
type listing struct {
	files    []entry
	skipped  map[string]bool // what is there but no file: links, devices; already told
	data     bool            // whether there is a folder data/
	problems diag.List
	closed   bool // whether the problems forbid to read any content
}

// store is a bag as it lies on a disk.
type store interface {
	list(context.Context, Options) (listing, error)
	open(entry) (io.ReadCloser, error)
	close() error
}

// openStore tells by its content what lies at a path.
func openStore(name string) (store, diag.List, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, nil, err
	}
	if info.IsDir() {
		root, err := os.OpenRoot(name)
		if err != nil {
			return nil, nil, err
		}
		return &folder{root}, nil, nil
	}
	if !info.Mode().IsRegular() { // opening a pipe would wait
		return nil, diag.List{problem(codeContainer, "", name)}, nil
	}
	file, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	var magic [4]byte
	if _, err := file.ReadAt(magic[:], 0); err != nil && !errors.Is(err, io.EOF) {
		return nil, nil, errors.Join(err, file.Close())
	}
	if m := string(magic[:]); m != "PK\x03\x04" && m != "PK\x05\x06" {
		return nil, diag.List{problem(codeContainer, "", name)}, file.Close()
	}
	return &zipped{file: file, size: info.Size()}, nil, nil
}

// folder is a bag as a folder; nothing outside of it can be opened.
type folder struct{ root *os.Root }

func (f *folder) close() error { return f.root.Close() }

func (f *folder) list(ctx context.Context, o Options) (listing, error) {
	l := listing{skipped: map[string]bool{}}
	err := fs.WalkDir(f.root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil && name == "." {
			return err
		}
		var info fs.FileInfo
		if err == nil && !d.IsDir() {
			info, err = d.Info()
		}
		switch {
		case err != nil:
			l.skipped[name] = true
			l.problems.Add(problem(codeUnreadable, name, reason(err)))
			return fs.SkipDir
		case d.IsDir():
			l.data = l.data || name == dataFolder
		case !d.Type().IsRegular():
			l.skipped[name] = true
			l.problems.Add(problem(codeIrregular, name, kindOf(d.Type())))
		case len(l.files) == o.maxFiles():
			l.problems.Add(problem(codeTooMany, "", o.maxFiles()))
			l.closed = true
			return fs.SkipAll
		default:
			l.files = append(l.files, entry{path: name, size: info.Size()})
		}
		return nil
	})
	if err != nil {
		return listing{}, fmt.Errorf("listing the bag: %w", err)
	}
	return l, nil
}

func (f *folder) open(e entry) (io.ReadCloser, error) {
	file, err := f.root.Open(filepath.FromSlash(e.path))
	if err != nil {
		return nil, err
	}
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, errors.Join(err, file.Close(), errors.New("no longer a plain file"))
	}
	return file, nil
}

// kindOf names what is neither a file nor a folder.
func kindOf(m fs.FileMode) diag.Words {
	if m&fs.ModeSymlink != 0 {
		return diag.Words{VI: "một liên kết tượng trưng", EN: "a symbolic link"}
	}
	return diag.Words{VI: "một tệp đặc biệt", EN: "a special file"}
}

// reason is the system's own word for a failure, without the path, which the
// problem names already.
func reason(err error) string {
	if inner := (*fs.PathError)(nil); errors.As(err, &inner) {
		return inner.Err.Error()
	}
	return err.Error()
}

// top is the first element of a path.
func top(p string) string {
	first, _, _ := strings.Cut(p, "/")
	return first
}

// below tells whether p lies in a folder, or is it.
func below(p, folder string) bool {
	return p == folder || strings.HasPrefix(p, folder+"/") || folder == "."
}

// isManifest reads a manifest's name: the part that names the algorithm, and
// whether it is of tag files.
func isManifest(p string) (algorithmName string, tags, ok bool) {
	stem, ok := strings.CutSuffix(p, ".txt")
	if !ok || path.Dir(p) != "." {
		return "", false, false
	}
	if name, ok := strings.CutPrefix(stem, "tagmanifest-"); ok {
		return name, true, true
	}
	name, ok := strings.CutPrefix(stem, "manifest-")
	return name, false, ok
}
