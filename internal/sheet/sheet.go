// Package sheet writes tables that an office opens in its spreadsheet program:
// a workbook as XLSX, a single table as CSV.
//
// Numbers, shares and days are cells of their kind, so that they can be counted
// with; a date of less precision than the day is text. What is not known is an
// empty cell and never 0. Text stays text, whatever it begins with.
//
// Both are pure: the same values give the same bytes. No clock is read, and no
// identifier is made up; the times within are the workbook's.
//
// XLSX is written part by part as ECMA-376 (Office Open XML, 5th edition, Part 1,
// sections 18.2–18.8) lays down. It is a small part of that format: one table on
// each sheet, its head frozen, filtered and repeated on every printed page, on A4
// across, as wide as the page.
package sheet

import (
	"math"
	"strings"
	"time"
	"unicode/utf8"

	"bulletin/internal/viet"
)

// Workbook is a file of sheets.
type Workbook struct {
	Title   string
	Author  string
	Created time.Time // an input, never the clock; zero = not told
	Lang    string    // "en": dates and names the English way; anything else Vietnamese
	Sheets  []Sheet
}

// Sheet is one table.
type Sheet struct {
	Name    string // on the tab; made legal and the only one of its kind
	Caption string // above the table; "" = none
	Columns []Column
	Rows    [][]Cell // what a row lacks is unknown; what it has too much is left out
	Total   string   // the name of the row of sums, "Cộng"; "" = none
	Note    string   // below the table; "" = none
}

// Column is a column of a table.
type Column struct {
	Title string
	Kind  Kind    // how sums and unknown cells look
	Width float64 // in digits; 0 = as its texts need
	Sum   bool    // has a sum in the row of sums
}

// Kind says what a cell holds.
type Kind uint8

// The kinds of cells. The zero value is the unknown.
const (
	Unknown Kind = iota
	Text
	Integer
	Decimal
	Percent // Number 0.955 is 95,5%
	Date
	Link
)

// Cell is one value. Its zero value is an unknown one.
type Cell struct {
	Kind   Kind
	Text   string    // of Text and Link
	Number float64   // of Integer, Decimal and Percent
	Date   viet.Date // of Date
	Href   string    // of Link: http, https, mailto or relative; others are plain text
}

// Str is a cell of text; empty text is unknown.
func Str(s string) Cell {
	if clean(s) == "" {
		return Cell{}
	}
	return Cell{Kind: Text, Text: s}
}

// Int is a whole number.
func Int(n int) Cell { return Cell{Kind: Integer, Number: float64(n)} }

// Dec is a number with decimals.
func Dec(f float64) Cell { return Cell{Kind: Decimal, Number: f} }

// Share is part of whole in per cent; unknown when there is no such share.
func Share(part, whole int) Cell {
	if whole <= 0 || part < 0 {
		return Cell{}
	}
	return Cell{Kind: Percent, Number: float64(part) / float64(whole)}
}

// On is a date.
func On(d viet.Date) Cell { return Cell{Kind: Date, Date: d} }

// To is a link; without a text it shows its address.
func To(href, text string) Cell { return Cell{Kind: Link, Href: href, Text: text} }

const english = "en"

// value is what a cell comes to: text, a number, or nothing.
type value struct {
	kind   Kind // Text, a kind of number, Date with a number, or Unknown
	text   string
	number float64
	href   string
}

// exact is up to where a spreadsheet holds whole numbers: it keeps 15 digits.
const exact = 999_999_999_999_999

// value decides what is written of a cell.
func (c Cell) value(lang string) value {
	switch c.Kind {
	case Text:
		return textual(c.Text)
	case Link:
		v := textual(or(c.Text, c.Href))
		if href, ok := target(c.Href); ok && v.kind == Text {
			v.kind, v.href = Link, href
		}
		return v
	case Date:
		return dated(c.Date, lang)
	case Integer, Decimal, Percent:
		switch {
		case math.IsNaN(c.Number) || math.IsInf(c.Number*100, 0): // as per cent, too
			return value{}
		case c.Kind == Integer && math.Abs(c.Number) > exact:
			return textual(number(c.Number)) // its last digits would turn to zeros
		}
		return value{kind: c.Kind, number: c.Number}
	}
	return value{}
}

func textual(s string) value {
	if s = clean(s); s == "" {
		return value{}
	}
	return value{kind: Text, text: s}
}

// dated is a day as a number, as far as spreadsheets have days: theirs begin with
// 1900, which they hold for a leap year, so that only from March on all agree.
func dated(d viet.Date, lang string) value {
	if d.IsZero() || !d.Valid() {
		return value{}
	}
	if first := viet.OnDay(1900, 3, 1); d.Precision != viet.ByDay || d.Compare(first) < 0 {
		if lang == english {
			return textual(d.ShortEN())
		}
		return textual(d.Short())
	}
	return value{kind: Date, number: float64(serial(d))}
}

// serial counts days as spreadsheets do: 1 March 1900 is 61.
func serial(d viet.Date) int {
	const day = 24 * 60 * 60
	return int((d.In(time.UTC).Unix() - time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Unix()) / day)
}

// Excel takes so many UTF-16 units in a cell, and so many columns and rows
// ("Excel specifications and limits", Microsoft).
const (
	maxText    = 32767
	maxColumns = 16384
	maxRows    = 1048576
	maxLinks   = 65530
)

// clean leaves out what XML 1.0 cannot hold (section 2.2, "Char"), makes every
// end of line the same, and cuts what no cell would take.
func clean(s string) string {
	if strings.Contains(s, "\r") {
		s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	}
	units := 0
	s = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || r < 0x20 && r != '\t' && r != '\n' || r == 0x7F || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		if units++; r > 0xFFFF {
			units++
		}
		if units > maxText {
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

func or(s, otherwise string) string {
	if clean(s) == "" {
		return otherwise
	}
	return s
}
