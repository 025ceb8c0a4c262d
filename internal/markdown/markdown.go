package markdown

import (
	"slices"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// Options say how a text is rendered. The zero value is safe and Vietnamese.
type Options struct {
	Unsafe bool      // let raw HTML through, sanitised and balanced
	Lang   diag.Lang // of the words the renderer adds (labels of footnotes, tables, callouts); "" is Vietnamese
	Prefix string    // put before every id, for a second text on the same page: "bai-hoc-"
}

// Renderer turns Markdown into [Doc]s. It is built once per site and is safe
// for concurrent use.
type Renderer struct {
	opts   Options
	labels labels
	pages  sync.Pool // of *page
}

// New returns a renderer.
func New(opts Options) *Renderer {
	r := &Renderer{opts: opts, labels: labelsOf(opts.Lang)}
	r.pages.New = func() any { return newPage(r) }
	return r
}

// Digest names the rendering rules and the options: it changes when the same
// text may give another [Doc].
func (r *Renderer) Digest() string {
	safety := "safe"
	if r.opts.Unsafe {
		safety = "unsafe"
	}
	return "markdown " + rules + " " + safety + " " + r.labels.lang + " " + r.opts.Prefix
}

// Render renders one text, without its front matter. It never fails: what
// cannot be rendered as meant is told in [Doc.Problems]. Lines end in LF or
// CRLF; src is neither changed nor kept.
func (r *Renderer) Render(src []byte) Doc {
	if !viet.Plain(src) && !utf8.Valid(src) {
		src = replaceInvalid(src)
	}
	p := r.pages.Get().(*page)
	defer r.pages.Put(p)
	doc, ok := p.render(src, r.opts.Unsafe)
	if !ok { // raw HTML that cannot be balanced: nested beyond reason
		doc, _ = p.render(src, false)
	}
	return doc
}

// render fills the page from the text and copies a Doc out of it. It reports
// false when raw HTML was let through and could not be balanced.
func (p *page) render(src []byte, raw bool) (Doc, bool) {
	p.reset(src, raw)
	defer p.release()
	pc := parser.NewContext(parser.WithIDs(noIDs{}))
	pc.Set(stateKey, &p.state)
	root := grammar().Parse(text.NewReader(src), parser.WithContext(pc))
	p.nameHeadings()
	p.numberNotes()
	p.blocks(root)
	p.notes()
	p.reportMissingNotes()
	out, links := p.out, copied(p.links)
	if raw {
		var ok bool
		if out, links, ok = p.settle(); !ok {
			return Doc{}, false
		}
	}
	return Doc{
		HTML:     string(out),
		Links:    links,
		Headings: copied(p.headings),
		Summary:  p.summary(root),
		Words:    p.words,
		Problems: copied(p.problems).Sort(),
	}, true
}

// copied is a copy that does not tell whether the page has been used before: nothing is
// always nil.
func copied[S ~[]E, E any](s S) S {
	if len(s) == 0 {
		return nil
	}
	return slices.Clone(s)
}

// replaceInvalid puts U+FFFD in the place of every byte that is not UTF-8, one
// for one, so that columns stay what an editor shows.
func replaceInvalid(src []byte) []byte {
	out := make([]byte, 0, len(src)+len(src)/8)
	for len(src) > 0 {
		r, n := utf8.DecodeRune(src)
		out = utf8.AppendRune(out, r)
		src = src[n:]
	}
	return out
}

// noIDs keeps goldmark from making heading ids: they are made from the plain
// text of the parsed heading (see headings.go), not from its source line.
type noIDs struct{}

func (noIDs) Generate([]byte, ast.NodeKind) []byte { return nil }
func (noIDs) Put([]byte)                           {}
