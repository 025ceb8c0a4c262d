package schema

import (
	"errors"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// Date is a date of known or unknown precision.
type Date struct{ viet.Date }

// SetText reads a date in any form that [viet.ParseDate] knows: ISO, dd/mm/yyyy, a
// month, a quarter, a year.
func (d *Date) SetText(text string, _ Place) error {
	date, err := viet.ParseDate(text)
	if err != nil {
		return DateError(err, text)
	}
	d.Date = date
	return nil
}

// Format names the text's format for forms and JSON Schema.
func (*Date) Format() string { return "date" }

// DateError finds the text for a date that [viet.ParseDate] could not read.
func DateError(err error, text string) error {
	code := diag.Code("date-syntax")
	switch {
	case errors.Is(err, viet.ErrImpossible):
		code = "date-impossible"
	case errors.Is(err, viet.ErrNoYear):
		code = "date-no-year"
	case errors.Is(err, viet.ErrWeekday):
		code = "date-weekday"
	case errors.Is(err, viet.ErrNoDay):
		code = "date-no-day"
	}
	return ValueError{Code: code, Args: []any{text}}
}
