package content

import (
	"bytes"
	"slices"
	"strings"
	"unicode"

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
	text := append([]byte(schema.WithoutComments(string(f.Text[:parts.body]))), markdown.WithoutComments(f.Text[parts.body:])...)
	read := func(text []byte) *Document {
		d, _ := p.Read(source.File{Path: f.Path, Text: text})
		return d
	}
	if d := read(text); d != nil {
		text = hushed(d, text)
	}
	refused := func(line int) ([]byte, diag.List) {
		origin := schema.Origin{File: f.Path, Line: lines(f.Text)}
		return nil, diag.List{origin.At(schema.Place{Line: line, Col: 1}, diag.Error, "source-comment", "")}
	}
	block, _, first, _, problems := p.split(source.File{Path: f.Path, Text: text})
	if problems != nil {
		return nil, problems
	}
	if line := schema.Comment(block); line > 0 {
		return refused(first + line - 1)
	}
	if bytes.Equal(text, f.Text) {
		return f.Text, nil
	}
	doc, problems := p.Read(f)
	if doc == nil {
		return nil, problems
	}
	said := doc.said()
	same := func(d *Document) bool { return d != nil && bytes.Equal(d.said(), said) }
	if is := read(text); is == nil || is.comments() || !same(is) {
		return refused(firstOther(f.Text, text, func(text []byte) bool { return same(read(text)) }))
	}
	return text, nil
}

// said is all that a document says, without its texts as they are written.
func (d *Document) said() []byte {
	d.Content = record.Sum{}
	d.eachProse(func(_ string, p *Prose) { p.Text = "" })
	return d.Encode(nil, Brief{})
}

// comments tells whether a comment in a text of the front matter says anything.
func (d *Document) comments() bool {
	any := false
	d.eachProse(func(_ string, p *Prose) {
		within := markdown.Comments([]byte(p.Text))
		for i, r := range p.Text {
			any = any || within != nil && within[i] && r != '.' && !unicode.IsSpace(r)
		}
	})
	return any
}

// hushed is the text of a document with full stops for what comments say in the texts of
// its front matter, each where it stands in the file.
func hushed(d *Document, file []byte) []byte {
	if !d.comments() {
		return file
	}
	lines := strings.Split(string(file), "\n")
	d.eachProse(func(_ string, p *Prose) {
		within := markdown.Comments([]byte(p.Text))
		if within == nil {
			return
		}
		var quote rune
		if n := p.Place.Line - 1; n < len(lines) {
			written := []rune(lines[n])
			quote = opening(written[min(p.Place.Col-1, len(written)):])
		}
		m, shown := mapProse(p, []byte(strings.Join(lines, "\n"))), 0
		for i, r := range p.Text {
			if unicode.IsSpace(r) {
				continue
			}
			if within[i] && shown < len(m.places) {
				at := m.places[shown]
				written := []rune(lines[at.Line-1])
				size, _ := character(written[at.Col-1:], quote)
				for n := range size {
					written[at.Col-1+n] = '.'
				}
				lines[at.Line-1] = string(written)
			}
			shown++
		}
	})
	return []byte(strings.Join(lines, "\n"))
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
