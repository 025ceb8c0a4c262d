package viet

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Bounds of a slug in bytes. With a section and a year before it and
// "/index.html" behind, a path stays well under the 260 characters that older
// Windows programs can open; a cut never takes more than half of the slug.
const (
	slugMax    = 100
	slugMinCut = 50
)

// Slug returns the form of s that may stand in an address or be a heading's id:
// only a–z, 0–9 and single inner hyphens. Marks are stripped, đ is d, other
// Latin letters take their usual ASCII spelling (ß ss, ø o, æ ae); every other
// run of characters, letters of other scripts included, is one hyphen, trimmed
// at both ends. Invisible format characters (soft hyphen, zero-width space) are
// ignored. "Lễ trao Giấy khen" gives "le-trao-giay-khen".
//
// The result is at most 100 bytes long, cut at a hyphen where there is one; it is
// never a device name of Windows ("con" gives "con-x"), and it is "" when s holds
// no Latin letter or digit. Slug is idempotent and does not depend on the input's
// normal form. Two titles may share a slug: telling them apart is the caller's.
func Slug(s string) string {
	if isSlug(s) {
		return s
	}
	var w slugWriter
	for i := 0; i < len(s) && w.n <= slugMax; {
		if c := s[i]; c < utf8.RuneSelf {
			w.ascii(c)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		w.rune(r, s[i:i+size])
		i += size
	}
	return notReserved(string(cutSlug(w.out[:w.n])))
}

// isSlug tells that Slug would change nothing.
func isSlug(s string) bool {
	if s == "" || len(s) > slugMax || s[0] == '-' || s[len(s)-1] == '-' {
		return s == ""
	}
	for i := range len(s) {
		c := s[i]
		if !isSlugByte(c) && (c != '-' || s[i-1] == '-') {
			return false
		}
	}
	return !isReserved(s)
}

func isSlugByte(c byte) bool { return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' }

// slugWriter collects a slug, on the stack. A gap is written only once a letter
// follows it, so that hyphens are single and never last; none is written before
// the first. What no longer fits would be cut anyway.
type slugWriter struct {
	out [slugMax + 2]byte
	n   int
	gap bool
}

func (w *slugWriter) ascii(c byte) {
	c = lowerASCII(c)
	if !isSlugByte(c) {
		w.gap = true
		return
	}
	if w.n > slugMax {
		return
	}
	if w.gap && w.n > 0 {
		w.out[w.n] = '-'
		w.n++
	}
	w.gap = false
	w.out[w.n] = c
	w.n++
}

// rune adds one character beyond ASCII; text is its UTF-8 form.
func (w *slugWriter) rune(r rune, text string) {
	if w.known(r) {
		return
	}
	parts := norm.NFD.PropertiesString(text).Decomposition()
	if parts == nil {
		w.gap = true
		return
	}
	for len(parts) > 0 {
		p, size := utf8.DecodeRune(parts)
		if p < utf8.RuneSelf {
			w.ascii(byte(p))
		} else if !w.known(p) { // decompositions are complete: p has none
			w.gap = true
		}
		parts = parts[size:]
	}
}

// known adds a character that the tables know, or ignores it if it is to be
// ignored; false when it is neither.
func (w *slugWriter) known(r rune) bool {
	if base, ok := baseOf(r); ok {
		w.ascii(base)
		return true
	}
	if r >= 0x300 && r <= 0x36F || unicode.In(r, unicode.M, unicode.Cf) {
		return true
	}
	spelling := asciiSpelling(r)
	for i := range len(spelling) {
		w.ascii(spelling[i])
	}
	return spelling != ""
}

// asciiSpelling spells the Latin letters that have no decomposition, as Unicode
// CLDR's Latin-ASCII transform does; "" for anything else.
func asciiSpelling(r rune) string {
	switch r {
	case 'ß', 'ẞ':
		return "ss"
	case 'Æ', 'æ':
		return "ae"
	case 'Œ', 'œ':
		return "oe"
	case 'Ø', 'ø':
		return "o"
	case 'Ł', 'ł':
		return "l"
	case 'Þ', 'þ':
		return "th"
	case 'Ħ', 'ħ':
		return "h"
	case 'ı':
		return "i"
	default:
		return ""
	}
}

// cutSlug shortens b to the bound, at a hyphen if that keeps enough of it.
func cutSlug(b []byte) []byte {
	if len(b) <= slugMax {
		return b
	}
	for i := slugMax; i >= slugMinCut; i-- {
		if b[i] == '-' {
			return b[:i]
		}
	}
	return b[:slugMax]
}

// notReserved keeps a slug from being a name that Windows gives to a device; it
// does so with any extension, hence the suffix and not a different ending.
func notReserved(s string) string {
	if isReserved(s) {
		return s + "-x"
	}
	return s
}

// isReserved tells the device names of Windows (Microsoft, "Naming Files, Paths,
// and Namespaces").
func isReserved(s string) bool {
	switch len(s) {
	case 3:
		return s == "con" || s == "prn" || s == "aux" || s == "nul"
	case 4:
		return (s[:3] == "com" || s[:3] == "lpt") && s[3] >= '0' && s[3] <= '9'
	}
	return false
}
