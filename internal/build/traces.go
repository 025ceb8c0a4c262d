package build

import (
	"context"
	"path"
	"slices"
	"strings"
	"sync"

	"bulletin/internal/attachment"
	"bulletin/internal/diag"
	"bulletin/internal/lint"
	"bulletin/internal/record"
	"bulletin/internal/site"
	"bulletin/internal/viet"
)

// traces tells which attachments and drawings say of people and places what their readers
// are not meant to see. They are published as they are all the same: a file that was signed
// may not be another, and what looks like a person's number in a table of figures often is
// none.
func (s *Session) traces(ctx context.Context, linked *site.Site) (found diag.List, err error) {
	if s.options.View.Internal {
		return nil, nil
	}
	var mu sync.Mutex
	err = parallel(ctx, len(linked.Files), func(i int) error {
		f := linked.Files[i]
		if !f.Whole || site.IsPicture(f.Path) && !strings.EqualFold(path.Ext(f.Path), ".svg") {
			return nil
		}
		r, err := s.darkroom.traces(s.library, f)
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
		if len(r.Traces.Names) > 0 {
			tell("attachment-names", strings.Join(r.Traces.Names, ", "))
		}
		if r.Traces.Place {
			tell("attachment-place")
		}
		if len(r.Private) > 0 {
			tell("attachment-private", strings.Join(r.Private, ", "))
		}
		return nil
	})
	return found, err
}

// revealed is what an attachment tells.
type revealed struct {
	Traces  attachment.Traces
	Private []string // what of its text the gate would stop, in quotation marks
}

var revealedCodec = record.For[revealed]()

// tracesVersion changes with what packages attachment and lint find.
const tracesVersion = "traces 2 "

// privateMost is how much of what is private in one attachment is named.
const privateMost = 5

// revealedBy finds out what a file tells.
func revealedBy(data []byte) (r revealed) {
	r.Traces = attachment.Look(data)
	for _, d := range lint.Published(lint.File{Text: []byte(viet.NFC(attachment.Text(data)))}) {
		said := "“" + d.Args[0].(string) + "”"
		if len(r.Private) < privateMost && !slices.Contains(r.Private, said) {
			r.Private = append(r.Private, said)
		}
	}
	return r
}

// traces finds out what an attachment tells, once for each content.
func (d *darkroom) traces(l *library, f *site.File) (r revealed, err error) {
	content, err := l.sum(f.Entry)
	if err != nil {
		return r, err
	}
	key := record.SumOf(append([]byte(tracesVersion), content[:]...))
	if kept := d.store.Picture(key, 0); kept != nil && d.store.Has(key, 1) { // which it was asked for
		if revealedCodec.Read(string(kept), &r) == nil {
			return r, nil
		}
	}
	d.budget.Do(f.Stat.Size, func() {
		var data []byte
		if data, err = l.bytes(f.Entry, content); err == nil {
			r = revealedBy(data)
		}
	})
	if err != nil {
		return r, err
	}
	d.tried.Store(true)
	_ = d.store.Add(key, [][]byte{revealedCodec.Append(nil, &r)}) // what cannot be kept is found out again
	return r, nil
}
