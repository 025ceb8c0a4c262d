package markdown

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Embed takes rendered HTML into a page that holds more of it: the ids get a prefix,
// and what refers to them; the headings stand so many levels lower, at the lowest h6.
func Embed(text, prefix string, levels int) string {
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	z := html.NewTokenizer(strings.NewReader(text))
	for {
		kind := z.Next()
		if kind == html.ErrorToken { // the end
			return b.String()
		}
		raw := z.Raw()
		if kind != html.StartTagToken && kind != html.EndTagToken && kind != html.SelfClosingTagToken {
			b.Write(raw)
			continue
		}
		written := string(raw)
		token := z.Token()
		changed := lower(&token, levels)
		for i := range token.Attr {
			changed = embedAttr(&token.Attr[i], prefix) || changed
		}
		if changed {
			written = token.String()
		}
		b.WriteString(written)
	}
}

// signs are the classes of links that are but a sign: to a heading, back from a note.
var signs = []string{"heading-anchor", "footnote-back"}

// Plainly writes rendered HTML for where there are neither style sheets nor other parts
// of a page, as in a mail: without classes and ids, links to parts of it as text, those
// that are but a sign not at all, and each element with the style that its name has in
// styles.
func Plainly(text string, styles map[string]string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(text))
	link, sign := false, false // whether a link to a part is open, and one that is but a sign
	for {
		kind := z.Next()
		raw := string(z.Raw())
		if kind == html.ErrorToken {
			return b.String()
		}
		token := z.Token()
		switch {
		case kind == html.EndTagToken && token.Data == "a" && (link || sign):
			link, sign = false, false
		case sign:
		case kind != html.StartTagToken && kind != html.SelfClosingTagToken:
			b.WriteString(raw)
		case token.Data == "a" && !leadsOut(token.Attr, "href"):
			link = true
			sign = slices.ContainsFunc(token.Attr, func(a html.Attribute) bool { return a.Key == "class" && slices.Contains(signs, a.Val) })
		case token.Data == "img" && !leadsOut(token.Attr, "src"):
		default:
			token.Attr = slices.DeleteFunc(token.Attr, func(a html.Attribute) bool {
				return a.Key == "class" || a.Key == "id" || a.Key == "style" || strings.HasPrefix(a.Key, "aria-")
			})
			if style := styles[token.Data]; style != "" {
				token.Attr = append(token.Attr, html.Attribute{Key: "style", Val: style})
			}
			b.WriteString(token.String())
		}
	}
}

// leadsOut tells whether an attribute holds an address that is not of a part of the page.
func leadsOut(attrs []html.Attribute, key string) bool {
	return slices.ContainsFunc(attrs, func(a html.Attribute) bool { return a.Key == key && a.Val != "" && a.Val[0] != '#' })
}

// lower makes a heading one of a lower level.
func lower(token *html.Token, levels int) bool {
	name := token.Data
	if levels == 0 || len(name) != 2 || name[0] != 'h' || name[1] < '1' || name[1] > '6' {
		return false
	}
	token.Data = "h" + string(min(rune(name[1])+rune(levels), '6'))
	return token.Data != name
}

// references are the attributes that hold the ids of other elements, one or more.
var references = []string{"for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns"}

// embedAttr puts the prefix before the ids in an attribute.
func embedAttr(a *html.Attribute, prefix string) bool {
	switch {
	case prefix == "" || a.Val == "":
		return false
	case a.Key == "id":
		a.Val = prefix + a.Val
	case a.Key == "href" && len(a.Val) > 1 && a.Val[0] == '#':
		a.Val = "#" + prefix + a.Val[1:]
	case slices.Contains(references, a.Key):
		ids := strings.Fields(a.Val)
		for i := range ids {
			ids[i] = prefix + ids[i]
		}
		a.Val = strings.Join(ids, " ")
	default:
		return false
	}
	return true
}
