package site

import (
	"cmp"
	"path"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"bulletin/internal/content"
	"bulletin/internal/viet"
)

// datePrefix is a date in front of a file's name, which many people write; the
// year already stands in the address.
var datePrefix = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}[-_ ]+`)

// address is a document's site path: kind, year and name for what belongs to a
// kind, the path of the file for a page.
func address(doc *content.Head) string {
	folder := doc.Kind.Spec().Folder
	switch {
	case isIntro(doc):
		return path.Join(strings.TrimSuffix(strings.TrimSuffix(doc.Path, ".md"), "index"), "index.html")
	case folder == "":
		return pageAddress(doc)
	}
	name := cmp.Or(string(doc.Slug), viet.Slug(datePrefix.ReplaceAllString(fileName(doc), "")), viet.Slug(doc.Title), "muc")
	if year := doc.Year; year > 0 {
		return path.Join(folder, strconv.Itoa(year), name, "index.html")
	}
	return path.Join(folder, name, "index.html")
}

func pageAddress(doc *content.Head) string {
	dir, base := path.Split(doc.Path)
	var parts []string
	for part := range strings.SplitSeq(strings.Trim(dir, "/"), "/") {
		if part != "" {
			parts = append(parts, cmp.Or(viet.Slug(part), "muc"))
		}
	}
	switch stem := strings.TrimSuffix(base, path.Ext(base)); {
	case stem != "index":
		parts = append(parts, cmp.Or(string(doc.Slug), viet.Slug(stem), viet.Slug(doc.Title), "muc"))
	case doc.Slug != "" && len(parts) > 0:
		parts[len(parts)-1] = string(doc.Slug)
	}
	return path.Join(append(parts, "index.html")...)
}

// fileName is the name by which a document is known in its folder: the file's
// without its ending, or the folder's of a bundle.
func fileName(doc *content.Head) string {
	if doc.Bundle {
		return path.Base(path.Dir(doc.Path))
	}
	base := path.Base(doc.Path)
	return strings.TrimSuffix(base, path.Ext(base))
}

// isIntro tells whether a document is the text above a list, which the list's
// page shows instead of a page of its own.
func isIntro(doc *content.Head) bool {
	if _, section := content.IsSectionIndex(doc.Path); section {
		return true
	}
	return doc.Path == "index.md" || yearOf(doc.Path) > 0
}

// yearOf is the year whose page a source file introduces: years/2020.md.
func yearOf(file string) int {
	dir, base := path.Split(file)
	year, err := strconv.Atoi(strings.TrimSuffix(base, ".md"))
	if dir != "years/" || err != nil || year < 1000 || year > 9999 {
		return 0
	}
	return year
}

// aliasAddress makes a former address a file of the site: "/cu/trang" becomes
// "cu/trang/index.html".
func aliasAddress(written string) (string, bool) {
	clean := strings.TrimPrefix(viet.NFC(written), "/")
	for part := range strings.SplitSeq(strings.TrimSuffix(clean, "/"), "/") {
		if !fileSafe(part) {
			return "", false
		}
	}
	switch strings.ToLower(path.Ext(clean)) {
	case ".html", ".htm":
		return clean, true
	}
	return path.Join(clean, "index.html"), true
}

// nameMost is the longest part of an address, in bytes, that every file system
// takes as a name.
const nameMost = 200

// fileSafe tells whether a part of an address can be a file's name on every
// system and stands in an address as it is: no percent sign, which browsers
// would decode, no device of Windows.
func fileSafe(part string) bool {
	if part == "" || len(part) > nameMost || part[0] == '.' || strings.HasSuffix(part, ".") || strings.TrimSpace(part) != part {
		return false
	}
	bad := func(r rune) bool { return !unicode.IsGraphic(r) || strings.ContainsRune("\\:*?\"<>|#%", r) }
	stem, _, _ := strings.Cut(strings.ToLower(part), ".")
	return !strings.ContainsFunc(part, bad) && viet.Slug(stem) != stem+"-x"
}
