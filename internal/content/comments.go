package content

import (
	"bytes"
	"regexp"
	"slices"
	"unicode"
	"unicode/utf8"

	"bulletin/internal/diag"
	"bulletin/internal/markdown"
	"bulletin/internal/record"
	"bulletin/internal/schema"
	"bulletin/internal/source"
)

// withoutComments is the text of a file whose comments say nothing, in the front matter
// and in Markdown: they are the author's own notes, which no page shows. The rest keeps
// its lines and columns, and the document is the same.
func (p Parser) withoutComments(f source.File) ([]byte, diag.List) {
	parts, problem := delimiters(f)
	if problem != nil {
		return nil, diag.List{*problem}
	}
	head := htmlComment.ReplaceAllFunc([]byte(schema.WithoutComments(string(f.Text[:parts.body]))), hushed)
	text := append(head, markdown.WithoutComments(f.Text[parts.body:])...)
	if bytes.Equal(text, f.Text) {
		return f.Text, nil
	}
	doc, problems := p.Read(f)
	if doc == nil {
		return nil, problems
	}
	said := doc.said()
	same := func(text []byte) bool {
		is, _ := p.Read(source.File{Path: f.Path, Text: text})
		return is != nil && bytes.Equal(is.said(), said)
	}
	if !same(text) {
		return nil, diag.List{doc.origin.At(schema.Place{Line: firstOther(f.Text, text, same), Col: 1}, diag.Error, "source-comment", "")}
	}
	return text, nil
}

// said is all that a document says, without its texts as they are written.
func (d *Document) said() []byte {
	d.Content = record.Sum{}
	d.eachProse(func(_ string, p *Prose) { p.Text = "" })
	return d.Encode(nil)
}

// htmlComment is a comment in a text of the front matter.
var htmlComment = regexp.MustCompile(`(?s)<!--.*?-->`)

// hushed is a comment with full stops for what it says.
func hushed(comment []byte) []byte {
	out := []byte("<!--")
	for rest := comment[len("<!--") : len(comment)-len("-->")]; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if !unicode.IsSpace(r) {
			r = '.'
		}
		out, rest = utf8.AppendRune(out, r), rest[size:]
	}
	return append(out, "-->"...)
}

// firstOther is the number, from 1, of the first line of a text that cannot be exchanged
// for that of another, which has as many, so that it is still the same.
func firstOther(text, other []byte, same func([]byte) bool) int {
	was, is := bytes.SplitAfter(text, []byte("\n")), bytes.SplitAfter(other, []byte("\n"))
	for n := range was {
		if !bytes.Equal(was[n], is[n]) && !same(slices.Concat(bytes.Join(is[:n+1], nil), bytes.Join(was[n+1:], nil))) {
			return n + 1
		}
	}
	return 1
}
