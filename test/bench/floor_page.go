package main

import (
	"bytes"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// newMarkdown has the extensions that the program has; it turns links to items
// into links to their pages without looking whether they are there.
func newMarkdown() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.DefinitionList, extension.Footnote),
		goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithASTTransformers(util.Prioritized(pageLinks{}, 100))),
		goldmark.WithRendererOptions(renderer.WithNodeRenderers(util.Prioritized(anchoredHeadings{}, 100))),
	)
}

// anchoredHeadings writes headings with a link to themselves.
type anchoredHeadings struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (anchoredHeadings) RegisterFuncs(r renderer.NodeRendererFuncRegisterer) {
	r.Register(ast.KindHeading, func(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
		level := string(rune('0' + n.(*ast.Heading).Level))
		id, _ := n.AttributeString("id")
		name, _ := id.([]byte)
		text := "<h" + level + ` id="` + string(name) + `">`
		if !entering {
			text = ` <a class="heading-anchor" href="#` + string(name) + `" aria-label="Liên kết đến mục này"><span aria-hidden="true">#</span></a></h` + level + ">\n"
		}
		_, err := w.WriteString(text)
		return ast.WalkContinue, err
	})
}

// pageLinks turns links to Markdown files into links to pages.
type pageLinks struct{}

// Transform implements parser.ASTTransformer.
func (pageLinks) Transform(root *ast.Document, _ text.Reader, _ parser.Context) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if link, ok := n.(*ast.Link); ok && entering && bytes.HasSuffix(link.Destination, []byte(".md")) {
			link.Destination = []byte("../" + string(bytes.TrimSuffix(link.Destination, []byte(".md"))) + "/index.html")
		}
		return ast.WalkContinue, nil
	})
}

// desk is what a worker writes on: its buffers are used again.
type desk struct {
	md   goldmark.Markdown
	body bytes.Buffer
	page page
}

var desks = sync.Pool{New: func() any { return &desk{md: newMarkdown()} }}

// page is HTML under way; root is the way from it to the site's root.
type page struct {
	buf  []byte
	root string
}

func (p *page) raw(parts ...string) {
	for _, s := range parts {
		p.buf = append(p.buf, s...)
	}
}

// esc adds a text.
func (p *page) esc(s string) {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '&':
			p.buf = append(p.buf, "&amp;"...)
		case '<':
			p.buf = append(p.buf, "&lt;"...)
		case '>':
			p.buf = append(p.buf, "&gt;"...)
		case '"':
			p.buf = append(p.buf, "&#34;"...)
		default:
			p.buf = append(p.buf, s[i])
		}
	}
}

// link adds a link to a page of the site.
func (p *page) link(folder, label string) {
	p.raw(`<a href="`, p.root, folder, `/index.html">`)
	p.esc(label)
	p.raw("</a>")
}

// begin adds everything above a page's own content.
func (p *page) begin(path, title, summary, section string) {
	p.buf, p.root = p.buf[:0], strings.Repeat("../", strings.Count(path, "/"))
	p.raw("<!DOCTYPE html>\n<html lang=\"vi\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
	p.esc(title)
	p.raw(" · ", siteTitle, "</title>\n")
	p.meta("name", "description", summary)
	p.raw(`<link rel="canonical" href="`, baseURL, strings.TrimSuffix(path, "index.html"), "\">\n")
	for _, m := range [][2]string{
		{"og:site_name", siteTitle}, {"og:title", title}, {"og:type", "article"}, {"og:url", baseURL + path}, {"og:locale", "vi_VN"}, {"og:description", summary},
	} {
		p.meta("property", m[0], m[1])
	}
	p.raw("<meta name=\"generator\" content=\"floor\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"theme-color\" content=\"#fbfaf6\" media=\"(prefers-color-scheme: light)\">\n<meta name=\"theme-color\" content=\"#181513\" media=\"(prefers-color-scheme: dark)\">\n")
	p.raw(`<link rel="stylesheet" href="`, p.root, "main.css\">\n", `<link rel="icon" type="image/svg+xml" href="`, p.root, "favicon.svg\">\n")
	for _, feed := range feeds {
		p.raw(`<link rel="alternate" type="`, feed[1], `" title="Bản tin" href="`, p.root, feed[0], "\">\n")
	}
	p.raw(`<script type="application/ld+json">{"@context":"https://schema.org","@type":"Article","inLanguage":"vi","publisher":{"@type":"Organization","name":"Chi bộ Cơ quan"},"url":"`, baseURL, path, `","headline":"`)
	p.esc(title)
	p.raw(`","description":"`)
	p.esc(summary)
	p.raw("\"}</script>\n</head>\n<body>\n")
	p.header(section)
	p.raw("<main id=\"page_main\" tabindex=\"-1\">\n<nav class=\"breadcrumbs\" aria-label=\"Vị trí trang này\"><ol>\n<li><a href=\"", p.root, "index.html\">Trang chủ</a></li>\n</ol></nav>\n<h1>")
	p.esc(title)
	p.raw("</h1>\n")
}

// feeds are files for other programs, with their types.
var feeds = [...][2]string{
	{"atom.xml", "application/atom+xml"}, {"rss.xml", "application/rss+xml"}, {"feed.json", "application/feed+json"}, {"calendar.ics", "text/calendar"},
}

func (p *page) meta(kind, name, content string) {
	p.raw("<meta ", kind, `="`, name, `" content="`)
	p.esc(content)
	p.raw("\">\n")
}

// header adds the site's name and, twice, its menu.
func (p *page) header(section string) {
	p.raw("<a class=\"skip-link\" href=\"#page_main\">Bỏ qua, đến nội dung chính</a>\n<header class=\"site-header\">\n<div class=\"wrap\">\n<a class=\"brand\" href=\"", p.root, "index.html\">\n")
	p.raw(`<svg class="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" focusable="false"><path class="mark-back" d="M10 2h19v25h-4"/><path class="mark-sheet" d="M3 6h20v24H3z"/><path class="mark-line" d="M7.5 12.5h11M7.5 17.5h11M7.5 22.5h6"/></svg>`, "\n")
	p.raw(`<span class="brand-text"><span class="brand-name">`, siteTitle, `</span> <span class="brand-cell">Chi bộ Cơ quan</span></span>`, "\n</a>\n")
	for _, menu := range []string{"menu-wide", "menu-fold"} {
		p.raw(`<nav class="`, menu, "\" aria-label=\"Mục chính\"><ul>\n")
		for _, k := range kinds {
			current := "false"
			if string(k) == section {
				current = "true"
			}
			p.raw(`<li aria-current="`, current, `">`)
			p.link(string(k), k.label())
			p.raw("</li>\n")
		}
		p.raw("</ul></nav>\n")
	}
	p.raw("</div>\n</header>\n")
}

// end adds everything below it.
func (p *page) end() {
	p.raw("</main>\n<footer class=\"site-footer\">\n<div class=\"wrap\">\n<div class=\"imprint\">\n<p class=\"imprint-title\">", siteTitle, "</p>\n<p>", siteAbout, "</p>\n</div>\n<nav class=\"footer-menu\" aria-label=\"Chân trang\"><ul>\n<li>")
	p.link("tags", "Chủ đề")
	p.raw("</li>\n</ul></nav>\n<div class=\"follow\">\n<p class=\"follow-title\">Theo dõi</p>\n<ul>\n")
	for _, feed := range feeds {
		p.raw(`<li><a href="`, p.root, feed[0], `" type="`, feed[1], `">`, feed[0], "</a></li>\n")
	}
	p.raw("</ul>\n</div>\n<p class=\"small-print\"><span>Nội dung do máy ghép để đo tốc độ; không nói về người hay việc nào có thật.</span> <span>Tạo bằng tay</span></p>\n</div>\n</footer>\n</body>\n</html>\n")
}

// card adds an item as lists show it.
func (p *page) card(it *entry) {
	p.raw("<li class=\"entry\">\n<p class=\"entry-date\"><time datetime=\"", it.date, "\">", it.date[8:], "/", it.date[5:7], "/", it.date[:4], "</time></p>\n<div class=\"entry-body\">\n<h3 class=\"entry-title\">")
	p.link(it.path, it.title)
	p.raw("</h3>\n<p class=\"entry-meta\"><span class=\"entry-label\">", kind(it.kind).label(), "</span></p>\n<p class=\"entry-summary\">")
	p.esc(it.summary)
	p.raw("</p>\n</div>\n</li>\n")
}
