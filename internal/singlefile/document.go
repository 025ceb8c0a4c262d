package singlefile

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"io/fs"
	"path"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// policy lets the document show what it holds, and ask nobody for anything.
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; media-src data:; base-uri 'none'; form-action 'none'"

// oneAtATime shows the page that is aimed at, or holds what is; else the first.
const oneAtATime = `
.single-page:focus { outline: none; }
.single-page + .single-page { border-top: 1px solid; }
@supports selector(:has(*)) {
	.single-page { display: none; border: 0 !important; scroll-margin-top: 100vh; } /* with the menus above it */
	.single-page:target, .single-page:has(:target), main:not(:has(:target)) > .single-page:first-child { display: block; }
}
`

// write writes the document. What surrounds the pages is that of the home page.
func (s *site) write(ctx context.Context, home *page) ([]byte, error) {
	doc, err := s.parse(home.name)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if err := s.head(&b, doc); err != nil {
		return nil, err
	}
	body, main := first(doc, atom.Body), first(doc, atom.Main)
	if body == nil || main == nil {
		return nil, fmt.Errorf("%s: %w", home.name, errNoMain)
	}
	chrome := &page{name: home.name, id: "site"}
	for n := range body.ChildNodes() {
		if n == main {
			b.WriteString("<main>")
			if err := s.sections(ctx, &b); err != nil {
				return nil, err
			}
			b.WriteString("</main>\n")
			continue
		}
		if n.Type == xhtml.ElementNode && !leadsToMain(n) {
			if err := s.render(&b, n, chrome); err != nil {
				return nil, err
			}
			b.WriteByte('\n')
		}
	}
	b.WriteString("</body>\n</html>\n")
	return b.Bytes(), nil
}

// leadsToMain tells the link that passes over the menus: it would lead to all pages.
func leadsToMain(n *xhtml.Node) bool {
	return n.DataAtom == atom.A && strings.HasPrefix(attr(n, "href"), "#")
}

// head writes all that stands before the body, and the body's begin.
func (s *site) head(b *bytes.Buffer, doc *xhtml.Node) error {
	lang, title := "vi", ""
	if root := first(doc, atom.Html); root != nil && attr(root, "lang") != "" {
		lang = attr(root, "lang")
	}
	if t := first(doc, atom.Title); t != nil {
		title = textOf(t)
	}
	fmt.Fprintf(b, "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n", html.EscapeString(lang))
	fmt.Fprintf(b, "<meta http-equiv=\"Content-Security-Policy\" content=\"%s\">\n", policy)
	fmt.Fprintf(b, "<title>%s</title>\n", html.EscapeString(title))
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Meta && slices.Contains([]string{"viewport", "generator", "color-scheme", "theme-color", "robots"}, attr(n, "name")) {
			if err := xhtml.Render(b, n); err != nil {
				return err
			}
			b.WriteByte('\n')
		}
		if icon := path.Clean(attr(n, "href")); n.DataAtom == atom.Link && attr(n, "rel") == "icon" && s.files[icon] {
			url, err := s.dataURL(icon)
			if err != nil {
				return err
			}
			fmt.Fprintf(b, "<link rel=\"icon\" href=\"%s\">\n", html.EscapeString(url))
		}
	}
	b.WriteString("<style>\n")
	for _, name := range s.style {
		css, err := s.styleSheet(name)
		if err != nil {
			return err
		}
		b.WriteString(css + "\n")
	}
	b.WriteString(oneAtATime + "</style>\n</head>\n<body>\n")
	return s.licences(b)
}

// licences go with the typefaces, whose licence (OFL-1.1, 2) asks for that.
func (s *site) licences(b *bytes.Buffer) error {
	folders := map[string]bool{}
	for name := range s.used {
		if strings.HasPrefix(mediaType(name), "font/") {
			folders[path.Dir(name)] = true
		}
	}
	var texts []string
	for name := range s.files {
		if folders[path.Dir(name)] && path.Ext(name) == ".txt" {
			texts = append(texts, name)
		}
	}
	slices.Sort(texts)
	for _, name := range texts {
		text, err := fs.ReadFile(s.tree, name)
		if err != nil {
			return fmt.Errorf("reading %s: %w", name, err)
		}
		b.WriteString("<!--\n" + strings.NewReplacer("--", "- -", ">", "&gt;").Replace(string(text)) + "\n-->\n")
	}
	return nil
}

// sections writes all pages.
func (s *site) sections(ctx context.Context, b *bytes.Buffer) error {
	for _, p := range s.order {
		if err := ctx.Err(); err != nil {
			return err
		}
		doc, err := s.parse(p.name)
		if err != nil {
			return err
		}
		main := first(doc, atom.Main)
		if main == nil {
			return fmt.Errorf("%s: %w", p.name, errNoMain)
		}
		if err := s.claim(p.id, p); err != nil {
			return err
		}
		class, label := "single-page", ""
		if body := first(doc, atom.Body); body != nil && attr(body, "class") != "" {
			class += " " + attr(body, "class")
		}
		if title := first(doc, atom.Title); title != nil {
			label = textOf(title)
		}
		fmt.Fprintf(b, "<section class=\"%s\" id=\"%s\" tabindex=\"-1\" aria-label=\"%s\">\n", html.EscapeString(class), html.EscapeString(p.id), html.EscapeString(label))
		for n := range main.ChildNodes() {
			if err := s.render(b, n, p); err != nil {
				return err
			}
		}
		b.WriteString("</section>\n")
	}
	return nil
}

// render writes an element of a page, its ids and addresses rewritten.
func (s *site) render(b *bytes.Buffer, n *xhtml.Node, p *page) error {
	if isUseless(n) {
		return nil
	}
	if err := s.rewrite(n, p); err != nil {
		return err
	}
	if n.DataAtom == atom.Noscript || n.DataAtom == atom.Picture {
		for child := range n.ChildNodes() {
			if err := xhtml.Render(b, child); err != nil {
				return err
			}
		}
		return nil
	}
	return xhtml.Render(b, n)
}

func textOf(n *xhtml.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == xhtml.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.TrimSpace(b.String())
}
