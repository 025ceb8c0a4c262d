package content

import (
	"cmp"
	"path"
	"strconv"
	"strings"

	"bulletin/internal/pattern"
	"bulletin/internal/viet"
)

// datePrefix is a date in front of a file's name, which many people write; the
// year already stands in the address.
var datePrefix = pattern.Of(`^\d{4}-\d{2}-\d{2}[-_ ]+`)

// address is a document's site path: kind, year and name for what belongs to a
// kind, the path of the file for a page.
func (h *Head) address() string {
	folder := h.Kind.Spec().Folder
	switch {
	case h.IsIntro():
		return path.Join(strings.TrimSuffix(strings.TrimSuffix(h.Path, ".md"), "index"), "index.html")
	case folder == "":
		return h.pageAddress()
	}
	name := cmp.Or(string(h.More().Slug), viet.Slug(datePrefix().ReplaceAllString(h.FileName(), "")), viet.Slug(h.Title), "muc")
	if h.Year() > 0 {
		return path.Join(folder, strconv.Itoa(h.Year()), name, "index.html")
	}
	return path.Join(folder, name, "index.html")
}

func (h *Head) pageAddress() string {
	dir, base := path.Split(h.Path)
	var parts []string
	for part := range strings.SplitSeq(strings.Trim(dir, "/"), "/") {
		if part != "" {
			parts = append(parts, cmp.Or(viet.Slug(part), "muc"))
		}
	}
	switch stem := strings.TrimSuffix(base, path.Ext(base)); {
	case stem != "index":
		parts = append(parts, cmp.Or(string(h.More().Slug), viet.Slug(stem), viet.Slug(h.Title), "muc"))
	case h.More().Slug != "" && len(parts) > 0:
		parts[len(parts)-1] = string(h.More().Slug)
	}
	return path.Join(append(parts, "index.html")...)
}

// FileName is the name by which a document is known in its folder: the file's
// without its ending, or the folder's of a bundle.
func (h *Head) FileName() string {
	if h.Bundle {
		return path.Base(path.Dir(h.Path))
	}
	base := h.Path[strings.LastIndexByte(h.Path, '/')+1:]
	return strings.TrimSuffix(base, path.Ext(base))
}

// IsIntro tells whether a document is the text above a list, which the list's
// page shows instead of a page of its own.
func (h *Head) IsIntro() bool {
	if _, section := IsSectionIndex(h.Path); section {
		return true
	}
	return h.Path == "index.md" || IntroducedYear(h.Path) > 0
}

// IntroducedYear is the year whose page a source file introduces: years/2020.md.
func IntroducedYear(file string) int {
	name, ok := strings.CutPrefix(file, "years/")
	if !ok {
		return 0
	}
	year, err := strconv.Atoi(strings.TrimSuffix(name, ".md"))
	if err != nil || year < 1000 || year > 9999 {
		return 0
	}
	return year
}
