package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// The limits on one text. Honest writing stays far below them; without them a
// hostile text of a few megabytes would exhaust the stack or take hours,
// because goldmark bounds neither nesting nor the work per paragraph. What goes
// beyond a limit is plain text.
const (
	maxDepth    = 64   // blocks open inside one another
	maxRun      = 8    // characters of one emphasis mark: *, **, ***
	maxTicks    = 64   // backticks that open a code span
	maxRuns     = 1000 // emphasis marks of one paragraph
	maxBrackets = 100  // brackets open at the same time
	maxLabel    = 200  // bytes of a footnote's label
	maxCells    = 2    // cells of a table for each byte of its source
	maxLinkDefs = 500  // lines of a paragraph in which definitions of links are looked for
	maxSearch   = 64   // bytes searched in vain for the ends of links, for each byte of the text
	maxProblems = 500  // reported for one text
)

var stateKey = parser.NewContextKey()

// state is what the parsers learn about one text.
type state struct {
	heads   []*heading
	defs    map[string]*noteDef
	defList *noteList
	refs    []*noteRef
	missing []missingNote
	twice   []*noteDef

	addresses addressMarks

	block    ast.Node // whose inline content is being parsed
	brackets int      // open in it
	runs     int      // emphasis marks in it
	refused  int      // offset up to which a run of marks was refused
	search   int      // bytes that may still be searched in vain for the ends of links
}

// stateFor is the state in which reading a text begins; defs is empty.
func stateFor(src []byte, defs map[string]*noteDef) state {
	return state{defs: defs, addresses: marksOf(src), search: maxSearch * len(src)}
}

func stateOf(pc parser.Context) *state { return pc.Get(stateKey).(*state) }

// enter starts counting anew when the parser has come to another block.
func (s *state) enter(block ast.Node) {
	if s.block != block {
		s.block, s.brackets, s.runs, s.refused = block, 0, 0, 0
	}
}

// mayRun tells whether the run of equal marks at the reader's position is short
// enough. A refused run is measured once and then skipped mark by mark.
func (s *state) mayRun(r text.Reader, longest int) bool {
	line, seg := r.PeekLine()
	if seg.Start < s.refused {
		return false
	}
	n := runLength(line, longest+1)
	if n <= longest {
		return true
	}
	s.refused = seg.Start + runLength(line, len(line))
	return false
}

func runLength(line []byte, most int) int {
	n := 1
	for n < len(line) && n < most && line[n] == line[0] {
		n++
	}
	return n
}

// boundedBlock refuses to open a container inside maxDepth others.
type boundedBlock struct{ parser.BlockParser }

func (b boundedBlock) Open(parent ast.Node, r text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) >= maxDepth {
		return nil, parser.NoChildren
	}
	return b.BlockParser.Open(parent, r, pc)
}

// boundedMarks bounds emphasis and strikethrough.
type boundedMarks struct{ parser.InlineParser }

func (b boundedMarks) Parse(parent ast.Node, r text.Reader, pc parser.Context) ast.Node {
	s := stateOf(pc)
	s.enter(parent)
	if s.runs >= maxRuns || !s.mayRun(r, maxRun) {
		return nil
	}
	n := b.InlineParser.Parse(parent, r, pc)
	if n != nil {
		s.runs++
	}
	return n
}

// boundedTicks bounds code spans: goldmark searches the rest of the paragraph
// once for every length of an unclosed run.
type boundedTicks struct{ parser.InlineParser }

func (b boundedTicks) Parse(parent ast.Node, r text.Reader, pc parser.Context) ast.Node {
	s := stateOf(pc)
	s.enter(parent)
	if !s.mayRun(r, maxTicks) {
		return nil
	}
	return b.InlineParser.Parse(parent, r, pc)
}

// boundedLinks bounds links and pictures.
type boundedLinks struct{ parser.InlineParser }

func (b boundedLinks) Parse(parent ast.Node, r text.Reader, pc parser.Context) ast.Node {
	s := stateOf(pc)
	s.enter(parent)
	if line, _ := r.PeekLine(); line[0] == ']' {
		return b.end(parent, r, pc)
	}
	if s.brackets >= maxBrackets {
		return nil
	}
	n := b.InlineParser.Parse(parent, r, pc)
	if n != nil {
		s.brackets++
	}
	return n
}

// end parses from a closing bracket, which takes the innermost open one off,
// whatever comes of it. goldmark looks for the rest of the link up to the end of
// the line and for the label among all lines of the paragraph.
func (b boundedLinks) end(parent ast.Node, r text.Reader, pc parser.Context) ast.Node {
	s := stateOf(pc)
	if s.search < 0 {
		return nil
	}
	line, _ := r.PeekLine()
	s.brackets = max(s.brackets-1, 0)
	n := b.InlineParser.Parse(parent, r, pc)
	s.search -= parent.Lines().Len() - 1
	if n == nil && len(line) > 1 && line[1] == '(' {
		s.search -= len(line)
	}
	return n
}

// CloseBlock passes on that a block's inline content has ended.
func (b boundedLinks) CloseBlock(parent ast.Node, r text.Reader, pc parser.Context) {
	if c, ok := b.InlineParser.(parser.CloseBlocker); ok {
		c.CloseBlock(parent, r, pc)
	}
}

// boundedLinkDefs looks for definitions of links where they are not too many:
// goldmark moves the rest of the paragraph for each.
type boundedLinkDefs struct{ parser.ParagraphTransformer }

func (b boundedLinkDefs) Transform(n *ast.Paragraph, r text.Reader, pc parser.Context) {
	if n.Lines().Len() <= maxLinkDefs {
		b.ParagraphTransformer.Transform(n, r, pc)
	}
}

// boundedTable refuses tables with far more cells than text: goldmark fills
// every short row up, so that a wide header makes the output grow as the square
// of the input.
type boundedTable struct{ parser.ParagraphTransformer }

func (b boundedTable) Transform(n *ast.Paragraph, r text.Reader, pc parser.Context) {
	lines := n.Lines()
	if lines.Len() < 2 {
		return
	}
	columns, size := 0, 0
	for i := range lines.Len() {
		line := lines.At(i)
		columns = max(columns, delimiterColumns(line.Value(r.Source())))
		size += line.Len()
	}
	if columns == 0 || columns*lines.Len() > maxCells*size {
		return
	}
	b.ParagraphTransformer.Transform(n, r, pc)
}

// delimiterColumns is the number of columns of a line like |:--|--:|, at most
// one too many, and 0 for any other line.
func delimiterColumns(line []byte) int {
	columns, dash := 1, false
	for _, c := range line {
		switch c {
		case '|':
			columns++
		case '-':
			dash = true
		case ':', ' ', '\t', '\r', '\n', '\v', '\f':
		default:
			return 0
		}
	}
	if !dash {
		return 0
	}
	return columns
}

// addressMarks are what bare addresses look like in a text.
type addressMarks struct{ web, mail bool }

func marksOf(src []byte) addressMarks {
	return addressMarks{
		web:  bytes.Contains(src, []byte("://")) || bytes.Contains(src, []byte("www.")),
		mail: bytes.IndexByte(src, '@') >= 0,
	}
}

// rareLinks is goldmark's search for bare addresses, asked only where there can
// be one: it looks at every word, and few texts have any.
type rareLinks struct{ parser.InlineParser }

func (l rareLinks) Parse(parent ast.Node, r text.Reader, pc parser.Context) ast.Node {
	s := stateOf(pc)
	if !s.addresses.mail {
		if !s.addresses.web {
			return nil
		}
		line, _ := r.PeekLine()
		if bytes.IndexByte([]byte(" *_~("), line[0]) >= 0 {
			line = line[1:]
		}
		if len(line) == 0 || (line[0] != 'h' && line[0] != 'f' && line[0] != 'w') {
			return nil
		}
	}
	return l.InlineParser.Parse(parent, r, pc)
}
