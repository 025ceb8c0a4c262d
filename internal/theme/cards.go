package theme

import (
	"bytes"
	"html/template"
	"strconv"
	"strings"
	"sync"
)

// CardView is the dot of partials/card.html: a card, where it stands and under
// what level of heading. It is all the partial can see, so an equal CardView
// gives equal HTML.
type CardView struct {
	Root  string
	Level int // 2–6, of the card's own title
	Card  *Card
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
	young, older map[string]template.HTML
}

func (c *cardCache) get(key []byte) (template.HTML, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if html, ok := c.young[string(key)]; ok {
		return html, true
	}
	html, ok := c.older[string(key)]
	if ok {
		c.put(string(key), html)
	}
	return html, ok
}

// put stores under a held lock.
func (c *cardCache) put(key string, html template.HTML) {
	if c.young == nil || len(c.young) >= cardGeneration {
		c.older, c.young = c.young, map[string]template.HTML{}
	}
	c.young[key] = html
}

// list renders the cards of a list one after the other.
func (ls *langSet) list(root string, cards []Card, level int) (template.HTML, error) {
	parts := make([]string, len(cards))
	key := make([]byte, 0, 1024)
	for i := range cards {
		v := CardView{Root: root, Level: level, Card: &cards[i]}
		key = cardKey(key[:0], v)
		html, ok := ls.cards.get(key)
		if !ok {
			var err error
			if html, err = ls.card(string(key), v); err != nil {
				return "", err
			}
		}
		parts[i] = string(html)
	}
	return template.HTML(strings.Join(parts, "")), nil
}

// card renders one card and keeps it.
func (ls *langSet) card(key string, v CardView) (template.HTML, error) {
	var b bytes.Buffer
	if err := ls.set.ExecuteTemplate(&b, "partials/card.html", v); err != nil {
		return "", err
	}
	html := template.HTML(b.String())
	ls.cards.mu.Lock()
	defer ls.cards.mu.Unlock()
	ls.cards.put(key, html)
	return html, nil
}

// cardKey writes every field of v, each with its length before it, so that
// different cards never share a key. A test holds it to the fields of Card.
func cardKey(b []byte, v CardView) []byte {
	text := func(parts ...string) {
		for _, s := range parts {
			b = strconv.AppendInt(b, int64(len(s)), 10)
			b = append(b, ':')
			b = append(b, s...)
		}
	}
	number := func(n int) {
		b = strconv.AppendInt(b, int64(n), 10)
		b = append(b, ';')
	}
	flag := func(f bool) {
		b = strconv.AppendBool(b, f)
	}
	c := v.Card
	text(v.Root, c.Title, c.Href, c.Kind, c.Label, c.Summary, c.Note, c.Draft)
	number(v.Level)
	flag(c.Revoked)
	text(c.Date.Text, c.Date.Short, c.Date.Machine, c.Date.Day, c.Date.Month, c.Date.Year, c.Date.Verbatim)
	flag(c.Date.Unknown)
	number(len(c.Tags))
	for i := range c.Tags {
		text(c.Tags[i].Label, c.Tags[i].Href)
	}
	if i := c.Image; i != nil {
		text(i.Href, i.Alt, string(i.Caption), i.Credit)
		number(i.Width)
		number(i.Height)
	}
	return b
}
