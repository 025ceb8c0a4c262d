package site

import (
	"path"
	"strings"
	"unicode"

	"bulletin/internal/viet"
)

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
