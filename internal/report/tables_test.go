package report

import (
	"strings"
	"testing"

	"bulletin/internal/award"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// meeting is a regular one, as counted by f.
func meeting(title string, date viet.Date, f content.MeetingFigures) *Item {
	if f.Kind == "" {
		f.Kind = "regular"
	}
	return &Item{Address: title + "/index.html", Title: title, Date: date, Year: date.Year, Figures: content.Figures{Meeting: &f}}
}

func honour(title, key string, revoked bool) *Item {
	return &Item{Address: title + "/index.html", Title: title, Date: viet.InYear(2020), Figures: content.Figures{
		Award: &content.AwardFigures{Award: key, Revoked: revoked},
	}}
}

// of works out the report of 2020 in English.
func of(in Input) *Report {
	in.Year, in.Lang, in.Awards = 2020, diag.EN, award.Builtin()
	return New(in)
}

// table is a table as text: a row a line, cells parted by bars.
func (r *Report) table(key string) string {
	for _, t := range r.tables() {
		if t.Key != key {
			continue
		}
		rows := t.Rows
		if t.Total != nil {
			rows = append(rows, *t.Total)
		}
		var lines []string
		for _, row := range rows {
			var cells []string
			for _, v := range row.Cells {
				words := v.Text
				switch {
				case v.N != nil && v.Whole > 0:
					words = itoa(*v.N) + "/" + itoa(v.Whole)
				case v.N != nil:
					words = itoa(*v.N)
				case v.Date.Precision != viet.Unknown:
					words = v.Date.String()
				}
				cells = append(cells, words)
			}
			lines = append(lines, strings.Join(cells, "|"))
		}
		return strings.Join(append(lines, t.Note), "\n")
	}
	return ""
}

func (r *Report) number(t *testing.T, key string) int {
	t.Helper()
	for _, f := range r.Figures {
		if f.Key == key {
			return *f.Value.N
		}
	}
	t.Errorf("there is no figure %q", key)
	return -1
}

func wantTable(t *testing.T, r *Report, key string, lines ...string) {
	t.Helper()
	if got, want := r.table(key), strings.Join(lines, "\n"); got != want {
		t.Errorf("%s:\n%s\nwant:\n%s", key, got, want)
	}
}

func n(i int) *int { return &i }

// TestMembers: members of other cells, who attend for a time, are not the cell's; what
// only the configuration says is said to be of now.
func TestMembers(t *testing.T) {
	january, may := viet.OnDay(2020, 1, 3), viet.OnDay(2020, 5, 3)
	for _, f := range []content.MeetingFigures{
		{Total: n(25), Official: n(20), Probationary: n(2), Temporary: n(3)},
		{Official: n(20), Probationary: n(2), Temporary: n(3)},
		{Total: n(22), Official: n(20), Probationary: n(2)},
	} {
		r := of(Input{Items: []*Item{
			meeting("Jan", january, content.MeetingFigures{Total: n(30)}), meeting("May", may, f),
			meeting("Committee", may, content.MeetingFigures{Kind: "committee", Total: n(5)}),
		}})
		wantTable(t, r, "members", "Members|22", "Of these: official|20", "Of these: probationary|2", "As counted at: May.")
		if got := r.number(t, "members"); got != 22 {
			t.Errorf("%d members", got)
		}
	}
	r := of(Input{Cell: Cell{Official: n(20), Probationary: n(2)}, Items: []*Item{meeting("Jan", january, content.MeetingFigures{})}})
	wantTable(t, r, "members", "Members|22", "Of these: official|20", "Of these: probationary|2",
		"As the cell is now; no meeting of the year counts its members.")
}

// TestCompared: of a year of which nothing is recorded under a head, nothing is said:
// that is not none.
func TestCompared(t *testing.T) {
	before := Summary{Regular: 1, Resolutions: 1, Present: 9, Due: 10}
	r := of(Input{Before: map[int]Summary{2019: before}, Items: []*Item{honour("A", "gk", false), honour("B", "gk", true)}})
	wantTable(t, r, "compared", "Regular meetings|1|", "Attendance|9/10|", "Resolutions|1|", "Awards||1", "")
}

// TestMonths: a meeting counts in the month of its period, whatever its day; of months
// without a record nothing is said.
func TestMonths(t *testing.T) {
	r := of(Input{Items: []*Item{
		meeting("A", viet.OnDay(2020, 2, 3), content.MeetingFigures{Period: viet.InMonth(2020, 1), Total: n(20), Exempt: n(1), Away: n(1), Present: n(17), Grade: "good"}),
		meeting("B", viet.OnDay(2020, 2, 20), content.MeetingFigures{Kind: "committee", Total: n(5), Present: n(1)}),
		meeting("C", viet.InQuarter(2020, 3), content.MeetingFigures{Kind: "thematic"}),
	}})
	rows := strings.Split(r.table("months"), "\n")
	if rows[0] != "Month 1|1||17|18|17/18|Good|" || rows[1] != "Month 2|||||||" ||
		rows[12] != "Month not known||1|||||" || rows[13] != "Total|1|1|17|18|17/18||" {
		t.Errorf("%q", rows)
	}
}

// TestStories: a story stands under the month of the meeting at which it was told.
func TestStories(t *testing.T) {
	told := meeting("January", viet.OnDay(2020, 2, 3), content.MeetingFigures{Period: viet.InMonth(2020, 1)})
	story := func(title string, date viet.Date, number *int, told ...*Item) *Item {
		return &Item{Title: title, Date: date, Told: told, Figures: content.Figures{Story: &content.StoryFigures{Number: number}}}
	}
	r := of(Input{Reported: content.Reported{Stories: n(12)}, Items: []*Item{
		told, story("Day", viet.OnDay(2020, 5, 19), nil), story("Told", viet.InYear(2020), n(1), told), story("Year", viet.InYear(2020), n(2)),
	}})
	wantTable(t, r, "stories", "Jan 2020|Told|||", "2020|Year|||", "May 2020|Day|||", "12 stories reported, 3 recorded.")
	if rows := strings.Split(r.table("months"), "\n"); !strings.HasSuffix(rows[0], "|Told") {
		t.Errorf("%q", rows[0])
	}
}

// TestWithdrawn: an award that was withdrawn stands in the list, said to be, and counts
// nowhere.
func TestWithdrawn(t *testing.T) {
	r := of(Input{Items: []*Item{honour("A", "bk_tinh", false), honour("B", "bk_tinh", true), honour("C", "gk", false)}})
	wantTable(t, r, "levels", "Province|1|1", "Unit|1|2", "")
	wantTable(t, r, "awards", "A||||", "B (withdrawn)||||", "C||||", "What is struck through was withdrawn (1) and does not count.")
	if got := r.number(t, "awards"); got != 2 {
		t.Errorf("%d awards", got)
	}
}

// TestFollowed: the regular meeting after tells whether tasks were looked back at.
func TestFollowed(t *testing.T) {
	set := func(title string, month int, review bool) *Item {
		item := meeting(title, viet.OnDay(2020, month, 3), content.MeetingFigures{Review: review, Resolution: month == 2, Number: "01-NQ/CB"})
		item.Texts.Tasks = []content.NextTask{{Task: "of " + title}}
		return item
	}
	committee := meeting("Committee", viet.OnDay(2020, 1, 20), content.MeetingFigures{Kind: "committee", Review: true})
	r := of(Input{Items: []*Item{set("Jan", 1, false), committee, set("Feb", 2, true), set("Mar", 3, false)}})
	wantTable(t, r, "followed", "3 Jan 2020|of Jan||Reviewed at: Feb", "3 Feb 2020|of Feb||The next regular meeting records no review",
		"3 Mar 2020|of Mar||Not enough data", "")
	wantTable(t, r, "resolutions", "2020-02-03|01-NQ/CB||Feb", "")
}

// TestSectionsAreToldApart: no name of a section begins with that of another, so that a
// heading means one.
func TestSectionsAreToldApart(t *testing.T) {
	for key, names := range aliases {
		for _, name := range names {
			for other, more := range aliases {
				for _, longer := range more {
					if other != key && strings.HasPrefix(longer+"-", name+"-") {
						t.Errorf("%q of %s begins with %q of %s", longer, other, name, key)
					}
				}
			}
		}
	}
}
