package deploy

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"bulletin/internal/pattern"
)

// class orders the files of one step.
type class int

const (
	asset class = iota // styles, scripts, typefaces, pictures, attachments
	page               // pages that no other lies below
	list               // pages that lead to what lies below them; feeds, calendar, sitemap
	home               // the page that everybody begins with
)

// fingerprinted is a name that holds the sum of its content.
var fingerprinted = pattern.Of(`\.[0-9a-f]{10,64}\.[a-z0-9]+$`)

// Immutable tells whether what an address gives never changes, by its name alone.
func Immutable(p string) bool { return fingerprinted().MatchString(p) }

// Part names the file by way of which another is put, beside it: there it gets the
// rights that the folder gives, and renaming it stays within one disk.
func Part(p string) string {
	return path.Join(path.Dir(p), ".bulletin-part-"+sumOf([]byte(p))[:16])
}

// classes tells the class of each path from the tree alone: a page that has others
// below its folder is a list of them.
func classes(files []File) map[string]class {
	parents := map[string]bool{}
	for _, f := range files {
		if path.Ext(f.Path) == ".html" {
			for dir := path.Dir(path.Dir(f.Path)); dir != "." && !parents[dir]; dir = path.Dir(dir) {
				parents[dir] = true
			}
		}
	}
	of := map[string]class{}
	for _, f := range files {
		of[f.Path] = classOf(f.Path, parents)
	}
	return of
}

func classOf(p string, parents map[string]bool) class {
	switch path.Ext(p) {
	case ".html":
		switch {
		case p == "index.html":
			return home
		case parents[path.Dir(p)]:
			return list
		}
		return page
	case ".xml", ".json", ".ics", ".txt":
		if !strings.Contains(p, "/") {
			return list
		}
	}
	return asset
}

// steps cut files into groups that may go side by side, one group after another.
func steps(files []File, of map[string]class) [][]File {
	files = slices.Clone(files)
	slices.SortStableFunc(files, func(a, b File) int {
		return cmp.Or(cmp.Compare(of[a.Path], of[b.Path]), cmp.Compare(a.Path, b.Path))
	})
	var groups [][]File
	for i, f := range files {
		if i == 0 || of[f.Path] != of[files[i-1].Path] {
			groups = append(groups, nil)
		}
		groups[len(groups)-1] = append(groups[len(groups)-1], f)
	}
	return groups
}
