package watch

import (
	"io/fs"
	"os"
	"path/filepath"
)

// fileID tells a file from another that has its name. Its zero value means that
// the system does not say.
type fileID struct{ dev, ino uint64 }

// stamp is what is compared of a file. Times are nanoseconds since 1970.
type stamp struct {
	size, mtime int64
	mode        fs.FileMode
	id          fileID
}

func stampOf(info fs.FileInfo) stamp {
	return stamp{size: info.Size(), mtime: info.ModTime().UnixNano(), mode: info.Mode(), id: idOf(info)}
}

// node is a file or a folder of the picture.
type node struct {
	stamp stamp
	kids  map[string]*node // nil for a file
}

func (n *node) isDir() bool { return n != nil && n.kids != nil }

// root is a watched root and what is known below it.
type root struct {
	path string
	node *node       // nil while it does not exist
	info fs.FileInfo // of the root at the last look, to notice that it was swapped
}

func (r *root) holds(path string) bool {
	_, ok := within(r.path, path)
	return ok
}

// scanner reads a part of the tree from the disk.
type scanner struct {
	ignore func(path string) bool
	// enter is called for a folder before it is listed, so that a watch placed
	// there misses nothing: what came before is listed, what comes later is
	// notified. Its error ends the scan.
	enter func(path string, id fileID) error
	done  <-chan struct{}
}

// scan returns the picture of path, whose info is known. What cannot be read
// now, for another reason than being gone, is taken as it was before: a share
// that does not answer has not lost its files.
func (s *scanner) scan(path string, info fs.FileInfo, before *node) (*node, error) {
	n := &node{stamp: stampOf(info)}
	if !info.IsDir() {
		return n, nil
	}
	if s.enter != nil {
		if err := s.enter(path, n.stamp.id); err != nil {
			return nil, err
		}
	}
	n.kids = map[string]*node{}
	entries, err := list(path)
	switch {
	case err != nil && gone(err):
		return n, nil
	case err != nil && before.isDir():
		n.kids = before.kids
		return n, nil
	}
	for _, entry := range entries {
		if err := s.child(n, path, entry, before); err != nil {
			return nil, err
		}
	}
	return n, nil
}

func (s *scanner) child(n *node, dir string, entry fs.DirEntry, before *node) error {
	path := filepath.Join(dir, entry.Name())
	if s.ignore(path) {
		return nil
	}
	select {
	case <-s.done:
		return errStopped
	default:
	}
	var was *node
	if before.isDir() {
		was = before.kids[entry.Name()]
	}
	info, err := entry.Info()
	if err != nil {
		if was != nil && !gone(err) {
			n.kids[entry.Name()] = was
		}
		return nil
	}
	kid, err := s.scan(path, info, was)
	if err != nil {
		return err
	}
	n.kids[entry.Name()] = kid
	return nil
}

// list reads a folder's entries, in no order. An error after some entries
// counts as an error: half a list would look like deletions.
func list(dir string) ([]fs.DirEntry, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return f.ReadDir(-1)
}

// diff reports the files in which two pictures of path differ.
func diff(path string, before, after *node, report func(path string)) {
	switch {
	case before == nil && after == nil:
	case !before.isDir() && !after.isDir():
		if before == nil || after == nil || before.stamp != after.stamp {
			report(path)
		}
	default:
		diffFolders(path, before, after, report)
	}
}

// diffFolders compares where at least one side is a folder; the other may be
// missing, or a file of the same name.
func diffFolders(path string, before, after *node, report func(string)) {
	if before != nil && !before.isDir() || after != nil && !after.isDir() {
		report(path)
	}
	var was, is map[string]*node
	if before != nil {
		was = before.kids
	}
	if after != nil {
		is = after.kids
	}
	for name, kid := range was {
		diff(filepath.Join(path, name), kid, is[name], report)
	}
	for name, kid := range is {
		if _, known := was[name]; !known {
			diff(filepath.Join(path, name), nil, kid, report)
		}
	}
}

// folders calls f for path and every folder below it, if it is a folder.
func (n *node) folders(path string, f func(path string)) {
	if !n.isDir() {
		return
	}
	f(path)
	for name, kid := range n.kids {
		if kid.isDir() {
			kid.folders(filepath.Join(path, name), f)
		}
	}
}
