package build

import (
	"context"
	"strings"
	"sync"

	"bulletin/internal/attachment"
	"bulletin/internal/diag"
	"bulletin/internal/record"
	"bulletin/internal/site"
)

// traces tells which attachments say of people and places what their readers are not meant
// to see. They are published as they are all the same: a file that was signed may not be
// another.
func (s *Session) traces(ctx context.Context, linked *site.Site) (found diag.List, err error) {
	if s.options.View.Internal {
		return nil, nil
	}
	var mu sync.Mutex
	err = parallel(ctx, len(linked.Files), func(i int) error {
		f := linked.Files[i]
		if !f.Whole || site.IsPicture(f.Path) {
			return nil
		}
		t, err := s.darkroom.traces(s.library, f)
		if err != nil {
			return err
		}
		tell := func(code diag.Code, args ...any) {
			d := s.library.aboutPicture(f.Entry, code, args...)
			d.Severity = diag.Warning
			mu.Lock()
			defer mu.Unlock()
			found.Add(d)
		}
		if len(t.Names) > 0 {
			tell("attachment-names", strings.Join(t.Names, ", "))
		}
		if t.Place {
			tell("attachment-place")
		}
		return nil
	})
	return found, err
}

// tracesVersion changes with what package attachment finds.
const tracesVersion = "traces 1 "

// located is how it is kept that a file tells a place; names follow, each on a line.
const located = "place"

// traces finds out what an attachment tells, once for each content.
func (d *darkroom) traces(l *library, f *site.File) (t attachment.Traces, err error) {
	content, err := l.sum(f.Entry)
	if err != nil {
		return t, err
	}
	key := record.SumOf(append([]byte(tracesVersion), content[:]...))
	if kept := d.store.Picture(key, 0); kept != nil && d.store.Has(key, 1) { // which it was asked for
		place, names, _ := strings.Cut(string(kept), "\n")
		if names != "" {
			t.Names = strings.Split(names, "\n")
		}
		t.Place = place == located
		return t, nil
	}
	d.budget.Do(f.Stat.Size, func() {
		var data []byte
		if data, err = l.bytes(f.Entry, content); err == nil {
			t = attachment.Look(data)
		}
	})
	if err != nil {
		return t, err
	}
	kept := "\n"
	if t.Place {
		kept = located + kept
	}
	d.tried.Store(true)
	_ = d.store.Add(key, [][]byte{[]byte(kept + strings.Join(t.Names, "\n"))}) // what cannot be kept is found out again
	return t, nil
}
