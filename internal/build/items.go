package build

import (
	"slices"
	"strings"

	"bulletin/internal/build/publish"
	"bulletin/internal/content"
	"bulletin/internal/site"
	"bulletin/internal/theme"
)

// planItems plans the page of every item.
func (p *planner) planItems() {
	for _, item := range p.site.Items {
		p.tasks = append(p.tasks, Task{
			Path: item.Address, Class: publish.Page, Layout: string(item.Kind), By: p.by,
			Recipe: func() (any, error) { return p.article(item), nil },
			View:   p.pageOf(item),
		})
	}
}

// pageOf makes the View of an item's page: of its recipe and the document that
// the recipe names, and nothing else.
func (p *planner) pageOf(item *site.Item) func(any) (theme.View, error) {
	w := p.wording
	return func(recipe any) (theme.View, error) {
		doc, err := p.documents.Document(item.Head)
		if err != nil {
			return theme.View{}, err
		}
		a := articlePage{wording: w, recipe: recipe.(article), doc: doc}
		return a.view(), nil
	}
}

// article gathers the recipe of an item's page.
func (p *planner) article(item *site.Item) article {
	a := article{
		Document: item.Content, Address: item.Address, Section: sectionOf(item), Card: p.card(item),
		Images: picturesOf(item), Targets: item.Targets,
		Related: p.cardsOf(item.Related), Meetings: p.cardsOf(item.Meetings), Issues: p.cardsOf(item.Issues),
		Previous: p.card(item.Previous), Next: p.card(item.Next), Story: p.card(item.Story),
	}
	if item.Kind == content.KindMeeting { // the meeting's own part shows the story it names
		others := slices.DeleteFunc(slices.Clone(item.Stories), func(story *site.Item) bool { return story == item.Story })
		a.Stories = p.cardsOf(others)
	}
	for _, part := range item.Contents {
		a.Contents = append(a.Contents, p.cardsOf(part))
	}
	if item.Scanned != nil {
		a.Scan = item.Scanned.Address
	}
	return a
}

// picture is a picture of the front matter as the site publishes it.
type picture struct {
	Href          string // "" when it is missing
	Width, Height int    // in pixels; 0 when unknown
}

// picturesOf are the pictures that an item's front matter names, in its order.
func picturesOf(item *site.Item) []picture {
	var pictures []picture
	for _, f := range item.Files {
		if f == nil {
			pictures = append(pictures, picture{})
			continue
		}
		pictures = append(pictures, picture{f.Address, f.Width, f.Height})
	}
	return pictures
}

// firstPicture is the picture that stands for an item, nil when it has none.
func firstPicture(pictures []picture, images []content.Image) *theme.Image {
	for i, p := range pictures {
		if p.Href != "" {
			return &theme.Image{Href: p.Href, Alt: images[i].Alt, Width: p.Width, Height: p.Height}
		}
	}
	return nil
}

// card is an item as lists show it; nil for no item and for one that is in no
// list.
func (p *planner) card(item *site.Item) *theme.Card {
	if item == nil || !item.Shown || item.IsIntro() {
		return nil
	}
	place := &p.cards[item.Number%cardsKept]
	if kept := place.Load(); kept != nil && kept.item == item {
		return kept.card
	}
	kept := &keptCard{item, p.newCard(item)}
	place.Store(kept)
	return kept.card
}

// cardsKept is how many cards are kept to be shared: a megabyte or two.
const cardsKept = 4096

// keptCard is a card and whose it is.
type keptCard struct {
	item *site.Item
	card *theme.Card
}

// forget lets an item's card be made anew.
func (p *planner) forget(item *site.Item) {
	if item.Shown && !item.IsIntro() {
		p.cards[item.Number%cardsKept].Store(nil)
	}
}

func (p *planner) newCard(item *site.Item) *theme.Card {
	spec := item.Kind.Spec()
	card := theme.CardFields{
		Title: item.Title, Href: p.href(item.Address), Kind: string(item.Kind), Label: spec.Label(p.lang),
		Date: p.date(item.Date), Summary: item.Summary, Note: p.note(item.Kind, item.Note),
		Image: firstPicture(picturesOf(item), item.More().Images), Revoked: item.Revoked,
	}
	if !spec.Dated && card.Date.Unknown { // a page is not expected to have a date
		card.Date = theme.Date{}
	}
	for _, label := range item.Head.Tags {
		link := p.topics[label]
		if !slices.ContainsFunc(card.Tags, func(have theme.Link) bool { return have.Href == link.Href }) {
			card.Tags = append(card.Tags, link)
		}
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
		if card := p.card(item); card != nil {
			cards = append(cards, card)
		}
	}
	return cards
}

// note words the one short fact that a card adds to an item's title.
func (w *wording) note(kind content.Kind, note string) string {
	switch kind {
	case content.KindMeeting:
		return w.option(new(content.MeetingKind).Options(), note)
	case content.KindClassification:
		return w.option(new(content.AnnualGrade).Options(), note)
	case content.KindIssue:
		return w.issueNumber(note)
	}
	return note
}

// issueNumber is "Số 7/2020"; "" without a number.
func (w *wording) issueNumber(number string) string {
	if number == "" {
		return ""
	}
	return w.t("issue.number", number)
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
