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
		add("total", Value{N: &n, Item: last})
		add("official", Value{N: f.Official, Item: last})
		add("probationary", Value{N: f.Probationary, Item: last})
		t.Note = m.say("members.note", last.Title)
		m.figure("members", Value{N: &n, Item: last, Parts: []Part{{Item: last, N: n}}}, m.Reported.Members)
	} else {
		total := m.Reported.Members
		if total == nil && m.Cell.Official != nil && m.Cell.Probationary != nil {
			sum := *m.Cell.Official + *m.Cell.Probationary
			total = &sum
		}
		if m.Reported.Members == nil && total != nil {
			t.Note = m.say("members.now")
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
		if _, ok := rules.Members(item.Meeting); ok && rules.OfAll(item.Meeting.Kind) {
			return item
		}
	}
	return nil
}

// Summary is what a report shows of another year.
type Summary struct {
	Regular, Thematic, Resolutions, Stories, Awards int
	Present, Due                                    int
	Grade                                           content.AnnualGrade // of the cell
}

// Summarise counts the records of a year.
func Summarise(records []content.Figures) Summary {
	var s Summary
	add := func(n *int, holds bool) {
		if holds {
			*n++
		}
	}
	for _, f := range records {
		if m := f.Meeting; m != nil {
			add(&s.Regular, rules.IsRegular(m.Kind))
			add(&s.Thematic, rules.IsThematic(m.Kind))
			add(&s.Resolutions, m.Resolution)
			if n, of, ok := rules.Attendance(m); ok && rules.OfAll(m.Kind) {
				s.Present, s.Due = s.Present+n, s.Due+of
			}
		}
		add(&s.Stories, f.Story != nil)
		add(&s.Awards, f.Award != nil && !f.Award.Revoked)
		if k := f.Classification; k != nil && k.Subject == "cell" && k.Grade != "" && s.Grade == "" {
			s.Grade = k.Grade
		}
	}
	return s
}

// compared holds the year against those before; nil when there is nothing of them.
func (m *maker) compared() *Table {
	years := slices.Sorted(maps.Keys(m.Before))
	if len(years) == 0 {
		return nil
	}
	columns := []Column{column("what", Text)}
	for _, year := range append(slices.Clone(years), m.Year) {
		columns = append(columns, Column{Key: itoa(year), Title: itoa(year), Form: Integer})
	}
	t := m.table("compared", columns...)
	own := make([]content.Figures, len(m.Items))
	for i, item := range m.Items {
		own[i] = item.Figures
	}
	row := func(key string, value func(Summary) Value) {
		r := Row{Key: key, Cells: []Value{text(m.say("figure." + key))}}
		known := false
		for _, year := range append(slices.Clone(years), m.Year) {
			of, before := m.Before[year]
			if !before {
				of = Summarise(own)
			}
			v := value(of)
			if known = known || v.N != nil || v.Text != ""; before && v.Table != "" {
				v.Year = year
			}
			r.Cells = append(r.Cells, v)
		}
		if known {
			t.Rows = append(t.Rows, r)
		}
	}
	number := func(key, table string, of func(Summary) int) {
		row(key, func(s Summary) Value {
			n := of(s)
			if n == 0 {
				return Value{} // nothing is recorded, which does not mean that there was nothing
			}
			return Value{N: &n, Table: table}
		})
	}
	number("regular", "months", func(s Summary) int { return s.Regular })
	number("thematic", "topics", func(s Summary) int { return s.Thematic })
	row("attendance", func(s Summary) Value {
		if s.Due == 0 {
			return Value{}
		}
		return Value{N: &s.Present, Whole: s.Due, Table: "months"}
	})
	number("resolutions", "resolutions", func(s Summary) int { return s.Resolutions })
	number("stories", "stories", func(s Summary) int { return s.Stories })
	number("awards", "awards", func(s Summary) int { return s.Awards })
	row("grade", func(s Summary) Value {
		if s.Grade == "" {
			return Value{}
		}
		return Value{Text: option(new(content.AnnualGrade), string(s.Grade), m.Lang), Table: "classified"}
	})
	return t
}
