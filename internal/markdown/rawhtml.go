package markdown

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"bulletin/internal/diag"
	"bulletin/internal/pattern"
)

// lineBreak is the one piece of HTML that is always understood.
var lineBreak = pattern.Of(`(?i)^<br\s*/?>$`)

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
	if lineBreak().Match(text) {
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
	if name == "h1" {
		name = "h2" // see rewritten
	}
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
	p.out = append(p.out, p.rewritten(text, offset)...)
}

// isComment tells whether a piece of HTML is one comment: it ends where the first end is.
func isComment(s []byte) bool {
	return bytes.HasPrefix(s, commentBegin) && bytes.HasSuffix(s, commentEnd) &&
		bytes.Index(s[len("<!"):], commentEnd) == len(s)-len("<!")-len(commentEnd)
}

// firstTag is a piece of HTML up to the end of its first tag or line.
func firstTag(s []byte) string {
	if i := bytes.IndexAny(s, ">\n"); i >= 0 {
		s = s[:i+1]
	}
	return string(bytes.TrimSpace(s))
}

// rewritten is what may pass of raw HTML, its addresses read like those of Markdown;
// its <h1> do not compete with the page's.
func (p *page) rewritten(text []byte, offset int) []byte {
	var out bytes.Buffer
	var anchors []bool // those open, whether they stand
	z := html.NewTokenizer(bytes.NewReader(text))
	for gone := 0; ; { // elements that are open of those that go whole
		kind := z.Next()
		if kind == html.ErrorToken {
			return out.Bytes()
		}
		at := offset
		offset += len(z.Raw())
		t := z.Token()
		if t.DataAtom == atom.H1 {
			t.Data = "h2"
		}
		begins, ends := kind == html.StartTagToken || kind == html.SelfClosingTagToken, kind == html.EndTagToken
		switch {
		case begins && goesWhole(t.Data):
			if kind == html.StartTagToken {
				gone++
			}
		case ends && goesWhole(t.Data):
			gone = max(0, gone-1)
		case gone > 0, kind == html.CommentToken, kind == html.DoctypeToken, (begins || ends) && !mayStand(t.Data):
		case begins:
			t, stands := p.tag(t, at)
			if stands {
				out.WriteString(t.String())
			}
			if t.DataAtom == atom.A && kind == html.StartTagToken {
				anchors = append(anchors, stands)
			}
		case ends && t.DataAtom == atom.A && len(anchors) > 0:
			if anchors[len(anchors)-1] {
				out.WriteString(t.String())
			}
			anchors = anchors[:len(anchors)-1]
		default:
			out.WriteString(t.String())
		}
	}
}

// tag is a tag with its harmless attributes; false when nothing is left of it.
func (p *page) tag(t html.Token, at int) (html.Token, bool) {
	switch t.DataAtom {
	case atom.A:
		t.Attr = p.rawLink(t.Attr, at)
	case atom.Img:
		if t.Attr = p.rawPicture(t.Attr, at); t.Attr == nil {
			return t, false
		}
	}
	t.Attr = harmless(t.Data, t.Attr)
	return t, t.DataAtom != atom.A || len(t.Attr) > 0
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
		attrs[i].Val = html.UnescapeString("#" + string(appendURL(nil, d.frag))) // the token is escaped when it is written
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
	if d.kind == outside && !dataImage().MatchString(d.url) {
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
