package publish

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// names are the paths that a build has claimed, and the folders above them. Its
// zero value is empty. It holds a number for each, not a text.
type names struct {
	mu    sync.Mutex
	paths []string
	seen  map[uint64]claim // by the hash of the folded name; by the next number when that is taken
}

// claim is a name: the first bytes of a path that needs it.
type claim struct {
	path int32 // index into paths
	size int32 // all of it, unless the name is a folder's
}

func (n *names) name(c claim) string { return n.paths[c.path][:c.size] }
func (n *names) isDir(c claim) bool  { return int(c.size) < len(n.paths[c.path]) }

// find is the claim of a name, whatever its case, and the number under which it
// is or would be.
func (n *names) find(name string) (at uint64, c claim, ok bool) {
	for at = foldHash(name); ; at++ {
		c, ok = n.seen[at]
		if !ok || sameFolded(n.name(c), name) {
			return at, c, ok
		}
	}
}

// add claims a path and the folders above it.
func (n *names) add(p string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.seen == nil {
		n.seen = map[uint64]claim{}
	}
	n.paths = append(n.paths, p)
	own := int32(len(n.paths) - 1)
	for dir := range prefixes(p) {
		at, c, ok := n.find(dir)
		switch {
		case !ok:
			n.seen[at] = claim{own, int32(len(dir))}
		case !n.isDir(c) || n.name(c) != dir:
			return &ConflictError{n.paths[c.path], p}
		}
	}
	at, c, ok := n.find(p)
	if ok {
		return &ConflictError{n.paths[c.path], p}
	}
	n.seen[at] = claim{own, int32(len(p))}
	return nil
}

// has tells whether a path was claimed as it is.
func (n *names) has(p string) bool {
	_, c, ok := n.find(p)
	return ok && n.name(c) == p && !n.isDir(c)
}

// fold is the least of the letters that differ from one in case only: equal for
// those that some file system takes for the same.
func fold(r rune) rune {
	if 'a' <= r && r <= 'z' {
		return r - 'a' + 'A'
	}
	if r < utf8.RuneSelf {
		return r
	}
	least := r
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		least = min(least, f)
	}
	return least
}

// foldKey is equal for names that some file system takes for the same.
func foldKey(s string) string { return strings.Map(fold, s) }

// foldHash is the FNV-1a hash of the folded letters.
func foldHash(s string) uint64 {
	const prime, offset = 1099511628211, 14695981039346656037
	h := uint64(offset)
	for _, r := range s {
		h = (h ^ uint64(fold(r))) * prime
	}
	return h
}

func sameFolded(a, b string) bool { return a == b || foldKey(a) == foldKey(b) }
