package build

import (
	"encoding/json"

	"bulletin/internal/content"
	"bulletin/internal/record"
	"bulletin/internal/theme"
)

// linkedData is a schema.org description, written into the page as JSON-LD.
type linkedData map[string]any

// Digest names the description by its JSON, whose keys are sorted.
func (d linkedData) Digest() [16]byte {
	data, err := json.Marshal(map[string]any(d))
	if err != nil {
		panic(err) // texts alone can always be marshalled
	}
	return record.SumOf(data)
}

// put adds a property unless it is empty.
func (d linkedData) put(key, value string) linkedData {
	if value != "" {
		d[key] = value
	}
	return d
}

// organization is the cell as the publisher of the pages.
func (w *wording) organization() linkedData {
	name := w.chrome.Cell.Name
	if name == "" {
		name = w.chrome.Title
	}
	return linkedData{"@type": "Organization", "name": name}
}

// websiteData describes the site on its front page.
func (w *wording) websiteData() linkedData {
	return linkedData{
		"@context": "https://schema.org", "@type": "WebSite", "name": w.chrome.Title,
		"inLanguage": w.chrome.Lang, "publisher": w.organization(),
	}.put("description", w.chrome.Description).put("url", w.absolute(homeAddress))
}

// articleData describes an item: a meeting whose day is known is an event, news
// is a news article, everything else an article.
func (a *articlePage) articleData(page theme.Page) linkedData {
	data := linkedData{"@context": "https://schema.org", "inLanguage": a.chrome.Lang}
	data.put("description", page.Description).put("url", page.Canonical).put("image", page.Image)
	meeting, isMeeting := a.doc.Detail.(*content.Meeting)
	if date := a.doc.DateOf(); isMeeting && date.Day > 0 {
		data["@type"], data["name"], data["startDate"] = "Event", a.doc.Title, date.String()
		data["organizer"] = a.organization()
		if len(meeting.Places) > 0 {
			data["location"] = linkedData{"@type": "Place", "name": join("; ", meeting.Places...)}
		}
		return data
	}
	data["@type"], data["headline"], data["publisher"] = "Article", a.doc.Title, a.organization()
	if a.doc.Kind == content.KindNews {
		data["@type"] = "NewsArticle"
	}
	return data.put("datePublished", page.Published)
}
