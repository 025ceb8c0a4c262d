package build

import (
	"slices"
	"sync"
	"time"

	"bulletin/internal/build/publish"
	"bulletin/internal/feed"
	"bulletin/internal/viet"
)

// planSitemap plans the sitemap, in parts when it is long. The pages are numbered
// as they were planned, from the last: the oldest items come first, so that a
// full part stays as it is.
func (p *planner) planSitemap() {
	addresses := p.searchable()
	days := sync.OnceValue(p.days)
	part := func(from, to int) []feed.URL {
		urls := make([]feed.URL, 0, to-from)
		for _, address := range addresses[from:to] {
			u := feed.URL{Loc: p.absolute(address)}
			if day, known := days()[address]; known {
				u.LastMod, u.Day = p.instant(day), true
			}
			urls = append(urls, u)
		}
		return urls
	}
	write := func(name string) func([]feed.URL) []byte {
		return func(urls []feed.URL) []byte { return marked(name, feed.Sitemap(urls)) }
	}
	whole, names := feed.SitemapNames(len(addresses))
	if len(names) == 0 {
		file(p, whole, publish.List, func() ([]feed.URL, error) { return part(0, len(addresses)), nil }, write(whole))
		return
	}
	bounds := func(n int) (from, to int) {
		return n * feed.SitemapMost, min((n+1)*feed.SitemapMost, len(addresses))
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

// searchable are the pages that people may look for.
func (p *planner) searchable() []string {
	addresses := make([]string, 0, len(p.tasks))
	for _, task := range slices.Backward(p.tasks) {
		switch task.Layout {
		case "", "404", "redirect":
			continue
		}
		addresses = append(addresses, task.Path)
	}
	return addresses
}

// days are the dates of the items whose day is known, by address.
func (p *planner) days() map[string]viet.Date {
	days := make(map[string]viet.Date, len(p.site.Items))
	for _, item := range p.site.Items {
		if item.Date.Precision == viet.ByDay {
			days[item.Address] = item.Date
		}
	}
	return days
}
