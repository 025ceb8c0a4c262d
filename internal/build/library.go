package build

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"bulletin/internal/build/cache"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/record"
	"bulletin/internal/site"
	"bulletin/internal/source"
)

// library is the content folder as it was found: what is known of each file, and
// the documents to be fetched when a page shows them.
type library struct {
	fsys    fs.FS
	prefix  string // the content folder as problems name it
	parser  content.Parser
	cache   *cache.Cache
	entries []source.Entry // sorted by path, as all that follows
	found   []found        // of each entry
	rows    []cache.Row    // what may be kept
}

// found is what one file gave.
type found struct {
	row      cache.Row
	known    bool   // the row says all that is to be known of the file
	raw      []byte // of a text that is not known: its bytes, to be understood
	head     *content.Head
	problems diag.List
}

// look finds out which files are as the cache knows them: by their descriptions,
// which were taken at listed, or by their bytes. With verify all texts are read.
func (l *library) look(ctx context.Context, listed time.Time, verify bool) error {
	old := l.kept()
	l.found = make([]found, len(l.entries))
	return parallel(ctx, len(l.entries), func(i int) error {
		e, was := l.entries[i], old[i]
		if was != nil && was.Stat == e.Stat && !was.Young && !verify {
			l.found[i] = found{row: *was, known: true}
			return nil
		}
		row := cache.Row{Path: e.Path, Name: e.Name, Stat: e.Stat, Young: !e.Stat.Settled(listed)}
		l.found[i] = l.read(e, row, was)
		return nil
	})
}

// kept pairs the files with what the cache knows of them.
func (l *library) kept() []*cache.Row {
	rows := l.cache.Rows()
	old := make([]*cache.Row, len(l.entries))
	for i := range l.entries {
		for len(rows) > 0 && rows[0].Path < l.entries[i].Path {
			rows = rows[1:]
		}
		if len(rows) > 0 && rows[0].Path == l.entries[i].Path {
			old[i] = &rows[0]
		}
	}
	return old
}

// read takes a file's bytes, and what was known of these very bytes. A picture or
// an attachment is read when something uses it.
func (l *library) read(e source.Entry, row cache.Row, was *cache.Row) found {
	if !e.IsText() {
		return found{row: row, known: true}
	}
	raw, problems := source.Raw(l.fsys, e, l.prefix)
	if problems != nil {
		return found{problems: problems}
	}
	if row.Raw = record.SumOf(raw); was == nil || was.Raw != row.Raw {
		return found{row: row, raw: raw}
	}
	same := *was
	same.Stat, same.Young = row.Stat, row.Young
	return found{row: same, known: true}
}

// unchanged tells whether every file is known: then the cache's knowledge is all
// there is.
func (l *library) unchanged() bool {
	for i := range l.found {
		if !l.found[i].known {
			return false
		}
	}
	return true
}

// understand fills in the documents and files of a site, several at a time.
func (l *library) understand(ctx context.Context, in *site.Input) (diag.List, error) {
	err := parallel(ctx, len(l.entries), func(i int) error {
		switch f, e := &l.found[i], l.entries[i]; {
		case !e.IsText():
			if source.Misnamed(l.fsys, e) {
				f.problems.Add(diag.Diagnostic{Pos: diag.Pos{File: l.prefix + e.Path}, Severity: diag.Warning, Code: "not-markdown"})
			}
		case f.known && l.remember(f):
		default:
			l.parse(e, f)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return l.gather(in), nil
}

// gather hands what the files gave to linking.
func (l *library) gather(in *site.Input) diag.List {
	var problems diag.List
	l.rows = make([]cache.Row, 0, len(l.entries))
	for i := range l.found {
		f, e := &l.found[i], l.entries[i]
		problems = append(problems, f.problems...)
		if f.known {
			l.rows = append(l.rows, f.row)
		}
		switch {
		case !e.IsText():
			in.Files = append(in.Files, e)
			continue
		case f.head != nil && !f.problems.HasErrors():
			in.Documents = append(in.Documents, f.head)
			continue
		case f.head != nil:
			in.Damaged = append(in.Damaged, f.head)
		}
		in.Broken[e.Path] = true
	}
	l.found = nil
	return problems
}

// remember takes a document's head from the cache.
func (l *library) remember(f *found) bool {
	var err error
	if f.head, err = content.DecodeHead(f.row.Head); err != nil {
		return false
	}
	f.problems = cache.List(f.row.Problems)
	return true
}

// parse understands a file, and keeps what it says unless there are errors.
func (l *library) parse(e source.Entry, f *found) {
	f.known = false
	if f.raw == nil && f.problems == nil { // was known, and the cache turned out to be damaged
		f.raw, f.problems = source.Raw(l.fsys, e, l.prefix)
		f.row.Raw = record.SumOf(f.raw)
	}
	if f.problems != nil {
		return
	}
	file, problems := source.Understand(e, f.raw, l.prefix)
	f.raw, f.problems = nil, problems
	if problems != nil {
		return
	}
	doc, problems := l.parser.Read(file)
	if f.problems = problems; doc == nil {
		return
	}
	f.head = doc.Head()
	kept, ok := cache.Keep(problems)
	if problems.HasErrors() || !ok {
		return
	}
	f.known = true
	f.row.Problems = kept
	f.row.Head = string(f.head.Encode(nil))
	f.row.Document = l.cache.Add(doc.Encode(nil))
	if head, err := content.DecodeHead(f.row.Head); err == nil {
		f.head = head // whose texts are parts of the row's, not of the whole file
	}
}

// entry is a file that was listed.
func (l *library) entry(path string) source.Entry {
	i, ok := slices.BinarySearchFunc(l.entries, path, func(e source.Entry, path string) int { return cmp.Compare(e.Path, path) })
	if !ok {
		return source.Entry{Path: path, Name: path}
	}
	return l.entries[i]
}

// row is what is known of a file, nil when it has errors.
func (l *library) row(path string) *cache.Row {
	i, ok := slices.BinarySearchFunc(l.rows, path, func(r cache.Row, path string) int { return cmp.Compare(r.Path, path) })
	if !ok {
		return nil
	}
	return &l.rows[i]
}

// Document fetches a document from the cache, or reads its file again where the
// cache was lost meanwhile.
func (l *library) Document(head *content.Head) (*content.Document, error) {
	if row := l.row(head.Path); row != nil {
		if data, err := l.cache.Read(row.Document); err == nil {
			if doc, err := content.DecodeDocument(data); err == nil && doc.Content == head.Content {
				return doc, nil
			}
		}
	}
	return l.again(head)
}

// ChangedError is a file that changed while the site was built.
type ChangedError struct{ File string }

func (e *ChangedError) Error() string { return e.File + " changed during the build: build again" }

// again reads a document's file once more.
func (l *library) again(head *content.Head) (*content.Document, error) {
	e := l.entry(head.Path)
	raw, problems := source.Raw(l.fsys, e, l.prefix)
	if problems == nil {
		var f source.File
		if f, problems = source.Understand(e, raw, l.prefix); problems == nil {
			if doc, _ := l.parser.Read(f); doc != nil && doc.Content == head.Content {
				return doc, nil
			}
		}
	}
	return nil, &ChangedError{File: l.prefix + head.Path}
}

// excerpts adds to problems the text of the line they are about, where it is
// still missing: linking knows places only.
func (l *library) excerpts(problems diag.List) {
	files := map[string]source.File{}
	for i := range problems {
		d := &problems[i]
		path, ours := strings.CutPrefix(d.Pos.File, l.prefix)
		if d.Line != "" || d.Pos.Line == 0 || !ours {
			continue
		}
		f, known := files[path]
		if !known {
			f, _ = source.Read(l.fsys, l.entry(path), l.prefix)
			files[path] = f
		}
		d.Line = f.Line(d.Pos.Line)
	}
}

// sum names the content of a picture or an attachment. It is read unless the
// cache knows it.
func (l *library) sum(e source.Entry) (record.Sum, error) {
	row := l.row(e.Path)
	if row == nil {
		return record.Sum{}, &ChangedError{File: l.prefix + e.Path}
	}
	if row.Raw == (record.Sum{}) || row.Young {
		data, err := fs.ReadFile(l.fsys, e.Name)
		if err != nil {
			return record.Sum{}, fmt.Errorf("reading %s: %w", l.prefix+e.Path, err)
		}
		row.Raw = record.SumOf(data) // each file is of one task
	}
	return row.Raw, nil
}

// bytes reads a file whose content is known.
func (l *library) bytes(e source.Entry, want record.Sum) ([]byte, error) {
	data, err := fs.ReadFile(l.fsys, e.Name)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", l.prefix+e.Path, err)
	}
	if record.SumOf(data) != want {
		return nil, &ChangedError{File: l.prefix + e.Path}
	}
	return data, nil
}
