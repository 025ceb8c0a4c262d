package public

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"sync/atomic"
	"time"
)

// edition is what one manifest lets out.
type edition struct {
	root    *os.Root
	entries map[string]*entry
	current func() bool
}

// entry is one file that may be handed out.
type entry struct {
	File
	body atomic.Pointer[body] // nil = not in memory
	used atomic.Bool          // since the store looked last
}

// newEdition opens the folder of a manifest, and takes over from the one before what was
// read of files that are still the same.
func newEdition(m Manifest, was *edition) (*edition, error) {
	root, err := os.OpenRoot(m.Folder)
	if err != nil {
		return nil, fmt.Errorf("opening the published folder: %w", err)
	}
	e := &edition{root: root, entries: make(map[string]*entry, len(m.Files)), current: m.Current}
	for _, f := range m.Files {
		if was != nil {
			if old := was.entries[f.Path]; old != nil && old.File == f {
				e.entries[f.Path] = old
				continue
			}
		}
		e.entries[f.Path] = &entry{File: f}
	}
	return e, nil
}

// lingering is how long the folder of a former edition stays open for requests that
// began with it; opening a file after that fails as if the file were gone.
const lingering = 10 * time.Second

// retire closes the edition when the requests that have it are over.
func (e *edition) retire() { time.AfterFunc(lingering, func() { _ = e.root.Close() }) }

func (e *edition) close() error { return e.root.Close() }

// find is the file that a name asks for. When the name is a folder's without its slash,
// slash tells that it is wanting.
func (e *edition) find(name string, folder bool) (found *entry, slash bool) {
	if folder {
		return e.entries[path.Join(name, "index.html")], false
	}
	if found = e.entries[name]; found != nil {
		return found, false
	}
	_, slash = e.entries[path.Join(name, "index.html")]
	return nil, slash
}

// open opens the file of an entry. What is no regular file was not put there by a build:
// it counts as missing, and is not opened, since opening alone may wait for ever.
func (e *edition) open(en *entry) (*os.File, fs.FileInfo, error) {
	name := en.Path
	if info, err := e.root.Lstat(name); err != nil || !info.Mode().IsRegular() {
		return nil, nil, missing(name, err)
	}
	f, err := e.root.Open(name)
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() {
		return nil, nil, errors.Join(missing(name, err), f.Close())
	}
	return f, info, nil
}

func missing(name string, err error) error {
	if err != nil {
		return err
	}
	return &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// isSettled tells whether a file looks as the manifest has it. A build in progress has
// moved some files before it writes the manifest.
func (en *entry) isSettled(info fs.FileInfo) bool {
	return info.Size() == en.Size && info.ModTime().UnixNano() == en.ModTime
}
