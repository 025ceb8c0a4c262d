package content

import (
	"bytes"
	"regexp"
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
	was, problems := p.Read(f)
	is, _ := p.Read(source.File{Path: f.Path, Text: text})
	if was == nil {
		return nil, problems
	}
	if is == nil || !bytes.Equal(is.said(), was.said()) {
		return nil, diag.List{was.origin.At(schema.Place{Line: firstOther(f.Text, text), Col: 1}, diag.Error, "source-comment", "")}
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

// firstOther is the number of the first line in which two texts differ, from 1.
func firstOther(a, b []byte) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return 1 + bytes.Count(a[:n], []byte("\n"))
}
