package viet

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

// Collator puts text in Vietnamese alphabetical order (CLDR "vi"): a ă â, d đ,
// e ê, o ô ơ, u ư are different letters; the tones (ngang, huyền, hỏi, ngã, sắc,
// nặng) decide only between texts with the same letters, lower case before upper
// only after that. Texts that CLDR holds equal are ordered by their bytes, so the
// order is total and the same on every machine.
//
// A Collator keeps buffers: it is not for concurrent use. Make one per goroutine.
type Collator struct {
	coll *collate.Collator
	buf  collate.Buffer
}

// NewCollator returns a collator for Vietnamese.
func NewCollator() *Collator {
	return &Collator{coll: collate.New(language.Vietnamese)}
}

// Compare returns -1, 0 or 1; it is 0 only for equal strings.
func (c *Collator) Compare(a, b string) int {
	if a == b {
		return 0
	}
	if order := c.coll.CompareString(a, b); order != 0 {
		return order
	}
	return strings.Compare(a, b)
}

// Key returns bytes whose order (bytes.Compare) is that of [Collator.Compare].
// For more than a few dozen texts, sorting by keys is many times faster.
func (c *Collator) Key(s string) []byte { return c.appendKey(nil, s, s) }

// keyEnd ends the collation weights of one text in a key. Weights of a level are
// never zero, so a text that is the beginning of another sorts first.
const keyEnd = "\x00\x00\x00"

// appendKey appends the weights of s, an end mark and the tie-breaker.
func (c *Collator) appendKey(dst []byte, s, tie string) []byte {
	c.buf.Reset()
	weights := c.coll.KeyFromString(&c.buf, s)
	dst = slices.Grow(dst, len(weights)+len(keyEnd)+len(tie))
	dst = append(append(dst, weights...), keyEnd...)
	return append(dst, tie...)
}

// Sort orders texts in place.
func (c *Collator) Sort(texts []string) {
	SortBy(texts, c.Key, func(s string) string { return s })
}

// SortNames orders personal names in place; see [Collator.NameKey].
func (c *Collator) SortNames(names []string) {
	SortBy(names, c.NameKey, func(s string) string { return s })
}

// SortBy orders items in place by the key of the text each one bears; equal
// texts keep their order. Pass [Collator.Key] or [Collator.NameKey].
func SortBy[T any](items []T, key func(string) []byte, text func(T) string) {
	type keyed struct {
		key  []byte
		item T
	}
	all := make([]keyed, len(items))
	for i, item := range items {
		all[i] = keyed{key(text(item)), item}
	}
	slices.SortStableFunc(all, func(a, b keyed) int { return bytes.Compare(a.key, b.key) })
	for i := range all {
		items[i] = all[i].item
	}
}
