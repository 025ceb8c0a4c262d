package report

import (
	"cmp"

	"bulletin/internal/rules"
	"bulletin/internal/viet"
)

// storyTable are the stories that were told.
func (m *maker) storyTable() *Table {
	t := m.table("stories", column("month", Text), column("story", Text), column("topic", Text), column("teller", Text), column("lesson", Text))
	for _, item := range m.stories {
		when := item.Date
		if len(item.Told) == 1 {
			meeting := item.Told[0]
			when = cmp.Or(rules.Month(meeting.Date, meeting.Meeting), meeting.Date, when)
		}
		t.Rows = append(t.Rows, Row{Cells: []Value{text(m.day(when.Coarsen(viet.ByMonth))), {Text: item.Title, Item: item}, text(item.Story.Topic), text(item.Story.Teller), text(item.Texts.Lesson)}})
	}
	m.figure("stories", rows("stories", each(m.stories)), m.Reported.Stories)
	if n := m.Reported.Stories; n != nil && *n != len(m.stories) {
		t.Note = m.say("stories.reported", *n, len(m.stories))
	}
	return t
}
