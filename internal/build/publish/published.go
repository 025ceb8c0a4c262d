package publish

import (
	"fmt"
	"io/fs"
	"os"
)

// Published is the destination as the last commit left it, to be read without
// its lock. What was changed since then, by whomever, is not given out.
type Published struct {
	at   place
	was  manifest
	file fs.FileInfo // of the manifest, before it was read; nil = it was not there
}

// Read finds out how the last commit left the destination.
func Read(o Options) (*Published, error) {
	at, err := locate(o)
	if err != nil {
		return nil, err
	}
	file, err := os.Stat(at.manifest())
	if err != nil {
		file = nil
	}
	was, err := at.readManifest()
	if err == nil && was.lost {
		err = errDamaged
	}
	if err != nil {
		return nil, fmt.Errorf("reading the manifest of %s: %w", o.Dest, err)
	}
	return &Published{at, was, file}, nil
}

// Current tells whether no commit came after: the manifest is still the file that was
// read. It costs one look at that file.
func (p *Published) Current() bool {
	now, err := os.Stat(p.at.manifest())
	if err != nil || p.file == nil {
		return false
	}
	return os.SameFile(now, p.file) && now.Size() == p.file.Size() && now.ModTime().Equal(p.file.ModTime())
}

// Entries are all files, sorted by path. They are not to be changed.
func (p *Published) Entries() []Entry { return p.was.entries }

// Audience is for whom the site is (see [Options]).
func (p *Published) Audience() string { return p.was.audience }

// Folder is where the files stand, absolute, links resolved.
func (p *Published) Folder() string { return p.at.dest }

// Stamp is that of the commit.
func (p *Published) Stamp() Stamp { return p.was.stamp }

// Find is the entry of a file.
func (p *Published) Find(path string) (Entry, bool) { return p.was.find(path) }

// HoldsFolder tells whether files lie below a path.
func (p *Published) HoldsFolder(path string) bool { return path == "." || p.was.below(path) }

// Open opens the file of an entry, if it looks as it was left: the error is
// [fs.ErrNotExist] when it does not.
func (p *Published) Open(e Entry) (fs.File, error) {
	name := p.at.target(e.Path)
	if info, err := os.Lstat(name); err != nil || !p.was.trusts(e, info) {
		return nil, &fs.PathError{Op: "open", Path: e.Path, Err: fs.ErrNotExist}
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	if info, err := f.Stat(); err != nil || !p.was.trusts(e, info) { // exchanged between two looks
		_ = f.Close() // was only read
		return nil, &fs.PathError{Op: "open", Path: e.Path, Err: fs.ErrNotExist}
	}
	return f, nil
}
