package markdown

import (
	"bytes"
	"path"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"bulletin/internal/diag"
)

// content renders the inline content of a block, and closes what raw HTML has
// left open in it, so that a forgotten </b> ends with its paragraph.
func (p *page) content(n ast.Node) {
	p.inlines(n)
	for len(p.open) > 0 {
		p.closeRaw(p.open[len(p.open)-1])
	}
	p.gap()
}

func (p *page) inlines(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		p.inline(c)
	}
}

func (p *page) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		p.textNode(n)
	case *ast.Emphasis:
		open, end := "<em>", "</em>"
		if n.Level == 2 {
			open, end = "<strong>", "</strong>"
		}
		p.str(open)
		p.inlines(n)
		p.str(end)
	case *ast.Link:
		p.link(n)
	case *ast.Image:
		p.image(n, n != p.captioned)
	case *ast.CodeSpan:
		p.codeSpan(n)
	case *ast.AutoLink:
		p.autoLink(n)
	case *noteRef:
		p.noteRef(n)
	case *extast.Strikethrough:
		p.str("<del>")
		p.inlines(n)
		p.str("</del>")
	case *ast.RawHTML:
		p.rawInline(n)
	case *ast.String:
		p.text(n.Value)
	case *extast.TaskCheckBox: // see labelled
	default:
		p.inlines(n)
	}
}

func (p *page) textNode(n *ast.Text) {
	if n.IsRaw() {
		p.literal(n.Value(p.src))
	} else {
		p.text(n.Value(p.src))
		p.lostLink(n.Segment.Start, n.Segment.Stop)
	}
	switch {
	case n.HardLineBreak():
		p.str("<br>\n")
		p.gap()
	case n.SoftLineBreak():
		p.byte('\n')
		p.gap()
	}
}

// lostLink reports a link or picture that is shown as mere text because the file
// name in it holds a blank, as names on Windows do: "![Họp](anh hop.jpg)".
func (p *page) lostLink(start, stop int) {
	for {
		i := bytes.IndexByte(p.src[start:stop], ']')
		if i < 0 {
			return
		}
		start += i + 1
		rest, opened := bytes.CutPrefix(p.src[start:min(start+longestPath, len(p.src))], []byte("("))
		if end := bytes.IndexAny(rest, ")\n"); opened && end > 0 && rest[end] == ')' {
			name := rest[:end]
			if ext := path.Ext(string(name)); len(ext) > 1 && len(ext) <= 5 && bytes.ContainsAny(name, " \t") &&
				!bytes.ContainsAny(name, `<>"'`) && !bytes.ContainsAny([]byte(ext), " /") {
				p.problem("link-blank", diag.Error, start+1, shortened(string(name)))
			}
		}
	}
}

// longestPath is the most bytes a file's name and its folders are looked for in:
// without a bound, many brackets on one line take quadratic time.
const longestPath = 300

// codeSpan writes code as it stands. In a table's cell "\|" is "|", because a
// bare one would have ended the cell.
func (p *page) codeSpan(n *ast.CodeSpan) {
	p.str("<code>")
	p.codeText(n)
	p.str("</code>")
}

func (p *page) codeText(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		v := t.Value(p.src)
		if p.inCell {
			v = bytes.ReplaceAll(v, []byte(`\|`), []byte("|"))
		}
		line, broken := bytes.CutSuffix(v, []byte("\n"))
		p.literal(bytes.TrimSuffix(line, []byte("\r")))
		if broken {
			p.byte(' ')
			p.gap()
		}
	}
}
