package publish

import (
	"strings"
	"unicode/utf8"
)

// own is the prefix of the names this package uses beside the outputs.
const own = ".bulletin-"

// maxName is the longest name, in bytes, that common file systems take.
const maxName = 255

// checkPath accepts a slash-separated relative path whose every element can be
// a file's name on Windows, macOS and Linux alike.
func checkPath(p string) error {
	if p == "" || !utf8.ValidString(p) || strings.HasPrefix(p, own) {
		return &PathError{p}
	}
	for name := range strings.SplitSeq(p, "/") {
		if !plainName(name) {
			return &PathError{p}
		}
	}
	return nil
}

// plainName follows Microsoft's "Naming Files, Paths, and Namespaces", the
// strictest of the systems' rules.
func plainName(name string) bool {
	if name == "" || len(name) > maxName || strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") {
		return false // "." and ".." end in a dot
	}
	for i := range len(name) { // all of a manifest's names come by here
		switch c := name[i]; c {
		case '\\', ':', '*', '?', '"', '<', '>', '|', 0x7f:
			return false
		default:
			if c < ' ' {
				return false
			}
		}
	}
	stem, _, _ := strings.Cut(name, ".")
	return !reserved(strings.ToLower(strings.TrimRight(stem, " ")))
}

// reserved tells whether Windows takes a name for a device, whatever its extension.
func reserved(stem string) bool {
	switch stem {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	for _, port := range []string{"com", "lpt"} {
		n, ok := strings.CutPrefix(stem, port)
		if ok && utf8.RuneCountInString(n) == 1 && strings.Contains("0123456789¹²³", n) {
			return true
		}
	}
	return false
}

// prefixes yields the folders a path lies in, outermost first.
func prefixes(p string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for i := range len(p) {
			if p[i] == '/' && !yield(p[:i]) {
				return
			}
		}
	}
}

// withPrefixes yields the folders of a path, outermost first, and the path.
func withPrefixes(name string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for dir := range prefixes(name) {
			if !yield(dir) {
				return
			}
		}
		yield(name)
	}
}
