package theme

import "sync/atomic"

// Card is an item as a list shows it. It is made by [NewCard], shared by every
// page that shows it, not changed afterwards, and not copied: it keeps what was
// made of it, so that pages which show the same card need it rendered once.
type Card struct {
	CardFields
	made atomic.Pointer[madeCard] `record:"-"`
}

// madeCard is a card as HTML, and where it stands like that. A card stands in a
// few depths and under two or three levels of headings, which is all that its
// HTML may differ by.
type madeCard struct {
	set   *langSet
	root  string
	level int
	html  string
	next  *madeCard
}

// CardFields are what a card says.
type CardFields struct {
	Title   string
	Href    string
	Kind    string // "meeting", "story", …
	Label   string // the kind's name in the site's language, singular: "Sinh hoạt chi bộ"
	Date    Date
	Summary string // plain text
	Note    string // one short fact of the kind: "Chuyên đề", "Cục … · Bộ trưởng Bộ Tư pháp"; "" when none
	Tags    []Link
	Image   *Image // thumbnail, nil when none
	Revoked bool   // a withdrawn award: shown struck through
	Draft   string // why it would not be published ("Bản nháp"), only in a preview; else ""
}

// NewCard makes a card. What the fields point to belongs to the card from now on.
func NewCard(f CardFields) *Card { return &Card{CardFields: f} }

// list appends the cards of a list, one after the other.
func (ls *langSet) list(dst []byte, root string, cards []*Card, level int) ([]byte, error) {
	var err error
	for _, card := range cards {
		if dst, err = ls.card(dst, root, card, level); err != nil {
			return dst, err
		}
	}
	return dst, nil
}

// card appends a card, which is rendered if it has not stood so before.
func (ls *langSet) card(dst []byte, root string, card *Card, level int) ([]byte, error) {
	made := card.made.Load()
	for m := made; m != nil; m = m.next {
		if m.set == ls && m.level == level && m.root == root {
			return append(dst, m.html...), nil
		}
	}
	start := len(dst)
	dst, err := ls.run(dst, "partials/card.html", &CardView{Root: root, Level: level, Card: &card.CardFields})
	if err == nil { // when another page was sooner, its HTML stays
		card.made.CompareAndSwap(made, &madeCard{set: ls, root: root, level: level, html: string(dst[start:]), next: made})
	}
	return dst, err
}

// CardView is the dot of partials/card.html: a card, where it stands and under
// what level of heading. It is all the partial can see, so an equal CardView
// gives equal HTML.
type CardView struct {
	Root  string
	Level int // 2–6, of the card's own title
	Card  *CardFields
}
