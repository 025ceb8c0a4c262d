package build

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"bulletin/internal/diag"
	"bulletin/internal/record"
)

// Live is a site that is followed while people edit it. It keeps the last good
// edition whatever happens. Its zero value with Options is ready; everything is
// read at the first [Live.Change].
type Live struct {
	Options Options
	Shown   func() // called when there is a tree before the first edition is made; nil = not

	mu       sync.Mutex
	session  *Session // nil until an edition could be made
	standing *standIn // nil unless the first edition is being made, and is known
	stale    bool     // configuration, theme or folders changed and could not be read
}

// Change is what happened to a site.
type Change struct {
	Paths []string  // files that were created, changed or removed, beginning with Options.Root
	All   bool      // anything may have changed
	Clock time.Time // what time it is now
}

// Change brings the site up to date. The problems are those of the whole site,
// complete and sorted; when they stop the build, the edition is as it was. It may
// not be called again before it has returned.
func (l *Live) Change(ctx context.Context, c Change) (diag.List, error) {
	l.Options.View.Clock = c.Clock
	s := l.current()
	if s == nil || l.stale || c.All || !s.folderStands() {
		return l.reopen(ctx)
	}
	names := make([]string, 0, len(c.Paths))
	for _, file := range c.Paths {
		name, ok := s.contentName(file)
		if !ok {
			return l.reopen(ctx)
		}
		names = append(names, name)
	}
	return s.change(ctx, names, c.Clock)
}

// Unchanged looks at everything again and tells whether it would give what there
// is; false when that cannot be told without making it. It may not be called while
// [Live.Change] runs.
func (l *Live) Unchanged(ctx context.Context, clock time.Time) bool {
	s := l.current()
	if s == nil || l.stale || s.edition.library != s.library || !s.linked.holdsAt(clock) || !s.folderStands() {
		return false
	}
	was := s.stampWith(s.edition.theme.Digest())
	if was == (record.Sum{}) {
		return false
	}
	now, files := configured(l.Options), *s.library
	if err := files.list(ctx, false); err != nil {
		return false
	}
	now.root, now.library = s.root, &files
	return now.stamp() == was
}

func (l *Live) current() *Session {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.session
}

// reopen reads everything anew. When that gives no edition the old one stays, and
// the next change is met in the same way.
func (l *Live) reopen(ctx context.Context) (diag.List, error) {
	l.stale = true
	old := l.current()
	if old != nil {
		old.keep()
	}
	next, err := Open(ctx, l.Options)
	if err != nil {
		return nil, err
	}
	if old == nil {
		defer l.standIn(next)()
	}
	problems, err := next.Load(ctx)
	if err != nil || next.edition == nil {
		return problems, errors.Join(err, next.Close())
	}
	l.mu.Lock()
	l.session, l.stale = next, false
	l.mu.Unlock()
	if old == nil {
		return problems, nil
	}
	return problems, old.Close()
}

// Tree is the edition as files, each made when it is opened; nil until there is
// one. While the first is made, it may be the published site, if that is the same.
func (l *Live) Tree() fs.FS {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case l.session != nil:
		return Tree{l.session}
	case l.standing != nil:
		return l.standing
	}
	return nil
}

// Publish makes the output folder hold the edition; nothing happens when there is
// none.
func (l *Live) Publish(ctx context.Context) (Report, error) {
	if s := l.current(); s != nil {
		return s.Publish(ctx)
	}
	return Report{}, nil
}

// Report tells of the edition what [Live.Publish] would without writing it.
func (l *Live) Report() Report {
	if s := l.current(); s != nil {
		return s.report()
	}
	return Report{}
}

// Close keeps what was learned and releases everything.
func (l *Live) Close() error {
	if s := l.current(); s != nil {
		return s.Close()
	}
	return nil
}

// folderStands tells whether the content folder is still the one that is open:
// another may have taken its name.
func (s *Session) folderStands() bool {
	if s.root == nil {
		return false
	}
	open, err := s.root.Stat(".")
	named, err2 := os.Stat(s.folder)
	return err == nil && err2 == nil && os.SameFile(open, named)
}

// contentName is the path of a content file below the content folder; false for a
// file that belongs to the configuration or the theme, or holds the rules, which may
// lie among the content.
func (s *Session) contentName(file string) (string, bool) {
	inSite, err := filepath.Rel(s.options.Root, file)
	if err != nil {
		return "", false
	}
	inSite = filepath.ToSlash(inSite)
	if rules := s.Config.Cell.Ruleset; rules != "" && inSite == path.Clean(filepath.ToSlash(rules)) {
		return "", false
	}
	first, _, _ := strings.Cut(inSite, "/")
	for _, other := range siteFiles {
		if first == other {
			return "", false
		}
	}
	name, err := filepath.Rel(s.folder, file)
	return name, err == nil && filepath.IsLocal(name)
}
