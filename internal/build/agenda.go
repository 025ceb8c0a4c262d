package build

import (
	"html"
	"html/template"
	"strconv"
	"strings"

	"bulletin/internal/diag"
	"bulletin/internal/theme"
	"bulletin/internal/viet"
)

// agenda takes apart a text that is one list of what is on which day, as
// [newsletter.Compose] writes it: "05/8/2020: họp chi bộ". A day without a year is the
// next one of the number's. It is nil for any other text, which is shown as it is.
func (w *wording) agenda(text template.HTML, issue viet.Date) []theme.AgendaDay {
	list, ok := strings.CutPrefix(strings.TrimSpace(string(text)), "<ul>\n")
	if list, ok = cut(list, ok, "\n</ul>"); !ok {
		return nil
	}
	var days []theme.AgendaDay
	var last viet.Date
	for line := range strings.SplitSeq(list, "\n") {
		entry, ok := strings.CutPrefix(line, "<li>")
		if entry, ok = cut(entry, ok, "</li>"); !ok {
			return nil
		}
		when, what, ok := strings.Cut(entry, ":")
		if what = strings.TrimSpace(what); !ok || what == "" {
			return nil
		}
		date, ok := dayAfterIssue(html.UnescapeString(when), issue)
		if !ok {
			return nil
		}
		if len(days) == 0 || date != last {
			days = append(days, theme.AgendaDay{Date: w.date(date), Weekday: w.weekday(date)})
		}
		last = date
		day := &days[len(days)-1]
		day.Entries = append(day.Entries, template.HTML(what)) // #nosec: a part of what package markdown rendered
	}
	return days
}

// cut takes an ending off a text that was good so far.
func cut(text string, good bool, ending string) (string, bool) {
	rest, ends := strings.CutSuffix(text, ending)
	return rest, good && ends
}

// dayAfterIssue reads a day or a month; without a year it is the next after the number's
// date begins.
func dayAfterIssue(text string, issue viet.Date) (viet.Date, bool) {
	text = strings.TrimSpace(text)
	if date, err := viet.ParseDate(text); err == nil {
		return date, true
	}
	for year := issue.Year; year <= issue.Year+1; year++ {
		date, err := viet.ParseDate(text + "/" + strconv.Itoa(year))
		if err == nil && date.First().Compare(issue.First()) >= 0 {
			return date, true
		}
	}
	return viet.Date{}, false
}

// weekday names the day of the week; "" when the day is not known.
func (w *wording) weekday(date viet.Date) string {
	day, ok := date.Weekday()
	switch {
	case !ok:
		return ""
	case w.lang == diag.VI:
		return viet.WeekdayVI(day)
	}
	return viet.WeekdayEN(day)
}
