package pdf

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"bulletin/internal/pattern"
)

// nodeID is how Chromium names an element of the structure (ISO 32000-1, 14.7.2): by a
// number that counts all nodes which its process has seen, and so differs from run to
// run. A string that only holds such a text has its parentheses escaped.
var nodeID = pattern.Of(`\(node[0-9]{8}\)`)

// renumber names the elements of the structure by the order in which they stand in the
// file, from 1, and sorts the tree of their names anew. Not even the order of the
// browser's numbers is to be relied on: an element has its number from whoever in the
// browser asked for it first.
func (f *file) renumber() error {
	leaves, err := f.names()
	if err != nil {
		return err
	}
	numbers := map[string]int{}
	number := func(id []byte) []byte {
		if numbers[string(id)] == 0 {
			numbers[string(id)] = len(numbers) + 1
		}
		return fmt.Appendf(nil, "(node%08d)", numbers[string(id)])
	}
	for _, n := range f.order {
		if object := f.objects[n]; !slices.Contains(leaves, n) && !bytes.HasSuffix(bytes.TrimSpace(object), []byte("endstream")) {
			f.objects[n] = nodeID().ReplaceAllFunc(object, number)
		}
	}
	return f.sortNames(leaves, number)
}

// names are the leaves of the tree that leads from names to elements (ISO 32000-1,
// 7.9.6 and 14.7.2), in their order; none when nothing has a name.
func (f *file) names() ([]int, error) {
	catalog, err := readDict(f.objects[f.catalog])
	if err != nil || catalog.get("StructTreeRoot") == nil {
		return nil, err
	}
	root, err := f.dict(catalog.get("StructTreeRoot"))
	if err != nil || root.get("IDTree") == nil {
		return nil, err
	}
	var leaves []int
	seen := map[int]bool{}
	var walk func(node int) error
	walk = func(node int) error {
		if seen[node] {
			return fmt.Errorf("%w: the names of its elements have no end", errForm)
		}
		seen[node] = true
		d, err := readDict(f.objects[node])
		if err != nil {
			return err
		}
		if d.get("Names") != nil {
			leaves = append(leaves, node)
		}
		if d.get("Kids") == nil {
			return nil
		}
		kids, err := readArray(d.get("Kids"))
		for _, kid := range kids {
			err = cmp.Or(err, walk(readRef(kid)))
		}
		return err
	}
	return leaves, walk(readRef(root.get("IDTree")))
}

// sortNames renames what the leaves hold and sorts it through all of them; each keeps
// its number of names.
func (f *file) sortNames(leaves []int, number func(id []byte) []byte) error {
	type name struct{ id, element string }
	var all []name
	dicts, counts := make([]dict, len(leaves)), make([]int, len(leaves))
	for i, leaf := range leaves {
		var err error
		if dicts[i], err = readDict(f.objects[leaf]); err != nil {
			return err
		}
		pairs, err := readArray(dicts[i].get("Names"))
		if err != nil || len(pairs)%2 != 0 {
			return cmp.Or(err, fmt.Errorf("%w: a name without an element", errForm))
		}
		counts[i] = len(pairs) / 2
		for pair := range slices.Chunk(pairs, 2) {
			all = append(all, name{string(number(pair[0])), string(pair[1])})
		}
	}
	slices.SortFunc(all, func(a, b name) int { return strings.Compare(a.id, b.id) })
	for i, leaf := range leaves {
		mine := all[:counts[i]]
		all = all[counts[i]:]
		if len(mine) == 0 {
			continue
		}
		var text strings.Builder
		for j, n := range mine {
			if j > 0 {
				text.WriteByte(' ')
			}
			text.WriteString(n.id + " " + n.element)
		}
		d := dicts[i].with("Names", "["+text.String()+"]")
		if d.get("Limits") != nil {
			d = d.with("Limits", "["+mine[0].id+" "+mine[len(mine)-1].id+"]")
		}
		f.objects[leaf] = d.bytes()
	}
	return nil
}
