// Package feed writes what other programs read about a site: Atom, RSS, JSON
// Feed, sitemaps, robots.txt and iCalendar.
//
// Plain values go in, bytes come out; the package knows nothing of the site. The
// same values give the same bytes: no clock is read and nothing is reordered.
// Every text is safe, whatever it holds: it is escaped for its format, and
// characters the format cannot carry (controls, broken UTF-8) are left out.
// Addresses must be absolute, also those inside ContentHTML; a time that is zero
// is unknown and left out wherever the format allows that.
package feed

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// Feed is a list of what is new, the newest first.
type Feed struct {
	Title     string
	Subtitle  string
	Lang      string // BCP 47, such as "vi"
	HomeURL   string // the page that the feed is about
	SelfURL   string // where the feed itself will be found; differs for each format
	ID        string // permanent; "" = HomeURL
	Author    string // "" = Title: Atom demands one
	Rights    string
	Generator string    // the program and its version
	Updated   time.Time // zero = the latest time among the items
	Items     []Item
}

// Item is one entry of a feed.
type Item struct {
	Title       string
	URL         string
	ID          string // permanent; "" = URL
	Published   time.Time
	Updated     time.Time // zero = Published
	Summary     string    // plain text
	ContentHTML string
	Tags        []string
	Author      string
}

func (f Feed) id() string { return or(f.ID, f.HomeURL) }
func (i Item) id() string { return or(i.ID, i.URL) }

// updated is when an item last changed, zero when unknown.
func (i Item) updated() time.Time {
	if known(i.Updated) {
		return i.Updated
	}
	return i.Published
}

// updated is when the feed last changed. A feed without any date is as old as
// Unix time, because Atom has no way to say unknown.
func (f Feed) updated() time.Time {
	if known(f.Updated) {
		return f.Updated
	}
	latest := time.Unix(0, 0).UTC()
	for _, i := range f.Items {
		if t := i.updated(); known(t) && t.After(latest) {
			latest = t
		}
	}
	return latest
}

// known tells whether a time can be written: RFC 3339, RFC 822 and RFC 5545 all
// have years of four digits, in whatever zone.
func known(t time.Time) bool {
	year := t.UTC().Year()
	return !t.IsZero() && year > 1 && year < 9999
}

// exact is a time in an offset that can be written: of whole minutes and less
// than a day. Local mean times before the age of zones have others.
func exact(t time.Time) time.Time {
	if _, offset := t.Zone(); offset%60 != 0 || offset <= -24*3600 || offset >= 24*3600 {
		return t.UTC()
	}
	return t
}

func or(s, otherwise string) string {
	if s != "" {
		return s
	}
	return otherwise
}

// clean leaves out what is no character of XML 1.0 (section 2.2, "Char") and
// what is not UTF-8.
func clean(s string) string {
	return keep(s, func(r rune) bool {
		return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xD7FF || r >= 0xE000 && r <= 0xFFFD || r >= 0x10000
	})
}

// cleanLine also leaves out line breaks and the other control characters, for
// formats in which a line is a statement.
func cleanLine(s string) string {
	return keep(s, func(r rune) bool { return r >= 0x20 && r != 0x7f })
}

// ascii writes an address as RFC 3986 wants it, what else it may hold as %XX.
func ascii(url string) string {
	url = strings.TrimSpace(cleanLine(url))
	var b strings.Builder
	for i := range len(url) {
		if c := url[i]; c <= ' ' || c >= 0x7f {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// keep returns the characters that are allowed. A U+FFFD the author wrote stays,
// a broken byte does not become one.
func keep(s string, allowed func(rune) bool) string {
	good := func(at int, r rune) bool {
		if r == utf8.RuneError {
			if _, size := utf8.DecodeRuneInString(s[at:]); size == 1 {
				return false
			}
		}
		return allowed(r)
	}
	for at, r := range s {
		if !good(at, r) {
			return without(s, at, good)
		}
	}
	return s
}

// without is a text less what is not good; up to an offset all of it is.
func without(s string, at int, good func(int, rune) bool) string {
	var b strings.Builder
	b.WriteString(s[:at])
	for i, r := range s[at:] {
		if good(at+i, r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}
