package publish

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// names are the paths that a build has claimed, and the folders above them. Its
// zero value is empty. There are twice as many as files, so it holds twelve bytes for
// each: the claims, and a table that finds them by the hash of the folded name, open
// addressed with linear probing.
type names struct {
	mu     sync.Mutex
	paths  []string
	claims []claim
	table  []int32 // index into claims and one; 0 = free; a power of two long
}

// claim is a name: the first bytes of a path that needs it.
type claim struct {
	path int32 // index into paths
	size int32 // all of it, unless the name is a folder's
}

func (n *names) name(c claim) string { return n.paths[c.path][:c.size] }
func (n *names) isDir(c claim) bool  { return int(c.size) < len(n.paths[c.path]) }

// find is the claim of a name, whatever its case, and the place in the table where it
// is or would be. There must be a free one.
func (n *names) find(name string) (at int, c claim, ok bool) {
	mask := len(n.table) - 1
	for at = int(foldHash(name)) & mask; ; at = (at + 1) & mask {
		i := n.table[at]
		if i == 0 {
			return at, claim{}, false
		}
		if c = n.claims[i-1]; sameFolded(n.name(c), name) {
			return at, c, true
		}
	}
}

// take claims a name that is not claimed yet.
func (n *names) take(name string, c claim) {
	if 3*(len(n.claims)+1) > 2*len(n.table) {
		n.grow()
	}
	at, _, _ := n.find(name)
	n.claims = append(n.claims, c)
	n.table[at] = int32(len(n.claims)) // #nosec G115 -- no site has so many files
}

// grow doubles the table.
func (n *names) grow() {
	n.table = make([]int32, max(64, 2*len(n.table)))
	for i, c := range n.claims {
		at, _, _ := n.find(n.name(c))
		n.table[at] = int32(i + 1) // #nosec G115 -- as above
	}
}

// add claims a path and the folders above it.
func (n *names) add(p string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.paths = append(n.paths, p)
	own := int32(len(n.paths) - 1) // #nosec G115 -- as above
	for dir := range prefixes(p) {
		c, ok := n.lookUp(dir)
		switch {
		case !ok:
			n.take(dir, claim{own, int32(len(dir))}) // #nosec G115 -- of a path
		case !n.isDir(c) || n.name(c) != dir:
			return &ConflictError{n.paths[c.path], p}
		}
	}
	if c, ok := n.lookUp(p); ok {
		return &ConflictError{n.paths[c.path], p}
	}
	n.take(p, claim{own, int32(len(p))}) // #nosec G115 -- of a path
	return nil
}

// lookUp is the claim of a name, whatever its case.
func (n *names) lookUp(name string) (c claim, ok bool) {
	if len(n.table) == 0 {
		return claim{}, false
	}
	_, c, ok = n.find(name)
	return c, ok
}

// has tells whether a path was claimed as it is.
func (n *names) has(p string) bool {
	c, ok := n.lookUp(p)
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

// sameFolded tells whether two names have the same key. It is asked of every name that
// shares a place of the table, and mostly sees at the first letters that they differ.
func sameFolded(a, b string) bool {
	for a != "" && b != "" {
		r, n := utf8.DecodeRuneInString(a)
		q, m := utf8.DecodeRuneInString(b)
		if r != q && fold(r) != fold(q) {
			return false
		}
		a, b = a[n:], b[m:]
	}
	return a == b
}
