package theme

import "crypto/sha256"

// Card is an item as a list shows it. It is made by [NewCard], shared by every
// page that shows it, and not changed afterwards.
type Card struct {
	CardFields
	digest [16]byte
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

// NewCard makes a card and works out its digest, once for all the pages that
// show it. What the fields point to belongs to the card from now on.
func NewCard(f CardFields) *Card { return &Card{CardFields: f, digest: f.digest()} }

// Digest stands for the whole content of the card: the first half of a SHA-256
// over all its fields, so that two different cards share one with a probability
// of 2⁻¹²⁸.
func (c *Card) Digest() [16]byte {
	if c.digest == ([16]byte{}) { // put together without NewCard
		return c.CardFields.digest()
	}
	return c.digest
}

func (f *CardFields) digest() [16]byte {
	k := make(key, 0, 1024)
	k.card(f)
	sum := sha256.Sum256(k)
	return [16]byte(sum[:])
}
