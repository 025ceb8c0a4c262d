package build

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"bulletin/internal/build/cache"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/garbage"
	"bulletin/internal/record"
	"bulletin/internal/site"
	"bulletin/internal/source"
)

// library is the content folder as it was found: what is known of each file, and
// the documents to be fetched when a page shows them.
type library struct {
	fsys    fs.FS    // the folder, out of which no link leads
	plain   fs.FS    // the same, for files that were found to be no links: it opens them at once, the other folder by folder
	prefix  string   // the content folder as problems name it
	skip    []string // what is not content in it
	parser  content.Parser
	open    func() *cache.Cache
	garbage *garbage.Collector
	cache   *cache.Cache // nil until the folder was listed
	listing diag.List    // the problems of listing
	files   []sourceFile // sorted by path
	unknown bool         // nothing of it was known
	apart   bool         // heads that are learned are left in the cache, to be fetched together
	links   bool         // some are symbolic links: a file that changed may be there under several names
	reading *sync.Pool   // of *reading
	texts   *sync.Pool   // of *headTexts

	summaries *[summariesKept]atomic.Pointer[summary]
	summing   *[16]sync.Mutex // of files that are no texts, by their numbers
	exchange  *sync.RWMutex   // of these files are exchanged, while others are looked for among all
}

// headTexts are where the texts of heads stand.
type headTexts struct{ heads, ends content.Texts }

// reading is what reading one file after the other reuses: nothing that is learned
// of a file is part of it.
type reading struct {
	raw, record []byte
	sum         [sha256.Size]byte // of raw
}

// sourceFile is what is known of one file.
type sourceFile struct {
	row      *cache.Row    // not to be changed
	known    bool          // the row says all that is to be known, and may be kept
	head     *content.Head // of a text that was understood
	problems diag.List
}

// list lists the folder and finds out which files are as they are known: by
// their descriptions or by their bytes. Others are understood at once, while their
// bytes are at hand. With verify all texts are read.
func (l *library) list(ctx context.Context, verify bool) error {
	var known []sourceFile
	var knowing sync.WaitGroup
	knowing.Go(func() { known = l.known() })
	listed := time.Now()
	entries, problems := source.List(l.fsys, l.prefix, l.skip...)
	l.listing = problems
	l.links = slices.ContainsFunc(entries, func(e source.Entry) bool { return e.Link() != "" })
	knowing.Wait()
	l.unknown = len(known) == 0
	l.garbage.MakeRoom(len(entries), !l.unknown)
	l.files = make([]sourceFile, len(entries))
	var rows []cache.Row
	if l.apart = l.unknown; l.unknown {
		rows = make([]cache.Row, len(entries)) // what lives long stands together, apart from what does not
	}
	was := make([]*sourceFile, len(entries))
	for i := range entries {
		for len(known) > 0 && known[0].row.Path < entries[i].Path {
			known = known[1:]
		}
		if len(known) > 0 && known[0].row.Path == entries[i].Path {
			was[i] = &known[0]
		}
	}
	defer l.garbage.Begin()()
	return parallel(ctx, len(entries), func(i int) error {
		var row *cache.Row
		if l.apart {
			row = &rows[i]
		}
		l.files[i] = l.compare(entries[i], was[i], row, listed, verify)
		return nil
	})
}

// known is what is known of the files so far, sorted by path: from the last
// listing, else from the cache.
func (l *library) known() []sourceFile {
	var known []sourceFile
	for _, f := range l.files {
		if f.known {
			known = append(known, f)
		}
	}
	if l.cache == nil {
		l.cache = l.open()
		rows := l.cache.Rows()
		known = make([]sourceFile, len(rows))
		for i := range rows {
			known[i] = sourceFile{row: &rows[i], known: true}
		}
	}
	return known
}

// compare holds a file against what is known of it, nil for nothing. What is
// learned goes into the row, nil for a new one. A picture or an attachment is read
// when something uses it.
func (l *library) compare(e source.Entry, was *sourceFile, row *cache.Row, listed time.Time, verify bool) sourceFile {
	if was != nil && was.row.Stat == e.Stat && !was.row.Young && !verify {
		same := *was
		if !was.row.Entry.Same(e) { // it has another name for the same path
			renamed := *was.row
			renamed.Entry = e
			same.row = &renamed
		}
		return same
	}
	if row == nil {
		row = new(cache.Row)
	}
	*row = cache.Row{Entry: e, Young: !e.Stat.Settled(listed)}
	if !e.IsText() {
		return sourceFile{row: row, known: true}
	}
	use := l.reading.Get().(*reading)
	defer l.reading.Put(use)
	from := l.plain
	if e.Link() != "" {
		from = l.fsys
	}
	raw, problems := source.Raw(from, e, l.prefix, use.raw)
	if problems != nil {
		return sourceFile{row: row, problems: problems}
	}
	use.raw, use.sum = raw, sha256.Sum256(raw)
	if row.Raw = record.Sum(use.sum[:len(row.Raw)]); was == nil || was.row.Raw != row.Raw {
		var f sourceFile
		l.garbage.Work(func() { f = l.parse(e, row, use) })
		return f
	}
	same := *was
	kept := *was.row
	kept.Entry, kept.Young = e, row.Young
	same.row = &kept
	return same
}

// unchanged tells whether every file is known: then the cache's knowledge is all
// there is.
func (l *library) unchanged() bool {
	return !slices.ContainsFunc(l.files, func(f sourceFile) bool { return !f.known })
}

// understand fills in the documents and files of a site, several at a time.
func (l *library) understand(ctx context.Context, in *site.Input) (diag.List, error) {
	if l.apart { // much was needed to understand the site, and nothing of it is any more
		l.apart = false
		l.collect()
	}
	forgotten := l.forgotten()
	heads, ends := make([]content.Head, forgotten), make([]content.Ends, forgotten)
	var taken atomic.Int64
	err := parallel(ctx, len(l.files), func(i int) error {
		switch f, e := &l.files[i], l.files[i].row.Entry; {
		case !e.IsText():
			f.problems = l.misnamed(e)
		case f.head == nil && f.known:
			n := taken.Add(1) - 1
			if heads[n].Ends = &ends[n]; !l.remember(f, &heads[n]) { // the cache is damaged
				l.files[i] = l.compare(e, nil, nil, time.Time{}, true)
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return l.gather(in), nil
}

// collect lets the collector run where that is not left to chance: between the stages
// of a large site's first build, of which the next shall use the room of the last.
func (l *library) collect() {
	if l.unknown && len(l.files) >= manyFiles {
		runtime.GC()
	}
}

// manyFiles is from how many on memory is what a first build is short of.
const manyFiles = 3000

// forgotten is the number of documents whose heads are in the cache only.
func (l *library) forgotten() int {
	n := 0
	for i := range l.files {
		if f := &l.files[i]; f.head == nil && f.known && f.row.IsText() {
			n++
		}
	}
	return n
}

// misnamed warns of a document that will not be one for its name.
func (l *library) misnamed(e source.Entry) diag.List {
	if !source.Misnamed(l.fsys, e) {
		return nil
	}
	return diag.List{{Pos: diag.Pos{File: l.prefix + e.Path}, Severity: diag.Warning, Code: "not-markdown"}}
}

// gather hands what the files gave to linking.
func (l *library) gather(in *site.Input) diag.List {
	var problems diag.List
	for i := range l.files {
		f, e := &l.files[i], l.files[i].row.Entry
		problems = append(problems, f.problems...)
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
	return problems
}

// rows are what the cache may keep.
func (l *library) rows() []*cache.Row {
	rows := make([]*cache.Row, 0, len(l.files))
	for i := range l.files {
		if l.files[i].known {
			rows = append(rows, l.files[i].row)
		}
	}
	return rows
}

// remember takes a document's head from the cache.
func (l *library) remember(f *sourceFile, head *content.Head) bool {
	if l.readHead(f.row, head) != nil {
		return false
	}
	texts := l.texts.Get().(*headTexts)
	head.Settle(&texts.heads, &texts.ends)
	l.texts.Put(texts)
	f.head = head
	if f.row.Warnings != nil {
		f.problems = cache.List(*f.row.Warnings)
	}
	return true
}

// readHead reads a row's head into an empty one.
func (l *library) readHead(row *cache.Row, head *content.Head) error {
	return l.cache.UseHead(row.Head, func(data []byte) error { return head.Decode(row.Path, string(data)) })
}

// linked lets go of what only linking reads: the site will not be linked again.
func (l *library) linked() {
	for i := range l.files {
		if head := l.files[i].head; head != nil {
			head.Ends = nil
		}
	}
}

// parse understands a file, and keeps what it says unless there are errors.
func (l *library) parse(e source.Entry, row *cache.Row, use *reading) sourceFile {
	f := sourceFile{row: row}
	text, problems := source.UnderstandSummed(e, use.raw, use.sum, l.prefix)
	if f.problems = problems; problems != nil {
		return f
	}
	doc, problems := l.parser.Read(text)
	if f.problems = problems; doc == nil {
		return f
	}
	brief := doc.Brief()
	f.head = doc.HeadWith(brief)
	kept, ok := cache.Keep(problems)
	if problems.HasErrors() || !ok {
		return f
	}
	if len(kept) > 0 {
		row.Warnings = &kept
	}
	use.record = f.head.Encode(use.record[:0])
	row.Head = l.cache.AddHead(use.record)
	if f.head = nil; !l.apart || row.Head == (cache.Place{}) {
		f.head = new(content.Head) // whose texts are no parts of the whole file
		_ = f.head.Decode(row.Path, string(use.record))
	}
	use.record = doc.Encode(use.record[:0], brief)
	row.Document = l.cache.Add(use.record)
	f.known = true
	return f
}

// index is the number of a file, -1 when there is none of this path.
func (l *library) index(path string) int {
	if len(l.files) == 0 {
		return -1
	}
	l.exchange.RLock()
	defer l.exchange.RUnlock()
	i, ok := slices.BinarySearchFunc(l.files, path, func(f sourceFile, path string) int { return cmp.Compare(f.row.Path, path) })
	if !ok {
		return -1
	}
	return i
}

// Document fetches a document from the cache, or reads its file again where the
// cache was lost meanwhile.
func (l *library) Document(head *content.Head) (*content.Document, error) {
	i := l.index(head.Path)
	if i < 0 {
		return nil, &ChangedError{File: l.prefix + head.Path}
	}
	if data, err := l.cache.Read(l.files[i].row.Document); err == nil {
		if doc, err := content.DecodeDocument(data); err == nil && doc.Content == head.Content {
			return doc, nil
		}
	}
	return l.parseAgain(l.files[i].row.Entry, head)
}

// Summary fetches what lists show of a document beside its head, likewise. Most stand in
// several lists, at about the same time.
func (l *library) Summary(head *content.Head) (string, error) {
	if head.Summary == (record.Sum{}) {
		return "", nil
	}
	place := &l.summaries[binary.LittleEndian.Uint16(head.Summary[:])%summariesKept]
	if known := place.Load(); known != nil && known.sum == head.Summary {
		return known.text, nil
	}
	text, err := brief(l, head, content.DecodeSummary, (*content.Document).Description)
	if err == nil {
		place.Store(&summary{head.Summary, text})
	}
	return text, err
}

// summariesKept is how many summaries are kept, each where its sum says: a megabyte.
const summariesKept = 4096

// summary is a text by its sum.
type summary struct {
	sum  record.Sum
	text string
}

// Figures fetches what reports count of a document, likewise.
func (l *library) Figures(head *content.Head) (content.Figures, error) {
	if head.Figures == (record.Sum{}) {
		return content.Figures{}, nil
	}
	return brief(l, head, content.DecodeFigures, (*content.Document).AllFigures)
}

// briefRoom is how much is read of a document to fetch a part of its brief, in bytes:
// most briefs are smaller.
const briefRoom = 1024

// brief fetches a part of a document's brief out of the first bytes of what is kept, else
// out of all of it.
func brief[T any](l *library, head *content.Head, decode func(*content.Head, []byte) (T, error), of func(*content.Document) T) (part T, err error) {
	i := l.index(head.Path)
	if i < 0 {
		return part, &ChangedError{File: l.prefix + head.Path}
	}
	row := l.files[i].row
	read := func(data []byte) error {
		part, err = decode(head, data)
		return err
	}
	if l.cache.UseStart(row.Document, briefRoom, read) == nil || l.cache.Use(row.Document, read) == nil {
		return part, nil
	}
	doc, err := l.parseAgain(row.Entry, head)
	if err != nil {
		return part, err
	}
	return of(doc), nil
}

// Record fetches the figures of a document and, when the whole of it is wanted for them,
// what its kind adds, likewise.
func (l *library) Record(head *content.Head, whole func(content.Figures) bool) (figures content.Figures, detail content.Detail, err error) {
	if head.Figures == (record.Sum{}) {
		return figures, nil, nil
	}
	i := l.index(head.Path)
	if i < 0 {
		return figures, nil, &ChangedError{File: l.prefix + head.Path}
	}
	row := l.files[i].row
	if l.cache.Use(row.Document, func(data []byte) error {
		if figures, err = content.DecodeFigures(head, data); err == nil && whole(figures) {
			detail, err = content.DecodeDetail(head.Kind, head.Content, data)
		}
		return err
	}) == nil {
		return figures, detail, nil
	}
	doc, err := l.parseAgain(row.Entry, head)
	if err != nil {
		return figures, nil, err
	}
	if figures = doc.AllFigures(); whole(figures) {
		detail = doc.Detail
	}
	return figures, detail, nil
}

// Detail fetches what a document's kind adds, likewise, without its text.
func (l *library) Detail(head *content.Head) (detail content.Detail, err error) {
	i := l.index(head.Path)
	if i < 0 {
		return nil, &ChangedError{File: l.prefix + head.Path}
	}
	row := l.files[i].row
	if l.cache.Use(row.Document, func(data []byte) error {
		detail, err = content.DecodeDetail(head.Kind, head.Content, data)
		return err
	}) == nil {
		return detail, nil
	}
	doc, err := l.parseAgain(row.Entry, head)
	if err != nil {
		return nil, err
	}
	return doc.Detail, nil
}

// ChangedError is a file that changed while the site was built.
type ChangedError struct{ File string }

func (e *ChangedError) Error() string { return e.File + " changed during the build: build again" }

// Diagnostics is the error as a person reads it.
func (e *ChangedError) Diagnostics() diag.List {
	return diag.List{{Pos: diag.Pos{File: e.File}, Severity: diag.Error, Code: "changed-meanwhile"}}
}

// parseAgain reads a document's file once more.
func (l *library) parseAgain(e source.Entry, head *content.Head) (*content.Document, error) {
	if doc, _ := l.understandAgain(e); doc != nil && doc.Content == head.Content {
		return doc, nil
	}
	return nil, &ChangedError{File: l.prefix + head.Path}
}

// understandAgain reads and understands a file once more; nil when it cannot be.
func (l *library) understandAgain(e source.Entry) (*content.Document, diag.List) {
	raw, problems := source.Raw(l.fsys, e, l.prefix, nil)
	if problems != nil {
		return nil, problems
	}
	f, problems := source.Understand(e, raw, l.prefix)
	if problems != nil {
		return nil, problems
	}
	return l.parser.Read(f)
}
