package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// WithoutComments is a text whose HTML comments say nothing: full stops stand for their
// characters, so that all else keeps its line and column and no line becomes a blank one.
// What looks like a comment in code stays. The text is UTF-8.
func WithoutComments(src []byte) []byte {
	if !bytes.Contains(src, commentBegin) {
		return src
	}
	within := make([]bool, len(src)) // bytes inside of comments
	pc := parser.NewContext(parser.WithIDs(noIDs{}))
	begin := stateFor(src, map[string]*noteDef{})
	pc.Set(stateKey, &begin)
	root := newParser().Parse(text.NewReader(src), parser.WithContext(pc))
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the visitor returns no error
		if entering {
			mark(within, src, rawSegments(n))
		}
		return ast.WalkContinue, nil
	})
	var out []byte
	for i, c := range src {
		switch {
		case !within[i] || c == '\n' || c == '\r':
			out = append(out, c)
		case utf8.RuneStart(c):
			out = append(out, '.')
		}
	}
	return out
}

var commentBegin, commentEnd = []byte("<!--"), []byte("-->")

// rawSegments are the places of a node's raw HTML; none for other nodes.
func rawSegments(n ast.Node) []text.Segment {
	switch n := n.(type) {
	case *ast.RawHTML:
		return n.Segments.Sliced(0, n.Segments.Len())
	case *ast.HTMLBlock:
		all := n.Lines().Sliced(0, n.Lines().Len())
		if n.HasClosure() {
			all = append(all[:len(all):len(all)], n.ClosureLine)
		}
		return all
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
		begin := bytes.Index(piece, commentBegin)
		if begin < 0 {
			return
		}
		piece, places = piece[begin+len("<!"):], places[begin+len("<!"):] // "<!-->" is a comment too
		end := bytes.Index(piece, commentEnd)
		if end < 0 {
			end = len(piece)
		}
		for _, at := range places[min(len("--"), end):end] {
			within[at] = true
		}
		piece, places = piece[end:], places[end:]
	}
}
