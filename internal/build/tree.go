package build

import (
	"bytes"
	"encoding/hex"
	"io"
	"io/fs"
	"path"
	"strings"
	"time"
)

// Tree is the edition as files, each made when it is opened. It is an [fs.FS] for
// a server; its folders cannot be listed.
type Tree struct{ session *Session }

// Open makes a file.
func (t Tree) Open(name string) (fs.File, error) {
	t.session.mu.RLock()
	defer t.session.mu.RUnlock()
	e := t.session.edition
	task, ok := e.task(name)
	if !ok {
		if e.isFolder(name) {
			return &made{name: path.Base(name), folder: true}, nil
		}
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	var data []byte
	recipe, err := task.Recipe()
	if err == nil {
		data, err = task.make(recipe, e.theme, new(bytes.Buffer))
	}
	if err != nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: err}
	}
	return &made{Reader: *bytes.NewReader(data), name: path.Base(name)}, nil
}

// Stat tells whether there is a file or a folder, without making it; its size is
// not known.
func (t Tree) Stat(name string) (fs.FileInfo, error) {
	t.session.mu.RLock()
	defer t.session.mu.RUnlock()
	e := t.session.edition
	if _, ok := e.task(name); ok {
		return &made{name: path.Base(name)}, nil
	}
	if e.isFolder(name) {
		return &made{name: path.Base(name), folder: true}, nil
	}
	return nil, &fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist}
}

// Fingerprint names all that a file is made of: while it is the same, so is the
// file. It is "" for no file.
func (t Tree) Fingerprint(name string) string {
	t.session.mu.RLock()
	defer t.session.mu.RUnlock()
	task, ok := t.session.edition.task(name)
	if !ok {
		return ""
	}
	recipe, err := task.Recipe()
	if err != nil {
		return ""
	}
	sum, _ := task.fingerprint(recipe, nil)
	return hex.EncodeToString(sum[:])
}

// task finds what makes a file.
func (e *edition) task(name string) (Task, bool) {
	e.find.Do(func() {
		e.find.tasks = make(map[string]int, e.tasks.len())
		for n, task := range e.tasks.all() {
			e.find.tasks[task.Path] = n
		}
	})
	i, ok := e.find.tasks[name]
	if !ok {
		return Task{}, false
	}
	return e.tasks.at(i), true
}

// isFolder tells whether files lie below a path. A folder mostly has a page of
// its own; only for others all files are gone through.
func (e *edition) isFolder(name string) bool {
	if _, ok := e.task(path.Join(name, "index.html")); ok || name == "." {
		return true
	}
	for _, task := range e.tasks.all() {
		if strings.HasPrefix(task.Path, name+"/") {
			return true
		}
	}
	return false
}

// made is a file that was made, or a folder.
type made struct {
	bytes.Reader
	name   string
	folder bool
}

func (m *made) Stat() (fs.FileInfo, error) { return m, nil }
func (m *made) Close() error               { return nil }
func (m *made) Name() string               { return m.name }
func (m *made) IsDir() bool                { return m.folder }
func (m *made) ModTime() time.Time         { return time.Time{} }
func (m *made) Sys() any                   { return nil }

// Mode is that of a file or a folder nobody writes to.
func (m *made) Mode() fs.FileMode {
	if m.folder {
		return fs.ModeDir | 0o555
	}
	return 0o444
}

// ReadDir is here for the type of folders; they cannot be listed.
func (m *made) ReadDir(int) ([]fs.DirEntry, error) { return nil, io.EOF }
