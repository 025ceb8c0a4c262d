package build

import (
	"bulletin/internal/content"
	"bulletin/internal/site"
	"bulletin/internal/theme"
)

// linkedData is a schema.org description, written into the page as JSON-LD.
type linkedData map[string]any

// put adds a property unless it is empty.
func (d linkedData) put(key, value string) linkedData {
	if value != "" {
		d[key] = value
	}
	return d
}

// organization is the cell as the publisher of the pages.
func (p *planner) organization() linkedData {
	name := p.chrome.Cell.Name
	if name == "" {
		name = p.chrome.Title
	}
	return linkedData{"@type": "Organization", "name": name}
}

// websiteData describes the site on its front page.
func (p *planner) websiteData() linkedData {
	return linkedData{
		"@context": "https://schema.org", "@type": "WebSite", "name": p.chrome.Title,
		"inLanguage": p.chrome.Lang, "publisher": p.organization(),
	}.put("description", p.chrome.Description).put("url", p.absolute(homeAddress))
}

// articleData describes an item: a meeting whose day is known is an event, news
// is a news article, everything else an article.
func (p *planner) articleData(item *site.Item, page theme.Page) linkedData {
	data := linkedData{"@context": "https://schema.org", "inLanguage": p.chrome.Lang}
	data.put("description", page.Description).put("url", page.Canonical).put("image", page.Image)
	meeting, isMeeting := item.Detail.(*content.Meeting)
	if isMeeting && item.DateOf().Day > 0 {
		data["@type"], data["name"], data["startDate"] = "Event", item.Title, item.DateOf().String()
		data["organizer"] = p.organization()
		if len(meeting.Places) > 0 {
			data["location"] = linkedData{"@type": "Place", "name": join("; ", meeting.Places...)}
		}
		return data
	}
	data["@type"], data["headline"], data["publisher"] = "Article", item.Title, p.organization()
	if item.Kind == content.KindNews {
		data["@type"] = "NewsArticle"
	}
	return data.put("datePublished", page.Published)
}
