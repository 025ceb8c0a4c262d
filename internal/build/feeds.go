package build

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"html/template"
	"path"
	"slices"
	"strings"
	"sync"
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
	sitemapAddress  = "sitemap.xml"
	calendarAddress = "calendar.ics"
)

// feedLinks are the feeds of a folder; their formats demand absolute addresses,
// so there are none without a base URL.
func (p *planner) feedLinks(folder string) []theme.Feed {
	if p.baseURL == "" {
		return nil
	}
	return []theme.Feed{
		{Title: "Atom", Type: "application/atom+xml", Href: path.Join(folder, atomAddress)},
		{Title: "RSS", Type: "application/rss+xml", Href: path.Join(folder, rssAddress)},
		{Title: "JSON Feed", Type: "application/feed+json", Href: path.Join(folder, jsonAddress)},
	}
}

// newest are the items of feeds in several formats, which lie in one folder.
type newest struct {
	folder string // "" for those of the site
	title  string
	home   string // address of the page that they are the newest of
	items  []*site.Item
	feed   func() (feed.Feed, error) // gathered once for all formats, until an item is forgotten
}

func (n *newest) forget(p *planner) {
	n.feed = onceMade(func() (feed.Feed, error) { return p.feed(n) })
}

// onceMade is [sync.OnceValues], but asks again after an error: a source that was being
// changed may be again what it was.
func onceMade[T any](f func() (T, error)) func() (T, error) {
	var mu sync.Mutex
	var value T
	made := false
	return func() (T, error) {
		mu.Lock()
		defer mu.Unlock()
		if made {
			return value, nil
		}
		got, err := f()
		if err == nil {
			value, made = got, true
		}
		return got, err
	}
}

// planFeeds plans what other programs read. It comes last: the sitemap names
// every page planned before.
func (p *planner) planFeeds() {
	if len(p.events) > 0 {
		file(p, calendarAddress, publish.List, p.calendar, feed.ICS)
	}
	if p.baseURL == "" {
		return
	}
	p.planNewest(&newest{title: p.chrome.Title, home: homeAddress, items: p.site.Items})
	for _, section := range p.site.Sections {
		if section.Kind == content.KindIssue && len(section.Items) > 0 {
			title := join(" · ", p.t("section."+section.Folder), p.chrome.Title)
			p.planNewest(&newest{folder: section.Folder, title: title, home: listAddress(section.Folder), items: section.Items})
		}
	}
	p.planSitemap()
	robots := func() (feed.Robots, error) {
		if p.chrome.Internal {
			return feed.Robots{Disallow: []string{"/"}}, nil
		}
		return feed.Robots{Sitemaps: []string{p.baseURL + sitemapAddress}}, nil
	}
	file(p, robotsAddress, publish.List, robots, func(r feed.Robots) []byte { return marked(robotsAddress, r.Bytes()) })
}

// planNewest plans the feeds of a folder.
func (p *planner) planNewest(n *newest) {
	p.feeds = append(p.feeds, n)
	n.forget(p)
	for name, write := range map[string]func(feed.Feed) []byte{atomAddress: feed.Atom, rssAddress: feed.RSS, jsonAddress: feed.JSON} {
		address := path.Join(n.folder, name)
		recipe := func() (feed.Feed, error) {
			f, err := n.feed()
			f.SelfURL = p.baseURL + address
			return f, err
		}
		file(p, address, publish.List, recipe, func(f feed.Feed) []byte { return marked(address, write(f)) })
	}
}

// marked notes in a file for programs that it is ours, so that it can be told
// from others when the manifest is lost (see package publish). JSON Feed and
// iCalendar name their program themselves.
func marked(name string, data []byte) []byte {
	switch path.Ext(name) {
	case ".txt":
		return append([]byte("# bulletin\n"), data...)
	case ".xml":
		const declared = "?>\n"
		at := bytes.Index(data, []byte(declared)) + len(declared)
		return slices.Insert(data, at, []byte("<!-- bulletin -->\n")...)
	}
	return data
}

// feed gathers the newest items.
func (p *planner) feed(n *newest) (feed.Feed, error) {
	f := feed.Feed{
		Title: n.title, Subtitle: p.chrome.Description, Lang: p.chrome.Lang,
		HomeURL: p.absolute(n.home), Author: p.chrome.Cell.Name, Generator: p.chrome.Generator,
	}
	for _, item := range n.items {
		if item.Kind == content.KindPage {
			continue
		}
		if len(f.Items) == p.site.Config.FeedItems {
			break
		}
		doc, err := p.documents.Document(item.Head)
		if err != nil {
			return f, err
		}
		card := p.show(item).cardOf(doc)
		entry := feed.Item{
			Title: card.Title, URL: p.absolute(item.Address), Published: p.instant(item.Date()),
			Summary: card.Summary, ContentHTML: string(p.absoluteHTML(&doc.Body, item.Targets)),
		}
		for _, tag := range card.Tags {
			entry.Tags = append(entry.Tags, tag.Label)
		}
		f.Items = append(f.Items, entry)
	}
	return f, nil
}

// instant is the first instant of a date in the site's zone, zero when unknown.
func (w *wording) instant(d viet.Date) time.Time {
	if d.Precision == viet.Unknown {
		return time.Time{}
	}
	return d.In(w.zone)
}

// absoluteHTML writes a body for readers that show it away from the site.
func (w *wording) absoluteHTML(body *markdown.Doc, targets []site.Target) template.HTML {
	out := body.Fill(func(i int, _ markdown.Link) markdown.Target {
		href := w.absolute(targets[i].Address)
		if fragment := targets[i].Fragment(); fragment != "" {
			href += "#" + fragment
		}
		p := targets[i].Picture()
		return markdown.Target{Href: href, Width: p.Width, Height: p.Height}
	})
	return template.HTML(out) // rendered or sanitised by package markdown
}

// calendarMost is how many meetings the calendar holds: the newest, in a cell that
// meets twice a month those of forty years. It is fetched whole again and again by
// all who subscribe to it, and programs for calendars refuse files of megabytes.
const calendarMost = 1000

// meetings are those of the calendar, newest first. It has no place for one whose
// day is not known.
func (p *planner) meetings() []*site.Item {
	var events []*site.Item
	for _, section := range p.site.Sections {
		if section.Kind != content.KindMeeting {
			continue
		}
		for _, item := range section.Items {
			if item.Date().Precision == viet.ByDay && len(events) < calendarMost {
				events = append(events, item)
			}
		}
	}
	return events
}

// calendar is the meetings as iCalendar (RFC 5545). It is stamped with the day
// of the newest meeting, so that it changes only when a meeting does.
func (p *planner) calendar() (feed.Calendar, error) {
	c := feed.Calendar{
		ProdID: "-//bulletin//" + p.chrome.Generator + "//" + strings.ToUpper(p.chrome.Lang),
		Name:   p.chrome.Title, Description: p.chrome.Description, Stamp: p.instant(p.events[0].Date()),
	}
	if p.baseURL != "" {
		c.URL = p.baseURL + calendarAddress
	}
	c.Events = make([]feed.Event, 0, len(p.events))
	for _, item := range p.events {
		summary, err := p.documents.Summary(item.Head)
		figures, err2 := p.documents.Figures(item.Head)
		if err = cmp.Or(err, err2); err != nil {
			return c, err
		}
		event := feed.Event{
			UID: p.uid(item), Title: item.Title, Description: summary, URL: p.absolute(item.Address),
			Start: p.instant(item.Date()), AllDay: true,
		}
		meeting := cmp.Or(figures.Meeting, new(content.MeetingFigures))
		event.Location = join("; ", meeting.Places...)
		if start, ok := meeting.Start.Minutes(); ok {
			day := event.Start
			event.Start, event.AllDay = onClock(day, start), false
			if end, ok := meeting.End.Minutes(); ok {
				event.End = onClock(day, end)
			}
		}
		c.Events = append(c.Events, event)
	}
	return c, nil
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
