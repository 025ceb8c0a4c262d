package viet

import (
	"errors"
	"fmt"
	"time"
)

// What can be wrong with a written date or time. Test with errors.Is; the parts
// that were read are in the [DateError] around it.
var (
	ErrDateSyntax = errors.New("not a date")
	ErrTimeSyntax = errors.New("not a time of day")
	ErrNoYear     = errors.New("the year is missing or has fewer than four digits")
	ErrImpossible = errors.New("no such date or time")
	ErrWeekday    = errors.New("the day of the week and the date disagree")
	ErrNoDay      = errors.New("a moment needs the day")
)

// DateError says what of a date could be read and why it was refused.
type DateError struct {
	Text                      string // as it was given
	Reason                    error  // one of the errors above
	Year, Month, Day, Quarter int    // what was read, 0 = absent
	Hour, Minute, Second      int
	Written, Actual           time.Weekday // for ErrWeekday: in the text, and in the calendar
}

// Error gives the text and the reason.
func (e *DateError) Error() string { return fmt.Sprintf("%q: %v", e.Text, e.Reason) }

// Unwrap returns the reason.
func (e *DateError) Unwrap() error { return e.Reason }
