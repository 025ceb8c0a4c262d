package build

import (
	"fmt"
	"strings"
	"testing"

	"bulletin/internal/viet"
)

// TestReportAsOf: the records of the day itself count, and what was due by its end is
// missed; a year that the day lies behind is over, though nothing was recorded since.
func TestReportAsOf(t *testing.T) {
	meeting := func(title, date string) string { return doc(title, "meeting_kind: regular", "date: "+date) }
	site := small{config: "title: T\nlanguage: en\n", files: map[string]string{
		"meetings/1.md": meeting("Họp 1", "2020-01-03"), "meetings/4.md": meeting("Họp 4", "2020-04-30"), "meetings/5.md": meeting("Họp 5", "2020-05-03"),
		"stories/a.md": doc("Chuyện", "date: 2020-02-03", "meeting: 5", "source: S", "lesson: L", "application: A"),
	}}.sound(t)
	for _, c := range []struct {
		day    viet.Date
		months string // without a meeting
		untold bool
	}{
		{viet.OnDay(2020, 4, 29), "2, 3", true},
		{viet.OnDay(2020, 4, 30), "2, 3", true},
		{viet.OnDay(2020, 5, 31), "2, 3", false},
		{viet.OnDay(2020, 6, 29), "2, 3", false},
		{viet.OnDay(2020, 6, 30), "2, 3, 6", false},
		{viet.OnDay(2021, 2, 1), "2, 3, 6–12", false},
		{viet.Date{}, "2, 3", false}, // the newest year goes on
	} {
		o := site.options
		o.AsOf = c.day
		s, _ := load(t, o)
		y, err := s.yearly(2020)
		if err != nil {
			t.Fatal(err)
		}
		told := fmt.Sprintln(y.JSON().Missing)
		if !strings.Contains(told, "no regular meeting is recorded for month "+c.months+" (") || strings.Contains(told, "the meeting at which it was told") != c.untold {
			t.Errorf("as of %s: %s", c.day, told)
		}
	}
}

// TestReportOfPeriod: a year that has nothing but a meeting held in the next has its
// page and its report, and the next year's does not count that meeting.
func TestReportOfPeriod(t *testing.T) {
	pages := small{config: "title: T\n", files: map[string]string{
		"meetings/12.md": doc("Họp bù", "meeting_kind: regular", "date: 2020-01-04", "period: 2019-12"),
		"meetings/1.md":  doc("Họp tháng 1", "meeting_kind: regular", "date: 2020-01-20"),
	}}.html(t)
	for year, want := range map[int]string{2019: "Họp bù", 2020: "Họp tháng 1"} {
		if pages[yearAddress(year)] == "" || strings.Contains(pages[reportAddress(year)], "Họp bù") != (want == "Họp bù") ||
			readReport(t, pages[reportAddress(year)]).figures["Sinh hoạt thường kỳ"] != 1 {
			t.Errorf("%d: the report does not count %s alone", year, want)
		}
	}
}
