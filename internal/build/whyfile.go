package build

import (
	"path"
	"slices"
	"strings"

	"bulletin/internal/content"
	"bulletin/internal/feed"
	"bulletin/internal/site"
	"bulletin/internal/source"
	"bulletin/internal/viet"
)

// FileReason tells of a picture or an attachment why it is published or not.
type FileReason struct {
	As     []string // files of the output that are made of it: itself, then its sizes
	Users  []User   // the items that use it, by path
	Bundle *User    // the item whose bundle it lies in, when that is not published and so keeps it back
}

// User is an item that uses a picture or an attachment.
type User struct {
	Source string
	State  site.State
	Shown  bool
	Hidden bool // in what only the office sees of it
}

// madeOf is the picture or the attachment that a file is made of; nil for none.
func madeOf(recipe any) *site.File {
	switch r := recipe.(type) {
	case copied:
		return r.file
	case sized:
		return r.file
	}
	return nil
}

// attached is the picture or the attachment of a path in the content.
func (s *Session) attached(name string) (subject, bool) {
	i := s.library.index(name)
	if i < 0 || s.library.files[i].row.IsText() {
		return subject{}, false
	}
	return subject{file: name, outputs: s.edition.madeFrom(name)}, true
}

// madeFrom are the files that are made of a picture or an attachment, the largest first.
func (e *edition) madeFrom(name string) []string {
	i := slices.IndexFunc(e.site.Files, func(f *site.File) bool { return f.Path == name })
	if i < 0 {
		return nil
	}
	file := e.site.Files[i]
	var all []string
	if file.Whole {
		all = append(all, file.Address)
	}
	for _, sizes := range [][]site.Size{file.Sizes, file.WebP} {
		for _, size := range slices.Backward(sizes) {
			all = append(all, size.Address)
		}
	}
	return all
}

// ofFile tells of a picture or an attachment.
func (s *Session) ofFile(r *Reason, file string) {
	r.Source = s.library.prefix + file
	r.File = &FileReason{As: s.edition.madeFrom(file), Users: s.users(file), Bundle: s.keptBack(file)}
	r.Shown = len(r.File.As) > 0
	switch inside := func(u User) bool { return u.Hidden || u.State == site.Internal }; {
	case len(r.File.Users) == 0:
	case slices.ContainsFunc(r.File.Users, func(u User) bool { return !inside(u) }) && (r.File.Bundle == nil || !inside(*r.File.Bundle)):
		r.Audience = Everybody
	default:
		r.Audience = Office
	}
}

// user is an item as one that uses a file.
func (s *Session) user(item *site.Item, hidden bool) User {
	return User{Source: s.library.prefix + item.Path, State: item.State, Shown: item.Shown, Hidden: hidden}
}

// users are the items that use a file. Those that use it where only the office sees it are
// found in its own site, and in the public one when nobody else uses the file.
func (s *Session) users(file string) []User {
	inside := s.options.View.Internal
	other := s.parser(s.library.prefix, !inside)
	var users []User
	for _, item := range s.edition.site.All {
		if uses(item.Head, file) {
			hidden := inside && !item.Internal && !s.library.usesOtherwise(other, item, file, true)
			users = append(users, s.user(item, hidden))
		}
	}
	if inside || slices.ContainsFunc(users, func(u User) bool { return u.Shown }) {
		return users
	}
	for _, item := range s.edition.site.All {
		if !uses(item.Head, file) && s.library.usesOtherwise(other, item, file, false) {
			users = append(users, s.user(item, true))
		}
	}
	return users
}

// usesOtherwise tells whether an item uses a file as another parser reads it; alike is what
// holds of one that says the same to everybody.
func (l *library) usesOtherwise(other content.Parser, item *site.Item, file string, alike bool) bool {
	text, ok := l.text(item)
	if !ok || !content.MayHide(text.Text) {
		return alike
	}
	doc, _ := other.Read(text)
	return doc != nil && uses(doc.Head(), file)
}

// uses tells whether a document links to a file, or shows it.
func uses(head *content.Head, file string) bool {
	is := func(written string) bool {
		return written != "" && path.Join(path.Dir(head.Path), viet.NFC(written)) == file
	}
	more := head.More()
	return is(more.Scan.Text) || slices.ContainsFunc(more.Images, func(i content.Image) bool { return is(i.File.Text) }) ||
		slices.ContainsFunc(head.AllLinks(), func(l content.Link) bool { return is(l.Path) })
}

// keptBack is the item that is not published and whose bundle a file lies in, or the file
// that it is a symbolic link to; nil when there is none.
func (s *Session) keptBack(file string) *User {
	entry := source.Entry{Path: file}
	if i := s.library.index(file); i >= 0 {
		entry = s.library.files[i].row.Entry
	}
	for _, at := range []string{entry.Path, entry.Real()} {
		var owner *site.Item // the deepest: it comes last
		for _, item := range s.edition.site.All {
			if item.Bundle && strings.HasPrefix(at, path.Dir(item.Path)+"/") && (owner == nil || len(item.Path) > len(owner.Path)) {
				owner = item
			}
		}
		if owner != nil && !owner.Shown {
			user := s.user(owner, false)
			return &user
		}
	}
	return nil
}

// picturing tells of each file whether it shows or links to a picture or an attachment.
func (e *edition) picturing(file string) func(task Task, recipe any) bool {
	pages, faces := map[string]bool{}, map[*site.Item]bool{}
	for _, item := range e.site.All {
		if !item.Shown || !uses(item.Head, file) {
			continue
		}
		pages[item.Address] = true
		if first := slices.IndexFunc(item.Files, func(f *site.File) bool { return f != nil }); first >= 0 {
			faces[item] = item.Files[first].Path == file
		}
	}
	isPage := func(item *site.Item) bool { return item != nil && pages[item.Address] }
	return func(task Task, recipe any) bool {
		if pages[task.Path] {
			return true
		}
		switch r := recipe.(type) {
		case *edited:
			return isPage(r.item) || slices.ContainsFunc(r.pieces(), isPage)
		case *yearly:
			return isPage(r.document)
		case feed.Feed:
			return slices.ContainsFunc(e.plan.named(r), func(address string) bool { return pages[address] })
		}
		return slices.ContainsFunc(cards(recipe), func(s *shown) bool { return s != nil && faces[s.item] })
	}
}
