package sheet

import (
	"bytes"
	"encoding/csv"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"bulletin/internal/viet"
)

func anyText() *rapid.Generator[string] {
	return rapid.OneOf(
		rapid.SampledFrom([]string{"", "=1+1", "+84", "-x", "@sum(A1)", "\t=x", "\r\n=y", "a\r\nb\tc", "_x0041_", "_x005F_x0041_", "__x000D__", "<t>&amp;]]>", "\"';,\"", "a\x00\x0b\xff\ufffe\u2028b", " x ", strings.Repeat("Nghị quyết ", 4000), "ệ\u0301", "\U0001F600"}),
		rapid.String(),
	)
}

func anyCell() *rapid.Generator[Cell] {
	return rapid.Custom(func(t *rapid.T) Cell {
		return Cell{
			Kind: Kind(rapid.IntRange(0, 6).Draw(t, "kind")), Text: anyText().Draw(t, "text"),
			Number: rapid.OneOf(rapid.Float64(), rapid.Float64Range(-1e6, 1e6), rapid.Map(rapid.IntRange(-999, 999), func(i int) float64 { return float64(i) }), rapid.SampledFrom([]float64{0, math.Copysign(0, -1), 1e15, 1e300, 5e-324, math.Inf(1), math.NaN()})).Draw(t, "number"),
			Date:   viet.DateOf(time.Date(1880, 1, 1+rapid.IntRange(0, 365*300).Draw(t, "days"), 0, 0, 0, 0, time.UTC)).Coarsen(viet.Precision(rapid.IntRange(0, 4).Draw(t, "precision"))),
			Href:   rapid.OneOf(rapid.SampledFrom([]string{"", "a.html", "https://a.vn/ữ?x=\"&<", "javascript:x"}), rapid.String()).Draw(t, "href"),
		}
	})
}

func anySheet(t *rapid.T) Sheet {
	s := Sheet{Name: anyText().Draw(t, "name"), Caption: anyText().Draw(t, "caption"), Note: anyText().Draw(t, "note"), Total: anyText().Draw(t, "total")}
	for range rapid.IntRange(0, 4).Draw(t, "columns") {
		s.Columns = append(s.Columns, Column{anyText().Draw(t, "title"), Kind(rapid.IntRange(0, 6).Draw(t, "kind")), rapid.Float64Range(-1, 300).Draw(t, "width"), rapid.Bool().Draw(t, "sum")})
	}
	s.Rows = rapid.SliceOfN(rapid.SliceOfN(anyCell(), 0, 5), 0, 5).Draw(t, "rows")
	return s
}

func TestAnyWorkbookIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := Workbook{Title: anyText().Draw(t, "title"), Author: anyText().Draw(t, "author"), Lang: rapid.SampledFrom([]string{"vi", "en", "<"}).Draw(t, "lang")}
		for range rapid.IntRange(0, 3).Draw(t, "sheets") {
			b.Sheets = append(b.Sheets, anySheet(t))
		}
		data := write(t, b)
		if !bytes.Equal(data, write(t, b)) {
			t.Fatal("the same workbook gave other bytes")
		}
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		names := f.GetSheetList()
		for i, s := range b.Sheets {
			table, err := newTable(s, b.Lang, "")
			if err != nil {
				t.Fatal(err)
			}
			for r, row := range table.rows {
				for c, v := range row {
					check(t, f, names[i], ref(c, table.head+1+r), v)
				}
			}
		}
	})
}

// check compares a cell with what excelize reads of it.
func check(t *rapid.T, f *excelize.File, sheet, cell string, v value) {
	raw, err := f.GetCellValue(sheet, cell, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	formula, err := f.GetCellFormula(sheet, cell)
	if err != nil || formula != "" {
		t.Fatalf("%s calculates %q (%v)", cell, formula, err)
	}
	switch v.kind {
	case Unknown:
		if raw != "" {
			t.Fatalf("%s is unknown, but reads %q", cell, raw)
		}
	case Text, Link:
		kind, err := f.GetCellType(sheet, cell)
		if err != nil || kind != excelize.CellTypeSharedString || raw != v.text {
			t.Fatalf("%s reads %q of type %v (%v), want %q", cell, raw, kind, err, v.text)
		}
		if _, href, err := f.GetCellHyperLink(sheet, cell); err != nil || href != v.href {
			t.Fatalf("%s leads to %q (%v), want %q", cell, href, err, v.href)
		}
	default:
		if n, err := strconv.ParseFloat(raw, 64); err != nil || math.Abs(n-v.number) > math.Abs(v.number)*1e-14 {
			t.Fatalf("%s reads %q (%v), want %v", cell, raw, err, v.number)
		}
	}
}

func TestAnyCSVIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anySheet(t)
		o := CSV{Separator: rapid.SampledFrom([]rune{';', ','}).Draw(t, "separator")}
		var out bytes.Buffer
		if err := WriteCSV(&out, s, o); err != nil {
			t.Fatal(err)
		}
		if len(s.Columns) == 0 {
			return
		}
		text, ok := strings.CutPrefix(out.String(), byteOrderMark)
		if !ok {
			t.Fatal("no byte order mark")
		}
		r := csv.NewReader(strings.NewReader(text))
		r.Comma = o.Separator
		r.FieldsPerRecord = len(s.Columns)
		records, err := r.ReadAll()
		if err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		for i, row := range s.Rows {
			for c := range s.Columns {
				var v value
				if c < len(row) {
					lang := ""
					if o.Separator == ',' {
						lang = english
					}
					v = row[c].value(lang)
				}
				o.check(t, records[i+1][c], v)
			}
		}
	})
}

func (o CSV) check(t *rapid.T, field string, v value) {
	switch v.kind {
	case Unknown:
		if field != "" {
			t.Fatalf("unknown, but %q", field)
		}
	case Text, Link:
		if strings.IndexAny(field, "=+-@") == 0 {
			t.Fatalf("%q may be calculated", field)
		}
		if field != v.text && field != "'"+v.text {
			t.Fatalf("%q, want %q", field, v.text)
		}
	case Date:
		if _, err := viet.ParseDate(field); err != nil {
			t.Fatal(err)
		}
	default:
		percent := strings.HasSuffix(field, "%")
		if o.Separator == ';' {
			field = strings.Replace(field, ",", ".", 1)
		}
		n, err := strconv.ParseFloat(strings.TrimSuffix(field, "%"), 64)
		want := v.number
		if percent {
			want *= 100
		}
		if err != nil || percent != (v.kind == Percent) || math.Abs(n-want) > 1e-9+math.Abs(want)*1e-12 {
			t.Fatalf("%q (%v), want %v", field, err, want)
		}
	}
}
