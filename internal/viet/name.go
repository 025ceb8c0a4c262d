package viet

import (
	"bytes"
	"strings"
	"unicode"
)

// Name is a personal name in its parts. A Vietnamese name is written family,
// middle, given; people are addressed and listed by the given name.
type Name struct {
	Family, Middle, Given string
}

// SplitName parts a name as written in a text. "Đồng chí" and "đ/c" in front
// are dropped, and so is a function after a comma, a bracket or a spaced dash
// ("Nguyễn Văn An, Bí thư"). The last word is the given name, the first of
// several the family name. Words are NFC; case is kept.
func SplitName(s string) Name {
	words := strings.Fields(bareName(NFC(s)))
	switch n := len(words); n {
	case 0:
		return Name{}
	case 1:
		return Name{Given: words[0]}
	default:
		return Name{Family: words[0], Middle: strings.Join(words[1:n-1], " "), Given: words[n-1]}
	}
}

// String is the name as it is written in full.
func (n Name) String() string {
	return strings.Join(strings.Fields(n.Family+" "+n.Middle+" "+n.Given), " ")
}

// bareName takes off the form of address in front and the function behind.
func bareName(s string) string {
	for _, mark := range []string{",", "(", " - ", " – ", " — "} {
		if before, _, ok := strings.Cut(s, mark); ok && strings.TrimSpace(before) != "" {
			s = before
		}
	}
	s = strings.TrimSpace(s)
	for _, address := range []string{"đồng chí", "đ/c", "đc"} {
		if rest, ok := cutAddress(s, address); ok {
			return rest
		}
	}
	return s
}

// cutAddress cuts a form of address, in any case, that is a word of its own, and
// the point or colon after it. Its diacritics must be there: Đồng Chi Lan is a
// person's whole name.
func cutAddress(s, address string) (rest string, ok bool) {
	for i, r := range s {
		if r == '.' || r == ':' || unicode.IsSpace(r) {
			if strings.ToLower(s[:i]) == address {
				return strings.TrimLeft(s[i:], " \u00a0.:"), true
			}
		}
	}
	return s, false
}

// NameKey returns bytes that order personal names: by given name, then family
// name, then middle name, each in Vietnamese order as a whole (so that Anh comes
// before Ánh whatever the family name), then by the text itself.
func (c *Collator) NameKey(s string) []byte {
	n := SplitName(s)
	key := c.appendKey(nil, n.Given, "")
	key = c.appendKey(key, n.Family, "")
	return c.appendKey(key, n.Middle, s)
}

// CompareNames is the order of [Collator.NameKey]: -1, 0 or 1.
func (c *Collator) CompareNames(a, b string) int {
	return bytes.Compare(c.NameKey(a), c.NameKey(b))
}
