package theme

import (
	"bytes"
	"html/template"
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

// chromeKey names a distinct Chrome. A Site is immutable, so its address stands
// for its value.
type chromeKey struct {
	site          *Site
	root, section string
	path          string // the page's path if a menu leads to it, else ""
}

// chromeCacheSize bounds the cache: many times depths × sections of one site,
// small enough that a watching program forgets sites it no longer shows.
const chromeCacheSize = 512

type chromeCache struct {
	mu   sync.Mutex
	html map[chromeKey]chromeHTML
}

// chrome returns the page's chrome, rendered at its first use.
func (t *Theme) chrome(ls *langSet, v *View) (chromeHTML, error) {
	key := chromeKey{site: v.Site, root: v.Page.Root, section: v.Page.Section}
	if inMenu(v.Site, v.Page.Path) {
		key.path = v.Page.Path
	}
	t.chromes.mu.Lock()
	html, ok := t.chromes.html[key]
	t.chromes.mu.Unlock()
	if ok {
		return html, nil
	}
	html, err := ls.renderChrome(newChrome(key))
	if err != nil {
		return chromeHTML{}, err
	}
	t.chromes.mu.Lock()
	defer t.chromes.mu.Unlock()
	if t.chromes.html == nil || len(t.chromes.html) >= chromeCacheSize {
		t.chromes.html = map[chromeKey]chromeHTML{}
	}
	t.chromes.html[key] = html
	return html, nil
}

func inMenu(s *Site, path string) bool {
	if path == s.Home {
		return true
	}
	for _, menu := range [][]MenuItem{s.Menu, s.FooterMenu} {
		for _, m := range menu {
			if m.Href == path && m.URL == "" {
				return true
			}
		}
	}
	return false
}

func newChrome(key chromeKey) Chrome {
	return Chrome{
		Site: key.site, Root: key.root, Section: key.section,
		Menu: items(key.site.Menu, key), Footer: items(key.site.FooterMenu, key),
		AtHome: key.path == key.site.Home && key.path != "",
	}
}

func items(menu []MenuItem, key chromeKey) []ChromeItem {
	list := make([]ChromeItem, len(menu))
	for i, m := range menu {
		list[i].MenuItem = m
		switch {
		case m.URL != "":
		case m.Href == key.path:
			list[i].Current = "page"
		case m.Section != "" && m.Section == key.section:
			list[i].Current = "true"
		}
	}
	return list
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
