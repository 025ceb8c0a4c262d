package content

import (
	"path"
	"strings"
	"time"

	"bulletin/internal/markdown"
	"bulletin/internal/schema"
	"bulletin/internal/viet"
)

// Date is a date of known or unknown precision.
type Date = schema.Date

// Moment is a point in time as written: a date, or a date with a time of day,
// read in the site's time zone once that is known.
type Moment struct {
	Text  string
	Place schema.Place
}

// SetText checks the form; the zone is applied by [Moment.In].
func (m *Moment) SetText(text string, at schema.Place) error {
	if _, _, err := viet.ParseTime(text, time.UTC); err != nil {
		return schema.DateError(err, text)
	}
	m.Text, m.Place = text, at
	return nil
}

// Format names the text's format.
func (*Moment) Format() string { return "date-time" }

// In is the moment in a time zone; dateOnly tells that no time of day was
// given, in which case t is the day's first instant. ok is false when nothing
// was written.
func (m Moment) In(zone *time.Location) (t time.Time, dateOnly, ok bool) {
	if m.Text == "" {
		return time.Time{}, false, false
	}
	t, dateOnly, err := viet.ParseTime(m.Text, zone)
	if err == nil && dateOnly {
		if day, _, err := viet.ParseTime(m.Text, time.UTC); err == nil {
			t = DayStart(day, zone)
		}
	}
	return t, dateOnly, err == nil
}

// DayStart is the first instant of a day in a time zone. Where clocks go forward
// at midnight the day begins at 01:00; [time.Date] may name an hour of the day
// before, at which nothing of the day may be shown yet.
func DayStart(day time.Time, zone *time.Location) time.Time {
	year, month, number := day.Date()
	t := time.Date(year, month, number, 0, 0, 0, 0, zone)
	for dayOf(t).Before(dayOf(day)) {
		t = t.Add(15 * time.Minute)
	}
	return t
}

// dayOf is the day of an instant where it is, for comparison with other days.
func dayOf(t time.Time) time.Time {
	year, month, number := t.Date()
	return time.Date(year, month, number, 0, 0, 0, 0, time.UTC)
}

// Precision is how exactly a date is known.
type Precision string

// Options are the allowed precisions.
func (*Precision) Options() []schema.Option {
	return []schema.Option{
		{Value: "day", VI: "Ngày", EN: "Day"},
		{Value: "month", VI: "Tháng", EN: "Month"},
		{Value: "quarter", VI: "Quý", EN: "Quarter"},
		{Value: "year", VI: "Năm", EN: "Year"},
		{Value: "unknown", VI: "Không rõ", EN: "Unknown"},
	}
}

// precisions orders the names as viet does.
var precisions = map[Precision]viet.Precision{
	"unknown": viet.Unknown, "year": viet.ByYear, "quarter": viet.ByQuarter, "month": viet.ByMonth, "day": viet.ByDay,
}

// Visibility is who may see an item.
type Visibility string

// The visibilities; an empty one is public.
const (
	Public   Visibility = "public"
	Internal Visibility = "internal"
)

// Options are the allowed visibilities.
func (*Visibility) Options() []schema.Option {
	return []schema.Option{
		{Value: "public", VI: "Công khai", EN: "Public"},
		{Value: "internal", VI: "Nội bộ", EN: "Internal"},
	}
}

// Slug is the last part of an address.
type Slug string

// SetText takes a slug as written and reduces it to letters without marks,
// digits and hyphens; a slash or nothing left is refused.
func (s *Slug) SetText(text string, _ schema.Place) error {
	slug := viet.Slug(text)
	if slug == "" || strings.ContainsAny(text, `/\`) {
		return schema.ValueError{Code: "slug-empty", Args: []any{text}}
	}
	*s = Slug(slug)
	return nil
}

// Clock is a time of day in minutes since midnight, plus one; 0 = not given.
type Clock int

// SetText reads HH:MM and the Vietnamese forms of it.
func (c *Clock) SetText(text string, _ schema.Place) error {
	minutes, err := viet.ParseClock(text)
	if err != nil {
		return schema.ValueError{Code: "clock-syntax", Args: []any{text}}
	}
	*c = Clock(minutes + 1)
	return nil
}

// Format names the text's format.
func (*Clock) Format() string { return "time" }

// Minutes since midnight; ok is false when no time was given.
func (c Clock) Minutes() (minutes int, ok bool) { return int(c) - 1, c > 0 }

// Month is a period of one month, "YYYY-MM".
type Month struct{ viet.Date }

// SetText reads YYYY-MM or mm/yyyy.
func (m *Month) SetText(text string, _ schema.Place) error {
	date, err := viet.ParseDate(text)
	if err != nil {
		return schema.DateError(err, text)
	}
	if date.Precision != viet.ByMonth {
		return schema.ValueError{Code: "want-month", Args: []any{text}}
	}
	m.Date = date
	return nil
}

// Format names the text's format.
func (*Month) Format() string { return "month" }

// Prose is a piece of Markdown inside the front matter.
type Prose struct {
	Text  string
	Place schema.Place
	Doc   markdown.Doc // filled by [Parse]
}

// SetText keeps the text; Parse renders it.
func (p *Prose) SetText(text string, at schema.Place) error {
	p.Text, p.Place = text, at
	return nil
}

// Format names the text's format.
func (*Prose) Format() string { return "markdown" }

// Path is a file beside the document, written relative to it.
type Path struct {
	Text  string // slash-separated, as written
	Place schema.Place
}

// SetText refuses absolute paths; package site checks that the file exists.
func (p *Path) SetText(text string, at schema.Place) error {
	text = strings.ReplaceAll(text, `\`, "/")
	if path.IsAbs(text) || strings.Contains(text, ":") || text == "" {
		return schema.ValueError{Code: "path-absolute", Args: []any{text}}
	}
	p.Text, p.Place = text, at
	return nil
}

// Format names the text's format.
func (*Path) Format() string { return "path" }

// Ref names another document: its file's name without .md, looked up in the
// folder of Wants, or a path relative to this document.
type Ref struct {
	Text  string
	Place schema.Place
}

// SetText keeps the reference; package site resolves it.
func (r *Ref) SetText(text string, at schema.Place) error {
	r.Text, r.Place = strings.ReplaceAll(text, `\`, "/"), at
	return nil
}

// Format names the text's format.
func (*Ref) Format() string { return "ref" }
