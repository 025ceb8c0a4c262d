package markdown

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"bulletin/internal/diag"
)

// lineBreak is the one piece of HTML that is always understood.
var lineBreak = regexp.MustCompile(`(?i)^<br\s*/?>$`)

// newPolicy is what raw HTML may hold when it is let through: the elements of
// running text, tables and figures. There are no ids, which would clash with the
// page's own; no styles; nothing that runs or loads.
func newPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption",
		"cite", "code", "colgroup", "dd", "del", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2",
		"h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby",
		"s", "samp", "section", "small", "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th",
		"thead", "time", "tr", "u", "ul", "var", "wbr")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^[A-Za-z0-9 _-]+$`)).Globally()
	p.AllowAttrs("title").Globally()
	p.AllowAttrs("lang").Matching(regexp.MustCompile(`^[A-Za-z0-9-]+$`)).Globally()
	p.AllowAttrs("dir").Matching(regexp.MustCompile(`^(?:ltr|rtl|auto)$`)).Globally()
	p.AllowAttrs("open").Matching(regexp.MustCompile(`^(?:open)?$`)).OnElements("details")
	p.AllowElements("details")
	p.AllowAttrs("colspan", "rowspan").Matching(bluemonday.Integer).OnElements("td", "th")
	p.AllowAttrs("scope").Matching(regexp.MustCompile(`^(?:row|col)$`)).OnElements("th")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowAttrs("value").Matching(bluemonday.Integer).OnElements("li")
	p.AllowAttrs("datetime").Matching(regexp.MustCompile(`^[0-9TZ:+. -]+$`)).OnElements("time", "del", "ins")
	p.AllowAttrs("href").OnElements("a")
	p.AllowAttrs("rel").Matching(regexp.MustCompile(`^external noreferrer$`)).OnElements("a")
	p.AllowAttrs("src", "alt").OnElements("img")
	p.AllowAttrs("loading").Matching(regexp.MustCompile(`^lazy$`)).OnElements("img")
	p.AllowAttrs("decoding").Matching(regexp.MustCompile(`^async$`)).OnElements("img")
	p.AllowURLSchemes("http", "https", "mailto", "tel", "ftp", "sms", strings.TrimSuffix(slotScheme, ":"))
	p.AllowDataURIImages()
	p.AllowRelativeURLs(true)
	return p
}

func (p *page) htmlBlock(n *ast.HTMLBlock) {
	var text []byte
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		text = append(text, line.Value(p.src)...)
	}
	if n.HasClosure() {
		text = append(text, n.ClosureLine.Value(p.src)...)
	}
	offset := n.Pos()
	if lines := n.Lines(); lines.Len() > 0 {
		offset = lines.At(0).Start
	}
	p.rawHTML(text, offset)
	p.gap()
}

func (p *page) rawInline(n *ast.RawHTML) {
	text := n.Segments.Value(p.src)
	if lineBreak.Match(text) {
		p.str("<br>")
		p.gap()
		return
	}
	if p.raw && bytes.HasPrefix(text, []byte("</")) {
		p.closeRaw(tagName(text))
		return
	}
	if len(p.open) >= maxBrackets {
		return
	}
	before := len(p.out)
	p.rawHTML(text, n.Segments.At(0).Start)
	if name := tagName(p.out[before:]); name != "" && !voidElements[name] {
		p.open = append(p.open, name)
	}
}

// tagName is the name of the element that a piece of HTML opens or closes with
// its first characters, "" when it does neither.
func tagName(s []byte) string {
	z := html.NewTokenizer(bytes.NewReader(s))
	if kind := z.Next(); kind != html.StartTagToken && kind != html.EndTagToken {
		return ""
	}
	name, _ := z.TagName()
	return string(name)
}

// voidElements are those allowed ones that have no end.
var voidElements = map[string]bool{"br": true, "hr": true, "img": true, "wbr": true}

// closeRaw closes a raw inline element and what was opened inside it. An end
// without a beginning in the same paragraph is dropped.
func (p *page) closeRaw(name string) {
	i := len(p.open) - 1
	for i >= 0 && p.open[i] != name {
		i--
	}
	if i < 0 {
		return
	}
	for len(p.open) > i {
		p.str("</" + p.open[len(p.open)-1] + ">")
		p.open = p.open[:len(p.open)-1]
	}
}

// rawHTML writes what may pass of a piece of raw HTML. Comments are the
// author's own notes and vanish without a word; so do the ends of elements whose
// beginning was reported.
func (p *page) rawHTML(text []byte, offset int) {
	trimmed := bytes.TrimSpace(text)
	if isComment(trimmed) {
		return
	}
	if !p.raw {
		if !bytes.HasPrefix(trimmed, []byte("</")) {
			p.problem("raw-html", diag.Warning, offset, shortened(firstTag(trimmed)))
		}
		return
	}
	p.rawSeen = true
	p.out = append(p.out, p.r.policy.SanitizeBytes(p.rewritten(text, offset))...)
}

// isComment tells whether a piece of HTML is one comment: it ends where the first end is.
func isComment(s []byte) bool {
	return bytes.HasPrefix(s, commentBegin) && bytes.Index(s[len("<!"):], commentEnd) == len(s)-len("<!")-len(commentEnd)
}

// firstTag is a piece of HTML up to the end of its first tag or line.
func firstTag(s []byte) string {
	if i := bytes.IndexAny(s, ">\n"); i >= 0 {
		s = s[:i+1]
	}
	return string(bytes.TrimSpace(s))
}

// rewritten is raw HTML whose addresses are read like those of Markdown, and
// whose <h1> do not compete with the page's.
func (p *page) rewritten(text []byte, offset int) []byte {
	var out bytes.Buffer
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return out.Bytes()
		}
		raw := bytes.Clone(z.Raw())
		at := offset
		offset += len(raw)
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken && kind != html.EndTagToken {
			out.Write(raw)
			continue
		}
		t := z.Token()
		switch t.DataAtom {
		case atom.H1:
			t.Data = "h2"
		case atom.A:
			t.Attr = p.rawLink(t.Attr, at)
		case atom.Img:
			t.Attr = p.rawPicture(t.Attr, at)
		}
		out.WriteString(t.String())
	}
}

func (p *page) rawLink(attrs []html.Attribute, at int) []html.Attribute {
	attrs = slices.DeleteFunc(attrs, func(a html.Attribute) bool { return a.Key == "rel" })
	i := slices.IndexFunc(attrs, func(a html.Attribute) bool { return a.Key == "href" })
	if i < 0 {
		return attrs
	}
	d := readAddress(strings.ReplaceAll(attrs[i].Val, `\`, "/"))
	if !p.allowed(d, at) {
		return slices.Delete(attrs, i, i+1)
	}
	switch d.kind {
	case outside:
		attrs[i].Val = d.url
		if isWeb(d.url) {
			attrs = append(attrs, html.Attribute{Key: "rel", Val: "external noreferrer"})
		}
	case fragment:
		p.addLink(d, false, -1, at, p.at)
		attrs[i].Val = "#" + string(appendURL(nil, d.frag))
	default:
		attrs[i].Val = p.rawSlot(d, false, at)
	}
	return attrs
}

func (p *page) rawPicture(attrs []html.Attribute, at int) []html.Attribute {
	kept := []html.Attribute{{Key: "loading", Val: "lazy"}, {Key: "decoding", Val: "async"}}
	src, alt, hasAlt := "", "", false
	for _, a := range attrs {
		switch a.Key {
		case "src":
			src = a.Val
		case "alt":
			alt, hasAlt = a.Val, true
		case "class", "title":
			kept = append(kept, a)
		}
	}
	d := readPicture([]byte(strings.ReplaceAll(src, `\`, "/")))
	if !p.allowed(d, at) {
		return nil
	}
	if d.kind == outside && !dataImage.MatchString(d.url) {
		p.problem("image-external", diag.Warning, at, shortened(d.url))
		return nil
	}
	if !hasAlt {
		p.problem("image-without-alt", diag.Warning, at)
	}
	if d.kind != outside {
		d.url = p.rawSlot(d, true, at)
	}
	return append([]html.Attribute{{Key: "src", Val: d.url}, {Key: "alt", Val: alt}}, kept...)
}

func (p *page) rawSlot(d destination, image bool, at int) string {
	p.addLink(d, image, 0, at, p.at)
	return slotScheme + strconv.Itoa(len(p.links)-1)
}
