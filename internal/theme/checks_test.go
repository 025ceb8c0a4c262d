package theme_test

import (
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// voidElements have no end tag.
var voidElements = map[string]bool{
	"meta": true, "link": true, "img": true, "source": true, "input": true, "hr": true, "br": true, "path": true, "rect": true,
}

// wellFormed wants balanced tags, unique ids, fragments that lead somewhere,
// one h1 and no skipped level of heading.
func wellFormed(t *testing.T, page string) {
	t.Helper()
	var open []string
	ids, level, h1 := map[string]bool{}, 0, 0
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		tok := z.Token()
		switch tok.Type {
		case html.StartTagToken:
			if !voidElements[tok.Data] {
				open = append(open, tok.Data)
			}
			if len(tok.Data) == 2 && tok.Data[0] == 'h' && tok.Data[1] <= '6' && tok.Data != "hr" {
				n := int(tok.Data[1] - '0')
				if n > level+1 {
					t.Errorf("a heading of level %d follows one of level %d", n, level)
				}
				level = n
				if n == 1 {
					h1++
				}
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != tok.Data {
				t.Fatalf("</%s> closes %v", tok.Data, open)
			}
			open = open[:len(open)-1]
		}
		for _, a := range tok.Attr {
			if a.Key == "id" {
				if ids[a.Val] {
					t.Errorf("id %q stands twice", a.Val)
				}
				ids[a.Val] = true
			}
		}
	}
	if len(open) > 0 || h1 != 1 {
		t.Errorf("open: %v; h1: %d", open, h1)
	}
	for _, m := range regexp.MustCompile(`(?:href="#|aria-labelledby=")([^"]+)"`).FindAllStringSubmatch(page, -1) {
		if !ids[m[1]] {
			t.Errorf("nothing has the id %q", m[1])
		}
	}
}

// selfContained wants no absolute path, no request to the network, no style
// attribute and no script that runs, but for the one that searches.
func selfContained(t *testing.T, p page, page string) {
	if p.layout == "mail" { // no page of a site, and styled for programs that know no style sheets
		return
	}
	t.Helper()
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		tok := z.Token()
		attr := map[string]string{}
		for _, a := range tok.Attr {
			attr[a.Key] = a.Val
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") {
				t.Errorf("<%s> has the attribute %s", tok.Data, a.Key)
			}
		}
		for _, key := range []string{"href", "src"} {
			addr, ok := attr[key]
			if !ok {
				continue
			}
			fetched := key == "src" || tok.Data == "link" && attr["rel"] != "canonical"
			if strings.HasPrefix(addr, "/") || fetched && strings.Contains(addr, ":") {
				t.Errorf("<%s %s=%q> leaves the site", tok.Data, key, addr)
			}
			if !strings.Contains(addr, ":") && !strings.HasPrefix(addr, "#") && !strings.HasPrefix(addr, p.view.Page.Root) {
				t.Errorf("<%s %s=%q> does not begin with the root %q", tok.Data, key, addr, p.view.Page.Root)
			}
		}
		if tok.Type == html.StartTagToken && (tok.Data == "style" || tok.Data == "script" && attr["type"] != "application/ld+json" && (p.layout != "search" || attr["src"] == "")) {
			t.Errorf("the page holds <%s %v>", tok.Data, attr)
		}
	}
}
