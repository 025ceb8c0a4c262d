package markdown

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// table puts a table into a box that scrolls, by keyboard too; the box needs a
// name, which is the table's number and its columns.
func (p *page) table(n *extast.Table) {
	p.tables++
	p.str(`<div class="table-scroll" tabindex="0" role="region" aria-label="` + p.r.labels.table)
	p.int(p.tables)
	if columns := p.columnNames(n.FirstChild()); columns != "" {
		p.str(": ")
		p.attr(columns)
	}
	p.str("\">\n<table>\n")
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, head := row.(*extast.TableHeader)
		if head {
			p.str("<thead>\n")
		}
		p.row(row, head)
		switch {
		case head && row.NextSibling() != nil:
			p.str("</thead>\n<tbody>\n")
		case head:
			p.str("</thead>\n")
		case row.NextSibling() == nil:
			p.str("</tbody>\n")
		}
	}
	p.str("</table>\n</div>\n")
}

func (p *page) row(row ast.Node, head bool) {
	p.str("<tr>")
	p.inCell = true
	for c := row.FirstChild(); c != nil; c = c.NextSibling() {
		cell, ok := c.(*extast.TableCell)
		if !ok {
			continue
		}
		// An empty heading names nothing and would be announced as one.
		th := head && cell.HasChildren()
		p.str(cellTag(th, cell.Alignment))
		p.content(cell)
		if th {
			p.str("</th>")
		} else {
			p.str("</td>")
		}
	}
	p.inCell = false
	p.str("</tr>\n")
}

// cellTag opens a cell; how it is aligned is left to the theme's classes,
// because a style attribute has no place under a strict content policy.
func cellTag(head bool, a extast.Alignment) string {
	tag := "<td"
	if head {
		tag = `<th scope="col"`
	}
	switch a {
	case extast.AlignLeft:
		return tag + ` class="align-left">`
	case extast.AlignCenter:
		return tag + ` class="align-center">`
	case extast.AlignRight:
		return tag + ` class="align-right">`
	}
	return tag + ">"
}

// longestName is the most characters of a table's name.
const longestName = 80

func (p *page) columnNames(head ast.Node) string {
	var b strings.Builder
	p.inCell = true
	for c := head.FirstChild(); c != nil && b.Len() < 4*longestName; c = c.NextSibling() {
		name := squeezed(p.plain(p.scratch[:0], c, withAlt))
		p.scratch = name[:0]
		if len(name) == 0 {
			continue
		}
		if b.Len() > 0 {
			b.WriteString(", ")
		}
		b.Write(name)
	}
	p.inCell = false
	if s := b.String(); utf8.RuneCountInString(s) > longestName {
		return cutAtWord(s, longestName)
	}
	return b.String()
}
