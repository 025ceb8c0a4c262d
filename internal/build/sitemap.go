package build

import (
	"time"

	"bulletin/internal/build/publish"
	"bulletin/internal/feed"
	"bulletin/internal/site"
	"bulletin/internal/viet"
)

// planSitemap plans the sitemap, in parts when it is long. The oldest items come
// first and lists last, so that a part full of items stays as it is.
func (p *planner) planSitemap() {
	items, lists := p.site.Items, p.lists()
	all := len(items) + len(lists)
	part := func(from, to int) []found {
		pages := make([]found, 0, to-from)
		for n := from; n < to; n++ {
			if n < len(items) {
				pages = append(pages, pageOf(items[len(items)-1-n]))
			} else {
				pages = append(pages, found{Address: lists[n-len(items)]})
			}
		}
		return pages
	}
	write := func(name string) func([]found) []byte {
		return func(pages []found) []byte { return marked(name, feed.Sitemap(p.urls(pages))) }
	}
	whole, names := feed.SitemapNames(all)
	if len(names) == 0 {
		file(p, whole, publish.List, func() ([]found, error) { return part(0, all), nil }, write(whole))
		return
	}
	bounds := func(n int) (from, to int) { return n * feed.SitemapMost, min((n+1)*feed.SitemapMost, all) }
	for n, name := range names {
		file(p, name, publish.List, func() ([]found, error) { return part(bounds(n)), nil }, write(name))
	}
	index := func() ([]viet.Date, error) {
		latest := make([]viet.Date, len(names))
		for n := range names {
			for _, page := range part(bounds(n)) {
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

// pageOf is the page of an item.
func pageOf(item *site.Item) found {
	page := found{Address: item.Address}
	if item.Date().Precision == viet.ByDay {
		page.Day = item.Date()
	}
	return page
}

// lists are the addresses of pages that people may look for, beside those of items.
func (p *planner) lists() []string {
	var lists []string
	for _, task := range p.tasks.others {
		switch task.Layout {
		case "", "404", "redirect":
		default:
			lists = append(lists, task.Path)
		}
	}
	return lists
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
