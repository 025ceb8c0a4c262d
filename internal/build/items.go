package build

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"bulletin/internal/build/publish"
	"bulletin/internal/content"
	"bulletin/internal/markdown"
	"bulletin/internal/site"
	"bulletin/internal/theme"
)

// planItems plans the page of every item and the files that items use.
func (p *planner) planItems() {
	for _, item := range p.site.Items {
		p.page(item.Address, string(item.Kind), publish.Page, func() theme.View { return p.itemView(item) })
	}
}

// itemView is the page of one document.
func (p *planner) itemView(item *site.Item) theme.View {
	here := item.Address
	view := &theme.Item{
		Card: p.cards[item], Lede: item.Summary, Body: p.html(item, here, &item.Body), TOC: contents(item.Body.Headings),
		Note:  p.html(item, here, &item.EditorNote.Doc),
		Facts: p.facts(item), Tags: p.cards[item].Tags,
		Related: p.cardsOf(item.Related), Backlinks: p.backlinks(item),
	}
	view.Detail = p.detail(item, view)
	for _, source := range item.Sources {
		view.Sources = append(view.Sources, theme.Source{Text: source.Text, URL: source.URL})
	}
	for i, image := range item.Images {
		if f := item.Image(i); f != nil {
			view.Images = append(view.Images, theme.Image{Href: f.Address, Alt: image.Alt, Width: f.Width, Height: f.Height, Credit: image.Credit})
		}
	}
	if item.Previous != nil {
		view.Previous = p.cards[item.Previous]
	}
	if item.Next != nil {
		view.Next = p.cards[item.Next]
	}
	return theme.View{Site: p.chrome, Page: p.itemHead(item), Main: view}
}

// itemHead describes an item's page.
func (p *planner) itemHead(item *site.Item) theme.Page {
	var crumbs []theme.Link
	if folder := item.Kind.Spec().Folder; folder != "" {
		crumbs = append(crumbs, theme.Link{Label: p.t("section." + folder), Href: p.href(listAddress(folder))})
	}
	card := p.cards[item]
	page := p.head(item.Address, string(item.Kind), sectionOf(item), item.Title, card.Summary, crumbs...)
	page.OGType = "article"
	page.Published = item.DateOf().String()
	if item.DateOf().Day == 0 {
		page.Published = ""
	}
	if image := firstPicture(item); image != nil {
		page.Image = p.absolute(image.Href)
	}
	page.JSONLD = p.articleData(item, page)
	return page
}

// firstPicture is the picture that stands for an item, nil when it has none.
func firstPicture(item *site.Item) *theme.Image {
	for i, image := range item.Images {
		if f := item.Image(i); f != nil {
			return &theme.Image{Href: f.Address, Alt: image.Alt, Width: f.Width, Height: f.Height}
		}
	}
	return nil
}

// card is an item as lists show it.
func (p *planner) card(item *site.Item) *theme.Card {
	spec := item.Kind.Spec()
	card := theme.CardFields{
		Title: item.Title, Href: p.href(item.Address), Kind: string(item.Kind), Label: spec.Label(p.lang),
		Date: p.date(item.DateOf()), Summary: item.Summary, Note: p.note(item), Image: firstPicture(item),
	}
	if card.Summary == "" {
		card.Summary = item.Body.Summary
	}
	if !spec.Dated && card.Date.Unknown { // a page is not expected to have a date
		card.Date = theme.Date{}
	}
	seen := map[string]bool{}
	for _, label := range item.Document.Tags {
		if link := p.tagOf(label); !seen[link.Href] {
			seen[link.Href] = true
			card.Tags = append(card.Tags, link)
		}
	}
	if award, ok := item.Detail.(*content.Award); ok {
		card.Revoked = award.Revoked != nil
	}
	if item.State != site.Live {
		card.Draft = p.t("state." + item.State.String())
	}
	return theme.NewCard(card)
}

// cardsOf are the cards of several items.
func (p *planner) cardsOf(items []*site.Item) []*theme.Card {
	var cards []*theme.Card
	for _, item := range items {
		if card := p.cards[item]; card != nil {
			cards = append(cards, card)
		}
	}
	return cards
}

// backlinks are the items that refer to this one.
func (p *planner) backlinks(item *site.Item) []theme.RefGroup {
	var groups []theme.RefGroup
	add := func(key string, items []*site.Item) {
		if cards := p.cardsOf(items); len(cards) > 0 {
			groups = append(groups, theme.RefGroup{Label: p.t(key), Cards: cards})
		}
	}
	if item.Kind == content.KindMeeting {
		others := slices.DeleteFunc(slices.Clone(item.Stories), func(story *site.Item) bool { return story == item.Story })
		add("relation.stories", others) // the meeting's own part shows the other one
	}
	add("relation.issues", item.Issues)
	return groups
}

// html writes one of an item's texts for the page at an address.
func (p *planner) html(item *site.Item, here string, doc *markdown.Doc) template.HTML {
	if len(doc.HTML) == 0 {
		return ""
	}
	root := rootOf(here)
	out := doc.Fill(make([]byte, 0, len(doc.HTML)+64*len(doc.Links)), func(i int, _ markdown.Link) markdown.Target {
		target := item.Target(doc, i)
		return markdown.Target{Href: p.link(root, here, target), Width: target.Width, Height: target.Height}
	})
	return template.HTML(out) // #nosec: rendered or sanitised by package markdown
}

// link is a resolved target as a relative link on a page.
func (p *planner) link(root, here string, target site.Target) string {
	fragment := ""
	if target.Fragment != "" {
		fragment = "#" + target.Fragment
	}
	if target.Address == here && fragment != "" {
		return fragment
	}
	href := root + escapePath(p.href(target.Address)) + fragment
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

// note is the one short fact that a card adds to an item's title.
func (p *planner) note(item *site.Item) string {
	switch d := item.Detail.(type) {
	case *content.Meeting:
		return p.option(d.MeetingKind.Options(), string(d.MeetingKind))
	case *content.Story:
		return d.Topic
	case *content.Award:
		return join(" · ", d.Recipient, d.Issuer)
	case *content.Classification:
		return p.option(d.Grade.Options(), string(d.Grade))
	case *content.Issue:
		return p.issueNumber(d)
	}
	return ""
}

// issueNumber is "Số 7/2020".
func (p *planner) issueNumber(d *content.Issue) string {
	m := d.Masthead
	if m.IssueNo == nil {
		return ""
	}
	number := strconv.Itoa(*m.IssueNo)
	if m.Year != nil {
		number += "/" + strconv.Itoa(*m.Year)
	}
	return p.t("issue.number", number)
}

// join puts a separator between the parts that are not empty.
func join(separator string, parts ...string) string {
	kept := parts[:0:0]
	for _, part := range parts {
		if part != "" {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, separator)
}
