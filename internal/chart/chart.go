// Package chart draws the figures of a yearly report as inline SVG, from plain
// values to text: bars, columns, lines, stacks and groups.
//
// A chart is made to be read by everyone, on paper too. Its letters are real
// text; every value is printed; series differ by pattern, stroke and marker
// beside colour. It has no script, no style attribute and no external reference,
// so that a strict Content-Security-Policy lets it through, and no width, so
// that it scales to what holds it: at 360 units wide, text of 12 units is
// legible on a phone and in a column of A4.
//
// Colours are presentation attributes, which draw the chart where no style sheet
// reaches it, and class names (chart-1 …), by which the theme's _charts.css puts
// its own in their place for light, dark and print. Letters and axes have the
// colour of the text around them.
//
// A value that is not known is never drawn as zero. Every function is pure: the
// same values give the same bytes. Any text may be given: what comes out is
// well-formed XML 1.0, and a link leads nowhere but into the same site.
package chart

import (
	"math"
	"strconv"
	"strings"

	"bulletin/internal/viet"
)

// Frame is what every chart has, whatever it shows.
type Frame struct {
	ID      string // begins every id in the chart: one of its own for each chart on a page
	Title   string // the chart's name for who does not see it; the caption is the page's
	Desc    string // a sentence on what it shows; the values are added to it
	Lang    string // "en" writes numbers the English way, anything else the Vietnamese
	Percent bool   // numbers are per cent: 95.5 is printed "95,5%"
	NoData  string // said in place of a drawing when no value is known
	Unknown string // printed where a value is not known; "" = "–"
}

// Value is one figure. Its zero value is an unknown one.
type Value struct {
	Number float64
	Known  bool
	Text   string // printed instead of Number's usual form
	Href   string // where the figure leads: relative, or a fragment; others are dropped
	Hint   string // the title of link and figure; "" = what it is, and the value
}

// Of is a known number.
func Of(n float64) Value { return Value{Number: n, Known: true} }

// Share is part of whole in per cent; unknown when there is no such share.
func Share(part, whole int) Value {
	if whole <= 0 || part < 0 {
		return Value{}
	}
	return Of(100 * float64(part) / float64(whole))
}

// Bar is a figure with a name.
type Bar struct {
	Label  string
	Value  Value
	Strong bool // stands out: the year that is reported among the years before
}

// Bars are figures of one sort side by side.
type Bars struct {
	Frame
	Bars []Bar
}

// Row is what the series of a Grid have at one place: a month, a year, a kind.
type Row struct {
	Label  string
	Values []Value // one for each series; what is missing is unknown
}

// Grid is figures of several series over the same places.
type Grid struct {
	Frame
	Series []string // their names; a legend is drawn when there is more than one
	Rows   []Row
}

// Months returns short names of the twelve months, which fit below a line.
func Months(lang string) []string {
	if lang == english {
		return []string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	}
	months := make([]string, 12)
	for i := range months {
		months[i] = "T" + strconv.Itoa(i+1)
	}
	return months
}

const english = "en"

// known tells whether the value can be drawn.
func (v Value) known() bool {
	return v.Known && !math.IsNaN(v.Number) && !math.IsInf(v.Number, 0)
}

// drawn is the number as geometry uses it: sums and differences of a few stay finite.
func (v Value) drawn() float64 { return max(-1e300, min(1e300, v.Number)) }

// print writes a value as the chart shows it.
func (f Frame) print(v Value) string {
	switch {
	case !v.known():
		return or(f.Unknown, "–")
	case clean(v.Text) != "":
		return clean(v.Text)
	default:
		return f.number(v.Number)
	}
}

// Beyond what a double holds exactly, digits would only pretend.
const exact = 1 << 53

func (f Frame) number(n float64) string {
	number, percent := viet.Number, viet.Percent
	if f.Lang == english {
		number, percent = viet.NumberEN, viet.PercentEN
	}
	switch {
	case math.Abs(n) > exact:
		s := strconv.FormatFloat(n, 'e', 2, 64)
		if f.Lang != english {
			s = strings.Replace(s, ".", ",", 1)
		}
		return s + f.sign()
	case f.Percent && n >= 0 && n <= 1000:
		return percent(tenThousandths(n), 100*perCent) // which never rounds to all or nothing
	default:
		return number(n) + f.sign()
	}
}

// perCent is one per cent in the whole numbers viet.Percent counts in.
const perCent = 10000

func tenThousandths(n float64) int {
	const slip = 1e-6 // of floating point: 0.35 × 10,000 must not be 3,499
	part := int(n*perCent + slip)
	switch {
	case n < 100 && part >= 100*perCent:
		return 100*perCent - 1
	case n > 0 && part == 0:
		return 1
	}
	return part
}

func (f Frame) sign() string {
	if f.Percent {
		return "%"
	}
	return ""
}

func or(s, otherwise string) string {
	if s = clean(s); s != "" {
		return s
	}
	return otherwise
}
