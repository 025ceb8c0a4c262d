package markdown

import (
	"bytes"
	"path"
	"strings"

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

// lostLink reports a link or picture that is shown as mere text: the file name in it
// holds a blank, as names on Windows do ("![Họp](anh hop (1).jpg)"), its caption has
// the quotes of Word or quotes within quotes, or a bracket is missing or stands apart.
func (p *page) lostLink(start, stop int) {
	for {
		i := bytes.IndexByte(p.src[start:stop], ']')
		if i < 0 {
			return
		}
		start += i + 1
		rest := p.src[start:min(start+longestPath, len(p.src))]
		line, _, whole := bytes.Cut(rest, []byte("\n"))
		target, opened := bytes.CutPrefix(bytes.TrimLeft(line, " "), []byte("("))
		if !opened {
			continue
		}
		inside, closed := inBrackets(target)
		file, _, _ := bytes.Cut(inside, []byte(" "))
		at := start + len(line) - len(target)
		switch {
		case line[0] == ' ':
			if closed && len(file) == len(inside) && namesFile(file) {
				p.problem("link-apart", diag.Warning, start, shortened(string(file)))
			}
		case !closed:
			if whole && namesFile(file) {
				p.problem("link-open", diag.Error, at, shortened(string(file)))
			}
		case bytes.ContainsAny(inside, `"'“”‘’«»`):
			if namesFile(file) {
				p.problem("link-quotes", diag.Error, at+len(file), shortened(string(file)))
			}
		case bytes.ContainsAny(inside, " \t") && !bytes.ContainsAny(inside, "<>") && namesFile(inside):
			p.problem("link-blank", diag.Error, at, shortened(string(inside)))
		}
	}
}

// inBrackets is what stands before the bracket that closes the one before the text, or
// else all of it.
func inBrackets(text []byte) (inside []byte, closed bool) {
	depth := 1
	for i, c := range text {
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return text[:i], true
			}
		}
	}
	return text, false
}

// namesFile tells whether a text ends as the name of a file does.
func namesFile(name []byte) bool {
	ext := path.Ext(string(name))
	return len(ext) > 1 && len(ext) <= 5 && !strings.ContainsAny(ext, " /")
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
