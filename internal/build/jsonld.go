package build

import (
	"bulletin/internal/content"
	"bulletin/internal/theme"
)

// schemaOrg is the vocabulary of linked data.
const schemaOrg = "https://schema.org"

// organization is the cell as the publisher of the pages.
func (w *wording) organization() *theme.Thing {
	name := w.chrome.Cell.Name
	if name == "" {
		name = w.chrome.Title
	}
	return &theme.Thing{Type: "Organization", Name: name}
}

// websiteData describes the site on its front page.
func (w *wording) websiteData() *theme.LinkedData {
	return &theme.LinkedData{
		Context: schemaOrg, Type: "WebSite", Name: w.chrome.Title, InLanguage: w.chrome.Lang,
		Publisher: w.organization(), Description: w.chrome.Description, URL: w.absolute(homeAddress),
	}
}

// articleData describes an item: a meeting whose day is known is an event, news
// is a news article, everything else an article.
func (a *articlePage) articleData(page theme.Page) *theme.LinkedData {
	data := &theme.LinkedData{
		Context: schemaOrg, Type: "Article", InLanguage: a.chrome.Lang,
		Description: page.Description, URL: page.Canonical, Image: page.Image,
	}
	meeting, isMeeting := a.doc.Detail.(*content.Meeting)
	if isMeeting && a.doc.DateOf().Day > 0 {
		data.Type, data.Name, data.StartDate = "Event", a.doc.Title, a.doc.DateOf().String()
		data.Organizer = a.organization()
		if len(meeting.Places) > 0 {
			data.Location = &theme.Thing{Type: "Place", Name: join("; ", meeting.Places...)}
		}
		return data
	}
	data.Headline, data.Publisher, data.DatePublished = a.doc.Title, a.organization(), page.Published
	if a.doc.Kind == content.KindNews {
		data.Type = "NewsArticle"
	}
	return data
}
