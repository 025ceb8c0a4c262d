package markdown

import (
	"strconv"
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
// paragraphs parted by a line, items of lists behind a dash or their number, quotations
// and explanations indented, rows of tables with bars, code as it stands, and where links
// lead in brackets.
func PlainText(text string, width int) string {
	p := plainText{width: width}
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			p.flush()
			return strings.TrimRight(p.out.String(), "\n") + strings.Repeat("\n", min(1, p.out.Len()))
		case html.TextToken:
			if p.hidden == "" {
				p.words.WriteString(html.UnescapeString(string(z.Raw())))
			}
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
	lists      []int  // those that are open: the number of the item before, -1 without numbers
	marker     string // of the item that begins
	indent     string // of what is within items and quotations
	href       string // where the link leads that is open
	hidden     string // the element whose text is none
}

func (p *plainText) opens(tag html.Token) {
	switch tag.Data {
	case "a":
		p.href = attribute(tag, "href")
	case "ul", "ol":
		p.flush()
		first := -1
		if tag.Data == "ol" {
			if n, err := strconv.Atoi(attribute(tag, "start")); err == nil {
				first = max(n-1, 0)
			} else {
				first = 0
			}
		}
		p.lists = append(p.lists, first)
	case "li":
		p.flush()
		p.marker = "- "
		if n := len(p.lists); n > 0 && p.lists[n-1] >= 0 {
			p.lists[n-1]++
			p.marker = strconv.Itoa(p.lists[n-1]) + ". "
		}
		p.indent += strings.Repeat(" ", len(p.marker))
	case "blockquote", "dd":
		p.flush()
		p.indent += "  "
	case "br", "hr", "dt", "p", "div", "pre", "figure", "figcaption", "summary", "table", "h1", "h2", "h3", "h4", "h5", "h6":
		p.flush()
	case "script", "style":
		p.hidden = tag.Data
	}
}

func (p *plainText) closes(name string) {
	switch name {
	case p.hidden:
		p.hidden = ""
	case "a":
		if p.href != "" && !strings.HasSuffix(p.words.String(), p.href) {
			p.words.WriteString(" (" + p.href + ")")
		}
		p.href = ""
	case "li":
		p.flush()
		p.marker = ""
		if n := len(p.lists); n > 0 {
			width := len("- ")
			if p.lists[n-1] >= 0 {
				width = len(strconv.Itoa(p.lists[n-1])) + len(". ")
			}
			p.indent = p.indent[:max(len(p.indent)-width, 0)]
		}
	case "ul", "ol":
		p.lists = p.lists[:max(len(p.lists)-1, 0)]
		if len(p.lists) == 0 {
			p.gap()
		}
	case "blockquote", "dd":
		p.flush()
		p.indent = strings.TrimSuffix(p.indent, "  ")
		if name == "blockquote" {
			p.gap()
		}
	case "table", "dl", "figure", "details":
		p.flush()
		p.gap()
	case "td", "th":
		p.words.WriteString(" | ")
	case "tr":
		text := strings.TrimSuffix(strings.Join(strings.Fields(p.words.String()), " "), " |")
		p.words.Reset()
		p.words.WriteString(text)
		p.flush()
	case "pre":
		p.verbatim()
		p.gap()
	case "dt", "figcaption", "summary", "div":
		p.flush()
	case "p", "h1", "h2", "h3", "h4", "h5", "h6":
		p.flush()
		if len(p.lists) == 0 {
			p.gap()
		}
	}
}

func attribute(tag html.Token, key string) string {
	for _, a := range tag.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// flush writes the words so far as a paragraph.
func (p *plainText) flush() {
	first := p.indent
	if p.marker != "" {
		first = p.indent[:max(len(p.indent)-len(p.marker), 0)] + p.marker
	}
	text := Wrap(p.words.String(), first, p.indent, p.width)
	if p.words.Reset(); text != "" {
		p.out.WriteString(text)
		p.marker = ""
	}
}

// verbatim writes the words so far line by line as they stand.
func (p *plainText) verbatim() {
	for line := range strings.Lines(strings.Trim(p.words.String(), "\n") + "\n") {
		p.out.WriteString(p.indent + "  " + line)
	}
	p.words.Reset()
}

// gap parts what follows by an empty line.
func (p *plainText) gap() {
	if p.out.Len() > 0 && !strings.HasSuffix(p.out.String(), "\n\n") {
		p.out.WriteByte('\n')
	}
}
