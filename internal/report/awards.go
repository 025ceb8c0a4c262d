package report

import (
	"bulletin/internal/award"
	"bulletin/internal/content"
)

// counts tells whether an award counts: one that was withdrawn does not.
func counts(item *Item) bool { return !item.Award.Revoked }

// levels is how many awards of each level there are, with a running total.
func (m *maker) levels() *Table {
	t := m.table("levels", column("level", Text), column("awards", Integer), column("running", Integer))
	var running []*Item
	for _, o := range new(award.Level).Options() {
		at := where(m.honours, func(item *Item) bool {
			known, _ := m.Awards.Find(item.Award.Award)
			return counts(item) && string(known.Level) == o.Value
		})
		if len(at) == 0 {
			continue
		}
		running = append(running, at...)
		t.Rows = append(t.Rows, Row{Cells: []Value{text(o.Label(m.Lang)), m.count(o.Label(m.Lang), each(at)), numberOf(each(running))}})
	}
	m.figure("awards", rows("awards", each(running)), nil)
	return t
}

// awards are all of them; those that were withdrawn are struck through.
func (m *maker) awards() *Table {
	t := m.table("awards", column("award", Text), column("recipient", Text), column("issuer", Text), column("decision", Text), column("date", Day))
	for _, item := range m.honours {
		a, title := item.Award, item.Title
		if a.Revoked {
			title += " (" + m.say("withdrawn.mark") + ")" // who hears the table does not see the line through it
		}
		t.Rows = append(t.Rows, Row{
			Cells:  []Value{{Text: title, Item: item}, text(a.Recipient), text(a.Issuer), text(a.DecisionNo), {Date: a.Decision}},
			Struck: a.Revoked,
		})
	}
	if withdrawn := len(m.honours) - len(where(m.honours, counts)); withdrawn > 0 {
		t.Note = m.say("withdrawn", withdrawn)
	}
	return t
}

// classified are the grades of the year: of the cell, its agency, and its members as
// counts.
func (m *maker) classified() *Table {
	t := m.table("classified", column("subject", Text), column("grade", Text), column("members", Integer), column("decided_by", Text))
	for _, item := range m.classification {
		k := item.Classification
		subject := text(option(new(content.Subject), string(k.Subject), m.Lang))
		subject.Item = item
		if k.Grade != "" {
			t.Rows = append(t.Rows, Row{Cells: []Value{subject, text(option(new(content.AnnualGrade), string(k.Grade), m.Lang)), {}, text(k.DecidedBy)}})
		}
		for i, n := range k.Counts.ByGrade() {
			if n != nil {
				grade := new(content.AnnualGrade).Options()[i]
				t.Rows = append(t.Rows, Row{Cells: []Value{subject, text(grade.Label(m.Lang)), m.count(grade.Label(m.Lang), []Part{{Item: item, N: *n}}), text(k.DecidedBy)}})
			}
		}
	}
	return t
}
