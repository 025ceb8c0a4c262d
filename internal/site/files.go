package site

import (
	"cmp"
	"image"
	_ "image/gif" // decoders of the headers that [linker.measure] reads
	_ "image/jpeg"
	_ "image/png"
	"path"
	"slices"
	"strings"

	_ "golang.org/x/image/webp"

	"bulletin/internal/diag"
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
	used          bool
	measured      bool
	broken        bool
}

// listFiles prepares the table of files that links may lead to.
func (l *linker) listFiles() {
	l.files = make(map[string]*File, len(l.Files))
	l.folded = make(map[string]string, len(l.Files)+len(l.Documents))
	bundles := map[string]*Item{}
	for _, item := range l.site.All {
		l.folded[strings.ToLower(item.Path)] = item.Path
		if item.Bundle {
			bundles[path.Dir(item.Path)] = item
		}
	}
	for _, entry := range l.Files {
		l.folded[strings.ToLower(entry.Path)] = entry.Path
		l.files[entry.Path] = &File{Entry: entry, Owner: ownerOf(entry.Path, bundles)}
	}
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

// measure reads a picture's size from its header; false when it is damaged.
func (l *linker) measure(f *File) bool {
	if f.measured {
		return !f.broken
	}
	f.measured = true
	switch strings.ToLower(path.Ext(f.Path)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp":
	default:
		return true
	}
	in, err := l.FS.Open(f.Name)
	if err != nil {
		f.broken = true
		return false
	}
	defer in.Close()
	header, _, err := image.DecodeConfig(in)
	f.Width, f.Height, f.broken = header.Width, header.Height, err != nil
	return err == nil
}

// isPicture tells whether browsers show the file as an image.
func isPicture(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif":
		return true
	}
	return false
}

// claimFiles reports files whose address is another file's, a page's or the
// program's own. The theme's assets have names that no slug can have.
func (l *linker) claimFiles() {
	slices.SortFunc(l.site.Files, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
	fail := func(f *File, code diag.Code, args ...any) {
		l.problems.Add(diag.Diagnostic{Pos: diag.Pos{File: l.Prefix + f.Path}, Code: code, Args: args})
	}
	for _, f := range l.site.Files {
		if reserved(f.Address) && !strings.HasPrefix(f.Address, "assets/") {
			fail(f, "address-reserved", f.Address)
		} else if at, owner := l.claims.claim(f.Address, f.Path); owner != "" {
			fail(f, "address-taken", at, l.Prefix+owner)
		}
	}
}
