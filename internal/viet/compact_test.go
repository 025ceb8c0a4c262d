package viet

import (
	"testing"

	"pgregory.net/rapid"
)

// TestCompact: every valid date comes back from 32 bits as it was.
func TestCompact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		year := rapid.IntRange(1, 9999).Draw(t, "year")
		d := rapid.SampledFrom([]Date{
			{}, InYear(year), InQuarter(year, rapid.IntRange(1, 4).Draw(t, "quarter")), InMonth(year, rapid.IntRange(1, 12).Draw(t, "month")),
			OnDay(year, rapid.IntRange(1, 12).Draw(t, "month of the day"), rapid.IntRange(1, 28).Draw(t, "day")), OnDay(year, 12, 31),
		}).Draw(t, "date")
		if got := d.Compact().Date(); got != d {
			t.Errorf("%v comes back as %v", d, got)
		}
	})
}
