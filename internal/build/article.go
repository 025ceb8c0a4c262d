package build

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"bulletin/internal/content"
	"bulletin/internal/markdown"
	"bulletin/internal/record"
	"bulletin/internal/site"
	"bulletin/internal/theme"
	"bulletin/internal/viet"
)

// article is the recipe of an item's page. The document stands in it by its
// digest, so that a page that need not be made needs no document either.
type article struct {
	Document record.Sum // of the document's content
	Address  string
	Section  string // the menu entry that is current
	Card     *shown

	Previous, Next            *mention
	Related                   []*mention
	Story                     *shown
	Lead, Quoted              *shown // of an issue
	Stories, Meetings, Issues []*shown
	Contents                  [][]*shown // of an issue, by section
	Images                    []site.Picture
	Scan                      string
	ScanBytes                 int64
	Targets                   []site.Target // of the document's links, in their order
}

// articlePage makes the page of one article.
type articlePage struct {
	*wording
	recipe *article
	doc    *content.Document
	card   *theme.Card
	deck   deck
	paper  bool // the page is made to be printed
}

// articlePage makes the page of a recipe and the document that it names.
func (w *wording) articlePage(recipe *article, doc *content.Document) *articlePage {
	return &articlePage{wording: w, recipe: recipe, doc: doc, card: recipe.Card.cardOf(doc)}
}

// view is the page of the document.
func (a *articlePage) view() (theme.View, error) {
	r, doc := a.recipe, a.doc
	view := &theme.Item{
		Card: a.card, Lede: doc.Meta.Summary, Body: a.html(&doc.Body), TOC: contents(doc.Body.Headings),
		Note:  a.html(&doc.EditorNote.Doc),
		Facts: a.facts(), Detail: a.detail(), Tags: a.card.Tags,
		Backlinks: a.backlinks(), Previous: a.ref(r.Previous), Next: a.ref(r.Next),
	}
	view.Related = make([]theme.Ref, 0, len(r.Related))
	for _, related := range r.Related {
		view.Related = append(view.Related, *a.ref(related))
	}
	for _, source := range doc.Sources {
		view.Sources = append(view.Sources, theme.Source{Text: source.Text, URL: source.URL})
	}
	view.Images = images(r.Images, doc.Images)
	view.Inside = a.inside()
	return theme.View{Site: a.chrome, Page: a.head(), Main: view}, a.deck.err
}

// inside tells what of the page the public's has not, "" for nothing.
func (a *articlePage) inside() string {
	only := a.doc.Inside
	if !only.Any() {
		return ""
	}
	var told []string
	for _, key := range only.Fields {
		field, _ := a.doc.Kind.Spec().Schema().Field(key)
		told = append(told, field.Label(a.lang))
	}
	if n := len(only.Parts); n > 0 {
		told = append(told, a.t("inside.parts", strconv.Itoa(n)))
	}
	return a.t("inside.only", strings.Join(told, ", "))
}

// mention is another item as recipes hold it whose pages name it and do not show it: by
// the digest of its reference. nil is none.
type mention shown

// reference is all that a page tells of an item that it names.
type reference struct {
	Title, Address string
	Kind           content.Kind
	Date           viet.Date
	Revoked        bool
	State          site.State
}

var referenceCodec = record.For[reference]()

// Digest names the reference.
func (m *mention) Digest() [16]byte {
	if sum := m.name.Load(); sum != nil {
		return *sum
	}
	r := m.reference()
	return markInto(&m.name, referenceCodec, &r)
}

func (m *mention) reference() reference {
	item := m.item
	return reference{item.Title, item.Address, item.Kind, item.Date(), item.Revoked, item.State}
}

// mention names an item; nil for none and for one that is in no list.
func (p *planner) mention(item *site.Item) *mention { return (*mention)(p.show(item)) }

// ref words what a page tells of an item that it names; nil for none.
func (w *wording) ref(m *mention) *theme.Ref {
	if m == nil {
		return nil
	}
	r := m.reference()
	ref := &theme.Ref{
		Title: r.Title, Href: w.href(r.Address), Label: r.Kind.Spec().Label(w.lang),
		Date: r.Date.Short(), Machine: machine(r.Date), Revoked: r.Revoked,
	}
	if r.State != site.Live {
		ref.Draft = w.t("state." + r.State.String())
	}
	return ref
}

// head describes the page.
func (a *articlePage) head() theme.Page {
	var crumbs []theme.Link
	if folder := a.doc.Kind.Spec().Folder; folder != "" {
		crumbs = append(crumbs, theme.Link{Label: a.t("section." + folder), Href: a.href(listAddress(folder))})
	}
	page := a.wording.head(a.recipe.Address, string(a.doc.Kind), a.recipe.Section, a.doc.Title, a.card.Summary, crumbs...)
	page.OGType = "article"
	if date := a.doc.DateOf(); date.Day > 0 {
		page.Published = date.String()
	}
	if image := firstPicture(a.recipe.Images, a.doc.Images); image != nil {
		page.Image = a.absolute(image.Href)
	}
	page.JSONLD = a.articleData(page)
	return page
}

// backlinks are the items that refer to this one.
func (a *articlePage) backlinks() []theme.RefGroup {
	var groups []theme.RefGroup
	add := func(key string, all []*shown) {
		if len(all) > 0 {
			groups = append(groups, theme.RefGroup{Label: a.t(key), Cards: a.deck.cards(all)})
		}
	}
	add("relation.stories", a.recipe.Stories)
	add("relation.issues", a.recipe.Issues)
	return groups
}

// html writes one of the document's texts for the page.
func (a *articlePage) html(text *markdown.Doc) template.HTML {
	return a.fill(a.recipe.Address, a.doc, text, a.recipe.Targets, !a.paper)
}

// proseSizes is how wide a picture of a text stands on a page, as the theme's style sheet
// has it: in a column of 40 rem, or across a narrow screen.
const proseSizes = "(min-width: 44rem) 40rem, 100vw"

// fill writes one of a document's texts for the page at an address; targets are
// those of all the document's links. Pictures that are sized leave it to the browser which
// of their sizes it takes, and links to files say what those are; else pictures are the widest.
func (w *wording) fill(here string, doc *content.Document, text *markdown.Doc, targets []site.Target, sized bool) template.HTML {
	if len(text.HTML) == 0 {
		return ""
	}
	root := rootOf(here)
	first := firstLink(doc, text)
	return template.HTML(text.Fill(func(i int, _ markdown.Link) markdown.Target {
		target := targets[first+i]
		p := target.Picture()
		filled := markdown.Target{Href: w.link(root, here, target), Width: p.Width, Height: p.Height}
		if sized {
			filled.Note = w.fileNote(target.Address, target.Bytes())
			filled.Sizes = proseSizes
			filled.Set, filled.WebP = sources(root, p.Sizes), sources(root, p.WebP)
		}
		return filled
	})) // #nosec: rendered or sanitised by package markdown
}

// sources are the sizes of a picture as a text names them.
func sources(root string, sizes []site.Size) []markdown.Source {
	var all []markdown.Source
	for _, size := range sizes {
		all = append(all, markdown.Source{Href: root + escapePath(size.Address), Width: size.Width})
	}
	return all
}

// firstLink is the number of a text's first link among all those of its document.
func firstLink(doc *content.Document, text *markdown.Doc) int {
	if text == &doc.Body || len(text.Links) == 0 {
		return 0
	}
	first, found := 0, false
	doc.EachText(func(other *markdown.Doc) {
		if found = found || other == text; !found {
			first += len(other.Links)
		}
	})
	return first
}

// link is a resolved target as a relative link on a page.
func (w *wording) link(root, here string, target site.Target) string {
	fragment := ""
	if target.Fragment() != "" {
		fragment = "#" + target.Fragment()
	}
	if target.Address == here && fragment != "" {
		return fragment
	}
	href := root + escapePath(w.href(target.Address)) + fragment
	if href == "" {
		return "./"
	}
	return href
}

// tocLeast is the fewest headings that are worth a table of contents.
const tocLeast = 3

// contents nests the headings of levels 2 to 4 as a table of contents. A level
// that the author skipped is skipped here too.
func contents(headings []markdown.Heading) []theme.Heading {
	kept := slices.DeleteFunc(slices.Clone(headings), func(h markdown.Heading) bool { return h.Level < 2 || h.Level > 4 })
	if len(kept) < tocLeast {
		return nil
	}
	nested, _ := nest(kept, 0)
	return nested
}

// nest takes headings deeper than a level, each with those deeper than itself,
// and returns what is left.
func nest(headings []markdown.Heading, level int) (nested []theme.Heading, rest []markdown.Heading) {
	for len(headings) > 0 && headings[0].Level > level {
		h := headings[0]
		entry := theme.Heading{ID: h.ID, Text: h.Text}
		entry.Children, headings = nest(headings[1:], h.Level)
		nested = append(nested, entry)
	}
	return nested, headings
}
