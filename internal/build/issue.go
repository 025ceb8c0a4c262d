package build

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"bulletin/internal/config"
	"bulletin/internal/content"
	"bulletin/internal/diag"
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

// NoIssueError is a number that there is not; Known are those that are published.
type NoIssueError struct {
	Name  string
	Known []string
}

func (e *NoIssueError) Error() string { return "there is no issue " + e.Name }

// OpenIssue reads a site for one number of its newsletter, named by its file or by its
// number ("2020-07", "7/2020"). It is nil when the problems stop the site. The error is
// a [*NoIssueError] when there is none of the name that is published. The caller must
// call Close.
func OpenIssue(ctx context.Context, o Options, name string) (*Issue, diag.List, error) {
	s, err := Open(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	problems, err := s.Load(ctx)
	if err != nil || s.edition == nil {
		return nil, problems, errors.Join(err, s.Close())
	}
	item, err := s.issue(name)
	if err != nil {
		return nil, problems, errors.Join(err, s.Close())
	}
	return &Issue{
		Item: item, Site: Tree{s}, Edition: site.EditionAddress(item.Address), Base: s.Config.BaseURL, session: s,
	}, problems, nil
}

// issue finds a number of the newsletter.
func (s *Session) issue(name string) (*site.Item, error) {
	missing := &NoIssueError{Name: name}
	wanted := strings.ToLower(viet.NFC(strings.TrimSuffix(path.Base(strings.ReplaceAll(name, `\`, "/")), ".md")))
	for _, item := range s.edition.site.Items {
		if item.Kind != content.KindIssue {
			continue
		}
		file := item.FileName()
		if strings.ToLower(file) == wanted || item.Note != "" && item.Note == name {
			return item, nil
		}
		missing.Known = append(missing.Known, cmp.Or(item.Note, file))
	}
	slices.Reverse(missing.Known) // oldest first
	return nil, missing
}

// File is the issue's file as problems name it.
func (i *Issue) File() string { return i.session.library.prefix + i.Path }

// Newsletter is what the configuration says of all numbers.
func (i *Issue) Newsletter() config.Newsletter { return i.session.Config.Newsletter }

// Close releases the site.
func (i *Issue) Close() error { return i.session.Close() }
