package report

// storyTable are the stories that were told.
func (m *maker) storyTable() *Table {
	t := m.table("stories", column("month", Text), column("story", Text), column("topic", Text), column("teller", Text), column("lesson", Text))
	for _, item := range m.stories {
		when := m.day(item.Date)
		if len(item.Told) == 1 {
			when = m.day(item.Told[0].Date)
		}
		t.Rows = append(t.Rows, Row{Cells: []Value{text(when), {Text: item.Title, Item: item}, text(item.Story.Topic), text(item.Story.Teller), text(item.Texts.Lesson)}})
	}
	m.figure("stories", rows("stories", each(m.stories)), m.Reported.Stories)
	if n := m.Reported.Stories; n != nil && *n != len(m.stories) {
		t.Note = m.say("stories.reported", *n, len(m.stories))
	}
	return t
}
