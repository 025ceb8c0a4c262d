package report

import (
	"cmp"
	"slices"
	"strings"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/rules"
	"bulletin/internal/schema"
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
	m.figure("regular", m.count(m.say("figure.regular"), each(where(m.meetings, regular))), m.Reported.Meetings)
	m.figure("thematic", m.count(m.say("figure.thematic"), each(where(m.meetings, thematic))), m.Reported.Thematic)
	if len(t.Rows) > 0 {
		t.Total = &Row{Cells: []Value{text(m.say("total")), m.count(m.say("table.kinds"), each(m.meetings))}}
	}
	return t
}

// months is the grid of the year: what took place in each month, and how many came.
func (m *maker) months() *Table {
	t := m.table("months", column("month", Text), column("regular", Integer), column("thematic", Integer),
		column("present", Integer), column("due", Integer), column("rate", Percent), column("grade", Text), column("story", Text))
	for month := 1; month <= 12; month++ {
		in := where(m.meetings, func(item *Item) bool { return monthOf(item) == month })
		t.Rows = append(t.Rows, m.month(m.say("month", month), in))
	}
	if vague := where(m.meetings, func(item *Item) bool { return monthOf(item) == 0 }); len(vague) > 0 {
		t.Rows = append(t.Rows, m.month(m.say("month.unknown"), vague))
	}
	came, asked, rate := m.attendance("", m.meetings)
	if rate.N != nil {
		m.figure("attendance", rate, nil)
	}
	t.Total = &Row{Cells: []Value{text(m.say("total")), m.some(m.say("figure.regular"), where(m.meetings, regular)),
		m.some(m.say("figure.thematic"), where(m.meetings, thematic)), came, asked, rate, {}, {}}}
	t.Note = m.say("table.months.note")
	if len(m.meetings) == 0 {
		t.Rows, t.Total = nil, nil
	}
	return t
}

// month is a row of the grid.
func (m *maker) month(name string, in []*Item) Row {
	var grades, stories []string
	var graded, told *Item
	for _, item := range in {
		if grade := item.Meeting.Grade; grade != "" {
			grades, graded = append(grades, option(&grade, string(grade), m.Lang)), item
		}
	}
	for _, story := range m.stories {
		if slices.ContainsFunc(story.Told, func(meeting *Item) bool { return slices.Contains(in, meeting) }) {
			stories, told = append(stories, story.Title), story
		}
	}
	if len(grades) != 1 {
		graded = nil
	}
	if len(stories) != 1 {
		told = nil
	}
	came, asked, rate := m.attendance(", "+name, in)
	return Row{Cells: []Value{
		text(name), m.some(m.say("figure.regular")+", "+name, where(in, regular)), m.some(m.say("figure.thematic")+", "+name, where(in, thematic)),
		came, asked, rate, {Text: strings.Join(tally(grades), ", "), Item: graded}, {Text: strings.Join(stories, "; "), Item: told},
	}}
}

// attendance is how many came to the meetings of all members, how many were to come,
// and their share; of tells whose they are. All say nothing when none is recorded.
func (m *maker) attendance(of string, items []*Item) (came, asked, rate Value) {
	present, due := attended(items)
	if len(due) == 0 {
		return came, asked, rate
	}
	came, asked = m.count(m.say("column.present")+of, present), m.count(m.say("column.due")+of, due)
	rate = came
	rate.Whole = *asked.N
	return came, asked, rate
}

// attended is what each record adds to the attendance.
func attended(items []*Item) (present, due []Part) {
	for _, item := range items {
		if item.Meeting == nil || !rules.OfAll(item.Meeting.Kind) {
			continue
		}
		if n, of, ok := rules.Attendance(item.Meeting); ok {
			present, due = append(present, Part{item, n}), append(due, Part{item, of})
		}
	}
	return present, due
}

// tally says each text once, with how often it stands there.
func tally(texts []string) []string {
	var once []string
	for i, s := range texts {
		if slices.Index(texts, s) != i {
			continue
		}
		n := 0
		for _, other := range texts {
			if other == s {
				n++
			}
		}
		if n > 1 {
			s += " (" + itoa(n) + ")"
		}
		once = append(once, s)
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

// monthOf is the month that a meeting counts for; 0 when it is not known.
func monthOf(item *Item) int { return rules.Month(item.Date, item.Meeting).Month }

// regular tells whether a record is the regular meeting of a month.
func regular(item *Item) bool { return item.Meeting != nil && rules.IsRegular(item.Meeting.Kind) }

// thematic tells whether a record is a meeting that treats a topic.
func thematic(item *Item) bool { return item.Meeting != nil && rules.IsThematic(item.Meeting.Kind) }

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
	m.figure("resolutions", m.count(m.say("figure.resolutions"), each(passed)), nil)
	return t
}

// followed are the tasks that meetings set, and whether the regular meeting after
// looked back at them: its review is the cell's own word on whether they were done.
func (m *maker) followed() *Table {
	t := m.table("followed", column("set", Text), column("task", Text), column("due_day", Day), column("review", Text))
	for _, item := range m.meetings {
		next := m.after(item)
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

// after is the regular meeting that follows one; nil when there is none in the year,
// or the order is not known.
func (m *maker) after(item *Item) *Item {
	for _, other := range m.meetings {
		if regular(other) && item.Date.Before(other.Date) {
			return other
		}
	}
	return nil
}

// topics are the thematic meetings.
func (m *maker) topics() *Table {
	t := m.table("topics", column("date", Day), column("topic", Text), column("place", Text))
	for _, item := range where(m.meetings, thematic) {
		topic := cmp.Or(item.Meeting.Topic, item.Title)
		t.Rows = append(t.Rows, Row{Cells: []Value{{Date: item.Date}, {Text: topic, Item: item}, text(strings.Join(item.Places, "; "))}})
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
			parts = append(parts, Part{item, n})
		}
	}
	m.figure("documents", m.count(m.say("figure.documents"), parts), m.Reported.Documents)
	if p := m.Reported.StudyPercent; p != nil {
		t.Note = m.say("study", *p)
	}
	return t
}
