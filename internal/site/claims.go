package site

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"bulletin/internal/content"
	"bulletin/internal/diag"
)

// claims tells who writes which address, in lower case, also as a folder of
// others. Addresses that differ only in case are one, so that the tree is the
// same on file systems that do not tell letter case apart.
type claims map[string]claim

type claim struct {
	name   string // the address as spelt
	owner  string // a source path
	folder bool
}

// take registers an address for the file owner, or tells which part of it is
// taken by whom.
func (c claims) take(owner, address string) (taken, by string, ok bool) {
	if first, known := c[strings.ToLower(address)]; known {
		return address, first.owner, false
	}
	above := folderOf(address) // in the end the innermost folder that is claimed: so are those above it
	for ; above != ""; above = folderOf(above) {
		first, known := c[strings.ToLower(above)]
		if known && (!first.folder || first.name != above) {
			return above, first.owner, false
		}
		if known {
			break
		}
	}
	c[strings.ToLower(address)] = claim{name: address, owner: owner}
	for dir := folderOf(address); dir != above; dir = folderOf(dir) {
		c[strings.ToLower(dir)] = claim{name: dir, owner: owner, folder: true}
	}
	return "", "", true
}

// folderOf is the folder of an address, "" for one at the top.
func folderOf(address string) string { return address[:max(0, strings.LastIndexByte(address, '/'))] }

// claimAddresses gives every document its address and reports two that would
// write the same one. Unpublished documents claim theirs too: an address must
// not change hands when a draft is published.
func (l *linker) claimAddresses() {
	for _, item := range l.site.All {
		key := "title"
		if item.More().Slug != "" {
			key = "slug"
		}
		switch base := item.Path[strings.LastIndexByte(item.Path, '/')+1:]; {
		case base != "index.md" && strings.EqualFold(strings.TrimSuffix(base, path.Ext(base)), "index"):
			l.problems.Add(l.at(item, key, "index-name", base))
		case !item.Intro && reserved(item.Address):
			l.problems.Add(l.at(item, key, "address-reserved", item.Address))
		default:
			l.claim(item, item.Address, key)
			if item.Kind == content.KindIssue && !item.Intro {
				l.claim(item, EditionAddress(item.Address), key)
			}
		}
	}
	for _, item := range l.site.All {
		l.aliases(item)
	}
	slices.SortFunc(l.site.Aliases, func(a, b Alias) int { return strings.Compare(a.Address, b.Address) })
}

// at builds an error about a key of an item's front matter.
func (l *linker) at(item *Item, key string, code diag.Code, args ...any) diag.Diagnostic {
	d := item.At(key, diag.Error, code, args...)
	d.Pos.File = l.Prefix + d.Pos.File
	return d
}

// claim registers an address for a key of a document.
func (l *linker) claim(item *Item, address, key string) bool {
	taken, by, ok := l.claims.take(item.Path, address)
	if !ok {
		l.problems.Add(l.at(item, key, "address-taken", taken, l.Prefix+by))
	}
	return ok
}

// aliases claims a document's former addresses.
func (l *linker) aliases(item *Item) {
	for i, written := range item.More().Aliases {
		key := "aliases[" + strconv.Itoa(i) + "]"
		address, ok := aliasAddress(written)
		switch {
		case !ok:
			l.problems.Add(l.at(item, key, "alias-invalid", written))
		case reserved(address):
			l.problems.Add(l.at(item, key, "address-reserved", address))
		case l.claim(item, address, key) && item.Shown:
			l.site.Aliases = append(l.site.Aliases, Alias{Address: address, To: item})
		}
	}
}

// claimFiles reports the files that would be written where something else is.
func (l *linker) claimFiles() {
	for _, f := range l.site.Files {
		at := diag.Pos{File: l.Prefix + f.Path}
		if reserved(f.Address) && !strings.HasPrefix(f.Address, assets) {
			l.problems.Add(diag.Diagnostic{Pos: at, Code: "address-reserved", Args: []any{f.Address}})
		} else if taken, by, ok := l.claims.take(f.Path, f.Address); !ok {
			l.problems.Add(diag.Diagnostic{Pos: at, Code: "address-taken", Args: []any{taken, l.Prefix + by}})
		}
	}
}

// assets is the folder of the theme's files. Pictures may share it: the theme's
// names hold a digest.
const assets = "assets/"

// reserved tells whether the program itself makes the page or file at an
// address, or may do so as the site grows.
func reserved(address string) bool {
	address = strings.ToLower(address)
	top, rest, _ := strings.Cut(address, "/")
	switch top {
	case "tags", "years", "assets", "index.html", "404.html", "atom.xml", "rss.xml", "feed.json",
		"sitemap.xml", "robots.txt", "calendar.ics":
		return true
	}
	for i := range content.Kinds {
		if spec := &content.Kinds[i]; spec.Folder == top && top != "" {
			switch rest {
			case "", "index.html", "atom.xml", "rss.xml", "feed.json":
				return true
			}
			return strings.HasPrefix(rest, "page/")
		}
	}
	return false
}
