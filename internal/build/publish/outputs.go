package publish

import (
	"slices"
	"strings"
)

// output is one file of the new site.
type output struct {
	Entry
	class  Class
	staged bool // written and to be moved; otherwise it stands already
	kept   bool // it is an entry of the old manifest
}

// outputs are the new site, sorted by path.
type outputs []output

func (o outputs) find(p string) (output, bool) {
	i, ok := slices.BinarySearchFunc(o, p, func(o output, p string) int { return strings.Compare(o.Path, p) })
	if !ok {
		return output{}, false
	}
	return o[i], true
}

// below tells whether any output lies in a folder, at any depth.
func (o outputs) below(dir string) bool {
	i, _ := slices.BinarySearchFunc(o, dir+"/", func(o output, p string) int { return strings.Compare(o.Path, p) })
	return i < len(o) && strings.HasPrefix(o[i].Path, dir+"/")
}
