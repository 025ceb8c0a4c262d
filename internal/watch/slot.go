package watch

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// slot is a place in a root's picture: the root itself or a name in a folder.
type slot struct {
	root *root
	dir  *node // nil for the root itself
	name string
}

// find returns the place of a path, or of the closest folder above it that the
// picture does not know yet, with that folder's path.
func (r *root) find(path string) (slot, string) {
	at := slot{root: r}
	rest, _ := within(r.path, path)
	path = r.path
	for rest != "" {
		dir := at.get()
		if !dir.isDir() {
			break
		}
		var name string
		name, rest, _ = strings.Cut(rest, string(filepath.Separator))
		at = slot{root: r, dir: dir, name: name}
		path = filepath.Join(path, name)
	}
	return at, path
}

func (s slot) get() *node {
	if s.dir == nil {
		return s.root.node
	}
	return s.dir.kids[s.name]
}

func (s slot) set(n *node) {
	switch {
	case s.dir == nil:
		s.root.node = n
	case n == nil:
		delete(s.dir.kids, s.name)
	default:
		s.dir.kids[s.name] = n
	}
}

// stat looks at the place: through a link for a root, at the link otherwise.
func (s slot) stat(path string) (fs.FileInfo, error) {
	if s.dir != nil {
		return os.Lstat(path)
	}
	info, err := statRoot(path)
	if err != nil {
		s.root.info = nil
		return nil, err
	}
	s.root.info = info
	return info, nil
}

// statRoot follows a link, and asks for the identity at once: Windows would
// look it up by name later, when another file may have that name.
func statRoot(path string) (fs.FileInfo, error) {
	info, err := os.Stat(path)
	if err == nil {
		os.SameFile(info, info)
	}
	return info, err
}

// swapped tells whether a root came, went, or is another file than before.
func (r *root) swapped() bool {
	info, err := statRoot(r.path)
	if err != nil {
		return gone(err) && r.node != nil
	}
	return r.info == nil || !os.SameFile(info, r.info)
}
