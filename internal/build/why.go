package build

import (
	"cmp"
	"context"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bulletin/internal/build/publish"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/site"
	"bulletin/internal/source"
	"bulletin/internal/viet"
)

// Reason tells of one file of the site, or of one source, why it is as it is.
type Reason struct {
	Path   string       // in the output: "news/2020/a/index.html"
	Layout string       // of a page; "" for any other file, and for what is not published
	Source string       // "content/news/a.md"; "" for a file that is made of several
	Kind   content.Kind // of the source; "" when there is none
	Title  string

	Shown       bool
	State       site.State
	From, Until time.Time // when it is published, and when no longer; zero = no bound

	Audience Audience // of what has a source
	Fields   []string // keys of the front matter that only the office sees
	Parts    []int    // lines of the source on which parts begin that only the office sees

	File *FileReason // of a picture or an attachment; nil for anything else

	Output Standing
	Last   *LastBuild // what the last build that changed anything did with it; nil when that is not known
	Next   Turn       // its next change by date

	ShownOn    []string // pages that show or name it, but for its own, by path
	PartOf     []string // other files that do, likewise
	LinkedFrom []string // sources of items that link to it
	Shows      []string // sources of the items that it shows or names
}

// Audience is who has what there is of a source, when it is published.
type Audience string

// The audiences.
const (
	Everybody Audience = "public" // the public site, and that of the office
	Office    Audience = "internal"
)

// Standing is how the output stands to the sources.
type Standing string

// The standings. A file that is stale is made anew by the next build.
const (
	Absent  Standing = "absent"
	Stale   Standing = "stale"
	Current Standing = "current"
)

// NoReasonError is a name that is neither a source nor a file of the site.
type NoReasonError struct {
	Name string
	Near []string // sources that may be meant
}

func (e *NoReasonError) Error() string {
	return e.Name + " is neither a source nor a file of the site"
}

// Explain tells of a source or a file of the output, by any name that people use for it:
// its path in the content, in the output or from here, or its address. Problems are
// complete and sorted. The error is a [*NoReasonError] when there is none of the name.
func Explain(ctx context.Context, o Options, name string) (*Reason, diag.List, error) {
	reason, problems, err := openPart(ctx, o, func(s *Session) (*explained, error) { return s.reason(ctx, name) })
	if reason == nil {
		return nil, problems, err
	}
	return &reason.Reason, problems, reason.session.Close()
}

// explained is a reason and the session that it was found in.
type explained struct {
	Reason
	session *Session
}

// subject is what a name stands for: a document, a picture or an attachment by its path in
// the content, or a file of the output, which may be made of the latter.
type subject struct {
	item    *site.Item
	file    string
	outputs []string // that are made of it alone
}

// reason finds out about a name in the edition.
func (s *Session) reason(ctx context.Context, name string) (*explained, error) {
	sub, ok := s.nameOf(name)
	if !ok {
		return nil, &NoReasonError{name, s.near(name)}
	}
	r := &explained{session: s}
	if len(sub.outputs) > 0 {
		r.Path = sub.outputs[0]
	}
	switch {
	case sub.item != nil:
		s.ofItem(&r.Reason, sub.item)
	case sub.file != "":
		s.ofFile(&r.Reason, sub.file)
	}
	if err := s.dependents(&r.Reason, sub); err != nil {
		return nil, err
	}
	if err := s.published(&r.Reason, sub); err != nil {
		return nil, err
	}
	var err error
	r.Next, err = s.next(ctx, sub)
	return r, err
}

// ofItem tells of a document.
func (s *Session) ofItem(r *Reason, item *site.Item) {
	r.Path, r.Source, r.Kind, r.Title = item.Address, s.library.prefix+item.Path, item.Kind, item.Title
	r.Shown, r.State = item.Shown, item.State
	r.From, r.Until = site.Bounds(item.Head, s.Config.Zone)
	for _, other := range s.edition.site.All {
		if other != item && slices.ContainsFunc(other.Targets, func(t site.Target) bool { return t.Address == item.Address }) {
			r.LinkedFrom = append(r.LinkedFrom, s.library.prefix+other.Path)
		}
	}
	if r.Audience = Everybody; item.Internal {
		r.Audience = Office
		return
	}
	if text, ok := s.library.text(item); ok {
		hidden := s.library.parser.Hidden(text)
		r.Fields, r.Parts = hidden.Fields, hidden.Parts
	}
}

// text is the file of a document.
func (l *library) text(item *site.Item) (source.File, bool) {
	i := l.index(item.Path)
	if i < 0 {
		return source.File{}, false
	}
	f, problems := source.Read(l.fsys, l.files[i].row.Entry, l.prefix)
	return f, problems == nil
}

// dependents finds the files that show or name what is asked for.
func (s *Session) dependents(r *Reason, sub subject) error {
	e := s.edition
	sources := map[string]string{}
	for _, other := range e.site.Items {
		sources[other.Address] = s.library.prefix + other.Path
	}
	shows := e.showing(sub)
	for _, task := range e.tasks.all() {
		recipe, err := task.Recipe()
		if err != nil {
			return err
		}
		switch {
		case slices.Contains(sub.outputs, task.Path):
			r.Layout = task.Layout
			for _, address := range e.named(recipe) {
				if sources[address] != "" {
					r.Shows = append(r.Shows, sources[address])
				}
			}
		case !shows(task, recipe):
		case task.Layout != "":
			r.ShownOn = append(r.ShownOn, task.Path)
		default:
			r.PartOf = append(r.PartOf, task.Path)
		}
	}
	slices.Sort(r.ShownOn)
	slices.Sort(r.PartOf)
	slices.Sort(r.Shows)
	r.Shows = slices.Compact(r.Shows)
	return nil
}

// showing tells of each file whether it shows or names what is asked for.
func (e *edition) showing(sub subject) func(task Task, recipe any) bool {
	switch {
	case sub.item != nil:
		address := sub.item.Address
		return func(task Task, recipe any) bool {
			return sub.item.Shown && (e.ownPage(task, recipe) == address || slices.Contains(e.named(recipe), address))
		}
	case sub.file != "":
		return e.picturing(sub.file)
	}
	return func(Task, any) bool { return false }
}

// published tells how the output stands, and what the last build did with it.
func (s *Session) published(r *Reason, sub subject) error {
	p, err := publish.Read(s.publishing())
	if err != nil { // nothing was built, or nobody knows what
		p = nil
	}
	var last *noted
	if p != nil {
		last = decodeNoted(p.Noted())
	}
	var scratch []byte
	for _, address := range sub.outputs {
		task, ok := s.edition.task(address)
		if !ok {
			continue
		}
		recipe, err := task.Recipe()
		if err != nil {
			return err
		}
		sum, next := task.fingerprint(recipe, scratch)
		scratch = next
		is := Absent
		if p != nil {
			if entry, found := p.Find(address); found && entry.Made == publish.Fingerprint(sum) {
				is = Current
			} else if found {
				is = Stale
			}
			if did := last.of(task, s.Config.Zone); is != Absent && did != nil && (r.Last == nil || !r.Last.Made) {
				r.Last = did
			}
		}
		switch {
		case r.Output == "":
			r.Output = is
		case r.Output != is: // some sizes of a picture stand
			r.Output = Stale
		}
	}
	return nil
}

// nameOf is what a name stands for: a document or another source, else a file of the
// output.
func (s *Session) nameOf(name string) (subject, bool) {
	name = local(strings.TrimSpace(name))
	asked := strings.TrimPrefix(viet.NFC(filepath.ToSlash(name)), "./")
	if base := s.Config.BaseURL; base != "" && strings.HasPrefix(asked+"/", base) {
		asked = cmp.Or(strings.TrimPrefix(asked+"/", base), homeAddress)
	}
	asked, _, _ = strings.Cut(asked, "#")
	var candidates []string
	for _, folder := range []string{"", s.library.prefix, filepath.ToSlash(s.folder) + "/", filepath.ToSlash(s.Dest) + "/", filepath.ToSlash(filepath.Base(s.Dest)) + "/"} {
		if rest, ok := strings.CutPrefix(asked, folder); ok {
			candidates = append(candidates, strings.Trim(rest, "/"))
		}
	}
	if abs, err := filepath.Abs(name); err == nil {
		for _, folder := range []string{s.folder, s.Dest} {
			if root, err := filepath.Abs(folder); err == nil {
				if rest, ok := strings.CutPrefix(viet.NFC(filepath.ToSlash(abs)), viet.NFC(filepath.ToSlash(root))+"/"); ok {
					candidates = append(candidates, rest)
				}
			}
		}
	}
	for _, find := range []func(string) (subject, bool){s.document, s.attached, s.output} {
		for _, c := range candidates {
			if sub, ok := find(c); ok {
				return sub, true
			}
		}
	}
	return subject{}, false
}

// local is the path in an address that a browser shows for a file or for a site that is
// served on this computer; any other name is itself.
func local(name string) string {
	u, err := url.Parse(name)
	switch {
	case err != nil:
	case u.Scheme == "file":
		if rest := strings.TrimPrefix(u.Path, "/"); filepath.VolumeName(rest) != "" { // "/C:/BanTin"
			return rest
		}
		return u.Path
	case u.Scheme == "http" && (u.Hostname() == "127.0.0.1" || u.Hostname() == "localhost"):
		return cmp.Or(strings.Trim(u.Path, "/"), homeAddress)
	}
	return name
}

// document is the document of a name: its file, its bundle, its page.
func (s *Session) document(name string) (subject, bool) {
	for _, item := range s.edition.site.All {
		if name == item.Path || name == path.Dir(item.Address) || name == item.Address || item.Bundle && name == path.Dir(item.Path) {
			sub := subject{item: item}
			if item.Shown {
				sub.outputs = []string{item.Address}
			}
			return sub, true
		}
	}
	return subject{}, false
}

// output is the file of the output of a name.
func (s *Session) output(name string) (subject, bool) {
	for _, address := range []string{name, path.Join(name, "index.html")} {
		if task, ok := s.edition.task(address); ok {
			sub := subject{outputs: []string{address}}
			if recipe, err := task.Recipe(); err == nil {
				if file := madeOf(recipe); file != nil {
					sub.file = file.Path
				}
			}
			return sub, true
		}
	}
	return subject{}, false
}
