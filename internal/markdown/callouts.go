package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// callout is a quotation that opens with [!NOTE] or another known name.
type callout struct {
	kind  int    // index into calloutKinds
	title string // of the name as written in Vietnamese; "" for the language's own
	named bool   // the author gave a title, held by the first child
}

// calloutKinds are the names in the class attribute: GitHub's five.
var calloutKinds = [5]string{"note", "tip", "important", "warning", "caution"}

// calloutNames maps the slug of what stands between [! and ] to the kind, and
// Vietnamese names to the title they ask for.
var calloutNames = map[string]callout{
	"note": {kind: 0}, "tip": {kind: 1}, "important": {kind: 2}, "warning": {kind: 3}, "caution": {kind: 4},
	"ghi-chu": {kind: 0, title: "Ghi chú"}, "luu-y": {kind: 0, title: "Lưu ý"}, "chu-y": {kind: 0, title: "Chú ý"},
	"meo": {kind: 1, title: "Mẹo"}, "quan-trong": {kind: 2, title: "Quan trọng"},
	"canh-bao": {kind: 3, title: "Cảnh báo"}, "than-trong": {kind: 4, title: "Thận trọng"},
}

// calloutKey is the attribute under which a quotation keeps its callout.
const calloutKey = "callout"

// quoteParser finds callouts. It does so when the quotation is closed, before
// inline parsing, so that the title is parsed like any other text.
type quoteParser struct{ parser.BlockParser }

func (q quoteParser) Close(n ast.Node, r text.Reader, pc parser.Context) {
	q.BlockParser.Close(n, r, pc)
	first, ok := n.FirstChild().(*ast.Paragraph)
	if !ok || first.Lines().Len() == 0 {
		return
	}
	line := first.Lines().At(0)
	name, rest := calloutMark(line.Value(r.Source()))
	if name == nil {
		return
	}
	c, known := calloutNames[viet.Slug(string(name))]
	if !known {
		n.SetAttributeString(calloutKey, unknownCallout(name))
		return
	}
	takeLine(n, first)
	if rest > 0 {
		title := ast.NewTextBlock()
		seg := line.WithStart(line.Stop - rest)
		title.Lines().Append(seg.TrimRightSpace(r.Source()))
		n.InsertBefore(n, n.FirstChild(), title)
		c.named = true
	}
	n.SetAttributeString(calloutKey, c)
}

// unknownCallout is the name of a mark that looks like a callout's and is none.
type unknownCallout []byte

// calloutMark splits "[!NAME] title" into the name and the number of bytes from
// the title's first one to the end of the line. A nil name means no mark.
func calloutMark(line []byte) (name []byte, rest int) {
	line = util.TrimLeftSpace(line)
	if !bytes.HasPrefix(line, []byte("[!")) {
		return nil, 0
	}
	end := bytes.IndexByte(line[:min(len(line), 60)], ']')
	if end <= 2 {
		return nil, 0
	}
	after := line[end+1:]
	if len(after) > 0 && !util.IsSpace(after[0]) {
		return nil, 0
	}
	return line[2:end], len(util.TrimLeftSpace(after))
}

// takeLine removes the first line of a quotation's first paragraph, and the
// paragraph with it when nothing is left.
func takeLine(quote ast.Node, first *ast.Paragraph) {
	lines := first.Lines()
	lines.SetSliced(1, lines.Len())
	if lines.Len() == 0 {
		quote.RemoveChild(quote, first)
	}
}

func (p *page) quote(n *ast.Blockquote) {
	v, _ := n.AttributeString(calloutKey)
	if c, ok := v.(callout); ok {
		p.callout(n, c)
		return
	}
	if name, ok := v.(unknownCallout); ok {
		p.problem("callout-unknown", diag.Warning, n.Pos(), string(name))
	}
	p.str("<blockquote>\n")
	p.blocks(n)
	p.str("</blockquote>\n")
}

// callout is an aside with the role of a note, which, unlike a bare aside, is
// not a landmark and may stand inside the page's main part.
func (p *page) callout(n *ast.Blockquote, c callout) {
	p.str(`<aside class="callout callout-`)
	p.str(calloutKinds[c.kind])
	p.str("\" role=\"note\">\n<p class=\"callout-title\">")
	body := n.FirstChild()
	switch {
	case c.named:
		p.content(body)
		body = body.NextSibling()
	case c.title != "":
		p.str(c.title)
	default:
		p.str(p.r.labels.callouts[c.kind])
	}
	p.str("</p>\n")
	for ; body != nil; body = body.NextSibling() {
		p.block(body)
	}
	p.str("</aside>\n")
}
