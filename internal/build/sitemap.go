package build

import (
	"slices"
	"time"

	"bulletin/internal/build/publish"
	"bulletin/internal/feed"
	"bulletin/internal/site"
	"bulletin/internal/viet"
)

// planSitemap plans the sitemap, in parts when it is long. The oldest items come
// first and lists last, so that a part full of items stays as it is.
func (p *planner) planSitemap() {
	pages := p.searchable()
	part := func(from, to int) []feed.URL {
		urls := make([]feed.URL, 0, to-from)
		for _, page := range pages[from:to] {
			u := feed.URL{Loc: p.absolute(page.address)}
			if page.item != nil && page.item.Date.Precision == viet.ByDay {
				u.LastMod, u.Day = p.instant(page.item.Date), true
			}
			urls = append(urls, u)
		}
		return urls
	}
	write := func(name string) func([]feed.URL) []byte {
		return func(urls []feed.URL) []byte { return marked(name, feed.Sitemap(urls)) }
	}
	whole, names := feed.SitemapNames(len(pages))
	if len(names) == 0 {
		file(p, whole, publish.List, func() ([]feed.URL, error) { return part(0, len(pages)), nil }, write(whole))
		return
	}
	bounds := func(n int) (from, to int) {
		return n * feed.SitemapMost, min((n+1)*feed.SitemapMost, len(pages))
	}
	for n, name := range names {
		file(p, name, publish.List, func() ([]feed.URL, error) { return part(bounds(n)), nil }, write(name))
	}
	index := func() ([]time.Time, error) {
		latest := make([]time.Time, len(names))
		for n := range names {
			latest[n] = feed.Latest(part(bounds(n)))
		}
		return latest, nil
	}
	base := p.baseURL
	file(p, whole, publish.List, index, func(latest []time.Time) []byte {
		return marked(whole, feed.SitemapIndex(base, names, latest))
	})
}

// found is a page that people may look for.
type found struct {
	address string
	item    *site.Item // whose page it is, nil for a list
}

// searchable are the pages that people may look for: those of the items from the
// oldest, then the others.
func (p *planner) searchable() []found {
	pages := make([]found, 0, len(p.tasks))
	for _, item := range slices.Backward(p.site.Items) {
		pages = append(pages, found{item.Address, item})
	}
	for _, task := range p.tasks[len(p.site.Items):] { // items were planned first
		switch task.Layout {
		case "", "404", "redirect":
		default:
			pages = append(pages, found{address: task.Path})
		}
	}
	return pages
}
