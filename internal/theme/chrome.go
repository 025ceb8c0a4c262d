package theme

import (
	"bytes"
	"html/template"
	"strings"
	"sync"
)

// Chrome is the dot of the partials that do not change from page to page:
// site-head.html, header.html and footer.html. It is all that they can see, so
// what they make can be reused for every page with an equal Chrome.
type Chrome struct {
	Site    *Site
	Root    string
	Menu    []ChromeItem
	Footer  []ChromeItem
	AtHome  bool
	Section string
}

// ChromeItem is a menu entry with its state.
type ChromeItem struct {
	MenuItem
	Current string // for aria-current: "page", "true" or ""
}

// chromeHTML is a page's share of the rendered chrome.
type chromeHTML struct{ Head, Header, Footer template.HTML }

// chromeCacheSize bounds the cache: many times the depths and sections of one
// site, small enough that a watching program forgets sites it no longer shows.
const chromeCacheSize = 512

// chromeCache keeps rendered chrome by the whole content of its Chrome.
type chromeCache struct {
	mu   sync.Mutex
	html map[string]chromeHTML
}

// chrome returns the page's chrome, rendered at its first use.
func (t *Theme) chrome(ls *langSet, v *View) (chromeHTML, error) {
	path := ""
	if inMenu(v.Site, v.Page.Path) {
		path = v.Page.Path
	}
	k := make(key, 0, 2048)
	k.text(ls.lang)
	k.chrome(v.Site, v.Page.Root, v.Page.Section, path)
	t.chromes.mu.Lock()
	html, ok := t.chromes.html[string(k)]
	t.chromes.mu.Unlock()
	if ok {
		return html, nil
	}
	html, err := ls.renderChrome(newChrome(v, path))
	if err != nil {
		return chromeHTML{}, err
	}
	t.chromes.mu.Lock()
	defer t.chromes.mu.Unlock()
	if t.chromes.html == nil || len(t.chromes.html) >= chromeCacheSize {
		t.chromes.html = map[string]chromeHTML{}
	}
	t.chromes.html[string(k)] = html
	return html, nil
}

// inMenu tells whether a menu, or the publication's name, leads to this page.
func inMenu(s *Site, path string) bool {
	if leadsTo(s.Home, path) {
		return true
	}
	for _, menu := range [][]MenuItem{s.Menu, s.FooterMenu} {
		for _, m := range menu {
			if m.URL == "" && leadsTo(m.Href, path) {
				return true
			}
		}
	}
	return false
}

// leadsTo tells whether a link leads to the page at a path: links in the pretty
// style name its folder only.
func leadsTo(href, path string) bool {
	if href == "" || strings.HasSuffix(href, "/") {
		href += "index.html"
	}
	return href == path
}

// newChrome is the Chrome of a page; path is its path if a menu leads to it.
func newChrome(v *View, path string) Chrome {
	current := func(menu []MenuItem) []ChromeItem {
		list := make([]ChromeItem, len(menu))
		for i, m := range menu {
			list[i].MenuItem = m
			switch {
			case m.URL != "":
			case path != "" && leadsTo(m.Href, path):
				list[i].Current = "page"
			case m.Section != "" && m.Section == v.Page.Section:
				list[i].Current = "true"
			}
		}
		return list
	}
	return Chrome{
		Site: v.Site, Root: v.Page.Root, Section: v.Page.Section,
		Menu: current(v.Site.Menu), Footer: current(v.Site.FooterMenu), AtHome: path != "" && leadsTo(v.Site.Home, path),
	}
}

func (ls *langSet) renderChrome(c Chrome) (html chromeHTML, err error) {
	for _, part := range []struct {
		name string
		to   *template.HTML
	}{
		{"partials/site-head.html", &html.Head},
		{"partials/header.html", &html.Header},
		{"partials/footer.html", &html.Footer},
	} {
		var b bytes.Buffer
		if err := ls.set.ExecuteTemplate(&b, part.name, c); err != nil {
			return chromeHTML{}, err
		}
		*part.to = template.HTML(b.String())
	}
	return html, nil
}
