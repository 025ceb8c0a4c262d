package report

import (
	"cmp"
	"slices"
	"sort"
	"strings"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/rules"
	"bulletin/internal/schema"
	"bulletin/internal/viet"
)

// kinds is how many meetings of each kind were held.
func (m *maker) kinds() *Table {
	t := m.table("kinds", column("kind", Text), column("held", Integer))
	for _, o := range new(content.MeetingKind).Options() {
		held := where(m.meetings, func(item *Item) bool { return string(item.Meeting.Kind) == o.Value })
		if len(held) > 0 {
			t.Rows = append(t.Rows, Row{Cells: []Value{text(o.Label(m.Lang)), m.count(o.Label(m.Lang), each(held))}})
		}
	}
	m.figure("regular", rows("months", each(where(m.meetings, regular))), m.Reported.Meetings)
	m.figure("thematic", rows("topics", each(where(m.meetings, thematic))), m.Reported.Thematic)
	if len(t.Rows) > 0 {
		t.Total = &Row{Cells: []Value{text(m.say("total")), numberOf(each(m.meetings))}}
	}
	return t
}

// months is the grid of the year: what took place in each month, and how many came.
func (m *maker) months() *Table {
	t := m.table("months", column("month", Text), column("regular", Integer), column("thematic", Integer),
		column("present", Integer), column("due", Integer), column("rate", Percent), column("grade", Text), column("story", Text))
	var attended []Part
	for month := 0; month <= 12; month++ {
		at := (month + 1) % 13 // those of no known month come last
		in := where(m.meetings, func(item *Item) bool { return monthOf(item) == at })
		if at > 0 {
			t.Rows = append(t.Rows, m.month(m.say("month", at), in, &attended))
		} else if len(in) > 0 {
			t.Rows = append(t.Rows, m.month(m.say("month.unknown"), in, &attended))
		}
	}
	came, asked, rate := rates(numberOf(attended))
	t.Total = &Row{Cells: []Value{text(m.say("total")), someOf(where(m.meetings, regular)), someOf(where(m.meetings, thematic)), came, asked, rate, {}, {}}}
	t.Note = m.say("table.months.note")
	if len(attended) > 0 {
		m.figure("attendance", rows("months", attended), nil)
	}
	if len(m.meetings) == 0 {
		t.Rows, t.Total, t.Note = nil, nil, ""
	}
	return t
}

// month is a row of the grid; it adds to what is known of the year's attendance.
func (m *maker) month(name string, in []*Item, attended *[]Part) Row {
	var parts []Part
	var grades, stories []string
	var graded, told *Item
	for _, item := range in {
		if part, ok := attendance(item); ok {
			parts = append(parts, part)
		}
		if item.Meeting.Grade != "" {
			grade := item.Meeting.Grade
			grades, graded = append(grades, option(&grade, string(grade), m.Lang)), item
		}
		for _, story := range m.told[item] {
			if !slices.Contains(stories, story.Title) {
				stories, told = append(stories, story.Title), story
			}
		}
	}
	*attended = append(*attended, parts...)
	if len(grades) != 1 {
		graded = nil
	}
	if len(stories) != 1 {
		told = nil
	}
	came, asked, rate := Value{}, Value{}, Value{}
	if len(parts) > 0 {
		came, asked, rate = rates(m.count(m.say("figure.attendance")+", "+name, parts))
	}
	return Row{Cells: []Value{
		text(name), m.some(m.say("figure.regular")+", "+name, where(in, regular)), m.some(m.say("figure.thematic")+", "+name, where(in, thematic)),
		came, asked, rate, {Text: strings.Join(tally(grades), ", "), Item: graded}, {Text: strings.Join(stories, "; "), Item: told},
	}}
}

// attendance is what a meeting adds to the attendance; false when it is not known, or
// not all were to come.
func attendance(item *Item) (Part, bool) {
	if item.Meeting == nil || !rules.OfAll(item.Meeting.Kind) {
		return Part{}, false
	}
	n, of, ok := rules.Attendance(item.Meeting)
	return Part{item, n, of}, ok
}

// rates takes a rate apart into those who came and those who were to come; nothing of
// one that is not known.
func rates(rate Value) (came, asked, whole Value) {
	if rate.Whole == 0 {
		return Value{}, Value{}, Value{}
	}
	came, asked = rate, rate
	came.Whole, asked.Whole, asked.N = 0, 0, &rate.Whole
	return came, asked, rate
}

// tally says each text once, with how often it stands there.
func tally(texts []string) []string {
	var once []string
	times := map[string]int{}
	for _, s := range texts {
		if times[s]++; times[s] == 1 {
			once = append(once, s)
		}
	}
	for i, s := range once {
		if times[s] > 1 {
			once[i] = s + " (" + itoa(times[s]) + ")"
		}
	}
	return once
}

// some counts records; nothing for none, since a month without a record is not known
// to be one without a meeting.
func (m *maker) some(label string, items []*Item) Value {
	if len(items) == 0 {
		return Value{}
	}
	return m.count(label, each(items))
}

// someOf is [maker.some] without the records.
func someOf(items []*Item) Value {
	if len(items) == 0 {
		return Value{}
	}
	return numberOf(each(items))
}

// monthOf is the month that a meeting counts for; 0 when it is not known.
func monthOf(item *Item) int { return rules.Month(item.Date, item.Meeting).Month }

// regular tells whether a meeting is the regular one of its month.
func regular(item *Item) bool { return rules.IsRegular(item.Meeting.Kind) }

// thematic tells whether a meeting treats a topic.
func thematic(item *Item) bool { return rules.IsThematic(item.Meeting.Kind) }

// option is the label of a value.
func option(e schema.Enum, value string, lang diag.Lang) string {
	for _, o := range e.Options() {
		if o.Value == value {
			return o.Label(lang)
		}
	}
	return value
}

// grades is how many meetings were rated how.
func (m *maker) grades() *Table {
	t := m.table("grades", column("grade", Text), column("held", Integer))
	for _, o := range new(content.Grade).Options() {
		rated := where(m.meetings, func(item *Item) bool { return string(item.Meeting.Grade) == o.Value })
		if len(rated) > 0 {
			t.Rows = append(t.Rows, Row{Cells: []Value{text(o.Label(m.Lang)), m.count(o.Label(m.Lang), each(rated))}})
		}
	}
	unrated := where(m.meetings, func(item *Item) bool { return item.Meeting.Grade == "" && rules.OfAll(item.Meeting.Kind) })
	if len(t.Rows) > 0 && len(unrated) > 0 {
		t.Rows = append(t.Rows, Row{Cells: []Value{text(m.say("ungraded")), m.count(m.say("ungraded"), each(unrated))}})
	}
	return t
}

// resolutions are those that meetings passed.
func (m *maker) resolutions() *Table {
	t := m.table("resolutions", column("date", Day), column("number", Text), column("resolution", Text), column("meeting", Text))
	passed := where(m.meetings, func(item *Item) bool { return item.Meeting.Resolution })
	for _, item := range passed {
		t.Rows = append(t.Rows, Row{Cells: []Value{{Date: item.Date}, text(item.Meeting.Number), text(item.Texts.Conclusion), {Text: item.Title, Item: item}}})
	}
	m.figure("resolutions", rows("resolutions", each(passed)), nil)
	return t
}

// followed are the tasks that meetings set, and whether the regular meeting after
// looked back at them: its review is the cell's own word on whether they were done.
func (m *maker) followed() *Table {
	t := m.table("followed", column("set", Text), column("task", Text), column("due_day", Day), column("review", Text))
	dated := where(m.meetings, func(item *Item) bool { return regular(item) && item.Date.Precision != viet.Unknown })
	for _, item := range m.meetings {
		next := after(item, dated)
		for _, task := range item.Texts.Tasks {
			review := text(m.say("review.unknown"))
			if next != nil && next.Meeting.Review {
				review = Value{Text: m.say("review.at", next.Title), Item: next}
			} else if next != nil {
				review = Value{Text: m.say("review.none"), Item: next}
			}
			t.Rows = append(t.Rows, Row{Cells: []Value{{Text: m.day(item.Date), Item: item}, text(task.Task), {Date: task.Due.Date}, review}})
		}
	}
	return t
}

// after is the first regular meeting that is certainly later than one; nil when there
// is none in the year. The meetings stand by their first possible day.
func after(item *Item, regular []*Item) *Item {
	last := item.Date.Last()
	i := sort.Search(len(regular), func(i int) bool { return regular[i].Date.First().Compare(last) > 0 })
	if i == len(regular) || last.IsZero() {
		return nil
	}
	return regular[i]
}

// topics are the thematic meetings.
func (m *maker) topics() *Table {
	t := m.table("topics", column("date", Day), column("topic", Text), column("place", Text))
	for _, item := range where(m.meetings, thematic) {
		topic := cmp.Or(item.Meeting.Topic, item.Title)
		t.Rows = append(t.Rows, Row{Cells: []Value{{Date: item.Date}, {Text: topic, Item: item}, text(strings.Join(item.Meeting.Places, "; "))}})
	}
	return t
}

// documents are those that meetings read out.
func (m *maker) documents() *Table {
	t := m.table("documents", column("number", Text), column("document", Text), column("meeting", Text))
	var parts []Part
	for _, item := range m.meetings {
		for _, paper := range item.Texts.Documents {
			t.Rows = append(t.Rows, Row{Cells: []Value{text(paper.Number), text(paper.Title), {Text: item.Title, Item: item}}})
		}
		if n := len(item.Texts.Documents); n > 0 {
			parts = append(parts, Part{Item: item, N: n})
		}
	}
	m.figure("documents", rows("documents", parts), m.Reported.Documents)
	if p := m.Reported.StudyPercent; p != nil {
		t.Note = m.say("study", *p)
	}
	return t
}
