package report

import (
	"maps"
	"slices"

	"bulletin/internal/content"
	"bulletin/internal/rules"
)

// members is how many belong to the cell: by the last meeting of the year that counts
// them, else by what a source states or the configuration.
func (m *maker) members() *Table {
	t := m.table("members", column("what", Text), column("members", Integer))
	add := func(key string, v Value) {
		if v.N != nil {
			t.Rows = append(t.Rows, Row{Cells: []Value{text(m.say("members." + key)), v}})
		}
	}
	last := m.lastCounted()
	if last != nil {
		f := last.Meeting
		add("total", Value{N: f.Total, Item: last})
		add("official", Value{N: f.Official, Item: last})
		add("probationary", Value{N: f.Probationary, Item: last})
		t.Note = m.say("members.note", last.Title)
		m.figure("members", Value{N: f.Total, Item: last}, m.Reported.Members)
	} else {
		total := m.Reported.Members
		if total == nil && m.Cell.Official != nil && m.Cell.Probationary != nil {
			sum := *m.Cell.Official + *m.Cell.Probationary
			total = &sum
		}
		add("total", Value{N: total})
		add("official", Value{N: m.Cell.Official})
		add("probationary", Value{N: m.Cell.Probationary})
		if total != nil {
			m.figure("members", Value{N: total}, nil)
		}
	}
	add("staff", Value{N: m.Cell.Staff})
	return t
}

// lastCounted is the last meeting of all members that says how many there are.
func (m *maker) lastCounted() *Item {
	for _, item := range slices.Backward(m.meetings) {
		if item.Meeting.Total != nil && rules.OfAll(item.Meeting.Kind) {
			return item
		}
	}
	return nil
}

// compared holds the year against those before; nil when there is nothing of them.
func (m *maker) compared() *Table {
	var years []int
	for _, year := range slices.Sorted(maps.Keys(m.Before)) {
		if len(m.Before[year]) > 0 {
			years = append(years, year)
		}
	}
	if len(years) == 0 {
		return nil
	}
	years = append(years, m.Year)
	columns := []Column{column("what", Text)}
	for _, year := range years {
		columns = append(columns, Column{Key: itoa(year), Title: itoa(year), Form: Integer})
	}
	t := m.table("compared", columns...)
	of := func(year int) []*Item {
		if year == m.Year {
			return m.Items
		}
		return m.Before[year]
	}
	row := func(key string, value func(year int, items []*Item) Value) {
		r := Row{Key: key, Cells: []Value{text(m.say("figure." + key))}}
		known := false
		for _, year := range years {
			v := value(year, of(year))
			known = known || v.N != nil || v.Text != ""
			r.Cells = append(r.Cells, v)
		}
		if known {
			t.Rows = append(t.Rows, r)
		}
	}
	number := func(key string, holds func(*Item) bool) {
		row(key, func(year int, items []*Item) Value {
			return m.count(m.say("figure."+key)+", "+itoa(year), each(where(items, holds)))
		})
	}
	number("regular", func(i *Item) bool { return i.Meeting != nil && rules.IsRegular(i.Meeting.Kind) })
	number("thematic", func(i *Item) bool { return i.Meeting != nil && rules.IsThematic(i.Meeting.Kind) })
	row("attendance", m.attended)
	number("resolutions", func(i *Item) bool { return i.Meeting != nil && i.Meeting.Resolution })
	number("stories", func(i *Item) bool { return i.Story != nil })
	number("awards", func(i *Item) bool { return i.Award != nil && counts(i) })
	row("grade", func(_ int, items []*Item) Value {
		for _, item := range items {
			if k := item.Classification; k != nil && k.Subject == "cell" && k.Grade != "" {
				return Value{Text: option(new(content.AnnualGrade), string(k.Grade), m.Lang), Item: item}
			}
		}
		return Value{}
	})
	return t
}

// attended is the attendance of a year's meetings.
func (m *maker) attended(year int, items []*Item) Value {
	var present, due []Part
	for _, item := range items {
		if item.Meeting == nil || !rules.OfAll(item.Meeting.Kind) {
			continue
		}
		if n, of, ok := rules.Attendance(item.Meeting); ok {
			present, due = append(present, Part{item, n}), append(due, Part{item, of})
		}
	}
	if len(due) == 0 {
		return Value{}
	}
	v := m.count(m.say("column.present")+", "+itoa(year), present)
	whole := Count{Parts: due}
	v.Whole = whole.Sum()
	return v
}
