package markdown

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// Footnotes are this package's own: goldmark's extension searches and sorts its
// notes in quadratic time and says nothing about a reference that leads nowhere.

var (
	kindNoteDef  = ast.NewNodeKind("NoteDef")
	kindNoteList = ast.NewNodeKind("NoteList")
	kindNoteRef  = ast.NewNodeKind("NoteRef")
)

// noteDef is the text of a footnote, [^label]: text.
type noteDef struct {
	ast.BaseBlock
	label  string
	number int        // from 1 in order of first reference; 0 = never referred to
	count  int        // references to it
	refs   []*noteRef // references inside its own text
}

func (*noteDef) Kind() ast.NodeKind         { return kindNoteDef }
func (n *noteDef) Dump(src []byte, lvl int) { ast.DumpHelper(n, src, lvl, nil, nil) }

// noteList holds the footnotes' texts, so that they are part of the tree while
// inline content is parsed; it is rendered after everything else.
type noteList struct{ ast.BaseBlock }

func (*noteList) Kind() ast.NodeKind         { return kindNoteList }
func (n *noteList) Dump(src []byte, lvl int) { ast.DumpHelper(n, src, lvl, nil, nil) }

// noteRef is a reference to a footnote, [^label].
type noteRef struct {
	ast.BaseInline
	def   *noteDef
	index int // which of the references to its note, from 1
}

func (*noteRef) Kind() ast.NodeKind         { return kindNoteRef }
func (n *noteRef) Dump(src []byte, lvl int) { ast.DumpHelper(n, src, lvl, nil, nil) }

// missingNote is a reference without a footnote.
type missingNote struct {
	label  string
	offset int
}

// noteLabel reads "[^label]" at the start of s and returns the label and the
// bytes read, or 0. A label is one word.
func noteLabel(s []byte) (label []byte, n int) {
	if len(s) < 4 || s[0] != '[' || s[1] != '^' {
		return nil, 0
	}
	for i := 2; i < len(s) && i < maxLabel; i++ {
		switch c := s[i]; {
		case c == ']' && i > 2:
			return s[2:i], i + 1
		case c == ']' || c == '[' || c == '^' || util.IsSpace(c):
			return nil, 0
		}
	}
	return nil, 0
}

// noteKey makes labels equal that differ in case or in Unicode form only.
func noteKey(label []byte) string { return strings.ToLower(viet.NFC(string(label))) }

// noteParser opens the text of a footnote; what belongs to it is indented by
// four columns, as in a list.
type noteParser struct{}

func (noteParser) Trigger() []byte { return []byte{'['} }

func (noteParser) Open(_ ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := r.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 {
		return nil, parser.NoChildren
	}
	label, n := noteLabel(line[pos:])
	end := pos + n
	if n == 0 || end >= len(line) || line[end] != ':' {
		return nil, parser.NoChildren
	}
	r.Advance(end + 1)
	return &noteDef{label: string(label)}, parser.HasChildren
}

func (noteParser) Continue(_ ast.Node, r text.Reader, _ parser.Context) parser.State {
	line, _ := r.PeekLine()
	if util.IsBlank(line) {
		return parser.Continue | parser.HasChildren
	}
	pos, padding := util.IndentPosition(line, r.LineOffset(), 4)
	if pos < 0 {
		return parser.Close
	}
	r.AdvanceAndSetPadding(pos, padding)
	return parser.Continue | parser.HasChildren
}

// Close moves the note into the list of notes.
func (noteParser) Close(n ast.Node, _ text.Reader, pc parser.Context) {
	s, def, parent := stateOf(pc), n.(*noteDef), n.Parent()
	if s.defList == nil {
		s.defList = &noteList{}
		parent.InsertBefore(parent, n, s.defList)
	}
	parent.RemoveChild(parent, n)
	if _, twice := s.defs[noteKey([]byte(def.label))]; twice {
		s.twice = append(s.twice, def)
		return
	}
	s.defs[noteKey([]byte(def.label))] = def
	s.defList.AppendChild(s.defList, def)
}

func (noteParser) CanInterruptParagraph() bool { return true }
func (noteParser) CanAcceptIndentedLine() bool { return false }

// noteRefParser reads references. All notes are known by then, because inline
// content is parsed after all blocks.
type noteRefParser struct{}

// Trigger holds "!" because the parser of pictures would take ![^1] as one.
func (noteRefParser) Trigger() []byte { return []byte{'[', '!'} }

func (noteRefParser) Parse(parent ast.Node, r text.Reader, pc parser.Context) ast.Node {
	line, seg := r.PeekLine()
	bang := 0
	if line[0] == '!' {
		bang = 1
	}
	label, n := noteLabel(line[bang:])
	if n == 0 {
		return nil
	}
	s, end := stateOf(pc), bang+n
	def := s.defs[noteKey(label)]
	if def == nil {
		if bang == 0 && (end >= len(line) || (line[end] != '(' && line[end] != '[' && line[end] != ':')) {
			s.missing = append(s.missing, missingNote{string(label), seg.Start})
		}
		return nil
	}
	if bang == 1 {
		ast.MergeOrAppendTextSegment(parent, seg.WithStop(seg.Start+1))
	}
	r.Advance(end)
	ref := &noteRef{def: def}
	s.refs = append(s.refs, ref)
	return ref
}

// numberNotes numbers the notes in the order in which a reader meets them:
// those of the text, then those that only other notes refer to.
func (p *page) numberNotes() {
	number := func(ref *noteRef) {
		d := ref.def
		if d.count == 0 {
			p.noteOrder = append(p.noteOrder, d)
			d.number = len(p.noteOrder)
		}
		d.count++
		ref.index = d.count
	}
	for _, ref := range p.refs {
		if owner := noteAround(ref); owner != nil {
			owner.refs = append(owner.refs, ref)
			continue
		}
		number(ref)
	}
	for i := 0; i < len(p.noteOrder); i++ {
		for _, ref := range p.noteOrder[i].refs {
			number(ref)
		}
	}
}

func noteAround(n ast.Node) *noteDef {
	for ; n != nil; n = n.Parent() {
		if d, ok := n.(*noteDef); ok {
			return d
		}
	}
	return nil
}

// Ids of footnotes hold an underscore, which a slug never does.

func (p *page) noteID(number int) string {
	return p.r.opts.Prefix + "fn_" + strconv.Itoa(number)
}

func (p *page) noteRefID(number, index int) string {
	id := p.r.opts.Prefix + "fnref_" + strconv.Itoa(number)
	if index > 1 {
		id += "_" + strconv.Itoa(index)
	}
	return id
}

func isNoteID(id string) bool {
	return strings.HasPrefix(id, "fn_") || strings.HasPrefix(id, "fnref_")
}

func (p *page) noteRef(n *noteRef) {
	number := strconv.Itoa(n.def.number)
	p.str(`<sup class="footnote-ref" id="`)
	p.attr(p.noteRefID(n.def.number, n.index))
	if p.inLink { // a link cannot hold another
		p.str(`">` + number + `</sup>`)
		return
	}
	p.str(`"><a href="#`)
	p.attr(p.noteID(n.def.number))
	p.str(`" role="doc-noteref" aria-label="` + p.r.labels.note + number + `">` + number + `</a></sup>`)
}

// notes renders the list of footnotes.
func (p *page) notes() {
	if len(p.noteOrder) == 0 {
		return
	}
	p.gap()
	p.str(`<section class="footnotes" role="doc-endnotes" aria-label="` + p.r.labels.notes + "\">\n<ol>\n")
	for _, d := range p.noteOrder {
		p.str(`<li id="`)
		p.attr(p.noteID(d.number))
		p.str("\">\n")
		p.blocks(d)
		p.backLinks(d)
		p.str("</li>\n")
	}
	p.str("</ol>\n</section>\n")
}

// backLinks puts the ways back into the note's last paragraph, or after it when
// the note ends in something else.
func (p *page) backLinks(d *noteDef) {
	end := []byte("</p>\n")
	if _, ok := d.LastChild().(*ast.Paragraph); ok && bytes.HasSuffix(p.out, end) {
		p.out = p.out[:len(p.out)-len(end)]
	} else {
		p.str("<p>")
	}
	for i := 1; i <= d.count; i++ {
		label := fmt.Sprintf("%s%d", p.r.labels.back, d.number)
		if i > 1 {
			label += fmt.Sprintf(" (%d)", i)
		}
		p.str(` <a class="footnote-back" href="#`)
		p.attr(p.noteRefID(d.number, i))
		p.str(`" role="doc-backlink" aria-label="` + label + `">↑</a>`)
	}
	p.out = append(p.out, end...)
}

func (p *page) reportMissingNotes() {
	for _, m := range p.missing {
		p.problem("footnote-missing", diag.Warning, m.offset, m.label)
	}
	for _, d := range p.twice {
		p.problem("footnote-twice", diag.Warning, d.Pos(), d.label)
	}
}
