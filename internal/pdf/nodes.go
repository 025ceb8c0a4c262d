package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
)

// nodeID is how Chromium names an element of the structure (ISO 32000-1, 14.7.2): by a
// number that counts all nodes which its process has seen, and so differs from run to
// run. A string that only holds such a text has its parentheses escaped.
var nodeID = regexp.MustCompile(`\(node[0-9]{8}\)`)

// renumber names the elements of the structure by their rank, from 1. Their order, in
// which the tree of names is sorted, stays.
func (f *file) renumber() {
	var ids [][]byte
	f.eachNode(func(id []byte) { ids = append(ids, bytes.Clone(id)) })
	slices.SortFunc(ids, bytes.Compare)
	ids = slices.CompactFunc(ids, bytes.Equal)
	f.eachNode(func(id []byte) {
		rank, _ := slices.BinarySearchFunc(ids, id, bytes.Compare)
		copy(id, fmt.Sprintf("(node%08d)", rank+1))
	})
}

// eachNode calls do with each name of an element, in all objects that are no streams.
func (f *file) eachNode(do func(id []byte)) {
	for n := range f.objects {
		object := f.objects[n]
		if bytes.HasSuffix(bytes.TrimSpace(object), []byte("endstream")) {
			continue
		}
		for _, at := range nodeID.FindAllIndex(object, -1) {
			do(object[at[0]:at[1]])
		}
	}
}
