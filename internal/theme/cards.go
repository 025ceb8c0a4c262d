package theme

import (
	"bytes"
	"html/template"
	"strings"
	"sync"
)

// CardView is the dot of partials/card.html: a card, where it stands and under
// what level of heading. It is all the partial can see, so an equal CardView
// gives equal HTML.
type CardView struct {
	Root  string
	Level int // 2–6, of the card's own title
	Card  *CardFields
}

// cardKey stands for a CardView: the card by its digest.
type cardKey struct {
	digest [16]byte
	root   string
	level  int
}

// cardGeneration is how many rendered cards the younger half of a cardCache
// holds: with about 1 KB each, the cache stays below 20 MB.
const cardGeneration = 8192

// cardCache keeps rendered cards, because an item's card stands on many pages:
// the front page, its list, its tags, its year, its neighbours. The key is the
// card's whole content, so the cache needs no invalidation: an entry is valid
// for ever. When the younger half is full it becomes the older one, and what was
// not asked for meanwhile is forgotten.
type cardCache struct {
	mu           sync.Mutex
	young, older map[cardKey]template.HTML
}

func (c *cardCache) get(k cardKey) (template.HTML, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if html, ok := c.young[k]; ok {
		return html, true
	}
	html, ok := c.older[k]
	if ok {
		c.put(k, html)
	}
	return html, ok
}

// put stores under a held lock.
func (c *cardCache) put(k cardKey, html template.HTML) {
	if c.young == nil || len(c.young) >= cardGeneration {
		c.older, c.young = c.young, map[cardKey]template.HTML{}
	}
	c.young[k] = html
}

// list renders the cards of a list one after the other.
func (ls *langSet) list(root string, cards []*Card, level int) (template.HTML, error) {
	parts := make([]string, len(cards))
	for i, card := range cards {
		k := cardKey{digest: card.Digest(), root: root, level: level}
		html, ok := ls.cards.get(k)
		if !ok {
			var err error
			if html, err = ls.card(k, &card.CardFields); err != nil {
				return "", err
			}
		}
		parts[i] = string(html)
	}
	return template.HTML(strings.Join(parts, "")), nil
}

// card renders one card and keeps it.
func (ls *langSet) card(k cardKey, card *CardFields) (template.HTML, error) {
	var b bytes.Buffer
	v := CardView{Root: k.root, Level: k.level, Card: card}
	if err := ls.set.ExecuteTemplate(&b, "partials/card.html", v); err != nil {
		return "", err
	}
	html := template.HTML(b.String())
	ls.cards.mu.Lock()
	defer ls.cards.mu.Unlock()
	ls.cards.put(k, html)
	return html, nil
}
