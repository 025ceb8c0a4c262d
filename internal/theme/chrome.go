package theme

import (
	"crypto/sha256"
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
	Section string // of the page, "" if no menu has an entry for it
}

// ChromeItem is a menu entry with its state.
type ChromeItem struct {
	MenuItem
	Current string // for aria-current: "page", "true" or ""
}

// chromeHTML is a page's share of the rendered chrome.
type chromeHTML struct{ Head, Header, Footer template.HTML }

// chromeKey stands for a Chrome: the site by its digest, and where in it the
// page stands.
type chromeKey struct {
	site                      [16]byte
	lang, root, section, path string
}

// chromeCacheSize bounds the cache at some 200 KB: it is more than the depths
// and sections of one site, of which there are about thirty.
const chromeCacheSize = 64

// chromeCache keeps rendered chrome. An entry is valid for ever.
type chromeCache struct {
	mu   sync.Mutex
	html map[chromeKey]chromeHTML
	site *Site // the one last shown, kept so that its address is nobody else's
	sum  [16]byte
}

// digest stands for everything that a site says. The Site is a value that all
// its pages share and nobody changes, so it is read once.
func (c *chromeCache) digest(s *Site) [16]byte {
	if s != c.site {
		k := make(key, 0, 2048)
		k.site(s)
		sum := sha256.Sum256(k)
		c.site, c.sum = s, [16]byte(sum[:])
	}
	return c.sum
}

// chrome returns the page's chrome, rendered at its first use.
func (t *Theme) chrome(ls *langSet, v *View) (chromeHTML, error) {
	path, section := position(v)
	c := &t.chromes
	c.mu.Lock()
	k := chromeKey{site: c.digest(v.Site), lang: ls.lang, root: v.Page.Root, section: section, path: path}
	html, ok := c.html[k]
	c.mu.Unlock()
	if ok {
		return html, nil
	}
	html, err := ls.renderChrome(newChrome(v.Site, v.Page.Root, section, path))
	if err != nil {
		return chromeHTML{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.html == nil || len(c.html) >= chromeCacheSize {
		c.html = map[chromeKey]chromeHTML{}
	}
	c.html[k] = html
	return html, nil
}

// position is what the chrome knows of a page: its path if a menu, or the
// publication's name, leads to it, and its section if a menu has an entry for
// it. All other pages of a depth share one chrome.
func position(v *View) (path, section string) {
	if leadsTo(v.Site.Home, v.Page.Path) {
		path = v.Page.Path
	}
	for _, menu := range [][]MenuItem{v.Site.Menu, v.Site.FooterMenu} {
		for i := range menu {
			m := &menu[i]
			if m.URL != "" {
				continue
			}
			if leadsTo(m.Href, v.Page.Path) {
				path = v.Page.Path
			}
			if m.Section == v.Page.Section {
				section = m.Section
			}
		}
	}
	return path, section
}

// leadsTo tells whether a link leads to the page at a path: links in the pretty
// style name its folder only.
func leadsTo(href, path string) bool {
	if href == "" || strings.HasSuffix(href, "/") {
		folder, ok := strings.CutSuffix(path, "index.html")
		return ok && folder == href
	}
	return href == path
}

// newChrome is the Chrome of a page at a position.
func newChrome(site *Site, root, section, path string) Chrome {
	current := func(menu []MenuItem) []ChromeItem {
		list := make([]ChromeItem, len(menu))
		for i, m := range menu {
			list[i].MenuItem = m
			switch {
			case m.URL != "":
			case path != "" && leadsTo(m.Href, path):
				list[i].Current = "page"
			case m.Section != "" && m.Section == section:
				list[i].Current = "true"
			}
		}
		return list
	}
	return Chrome{
		Site: site, Root: root, Section: section,
		Menu: current(site.Menu), Footer: current(site.FooterMenu), AtHome: path != "" && leadsTo(site.Home, path),
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
		b, err := ls.run(nil, part.name, &c)
		if err != nil {
			return chromeHTML{}, err
		}
		*part.to = template.HTML(b)
	}
	return html, nil
}
