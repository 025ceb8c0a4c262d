package markdown

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// What plain says of a picture.
const (
	withAlt    = true
	withoutAlt = false
)

// plain appends the text of a node's inline content, as a reader would say it:
// no footnote numbers, no raw HTML, line breaks are spaces.
func (p *page) plain(dst []byte, n ast.Node, alt bool) []byte {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Text:
			if c.IsRaw() {
				dst = append(dst, c.Value(p.src)...)
			} else {
				dst = append(dst, resolved(c.Value(p.src))...)
			}
			if c.SoftLineBreak() || c.HardLineBreak() {
				dst = append(dst, ' ')
			}
		case *ast.String:
			dst = append(dst, c.Value...)
		case *ast.CodeSpan:
			for t := c.FirstChild(); t != nil; t = t.NextSibling() {
				if t, ok := t.(*ast.Text); ok {
					dst = append(dst, bytes.ReplaceAll(t.Value(p.src), []byte("\n"), []byte(" "))...)
				}
			}
		case *ast.AutoLink:
			dst = append(dst, c.Label(p.src)...)
		case *ast.Image:
			if alt {
				dst = p.plain(dst, c, alt)
			}
		case *noteRef, *ast.RawHTML, *extast.TaskCheckBox:
		default:
			dst = p.plain(dst, c, alt)
		}
	}
	return dst
}

// summaryLength is the most characters of a summary.
const summaryLength = 200

// summary is the text of the first paragraph that has any: one of the article's
// own, else one inside a list or a quotation.
func (p *page) summary(root ast.Node) string {
	for c := root.FirstChild(); c != nil; c = c.NextSibling() {
		if _, ok := c.(*ast.Paragraph); ok {
			if s := p.summaryOf(c); s != "" {
				return s
			}
		}
	}
	return p.firstText(root)
}

func (p *page) firstText(n ast.Node) string {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		s := ""
		switch c.(type) {
		case *ast.Paragraph, *ast.TextBlock:
			s = p.summaryOf(c)
		case *ast.List, *ast.ListItem, *ast.Blockquote, *extast.DefinitionList, *extast.DefinitionDescription:
			s = p.firstText(c)
		}
		if s != "" {
			return s
		}
	}
	return ""
}

func (p *page) summaryOf(n ast.Node) string {
	text := p.plain(p.scratch[:0], n, withoutAlt)
	p.scratch = text[:0]
	text = squeezed(text)
	if letters(text) <= summaryLength {
		return string(text)
	}
	return cutAtWord(string(text[:min(len(text), utf8.UTFMax*summaryLength)]), summaryLength)
}

// squeezed makes every run of white space one space, in place.
func squeezed(s []byte) []byte {
	out := s[:0]
	for _, c := range s {
		if byteKinds[c] == spaceByte {
			if len(out) == 0 || out[len(out)-1] == ' ' {
				continue
			}
			c = ' '
		}
		out = append(out, c)
	}
	return bytes.TrimRight(out, " ")
}

// cutAtWord shortens s to at most n characters, the ellipsis included, at the
// end of a word if there is one in the second half.
func cutAtWord(s string, n int) string {
	end := 0
	for range n - 1 {
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
	}
	if i := strings.LastIndexByte(s[:end+1], ' '); i > end/2 {
		end = i
	}
	return strings.TrimRight(s[:end], " ,;:.–-") + "…"
}
