package site

import (
	"path"
	"slices"
	"strings"
	"sync"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/schema"
	"bulletin/internal/viet"
)

// Target is where a link leads.
type Target struct {
	Address string  // site path; "" when the link could not be resolved
	Detail  *Detail // nil for most
}

// Detail is what few targets have.
type Detail struct {
	Fragment string  // without "#"
	Picture  Picture // that is shown
	Bytes    int64   // of a file that the link leads to, as the office has it; else 0
}

// Fragment is the part of a page that the link leads to, without "#".
func (t Target) Fragment() string {
	if t.Detail == nil {
		return ""
	}
	return t.Detail.Fragment
}

// Picture is the picture that is shown, with no address for a link.
func (t Target) Picture() Picture {
	if t.Detail == nil {
		return Picture{}
	}
	return t.Detail.Picture
}

// Bytes is how large the file is that the link leads to; 0 for a page.
func (t Target) Bytes() int64 {
	if t.Detail == nil {
		return 0
	}
	return t.Detail.Bytes
}

// targetOf is the target at an address, with a fragment or "".
func targetOf(address, fragment string) Target {
	t := Target{Address: address}
	if fragment != "" {
		t.Detail = &Detail{Fragment: strings.Clone(fragment)} // no part of the ends, which need not outlive linking
	}
	return t
}

// resolve finds what every link, picture and reference leads to. Most links lead
// to a document in the plainest way, which all processors find out; the others,
// about which there may be something to say, follow in their order.
func (l *linker) resolve() {
	var claiming sync.WaitGroup
	claiming.Go(l.claimAddresses)
	items := slices.Concat(l.site.All, l.damaged())
	left := make([][]content.Link, len(items)) // of items with other links: all of theirs
	share(len(items), func(from, to int) {
		for n, item := range items[from:to] {
			links := item.AllLinks()
			if len(links) == 0 {
				continue
			}
			item.Targets = make([]Target, len(links))
			for i, link := range links {
				if item.Targets[i] = l.plain(item, link); item.Targets[i].Address == "" {
					left[from+n] = links
				}
			}
		}
	})
	claiming.Wait()
	for n, item := range items {
		for i, link := range left[n] {
			if item.Targets[i].Address == "" {
				item.Targets[i] = l.target(item, link)
			}
		}
		l.pictures(item)
		l.references(item)
	}
	l.numbers()
	l.claimFiles()
	l.claims, l.names = nil, nil // what follows asks for neither
}

// plain is where a link leads to a shown document, or to a heading of one; none
// for any other link. It changes nothing.
func (l *linker) plain(item *Item, link content.Link) Target {
	if link.Path == "" || link.Image || path.IsAbs(link.Path) {
		return Target{}
	}
	var room [128]byte
	other := l.byPath[string(appendJoined(room[:0], path.Dir(item.Path), viet.NFC(link.Path)))]
	if other == nil || !other.Shown {
		return Target{}
	}
	if link.Fragment != "" {
		if ids, _ := other.Headings(); !slices.Contains(ids, link.Fragment) {
			return Target{}
		}
	}
	return targetOf(other.Address, link.Fragment)
}

// appendJoined appends what path.Join makes of a folder, which is clean, and a path below or
// beside it; most paths need no cleaning but of the steps up that they begin with.
func appendJoined(dst []byte, dir, rel string) []byte {
	for strings.HasPrefix(rel, "../") && dir != "." && dir != ".." && !strings.HasPrefix(dir, "../") {
		dir, rel = path.Dir(dir), rel[len("../"):]
	}
	if rel == "" || strings.HasPrefix(rel, ".") || strings.Contains(rel, "/.") || strings.Contains(rel, "//") || strings.HasSuffix(rel, "/") {
		return append(dst, path.Join(dir, rel)...)
	}
	if dir != "." {
		dst = append(append(dst, dir...), '/')
	}
	return append(dst, rel...)
}

// damaged are the documents with errors as items that stand nowhere in the site:
// what they link to is checked, so that all problems are shown at once.
func (l *linker) damaged() []*Item {
	items := make([]*Item, len(l.Damaged))
	for i, doc := range l.Damaged {
		state := l.state(doc)
		items[i] = &Item{Head: doc, Relations: &unrelated, State: state, Intro: doc.IsIntro(), Shown: state == Live || l.previews(state)}
	}
	return items
}

// report adds a problem of a link. What is not published may have loose ends:
// there they are only worth a warning.
func (l *linker) report(item *Item, at schema.Place, code diag.Code, args ...any) {
	severity := diag.Error
	if !item.Shown {
		severity = diag.Warning
	}
	l.say(item, at, severity, code, args...)
}

// warn is report for what does not stop a site.
func (l *linker) warn(item *Item, at schema.Place, code diag.Code, args ...any) {
	l.say(item, at, diag.Warning, code, args...)
}

func (l *linker) say(item *Item, at schema.Place, severity diag.Severity, code diag.Code, args ...any) {
	d := item.AtPlace(at, severity, code, args...)
	d.Pos.File = l.Prefix + d.Pos.File
	l.problems.Add(d)
}

// target resolves one link of a text.
func (l *linker) target(item *Item, link content.Link) Target {
	at := schema.Place{Line: link.Line, Col: link.Col}
	written, fragment := link.Path, link.Fragment
	if written == "" {
		if link.Image {
			l.report(item, at, "picture-empty")
			return Target{}
		}
		l.ownFragment(item, fragment, at)
		return targetOf(item.Address, fragment)
	}
	if link.Image {
		return l.picture(item, at, written)
	}
	full, ok := l.locate(item, at, written)
	if !ok {
		return Target{}
	}
	other := l.documentAt(full)
	if other != nil && !other.Shown && other.Path != full && other.Intro {
		other = nil // the folder of a list is meant, which is there without its intro
	}
	if other != nil {
		if !l.visible(item, other, at, link.Dest()) {
			return Target{}
		}
		return targetOf(other.Address, l.fragment(item, other, fragment, at, link.Dest()))
	}
	if address, ok := l.listAddress(full); ok {
		if fragment != "" {
			l.report(item, at, "anchor-missing", link.Dest(), fragment)
		}
		return Target{Address: address}
	}
	if f, ok := l.files[full]; ok {
		if isDrawing(full) && !l.measure(item, f, at, written) || !l.allowed(item, f, at, written, l.use) {
			return Target{}
		}
		return Target{f.Address, &Detail{Fragment: strings.Clone(fragment), Bytes: f.Stat.Size}}
	}
	l.dead(item, at, written, full)
	return Target{}
}

// locate turns a path as written into one relative to the content folder.
func (l *linker) locate(item *Item, at schema.Place, written string) (string, bool) {
	if path.IsAbs(written) {
		l.report(item, at, "link-absolute", written)
		return "", false
	}
	full := path.Join(path.Dir(item.Path), viet.NFC(written))
	if full == ".." || strings.HasPrefix(full, "../") {
		l.report(item, at, "path-escapes", written)
		return "", false
	}
	return full, true
}

// documentAt finds a document by its source path, or a bundle by its folder.
func (l *linker) documentAt(full string) *Item {
	if item, ok := l.byPath[full]; ok {
		return item
	}
	if item, ok := l.byPath[path.Join(full, "index.md")]; ok {
		return item
	}
	return nil
}

// listAddress is the address of a kind's list when a link names its folder, and
// of the front page. A kind of which nothing is shown has no list.
func (l *linker) listAddress(full string) (string, bool) {
	for _, spec := range content.Kinds {
		if spec.Folder != "" && full == spec.Folder {
			return path.Join(full, "index.html"), l.listed[full]
		}
	}
	return "index.html", full == "."
}

// visible reports a link from a shown item to one that is not.
func (l *linker) visible(from, to *Item, at schema.Place, written string) bool {
	if to.Shown {
		return true
	}
	l.report(from, at, "link-unpublished", written, reasons[to.State])
	return false
}

// reasons are why an item is not published, as the catalogue's text continues.
var reasons = map[State]diag.Words{
	Draft:    {VI: "còn là bản nháp", EN: "is a draft"},
	Future:   {VI: "chưa đến ngày đăng", EN: "is not published yet"},
	Expired:  {VI: "đã hết hạn", EN: "has expired"},
	Internal: {VI: "chỉ lưu nội bộ", EN: "is internal"},
}

// PartAnchor is the id of the part of a page that shows a front matter key. No
// heading has one like it, since slugs hold no underscore.
func PartAnchor(key string) string { return "sec_" + key }

// fragment finds the id that a link's fragment means on the page of an item: a
// heading of its text, or a part of the page that shows a key of its front
// matter, under the key's Vietnamese label ("#bai-hoc").
func (l *linker) fragment(from, to *Item, fragment string, at schema.Place, written string) string {
	if fragment == "" {
		return ""
	}
	ids, parts := to.Headings()
	if slices.Contains(ids, fragment) {
		return fragment
	}
	for _, key := range parts {
		f, known := to.Kind.Spec().Schema().Field(key)
		if !known || to.Intro { // a list's page shows its introduction's text only
			continue
		}
		label := viet.Slug(f.VI)
		if fragment == label || fragment == PartAnchor(f.Key) {
			return PartAnchor(f.Key)
		}
		ids = append(ids, label)
	}
	if near, ok := viet.Nearest(fragment, ids); ok {
		l.report(from, at, "anchor-missing-near", written, fragment, near)
	} else {
		l.report(from, at, "anchor-missing", written, fragment)
	}
	return ""
}

// ownFragment checks a link within the page. It stays as it is written, so the
// label of a front matter key cannot stand for the part's id here.
func (l *linker) ownFragment(item *Item, fragment string, at schema.Place) {
	if found := l.fragment(item, item, fragment, at, "#"+fragment); found != "" && found != fragment {
		l.report(item, at, "anchor-missing-near", "#"+fragment, fragment, found)
	}
}

// dead reports a link that leads nowhere, with the best guess at what was meant.
func (l *linker) dead(item *Item, at schema.Place, written, full string) {
	if l.Broken[full] || l.Broken[path.Join(full, "index.md")] {
		return // that file's own problem is reported; this one would only repeat it
	}
	if proper, ok := l.folded()[strings.ToLower(full)]; ok {
		l.report(item, at, "link-case", written, relative(item.Path, proper))
		return
	}
	if hostLike(written) {
		l.report(item, at, "link-no-scheme", written)
		return
	}
	// A page is linked by its source: neither without an ending nor with that of the output.
	for _, source := range []string{full + ".md", strings.TrimSuffix(full, ".html") + ".md"} {
		if proper, ok := l.folded()[strings.ToLower(source)]; ok {
			l.report(item, at, "link-dead-near", written, relative(item.Path, proper))
			return
		}
	}
	candidates := l.guesses.among(path.Ext(full), func() []string {
		var all []string
		for _, other := range l.folded() {
			if path.Ext(other) == path.Ext(full) {
				all = append(all, other)
			}
		}
		return all
	})
	if near, ok := nearestPath(full, candidates); ok {
		l.report(item, at, "link-dead-near", written, relative(item.Path, near))
		return
	}
	l.report(item, at, "link-dead", written)
}

// hostLike tells whether a link begins with the name of a host, as an address does whose
// "https://" was left out.
func hostLike(written string) bool {
	host, _, _ := strings.Cut(strings.ToLower(written), "/")
	return strings.HasPrefix(host, "www.") || slices.Contains([]string{".vn", ".com", ".org", ".net"}, path.Ext(host))
}

// relative is the way from one source file to another, as a link writes it.
func relative(from, to string) string {
	up, down := strings.Split(path.Dir(from), "/"), strings.Split(to, "/")
	if up[0] == "." {
		up = nil
	}
	for len(up) > 0 && len(down) > 1 && up[0] == down[0] {
		up, down = up[1:], down[1:]
	}
	return strings.Repeat("../", len(up)) + strings.Join(down, "/")
}

// picture resolves a picture of a text.
func (l *linker) picture(item *Item, at schema.Place, written string) Target {
	f := l.pictureFile(item, at, written)
	if f == nil {
		return Target{}
	}
	return Target{f.Picture.Address, &Detail{Picture: f.Picture}}
}

// pictureFile finds a picture by its path as written; nil after reporting why
// it cannot be shown.
func (l *linker) pictureFile(item *Item, at schema.Place, written string) *File {
	full, ok := l.locate(item, at, written)
	if !ok {
		return nil
	}
	f, ok := l.files[full]
	switch {
	case !ok:
		l.dead(item, at, written, full)
	case !IsPicture(full):
		l.report(item, at, "not-a-picture", written)
	case !l.measure(item, f, at, written):
	case !l.allowed(item, f, at, written, l.show):
	default:
		return f
	}
	return nil
}

// allowed tells whether an item may use a file, and marks how it is published. A
// file in the bundle of an unpublished item is not published through others.
func (l *linker) allowed(item *Item, f *File, at schema.Place, written string, mark func(*File)) bool {
	for _, owner := range []*Item{f.Owner, f.lender} {
		if owner != nil && owner != item && !l.visible(item, owner, at, written) {
			return false
		}
	}
	if item.Shown {
		mark(f)
	}
	return true
}

// pictures resolves the pictures of the front matter and an award's scan.
func (l *linker) pictures(item *Item) {
	images := item.More().Images
	if len(images) > 0 {
		item.relations().Files = make([]*File, len(images))
	}
	for i, image := range images {
		item.Files[i] = l.pictureFile(item, image.File.Place, image.File.Text)
	}
	scan := item.More().Scan
	if scan.Text == "" {
		return
	}
	full, ok := l.locate(item, scan.Place, scan.Text)
	if !ok {
		return
	}
	if f, found := l.files[full]; !found {
		l.dead(item, scan.Place, scan.Text, full)
	} else if (!isDrawing(full) || l.measure(item, f, scan.Place, scan.Text)) && l.allowed(item, f, scan.Place, scan.Text, l.use) {
		item.relations().Scanned = f
	}
}
