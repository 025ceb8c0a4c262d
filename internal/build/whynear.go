package build

import (
	"cmp"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"bulletin/internal/viet"
)

// Of a name that is none, nearMost sources are offered, if it has nearLeast letters.
const (
	nearMost  = 5
	nearLeast = 3
)

// near are the sources that a name may be meant for: those whose own name it is, without
// accents, before those whose name or title it is a part of.
func (s *Session) near(name string) []string {
	asked := viet.Slug(bare(filepath.ToSlash(name)))
	if len(asked) < nearLeast {
		return nil
	}
	type candidate struct {
		source string
		rank   int
	}
	var found []candidate
	for _, item := range s.edition.site.All {
		own := item.Path
		if item.Bundle {
			own = path.Dir(own)
		}
		switch own = viet.Slug(bare(own)); {
		case own == asked:
			found = append(found, candidate{s.library.prefix + item.Path, 0})
		case strings.Contains(own, asked) || strings.Contains(viet.Slug(item.Title), asked):
			found = append(found, candidate{s.library.prefix + item.Path, 1})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(a.rank, b.rank) })
	var near []string
	for _, c := range found[:min(len(found), nearMost)] {
		near = append(near, c.source)
	}
	return near
}

// bare is the last part of a path, without its extension.
func bare(name string) string {
	name = path.Base(strings.TrimRight(name, "/"))
	return strings.TrimSuffix(name, path.Ext(name))
}
