package viet

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDateForms(t *testing.T) {
	for _, c := range []struct {
		d                                Date
		iso, vi, en, short, shortEnglish string
	}{
		{OnDay(2018, 4, 3), "2018-04-03", "ngày 03 tháng 4 năm 2018", "3 April 2018", "03/4/2018", "3 Apr 2018"},
		{OnDay(2017, 2, 6), "2017-02-06", "ngày 06 tháng 02 năm 2017", "6 February 2017", "06/02/2017", "6 Feb 2017"},
		{OnDay(2020, 1, 10), "2020-01-10", "ngày 10 tháng 01 năm 2020", "10 January 2020", "10/01/2020", "10 Jan 2020"},
		{OnDay(2020, 12, 31), "2020-12-31", "ngày 31 tháng 12 năm 2020", "31 December 2020", "31/12/2020", "31 Dec 2020"},
		{InMonth(1936, 3), "1936-03", "tháng 3 năm 1936", "March 1936", "3/1936", "Mar 1936"},
		{InMonth(2020, 2), "2020-02", "tháng 02 năm 2020", "February 2020", "02/2020", "Feb 2020"},
		{InQuarter(2020, 3), "2020-Q3", "quý III năm 2020", "third quarter of 2020", "quý III/2020", "Q3 2020"},
		{InQuarter(2020, 4), "2020-Q4", "quý IV năm 2020", "fourth quarter of 2020", "quý IV/2020", "Q4 2020"},
		{InYear(2020), "2020", "năm 2020", "2020", "2020", "2020"},
		{Date{}, "", "không rõ ngày", "date unknown", "", ""},
	} {
		got := []string{c.d.String(), c.d.Vietnamese(), c.d.English(), c.d.Short(), c.d.ShortEN()}
		for i, want := range []string{c.iso, c.vi, c.en, c.short, c.shortEnglish} {
			if got[i] != want {
				t.Errorf("%+v: %q, want %q", c.d, got[i], want)
			}
		}
	}
}

func anyDate() *rapid.Generator[Date] {
	return rapid.Custom(func(t *rapid.T) Date {
		days := rapid.IntRange(0, 365*9000).Draw(t, "days")
		p := Precision(rapid.IntRange(int(Unknown), int(ByDay)).Draw(t, "precision"))
		return DateOf(time.Date(1000, 1, 1+days, 0, 0, 0, 0, time.UTC)).Coarsen(p)
	})
}

func TestWrittenDatesAreReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := anyDate().Draw(t, "date")
		if !d.Valid() {
			t.Fatalf("%+v is not valid", d)
		}
		if d.IsZero() {
			return
		}
		for _, s := range []string{d.String(), d.Vietnamese(), d.English(), d.Short(), d.ShortEN()} {
			if got, err := ParseDate(s); err != nil || got != d {
				t.Fatalf("ParseDate(%q) = %v, %v", s, got, err)
			}
		}
		if w, ok := d.Weekday(); ok {
			for _, s := range []string{WeekdayVI(w) + ", " + d.Vietnamese(), WeekdayEN(w) + " " + d.Short()} {
				if got, err := ParseDate(s); err != nil || got != d {
					t.Fatalf("ParseDate(%q) = %v, %v", s, got, err)
				}
			}
		}
	})
}

func TestDateOrder(t *testing.T) {
	ordered := []Date{
		{}, InYear(2019), OnDay(2019, 12, 31), InYear(2020), InQuarter(2020, 1), InMonth(2020, 1), OnDay(2020, 1, 1),
		OnDay(2020, 1, 2), InMonth(2020, 2), InQuarter(2020, 2), InMonth(2020, 4), OnDay(2020, 12, 31), InYear(2021),
	}
	for i, d := range ordered {
		for j, e := range ordered {
			want := 0
			if i < j {
				want = -1
			} else if i > j {
				want = 1
			}
			if got := d.Compare(e); got != want {
				t.Errorf("%v compared with %v: %d, want %d", d, e, got, want)
			}
		}
	}
}

func TestPeriods(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, e := anyDate().Draw(t, "d"), anyDate().Draw(t, "e")
		if d.IsZero() || e.IsZero() {
			if d.Before(e) || d.Contains(e) {
				t.Fatal("nothing is certain of an unknown date")
			}
			return
		}
		first, last := d.First(), d.Last()
		if !first.Valid() || !last.Valid() || first.Coarsen(d.Precision) != d || last.Coarsen(d.Precision) != d {
			t.Fatalf("%v runs from %v to %v", d, first, last)
		}
		if next := DateOf(last.In(time.UTC).AddDate(0, 0, 1)); next.Coarsen(d.Precision) == d {
			t.Fatalf("%v does not end on %v", d, last)
		}
		if !d.Coarsen(e.Precision).IsZero() && !d.Coarsen(e.Precision).Contains(d) {
			t.Fatalf("%v is not within %v", d, d.Coarsen(e.Precision))
		}
		apart := d.Before(e) || e.Before(d)
		if apart && (d.Contains(e) || d == e) {
			t.Fatalf("%v and %v are apart and within each other", d, e)
		}
	})
	if InYear(2020).Before(OnDay(2020, 7, 27)) || !InMonth(2020, 6).Before(OnDay(2020, 7, 1)) {
		t.Error("Before is about what is certain")
	}
}

func TestValid(t *testing.T) {
	for _, d := range []Date{
		OnDay(2020, 2, 30), OnDay(2021, 2, 29), OnDay(2020, 0, 1), OnDay(2020, 13, 1), OnDay(0, 1, 1), OnDay(10000, 1, 1),
		InMonth(2020, 13), InQuarter(2020, 0), InQuarter(2020, 5), InYear(0), {Year: 2020},
		{Year: 2020, Month: 7, Precision: ByYear}, {Year: 2020, Month: 7, Day: 27, Quarter: 3, Precision: ByDay}, {Precision: 9},
	} {
		if d.Valid() {
			t.Errorf("%+v is valid", d)
		}
	}
}

func TestDateAsText(t *testing.T) {
	var got struct{ A, B, C Date }
	if err := json.Unmarshal([]byte(`{"A":"quý III/2020","B":"","C":"27/7/2020"}`), &got); err != nil {
		t.Fatal(err)
	}
	if got.A != InQuarter(2020, 3) || !got.B.IsZero() || got.C != OnDay(2020, 7, 27) {
		t.Errorf("read %+v", got)
	}
	if out, err := json.Marshal(got); err != nil || string(out) != `{"A":"2020-Q3","B":"","C":"2020-07-27"}` {
		t.Errorf("wrote %s, %v", out, err)
	}
	if err := json.Unmarshal([]byte(`{"A":"27/7"}`), &got); !errors.Is(err, ErrNoYear) {
		t.Errorf("27/7: %v", err)
	}
	for p := Unknown; p <= ByDay; p++ {
		if q, ok := ParsePrecision(p.String()); !ok || q != p {
			t.Errorf("precision %q is read as %v", p, q)
		}
	}
	if _, ok := ParsePrecision("week"); ok {
		t.Error("week is no precision")
	}
}

func TestDateInZone(t *testing.T) {
	if got := InMonth(2020, 7).In(nil).Format(time.RFC3339); got != "2020-07-01T00:00:00+07:00" {
		t.Errorf("July begins at %s", got)
	}
	if !(Date{}).In(nil).IsZero() {
		t.Error("an unknown date has no moment")
	}
	if got := DateOf(time.Date(2020, 7, 26, 20, 0, 0, 0, time.UTC).In(Zone())); got != OnDay(2020, 7, 27) {
		t.Errorf("the day in Vietnam is %v", got)
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2020-07-27", "Thứ hai 22/02/2021 - 11:22", "quý III/2020", "31/02/2020", "8 giờ 30 ngày 3/4/2018",
		"t", "thứ", ":", "8:", "08:00 (gmt+", "+07:00", "2020-07-27T08:00:00.123456789-05:30"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDate(s)
		if err == nil {
			if back, err := ParseDate(d.String()); !d.Valid() || d.IsZero() || err != nil || back != d {
				t.Errorf("ParseDate(%q) = %+v, which reads back as %+v, %v", s, d, back, err)
			}
		} else if e := (*DateError)(nil); !errors.As(err, &e) || e.Text != s || d != (Date{}) {
			t.Errorf("ParseDate(%q): %v, %v", s, d, err)
		}
		if at, dateOnly, err := ParseTime(s, nil); err == nil && dateOnly != (DateOf(at) == d) {
			t.Errorf("ParseTime(%q) = %v, %v, but ParseDate gives %v", s, at, dateOnly, d)
		}
		if minutes, err := ParseClock(s); err == nil {
			if back, err := ParseClock(Clock(minutes)); err != nil || back != minutes {
				t.Errorf("ParseClock(%q) = %d, which reads back as %d, %v", s, minutes, back, err)
			}
		}
	})
}

// TestDatesArePadded: dates are written as fmt would write them.
func TestDatesArePadded(t *testing.T) {
	for _, year := range []int{1, 36, 999, 1936, 2020, 9999} {
		for month := 1; month <= 12; month++ {
			for day := 1; day <= 31; day++ {
				d := Date{Year: year, Month: month, Day: day, Precision: ByDay}
				office := fmt.Sprint(month)
				if month < 3 {
					office = "0" + office
				}
				for got, want := range map[string]string{
					d.String():     fmt.Sprintf("%04d-%02d-%02d", year, month, day),
					d.Short():      fmt.Sprintf("%02d/%s/%d", day, office, year),
					d.Vietnamese(): fmt.Sprintf("ngày %02d tháng %s năm %d", day, office, year),
				} {
					if got != want {
						t.Errorf("%q, want %q", got, want)
					}
				}
			}
		}
	}
}
