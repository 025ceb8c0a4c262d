package viet

import (
	"slices"
	"time"
)

// ParseDate reads a date as people and programs write it, day before month:
//
//	2020-07-27   2020-07   2020-Q3   2020
//	27/7/2020    27-7-2020    27.7.2020    7/2020    3-1936
//	ngày 03 tháng 4 năm 2018    tháng 7/2020    quý III/2020    năm 2020
//	3 April 2018    Apr 2018    third quarter of 2020    Q3 2020
//
// Case and diacritics do not matter, and a weekday may stand in front of a day.
// Everything that [Date]'s methods write for a known date after the year 999 is
// read back as the same date.
//
// The error is a *[DateError] for [ErrDateSyntax], for [ErrNoYear] (a year of two
// digits is refused, never guessed), for [ErrImpossible] or for [ErrWeekday].
func ParseDate(s string) (Date, error) {
	if d, ok := isoDay(s); ok {
		return d, nil
	}
	e := &DateError{Text: s}
	tokens, ok := scanDate(s)
	if !ok {
		return Date{}, e.because(ErrDateSyntax)
	}
	return parseDate(tokens, e)
}

// isoDay reads 2020-07-27, the form of nearly every date, without taking it apart into
// tokens. It reports false for whatever else is to be read or refused.
func isoDay(s string) (d Date, ok bool) {
	if len(s) != len("2020-07-27") || s[0] == '0' {
		return Date{}, false
	}
	var numbers [3]int
	part := 0
	for i, c := range []byte(s) {
		switch {
		case i == 4 || i == 7:
			if part++; c != '-' {
				return Date{}, false
			}
		case !isDigit(c):
			return Date{}, false
		default:
			numbers[part] = 10*numbers[part] + int(c-'0')
		}
	}
	d = OnDay(numbers[0], numbers[1], numbers[2])
	return d, d.Valid()
}

func (e *DateError) because(reason error) error {
	e.Reason = reason
	return e
}

// parseDate reads tokens that are a date and nothing else.
func parseDate(tokens []token, e *DateError) (Date, error) {
	weekday := -1
	if len(tokens) > 0 && tokens[0].kind == 'W' {
		weekday = tokens[0].n
		tokens = tokens[1:]
	}
	saysDay := false
	var shape, separators []byte
	var values []token
	for _, t := range tokens {
		switch t.kind {
		case 'd':
			saysDay = true
		case ',', 'o':
		case '-', '/', '.':
			separators = append(separators, t.kind)
			shape = append(shape, '-')
		case 'N', 'R', 'M', 'E':
			values = append(values, t)
			shape = append(shape, t.kind)
		default:
			shape = append(shape, t.kind)
		}
	}
	if len(slices.Compact(separators)) > 1 || len(values) == 0 {
		return Date{}, e.because(ErrDateSyntax)
	}
	d, err := shapeDate(string(shape), values, saysDay, e)
	if err != nil {
		return Date{}, err
	}
	if (saysDay || weekday >= 0) && d.Precision != ByDay {
		return Date{}, e.because(ErrDateSyntax)
	}
	if actual, ok := d.Weekday(); ok && weekday >= 0 && int(actual) != weekday {
		e.Written, e.Actual = time.Weekday(weekday), actual
		return Date{}, e.because(ErrWeekday)
	}
	return d, nil
}

// shapeDate gives the values of a date their places by its shape. Separators are
// all '-' in it, and words without meaning are gone.
func shapeDate(shape string, v []token, saysDay bool, e *DateError) (Date, error) {
	var none token
	switch shape {
	case "N-N-N":
		if v[0].digits == 4 {
			return finish(v[0], v[1], v[2], none, e)
		}
		return finish(v[2], v[1], v[0], none, e)
	case "NmNyN", "NmN-N", "N-NyN", "NmNN", "NMN":
		return finish(v[2], v[1], v[0], none, e)
	case "MNN":
		return finish(v[2], v[0], v[1], none, e)
	case "N-N":
		if v[0].digits == 4 {
			return finish(v[0], v[1], none, none, e)
		}
		if v[1].digits == 4 {
			return finish(v[1], v[0], none, none, e)
		}
	case "mN-N", "mNyN", "mNN", "MN":
		return finish(v[1], v[0], none, none, e)
	case "N-qN", "NqN":
		return finish(v[0], none, none, v[1], e)
	case "qN-N", "qR-N", "qNyN", "qRyN", "qNN", "qRN", "EqN":
		return finish(v[1], none, none, v[0], e)
	case "yN":
		return finish(v[0], none, none, none, e)
	case "N":
		if v[0].digits == 4 {
			return finish(v[0], none, none, none, e)
		}
	}
	return Date{}, refuseShape(shape, v, saysDay, e)
}

// refuseShape tells a date whose year is missing from what is no date at all.
func refuseShape(shape string, v []token, saysDay bool, e *DateError) error {
	var none token
	var err error
	switch {
	case shape == "N-N", shape == "NmN", shape == "NM":
		_, err = finish(none, v[1], v[0], none, e)
	case shape == "mN", shape == "M":
		_, err = finish(none, v[0], none, none, e)
	case shape == "qN", shape == "qR", shape == "Eq":
		_, err = finish(none, none, none, v[0], e)
	case shape == "N" && saysDay:
		_, err = finish(none, none, v[0], none, e)
	default:
		err = e.because(ErrDateSyntax)
	}
	return err
}

// finish checks the parts of a date. A part that was not written has kind 0.
func finish(year, month, day, quarter token, e *DateError) (Date, error) {
	e.Year, e.Month, e.Day, e.Quarter = year.n, month.n, day.n, quarter.n
	if year.digits == 3 || year.digits > 4 || month.digits > 2 || day.digits > 2 || quarter.digits > 1 {
		return Date{}, e.because(ErrDateSyntax)
	}
	if year.digits < 4 {
		return Date{}, e.because(ErrNoYear)
	}
	var d Date
	switch {
	case day.kind != 0:
		d = OnDay(year.n, month.n, day.n)
	case month.kind != 0:
		d = InMonth(year.n, month.n)
	case quarter.kind != 0:
		d = InQuarter(year.n, quarter.n)
	default:
		d = InYear(year.n)
	}
	if !d.Valid() {
		return Date{}, e.because(ErrImpossible)
	}
	return d, nil
}
