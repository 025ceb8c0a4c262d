package build

import (
	"bulletin/internal/content"
	"bulletin/internal/site"
	"bulletin/internal/theme"
)

// schemaOrg is the vocabulary of linked data.
const schemaOrg = "https://schema.org"

// organization is the cell as the publisher of the pages.
func (p *planner) organization() *theme.Thing {
	name := p.chrome.Cell.Name
	if name == "" {
		name = p.chrome.Title
	}
	return &theme.Thing{Type: "Organization", Name: name}
}

// websiteData describes the site on its front page.
func (p *planner) websiteData() *theme.LinkedData {
	return &theme.LinkedData{
		Context: schemaOrg, Type: "WebSite", Name: p.chrome.Title, InLanguage: p.chrome.Lang,
		Publisher: p.organization(), Description: p.chrome.Description, URL: p.absolute(homeAddress),
	}
}

// articleData describes an item: a meeting whose day is known is an event, news
// is a news article, everything else an article.
func (p *planner) articleData(item *site.Item, page theme.Page) *theme.LinkedData {
	data := &theme.LinkedData{
		Context: schemaOrg, Type: "Article", InLanguage: p.chrome.Lang,
		Description: page.Description, URL: page.Canonical, Image: page.Image,
	}
	meeting, isMeeting := item.Detail.(*content.Meeting)
	if isMeeting && item.DateOf().Day > 0 {
		data.Type, data.Name, data.StartDate = "Event", item.Title, item.DateOf().String()
		data.Organizer = p.organization()
		if len(meeting.Places) > 0 {
			data.Location = &theme.Thing{Type: "Place", Name: join("; ", meeting.Places...)}
		}
		return data
	}
	data.Headline, data.Publisher, data.DatePublished = item.Title, p.organization(), page.Published
	if item.Kind == content.KindNews {
		data.Type = "NewsArticle"
	}
	return data
}
