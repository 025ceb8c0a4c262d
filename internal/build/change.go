package build

import (
	"context"
	"io/fs"
	"path/filepath"
	"slices"
	"time"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/record"
	"bulletin/internal/source"
	"bulletin/internal/viet"
)

// change brings the session up to date after files of the content folder were
// created, changed or removed, and to what time it is. Its problems are those of
// the whole site; when they stop the build, the edition is as it was.
//
// What an edit leads to is found in the cheapest of three ways that is certain to
// find all of it: documents of which linking sees nothing new are exchanged for
// their new versions; documents that were only changed are understood, and all is
// linked again; otherwise the folder is listed first.
func (s *Session) change(ctx context.Context, names []string, clock time.Time) (diag.List, error) {
	passed := s.edition == nil || !s.linked.holdsAt(clock)
	s.options.View.Clock = clock
	next := *s.library
	numbers, ok := s.library.numbers(names)
	if !ok {
		if err := next.list(ctx, false); err != nil {
			return nil, err
		}
	} else if len(numbers) > 0 {
		next.files = slices.Clone(next.files)
		if !next.reread(numbers) {
			if err := next.list(ctx, false); err != nil {
				return nil, err
			}
		} else if !passed && s.exchange(&next, numbers) {
			return s.reported, nil
		}
	} else if !passed {
		return s.reported, nil
	}
	s.library = &next
	return s.Load(ctx)
}

// span is when a linked site is the same, also one with errors that is no edition.
type span struct{ since, next time.Time } // zero = always

// holdsAt tells whether the site is the same at another time.
func (s span) holdsAt(clock time.Time) bool {
	return !clock.Before(s.since) && (s.next.IsZero() || clock.Before(s.next))
}

// numbers finds documents by the names of their files, relative to
// the folder. It reports false when one of them is not known, or may be known by
// other names too.
func (l *library) numbers(names []string) (numbers []int, ok bool) {
	for _, name := range names {
		n := l.index(viet.NFC(filepath.ToSlash(name)))
		if n < 0 || l.links || !l.files[n].row.IsText() || l.files[n].row.Raw == (record.Sum{}) {
			return nil, false
		}
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	return slices.Compact(numbers), true
}

// reread reads documents again. It reports false when one is gone.
func (l *library) reread(numbers []int) bool {
	listed := time.Now()
	for _, n := range numbers {
		f := &l.files[n]
		e := f.row.Entry
		info, err := fs.Lstat(l.fsys, e.Name()) // a link that took its place is to be listed
		if err != nil || !info.Mode().IsRegular() {
			return false
		}
		e.Stat = source.StatOf(info)
		if f.known {
			*f = l.compare(e, f, nil, listed, true)
		} else {
			*f = l.compare(e, nil, nil, listed, true)
		}
	}
	return true
}

// exchange puts new versions of documents in the place of the old, if linking
// would see nothing new in them, and nothing is to be said of them.
func (s *Session) exchange(next *library, numbers []int) bool {
	e := s.edition
	if e.library != s.library || e.loose {
		return false
	}
	for _, n := range numbers {
		was, is := s.library.files[n], next.files[n]
		if was.head == nil || is.head == nil || len(was.problems)+len(is.problems) > 0 || !content.SameToOthers(was.head, is.head) {
			return false
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, n := range numbers {
		if item, ok := e.site.Item(next.files[n].row.Path); ok {
			item.Head = next.files[n].head
			e.plan.forget(item)
		}
	}
	*s.library = *next // what is made from now on is made of these
	return true
}
