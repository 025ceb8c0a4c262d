package server

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean turns a request's decoded path into a name of the tree; folder tells
// that it ended in a slash. It is a refusal (ok false), not a repair: a name is
// either one that every system reads in the same way, or it is not served.
//
// Refused are names that lead elsewhere (.., an empty element, a backslash),
// that Windows reads as something else (a drive or NTFS stream a:b, reserved
// devices, trailing dots and spaces, see learn.microsoft.com "Naming Files,
// Paths, and Namespaces"), hidden ones (.gitignore, .bulletin), and control
// characters.
func Clean(urlPath string) (name string, folder, ok bool) {
	rest, found := strings.CutPrefix(urlPath, "/")
	if !found || !utf8.ValidString(urlPath) {
		return "", false, false
	}
	if rest == "" {
		return ".", true, true
	}
	rest, folder = strings.CutSuffix(rest, "/")
	for element := range strings.SplitSeq(rest, "/") {
		if !plain(element) {
			return "", false, false
		}
	}
	return rest, folder, true
}

// plain tells whether a path element means the same everywhere.
func plain(element string) bool {
	if element == "" || element[0] == '.' || strings.ContainsAny(element, `\:*?"<>|`) {
		return false
	}
	if last := element[len(element)-1]; last == '.' || last == ' ' {
		return false
	}
	if strings.ContainsFunc(element, unicode.IsControl) {
		return false
	}
	return !isDevice(element)
}

// isDevice tells whether Windows opens a device under this name, whatever its
// extension and case.
func isDevice(element string) bool {
	stem, _, _ := strings.Cut(element, ".")
	stem = strings.ToUpper(strings.TrimRight(stem, " "))
	if slices.Contains([]string{"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"}, stem) {
		return true
	}
	number, ok := strings.CutPrefix(stem, "COM")
	if !ok {
		number, ok = strings.CutPrefix(stem, "LPT")
	}
	return ok && slices.Contains([]string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "¹", "²", "³"}, number)
}

// holds tells whether the tree has name spelled exactly so. Windows and macOS
// open Index.HTML as index.html, and REPORT~1.PDF as a long name; the server of
// the site would not. A tree with fingerprints is no file system of theirs and
// knows its names exactly.
func holds(tree fs.FS, name string) bool {
	if _, exact := tree.(Fingerprinter); exact {
		_, err := fs.Stat(tree, name)
		return err == nil
	}
	for name != "." {
		entries, err := fs.ReadDir(tree, path.Dir(name))
		if err != nil {
			return false
		}
		base := path.Base(name)
		if !slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == base }) {
			return false
		}
		name = path.Dir(name)
	}
	return true
}
