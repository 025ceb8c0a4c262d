package theme

import (
	"bytes"
	"html/template"
)

// CardView is the dot of partials/card.html: a card, where it stands and under
// what level of heading.
type CardView struct {
	Root  string
	Level int // 2–6, of the card's own title
	Card  Card
}

// cardCache keeps rendered cards.
type cardCache struct{}

// card renders one card.
func (ls *langSet) card(v CardView) (template.HTML, error) {
	var b bytes.Buffer
	if err := ls.set.ExecuteTemplate(&b, "partials/card.html", v); err != nil {
		return "", err
	}
	return template.HTML(b.String()), nil
}
