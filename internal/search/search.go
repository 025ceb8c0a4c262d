// Package search makes the index that lets a browser search a site without a server:
// files that a page loads as scripts, since that is all a browser lets a page do that was
// opened by double-click.
//
// A text is a row of syllables: Vietnamese writes a space between all of them. What is
// indexed is each syllable and each two that stand side by side, folded (lower case,
// without marks, see [viet.Fold]), and below the folded form those that the texts have:
// "dang vien" → "đảng viên", "đăng viên". So a query without accents finds all of them,
// one with accents knows which it meant, and what is made of two syllables, as most words
// are, is found as one.
//
// Items are numbered in the order they are given, and cut into segments of [SegmentSize].
// A segment is a function of its items alone, so the segments of old items stay as they
// are. Its index is cut into shards, so that a query loads what it needs: for each of its
// syllables and each two of them one shard a segment.
//
// How good a place is, is the part of BM25 that the item decides (Robertson and Zaragoza,
// "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, 3.4.3), in [levels]
// steps; the rest is worked out by who asks.
package search

import (
	"slices"
	"strings"

	"bulletin/internal/viet"
)

// Item is a page as it is searched.
type Item struct {
	Fields []Field
	Facets []string // what it can be filtered by: "kind:news", "year:2020"
}

// Field is a text of an item and how much a word in it counts, against 1 in the body.
type Field struct {
	Text   string
	Weight int
}

// SegmentSize is the most items of a segment.
const SegmentSize = 4096

// itemsPerShard makes the shards of a full segment some seven kilobytes large, with texts
// of six hundred syllables.
const itemsPerShard = 8

// Shards is how many shards a segment of so many items has.
func Shards(items int) int { return (items + itemsPerShard - 1) / itemsPerShard }

// shardOf is the shard of a key: by its first syllable and the first character of the
// second, which whoever types a second one has typed at least. h·33 + c over these
// characters is worked out by a script without overflow.
func shardOf(key string, shards int) int {
	h, last := 0, false
	for _, r := range key {
		h = (h*33 + int(r)) % 1_000_003
		if last {
			break
		}
		last = r == ' '
	}
	return h % shards
}

// Segment is the index of up to [SegmentSize] items.
type Segment struct {
	shards []string
	words  string
}

// Words are the keys of one syllable, in their order, separated by spaces: what a word
// that is being typed may become.
func (s *Segment) Words() string { return s.words }

// Shard is the text of a shard, the lines of its keys in their order. A line is
//
//	key "|" form ":" places ["|" form ":" places …]
//
// where an empty form is the key itself. Places are the items, by level from the best on:
// the level's mark, and the distances of the items' numbers, from -1 on, in digits of five
// bits each, the least first, 32 more for "it goes on".
func (s *Segment) Shard(n int) string { return s.shards[n] }

// levels is how many steps there are between what a text is about and a word in passing.
const levels = len(marks)

// The marks of the levels, and the digits: those of base64 (RFC 4648, 4). None is a quote
// or a backslash, which a script would have to escape.
const (
	marks  = "!#$%&'()"
	digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
)

// BM25's constants: how soon more of the same counts no more, how much a long text is
// held against an item, and the length of one that is neither, in weighted syllables.
const (
	saturation = 1.2
	lengthPart = 0.75
	usualSize  = 700
)

// place is where a form stands: in which item, how well.
type place struct {
	item  uint16
	level uint8
}

// New indexes up to [SegmentSize] items.
func New(items []Item) *Segment {
	x := indexer{forms: map[string]int32{}, pairs: map[uint64]int32{}}
	for i := range items {
		x.add(uint16(i), &items[i]) // #nosec G115 -- below SegmentSize
	}
	return x.segment(Shards(len(items)))
}

// indexer gathers where names stand.
type indexer struct {
	forms  map[string]int32 // numbers of names, by the syllable or the facet
	pairs  map[uint64]int32 // by the numbers of two syllables
	names  []name
	places [][]place // of each name
	counts []int32   // of each name, in the item that is being added
	found  []int32   // the names that it has
	words  words
}

// name is a form and its key.
type name struct{ form, key string }

// add indexes an item.
func (x *indexer) add(number uint16, item *Item) {
	size := 0
	for _, field := range item.Fields {
		before := int32(-1)
		x.words.reset(field.Text)
		for x.words.next() {
			id := x.form(x.words.syllable)
			x.count(id, field.Weight)
			size += field.Weight
			if before >= 0 && !x.words.apart {
				x.count(x.pair(before, id), field.Weight)
			}
			before = id
		}
	}
	spread := saturation * (1 - lengthPart + lengthPart*float64(size)/usualSize)
	for _, id := range x.found {
		count := float64(x.counts[id])
		x.counts[id] = 0
		x.places[id] = append(x.places[id], place{number, uint8(spread / (count + spread) * float64(levels))})
	}
	x.found = x.found[:0]
	for _, facet := range item.Facets { // no text can hold one, so it is mistaken for no word
		id, known := x.forms[facet]
		if !known {
			id = x.named(name{facet, facet})
			x.forms[facet] = id
		}
		x.places[id] = append(x.places[id], place{number, 0})
	}
}

// count counts a name in the item.
func (x *indexer) count(id int32, weight int) {
	if x.counts[id] == 0 {
		x.found = append(x.found, id)
	}
	x.counts[id] += int32(weight) // #nosec G115 -- single digits
}

func (x *indexer) form(syllable []byte) int32 {
	id, known := x.forms[string(syllable)]
	if !known {
		text := string(syllable)
		id = x.named(name{text, viet.Fold(text)})
		x.forms[text] = id
	}
	return id
}

func (x *indexer) pair(first, second int32) int32 {
	both := uint64(uint32(first))<<32 | uint64(uint32(second)) // #nosec G115 -- not negative
	id, known := x.pairs[both]
	if !known {
		a, b := x.names[first], x.names[second]
		n := name{form: a.form + " " + b.form}
		if n.key = n.form; a.key != a.form || b.key != b.form {
			n.key = a.key + " " + b.key
		}
		id = x.named(n)
		x.pairs[both] = id
	}
	return id
}

func (x *indexer) named(n name) int32 {
	x.names, x.places, x.counts = append(x.names, n), append(x.places, nil), append(x.counts, 0)
	return int32(len(x.names) - 1) // #nosec G115 -- as many as pairs of syllables in a segment
}

// segment writes down what was gathered.
func (x *indexer) segment(shards int) *Segment {
	order := make([]int32, len(x.names))
	for i := range order {
		order[i] = int32(i) // #nosec G115 -- see above
	}
	slices.SortFunc(order, func(a, b int32) int {
		if c := strings.Compare(x.names[a].key, x.names[b].key); c != 0 {
			return c
		}
		return strings.Compare(x.names[a].form, x.names[b].form)
	})
	texts := make([]strings.Builder, shards)
	key := ""
	var out *strings.Builder
	for _, id := range order {
		n := x.names[id]
		if out == nil || n.key != key {
			key = n.key
			if out = &texts[shardOf(key, shards)]; out.Len() > 0 {
				out.WriteByte('\n')
			}
			out.WriteString(key)
		}
		out.WriteByte('|')
		if n.form != n.key {
			out.WriteString(n.form)
		}
		out.WriteByte(':')
		writePlaces(out, x.places[id])
	}
	s := &Segment{shards: make([]string, shards), words: x.syllables(order)}
	for i := range texts {
		s.shards[i] = texts[i].String()
	}
	return s
}

// syllables are the keys of one syllable each, in an order of the names by key.
func (x *indexer) syllables(order []int32) string {
	var out strings.Builder
	last := ""
	for _, id := range order {
		key := x.names[id].key
		if key == last || strings.ContainsAny(key, " :") {
			continue
		}
		if last = key; out.Len() > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(key)
	}
	return out.String()
}

// writePlaces writes the places of one form, which are in the items' order.
func writePlaces(out *strings.Builder, places []place) {
	for level := range uint8(levels) {
		before := -1
		for _, p := range places {
			if p.level != level {
				continue
			}
			if before < 0 {
				out.WriteByte(marks[level])
			}
			writeNumber(out, int(p.item)-before)
			before = int(p.item)
		}
	}
}

// writeNumber writes a number in digits of five bits.
func writeNumber(out *strings.Builder, n int) {
	for ; n >= 32; n >>= 5 {
		out.WriteByte(digits[n&31|32])
	}
	out.WriteByte(digits[n])
}
