package build

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"bulletin/internal/content"
	"bulletin/internal/record"
	"bulletin/internal/site"
	"bulletin/internal/theme"
	"bulletin/internal/viet"
)

// shown is an item's card as recipes hold it: by the digest of what it is made
// of. The card itself is made for a page that is. nil is no card.
type shown struct {
	p      *planner
	item   *site.Item
	digest atomic.Pointer[record.Sum] // nil until it is asked for
	name   atomic.Pointer[record.Sum] // of its [mention]; the same
}

// Digest names all that the card is made of beside what makes the page.
func (s *shown) Digest() [16]byte {
	if sum := s.digest.Load(); sum != nil {
		return *sum
	}
	r := s.p.cardRecipe(s.item)
	return markInto(&s.digest, cardCodec, &r)
}

// markInto makes the mark of a value and keeps it.
func markInto[T any](place *atomic.Pointer[record.Sum], codec record.Codec[T], v *T) record.Sum {
	text := markedTexts.Get().(*[]byte)
	sum, used := codec.MarkAfter((*text)[:0], v)
	*text = used
	markedTexts.Put(text)
	place.Store(&sum)
	return sum
}

// markedTexts are what values are written into to be marked, to be used again.
var markedTexts = sync.Pool{New: func() any { return new([]byte) }}

// card makes the card; nil for none. An error means that its document cannot be
// fetched any more.
func (s *shown) card() (*theme.Card, error) {
	if s == nil {
		return nil, nil //nolint:nilnil // no card is a card's place left empty
	}
	if kept := s.place().Load(); kept != nil && kept.item == s.item {
		return kept.card, nil
	}
	summary, err := s.p.documents.Summary(s.item.Head)
	if err != nil {
		return nil, err
	}
	return s.keep(summary), nil
}

// cardOf makes the card of the item's own document, which is at hand.
func (s *shown) cardOf(doc *content.Document) *theme.Card {
	if kept := s.place().Load(); kept != nil && kept.item == s.item {
		return kept.card
	}
	return s.keep(strings.Clone(doc.Description())) // no part of the document, which the card may outlive
}

// keep makes the card with its summary, and keeps it to be shared.
func (s *shown) keep(summary string) *theme.Card {
	kept := &keptCard{s.item, s.p.newCard(s.p.cardRecipe(s.item), summary)}
	s.place().Store(kept)
	return kept.card
}

// place is where the card is kept, or another.
func (s *shown) place() *atomic.Pointer[keptCard] { return &s.p.cards[s.item.Number%cardsKept] }

// deck makes cards, and remembers why one could not be made.
type deck struct{ err error }

func (d *deck) card(s *shown) *theme.Card {
	card, err := s.card()
	d.err = cmp.Or(d.err, err)
	return card
}

func (d *deck) cards(all []*shown) []*theme.Card {
	var cards []*theme.Card
	for _, s := range all {
		cards = append(cards, d.card(s))
	}
	return cards
}

// cardsKept is how many cards are kept to be shared: some megabytes. What stands
// together in one list mostly does in others.
const cardsKept = 256

// keptCard is a card and whose it is.
type keptCard struct {
	item *site.Item
	card *theme.Card
}

// show is the card of an item; none for no item and for one that is in no list.
func (p *planner) show(item *site.Item) *shown {
	if item == nil || !item.Shown || item.Intro {
		return nil
	}
	return &p.shown[item.Number]
}

// showAll are the cards of several items.
func (p *planner) showAll(items []*site.Item) []*shown {
	all := make([]*shown, 0, len(items))
	for _, item := range items {
		if s := p.show(item); s != nil {
			all = append(all, s)
		}
	}
	return all
}

// forget lets all that is kept of an item to be shared by files be made anew.
func (p *planner) forget(item *site.Item) {
	for _, n := range p.feeds {
		n.forget(p)
	}
	if r := p.records[item.Counts()]; r != nil {
		r.forget()
	}
	if s := p.show(item); s != nil {
		s.place().Store(nil)
		s.digest.Store(nil)
		s.name.Store(nil)
	}
	for _, s := range p.segments {
		if slices.Contains(s.items, item) {
			s.forget()
		}
	}
}

// cardRecipe is all that a card is made of.
type cardRecipe struct {
	Title, Address string
	Kind           content.Kind
	Date           viet.Date
	Summary        record.Sum
	Note, Labels   string
	Image          site.Picture
	Alt            string
	Revoked        bool
	State          site.State
}

var cardCodec = record.For[cardRecipe]()

func (p *planner) cardRecipe(item *site.Item) cardRecipe {
	r := cardRecipe{
		Title: item.Title, Address: item.Address, Kind: item.Kind, Date: item.Date(), Summary: item.Summary,
		Note: item.Note, Labels: item.Labels, Revoked: item.Revoked, State: item.State,
	}
	for i, f := range item.Files {
		if f != nil {
			r.Image, r.Alt = f.Picture, item.More().Images[i].Alt
			break
		}
	}
	return r
}

// newCard is an item as lists show it, with the summary that the recipe names.
func (w *wording) newCard(r cardRecipe, summary string) *theme.Card {
	spec := r.Kind.Spec()
	card := theme.CardFields{
		Title: r.Title, Href: w.href(r.Address), Kind: string(r.Kind), Label: spec.Label(w.lang),
		Date: w.date(r.Date), Summary: summary, Note: w.note(r.Kind, r.Note), Revoked: r.Revoked,
	}
	card.Image = imageOf(r.Image, r.Alt)
	if !spec.Dated && card.Date.Unknown { // a page is not expected to have a date
		card.Date = theme.Date{}
	}
	for label := range content.Tags(r.Labels) {
		link := w.topic(label)
		if !slices.ContainsFunc(card.Tags, func(have theme.Link) bool { return have.Href == link.Href }) {
			card.Tags = append(card.Tags, link)
		}
	}
	if r.State != site.Live {
		card.Draft = w.t("state." + r.State.String())
	}
	return theme.NewCard(card)
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
