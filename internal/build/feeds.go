package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"path"
	"strings"
	"time"

	"bulletin/internal/build/publish"
	"bulletin/internal/content"
	"bulletin/internal/feed"
	"bulletin/internal/markdown"
	"bulletin/internal/site"
	"bulletin/internal/theme"
	"bulletin/internal/viet"
)

const (
	atomAddress     = "atom.xml"
	rssAddress      = "rss.xml"
	jsonAddress     = "feed.json"
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

// planFeeds plans what other programs read. It comes last: the sitemap names
// every page planned before.
func (p *planner) planFeeds() {
	if len(p.events) > 0 {
		p.file(calendarAddress, publish.List, func() ([]byte, error) { return p.calendar(p.events), nil })
	}
	if !p.config.hasFeeds {
		return
	}
	for address, write := range map[string]func(feed.Feed) []byte{atomAddress: feed.Atom, rssAddress: feed.RSS, jsonAddress: feed.JSON} {
		p.file(address, publish.List, func() ([]byte, error) {
			f := p.feed()
			f.SelfURL = p.config.baseURL + address
			return marked(address, write(f)), nil
		})
	}
	robots := feed.Robots{}
	for _, file := range feed.Sitemap(p.sitemap(), p.config.baseURL) {
		p.file(file.Name, publish.List, func() ([]byte, error) { return marked(file.Name, file.Data), nil })
		if file.Name == "sitemap.xml" {
			robots.Sitemaps = []string{p.config.baseURL + file.Name}
		}
	}
	p.file(robotsAddress, publish.List, func() ([]byte, error) { return marked(robotsAddress, robots.Bytes()), nil })
}

// marked notes in a file for programs that it is ours, so that it can be told
// from others when the manifest is lost (see package publish). JSON Feed and
// iCalendar name their program themselves.
func marked(name string, data []byte) []byte {
	switch path.Ext(name) {
	case ".txt":
		return append([]byte("# bulletin\n"), data...)
	case ".xml":
		return bytes.Replace(data, []byte("?>\n"), []byte("?>\n<!-- bulletin -->\n"), 1)
	}
	return data
}

// feed is the newest items of all kinds.
func (p *planner) feed() feed.Feed {
	f := feed.Feed{
		Title: p.chrome.Title, Subtitle: p.chrome.Description, Lang: p.chrome.Lang,
		HomeURL: p.absolute(homeAddress), Author: p.chrome.Cell.Name, Generator: p.chrome.Generator,
	}
	for _, item := range p.site.Items {
		if item.Kind == content.KindPage {
			continue
		}
		if len(f.Items) == p.site.Config.FeedItems {
			break
		}
		card := p.cards[item]
		entry := feed.Item{
			Title: card.Title, URL: p.absolute(item.Address), Published: p.instant(item.DateOf()),
			Summary: card.Summary, ContentHTML: string(p.absoluteHTML(item, &item.Body)),
		}
		for _, tag := range card.Tags {
			entry.Tags = append(entry.Tags, tag.Label)
		}
		f.Items = append(f.Items, entry)
	}
	return f
}

// instant is the first instant of a date in the site's zone, zero when unknown.
func (p *planner) instant(d viet.Date) time.Time {
	if d.Precision == viet.Unknown {
		return time.Time{}
	}
	return d.In(p.site.Config.Zone)
}

// absoluteHTML writes a text for readers that show it away from the site.
func (p *planner) absoluteHTML(item *site.Item, doc *markdown.Doc) template.HTML {
	out := doc.Fill(nil, func(i int, _ markdown.Link) markdown.Target {
		target := item.Target(doc, i)
		href := p.absolute(target.Address)
		if target.Fragment != "" {
			href += "#" + target.Fragment
		}
		return markdown.Target{Href: href, Width: target.Width, Height: target.Height}
	})
	return template.HTML(out) // rendered or sanitised by package markdown
}

// sitemap is every page that people may look for.
func (p *planner) sitemap() []feed.URL {
	days := make(map[string]viet.Date, len(p.site.Items))
	for _, item := range p.site.Items {
		days[item.Address] = item.DateOf()
	}
	var urls []feed.URL
	for _, task := range p.tasks {
		switch task.Layout {
		case "", "404", "redirect":
			continue
		}
		u := feed.URL{Loc: p.absolute(task.Path)}
		if day := days[task.Path]; day.Precision == viet.ByDay {
			u.LastMod, u.Day = p.instant(day), true
		}
		urls = append(urls, u)
	}
	return urls
}

// meetings are those whose day is known; a calendar has no place for others.
func (p *planner) meetings() []*site.Item {
	var events []*site.Item
	for _, section := range p.site.Sections {
		if section.Kind != content.KindMeeting {
			continue
		}
		for _, item := range section.Items {
			if item.DateOf().Precision == viet.ByDay {
				events = append(events, item)
			}
		}
	}
	return events
}

// calendar is the meetings as iCalendar (RFC 5545). It is stamped with the day
// of the newest meeting, so that it changes only when a meeting does.
func (p *planner) calendar(items []*site.Item) []byte {
	c := feed.Calendar{
		ProdID: "-//bulletin//" + p.chrome.Generator + "//" + strings.ToUpper(p.chrome.Lang),
		Name:   p.chrome.Title, Description: p.chrome.Description, Stamp: p.instant(items[0].DateOf()),
	}
	if p.config.baseURL != "" {
		c.URL = p.config.baseURL + calendarAddress
	}
	for _, item := range items {
		meeting, ok := item.Detail.(*content.Meeting)
		if !ok {
			continue
		}
		event := feed.Event{
			UID: p.uid(item), Title: item.Title, Description: p.cards[item].Summary, URL: p.absolute(item.Address),
			Location: join("; ", meeting.Places...), Start: p.instant(item.DateOf()), AllDay: true,
		}
		if start, ok := meeting.Start.Minutes(); ok {
			day := event.Start
			event.Start, event.AllDay = onClock(day, start), false
			if end, ok := meeting.End.Minutes(); ok {
				event.End = onClock(day, end)
			}
		}
		c.Events = append(c.Events, event)
	}
	return feed.ICS(c)
}

// onClock is the instant at which clocks show a time of day, in minutes since
// midnight. Where clocks change by night, it is not so many minutes later.
func onClock(day time.Time, minutes int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), 0, minutes, 0, 0, day.Location())
}

// uid names a meeting for good, whatever becomes of its title and date: by the
// cell and the source file.
func (p *planner) uid(item *site.Item) string {
	sum := sha256.Sum256([]byte(p.chrome.Cell.Name + "\n" + item.Path))
	return hex.EncodeToString(sum[:12]) + "@bulletin"
}
