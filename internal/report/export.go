package report

import (
	"bulletin/internal/diag"
	"bulletin/internal/sheet"
	"bulletin/internal/viet"
)

// JSON is a report for other programs. Its version changes when a key changes its
// meaning or goes away.
type JSON struct {
	Version int           `json:"version"`
	Command string        `json:"command"` // "report"
	Year    int           `json:"year"`
	AsOf    string        `json:"as_of,omitempty"` // the day up to which records count
	Cell    string        `json:"cell"`
	Figures []JSONFigure  `json:"figures"`
	Tables  []JSONTable   `json:"tables"`
	Missing []JSONMissing `json:"missing"`
}

// JSONFigure is a number with the pages that it counts.
type JSONFigure struct {
	Key      string     `json:"key"`
	Label    string     `json:"label"`
	Value    *int       `json:"value"`
	Of       int        `json:"of,omitempty"`       // the value is a part of so many
	Reported *int       `json:"reported,omitempty"` // what a source states, when it differs
	Pages    []JSONPart `json:"pages"`
}

// JSONPart is a page and what it adds to a number.
type JSONPart struct {
	Address string `json:"address"`
	Title   string `json:"title"`
	Adds    int    `json:"adds"`
}

// JSONTable is a table of the report.
type JSONTable struct {
	Key     string       `json:"key"`
	Title   string       `json:"title"`
	Columns []JSONColumn `json:"columns"`
	Rows    [][]any      `json:"rows"` // numbers, dates as ISO 8601 texts, texts; null for what is not known
	Total   []any        `json:"total,omitempty"`
	Struck  []int        `json:"struck,omitempty"` // rows that were withdrawn and do not count, from 0
}

// JSONColumn is a column of a table.
type JSONColumn struct {
	Key   string `json:"key"`
	Title string `json:"title"`
}

// JSONMissing is a record that lacks something.
type JSONMissing struct {
	Code    string `json:"code"`
	Address string `json:"address,omitempty"` // "" for the year as a whole
	Message string `json:"message"`
}

// JSON is the report for other programs.
func (r *Report) JSON() JSON {
	out := JSON{Version: 1, Command: "report", Year: r.Year, AsOf: r.AsOf.String(), Cell: r.Cell.Name, Figures: []JSONFigure{}, Tables: []JSONTable{}, Missing: []JSONMissing{}}
	for _, f := range r.Figures {
		figure := JSONFigure{Key: f.Key, Label: f.Label, Value: f.Value.N, Of: f.Value.Whole, Reported: f.Reported, Pages: []JSONPart{}}
		for _, part := range f.Value.Parts {
			figure.Pages = append(figure.Pages, JSONPart{part.Item.Address, part.Item.Title, part.N})
		}
		out.Figures = append(out.Figures, figure)
	}
	for _, t := range r.tables() {
		table := JSONTable{Key: t.Key, Title: t.Title, Rows: [][]any{}}
		for _, c := range t.Columns {
			table.Columns = append(table.Columns, JSONColumn{c.Key, c.Title})
		}
		for i, row := range t.Rows {
			table.Rows = append(table.Rows, jsonRow(row))
			if row.Struck {
				table.Struck = append(table.Struck, i)
			}
		}
		if t.Total != nil {
			table.Total = jsonRow(*t.Total)
		}
		out.Tables = append(out.Tables, table)
	}
	for _, f := range r.missing {
		m := JSONMissing{Code: string(f.Code), Message: diag.Diagnostic{Code: f.Code, Args: f.Args}.Message(r.Lang)}
		if item := r.paths[f.path()]; item != nil {
			m.Address = item.Address
		}
		out.Missing = append(out.Missing, m)
	}
	return out
}

func jsonRow(row Row) []any {
	out := make([]any, len(row.Cells))
	for i, v := range row.Cells {
		switch {
		case v.N != nil && v.Whole > 0:
			out[i] = float64(*v.N) / float64(v.Whole)
		case v.N != nil:
			out[i] = *v.N
		case v.Date.Precision != viet.Unknown:
			out[i] = v.Date.String()
		case v.Text != "":
			out[i] = v.Text
		}
	}
	return out
}

// tables are all tables that have rows.
func (r *Report) tables() []Table {
	var all []Table
	for _, s := range r.Sections {
		for _, t := range s.Tables {
			if len(t.Rows) > 0 {
				all = append(all, t)
			}
		}
	}
	return all
}

// Workbook is the report as a spreadsheet, a sheet for each table. Base is the site's
// full address, to which its cells then lead; "" makes no links.
func (r *Report) Workbook(base string) sheet.Workbook {
	m := maker{Input: Input{Lang: r.Lang}}
	book := sheet.Workbook{Title: m.say("report", r.Year), Author: r.Cell.Name, Lang: string(r.Lang), Created: r.Through.In(nil)}
	for _, t := range r.tables() {
		s := sheet.Sheet{Name: t.Title, Caption: t.Title, Note: t.Note}
		for _, c := range t.Columns {
			kind := map[Form]sheet.Kind{Text: sheet.Text, Integer: sheet.Integer, Percent: sheet.Percent, Day: sheet.Date}[c.Form]
			s.Columns = append(s.Columns, sheet.Column{Title: c.Title, Kind: kind})
		}
		rows := t.Rows
		if t.Total != nil {
			rows = append(rows[:len(rows):len(rows)], *t.Total)
		}
		for _, row := range rows {
			var cells []sheet.Cell
			for _, v := range row.Cells {
				cells = append(cells, sheetCell(v, base))
			}
			s.Rows = append(s.Rows, cells)
		}
		book.Sheets = append(book.Sheets, s)
	}
	return book
}

// sheetCell is a value in a spreadsheet.
func sheetCell(v Value, base string) sheet.Cell {
	switch {
	case v.N != nil && v.Whole > 0:
		return sheet.Share(*v.N, v.Whole)
	case v.N != nil:
		return sheet.Int(*v.N)
	case v.Date.Precision != viet.Unknown:
		return sheet.On(v.Date)
	case v.Text == "":
		return sheet.Cell{}
	}
	if v.Item != nil && base != "" {
		return sheet.To(base+v.Item.Address, v.Text)
	}
	return sheet.Str(v.Text)
}
