package build

import (
	"time"

	"bulletin/internal/build/publish"
	"bulletin/internal/content"
	"bulletin/internal/feed"
	"bulletin/internal/site"
	"bulletin/internal/theme"
	"bulletin/internal/viet"
)

const (
	atomAddress     = "atom.xml"
	rssAddress      = "rss.xml"
	jsonAddress     = "feed.json"
	sitemapAddress  = "sitemap.xml"
	robotsAddress   = "robots.txt"
	calendarAddress = "calendar.ics"
)

// feedLinks are the feeds of the site; their formats demand absolute addresses,
// so there are none without a base URL.
func (p *planner) feedLinks() []theme.Feed {
	if !p.config.hasFeeds {
		return nil
	}
	return []theme.Feed{
		{Title: "Atom", Type: "application/atom+xml", Href: atomAddress},
		{Title: "RSS", Type: "application/rss+xml", Href: rssAddress},
		{Title: "JSON Feed", Type: "application/feed+json", Href: jsonAddress},
	}
}
