package content

import (
	"bytes"
	"iter"
	"strconv"
	"strings"

	"bulletin/internal/diag"
	"bulletin/internal/markdown"
	"bulletin/internal/record"
	"bulletin/internal/schema"
	"bulletin/internal/viet"
)

// Head is what the rest of the site may know of a document: enough to place it,
// to find what it links to and to name it in lists. A site holds the heads of all
// documents at once, and nothing more of them: what lists show beside (see [Brief]),
// the texts and the details are fetched for the page that shows them (see
// [Document.Encode]). A head is therefore kept small: what few documents have stands
// apart, numbers are as wide as they need to be.
type Head struct {
	Path     string `record:"-"` // source path relative to the content folder: the document's identity
	Address  string // site path: "meetings/2020/x/index.html"
	Kind     Kind
	Title    string
	Labels   string       // see [Head.Tags]
	Note     string       // the short fact of its kind that a list adds to the title, to be worded
	Content  record.Sum   // names all that the document says
	Summary  record.Sum   // names the summary of its [Brief]; zero when there is none
	Figures  record.Sum   // names the figures of its [Brief]; zero when there are none
	Rare     *Rare        // nil when the document has nothing of it
	*Ends    `record:"-"` // nil once they were let go of
	TitleAt  Spot
	Dated    viet.Compact // see [Head.Date]
	OfYear   int16        // see [Head.Year]
	InReport int16        // see [Head.Counts]
	Bundle   bool         // the file is an index.md whose folder holds its pictures
	Draft    bool
	Internal bool
	Revoked  bool // an award that was withdrawn
	Private  bool // says what the public must not be told, see [lint.Private]
}

// Spot is a [schema.Place] in less room.
type Spot struct{ Line, Col int32 }

func spotOf(at schema.Place) Spot { return Spot{int32(at.Line), int32(at.Col)} } // #nosec G115 -- no file has so many lines

// Place is the place.
func (s Spot) Place() schema.Place { return schema.Place{Line: int(s.Line), Col: int(s.Col)} }

// Date is the document's date, coarsened to the precision that is known.
func (h *Head) Date() viet.Date { return h.Dated.Date() }

// Year is the year that the document belongs to, see [Document.Year]; 0 when unknown.
func (h *Head) Year() int { return int(h.OfYear) }

// Counts is the year whose report counts it; 0 when none does.
func (h *Head) Counts() int { return int(h.InReport) }

// labelEnd ends each tag in [Head.Labels]; no tag holds it.
const labelEnd = "\x00"

// Tags are the document's tags as they are written, in their order.
func (h *Head) Tags() iter.Seq[string] { return Tags(h.Labels) }

// Tags are those that [Head.Labels] keep.
func Tags(labels string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for label := range strings.SplitAfterSeq(labels, labelEnd) {
			if label != "" && !yield(strings.TrimSuffix(label, labelEnd)) {
				return
			}
		}
	}
}

// labels writes tags as [Head.Labels] keeps them.
func labels(tags []string) string {
	var b strings.Builder
	for _, tag := range tags {
		b.WriteString(strings.ReplaceAll(tag, labelEnd, ""))
		b.WriteString(labelEnd)
	}
	return b.String()
}

// Ends are where the links of a document begin, and where those of others may end
// in it. Linking reads them once, so they are kept as text, apart from the rest of
// the head: whoever does not link again lets go of them.
type Ends struct {
	Links   string // see [Ends.AllLinks]
	Anchors string // see [Ends.Headings]
}

// Rare is what few documents have.
type Rare struct {
	Slug        Slug
	SlugAt      schema.Place
	PublishDate Moment
	ExpiryDate  Moment
	Aliases     []string
	AliasesAt   []schema.Place
	Images      []Image
	Scan        Path // an award's
	References  []Reference
	Numbered    *Numbered // an issue's
}

// none is the Rare of documents that have none.
var none Rare

// More is what few documents have; it is never nil, and not to be changed.
func (h *Head) More() *Rare {
	if h.Rare == nil {
		return &none
	}
	return h.Rare
}

// Reference is a document that the front matter names.
type Reference struct {
	Ref
	Want Kind // "" = any
	Part int  // the section of an issue that names it, or [LeadPart], [QuotePart]
}

// Link is a link of one of the document's texts, as linking needs it.
type Link struct {
	Path     string // as in [markdown.Link]
	Query    string
	Fragment string
	Image    bool
	Line     int // in the file, 1-based
	Col      int
}

// Dest is the destination as written.
func (l Link) Dest() string {
	dest := l.Path
	if l.Query != "" {
		dest += "?" + l.Query
	}
	if l.Fragment != "" {
		dest += "#" + l.Fragment
	}
	return dest
}

var linksCodec = record.For[[]Link]()

// AllLinks are the links of the body and of every Prose, one after the other.
func (e *Ends) AllLinks() []Link {
	var links []Link
	if e.Links != "" {
		_ = linksCodec.Read(e.Links, &links) // was written by ourselves, and kept with a checksum
	}
	return links
}

// Headings are the ids of the body's headings, and Parts the keys of the front
// matter that the page shows as parts of their own.
func (e *Ends) Headings() (ids, parts []string) {
	headings, keys, _ := strings.Cut(e.Anchors, "\n\n")
	return strings.Fields(headings), strings.Fields(keys)
}

// At builds a diagnostic about a key of the front matter: title, slug or
// aliases[i]. It names the file by its path in the content folder and holds no
// text of the line, since heads outlive the text.
func (h *Head) At(key string, severity diag.Severity, code diag.Code, args ...any) diag.Diagnostic {
	at := h.TitleAt.Place()
	if key == "slug" {
		at = h.More().SlugAt
	}
	for i, place := range h.More().AliasesAt {
		if key == aliasKey(i) {
			at = place
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
type noted interface{ note() string }

// Head takes from a document what the rest of the site may know of it.
func (d *Document) Head() *Head { return d.HeadWith(d.Brief()) }

// HeadWith is Head for who has the document's brief already.
func (d *Document) HeadWith(brief Brief) *Head {
	h := &Head{
		Path: d.Path, Kind: d.Kind, Title: d.Title, TitleAt: spotOf(d.places["title"]), Content: d.Content,
		Dated: d.DateOf().Compact(), OfYear: int16(d.Year()), Labels: labels(d.Tags), Bundle: d.Bundle, // #nosec G115 -- up to 9999
		Draft: d.Draft, Internal: d.Visibility == Internal, Private: d.private, Rare: d.rare(),
	}
	h.Address = h.address()
	if kind, ok := d.Detail.(noted); ok {
		h.Note = kind.note()
	}
	if award, ok := d.Detail.(*Award); ok {
		h.Revoked = award.Revoked != nil
	}
	h.Summary, h.Figures, h.InReport = nameOf(brief.summary), nameOf(brief.figures), brief.counts
	h.Ends = &Ends{Links: d.links(), Anchors: d.anchors()}
	return h
}

// rare is what few documents have; nil when this one has not.
func (d *Document) rare() *Rare {
	r := Rare{
		Slug: d.Slug, SlugAt: d.places["slug"], PublishDate: d.PublishDate, ExpiryDate: d.ExpiryDate,
		Aliases: d.Aliases, Images: d.Images, Numbered: d.numbered(),
	}
	for i := range d.Aliases {
		r.AliasesAt = append(r.AliasesAt, d.places[aliasKey(i)])
	}
	if kind, ok := d.Detail.(referrer); ok {
		r.References = kind.references()
	}
	if award, ok := d.Detail.(*Award); ok {
		r.Scan = award.Scan
	}
	if bytes.Equal(keep.rare.Append(nil, &r), keep.rare.Append(nil, &none)) {
		return nil
	}
	return &r
}

// links writes the document's links as [Ends] keeps them.
func (d *Document) links() string {
	var links []Link
	d.EachText(func(text *markdown.Doc) {
		for _, l := range text.Links {
			links = append(links, Link{Path: l.Path, Query: l.Query, Fragment: l.Fragment, Image: l.Image, Line: l.Line, Col: l.Col})
		}
	})
	if len(links) == 0 {
		return ""
	}
	return string(linksCodec.Append(nil, &links))
}

// anchors writes what a link can lead to on the document's page.
func (d *Document) anchors() string {
	var ids, parts []string
	for _, heading := range d.Body.Headings {
		ids = append(ids, heading.ID)
	}
	for _, f := range d.Kind.Spec().Schema().Fields {
		if f.Part && d.Has(f.Key) {
			parts = append(parts, f.Key)
		}
	}
	if len(ids)+len(parts) == 0 {
		return ""
	}
	return strings.Join(ids, "\n") + "\n\n" + strings.Join(parts, "\n")
}

// SameToOthers tells whether linking sees no difference between two versions of
// a document: it reads neither what the document says nor where in the file.
func SameToOthers(a, b *Head) bool {
	return bytes.Equal(a.toOthers(), b.toOthers())
}

// toOthers is the encoded head without what linking does not read.
func (h *Head) toOthers() []byte {
	seen := *h
	seen.Content, seen.Summary, seen.Figures, seen.Note, seen.TitleAt = record.Sum{}, record.Sum{}, record.Sum{}, "", Spot{}
	links := h.AllLinks()
	for i := range links {
		links[i].Line, links[i].Col = 0, 0
	}
	ends := Ends{Links: string(linksCodec.Append(nil, &links)), Anchors: h.Anchors}
	if h.Rare != nil {
		rare := *h.Rare
		rare.SlugAt, rare.AliasesAt = schema.Place{}, nil
		if rare.Numbered != nil {
			numbered := *rare.Numbered
			numbered.At, rare.Numbered = schema.Place{}, &numbered
		}
		seen.Rare = &rare
	}
	seen.Ends = &ends
	return seen.Encode(nil)
}
