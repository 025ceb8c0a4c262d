package viet

// Compact is a [Date] in 32 bits, for what is held of every document at once. The
// zero value is the unknown date; compact dates are equal exactly when dates are.
type Compact uint32

// The bits of a compact date, from the lowest: precision, day, month, quarter, year.
const (
	precisionBits = 3
	dayBits       = 5
	monthBits     = 4
	quarterBits   = 3
	yearBits      = 14
)

// Compact packs a date that is [Date.Valid].
func (d Date) Compact() Compact {
	c := Compact(d.Year)
	c = c<<quarterBits | Compact(d.Quarter)
	c = c<<monthBits | Compact(d.Month)
	c = c<<dayBits | Compact(d.Day)
	return c<<precisionBits | Compact(d.Precision)
}

// Date unpacks it.
func (c Compact) Date() Date {
	take := func(bits int) int {
		n := int(c & (1<<bits - 1))
		c >>= bits
		return n
	}
	var d Date
	d.Precision = Precision(take(precisionBits))
	d.Day, d.Month, d.Quarter, d.Year = take(dayBits), take(monthBits), take(quarterBits), take(yearBits)
	return d
}
