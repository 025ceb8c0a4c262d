package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"bulletin/internal/build"
)

// bagName is the name of a year's bag, also when the file is called otherwise.
func bagName(year int) string { return "archive-" + strconv.Itoa(year) }

// bagPlace is where a year's bag goes: a zip when that is asked for or the name says so.
func (a *app) bagPlace(o build.Options, year int, zip bool) (string, error) {
	dest := bagName(year)
	if a.flags.destination != "" {
		dest = filepath.Clean(a.flags.destination)
	}
	if stem, ext := splitZip(dest); zip && ext == "" {
		dest = stem + ".zip"
	}
	if build.ContentFolder(o) == o.Root && isBelow(o.Root, dest) {
		return "", a.usage("bag-in-content", dest)
	}
	return dest, os.MkdirAll(filepath.Dir(dest), 0o777)
}

// splitZip takes the ending of a zip off a name; "" when it has another.
func splitZip(name string) (stem, ext string) {
	if ext = filepath.Ext(name); strings.EqualFold(ext, ".zip") {
		return strings.TrimSuffix(name, ext), ext
	}
	return name, ""
}

// beside is the name of a bag with something added that no other has: those of
// commands that were killed may still lie there.
func beside(dest, added string, from int) string {
	for n := from; ; n++ {
		if name := named(dest, added, n); !exists(name) {
			return name
		}
	}
}

// named is the name of a bag beside dest, without a number for 0.
func named(dest, added string, n int) string {
	stem, ext := splitZip(dest)
	if n > 0 {
		added += "-" + strconv.Itoa(n)
	}
	return stem + "-" + added + ext
}

// lastBeside is the bag of the highest number beside dest; "" when there is none.
func lastBeside(dest, added string) string {
	const most = 99 // nobody seals a year more often
	for n := most; n >= 0; n-- {
		if name := named(dest, added, n); exists(name) {
			return name
		}
	}
	return ""
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}

// isBelow tells whether a path lies in a folder, by whatever way it is named.
func isBelow(folder, path string) bool {
	at, err := filepath.Abs(folder)
	to, err2 := filepath.Abs(path)
	if err != nil || err2 != nil {
		return false
	}
	rel, err := filepath.Rel(at, to)
	return err == nil && filepath.IsLocal(rel)
}

// audience sets what a bag shows. A public one holds what is published and nothing
// else, and what a bag's own sources give again goes by its own configuration.
func (a *app) audience(o *build.Options, audience string) error {
	if a.flags.baseURL != "" {
		return a.usage("bag-base-url")
	}
	o.Environ = nil
	switch audience {
	case "public":
		switch {
		case a.flags.drafts:
			return a.usage("bag-public", "--drafts")
		case a.flags.future:
			return a.usage("bag-public", "--future")
		case a.flags.expired:
			return a.usage("bag-public", "--expired")
		}
	case "internal":
		o.View.Internal, o.View.Drafts, o.View.Future = true, true, true
	default:
		return a.usage("bad-audience", audience)
	}
	return nil
}
