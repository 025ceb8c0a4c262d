package content

import (
	"bufio"
	"bytes"
	"fmt"
	"path"
	"strings"
	"sync"
	"unicode/utf8"

	"bulletin/internal/award"
	"bulletin/internal/diag"
	"bulletin/internal/lint"
	"bulletin/internal/markdown"
	"bulletin/internal/record"
	"bulletin/internal/schema"
	"bulletin/internal/source"
	"bulletin/internal/viet"
)

// Parser turns files into documents. It is safe for concurrent use.
type Parser struct {
	prefix  string // the content folder as problems name it: "content/"
	awards  award.Catalogue
	rules   string // names the way of reading: documents of other rules are other documents
	body    *markdown.Renderer
	prose   *sync.Map // of *markdown.Renderer, by front matter key, each made when it is needed
	options markdown.Options
	inside  bool       // for the office: what only it sees is shown
	lines   *sync.Pool // of *bufio.Reader, for the front matter's library: it would else make one for every file
}

// NewParser prepares a parser. The prefix is the content folder as problems
// name it. A text of the front matter shares its page with the body, so its ids
// begin with its key; the underscore keeps them apart from those of headings.
func NewParser(o markdown.Options, prefix string, awards award.Catalogue) Parser {
	p := Parser{prefix: prefix, awards: awards, options: o, body: markdown.New(o), prose: new(sync.Map)}
	p.lines = &sync.Pool{New: func() any { return bufio.NewReader(nil) }}
	p.rules = fmt.Sprintf("%s %x", p.body.Digest(), awards.Fingerprint())
	return p
}

// proseRenderer renders the texts that stand under a key of the front matter.
func (p Parser) proseRenderer(key string) *markdown.Renderer {
	if r, known := p.prose.Load(key); known {
		return r.(*markdown.Renderer)
	}
	o := p.options
	o.Prefix = key + "_"
	r, _ := p.prose.LoadOrStore(key, markdown.New(o))
	return r.(*markdown.Renderer)
}

// Inside is the parser for those inside the office, who see what is kept from others.
func (p Parser) Inside() Parser {
	p.inside = true
	p.rules += " inside"
	return p
}

// Rules name the way of reading: two parsers of equal rules make the same
// document and report the same problems of the same file.
func (p Parser) Rules() string { return p.prefix + " " + p.rules + " " + Layout() }

// sum names the content of a file as this parser reads it.
func (p Parser) sum(f source.File) record.Sum {
	return record.SumOf(append(f.Digest[:], p.rules...))
}

// Parse understands one file. The document is nil when there is any error:
// what cannot be read with certainty is not published.
func (p Parser) Parse(f source.File) (*Document, diag.List) {
	doc, problems := p.Read(f)
	if problems.HasErrors() {
		return nil, problems
	}
	return doc, problems
}

// Read is Parse that also returns what a file with errors seems to say, so that
// its links can be checked in the same run; nil when it has no front matter.
// Such a document is never to be published.
func (p Parser) Read(f source.File) (*Document, diag.List) {
	identity := f.Path
	f.Path = p.prefix + f.Path
	block, body, blockLine, bodyLine, problems := p.split(f)
	if problems != nil {
		return nil, problems
	}
	doc := &Document{
		Path: identity, Content: p.sum(f), Bundle: isBundle(identity),
		origin: schema.Origin{File: f.Path, FirstLine: blockLine, Line: lines(f.Text)},
	}
	problems = doc.decode(block, p.prefix)
	problems = append(problems, doc.hideFields(p.inside)...)
	if p.inside {
		doc.Inside = doc.hidden(f.Text)
	}
	if !problems.HasErrors() {
		c := &checker{doc: doc, awards: p.awards}
		c.common()
		doc.Detail.check(c)
		problems = append(problems, c.problems...)
	}
	problems = append(problems, doc.unfilled(body, bodyLine)...)
	problems = append(problems, oldFonts(doc.origin, f.Text)...)
	doc.private = !p.inside && lint.Private(ToPublic(f.Text))
	problems = append(problems, p.render(doc, f.Text, body, bodyLine)...)
	return doc, append(problems, doc.strayFence(block)...)
}

// strayFence reports what looks like a fence in the front matter and is in none of its
// texts that can have parts: a title or a comment is published whole.
func (d *Document) strayFence(block []byte) diag.List {
	if bytes.Count(block, []byte(":::")) == d.fences {
		return nil
	}
	number := 0
	for line := range bytes.Lines(block) {
		if bytes.Contains(line, []byte(":::")) {
			return diag.List{d.origin.At(schema.Place{Line: d.origin.FirstLine + number, Col: 1}, diag.Error, "internal-value", "")}
		}
		number++
	}
	return nil
}

// lines tells the text of each line, counted from 1. The text is taken apart at
// the first question, and only once: a file can have thousands of problems.
func lines(text []byte) func(int) string {
	all := sync.OnceValue(func() []string { return strings.Split(string(text), "\n") })
	return func(n int) string {
		if n < 1 || n > len(all()) {
			return ""
		}
		return all()[n-1]
	}
}

// oldFonts reports the first line that seems to be typed with a font of before
// Unicode: such text is valid and yet unreadable.
func oldFonts(origin schema.Origin, text []byte) diag.List {
	number := 0
	for line := range bytes.Lines(text) {
		number++
		if modern(line) {
			continue // this spares nearly every line the guess
		}
		if encoding, ok := viet.GuessLegacy(string(line)); ok {
			return diag.List{origin.At(schema.Place{Line: number, Col: 1}, diag.Warning, "old-encoding", "", encoding)}
		}
	}
	return nil
}

// modern tells whether a text is ASCII or holds letters that no old font makes, since
// they are not in Latin-1: those of U+1E80–1EFF, which nearly every line of Vietnamese
// holds, or one of the others.
func modern(text []byte) bool {
	ascii := true
	for i, c := range text {
		switch {
		case c < utf8.RuneSelf:
			continue
		case c == 0xe1 && i+1 < len(text) && (text[i+1] == 0xba || text[i+1] == 0xbb):
			return true
		}
		ascii = false
	}
	return ascii || bytes.ContainsAny(text, "đĐơưƠƯăĂ")
}

// isBundle tells whether a file is an item's index.md, whose folder is the item.
func isBundle(file string) bool {
	if path.Base(file) != "index.md" || path.Dir(file) == "." {
		return false
	}
	_, section := IsSectionIndex(file)
	return !section
}

// decode reads the front matter into the struct of the kind, which is named by
// the folder unless the file itself says "kind:".
func (d *Document) decode(block []byte, prefix string) diag.List {
	mapping := schema.Parse(block, d.origin)
	d.Kind = KindOf(d.Path)
	if named := mapping.Choice("kind", "Loại nội dung", new(Kind).Options()); named != "" {
		d.Kind = Kind(named)
	}
	spec := d.Kind.Spec()
	d.Detail = spec.New()
	var problems diag.List
	d.places, problems = spec.Schema().Decode(mapping, &d.Meta, d.Detail)
	for i, problem := range problems {
		problems[i] = ofOtherKind(problem, spec, prefix)
	}
	return problems
}

// ofOtherKind explains an unknown key by the kind that has it: the file is then
// likely in the wrong folder, or in one whose name is misspelt.
func ofOtherKind(d diag.Diagnostic, spec Spec, prefix string) diag.Diagnostic {
	if _, own := spec.Schema().Named(d.Field); own || d.Code != "unknown-key" || d.Pos.Col != 1 {
		return d
	}
	for _, other := range Kinds {
		if f, ok := other.Schema().Named(d.Field); ok && other.Folder != "" {
			d.Code = "key-of-kind"
			d.Args = []any{d.Field, diag.Words{VI: spec.VI, EN: spec.EN}, diag.Words{VI: other.VI, EN: other.EN}, prefix + other.Folder, string(other.Kind)}
			d.Field = f.Key
			return d
		}
	}
	return d
}

// render renders the body and every Prose of the front matter, and moves what
// they report to its place in the file.
func (p Parser) render(d *Document, file, body []byte, bodyLine int) diag.List {
	var problems diag.List
	shown, faults := Shown(body, p.inside)
	for _, f := range faults {
		problems.Add(d.origin.At(schema.Place{Line: f.Line + bodyLine - 1, Col: 1}, diag.Error, f.Code, "", f.Text))
	}
	d.Body = p.body.Render(shown)
	d.locate(&d.Body, &problems, func(line, col int) schema.Place {
		return schema.Place{Line: line + bodyLine - 1, Col: col}
	})
	d.eachProse(func(key string, prose *Prose) {
		if prose.Text == "" {
			return
		}
		d.fences += strings.Count(prose.Text, ":::")
		if mayHaveFences(prose.Text) {
			shown, faults := Shown([]byte(prose.Text), p.inside)
			if len(faults) > 0 {
				problems.Add(d.At(key, diag.Error, faults[0].Code, faults[0].Text))
			}
			prose.Text = string(shown)
		}
		prose.Doc = p.proseRenderer(key).Render([]byte(prose.Text))
		if len(prose.Doc.Links)+len(prose.Doc.Problems) > 0 {
			d.locate(&prose.Doc, &problems, mapProse(prose, file).place)
		}
	})
	return problems
}

// locate gives a text's links their places in the file, and moves its problems
// to those of the document.
func (d *Document) locate(doc *markdown.Doc, problems *diag.List, place func(line, col int) schema.Place) {
	for i := range doc.Links {
		at := place(doc.Links[i].Line, doc.Links[i].Col)
		doc.Links[i].Line, doc.Links[i].Col = at.Line, at.Col
	}
	for _, p := range doc.Problems {
		problems.Add(d.origin.At(place(p.Pos.Line, p.Pos.Col), p.Severity, p.Code, p.Field, p.Args...))
	}
	doc.Problems = nil
}

// EachText calls f for the body and every Prose of the front matter, always in
// the same order: the links of a [Head] follow it.
func (d *Document) EachText(f func(*markdown.Doc)) {
	f(&d.Body)
	d.eachProse(func(_ string, p *Prose) { f(&p.Doc) })
}
