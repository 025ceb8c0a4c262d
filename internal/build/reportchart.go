package build

import (
	"html/template"
	"slices"
	"strings"

	"bulletin/internal/chart"
	"bulletin/internal/report"
)

// reportChart draws a table of the report, for the tables that a picture helps to
// read; "" for the others. The table stands beside it.
func (p *planner) reportChart(t report.Table, root string) template.HTML {
	frame := chart.Frame{ID: "hinh_" + t.Key, Title: t.Title, Desc: t.Note, Lang: string(p.lang), NoData: p.t("report.nodata")}
	draw := ""
	switch t.Key {
	case "kinds", "grades", "levels":
		if len(t.Rows) > 1 {
			draw = chart.Rows(chart.Bars{Frame: frame, Bars: p.bars(t, 1, root)})
		}
	case "months":
		frame.Title, frame.Percent = p.t("report.attendance"), true
		rate := slices.IndexFunc(t.Columns, func(c report.Column) bool { return c.Key == "rate" })
		grid := chart.Grid{Frame: frame, Series: []string{t.Columns[rate].Title}}
		known := 0
		for i, month := range chart.Months(string(p.lang)) {
			v := p.charted(t.Rows[i].Cells[rate], root)
			grid.Rows = append(grid.Rows, chart.Row{Label: month, Values: []chart.Value{v}})
			if v.Known {
				known++
			}
		}
		if known > 1 {
			draw = chart.Line(grid)
		}
	case "compared":
		draw = chart.Groups(p.years(t, frame, root))
	}
	return template.HTML(draw) // #nosec: package chart escapes what it is given
}

// bars are the rows of a table as bars, of the values in one of its columns.
func (p *planner) bars(t report.Table, column int, root string) []chart.Bar {
	bars := make([]chart.Bar, len(t.Rows))
	for i, row := range t.Rows {
		bars[i] = chart.Bar{Label: row.Cells[0].Text, Value: p.charted(row.Cells[column], root)}
	}
	return bars
}

// inPicture are the rows of the comparison that its chart shows: counts, since they
// share a scale.
var inPicture = []string{"regular", "stories", "awards"}

// years is the comparison with the years before.
func (p *planner) years(t report.Table, frame chart.Frame, root string) chart.Grid {
	grid := chart.Grid{Frame: frame}
	for _, c := range t.Columns[1:] {
		grid.Rows = append(grid.Rows, chart.Row{Label: c.Title})
	}
	for _, row := range t.Rows {
		if !slices.Contains(inPicture, row.Key) {
			continue
		}
		grid.Series = append(grid.Series, row.Cells[0].Text)
		for i, v := range row.Cells[1:] {
			grid.Rows[i].Values = append(grid.Rows[i].Values, p.charted(v, root))
		}
	}
	return grid
}

// charted is a value of the report as charts take it.
func (p *planner) charted(v report.Value, root string) chart.Value {
	if v.N == nil {
		return chart.Value{}
	}
	c := chart.Of(float64(*v.N))
	if v.Whole > 0 {
		c = chart.Share(*v.N, v.Whole)
	}
	switch href := p.followed(v); {
	case strings.HasPrefix(href, "#"):
		c.Href = href
	case href != "":
		address, fragment, _ := strings.Cut(href, "#")
		if c.Href = root + escapePath(address); fragment != "" {
			c.Href += "#" + fragment
		}
	}
	return c
}
