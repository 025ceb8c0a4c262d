package report

import (
	"bulletin/internal/diag"
	"bulletin/internal/rules"
)

// finding is what is missing.
type finding struct{ rules.Finding }

// path is the source of the record that lacks it; "" for a whole year.
func (f finding) path() string {
	if f.Item == nil {
		return ""
	}
	return f.Item.Path
}

// lacks are the findings that tell of something that is not recorded; where a record
// falls short of a rule is for those who keep it.
var lacks = map[diag.Code]bool{
	"data-missing": true, "meeting-incomplete": true, "story-incomplete": true, "award-incomplete": true,
	"month-no-regular": true, "months-unknown": true, "quarter-no-thematic": true, "quarters-unknown": true,
	"stories-few": true, "stories-unrecorded": true,
}

// lacking is the list of what is missing.
func (m *maker) lacking() *Table {
	t := m.table("lacking", column("record", Text), column("lacks", Text))
	t.Empty = m.say("empty.lacking")
	for _, f := range m.Findings {
		if !lacks[f.Code] {
			continue
		}
		m.report.missing = append(m.report.missing, finding{f})
		d := diag.Diagnostic{Code: f.Code, Args: f.Args}
		record := text(m.say("year", m.Year))
		if f.Item != nil {
			item := m.Paths[f.Item.Path]
			record = Value{Text: f.Item.Title, Item: item}
		}
		t.Rows = append(t.Rows, Row{Cells: []Value{record, text(sentence(d.Message(m.Lang)))}})
	}
	return t
}
