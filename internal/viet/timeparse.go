package viet

import "time"

// ParseTime reads a moment: a day as [ParseDate] reads it, and a time of day
// before or behind it as [ParseClock] does, with seconds and a zone if need be:
//
//	2020-07-27   2020-07-27 08:00   2020-07-27T08:00:00+07:00
//	Thứ hai 22/02/2021 - 11:22   8 giờ 30 ngày 03/4/2018   22/02/2021, 11:22 (GMT+7)
//
// Without a zone of its own the text means loc, UTC+7 when loc is nil; t is in
// loc. dateOnly tells that no time of day was written: t is then midnight.
// A month, quarter or year is refused with [ErrNoDay]; other errors are those of
// [ParseDate], and [ErrTimeSyntax].
func ParseTime(s string, loc *time.Location) (t time.Time, dateOnly bool, err error) {
	if loc == nil {
		loc = Zone()
	}
	e := &DateError{Text: s}
	tokens, ok := scanDate(s)
	if !ok {
		return time.Time{}, false, e.because(ErrDateSyntax)
	}
	at := clockStart(tokens)
	if at < 0 {
		d, err := parseDay(tokens, e)
		if err != nil {
			return time.Time{}, false, err
		}
		return d.In(loc), true, nil
	}
	clock, n, ok := scanClock(tokens[at:])
	if !ok {
		return time.Time{}, false, e.because(ErrTimeSyntax)
	}
	day, zone, err := parseAround(tokens[:at], tokens[at+n:], loc, e)
	if err != nil {
		return time.Time{}, false, err
	}
	if err := clock.check(e); err != nil {
		return time.Time{}, false, err
	}
	t = time.Date(day.Year, time.Month(day.Month), day.Day, clock.hour, clock.minute, clock.second, clock.nano, zone)
	return t.In(loc), false, nil
}

// parseAround reads what stands before and behind a time of day: the day on
// either side, and a zone right behind the time.
func parseAround(before, behind []token, loc *time.Location, e *DateError) (Date, *time.Location, error) {
	before = trimJoints(before)
	zone, n, ok := scanZone(behind, loc)
	if !ok {
		return Date{}, nil, e.because(ErrImpossible)
	}
	behind = trimJoints(behind[n:])
	if len(before) > 0 && len(behind) > 0 {
		if len(before) > 1 || before[0].kind != 'W' {
			return Date{}, nil, e.because(ErrTimeSyntax)
		}
		behind = append([]token{before[0]}, behind...) // Thứ hai, 11:22, 22/02/2021
		before = nil
	}
	day, err := parseDay(append(before[:len(before):len(before)], behind...), e)
	return day, zone, err
}

// parseDay reads a date that must be known to the day.
func parseDay(tokens []token, e *DateError) (Date, error) {
	d, err := parseDate(tokens, e)
	if err == nil && d.Precision != ByDay {
		return Date{}, e.because(ErrNoDay)
	}
	return d, err
}

// trimJoints cuts what joins a date and a time: dashes, commas, T, "lúc".
func trimJoints(tokens []token) []token {
	joint := func(t token) bool {
		return t.kind == '-' || t.kind == ',' || t.kind == 'l' || t.kind == 'T'
	}
	for len(tokens) > 0 && joint(tokens[0]) {
		tokens = tokens[1:]
	}
	for len(tokens) > 0 && joint(tokens[len(tokens)-1]) {
		tokens = tokens[:len(tokens)-1]
	}
	return tokens
}

// ParseClock reads a time of day, "08:00", "8h30", "8h", "8 giờ 30" or "8 giờ 30
// phút", as minutes since midnight, 0–1439. Seconds are read and dropped. The
// error is a *[DateError] for [ErrTimeSyntax] or [ErrImpossible].
func ParseClock(s string) (int, error) {
	e := &DateError{Text: s}
	tokens, ok := scanDate(s)
	tokens = trimJoints(tokens)
	if !ok || clockStart(tokens) != 0 {
		return 0, e.because(ErrTimeSyntax)
	}
	clock, n, ok := scanClock(tokens)
	if !ok || n != len(tokens) {
		return 0, e.because(ErrTimeSyntax)
	}
	if err := clock.check(e); err != nil {
		return 0, err
	}
	return 60*clock.hour + clock.minute, nil
}

type clock struct{ hour, minute, second, nano int }

// check refuses what no clock shows, and notes the parts.
func (c clock) check(e *DateError) error {
	e.Hour, e.Minute, e.Second = c.hour, c.minute, c.second
	if c.hour > 23 || c.minute > 59 || c.second > 59 {
		return e.because(ErrImpossible)
	}
	return nil
}

// clockStart returns where a time of day begins: a number before : or giờ; -1
// when there is none. A number that belongs to "GMT+7:00" is not reached, since
// the time stands before its zone.
func clockStart(tokens []token) int {
	for i := range tokens {
		if tokens[i].kind == 'N' && i+1 < len(tokens) {
			if next := tokens[i+1].kind; next == 'h' || next == ':' {
				return i
			}
		}
	}
	return -1
}

// scanClock reads the time of day at the start of tokens, n tokens long. It is
// not ok when its minute is missing behind a colon or a number is too long.
func scanClock(tokens []token) (c clock, n int, ok bool) {
	kind := func(i int) byte {
		if i < len(tokens) {
			return tokens[i].kind
		}
		return 0
	}
	ok = true
	small := func(i int) int {
		ok = ok && kind(i) == 'N' && tokens[i].digits <= 2
		if !ok {
			return 0
		}
		return tokens[i].n
	}
	c.hour = small(0)
	if kind(1) == 'h' {
		if kind(2) != 'N' || beginsDate(tokens[2:]) {
			return c, 2, ok
		}
		c.minute, n = small(2), 3
		if kind(3) == 'p' {
			n = 4
		}
		return c, n, ok
	}
	c.minute, n = small(2), 3
	if kind(3) == ':' {
		c.second, n = small(4), 5
		if kind(5) == '.' && kind(6) == 'N' && tokens[6].tight {
			c.nano, n = nanoseconds(tokens[6]), 7
		}
	}
	return c, n, ok
}

// beginsDate tells the day of "8 giờ 22/02/2021" from the minutes of "8 giờ 30".
func beginsDate(tokens []token) bool {
	if len(tokens) < 2 || tokens[0].tight {
		return false
	}
	next := tokens[1]
	return next.kind == '/' || next.kind == '.' || next.kind == 'm' || next.kind == '-' && next.tight
}

// nanoseconds reads the digits behind the point of a second.
func nanoseconds(t token) int {
	n := t.n
	for range maxDigits - t.digits {
		n *= 10
	}
	return n
}

// scanZone reads a zone at the start of tokens, n tokens long: Z, UTC, GMT+7,
// +07:00, +0700, the latter two without a space inside, and any of them in
// brackets. Without one it is loc. ok is false for an offset beyond 14 hours.
func scanZone(tokens []token, loc *time.Location) (zone *time.Location, n int, ok bool) {
	is := func(kind byte) bool { return n < len(tokens) && tokens[n].kind == kind }
	if is('(') {
		n++
	}
	named := is('Z')
	if named {
		n++
	}
	minutes, size := scanOffset(tokens[n:], named)
	if !named && size == 0 {
		return loc, 0, true
	}
	n += size
	if is(')') {
		n++
	}
	return time.FixedZone("", minutes*60), n, abs(minutes) <= 14*60
}

// scanOffset reads a signed offset from UTC in minutes, size tokens long; 0 when
// there is none. Only behind a name may it be hours alone: "11:22 -7" is none.
func scanOffset(tokens []token, named bool) (minutes, size int) {
	if len(tokens) < 2 || tokens[1].kind != 'N' || !tokens[1].tight {
		return 0, 0
	}
	sign, hours := 1, tokens[1]
	switch tokens[0].kind {
	case '+':
	case '-':
		sign = -1
	default:
		return 0, 0
	}
	colon := len(tokens) > 3 && tokens[2].kind == ':' && tokens[2].tight && tokens[3].kind == 'N'
	switch {
	case colon:
		return sign * (hours.n*60 + tokens[3].n), 4
	case hours.digits == 4:
		return sign * (hours.n/100*60 + hours.n%100), 2
	case named:
		return sign * hours.n * 60, 2
	}
	return 0, 0
}
