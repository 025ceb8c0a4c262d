package viet

import (
	"cmp"
	"time"
)

// Precision says how much of a date is known.
type Precision uint8

// The precisions, from nothing known to the day; a finer one is greater.
const (
	Unknown Precision = iota
	ByYear
	ByQuarter
	ByMonth
	ByDay
)

// String is the stable name that front matter uses: unknown, year, quarter,
// month or day.
func (p Precision) String() string {
	switch p {
	case ByYear:
		return "year"
	case ByQuarter:
		return "quarter"
	case ByMonth:
		return "month"
	case ByDay:
		return "day"
	default:
		return "unknown"
	}
}

// ParsePrecision reads what [Precision.String] writes.
func ParsePrecision(s string) (Precision, bool) {
	for p := Unknown; p <= ByDay; p++ {
		if p.String() == s {
			return p, true
		}
	}
	return Unknown, false
}

// Date is a day, a month, a quarter or a year of the civil (Gregorian) calendar,
// without time zone, or, as the zero value, an unknown date. Fields finer than
// the precision are zero, and Quarter is zero unless Precision is [ByQuarter]; so
// dates are equal exactly when == says so.
type Date struct {
	Year      int // 1–9999
	Month     int // 1–12
	Day       int // 1–31
	Quarter   int // 1–4
	Precision Precision
}

// OnDay returns a date known to the day. It does not check: see [Date.Valid].
func OnDay(year, month, day int) Date {
	return Date{Year: year, Month: month, Day: day, Precision: ByDay}
}

// InMonth returns a date known to the month, unchecked.
func InMonth(year, month int) Date { return Date{Year: year, Month: month, Precision: ByMonth} }

// InQuarter returns a date known to the quarter, unchecked.
func InQuarter(year, quarter int) Date {
	return Date{Year: year, Quarter: quarter, Precision: ByQuarter}
}

// InYear returns a date known to the year, unchecked.
func InYear(year int) Date { return Date{Year: year, Precision: ByYear} }

// DateOf returns the day of t in t's own zone.
func DateOf(t time.Time) Date {
	year, month, day := t.Date()
	return OnDay(year, int(month), day)
}

// IsZero tells an unknown date.
func (d Date) IsZero() bool { return d == Date{} }

// Valid tells whether the fields agree with the precision and exist in the
// calendar. The unknown date is valid.
func (d Date) Valid() bool {
	inYears := d.Year >= 1 && d.Year <= 9999
	switch d.Precision {
	case Unknown:
		return d.IsZero()
	case ByYear:
		return inYears && d == InYear(d.Year)
	case ByQuarter:
		return inYears && d == InQuarter(d.Year, d.Quarter) && d.Quarter >= 1 && d.Quarter <= 4
	case ByMonth:
		return inYears && d == InMonth(d.Year, d.Month) && d.Month >= 1 && d.Month <= 12
	case ByDay:
		return inYears && d.Quarter == 0 && d.Month >= 1 && d.Month <= 12 &&
			d.Day >= 1 && d.Day <= daysIn(d.Year, d.Month)
	}
	return false
}

// daysIn returns the length of a month, 1–12, in days.
func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// First returns the first day of the period that d names; an unknown date stays.
func (d Date) First() Date {
	switch d.Precision {
	case ByYear:
		return OnDay(d.Year, 1, 1)
	case ByQuarter:
		return OnDay(d.Year, 3*d.Quarter-2, 1)
	case ByMonth:
		return OnDay(d.Year, d.Month, 1)
	}
	return d
}

// Last returns the last day of the period that d names; an unknown date stays.
func (d Date) Last() Date {
	switch d.Precision {
	case ByYear:
		return OnDay(d.Year, 12, 31)
	case ByQuarter:
		return OnDay(d.Year, 3*d.Quarter, daysIn(d.Year, 3*d.Quarter))
	case ByMonth:
		return OnDay(d.Year, d.Month, daysIn(d.Year, d.Month))
	}
	return d
}

// Compare orders dates for lists: by the first day of the period, the longer
// period first when they begin together (2020, 2020-Q1, 2020-01, 2020-01-01),
// the unknown date before all. It returns -1, 0 or 1; 0 only for equal dates.
func (d Date) Compare(e Date) int {
	a, b := d.First(), e.First()
	return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Month, b.Month),
		cmp.Compare(a.Day, b.Day), cmp.Compare(d.Precision, e.Precision))
}

// Before tells what is certain: every day of d lies before every day of e. A
// year is not before its own days, and nothing is known of an unknown date.
func (d Date) Before(e Date) bool {
	return !d.IsZero() && !e.IsZero() && d.Last().Compare(e.First()) < 0
}

// Contains tells whether every day of e lies in the period that d names; false
// when either is unknown.
func (d Date) Contains(e Date) bool {
	return !d.IsZero() && !e.IsZero() &&
		d.First().Compare(e.First()) <= 0 && e.Last().Compare(d.Last()) <= 0
}

// Coarsen returns d known no more precisely than p: the quarter, month or year
// that d lies in. A date that is as coarse already stays.
func (d Date) Coarsen(p Precision) Date {
	if p >= d.Precision {
		return d
	}
	switch p {
	case ByMonth:
		return InMonth(d.Year, d.Month)
	case ByQuarter:
		return InQuarter(d.Year, d.QuarterNumber())
	case ByYear:
		return InYear(d.Year)
	}
	return Date{}
}

// QuarterNumber returns the quarter, 1–4, that d lies in, 0 when it is not known.
func (d Date) QuarterNumber() int {
	switch d.Precision {
	case ByQuarter:
		return d.Quarter
	case ByMonth, ByDay:
		return (d.Month + 2) / 3
	}
	return 0
}

// Weekday returns the day of the week; ok is false unless d is known to the day.
func (d Date) Weekday() (w time.Weekday, ok bool) {
	if d.Precision != ByDay {
		return time.Sunday, false
	}
	return d.In(time.UTC).Weekday(), true
}

// In returns the first moment of the period in a zone, UTC+7 when loc is nil;
// the zero time when d is unknown.
func (d Date) In(loc *time.Location) time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	if loc == nil {
		loc = Zone()
	}
	f := d.First()
	return time.Date(f.Year, time.Month(f.Month), f.Day, 0, 0, 0, 0, loc)
}

// Zone returns the time of Vietnam, UTC+7 all year. It is fixed, not looked up: a
// Windows PC has no zone files.
func Zone() *time.Location { return time.FixedZone("+07", 7*60*60) }
