package viet

import (
	"errors"
	"fmt"
	"regexp"
	"testing"
	"time"
)

func TestParseDate(t *testing.T) {
	for _, c := range []struct {
		text string
		want Date
	}{
		{"2020-07-27", OnDay(2020, 7, 27)},
		{"2020-07", InMonth(2020, 7)},
		{"2020", InYear(2020)},
		{"2020-Q3", InQuarter(2020, 3)},
		{"27/7/2020", OnDay(2020, 7, 27)},
		{"27/07/2020", OnDay(2020, 7, 27)},
		{"7-8-2020", OnDay(2020, 8, 7)},
		{"7.8.2020", OnDay(2020, 8, 7)},
		{"27 / 7 / 2020", OnDay(2020, 7, 27)},
		{"  22 – 02 – 2021 ", OnDay(2021, 2, 22)},
		{"07/2020", InMonth(2020, 7)},
		{"3-1936", InMonth(1936, 3)},
		{"quý III/2020", InQuarter(2020, 3)},
		{"Quý\u00a0iv năm 2020", InQuarter(2020, 4)},
		{"quý 3 năm 2020", InQuarter(2020, 3)},
		{"quí 1/2020", InQuarter(2020, 1)},
		{"QUÝ II-2020", InQuarter(2020, 2)},
		{"Q3 2020", InQuarter(2020, 3)},
		{"third quarter of 2020", InQuarter(2020, 3)},
		{"tháng 7 năm 2020", InMonth(2020, 7)},
		{"tháng 7/2020", InMonth(2020, 7)},
		{"tha\u0301ng 7 na\u0306m 2020", InMonth(2020, 7)},
		{"thang 7 nam 2020", InMonth(2020, 7)},
		{"ngày 03 tháng 4 năm 2018", OnDay(2018, 4, 3)},
		{"ngày 3 tháng 4/2018", OnDay(2018, 4, 3)},
		{"ngày mùng 3 tháng 2 năm 1930", OnDay(1930, 2, 3)},
		{"03 tháng 4 năm 2018", OnDay(2018, 4, 3)},
		{"ngày 03/4/2018", OnDay(2018, 4, 3)},
		{"ngày 27/7 năm 2020", OnDay(2020, 7, 27)},
		{"năm 2020", InYear(2020)},
		{"Thứ hai, ngày 22 tháng 02 năm 2021", OnDay(2021, 2, 22)},
		{"Thứ 2 22/02/2021", OnDay(2021, 2, 22)},
		{"T2, 22/02/2021", OnDay(2021, 2, 22)},
		{"Thứ năm 25/02/2021", OnDay(2021, 2, 25)},
		{"Thứ tư 24/02/2021", OnDay(2021, 2, 24)},
		{"chủ nhật 21/2/2021", OnDay(2021, 2, 21)},
		{"CN 21/2/2021", OnDay(2021, 2, 21)},
		{"Monday, 22 February 2021", OnDay(2021, 2, 22)},
		{"3 April 2018", OnDay(2018, 4, 3)},
		{"April 3, 2018", OnDay(2018, 4, 3)},
		{"Mar 1936", InMonth(1936, 3)},
		{"29/02/2020", OnDay(2020, 2, 29)},
	} {
		if got, err := ParseDate(c.text); err != nil || got != c.want {
			t.Errorf("ParseDate(%q) = %v, %v, want %v", c.text, got, err, c.want)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, c := range []struct {
		text string
		want error
	}{
		{"27/7", ErrNoYear},
		{"27/7/20", ErrNoYear},
		{"20-7-27", ErrNoYear},
		{"ngày 27", ErrNoYear},
		{"ngày 27 tháng 7", ErrNoYear},
		{"ngày 27/7", ErrNoYear},
		{"tháng 7", ErrNoYear},
		{"quý III", ErrNoYear},
		{"tháng 7 năm 20", ErrNoYear},
		{"3 April", ErrNoYear},
		{"31/02/2020", ErrImpossible},
		{"29/02/2021", ErrImpossible},
		{"07/27/2020", ErrImpossible},
		{"2020-13", ErrImpossible},
		{"2020-Q5", ErrImpossible},
		{"00/7/2020", ErrImpossible},
		{"0/2020", ErrImpossible},
		{"0000", ErrImpossible},
		{"Thứ ba 22/02/2021", ErrWeekday},
		{"", ErrDateSyntax},
		{"27", ErrDateSyntax},
		{"hôm qua", ErrDateSyntax},
		{"27/7-2020", ErrDateSyntax},
		{"27/7/2020 và 28/7/2020", ErrDateSyntax},
		{"ngày 7/2020", ErrDateSyntax},
		{"Thứ hai 7/2020", ErrDateSyntax},
		{"thứ 7/2020", ErrDateSyntax},
		{"chủ 2 22/02/2021", ErrDateSyntax},
		{"20200727", ErrDateSyntax},
		{"123/7/2020", ErrDateSyntax},
		{"27/7/20201", ErrDateSyntax},
		{"99999999999999999999", ErrDateSyntax},
		{"2020-07-27 08:00", ErrDateSyntax},
		{"٢٠٢٠", ErrDateSyntax},
	} {
		got, err := ParseDate(c.text)
		if !errors.Is(err, c.want) || got != (Date{}) {
			t.Errorf("ParseDate(%q) = %v, %v, want %v", c.text, got, err, c.want)
		}
	}
	var e *DateError
	if _, err := ParseDate("31/02/2020"); !errors.As(err, &e) || e.Day != 31 || e.Month != 2 || e.Year != 2020 {
		t.Errorf("31/02/2020: parts %+v", e)
	}
	if _, err := ParseDate("Thứ ba 22/02/2021"); !errors.As(err, &e) || e.Written != time.Tuesday || e.Actual != time.Monday {
		t.Errorf("weekday: %+v", e)
	}
}

func TestParseTime(t *testing.T) {
	day := func(y, m, d, h, min, s, ns int) time.Time {
		return time.Date(y, time.Month(m), d, h, min, s, ns, Zone())
	}
	for _, c := range []struct {
		text     string
		want     time.Time
		dateOnly bool
	}{
		{"2020-07-27", day(2020, 7, 27, 0, 0, 0, 0), true},
		{"ngày 03 tháng 4 năm 2018", day(2018, 4, 3, 0, 0, 0, 0), true},
		{"2020-07-27 08:00", day(2020, 7, 27, 8, 0, 0, 0), false},
		{"2020-07-27T08:00", day(2020, 7, 27, 8, 0, 0, 0), false},
		{"2020-07-27T08:00:30+07:00", day(2020, 7, 27, 8, 0, 30, 0), false},
		{"2020-07-27T01:00:00Z", day(2020, 7, 27, 8, 0, 0, 0), false},
		{"2020-07-26T20:00:00.25-05:00", day(2020, 7, 27, 8, 0, 0, 250e6), false},
		{"2020-07-27 08:00:00 +0700", day(2020, 7, 27, 8, 0, 0, 0), false},
		{"Thứ hai 22/02/2021 - 11:22", day(2021, 2, 22, 11, 22, 0, 0), false},
		{"Thứ hai, 22/02/2021, 11:22 (GMT+7)", day(2021, 2, 22, 11, 22, 0, 0), false},
		{"Thứ hai, 11:22 - 22/02/2021", day(2021, 2, 22, 11, 22, 0, 0), false},
		{"11:22 22-02-2021", day(2021, 2, 22, 11, 22, 0, 0), false},
		{"8 giờ 30 ngày 03/4/2018", day(2018, 4, 3, 8, 30, 0, 0), false},
		{"lúc 8 giờ 30 phút, ngày 03 tháng 4 năm 2018", day(2018, 4, 3, 8, 30, 0, 0), false},
		{"8 giờ 22/02/2021", day(2021, 2, 22, 8, 0, 0, 0), false},
		{"14h ngày 27/7/2020", day(2020, 7, 27, 14, 0, 0, 0), false},
		{"27/7/2020 8h30", day(2020, 7, 27, 8, 30, 0, 0), false},
	} {
		got, dateOnly, err := ParseTime(c.text, nil)
		if err != nil || !got.Equal(c.want) || dateOnly != c.dateOnly {
			t.Errorf("ParseTime(%q) = %v, %v, %v, want %v, %v", c.text, got, dateOnly, err, c.want, c.dateOnly)
		}
	}
	utc, _, err := ParseTime("2020-07-27 08:00", time.UTC)
	if err != nil || utc.Format(time.RFC3339) != "2020-07-27T08:00:00Z" {
		t.Errorf("in UTC: %v, %v", utc, err)
	}
	got, _, _ := ParseTime("Thứ hai 22/02/2021 - 11:22", nil)
	if s := got.Format("2006-01-02T15:04Z07:00"); s != "2021-02-22T11:22+07:00" {
		t.Errorf("the newspaper's date line is %s", s)
	}
}

func TestParseTimeRefuses(t *testing.T) {
	for _, c := range []struct {
		text string
		want error
	}{
		{"2020-07", ErrNoDay},
		{"tháng 7/2020 08:00", ErrNoDay},
		{"27/7 08:00", ErrNoYear},
		{"08:00", ErrDateSyntax},
		{"2020-07-27 25:00", ErrImpossible},
		{"2020-07-27 08:60", ErrImpossible},
		{"2020-02-31T08:00:00+07:00", ErrImpossible},
		{"2020-07-27T08:00:00+19:00", ErrImpossible},
		{"2020-07-27 008:00", ErrTimeSyntax},
		{"2020-07-27 08:", ErrTimeSyntax},
		{"27/7/2020 08:00 28/7/2020", ErrTimeSyntax},
		{"Thứ ba 22/02/2021 - 11:22", ErrWeekday},
		{"2020-07-27 sáng", ErrDateSyntax},
		{"", ErrDateSyntax},
	} {
		got, _, err := ParseTime(c.text, nil)
		if !errors.Is(err, c.want) || !got.IsZero() {
			t.Errorf("ParseTime(%q) = %v, %v, want %v", c.text, got, err, c.want)
		}
	}
}

func TestParseClock(t *testing.T) {
	for text, want := range map[string]int{
		"08:00": 480, "8:05": 485, "8h30": 510, "8h": 480, "8H30": 510, "8g30": 510, "08:00:59": 480,
		"8 giờ 30": 510, "8 giờ": 480, "08 giờ 30 phút": 510, "lúc 14 giờ 00": 840, "00:00": 0, "23:59": 1439,
	} {
		if got, err := ParseClock(text); err != nil || got != want {
			t.Errorf("ParseClock(%q) = %d, %v, want %d", text, got, err, want)
		}
	}
	for text, want := range map[string]error{
		"24:00": ErrImpossible, "8h60": ErrImpossible, "8": ErrTimeSyntax, "": ErrTimeSyntax, "8:": ErrTimeSyntax,
		"sáng": ErrTimeSyntax, "8h30 27/7/2020": ErrTimeSyntax, "8:00:": ErrTimeSyntax,
	} {
		if _, err := ParseClock(text); !errors.Is(err, want) {
			t.Errorf("ParseClock(%q): %v, want %v", text, err, want)
		}
	}
	if got := Clock(485); got != "08:05" {
		t.Errorf("Clock(485) = %q", got)
	}
}

// TestISODay: the short way reads days as the long way does, and leaves it the rest.
func TestISODay(t *testing.T) {
	day := func(year, month, day int) string { return fmt.Sprintf("%04d-%02d-%02d", year, month, day) }
	var texts []string
	for _, year := range []int{0, 1, 999, 1000, 1900, 1999, 2000, 2020, 2021, 9999} {
		for month := range 14 {
			for _, n := range []int{0, 1, 9, 10, 28, 29, 30, 31, 32, 99} {
				texts = append(texts, day(year, month, n))
			}
		}
	}
	texts = append(texts, "2020/07/27", "2020-07/27", "2020-7-027", "20-07-2020", "2020–07–2", "2020-07-2 ", "-020-07-27", "2o20-07-27")
	for _, text := range texts {
		e := &DateError{Text: text}
		var want Date
		tokens, known := scanDate(text)
		err := error(e)
		if known {
			want, err = parseDate(tokens, e)
		}
		got, ok := isoDay(text)
		if ok && (err != nil || got != want) {
			t.Errorf("%q: %v, and by tokens %v, %v", text, got, want, err)
		}
		if !ok && err == nil && regexp.MustCompile(`^[1-9]\d{3}-\d\d-\d\d$`).MatchString(text) {
			t.Errorf("%q was left to the long way", text)
		}
	}
}
