package feed

import "time"

// Atom writes a feed as RFC 4287 describes it. An item without any date gets
// the feed's, because the format demands one.
func Atom(f Feed) []byte {
	var w xmlWriter
	w.declaration()
	attrs := []string{"xmlns", "http://www.w3.org/2005/Atom"}
	if f.Lang != "" {
		attrs = append(attrs, "xml:lang", f.Lang)
	}
	w.start("feed", attrs...)
	w.text("id", f.id())
	w.text("title", f.Title)
	w.optional("subtitle", f.Subtitle)
	w.text("updated", rfc3339(f.updated()))
	w.empty("link", "rel", "alternate", "type", "text/html", "href", f.HomeURL)
	w.empty("link", "rel", "self", "type", "application/atom+xml", "href", f.SelfURL)
	w.atomAuthor(or(f.Author, f.Title))
	w.optional("rights", f.Rights)
	w.optional("generator", f.Generator)
	for _, i := range f.Items {
		w.atomEntry(f, i)
	}
	w.end()
	return w.Bytes()
}

func (w *xmlWriter) atomEntry(f Feed, i Item) {
	updated := i.updated()
	if !known(updated) {
		updated = f.updated()
	}
	w.start("entry")
	w.text("id", i.id())
	w.text("title", i.Title)
	w.empty("link", "rel", "alternate", "type", "text/html", "href", i.URL)
	if known(i.Published) {
		w.text("published", rfc3339(i.Published))
	}
	w.text("updated", rfc3339(updated))
	if i.Author != "" {
		w.atomAuthor(i.Author)
	}
	for _, t := range i.Tags {
		if clean(t) != "" {
			w.empty("category", "term", t)
		}
	}
	w.optional("summary", i.Summary)
	w.optional("content", i.ContentHTML, "type", "html")
	w.end()
}

func (w *xmlWriter) atomAuthor(name string) {
	w.start("author")
	w.text("name", name)
	w.end()
}

// rfc3339 writes a time to the second, with its own offset.
func rfc3339(t time.Time) string { return exact(t).Format(time.RFC3339) }
