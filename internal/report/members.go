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
	if last := m.lastCounted(); last != nil {
		f := last.Meeting
		n, _ := rules.Members(f)
		total := Value{N: &n, Item: last}
		add("total", total)
		add("official", Value{N: f.Official, Item: last})
		add("probationary", Value{N: f.Probationary, Item: last})
		t.Note = m.say("members.note", last.Title)
		m.figure("members", total, m.Reported.Members)
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
		if m.Cell.Official != nil || m.Cell.Probationary != nil {
			t.Note = m.say("members.configured")
		}
	}
	add("staff", Value{N: m.Cell.Staff})
	return t
}

// lastCounted is the last meeting of all members that says how many there are.
func (m *maker) lastCounted() *Item {
	for _, item := range slices.Backward(m.meetings) {
		if _, ok := rules.Members(item.Meeting); ok && rules.OfAll(item.Meeting.Kind) {
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
			return m.some(m.say("figure."+key)+", "+itoa(year), where(items, holds))
		})
	}
	number("regular", regular)
	number("thematic", thematic)
	row("attendance", func(year int, items []*Item) Value {
		present, due := attended(items)
		if len(due) == 0 {
			return Value{}
		}
		rate := m.count(m.say("column.present")+", "+itoa(year), present)
		rate.Whole = (&Count{Parts: due}).Sum()
		return rate
	})
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
