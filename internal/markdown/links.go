package markdown

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"bulletin/internal/diag"
)

// slotScheme marks a slot while raw HTML is still to be balanced: href="slot:3"
// is the address of Links[3]. No author can write it, see schemes.
const slotScheme = "slot:"

// anchor opens the link to a destination written at a byte offset, and reports
// whether it did: a link that is refused leaves its text.
func (p *page) anchor(d destination, offset int, at func(int) (int, int)) bool {
	if !p.allowed(d, offset) {
		return false
	}
	switch d.kind {
	case outside:
		p.str(`<a href="`)
		p.href(d.url)
		p.str(`"`)
		if isWeb(d.url) {
			p.str(webRel)
		}
	case fragment:
		p.addLink(d, false, -1, offset, at)
		p.str(`<a href="#`)
		p.href(d.frag)
		p.str(`"`)
	default:
		p.str(`<a href="`)
		p.slot(d, false, offset, at)
		p.str(`"`)
	}
	return true
}

// webRel keeps the intranet's addresses from the sites that it links to.
const webRel = ` rel="external noreferrer"`

func isWeb(url string) bool {
	s := schemeOf(url)
	return s == "http" || s == "https" || s == "ftp"
}

// allowed reports what may not be linked to.
func (p *page) allowed(d destination, offset int) bool {
	switch d.kind {
	case refused:
		p.problem("unsafe-link", diag.Error, offset, shortened(d.url))
		return false
	case nowhere:
		p.problem("link-empty", diag.Warning, offset)
		return false
	}
	return true
}

// slot cuts an address out at the end of what is written so far.
func (p *page) slot(d destination, image bool, offset int, at func(int) (int, int)) {
	if p.raw {
		if image {
			p.str(` src="`)
		}
		p.str(slotScheme)
		p.int(len(p.links))
		if image {
			p.byte('"')
		}
	}
	p.addLink(d, image, len(p.out), offset, at)
}

func (p *page) addLink(d destination, image bool, slot, offset int, at func(int) (int, int)) {
	line, col := at(offset)
	p.links = append(p.links, Link{
		Dest: d.dest, Path: d.path, Query: d.qry, Fragment: d.frag,
		Image: image, Offset: slot, Line: line, Col: col,
	})
}

// placeOf is where a destination stands, and how to find its line and column.
func (p *page) placeOf(n ast.Node, dest []byte, ref *ast.ReferenceLink) (int, func(int) (int, int)) {
	offset := offsetIn(p.src, dest)
	if offset < 0 {
		return n.Pos(), p.at
	}
	if ref != nil {
		return offset, p.atDefinition
	}
	return offset, p.at
}

// affordable tells whether a definition may be repeated once more. Without a
// bound, one long definition and many short references to it make the output
// grow as the square of the input.
func (p *page) affordable(ref *ast.ReferenceLink, dest, title []byte) bool {
	if ref == nil {
		return true
	}
	p.expanded += len(dest) + len(title)
	return p.expanded <= max(len(p.src), 100_000)
}

func (p *page) link(n *ast.Link) {
	offset, at := p.placeOf(n, n.Destination, n.Reference)
	if p.inLink || !p.affordable(n.Reference, n.Destination, n.Title) ||
		!p.anchor(readMarkdown(n.Destination), offset, at) {
		p.inlines(n)
		return
	}
	p.title(n.Title)
	p.byte('>')
	p.inLink = true
	p.inlines(n)
	p.inLink = false
	p.str("</a>")
}

func (p *page) title(title []byte) {
	if len(title) > 0 {
		p.str(` title="`)
		p.out = appendEscaped(p.out, resolved(title))
		p.byte('"')
	}
}

func (p *page) autoLink(n *ast.AutoLink) {
	label, url := n.Label(p.src), n.URL(p.src)
	if n.AutoLinkType == ast.AutoLinkEmail && !bytes.HasPrefix(bytes.ToLower(url), []byte("mailto:")) {
		url = append([]byte("mailto:"), url...)
	}
	opened := !p.inLink && p.anchor(readAddress(string(url)), offsetOr(p.src, label, n.Pos()), p.at)
	if opened {
		p.byte('>')
	}
	p.literal(label)
	if opened {
		p.str("</a>")
	}
}

func offsetOr(src, part []byte, otherwise int) int {
	if off := offsetIn(src, part); off >= 0 {
		return off
	}
	return otherwise
}

// shortened is an address or a piece of HTML as a message shows it.
func shortened(s string) string {
	const most = 60
	var b strings.Builder
	n := 0
	for _, r := range s {
		if n++; n > most {
			return b.String() + "…"
		}
		if r < ' ' || r == 0x7f {
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}
