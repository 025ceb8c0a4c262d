package build

import (
	"context"
	"errors"
	"io/fs"
	"path"
	"strings"

	"bulletin/internal/config"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/newsletter"
	"bulletin/internal/site"
	"bulletin/internal/viet"
)

// Issue is a number of the newsletter in a site that was read, but not built.
type Issue struct {
	*site.Item
	Site    fs.FS  // as it would be published
	Edition string // the page of the print edition in it
	Base    string // the address of the site, "" when it has none

	session *Session
}

// NoIssueError is a number that there is not, or not for whom it is asked.
type NoIssueError struct {
	Name  string
	Known []string   // those that are published
	Held  *site.Item // the one of that name, when it is not published; nil when there is none
	Same  []string   // the files of those that have that name, when it is more than one
}

func (e *NoIssueError) Error() string { return "there is no issue " + e.Name }

// OpenIssue reads a site for one number of its newsletter, named by its file or by its
// number ("2020-07", "7/2020"). It is nil when the problems stop the site. The error is
// a [*NoIssueError] when there is none of the name that is published. The caller must
// call Close.
func OpenIssue(ctx context.Context, o Options, name string) (*Issue, diag.List, error) {
	return openPart(ctx, o, func(s *Session) (*Issue, error) {
		item, err := s.issue(name)
		if err != nil {
			return nil, err
		}
		return &Issue{Item: item, Site: Tree{s}, Edition: site.EditionAddress(item.Address), Base: s.Config.BaseURL, session: s}, nil
	})
}

// openPart reads a site for one part of it, which then holds the session; without the
// part it is closed. Problems are complete and sorted; when they stop the build, there is
// no part.
func openPart[T any](ctx context.Context, o Options, find func(*Session) (*T, error)) (*T, diag.List, error) {
	s, err := Open(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	problems, err := s.Load(ctx)
	if err != nil || s.edition == nil {
		return nil, problems, errors.Join(err, s.Close())
	}
	part, err := find(s)
	if err != nil {
		return nil, problems, errors.Join(err, s.Close())
	}
	return part, problems, nil
}

// issue finds a number of the newsletter: by its path, else by its file's name or by its
// number, when no other has the same.
func (s *Session) issue(name string) (*site.Item, error) {
	missing := &NoIssueError{Name: name}
	file := strings.TrimPrefix(withoutEnding(strings.ReplaceAll(strings.TrimSpace(name), `\`, "/")), s.library.prefix)
	var byPath, byName []*site.Item
	number, period := askedFor(name)
	for _, item := range s.edition.site.All {
		if item.Kind != content.KindIssue || item.Intro {
			continue
		}
		whole := withoutEnding(item.Path)
		switch {
		case file == whole || strings.HasSuffix(file, "/"+whole) || strings.Contains(file, "/") && strings.HasSuffix(whole, "/"+file):
			byPath = append(byPath, item)
		case file == path.Base(whole), item.Note != "" && item.Note == number, period != "" && path.Base(whole) == period:
			byName = append(byName, item)
		case item.Shown:
			name := item.FileName()
			if item.Note != "" {
				name += " (" + item.Note + ")"
			}
			missing.Known = append(missing.Known, name)
		}
	}
	found := byPath
	if len(found) == 0 {
		found = byName
	}
	switch {
	case len(found) == 1 && found[0].Shown:
		return found[0], nil
	case len(found) == 1:
		missing.Held = found[0]
	case len(found) > 1:
		for _, item := range found {
			missing.Same = append(missing.Same, s.library.prefix+item.Path)
		}
	}
	return nil, missing
}

// askedFor is a name as a number is cited, "7/2020", and as the file of a period is called
// that [newsletter.ParsePeriod] reads: "2020-07"; "" when it names none.
func askedFor(name string) (number, period string) {
	number = strings.TrimSpace(name)
	for _, word := range []string{"số ", "so ", "no. ", "number "} {
		if rest, ok := strings.CutPrefix(strings.ToLower(viet.NFC(number)), word); ok {
			return strings.TrimSpace(rest), ""
		}
	}
	if p, err := newsletter.ParsePeriod(number); err == nil {
		period = p.Name()
	}
	return number, period
}

// withoutEnding is the path of a document, or of its folder when it is a bundle, in small
// letters.
func withoutEnding(file string) string {
	file = strings.TrimSuffix(strings.ToLower(viet.NFC(file)), "/")
	return strings.TrimSuffix(strings.TrimSuffix(file, ".md"), "/index")
}

// EditionName is what files of an issue are called, and no other's: "2020-07".
func (i *Issue) EditionName() string {
	return strings.ReplaceAll(strings.TrimPrefix(withoutEnding(i.Path), content.KindIssue.Spec().Folder+"/"), "/", "_")
}

// File is the issue's file as problems name it.
func (i *Issue) File() string { return i.session.library.prefix + i.Path }

// Newsletter is what the configuration says of all numbers.
func (i *Issue) Newsletter() config.Newsletter { return i.session.Config.Newsletter }

// Close releases the site.
func (i *Issue) Close() error { return i.session.Close() }
