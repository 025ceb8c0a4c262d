package feed

import "time"

// RSS writes a feed as RSS 2.0 (rssboard.org/rss-specification), following the
// RSS Advisory Board's best practices: an atom:link to itself, the full text in
// content:encoded beside the summary, and authors in dc:creator, because RSS's
// own author is an e-mail address.
func RSS(f Feed) []byte {
	var w xmlWriter
	w.declaration()
	w.start("rss", "version", "2.0",
		"xmlns:atom", "http://www.w3.org/2005/Atom",
		"xmlns:content", "http://purl.org/rss/1.0/modules/content/",
		"xmlns:dc", "http://purl.org/dc/elements/1.1/")
	w.start("channel")
	w.text("title", f.Title)
	w.text("link", ascii(f.HomeURL))
	w.text("description", or(f.Subtitle, f.Title))
	w.optional("language", f.Lang)
	w.optional("copyright", f.Rights)
	w.text("lastBuildDate", rfc822(f.updated()))
	w.optional("generator", f.Generator)
	w.empty("atom:link", "rel", "self", "type", "application/rss+xml", "href", ascii(f.SelfURL))
	for _, i := range f.Items {
		w.rssItem(i)
	}
	w.end()
	w.end()
	return w.Bytes()
}

func (w *xmlWriter) rssItem(i Item) {
	w.start("item")
	w.text("title", i.Title)
	link := ascii(i.URL)
	w.text("link", link)
	if i.id() == i.URL {
		w.text("guid", link, "isPermaLink", "true")
	} else {
		w.text("guid", i.id(), "isPermaLink", "false")
	}
	if when := i.Published; known(when) {
		w.text("pubDate", rfc822(when))
	} else if when := i.Updated; known(when) {
		w.text("pubDate", rfc822(when))
	}
	w.optional("dc:creator", i.Author)
	for _, t := range i.Tags {
		w.optional("category", t)
	}
	// The description is read as HTML, the summary is plain text: escape it once more.
	w.optional("description", textEscaper.Replace(i.Summary))
	w.optional("content:encoded", i.ContentHTML)
	w.end()
}

// rfc822 writes a time as RSS wants it: RFC 822 with a year of four digits.
func rfc822(t time.Time) string { return exact(t).Format(time.RFC1123Z) }
