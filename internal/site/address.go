package site

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// Names that the program's own pages use at the top of the site.
var reserved = map[string]bool{
	"tags": true, "years": true, "assets": true, "404.html": true, "atom.xml": true, "rss.xml": true,
	"feed.json": true, "sitemap.xml": true, "robots.txt": true, "calendar.ics": true,
}

// datePrefix is a date in front of a file's name, which many people write; the
// year already stands in the address.
var datePrefix = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}[-_ ]+`)

// claimAddresses gives every document its address and reports two that would
// write the same one. Addresses are lower-case throughout, so that the tree is
// the same on file systems that do not tell letter case apart.
func (l *linker) claimAddresses() {
	claims := claims{}
	for _, item := range l.site.All {
		item.Address = address(item.Document)
		l.claim(claims, item, item.Address, "title")
		top, _, _ := strings.Cut(item.Address, "/")
		if reserved[top] && !isIntro(item.Document) {
			l.problems.Add(item.At("title", diag.Error, "address-reserved", item.Address))
		}
	}
	for _, item := range l.site.All {
		l.aliases(claims, item)
	}
	slices.SortFunc(l.site.Aliases, func(a, b Alias) int { return strings.Compare(a.Address, b.Address) })
}

// claims tells who writes which address, also as a folder of others.
type claims map[string]claim

type claim struct {
	item   *Item
	folder bool
}

// claim registers an address. Unpublished documents claim theirs too: an
// address must not change hands when a draft is published.
func (l *linker) claim(all claims, item *Item, address, key string) bool {
	if first, taken := all[strings.ToLower(address)]; taken {
		l.problems.Add(item.At(key, diag.Error, "address-taken", address, l.Prefix+first.item.Path))
		return false
	}
	for dir := path.Dir(address); dir != "."; dir = path.Dir(dir) {
		if first, taken := all[strings.ToLower(dir)]; taken && !first.folder {
			l.problems.Add(item.At(key, diag.Error, "address-taken", dir, l.Prefix+first.item.Path))
			return false
		}
	}
	all[strings.ToLower(address)] = claim{item: item}
	for dir := path.Dir(address); dir != "."; dir = path.Dir(dir) {
		if _, known := all[strings.ToLower(dir)]; known {
			break
		}
		all[strings.ToLower(dir)] = claim{item: item, folder: true}
	}
	return true
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
func (l *linker) aliases(all claims, item *Item) {
	for i, written := range item.Document.Aliases {
		key := "aliases[" + strconv.Itoa(i) + "]"
		address, ok := aliasAddress(written)
		if !ok {
			l.problems.Add(item.At(key, diag.Error, "alias-invalid", written))
			continue
		}
		if l.claim(all, item, address, key) && item.Shown {
			l.site.Aliases = append(l.site.Aliases, Alias{Address: address, To: item})
		}
	}
}

// aliasAddress makes a former address a file of the site: "/cu/trang" becomes
// "cu/trang/index.html".
func aliasAddress(written string) (string, bool) {
	clean := strings.TrimPrefix(viet.NFC(written), "/")
	if clean == "" || strings.ContainsAny(clean, "\\:*?\"<>|#\x00") {
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
