package sheet

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// table is a sheet with its place: rows are numbered from 1.
type table struct {
	name    string
	columns []Column
	rows    [][]value
	caption string
	total   string
	note    string
	head    int // the row of the columns' titles
	widths  []float64
	links   []link
}

type link struct{ ref, href string }

func newTable(s Sheet, lang, name string) (table, error) {
	if len(s.Columns) > maxColumns || len(s.Rows) > maxRows-8 {
		return table{}, fmt.Errorf("sheet %q has %d columns and %d rows; a sheet takes %d and %d", name, len(s.Columns), len(s.Rows), maxColumns, maxRows-8)
	}
	t := table{name: name, columns: s.Columns, caption: clean(s.Caption), total: clean(s.Total), note: clean(s.Note), head: 1}
	if t.caption != "" {
		t.head = 3 // an empty row keeps the caption out of the filter
	}
	for _, cells := range s.Rows {
		row := make([]value, len(s.Columns))
		for i := range min(len(cells), len(row)) {
			row[i] = cells[i].value(lang)
		}
		t.rows = append(t.rows, row)
	}
	for i, c := range s.Columns {
		t.widths = append(t.widths, t.width(i, c))
	}
	return t, nil
}

// What a column takes, in digits of its font.
const (
	narrowest, widest = 8, 48
	filterButton      = 3
	dateWidth         = 12
)

// width is that of the longest line in a column, within bounds: what is longer
// is wrapped.
func (t table) width(column int, c Column) float64 {
	if c.Width > 0 && c.Width <= 255 {
		return c.Width
	}
	longest := min(30, lineLength(c.Title)+filterButton)
	for _, r := range t.rows {
		switch v := r[column]; v.kind {
		case Text, Link:
			longest = max(longest, lineLength(v.text))
		case Date:
			longest = max(longest, dateWidth)
		case Integer, Decimal, Percent:
			longest = max(longest, digits(v.number))
		}
	}
	return float64(max(narrowest, min(longest+2, widest)))
}

// digits is about how long a number is, with its decimals and groups.
func digits(f float64) int {
	return len("0,00") + int(max(0, math.Log10(max(1, math.Abs(f))))*4/3)
}

// lineLength counts the letters of the longest line. A Vietnamese letter may be
// several bytes and is one letter wide.
func lineLength(s string) int {
	n := 0
	for l := range strings.SplitSeq(s, "\n") {
		n = max(n, utf8.RuneCountInString(l))
	}
	return n
}

// worksheet writes the part in the order that 18.3.1.99 prescribes.
func (t *table) worksheet(texts *shared, first bool) string {
	var x strings.Builder
	x.WriteString(declaration + `<worksheet xmlns="` + nsMain + `" xmlns:r="` + nsRelations + `"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`)
	t.view(&x, first)
	x.WriteString(`<sheetFormatPr defaultRowHeight="15.75"/>`)
	if len(t.columns) > 0 {
		x.WriteString("<cols>")
		for i, w := range t.widths {
			fmt.Fprintf(&x, `<col min="%d" max="%d" width="%s" customWidth="1"/>`, i+1, i+1, number(math.Round((w+0.7109375)*100)/100))
		}
		x.WriteString("</cols>")
	}
	merged := t.data(&x, texts)
	if len(t.columns) > 0 {
		fmt.Fprintf(&x, `<autoFilter ref="A%d:%s"/>`, t.head, ref(len(t.columns)-1, t.head+len(t.rows)))
	}
	if len(merged) > 0 {
		fmt.Fprintf(&x, `<mergeCells count="%d">`, len(merged))
		for _, m := range merged {
			x.WriteString(`<mergeCell ref="` + m + `"/>`)
		}
		x.WriteString("</mergeCells>")
	}
	if len(t.links) > 0 {
		x.WriteString("<hyperlinks>")
		for i, l := range t.links {
			fmt.Fprintf(&x, `<hyperlink ref="%s" r:id="rId%d"/>`, l.ref, i+1)
		}
		x.WriteString("</hyperlinks>")
	}
	// A4 (9), across, as wide as the page and as long as need be; inches.
	x.WriteString(`<printOptions horizontalCentered="1"/><pageMargins left="0.6" right="0.6" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>`)
	x.WriteString(`<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/><headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>`)
	return x.String()
}

// view freezes what stands above the rows.
func (t *table) view(x *strings.Builder, first bool) {
	selected := ""
	if first {
		selected = ` tabSelected="1"`
	}
	x.WriteString(`<sheetViews><sheetView` + selected + ` workbookViewId="0">`)
	if len(t.columns) > 0 {
		below := ref(0, t.head+1)
		fmt.Fprintf(x, `<pane ySplit="%d" topLeftCell="%s" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="%s" sqref="%s"/>`, t.head, below, below, below)
	}
	x.WriteString(`</sheetView></sheetViews>`)
}

// data writes the rows and returns which cells are joined into one.
func (t *table) data(x *strings.Builder, texts *shared) (merged []string) {
	x.WriteString("<sheetData>")
	if t.caption != "" {
		merged = t.across(x, texts, 1, styleCaption, t.caption)
	}
	if len(t.columns) > 0 {
		titles := make([]value, len(t.columns))
		for i, c := range t.columns {
			titles[i] = textual(c.Title)
		}
		t.row(x, t.head, t.lines(titles))
		for i, v := range titles {
			t.cell(x, texts, ref(i, t.head), styleHead, v)
		}
		x.WriteString("</row>")
	}
	at := t.head
	for _, r := range t.rows {
		at++
		t.row(x, at, t.lines(r))
		for i, v := range r {
			style := v.look()
			if v.kind == Unknown {
				style = value{kind: t.columns[i].Kind}.look()
			}
			if v.kind == Link && len(t.links) == maxLinks {
				v.kind, style = Text, value{kind: Text, text: v.text}.look()
			}
			t.cell(x, texts, ref(i, at), style, v)
		}
		x.WriteString("</row>")
	}
	if t.total != "" && len(t.columns) > 0 {
		at++
		t.totals(x, texts, at)
	}
	if t.note != "" {
		merged = append(merged, t.across(x, texts, at+2, styleNote, t.note)...)
	}
	x.WriteString("</sheetData>")
	return merged
}

// cell writes one cell (18.3.1.4).
func (t *table) cell(x *strings.Builder, texts *shared, ref string, style int, v value) {
	x.WriteString(`<c r="` + ref + `" s="` + strconv.Itoa(style) + `"`)
	switch v.kind {
	case Unknown:
		x.WriteString("/>")
	case Text, Link:
		x.WriteString(` t="s"><v>` + strconv.Itoa(texts.add(v.text)) + "</v></c>")
		if v.kind == Link {
			t.links = append(t.links, link{ref, v.href})
		}
	default:
		x.WriteString("><v>" + number(v.number) + "</v></c>")
	}
}

// totals writes the row of sums: formulas, each with its value, so that a viewer
// that does not calculate shows it too. Nothing known has no sum.
func (t *table) totals(x *strings.Builder, texts *shared, row int) {
	fmt.Fprintf(x, `<row r="%d">`, row)
	for i, c := range t.columns {
		at := ref(i, row)
		sum, known := t.sum(i)
		switch {
		case c.Sum && known:
			fmt.Fprintf(x, `<c r="%s" s="%d"><f>SUM(%s:%s)</f><v>%s</v></c>`, at, c.Kind.total(), ref(i, t.head+1), ref(i, row-1), number(sum))
		case i == 0:
			t.cell(x, texts, at, styleTotal, textual(t.total))
		default:
			t.cell(x, texts, at, c.Kind.total(), value{})
		}
	}
	x.WriteString("</row>")
}

func (t *table) sum(column int) (sum float64, known bool) {
	for _, r := range t.rows {
		switch v := r[column]; v.kind {
		case Integer, Decimal, Percent:
			sum, known = sum+v.number, true
		}
	}
	return sum, known && !math.IsInf(sum, 0)
}

// Heights in points: a line of 12 point letters, and the most that a row takes.
const (
	lineHeight = 15.75
	tallest    = 409
)

// row begins a row. A row of several lines says how high it is: not every program
// finds that out when it opens a file.
func (t *table) row(x *strings.Builder, at, lines int) {
	x.WriteString(`<row r="` + strconv.Itoa(at) + `"`)
	if lines > 1 {
		x.WriteString(` ht="` + number(min(tallest, float64(lines)*lineHeight)) + `"`)
	}
	x.WriteString(">")
}

// lines is how many lines the cells of a row take.
func (t *table) lines(cells []value) int {
	lines := 1
	for i, v := range cells {
		if v.kind == Text || v.kind == Link {
			lines = max(lines, wrapped(v.text, t.widths[i]))
		}
	}
	return lines
}

// wrapped estimates how many lines a text takes in a width: letters are narrower
// than digits on the average, but a line seldom ends where the width does.
func wrapped(s string, width float64) int {
	lines := 0
	for l := range strings.SplitSeq(s, "\n") {
		lines += max(1, int(math.Ceil(float64(utf8.RuneCountInString(l))/width)))
	}
	return lines
}

// across writes a text over all columns, in a row as high as its lines need: no
// program finds that out for joined cells.
func (t *table) across(x *strings.Builder, texts *shared, row, style int, text string) []string {
	room := 0.0
	for _, w := range t.widths {
		room += w
	}
	height := float64(wrapped(text, max(room, 40)/1.2)) * lineHeight * 1.25 // larger letters, or room for their slant
	fmt.Fprintf(x, `<row r="%d" ht="%s" customHeight="1">`, row, number(min(tallest, math.Round(height*4)/4)))
	t.cell(x, texts, ref(0, row), style, textual(text))
	x.WriteString("</row>")
	if len(t.columns) < 2 {
		return nil
	}
	return []string{ref(0, row) + ":" + ref(len(t.columns)-1, row)}
}

// relations names the links' addresses.
func (t *table) relations() string {
	var x strings.Builder
	x.WriteString(declaration + `<Relationships xmlns="` + nsPackage + `relationships">`)
	for i, l := range t.links {
		fmt.Fprintf(&x, `<Relationship Id="rId%d" Type="%s/hyperlink" Target="%s" TargetMode="External"/>`, i+1, nsRelations, escape(l.href))
	}
	x.WriteString("</Relationships>")
	return x.String()
}
