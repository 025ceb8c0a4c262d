package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// WithoutComments is a text whose comments say nothing: full stops stand for their
// characters, so that all else keeps its line and column and no line becomes a blank one.
// What looks like a comment in code stays. The text is UTF-8.
func WithoutComments(src []byte) []byte {
	within := Comments(src)
	if within == nil {
		return src
	}
	var out []byte
	at := 0
	for line := range bytes.Lines(src) {
		blank := util.IsBlank(line) // it stays one
		for i, c := range line {
			switch {
			case !within[at+i] || blank || c == '\n' || c == '\r':
				out = append(out, c)
			case utf8.RuneStart(c):
				out = append(out, '.')
			}
		}
		at += len(line)
	}
	return out
}

// Comments tells of each byte of a text whether it is what a comment says; nil when there
// is none. Comments are those of HTML, what browsers take for one ("<? ?>", "<! >"), and
// "[//]: # (...)", the definition of a link that leads nowhere and is not used.
func Comments(src []byte) []bool {
	if !bytes.Contains(src, []byte("<!")) && !bytes.Contains(src, []byte("<?")) && !bytes.Contains(src, []byte("]:")) {
		return nil
	}
	within := make([]bool, len(src))
	pc := parser.NewContext(parser.WithIDs(noIDs{}))
	begin := stateFor(src, map[string]*noteDef{})
	pc.Set(stateKey, &begin)
	root := grammar().Parse(text.NewReader(src), parser.WithContext(pc))
	var definitions []*ast.LinkReferenceDefinition
	used := map[string]bool{}
	use := func(r *ast.ReferenceLink) {
		if r != nil {
			used[util.ToLinkReference(r.Value)] = true
		}
	}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the visitor returns no error
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			use(n.Reference)
		case *ast.Image:
			use(n.Reference)
		case *ast.LinkReferenceDefinition:
			definitions = append(definitions, n)
		default:
			mark(within, src, rawSegments(n, src))
		}
		return ast.WalkContinue, nil
	})
	for _, note := range begin.twice { // what stands in its lines was not read, and no page shows it
		_ = ast.Walk(note, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			segments := rawSegments(n, src)
			if segments == nil && n.Type() == ast.TypeBlock && !n.IsRaw() {
				segments = n.Lines().Sliced(0, n.Lines().Len())
			}
			if entering {
				mark(within, src, segments)
			}
			return ast.WalkContinue, nil
		})
	}
	for _, d := range definitions {
		if to := string(d.Destination); (to == "" || to == "#") && !used[util.ToLinkReference(d.Label)] {
			markDefinition(within, src, d)
		}
	}
	return within
}

var commentBegin, commentEnd = []byte("<!--"), []byte("-->")

// rawSegments are the places of a node's raw HTML, and of what stands in a row of a table
// behind its last column, which no page shows; none for other nodes.
func rawSegments(n ast.Node, src []byte) []text.Segment {
	switch n := n.(type) {
	case *ast.RawHTML:
		return n.Segments.Sliced(0, n.Segments.Len())
	case *ast.HTMLBlock:
		all := n.Lines().Sliced(0, n.Lines().Len())
		if n.HasClosure() {
			all = append(all[:len(all):len(all)], n.ClosureLine)
		}
		return all
	case *extast.TableRow:
		if last := n.LastChild(); last != nil && last.Lines().Len() > 0 {
			begin := last.Lines().At(0).Stop
			if size := bytes.IndexByte(src[begin:], '\n'); size >= 0 {
				return []text.Segment{text.NewSegment(begin, begin+size)}
			}
			return []text.Segment{text.NewSegment(begin, len(src))}
		}
	}
	return nil
}

// mark marks what is inside of comments in a piece of raw HTML; one that has no end
// reaches to the end of the piece.
func mark(within []bool, src []byte, segments []text.Segment) {
	var piece []byte
	var places []int // in src, of the bytes of piece
	for _, s := range segments {
		for i := s.Start; i < s.Stop; i++ {
			piece, places = append(piece, src[i]), append(places, i)
		}
	}
	for {
		begin := bytes.IndexByte(piece, '<')
		if begin < 0 {
			return
		}
		piece, places = piece[begin:], places[begin:]
		sign, end := commentSign(piece)
		if end < 0 {
			end = len(piece)
		}
		for _, at := range places[min(sign, end):end] {
			within[at] = true
		}
		piece, places = piece[max(end, 1):], places[max(end, 1):]
	}
}

// commentSign is the size of the sign that a comment begins with, and where the sign is
// that ends it, -1 for nowhere; 0 and 0 when a piece of HTML begins with no comment.
func commentSign(piece []byte) (sign, end int) {
	switch {
	case bytes.HasPrefix(piece, commentBegin):
		end = bytes.Index(piece[len("<!"):], commentEnd) // "<!-->" is one too
		if end >= 0 {
			end += len("<!")
		}
		return len(commentBegin), end
	case bytes.HasPrefix(piece, []byte("<![CDATA[")):
		return len("<![CDATA["), bytes.Index(piece, []byte("]]>"))
	case bytes.HasPrefix(piece, []byte("<?")):
		return len("<?"), bytes.Index(piece, []byte("?>"))
	case len(piece) > len("<!x") && bytes.HasPrefix(piece, []byte("<!")):
		return len("<!x"), bytes.IndexByte(piece, '>') // with its letter, by which it is known
	}
	return 0, 0
}

// markDefinition marks what the definition of a link says, but for the signs that make it
// one.
func markDefinition(within []bool, src []byte, d *ast.LinkReferenceDefinition) {
	for n := range d.Lines().Len() {
		line := d.Lines().At(n)
		for i := line.Start; i < line.Stop; i++ {
			switch c := src[i]; {
			case c == '\\' && i+1 < line.Stop && src[i+1] < utf8.RuneSelf:
				within[i], within[i+1] = true, true
				i++
			case bytes.IndexByte([]byte("[]:#<>()\"'/ \t"), c) < 0:
				within[i] = true
			}
		}
	}
}
