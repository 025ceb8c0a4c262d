package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"

	"bulletin/internal/diag"
)

// image writes a picture. One that lies on another host becomes a link to it:
// a page never fetches anything from the network by itself. titled says that
// the title is an attribute, not a caption.
func (p *page) image(n *ast.Image, titled bool) {
	offset, at := p.placeOf(n, n.Destination, n.Reference)
	alt := squeezed(p.plain(p.scratch[:0], n, withAlt))
	p.scratch = alt[:0]
	d := readPicture(n.Destination)
	if !p.affordable(n.Reference, n.Destination, n.Title) || !p.allowed(d, offset) {
		p.out = appendEscaped(p.out, alt)
		return
	}
	if len(alt) == 0 {
		p.problem("image-without-alt", diag.Warning, n.Pos())
	}
	if d.kind == outside && !dataImage().MatchString(d.url) {
		p.problem("image-external", diag.Warning, offset, shortened(d.url))
		p.externalPicture(d, alt)
		return
	}
	p.str("<img")
	if d.kind == outside {
		p.str(` src="`)
		p.href(d.url)
		p.byte('"')
	} else {
		p.slot(d, true, offset, at)
	}
	p.str(` alt="`)
	p.out = appendEscaped(p.out, alt)
	p.byte('"')
	if titled {
		p.title(n.Title)
	}
	p.str(` loading="lazy" decoding="async">`)
}

// readPicture understands the destination of a picture.
func readPicture(raw []byte) destination {
	d := readMarkdown(raw)
	switch {
	case d.kind == refused && dataImage().MatchString(d.url):
		d.kind = outside
	case d.kind == outside && !isWeb(d.url), d.kind == fragment:
		d = destination{kind: refused, url: string(raw)}
	}
	return d
}

func (p *page) externalPicture(d destination, alt []byte) {
	if len(alt) == 0 {
		alt = []byte(d.url)
	}
	if p.inLink {
		p.out = appendEscaped(p.out, alt)
		return
	}
	p.str(`<a href="`)
	p.href(d.url)
	p.str(`"` + webRel + `>`)
	p.out = appendEscaped(p.out, alt)
	p.str("</a>")
}

// figures renders a paragraph that holds pictures and nothing else, one figure
// for each, and reports whether it did.
func (p *page) figures(n *ast.Paragraph) bool {
	pictures := 0
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if pictureOf(c) != nil {
			pictures++
		} else if t, ok := c.(*ast.Text); !ok || len(bytes.TrimSpace(t.Value(p.src))) > 0 {
			return false
		}
	}
	if pictures == 0 {
		return false
	}
	if pictures > 1 {
		p.str("<div class=\"figures\">\n")
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if img := pictureOf(c); img != nil {
			p.figure(c, img)
		}
	}
	if pictures > 1 {
		p.str("</div>\n")
	}
	return true
}

// pictureOf is the picture that n is, or that is all the link n holds.
func pictureOf(n ast.Node) *ast.Image {
	if l, ok := n.(*ast.Link); ok && l.ChildCount() == 1 {
		n = l.FirstChild()
	}
	img, _ := n.(*ast.Image)
	return img
}

func (p *page) figure(n ast.Node, img *ast.Image) {
	p.str("<figure>\n")
	p.captioned = img
	p.inline(n)
	p.captioned = nil
	p.byte('\n')
	if len(img.Title) > 0 {
		p.str("<figcaption>")
		p.gap()
		p.literal(resolved(img.Title))
		p.gap()
		p.str("</figcaption>\n")
	}
	p.str("</figure>\n")
}
