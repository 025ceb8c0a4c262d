package feed

import (
	"bytes"
	"encoding/json"
	"time"
)

// The documents of JSON Feed 1.1 (jsonfeed.org/version/1.1).
type (
	jsonFeed struct {
		Version     string       `json:"version"`
		Title       string       `json:"title"`
		HomePageURL string       `json:"home_page_url,omitempty"`
		FeedURL     string       `json:"feed_url,omitempty"`
		Description string       `json:"description,omitempty"`
		Authors     []jsonAuthor `json:"authors,omitempty"`
		Language    string       `json:"language,omitempty"`
		Program     *jsonProgram `json:"_bulletin,omitempty"` // an extension, as the format allows under an underscore
		Items       []jsonItem   `json:"items"`
	}
	jsonProgram struct {
		Generator string `json:"generator"`
	}
	jsonAuthor struct {
		Name string `json:"name"`
	}
	jsonItem struct {
		ID            string       `json:"id"`
		URL           string       `json:"url,omitempty"`
		Title         string       `json:"title,omitempty"`
		ContentHTML   string       `json:"content_html,omitempty"`
		ContentText   *string      `json:"content_text,omitempty"`
		Summary       string       `json:"summary,omitempty"`
		DatePublished string       `json:"date_published,omitempty"`
		DateModified  string       `json:"date_modified,omitempty"`
		Authors       []jsonAuthor `json:"authors,omitempty"`
		Tags          []string     `json:"tags,omitempty"`
	}
)

// JSON writes a feed as JSON Feed 1.1. An item without content has its summary
// for content, because the format demands one of the two.
func JSON(f Feed) []byte {
	doc := jsonFeed{
		Version:     "https://jsonfeed.org/version/1.1",
		Title:       clean(f.Title),
		HomePageURL: clean(f.HomeURL),
		FeedURL:     clean(f.SelfURL),
		Description: clean(f.Subtitle),
		Authors:     jsonAuthors(f.Author),
		Language:    clean(f.Lang),
		Items:       make([]jsonItem, 0, len(f.Items)),
	}
	if f.Generator != "" {
		doc.Program = &jsonProgram{clean(f.Generator)}
	}
	for _, i := range f.Items {
		doc.Items = append(doc.Items, newJSONItem(i))
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // the document is no part of a page
	e.SetIndent("", " ")
	if err := e.Encode(doc); err != nil {
		panic(err) // strings and slices always encode
	}
	return b.Bytes()
}

func newJSONItem(i Item) jsonItem {
	out := jsonItem{
		ID:            clean(i.id()),
		URL:           clean(i.URL),
		Title:         clean(i.Title),
		ContentHTML:   clean(i.ContentHTML),
		Summary:       clean(i.Summary),
		DatePublished: jsonTime(i.Published),
		DateModified:  jsonTime(i.Updated),
		Authors:       jsonAuthors(i.Author),
	}
	if out.ContentHTML == "" {
		out.ContentText = &out.Summary
	}
	for _, t := range i.Tags {
		out.Tags = append(out.Tags, clean(t))
	}
	return out
}

func jsonAuthors(name string) []jsonAuthor {
	if name = clean(name); name == "" {
		return nil
	}
	return []jsonAuthor{{name}}
}

func jsonTime(t time.Time) string {
	if !known(t) {
		return ""
	}
	return rfc3339(t)
}
