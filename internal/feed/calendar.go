package feed

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Calendar is a calendar to subscribe to.
type Calendar struct {
	ProdID      string // names the program, such as "-//bulletin//bulletin 1.2//VI"
	Name        string
	Description string
	URL         string    // where the calendar will be found
	Stamp       time.Time // when it was made: an input, never the clock
	Events      []Event
}

// Event is one entry of a calendar.
type Event struct {
	UID         string // permanent and the world's only one; "" = made from URL, Title and Start
	Title       string
	Description string // plain text
	Location    string
	URL         string
	Categories  []string
	Start       time.Time
	End         time.Time // zero = unknown; for AllDay the last day, included
	AllDay      bool      // only the dates of Start and End are known
	Updated     time.Time
	Cancelled   bool
}

// ICS writes a calendar as RFC 5545 describes it. Times of day are written in
// UTC, the one form that needs no table of time zones and means the same to
// every reader. Events without a start are left out; when none is left the
// result is nil, because a calendar must hold something (section 3.6).
func ICS(c Calendar) []byte {
	if !slices.ContainsFunc(c.Events, func(e Event) bool { return known(e.Start) }) {
		return nil
	}
	var w icsWriter
	w.Grow(icsHead + icsEvent*len(c.Events)) // decades make a large file, which would be copied over and over as it grows
	w.line("BEGIN", "VCALENDAR")
	w.line("VERSION", "2.0")
	w.text("PRODID", or(cleanLine(c.ProdID), "-//bulletin//bulletin//VI"))
	w.line("CALSCALE", "GREGORIAN")
	w.line("METHOD", "PUBLISH")
	w.text("NAME", c.Name) // RFC 7986, and below the older name of the same
	w.text("X-WR-CALNAME", c.Name)
	w.text("DESCRIPTION", c.Description)
	w.text("X-WR-CALDESC", c.Description)
	w.uri("SOURCE", c.URL, ";VALUE=URI")
	for _, e := range c.Events {
		if known(e.Start) {
			w.event(e, c.Stamp)
		}
	}
	w.line("END", "VCALENDAR")
	return w.Bytes()
}

// What a calendar and most events need, in bytes.
const (
	icsHead  = 2 << 10
	icsEvent = 640
)

// icsWriter writes content lines.
type icsWriter struct{ bytes.Buffer }

func (w *icsWriter) event(e Event, stamp time.Time) {
	if !known(stamp) {
		stamp = e.Start // DTSTAMP is required
	}
	w.line("BEGIN", "VEVENT")
	w.text("UID", or(cleanLine(e.UID), e.derivedUID()))
	w.line("DTSTAMP", utc(stamp))
	if e.AllDay {
		w.days(e)
	} else {
		w.line("DTSTART", utc(e.Start))
		if known(e.End) && e.End.After(e.Start) {
			w.line("DTEND", utc(e.End))
		}
	}
	w.text("SUMMARY", e.Title)
	w.text("DESCRIPTION", e.Description)
	w.text("LOCATION", e.Location)
	w.uri("URL", e.URL, "")
	w.texts("CATEGORIES", e.Categories)
	if e.Cancelled {
		w.line("STATUS", "CANCELLED")
	}
	if known(e.Updated) {
		w.line("LAST-MODIFIED", utc(e.Updated))
	}
	w.line("END", "VEVENT")
}

// days writes dates, which belong to no time zone; DTEND is the day after the
// last (section 3.6.1), and the day stays free for other appointments.
func (w *icsWriter) days(e Event) {
	const form = "20060102"
	first, last := e.Start.Format(form), e.Start
	if known(e.End) && e.End.Format(form) > first {
		last = e.End
	}
	w.line("DTSTART;VALUE=DATE", first)
	w.line("DTEND;VALUE=DATE", last.AddDate(0, 0, 1).Format(form))
	w.line("TRANSP", "TRANSPARENT")
}

// derivedUID identifies an event by what does not change from build to build.
func (e Event) derivedUID() string {
	sum := sha256.Sum256([]byte(e.URL + "\n" + e.Title + "\n" + utc(e.Start)))
	return hex.EncodeToString(sum[:16]) + "@bulletin.invalid" // RFC 2606: never anybody's domain
}

func utc(t time.Time) string { return t.UTC().Format("20060102T150405Z") }

// icsEscaper escapes a TEXT value (section 3.3.11).
var icsEscaper = strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`, "\u2028", `\n`, "\u2029", `\n`)

func icsText(s string) string {
	s = icsEscaper.Replace(s)
	return keep(s, func(r rune) bool { return r == '\t' || r >= 0x20 && r != 0x7f })
}

// text writes a property of type TEXT, unless it is empty.
func (w *icsWriter) text(name, value string) {
	if v := icsText(value); v != "" {
		w.line(name, v)
	}
}

func (w *icsWriter) texts(name string, values []string) {
	var out []string
	for _, v := range values {
		if v = icsText(v); v != "" {
			out = append(out, v)
		}
	}
	if len(out) > 0 {
		w.line(name, strings.Join(out, ","))
	}
}

// uri writes a property of type URI, which is not escaped.
func (w *icsWriter) uri(name, value, params string) {
	if v := ascii(value); v != "" {
		w.line(name+params, v)
	}
}

// lineOctets is the most a line should hold, its end not counted (section 3.1).
const lineOctets = 75

// line writes a content line, folded where it is too long: never inside a
// character, although the standard would allow it.
func (w *icsWriter) line(name, value string) {
	rest, room := name+":"+value, lineOctets
	for len(rest) > room {
		cut := room
		for cut > 0 && !utf8.RuneStart(rest[cut]) {
			cut--
		}
		w.WriteString(rest[:cut])
		w.WriteString("\r\n ")
		rest, room = rest[cut:], lineOctets-1 // the space counts
	}
	w.WriteString(rest)
	w.WriteString("\r\n")
}
