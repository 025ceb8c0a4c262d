package build

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"bulletin/internal/viet"
)

// Of a name that is none, nearMost sources are offered, documents if it has nearLeast
// letters.
const (
	nearMost  = 5
	nearLeast = 3
)

// near are the sources that a name may be meant for: those whose own name it is, without
// accents, before those whose name or title it is a part of. A picture or an attachment
// is meant by its whole name, wherever it lies.
func (s *Session) near(name string) []string {
	type candidate struct {
		source string
		rank   int
	}
	var found []candidate
	file := strings.ReplaceAll(name, `\`, "/")
	for i := range s.library.files {
		e := s.library.files[i].row.Entry
		if !e.IsText() && viet.Slug(path.Base(e.Path)) == viet.Slug(path.Base(file)) {
			found = append(found, candidate{s.library.prefix + e.Path, 0})
		}
	}
	for _, item := range s.edition.site.All {
		asked, own := viet.Slug(bare(file)), item.Path
		if item.Bundle {
			own = path.Dir(own)
		}
		switch own = viet.Slug(bare(own)); {
		case len(asked) < nearLeast:
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
