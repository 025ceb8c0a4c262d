package markdown

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Wrap writes a text in lines of at most so many characters, unless a word is longer:
// the first behind one indentation, the others behind another. It is "" for a text
// without words.
func Wrap(text, first, rest string, width int) string {
	var b strings.Builder
	column := 0
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word)
		switch {
		case b.Len() == 0:
			b.WriteString(first + word)
			column = utf8.RuneCountInString(first) + n
		case column+1+n > width:
			b.WriteString("\n" + rest + word)
			column = utf8.RuneCountInString(rest) + n
		default:
			b.WriteString(" " + word)
			column += 1 + n
		}
	}
	if b.Len() > 0 {
		b.WriteByte('\n')
	}
	return b.String()
}

// PlainText writes rendered HTML as text in lines of at most so many characters:
// paragraphs parted by a line, items of lists behind a dash, rows of tables with bars,
// and where links lead in brackets.
func PlainText(text string, width int) string {
	p := plainText{width: width}
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			p.flush()
			return strings.TrimRight(p.out.String(), "\n") + strings.Repeat("\n", min(1, p.out.Len()))
		case html.TextToken:
			p.words.WriteString(html.UnescapeString(string(z.Raw())))
		case html.StartTagToken, html.SelfClosingTagToken:
			p.opens(z.Token())
		case html.EndTagToken:
			name, _ := z.TagName()
			p.closes(string(name))
		}
	}
}

type plainText struct {
	out, words strings.Builder
	width      int
	item       bool   // within an item of a list
	href       string // where the link leads that is open
}

func (p *plainText) opens(tag html.Token) {
	switch tag.Data {
	case "a":
		for _, a := range tag.Attr {
			if a.Key == "href" {
				p.href = a.Val
			}
		}
	case "li":
		p.flush()
		p.item = true
	}
}

func (p *plainText) closes(name string) {
	switch name {
	case "a":
		if p.href != "" && !strings.HasSuffix(p.words.String(), p.href) {
			p.words.WriteString(" (" + p.href + ")")
		}
		p.href = ""
	case "li":
		p.flush()
		p.item = false
	case "ul", "ol", "table":
		p.gap()
	case "td", "th":
		p.words.WriteString(" | ")
	case "tr":
		text := strings.TrimSuffix(strings.Join(strings.Fields(p.words.String()), " "), " |")
		p.words.Reset()
		p.words.WriteString(text)
		p.flush()
	case "p", "h2", "h3", "h4", "h5", "h6", "pre":
		p.flush()
		if !p.item {
			p.gap()
		}
	}
}

// flush writes the words so far as a paragraph.
func (p *plainText) flush() {
	if p.item {
		p.out.WriteString(Wrap(p.words.String(), "- ", "  ", p.width))
	} else {
		p.out.WriteString(Wrap(p.words.String(), "", "", p.width))
	}
	p.words.Reset()
}

// gap parts what follows by an empty line.
func (p *plainText) gap() {
	if p.out.Len() > 0 && !strings.HasSuffix(p.out.String(), "\n\n") {
		p.out.WriteByte('\n')
	}
}
