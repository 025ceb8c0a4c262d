package build

import (
	"html/template"
	"slices"
	"strconv"
	"strings"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/markdown"
	"bulletin/internal/report"
	"bulletin/internal/site"
	"bulletin/internal/theme"
	"bulletin/internal/viet"
)

// introduction puts the year's own words into the view, and returns those that belong
// to sections.
func (y *yearly) introduction(view *theme.Report) (map[string]template.HTML, error) {
	if y.document == nil {
		return nil, nil
	}
	doc, err := y.p.documents.Document(y.document.Head)
	if err != nil {
		return nil, err
	}
	for _, source := range doc.Sources {
		view.Sources = append(view.Sources, theme.Source{Text: source.Text, URL: source.URL})
	}
	if page, ok := doc.Detail.(*content.Page); ok && page.Paper != nil {
		paper := page.Paper
		view.Number, view.Place, view.Date = paper.Number, paper.Place, y.p.long(paper.Date.Date)
		view.Signer, view.Role, view.Receivers = paper.Signer, paper.SignerRole, paper.Recipients
	}
	html := y.p.fill(y.Page.Path, doc, &doc.Body, y.Targets, true)
	var prose map[string]template.HTML
	view.Intro, prose = sections(html, doc.Body.Headings)
	return prose, nil
}

// sections takes a text apart at the headings that name sections of the report. What
// stands before the first of them, or under others, is the introduction. A heading in
// a quote or a list is a part of that.
func sections(html template.HTML, headings []markdown.Heading) (intro template.HTML, prose map[string]template.HTML) {
	prose = map[string]template.HTML{}
	text, key, from := string(html), "", 0
	put := func(text string) {
		if text = strings.TrimSpace(text); text == "" {
			return
		}
		if key == "" {
			intro += template.HTML(text) // #nosec: rendered or sanitised by package markdown
			return
		}
		prose[key] += template.HTML(text) // #nosec: likewise
	}
	known := map[string]markdown.Heading{}
	for _, h := range headings {
		known[h.ID] = h
	}
	tops := slices.DeleteFunc(markdown.Tops(text), func(t markdown.Top) bool { return known[t.ID].ID == "" || t.End == 0 })
	level := 7 // of the sections: there may be a title above them
	for _, t := range tops {
		if _, named := report.SectionOf(known[t.ID].Text); named {
			level = min(level, known[t.ID].Level)
		}
	}
	for _, t := range tops {
		if known[t.ID].Level > level {
			continue
		}
		put(text[from:t.Begin])
		next, named := report.SectionOf(known[t.ID].Text)
		if key, from = next, t.Begin; named {
			from = t.End                                                                          // the section has a heading of its own
			if id := template.HTMLEscapeString(t.ID); strings.Count(text, `href="#`+id+`"`) > 1 { // beside the heading's own
				put(`<span id="` + id + `"></span>`)
			}
		}
	}
	put(text[from:])
	return intro, prose
}

// fillReport puts a report into the view, in words.
func (p *planner) fillReport(view *theme.Report, r *report.Report, prose map[string]template.HTML, root string) {
	for _, f := range r.Figures {
		figure := theme.Figure{Value: p.reportValue(f.Value), Label: f.Label, Href: p.followed(f.Value)}
		if f.Reported != nil {
			figure.Note = p.t("report.reported", *f.Reported)
		}
		view.Figures = append(view.Figures, figure)
	}
	for _, s := range r.Sections {
		section := theme.ReportSection{ID: "muc_" + s.Key, Number: roman(s.Number), Title: s.Title, Prose: prose[s.Key]}
		section.Empty = section.Prose == "" && len(s.Tables) == 0
		for _, t := range s.Tables {
			table := p.reportTable(t)
			if len(t.Rows) > 0 {
				table.Chart = p.reportChart(t, root)
			}
			section.Tables = append(section.Tables, table)
		}
		view.Sections = append(view.Sections, section)
	}
	for _, c := range r.Counts {
		sum, whole := c.Sum()
		count := theme.ReportCount{ID: c.ID, Label: c.Label, Sum: p.share(sum, whole)}
		for _, part := range c.Parts {
			n := ""
			if whole > 0 || sum != len(c.Parts) {
				n = p.share(part.N, part.Of)
			}
			count.Parts = append(count.Parts, theme.ReportPart{Title: part.Item.Title, Href: p.href(part.Item.Address), N: n})
		}
		view.Counts = append(view.Counts, count)
	}
}

// share is a number, and of how many: "16/18".
func (p *planner) share(n, of int) string {
	if of == 0 {
		return p.number(n)
	}
	return p.number(n) + "/" + p.number(of)
}

func (p *planner) reportTable(t report.Table) theme.ReportTable {
	table := theme.ReportTable{ID: "bang_" + t.Key, Title: t.Title, Note: t.Note, Empty: t.Empty, Narrow: len(t.Columns) < 4}
	for _, c := range t.Columns {
		table.Columns = append(table.Columns, theme.ReportColumn{Title: c.Title, Number: c.Form == report.Integer || c.Form == report.Percent})
	}
	table.Rows = make([]theme.ReportRow, 0, len(t.Rows))
	for _, row := range t.Rows {
		table.Rows = append(table.Rows, p.reportRow(t, row))
	}
	if t.Total != nil {
		total := p.reportRow(t, *t.Total)
		table.Total = &total
	}
	return table
}

func (p *planner) reportRow(t report.Table, row report.Row) theme.ReportRow {
	out := theme.ReportRow{Struck: row.Struck, Cells: make([]theme.ReportCell, 0, len(row.Cells))}
	for i, v := range row.Cells {
		form := t.Columns[i].Form
		cell := theme.ReportCell{Text: p.reportValue(v), Number: form == report.Integer || form == report.Percent}
		if cell.Text != "" {
			cell.Href = p.followed(v)
		}
		out.Cells = append(out.Cells, cell)
	}
	return out
}

// followed is where a value leads: to the records that it counts, or the one that it is
// about.
func (p *planner) followed(v report.Value) string {
	switch {
	case v.Count != nil:
		return "#" + v.Count.ID
	case v.Year > 0 && p.records[v.Year] == nil: // known by its numbers only
		return ""
	case v.Year > 0:
		return p.href(reportAddress(v.Year)) + "#bang_" + v.Table
	case v.Table != "":
		return "#bang_" + v.Table
	case v.Item != nil:
		return p.href(v.Item.Address)
	}
	return ""
}

// reportValue words a value.
func (p *planner) reportValue(v report.Value) string {
	switch {
	case v.N != nil && v.Whole > 0 && p.lang == diag.VI:
		return viet.Percent(*v.N, v.Whole)
	case v.N != nil && v.Whole > 0:
		return viet.PercentEN(*v.N, v.Whole)
	case v.N != nil:
		return p.number(*v.N)
	case v.Date.Precision != viet.Unknown:
		return p.short(v.Date)
	}
	return v.Text
}

// roman is a number as sections are counted.
func roman(n int) string {
	return [...]string{"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"}[min(n, 12)]
}

// reportOf leads to the report of a year; nil when there is none.
func (p *planner) reportOf(year *site.Year) *theme.Link {
	if p.records[year.Year] == nil {
		return nil
	}
	return &theme.Link{Label: p.t("report.title", strconv.Itoa(year.Year)), Href: p.href(reportAddress(year.Year))}
}
