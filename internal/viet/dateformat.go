package viet

import (
	"fmt"
	"strconv"
	"time"
)

// String is the canonical form, as ISO 8601 writes it: 2020-07-27, 2020-07,
// 2020-Q3 (quarters are this program's addition), 2020, "" when unknown.
func (d Date) String() string {
	switch d.Precision {
	case ByYear:
		return fmt.Sprintf("%04d", d.Year)
	case ByQuarter:
		return fmt.Sprintf("%04d-Q%d", d.Year, d.Quarter)
	case ByMonth:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	case ByDay:
		b := padded(make([]byte, 0, len("2020-07-27")), d.Year, 4)
		b = padded(append(b, '-'), d.Month, 2)
		return string(padded(append(b, '-'), d.Day, 2))
	}
	return ""
}

// padded appends a number, with zeroes before it up to a number of digits: what
// most of a site's dates are written with, in a tenth of fmt's time.
func padded(b []byte, n, digits int) []byte {
	for least := 10; digits > 1 && n >= 0; digits-- {
		if n < least {
			b = append(b, "000"[:digits-1]...)
			break
		}
		least *= 10
	}
	return strconv.AppendInt(b, int64(n), 10)
}

// MarshalText writes [Date.String].
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what [ParseDate] reads; empty text is the unknown date.
func (d *Date) UnmarshalText(text []byte) error {
	if len(text) == 0 {
		*d = Date{}
		return nil
	}
	parsed, err := ParseDate(string(text))
	if err != nil {
		return err
	}
	*d = parsed
	return nil
}

// Vietnamese is the date in a sentence, as official papers write it (Nghị định
// 30/2020/NĐ-CP, Phụ lục I: a zero before days under 10 and months 1 and 2 only):
// "ngày 03 tháng 4 năm 2018", "tháng 3 năm 1936", "quý III năm 2020", "năm 2020",
// "không rõ ngày".
func (d Date) Vietnamese() string {
	switch d.Precision {
	case ByYear:
		return fmt.Sprintf("năm %d", d.Year)
	case ByQuarter:
		return fmt.Sprintf("quý %s năm %d", roman(d.Quarter), d.Year)
	case ByMonth:
		return fmt.Sprintf("tháng %s năm %d", officeMonth(d.Month), d.Year)
	case ByDay:
		b := padded(append(make([]byte, 0, 40), "ngày "...), d.Day, 2)
		b = append(append(append(b, " tháng "...), officeMonth(d.Month)...), " năm "...)
		return string(strconv.AppendInt(b, int64(d.Year), 10))
	}
	return "không rõ ngày"
}

// English is the date in an English sentence: "3 April 2018", "March 1936",
// "third quarter of 2020", "2020", "date unknown".
func (d Date) English() string {
	switch d.Precision {
	case ByYear:
		return fmt.Sprint(d.Year)
	case ByQuarter:
		return fmt.Sprintf("%s quarter of %d", ordinal(d.Quarter), d.Year)
	case ByMonth:
		return fmt.Sprintf("%s %d", time.Month(d.Month), d.Year)
	case ByDay:
		return fmt.Sprintf("%d %s %d", d.Day, time.Month(d.Month), d.Year)
	}
	return "date unknown"
}

// Short is the Vietnamese form for tables, padded by the same rule as
// [Date.Vietnamese], which is how papers are cited ("HD 12 ngày 06/7/2018"):
// "03/4/2018", "06/02/2017", "3/1936", "quý III/2020", "2020", "" when unknown.
func (d Date) Short() string {
	switch d.Precision {
	case ByYear:
		return fmt.Sprint(d.Year)
	case ByQuarter:
		return fmt.Sprintf("quý %s/%d", roman(d.Quarter), d.Year)
	case ByMonth:
		return fmt.Sprintf("%s/%d", officeMonth(d.Month), d.Year)
	case ByDay:
		b := padded(make([]byte, 0, len("27/12/2020")), d.Day, 2)
		b = append(append(append(b, '/'), officeMonth(d.Month)...), '/')
		return string(strconv.AppendInt(b, int64(d.Year), 10))
	}
	return ""
}

// ShortEN is the English form for tables: "3 Apr 2018", "Mar 1936", "Q3 2020",
// "2020", "" when unknown. The month is a word, because 3/4 is April to one
// English reader and March to another.
func (d Date) ShortEN() string {
	switch d.Precision {
	case ByYear:
		return fmt.Sprint(d.Year)
	case ByQuarter:
		return fmt.Sprintf("Q%d %d", d.Quarter, d.Year)
	case ByMonth:
		return fmt.Sprintf("%.3s %d", time.Month(d.Month), d.Year)
	case ByDay:
		return fmt.Sprintf("%d %.3s %d", d.Day, time.Month(d.Month), d.Year)
	}
	return ""
}

// WeekdayVI names a day of the week: "Chủ nhật", "Thứ hai" … "Thứ bảy".
func WeekdayVI(w time.Weekday) string {
	switch w {
	case time.Sunday:
		return "Chủ nhật"
	case time.Monday:
		return "Thứ hai"
	case time.Tuesday:
		return "Thứ ba"
	case time.Wednesday:
		return "Thứ tư"
	case time.Thursday:
		return "Thứ năm"
	case time.Friday:
		return "Thứ sáu"
	default:
		return "Thứ bảy"
	}
}

// WeekdayEN names a day of the week in English.
func WeekdayEN(w time.Weekday) string { return w.String() }

// Clock writes minutes since midnight as HH:MM.
func Clock(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

// officeMonth writes a month with a zero before 1 and 2 only: 10 and 12 could
// otherwise be made of them with one stroke.
func officeMonth(m int) string {
	if m < 3 {
		return "0" + strconv.Itoa(m)
	}
	return strconv.Itoa(m)
}

func roman(quarter int) string {
	switch quarter {
	case 1:
		return "I"
	case 2:
		return "II"
	case 3:
		return "III"
	default:
		return "IV"
	}
}

func ordinal(quarter int) string {
	switch quarter {
	case 1:
		return "first"
	case 2:
		return "second"
	case 3:
		return "third"
	default:
		return "fourth"
	}
}
