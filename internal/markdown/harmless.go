package markdown

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// What raw HTML may hold when it is let through: the elements of running text, tables
// and figures. There are no ids, which would clash with the page's own; no styles;
// nothing that runs or loads. Everything is written anew from its tokens, so nothing
// passes that was not read. Tests hold what passes to bluemonday's judgement, which is
// not used here because its rules take a quarter of the program's start to compile.

// mayStand tells whether an element may.
func mayStand(element string) bool {
	switch element {
	case "a", "abbr", "address", "article", "aside", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "colgroup",
		"dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img",
		"ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp", "section", "small", "span", "strong", "sub",
		"summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time", "tr", "u", "ul", "var", "wbr":
		return true
	}
	return false
}

// goesWhole tells whether an element that may not stand takes with it what it holds:
// programs, styles, what is loaded, and what old browsers show instead of that.
func goesWhole(element string) bool {
	switch element {
	case "frame", "frameset", "iframe", "noembed", "noframes", "noscript", "nostyle", "object", "script", "style", "title":
		return true
	}
	return false
}

// mayHave tells whether an element may have an attribute of such a value. Addresses were
// read before, see [page.rawLink] and [page.rawPicture].
func mayHave(element, key, value string) bool {
	of := func(elements ...string) bool { return slices.Contains(elements, element) }
	switch key {
	case "title":
		return true
	case "class":
		return consistsOf(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-")
	case "lang":
		return consistsOf(value, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")
	case "dir":
		return value == "ltr" || value == "rtl" || value == "auto"
	case "open":
		return of("details") && (value == "" || value == "open")
	case "colspan", "rowspan":
		return of("td", "th") && consistsOf(value, "0123456789")
	case "scope":
		return of("th") && (value == "row" || value == "col")
	case "start":
		return of("ol") && consistsOf(value, "0123456789")
	case "value":
		return of("li") && consistsOf(value, "0123456789")
	case "datetime":
		return of("time", "del", "ins") && consistsOf(value, "0123456789TZ:+. -")
	case "href":
		return of("a")
	case "rel":
		return of("a") && value == "external noreferrer"
	case "src", "alt":
		return of("img")
	case "loading":
		return of("img") && value == "lazy"
	case "decoding":
		return of("img") && value == "async"
	}
	return false
}

// consistsOf tells whether a text is not empty and made of such characters only.
func consistsOf(text, of string) bool {
	return text != "" && strings.Trim(text, of) == ""
}

// harmless are the attributes that an element may have, each once: of several of a name
// browsers take the first.
func harmless(element string, attrs []html.Attribute) []html.Attribute {
	var kept []html.Attribute
	for _, a := range attrs {
		twice := slices.ContainsFunc(kept, func(k html.Attribute) bool { return k.Key == a.Key })
		if a.Namespace == "" && !twice && mayHave(element, a.Key, a.Val) {
			kept = append(kept, a)
		}
	}
	return kept
}
