package site

import (
	"cmp"
	"errors"
	"image"
	"io"
	"path"
	"slices"
	"strconv"
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
	Address string
	Whole   bool    // the file itself is published
	Sizes   []Size  // that are made of a photograph which is shown, as JPEGs, narrowest first
	WebP    []Size  // that are made of it as WebPs
	Owner   *Item   // the bundle it belongs to, nil when none
	Picture Picture // as it is shown, when it is

	lender   *Item // the bundle of the file that it is a symbolic link to
	used     bool
	measured bool
	head     picture.Head
	fault    error // why it cannot be shown
}

// Size is a picture in one of its sizes.
type Size struct {
	Address       string
	Width, Height int // in pixels
}

// Picture is a picture as pages show it: where there are several sizes, the browser takes
// the one that fits.
type Picture struct {
	Size         // the widest that is published; 0 × 0 when it is not known; its address is "" for no picture
	Sizes []Size // all, narrowest first; none when there is one only
	WebP  []Size // the same as WebPs, for browsers that know them; none when there are none
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

// use marks a file as published, as it is.
func (l *linker) use(f *File) {
	l.publishFile(f)
	f.Whole = true
}

// show marks a picture as published to be shown: a photograph in sizes, so that nobody
// waits for more pixels than a screen has. One that is wide is published as it is only where
// a text links to the file.
func (l *linker) show(f *File) {
	l.publishFile(f)
	if f.Picture.Address != "" {
		return
	}
	var sizes []image.Point
	whole := true
	if f.head.Photograph {
		sizes, whole = picture.Sizes(f.head.Width, f.head.Height)
	}
	for _, size := range sizes {
		f.Sizes = append(f.Sizes, Size{f.sizeAddress(size.X, sizeEnding), size.X, size.Y})
	}
	f.Picture.Sizes = f.Sizes
	if l.Config.WebP {
		for _, size := range picture.WebPSizes(sizes, whole, image.Pt(f.head.Width, f.head.Height)) {
			f.WebP = append(f.WebP, Size{f.sizeAddress(size.X, webpEnding), size.X, size.Y})
		}
		f.Picture.WebP = f.WebP
	}
	if whole {
		f.Whole = true
		f.Picture.Size = Size{f.Address, f.head.Width, f.head.Height}
		if len(f.Sizes) > 0 {
			f.Picture.Sizes = append(slices.Clone(f.Sizes), f.Picture.Size)
		}
		return
	}
	f.Picture.Size = f.Sizes[len(f.Sizes)-1]
}

// sizeAddress is where a size of a photograph is: no file has such an address, since those
// have one dot.
func (f *File) sizeAddress(width int, ending string) string {
	return strings.TrimSuffix(f.Address, sizeEnding) + "." + strconv.Itoa(width) + ending
}

const (
	sizeEnding = ".jpg"
	webpEnding = ".webp"
)

// publishFile gives a file its address: beside the page of its bundle, or at its own path
// made plain.
func (l *linker) publishFile(f *File) {
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
		if f.head.Lying {
			l.warn(item, at, "picture-turned", written)
		}
		return true
	case errors.Is(f.fault, errActive):
		l.report(item, at, "picture-active", written)
	case errors.Is(f.fault, picture.ErrTooLarge) && f.head.Width > 0:
		l.report(item, at, "picture-large", written, f.head.Width, f.head.Height, f.head.Most/1_000_000)
	case errors.Is(f.fault, errHeavy):
		l.report(item, at, "picture-heavy", written, f.Stat.Size>>20, fileMost>>20)
	default:
		l.report(item, at, "picture-damaged", written)
	}
	return false
}

// fileMost is the most bytes of a picture that are read: a hundred times what a photograph
// takes, and no more than the memory of an office's computer has room for.
const fileMost = 200 << 20

var errHeavy = errors.New("the picture has too many bytes")

// inspect opens a picture. Formats whose header cannot be read here only may
// not be empty.
func (l *linker) inspect(f *File) error {
	switch {
	case f.Stat.Size == 0:
		return io.ErrUnexpectedEOF
	case f.Stat.Size > fileMost:
		return errHeavy
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
		f.head, err = picture.Look(in, f.Stat.Size)
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
