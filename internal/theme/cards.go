package theme

import "sync"

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
// holds; with some 600 bytes each, the cache stays below 0.5 MB. Of the 85,000
// cards that the pages of 10,000 items show, it spares a third; 8192 would spare
// 58 %, all 65 %, and neither makes the build faster, because rendering a card
// takes no longer than the collector takes over the memory of keeping it.
const cardGeneration = 256

// cardCache keeps rendered cards, because pages that are made one after the
// other show the same ones: neighbours the same related items, lists the same
// newest. The key stands for the card's whole content, so the cache needs no
// invalidation: an entry is valid for ever. When the younger half is full it
// becomes the older one, and what was not asked for meanwhile is forgotten.
type cardCache struct {
	mu           sync.Mutex
	young, older map[cardKey]string
}

func (c *cardCache) get(k cardKey) (string, bool) {
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

func (c *cardCache) keep(k cardKey, html string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.put(k, html)
}

// put stores under a held lock.
func (c *cardCache) put(k cardKey, html string) {
	if c.young == nil || len(c.young) >= cardGeneration {
		c.older, c.young = c.young, map[cardKey]string{}
	}
	c.young[k] = html
}

// list appends the cards of a list, one after the other.
func (ls *langSet) list(dst []byte, root string, cards []*Card, level int) ([]byte, error) {
	for _, card := range cards {
		k := cardKey{digest: card.Digest(), root: root, level: level}
		html, ok := ls.cards.get(k)
		if ok {
			dst = append(dst, html...)
			continue
		}
		start := len(dst)
		var err error
		if dst, err = ls.run(dst, "partials/card.html", &CardView{Root: root, Level: level, Card: &card.CardFields}); err != nil {
			return dst, err
		}
		ls.cards.keep(k, string(dst[start:]))
	}
	return dst, nil
}
