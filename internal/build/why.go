package build

import (
	"context"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"bulletin/internal/build/publish"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/site"
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
	Output      Standing
	ShownOn     []string // files that show or name it, but for its own, by path
	LinkedFrom  []string // sources of items that link to it
	Shows       []string // sources of the items that it shows or names
}

// Standing is how the output stands to the sources.
type Standing string

// The standings. A file that is stale is made anew by the next build.
const (
	Absent  Standing = "absent"
	Stale   Standing = "stale"
	Current Standing = "current"
)

// NoReasonError is a name that is neither a source nor a file of the site.
type NoReasonError struct{ Name string }

func (e *NoReasonError) Error() string {
	return e.Name + " is neither a source nor a file of the site"
}

// Explain tells of a source or a file of the output, by any name that people use for it:
// its path in the content, in the output or from here, or its address. Problems are
// complete and sorted. The error is a [*NoReasonError] when there is none of the name.
func Explain(ctx context.Context, o Options, name string) (*Reason, diag.List, error) {
	reason, problems, err := openPart(ctx, o, func(s *Session) (*explained, error) { return s.reason(name) })
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

// reason finds out about a name in the edition.
func (s *Session) reason(name string) (*explained, error) {
	e := s.edition
	item, file := s.nameOf(name)
	if item == nil && file == "" {
		return nil, &NoReasonError{name}
	}
	r := &explained{session: s}
	if item != nil {
		file = item.Address
		r.Source, r.Kind, r.Title = s.library.prefix+item.Path, item.Kind, item.Title
		r.Shown, r.State = item.Shown, item.State
		r.From, r.Until = site.Bounds(item.Head, s.Config.Zone)
		for _, other := range e.site.All {
			if other != item && slices.ContainsFunc(other.Targets, func(t site.Target) bool { return t.Address == file }) {
				r.LinkedFrom = append(r.LinkedFrom, s.library.prefix+other.Path)
			}
		}
	}
	r.Path = file
	sources := map[string]string{}
	for _, other := range e.site.Items {
		sources[other.Address] = s.library.prefix + other.Path
	}
	var scratch []byte
	for _, task := range e.tasks.all() {
		recipe, err := task.Recipe()
		if err != nil {
			return nil, err
		}
		addresses := named(recipe)
		if task.Path != file {
			if item != nil && slices.Contains(addresses, file) {
				r.ShownOn = append(r.ShownOn, task.Path)
			}
			continue
		}
		r.Layout = task.Layout
		for _, address := range addresses {
			if sources[address] != "" {
				r.Shows = append(r.Shows, sources[address])
			}
		}
		made, next := task.fingerprint(recipe, scratch)
		if scratch = next; r.Output == "" {
			if r.Output, err = s.standsAs(task.Path, publish.Fingerprint(made)); err != nil {
				return nil, err
			}
		}
	}
	slices.Sort(r.ShownOn)
	slices.Sort(r.Shows)
	r.Shows = slices.Compact(r.Shows)
	return r, nil
}

// standsAs compares what was published of a file with what it is made of by now.
func (s *Session) standsAs(file string, made publish.Fingerprint) (Standing, error) {
	entries, err := publish.Manifest(s.publishing())
	if err != nil {
		return "", err
	}
	i, found := slices.BinarySearchFunc(entries, file, func(e publish.Entry, p string) int { return strings.Compare(e.Path, p) })
	switch {
	case !found:
		return Absent, nil
	case entries[i].Made != made:
		return Stale, nil
	}
	return Current, nil
}

// nameOf is the item, or else the file of the output, that a name stands for.
func (s *Session) nameOf(name string) (*site.Item, string) {
	asked := strings.TrimPrefix(filepath.ToSlash(strings.TrimSpace(name)), "./")
	if base := s.Config.BaseURL; base != "" {
		asked = strings.TrimPrefix(asked, base)
	}
	asked, _, _ = strings.Cut(asked, "#")
	var candidates []string
	for _, folder := range []string{"", s.library.prefix, filepath.ToSlash(s.folder) + "/", filepath.ToSlash(s.Dest) + "/", filepath.ToSlash(filepath.Base(s.Dest)) + "/"} {
		if rest, ok := strings.CutPrefix(asked, folder); ok {
			candidates = append(candidates, strings.TrimPrefix(rest, "/"))
		}
	}
	if abs, err := filepath.Abs(name); err == nil {
		for _, folder := range []string{s.folder, s.Dest} {
			if root, err := filepath.Abs(folder); err == nil {
				if rest, ok := strings.CutPrefix(filepath.ToSlash(abs), filepath.ToSlash(root)+"/"); ok {
					candidates = append(candidates, rest)
				}
			}
		}
	}
	for _, c := range candidates {
		for _, item := range s.edition.site.All {
			if c == item.Path || strings.TrimSuffix(c, "/") == path.Dir(item.Address) || c == item.Address {
				return item, ""
			}
		}
	}
	for _, c := range candidates {
		for _, task := range s.edition.tasks.all() {
			if c == task.Path || strings.TrimSuffix(c, "/") == path.Dir(task.Path) && path.Base(task.Path) == "index.html" {
				return nil, task.Path
			}
		}
	}
	return nil, ""
}
