package build

import (
	"slices"
	"time"

	"bulletin/internal/build/publish"
	"bulletin/internal/feed"
	"bulletin/internal/viet"
)

// planSitemap plans the sitemap, in parts when it is long. The oldest items come
// first and lists last, so that a part full of items stays as it is.
func (p *planner) planSitemap() {
	pages := p.searchable()
	write := func(name string) func([]found) []byte {
		return func(pages []found) []byte { return marked(name, feed.Sitemap(p.urls(pages))) }
	}
	whole, names := feed.SitemapNames(len(pages))
	if len(names) == 0 {
		file(p, whole, publish.List, func() ([]found, error) { return pages, nil }, write(whole))
		return
	}
	part := func(n int) []found { return pages[n*feed.SitemapMost : min((n+1)*feed.SitemapMost, len(pages))] }
	for n, name := range names {
		file(p, name, publish.List, func() ([]found, error) { return part(n), nil }, write(name))
	}
	index := func() ([]viet.Date, error) {
		latest := make([]viet.Date, len(names))
		for n := range names {
			for _, page := range part(n) {
				if page.Day.Compare(latest[n]) > 0 {
					latest[n] = page.Day
				}
			}
		}
		return latest, nil
	}
	file(p, whole, publish.List, index, func(latest []viet.Date) []byte {
		return marked(whole, feed.SitemapIndex(p.baseURL, names, p.instants(latest)))
	})
}

// found is a page that people may look for.
type found struct {
	Address string
	Day     viet.Date // of the item whose page it is; the zero date for a list, and when the day is not known
}

// searchable are the pages that people may look for: those of the items from the
// oldest, then the others.
func (p *planner) searchable() []found {
	pages := make([]found, 0, len(p.tasks))
	for _, item := range slices.Backward(p.site.Items) {
		page := found{Address: item.Address}
		if item.Date.Precision == viet.ByDay {
			page.Day = item.Date
		}
		pages = append(pages, page)
	}
	for _, task := range p.tasks[len(p.site.Items):] { // items were planned first
		switch task.Layout {
		case "", "404", "redirect":
		default:
			pages = append(pages, found{Address: task.Path})
		}
	}
	return pages
}

// urls are pages as a sitemap names them.
func (w *wording) urls(pages []found) []feed.URL {
	urls := make([]feed.URL, len(pages))
	for i, page := range pages {
		urls[i] = feed.URL{Loc: w.absolute(page.Address), LastMod: w.instant(page.Day), Day: page.Day.Precision == viet.ByDay}
	}
	return urls
}

// instants are the first instants of dates.
func (w *wording) instants(dates []viet.Date) []time.Time {
	instants := make([]time.Time, len(dates))
	for i, date := range dates {
		instants[i] = w.instant(date)
	}
	return instants
}
