package site

import (
	"cmp"
	"errors"
	"io"
	"path"
	"strings"
	"sync"

	"bulletin/internal/picture"
	"bulletin/internal/schema"
	"bulletin/internal/source"
	"bulletin/internal/viet"
)

// File is a picture or an attachment. It is published only when an item that is
// shown uses it: what lies beside a draft stays private.
type File struct {
	source.Entry
	Address       string
	Width, Height int   // of a picture, in pixels; 0 when unknown
	Owner         *Item // the bundle it belongs to, nil when none
	lender        *Item // the bundle of the file that it is a symbolic link to
	used          bool
	measured      bool
	fault         error // why it cannot be shown
}

// listFiles prepares the table of files that links may lead to.
func (l *linker) listFiles() {
	l.files = make(map[string]*File, len(l.Files))
	l.folded = sync.OnceValue(l.fold)
	bundles := map[string]*Item{}
	for _, item := range l.site.All {
		if item.Bundle {
			bundles[path.Dir(item.Path)] = item
		}
	}
	for _, entry := range l.Files {
		l.files[entry.Path] = &File{Entry: entry, Owner: ownerOf(entry.Path, bundles), lender: ownerOf(entry.Real(), bundles)}
	}
}

// fold is every source path by itself in lower case.
func (l *linker) fold() map[string]string {
	folded := make(map[string]string, len(l.Files)+len(l.site.All))
	for _, item := range l.site.All {
		folded[strings.ToLower(item.Path)] = item.Path
	}
	for _, entry := range l.Files {
		folded[strings.ToLower(entry.Path)] = entry.Path
	}
	return folded
}

// ownerOf finds the bundle whose folder holds the file, at any depth.
func ownerOf(file string, bundles map[string]*Item) *Item {
	for dir := path.Dir(file); dir != "."; dir = path.Dir(dir) {
		if item, ok := bundles[dir]; ok {
			return item
		}
	}
	return nil
}

// use marks a file as published and gives it its address: beside the page of
// its bundle, or at its own path made plain.
func (l *linker) use(f *File) {
	if f.used {
		return
	}
	f.used = true
	dir, rest := "", f.Path
	if f.Owner != nil {
		dir = path.Dir(f.Owner.Address)
		rest = strings.TrimPrefix(f.Path, path.Dir(f.Owner.Path)+"/")
	}
	parts := strings.Split(rest, "/")
	for i, part := range parts {
		ext := ""
		if i == len(parts)-1 {
			ext = path.Ext(part)
		}
		plain := cmp.Or(viet.Slug(strings.TrimSuffix(part, ext)), "tep")
		parts[i] = plain
		if ext = viet.Slug(ext); ext != "" {
			parts[i] += "." + ext
		}
	}
	f.Address = path.Join(dir, path.Join(parts...))
	l.site.Files = append(l.site.Files, f)
}

// measure reads a picture's size from its header, and reports a damaged or
// dangerous one.
func (l *linker) measure(item *Item, f *File, at schema.Place, written string) bool {
	if !f.measured {
		f.measured, f.fault = true, l.inspect(f)
	}
	switch {
	case f.fault == nil:
		return true
	case errors.Is(f.fault, errActive):
		l.report(item, at, "picture-active", written)
	default:
		l.report(item, at, "picture-damaged", written)
	}
	return false
}

// inspect opens a picture. Formats whose header cannot be read here only may
// not be empty.
func (l *linker) inspect(f *File) error {
	if f.Stat.Size == 0 {
		return io.ErrUnexpectedEOF
	}
	in, err := l.FS.Open(f.Name())
	if err != nil {
		return err
	}
	defer in.Close()
	switch strings.ToLower(path.Ext(f.Path)) {
	case ".svg":
		return checkSVG(in)
	case ".jpg", ".jpeg", ".png", ".gif", ".webp":
		f.Width, f.Height, err = picture.Measure(in)
		return err
	}
	return nil
}

// IsPicture tells whether browsers show the file as an image.
func IsPicture(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif":
		return true
	}
	return false
}
