package content

import (
	"bytes"
	"slices"
	"strconv"

	"bulletin/internal/diag"
	"bulletin/internal/markdown"
	"bulletin/internal/record"
	"bulletin/internal/schema"
	"bulletin/internal/viet"
)

// Head is what the rest of the site may know of a document: enough to place it,
// to find what it links to and to show it in lists. Linking holds the heads of
// all documents at once, and nothing more of them; the texts and the details are
// fetched for the page that shows them (see [Document.Encode]).
type Head struct {
	Path        string // source path relative to the content folder: the document's identity
	Kind        Kind
	Bundle      bool       // the file is an index.md whose folder holds its pictures
	Content     record.Sum // names all that the document says
	Address     string     // site path: "meetings/2020/x/index.html"
	Title       string
	Slug        Slug
	Date        viet.Date // coarsened to the precision that is known
	Year        int       // that the document belongs to, see [Document.Year]; 0 when unknown
	PublishDate Moment
	ExpiryDate  Moment
	Draft       bool
	Visibility  Visibility
	Tags        []string
	Summary     string // the author's, else the beginning of the text
	Note        Note
	Aliases     []string
	Images      []Image
	Scan        Path // an award's
	References  []Reference
	Meeting     *Occasion // nil unless the document is a meeting

	Links    []markdown.Link // of the body and of every Prose, one after the other
	Headings []string        // ids of the body's headings
	Parts    []string        // keys of the front matter that the page shows as parts of their own

	Places HeadPlaces
}

// HeadPlaces tells where what linking may complain about stands in the file.
type HeadPlaces struct {
	Title, Slug schema.Place
	Aliases     []schema.Place
}

// Note is the short fact of its kind that a list adds to an item's title; the
// page words it.
type Note struct {
	Choice  string   // value of the kind's first choice: type of meeting, grade
	Texts   []string // topic; recipient and issuer
	Number  string   // of an issue: "7/2020"
	Revoked bool     // an award that was withdrawn
}

// Reference is a document that the front matter names.
type Reference struct {
	Ref
	Want Kind // "" = any
	Part int  // the section of an issue that names it
}

// Occasion is when and where a meeting takes place, beside its date.
type Occasion struct {
	Places     []string
	Start, End Clock
}

// At builds a diagnostic about a key of the front matter: title, slug or
// aliases[i]. It names the file by its path in the content folder and holds no
// text of the line, since heads outlive the text.
func (h *Head) At(key string, severity diag.Severity, code diag.Code, args ...any) diag.Diagnostic {
	at := h.Places.Title
	switch {
	case key == "slug":
		at = h.Places.Slug
	case key != "title":
		for i, place := range h.Places.Aliases {
			if key == aliasKey(i) {
				at = place
			}
		}
	}
	d := h.AtPlace(at, severity, code, args...)
	d.Field = key
	return d
}

// AtPlace builds a diagnostic at a place of the file, as [Head.At] does.
func (h *Head) AtPlace(at schema.Place, severity diag.Severity, code diag.Code, args ...any) diag.Diagnostic {
	return diag.Diagnostic{
		Pos: diag.Pos{File: h.Path, Line: at.Line, Col: at.Col}, Severity: severity, Code: code, Args: args,
	}
}

func aliasKey(i int) string { return "aliases[" + strconv.Itoa(i) + "]" }

// referrer is a kind whose front matter names other documents.
type referrer interface{ references() []Reference }

// noted is a kind that adds a fact to an item in lists.
type noted interface{ note() Note }

// Head takes from a document what the rest of the site may know of it.
func (d *Document) Head() *Head {
	h := &Head{
		Path: d.Path, Kind: d.Kind, Bundle: d.Bundle, Content: d.Content, Title: d.Title, Slug: d.Slug,
		Date: d.DateOf(), Year: d.Year(), PublishDate: d.PublishDate, ExpiryDate: d.ExpiryDate,
		Draft: d.Draft, Visibility: d.Visibility, Tags: d.Tags, Summary: d.Summary, Aliases: d.Aliases, Images: d.Images,
		Places: HeadPlaces{Title: d.places["title"], Slug: d.places["slug"]},
	}
	h.Address = h.address()
	if h.Summary == "" {
		h.Summary = d.Body.Summary
	}
	for i := range d.Aliases {
		h.Places.Aliases = append(h.Places.Aliases, d.places[aliasKey(i)])
	}
	d.EachText(func(text *markdown.Doc) { h.Links = append(h.Links, text.Links...) })
	for _, heading := range d.Body.Headings {
		h.Headings = append(h.Headings, heading.ID)
	}
	for _, f := range d.Kind.Spec().Schema.Fields {
		if f.Part && d.Has(f.Key) {
			h.Parts = append(h.Parts, f.Key)
		}
	}
	if kind, ok := d.Detail.(referrer); ok {
		h.References = kind.references()
	}
	if kind, ok := d.Detail.(noted); ok {
		h.Note = kind.note()
	}
	switch detail := d.Detail.(type) {
	case *Meeting:
		h.Meeting = &Occasion{Places: detail.Places, Start: detail.Start, End: detail.End}
	case *Award:
		h.Scan = detail.Scan
	}
	return h
}

// SameToOthers tells whether linking sees no difference between two versions of
// a document: it reads neither what the document says nor where in the file.
func SameToOthers(a, b *Head) bool {
	return bytes.Equal(a.toOthers().Encode(nil), b.toOthers().Encode(nil))
}

// toOthers is the head without what linking does not read.
func (h *Head) toOthers() *Head {
	seen := *h
	seen.Content, seen.Summary, seen.Note, seen.Meeting, seen.Places = record.Sum{}, "", Note{}, nil, HeadPlaces{}
	seen.Links = slices.Clone(h.Links)
	for i := range seen.Links {
		seen.Links[i].Offset, seen.Links[i].Line, seen.Links[i].Col = 0, 0, 0
	}
	return &seen
}
