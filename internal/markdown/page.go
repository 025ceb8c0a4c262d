package markdown

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"bulletin/internal/diag"
)

// page is one text being rendered. Pages are pooled: a Doc is copied out.
type page struct {
	r   *Renderer
	src []byte
	raw bool // raw HTML is let through, slots are marked and settled at the end
	out []byte
	state
	lineIndex

	links    []Link
	headings []Heading
	problems diag.List

	ids         map[string]int // taken, with the last number tried for each
	noteOrder   []*noteDef
	nextHead    int // where headOf looks first
	level       int // of the last heading
	shift       int // by which headings are moved down
	tables      int
	highlighted int // bytes of code that asked to be coloured
	expanded    int // bytes of definitions repeated by reference links
	words       int
	inWord      bool
	inLink      bool
	inCell      bool
	rawSeen     bool
	open        []string   // raw inline elements not yet closed
	captioned   *ast.Image // whose title is shown as a caption
	scratch     []byte
}

func newPage(r *Renderer) *page {
	return &page{r: r, state: state{defs: map[string]*noteDef{}}, ids: map[string]int{}}
}

// keep bounds what a pooled page may hold on to between texts, in bytes.
const keep = 1 << 20

// reset makes the page ready for a text.
func (p *page) reset(src []byte, raw bool) {
	clear(p.ids)
	clear(p.defs)
	*p = page{
		r: p.r, src: src, raw: raw, out: p.out[:0], scratch: p.scratch[:0], ids: p.ids,
		open: p.open[:0], links: p.links[:0], headings: p.headings[:0], problems: p.problems[:0],
		state:     stateFor(src, p.defs),
		lineIndex: lineIndex{starts: p.starts[:0]},
		level:     1,
	}
}

// release lets go of the text's tree, and of the buffers if it was a large one.
func (p *page) release() {
	if len(p.src) > keep || cap(p.out) > 4*keep {
		*p = *newPage(p.r)
		return
	}
	clear(p.links)
	clear(p.headings)
	clear(p.problems)
	clear(p.defs)
	p.src, p.noteOrder, p.state = nil, nil, state{defs: p.defs}
}

// problem reports something at a byte offset of the text.
func (p *page) problem(code diag.Code, severity diag.Severity, offset int, args ...any) {
	if len(p.problems) >= maxProblems {
		return
	}
	line, col := p.at(offset)
	p.problems.Add(diag.Diagnostic{Pos: diag.Pos{Line: line, Col: col}, Severity: severity, Code: code, Args: args})
}

func (p *page) blocks(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.block(c)
	}
}

func (p *page) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		p.paragraph(n)
	case *ast.TextBlock:
		p.textBlock(n)
	case *ast.Heading:
		p.heading(n)
	case *ast.List:
		p.list(n)
	case *ast.ListItem:
		p.listItem(n)
	case *ast.Blockquote:
		p.quote(n)
	case *ast.FencedCodeBlock:
		p.code(n, n.Language(p.src))
	case *ast.CodeBlock:
		p.code(n, nil)
	case *ast.HTMLBlock:
		p.htmlBlock(n)
	case *ast.ThematicBreak:
		p.str("<hr>\n")
	case *extast.Table:
		p.table(n)
	case *extast.DefinitionList:
		p.str("<dl>\n")
		p.blocks(n)
		p.str("</dl>\n")
	case *extast.DefinitionTerm:
		p.str("<dt>")
		p.content(n)
		p.str("</dt>\n")
	case *extast.DefinitionDescription:
		p.description(n)
	case *ast.LinkReferenceDefinition, *noteList:
	default:
		p.blocks(n)
	}
}

func (p *page) paragraph(n *ast.Paragraph) {
	if p.figures(n) {
		return
	}
	p.str("<p>")
	p.labelled(n)
	p.str("</p>\n")
}

// textBlock is a paragraph without its tags, in a tight list.
func (p *page) textBlock(n *ast.TextBlock) {
	p.labelled(n)
	if n.NextSibling() != nil && n.FirstChild() != nil {
		p.byte('\n')
	}
}

// labelled renders inline content; the text after a task's box becomes the
// box's label, which gives it its accessible name.
func (p *page) labelled(n ast.Node) {
	box, ok := n.FirstChild().(*extast.TaskCheckBox)
	if !ok {
		p.content(n)
		return
	}
	p.str(`<label><input type="checkbox" disabled`)
	if box.IsChecked {
		p.str(" checked")
	}
	p.str("> ")
	p.content(n)
	p.str("</label>")
}

func (p *page) list(n *ast.List) {
	tag := "ul"
	if n.IsOrdered() {
		tag = "ol"
	}
	p.byte('<')
	p.str(tag)
	if n.IsOrdered() && n.Start != 1 {
		p.str(` start="`)
		p.int(n.Start)
		p.byte('"')
	}
	p.str(">\n")
	p.blocks(n)
	p.str("</")
	p.str(tag)
	p.str(">\n")
}

func (p *page) listItem(n *ast.ListItem) {
	first := n.FirstChild()
	if first != nil && isTask(first) {
		p.str(`<li class="task">`)
	} else {
		p.str("<li>")
	}
	if _, tight := first.(*ast.TextBlock); first != nil && !tight {
		p.byte('\n')
	}
	p.blocks(n)
	p.str("</li>\n")
}

func isTask(n ast.Node) bool {
	_, ok := n.FirstChild().(*extast.TaskCheckBox)
	return ok
}

func (p *page) description(n *extast.DefinitionDescription) {
	p.str("<dd>")
	if !n.IsTight {
		p.byte('\n')
	}
	p.blocks(n)
	p.str("</dd>\n")
}
