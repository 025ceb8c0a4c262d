package site

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// numbered is the address of a page of a long list, below the list's folder.
var numbered = regexp.MustCompile(`^page/[0-9]+(/|$)`)

// reserved tells whether the program makes a page or a file of its own at an
// address: the front page, the kinds' lists, and what stands at the top.
func reserved(address string) bool {
	top, rest, _ := strings.Cut(strings.ToLower(address), "/")
	switch top {
	case "index.html", "404.html", "tags", "years", "assets",
		"atom.xml", "rss.xml", "feed.json", "sitemap.xml", "robots.txt", "calendar.ics":
		return true
	}
	for _, spec := range content.Kinds {
		if spec.Folder == top && (rest == "" || rest == "index.html" || numbered.MatchString(rest)) {
			return true
		}
	}
	return false
}

// datePrefix is a date in front of a file's name, which many people write; the
// year already stands in the address.
var datePrefix = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}[-_ ]+`)

// claimAddresses gives every document its address and reports two that would
// write the same one. Addresses are lower-case throughout, so that the tree is
// the same on file systems that do not tell letter case apart. Unpublished
// documents claim theirs too: an address must not change hands when a draft is
// published.
func (l *linker) claimAddresses() {
	l.claims = claims{}
	for _, item := range l.site.All {
		item.Address = address(item.Document)
		l.claimFor(item, item.Address, "title", isIntro(item.Document))
	}
	for _, item := range l.site.All {
		l.aliases(item)
	}
	slices.SortFunc(l.site.Aliases, func(a, b Alias) int { return strings.Compare(a.Address, b.Address) })
}

// claimFor registers an address for an item, or reports at one of its keys why
// it cannot be had. An introduction may have the address of the list it opens.
func (l *linker) claimFor(item *Item, address, key string, intro bool) bool {
	if reserved(address) && !intro {
		l.problems.Add(item.At(key, diag.Error, "address-reserved", address))
		return false
	}
	at, owner := l.claims.claim(address, item.Path)
	if owner != "" {
		l.problems.Add(item.At(key, diag.Error, "address-taken", at, l.Prefix+owner))
	}
	return owner == ""
}

// claims tells which source file writes an address, or below it; by the address
// in lower case.
type claims map[string]claimant

type claimant struct {
	path   string // of the source file
	folder bool   // the address is a folder that others share
}

// claim registers an address for a source file. When it, or a folder it needs,
// is another's, it returns that and its owner.
func (c claims) claim(address, path string) (at, owner string) {
	if first, taken := c[strings.ToLower(address)]; taken {
		return address, first.path
	}
	for _, dir := range foldersOf(address) {
		if first, taken := c[strings.ToLower(dir)]; taken && !first.folder {
			return dir, first.path
		}
	}
	c[strings.ToLower(address)] = claimant{path: path}
	for _, dir := range foldersOf(address) {
		if _, known := c[strings.ToLower(dir)]; !known {
			c[strings.ToLower(dir)] = claimant{path: path, folder: true}
		}
	}
	return "", ""
}

// foldersOf lists the folders that an address lies in, innermost first.
func foldersOf(address string) []string {
	var dirs []string
	for dir := path.Dir(address); dir != "."; dir = path.Dir(dir) {
		dirs = append(dirs, dir)
	}
	return dirs
}

// address is a document's site path: kind, year and name for what belongs to a
// kind, the path of the file for a page.
func address(doc *content.Document) string {
	folder := doc.Kind.Spec().Folder
	if folder == "" {
		return pageAddress(doc)
	}
	name := cmp.Or(string(doc.Slug), viet.Slug(datePrefix.ReplaceAllString(fileName(doc), "")), viet.Slug(doc.Title), "muc")
	if year := doc.DateOf().Year; year > 0 {
		return path.Join(folder, strconv.Itoa(year), name, "index.html")
	}
	return path.Join(folder, name, "index.html")
}

func pageAddress(doc *content.Document) string {
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
func fileName(doc *content.Document) string {
	if doc.Bundle {
		return path.Base(path.Dir(doc.Path))
	}
	base := path.Base(doc.Path)
	return strings.TrimSuffix(base, path.Ext(base))
}

// isIntro tells whether a document is the text above a list, which the list's
// page shows instead of a page of its own.
func isIntro(doc *content.Document) bool {
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

// aliases claims a document's former addresses.
func (l *linker) aliases(item *Item) {
	for i, written := range item.Document.Aliases {
		key := "aliases[" + strconv.Itoa(i) + "]"
		address, ok := aliasAddress(written)
		if !ok {
			l.problems.Add(item.At(key, diag.Error, "alias-invalid", written))
			continue
		}
		if l.claimFor(item, address, key, false) && item.Shown {
			l.site.Aliases = append(l.site.Aliases, Alias{Address: address, To: item})
		}
	}
}

// aliasAddress makes a former address a file of the site: "/cu/trang" becomes
// "cu/trang/index.html".
func aliasAddress(written string) (string, bool) {
	clean := strings.TrimPrefix(viet.NFC(written), "/")
	if clean == "" || strings.ContainsAny(clean, "\\:*?\"<>|#") || strings.ContainsFunc(clean, unicode.IsControl) {
		return "", false
	}
	for part := range strings.SplitSeq(strings.TrimSuffix(clean, "/"), "/") {
		if part == "" || strings.HasPrefix(part, ".") || strings.HasSuffix(part, ".") || strings.TrimSpace(part) != part {
			return "", false
		}
	}
	switch strings.ToLower(path.Ext(clean)) {
	case ".html", ".htm":
		return clean, true
	}
	return path.Join(clean, "index.html"), true
}
