package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"bulletin/internal/viet"
)

var save = flag.String("save", "", "write the sample workbook to this file, to look at it")

func sample() Workbook {
	columns := []Column{
		{Title: "Ngày", Kind: Date}, {Title: "Nội dung", Kind: Link}, {Title: "Loại", Kind: Text}, {Title: "Có mặt", Kind: Integer, Sum: true},
		{Title: "Tỷ lệ", Kind: Percent}, {Title: "Điểm", Kind: Decimal, Sum: true}, {Title: "Ghi chú", Kind: Text},
	}
	return Workbook{
		Title: "Số liệu năm 2020", Author: "Chi bộ Cục THADS tỉnh", Created: time.Date(2021, 1, 15, 8, 0, 0, 0, viet.Zone()), Lang: "vi",
		Sheets: []Sheet{
			{
				Name: "Sinh hoạt: quý III/2020", Caption: "Sinh hoạt chi bộ năm 2020", Columns: columns, Total: "Cộng",
				Rows: [][]Cell{
					{On(viet.OnDay(2020, 7, 3)), To("../meetings/2020/thang-7/index.html", "Sinh hoạt thường kỳ tháng 7"), Str("Thường kỳ"), Int(21), Share(21, 22), Dec(92.5)},
					{On(viet.OnDay(2020, 7, 27)), To("https://example.vn/a b?x=1&y=ữ", "Kỷ niệm 73 năm Ngày Thương binh – Liệt sĩ tại Khu Di tích lịch sử Quốc gia 27/7"), Str("Chuyên đề"), Int(1234), Share(22, 22), {}, Str("Hai địa điểm:\nthị trấn Hùng Sơn và xã La Bằng")},
					{On(viet.InQuarter(2020, 3)), Str("=HYPERLINK(\"http://evil\")"), Str("Bất thường"), {}, {}, Dec(80.25), Str("-1+1|cmd")},
					{On(viet.InMonth(1936, 3)), To("javascript:alert(1)", "Không phải liên kết"), {}, Int(0), {}, Dec(0)},
				},
				Note: "Ô trống là chưa rõ số liệu, không phải bằng không.",
			},
			{Name: "sinh hoạt- quý iii-2020", Columns: columns[:2]},
			{Name: "[]'", Columns: nil},
		},
	}
}

func write(t interface {
	Helper()
	Fatal(...any)
}, b Workbook) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := WriteXLSX(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func open(t *testing.T, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func TestSampleIsReadBack(t *testing.T) {
	data := write(t, sample())
	if *save != "" {
		if err := os.WriteFile(*save, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	f := open(t, data)
	names := []string{"Sinh hoạt- quý III-2020", "sinh hoạt- quý iii-2020 (2)", "--"}
	if diff := cmp.Diff(names, f.GetSheetList()); diff != "" {
		t.Fatal(diff)
	}
	rows := must[[][]string](t)(f.GetRows(names[0]))
	want := [][]string{
		{"Sinh hoạt chi bộ năm 2020"},
		nil,
		{"Ngày", "Nội dung", "Loại", "Có mặt", "Tỷ lệ", "Điểm", "Ghi chú"},
		{"03/07/2020", "Sinh hoạt thường kỳ tháng 7", "Thường kỳ", "21", "95.5%", "92.5"},
		{"27/07/2020", "Kỷ niệm 73 năm Ngày Thương binh – Liệt sĩ tại Khu Di tích lịch sử Quốc gia 27/7", "Chuyên đề", "1,234", "100.0%", "", "Hai địa điểm:\nthị trấn Hùng Sơn và xã La Bằng"},
		{"quý III/2020", "=HYPERLINK(\"http://evil\")", "Bất thường", "", "", "80.25", "-1+1|cmd"},
		{"3/1936", "Không phải liên kết", "", "0", "", "0.0"},
		{"Cộng", "", "", "1,255", "", "172.75"},
		nil,
		{"Ô trống là chưa rõ số liệu, không phải bằng không."},
	}
	if diff := cmp.Diff(want, rows); diff != "" {
		t.Error(diff)
	}
	for cell, want := range map[string]string{"A4": "44015", "D5": "1234", "E4": "0.9545454545454546", "D6": "", "D7": "0", "D8": "1255", "F8": "172.75"} {
		if got := must[string](t)(f.GetCellValue(names[0], cell, excelize.Options{RawCellValue: true})); got != want {
			t.Errorf("%s holds %q, want %q", cell, got, want)
		}
	}
	for cell, want := range map[string]string{"D8": "SUM(D4:D7)", "F8": "SUM(F4:F7)", "B6": "", "G6": "", "A8": ""} {
		if got := must[string](t)(f.GetCellFormula(names[0], cell)); got != want {
			t.Errorf("%s calculates %q, want %q", cell, got, want)
		}
	}
	for cell, want := range map[string]excelize.CellType{"A4": excelize.CellTypeUnset, "B6": excelize.CellTypeSharedString, "A6": excelize.CellTypeSharedString, "E4": excelize.CellTypeUnset} {
		if got := must[excelize.CellType](t)(f.GetCellType(names[0], cell)); got != want {
			t.Errorf("%s is of type %v, want %v", cell, got, want)
		}
	}
}

func TestLinksAndLayoutAreReadBack(t *testing.T) {
	f := open(t, write(t, sample()))
	name := f.GetSheetList()[0]
	for cell, want := range map[string]string{"B4": "../meetings/2020/thang-7/index.html", "B5": "https://example.vn/a%20b?x=1&y=%E1%BB%AF", "B6": "", "B7": ""} {
		if _, got, err := f.GetCellHyperLink(name, cell); err != nil || got != want {
			t.Errorf("%s leads to %q (%v), want %q", cell, got, err, want)
		}
	}
	if p := must[excelize.Panes](t)(f.GetPanes(name)); !p.Freeze || p.YSplit != 3 || p.TopLeftCell != "A4" {
		t.Errorf("panes: %+v", p)
	}
	if l := must[excelize.PageLayoutOptions](t)(f.GetPageLayout(name)); *l.Size != 9 || *l.Orientation != "landscape" || *l.FitToWidth != 1 || *l.FitToHeight != 0 {
		t.Errorf("page: %+v", l)
	}
	if p := must[excelize.SheetPropsOptions](t)(f.GetSheetProps(name)); p.FitToPage == nil || !*p.FitToPage {
		t.Error("not fitted to the page")
	}
	var titles, filter string
	for _, d := range f.GetDefinedName() {
		if d.Scope == name && d.Name == "_xlnm.Print_Titles" {
			titles = d.RefersTo
		}
		if d.Scope == name && d.Name == "_xlnm._FilterDatabase" {
			filter = d.RefersTo
		}
	}
	if titles != "'"+name+"'!$3:$3" || filter != "'"+name+"'!$A$3:$G$7" {
		t.Errorf("repeated: %s; filtered: %s", titles, filter)
	}
	style := must[*excelize.Style](t)(f.GetStyle(must[int](t)(f.GetCellStyle(name, "A3"))))
	if !style.Font.Bold || style.Font.Family != "Times New Roman" {
		t.Errorf("head: %+v", style.Font)
	}
	p := must[*excelize.DocProperties](t)(f.GetDocProps())
	if p.Title != "Số liệu năm 2020" || p.Creator != "Chi bộ Cục THADS tỉnh" || p.Created != "2021-01-15T01:00:00Z" || p.Language != "vi" {
		t.Errorf("properties: %+v", p)
	}
}

// TestPartsAreWellFormed also holds every file within to one time.
func TestPartsAreWellFormed(t *testing.T) {
	data := write(t, sample())
	if !bytes.Equal(data, write(t, sample())) {
		t.Error("the same workbook gave other bytes")
	}
	z := must[*zip.Reader](t)(zip.NewReader(bytes.NewReader(data), int64(len(data))))
	if z.File[0].Name != "[Content_Types].xml" {
		t.Error("the types of the parts do not come first")
	}
	for _, file := range z.File {
		if !file.Modified.Equal(time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)) {
			t.Errorf("%s is of %v", file.Name, file.Modified)
		}
		r := must[io.ReadCloser](t)(file.Open())
		dec := xml.NewDecoder(r)
		for {
			if _, err := dec.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", file.Name, err)
			}
		}
	}
}

func TestNamesOfSheetsAreLegal(t *testing.T) {
	long := strings.Repeat("ữ", 40)
	names := sheetNames([]Sheet{
		{Name: "Họp"}, {Name: "HỌP"}, {Name: ""}, {Name: "  "}, {Name: `a:b\c/d?e*f[g]`}, {Name: "'x'"}, {Name: long}, {Name: long}, {Name: "History"}, {Name: "\U0001F600" + strings.Repeat("a", 40)},
	}, "vi")
	want := []string{
		"Họp", "HỌP (2)", "Bảng 3", "Bảng 4", "a-b-c-d-e-f-g-", "x", strings.Repeat("ữ", 31), strings.Repeat("ữ", 27) + " (2)", "History (2)", "\U0001F600" + strings.Repeat("a", 29),
	}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
	if got := sheetNames([]Sheet{{}}, "en"); got[0] != "Sheet 1" {
		t.Error(got)
	}
}

func TestDaysAreNumbered(t *testing.T) {
	for _, c := range []struct {
		d    viet.Date
		want value
	}{
		{viet.OnDay(1900, 3, 1), value{kind: Date, number: 61}},
		{viet.OnDay(2020, 2, 29), value{kind: Date, number: 43890}},
		{viet.OnDay(9999, 12, 31), value{kind: Date, number: 2958465}},
		{viet.OnDay(1900, 2, 28), value{kind: Text, text: "28/02/1900"}},
		{viet.OnDay(1890, 5, 19), value{kind: Text, text: "19/5/1890"}},
		{viet.InYear(2020), value{kind: Text, text: "2020"}},
		{viet.Date{}, value{}},
		{viet.OnDay(2020, 2, 30), value{}},
	} {
		if got := On(c.d).value("vi"); got != c.want {
			t.Errorf("%v is %+v, want %+v", c.d, got, c.want)
		}
	}
	if got := On(viet.InMonth(2020, 7)).value("en"); got.text != "Jul 2020" {
		t.Error(got)
	}
}

func TestAddressesThatMayBeLinks(t *testing.T) {
	for href, want := range map[string]string{
		"https://a.vn/": "https://a.vn/", "mailto:a@b.vn": "mailto:a@b.vn", "../a/b.html#c": "../a/b.html#c", "a%zz": "a%25zz", "a%20b": "a%20b", `..\a\b.html`: "../a/b.html", `a"b<c>`: "a%22b%3Cc%3E",
		"": "", "javascript:x": "", "file:///c:/a": "", "//host/x": "", `\\host\x`: "", "http:": "", "a:b": "", "https://[": "", "x/" + strings.Repeat("a", 3000): "",
	} {
		if got, ok := target(href); ok != (want != "") || ok && got != want {
			t.Errorf("target(%q) = %q, %v, want %q", href, got, ok, want)
		}
	}
}

func TestColumnsAreNamed(t *testing.T) {
	for i := range maxColumns {
		if want, err := excelize.ColumnNumberToName(i + 1); err != nil || letters(i) != want {
			t.Fatalf("column %d is %s, want %s (%v)", i, letters(i), want, err)
		}
	}
}

func TestNothingKnownHasNoSum(t *testing.T) {
	b := Workbook{Sheets: []Sheet{{Columns: []Column{{Title: "a"}, {Title: "n", Kind: Integer, Sum: true}}, Total: "Cộng", Rows: [][]Cell{{Str("x")}, {Str("y"), {}, Int(7)}}}}}
	f := open(t, write(t, b))
	if got := must[string](t)(f.GetCellFormula("Bảng 1", "B4")); got != "" {
		t.Errorf("B4 calculates %s", got)
	}
	if got := must[string](t)(f.GetCellValue("Bảng 1", "A4")); got != "Cộng" {
		t.Errorf("A4 is %q", got)
	}
	if got := must[string](t)(f.GetCellValue("Bảng 1", "C3")); got != "" {
		t.Errorf("a cell beyond the columns: %q", got)
	}
}

func TestTooMuchIsAnError(t *testing.T) {
	for _, s := range []Sheet{{Columns: make([]Column, maxColumns+1)}, {Rows: make([][]Cell, maxRows)}} {
		if err := WriteXLSX(io.Discard, Workbook{Sheets: []Sheet{s}}); err == nil {
			t.Error("no error")
		}
	}
	if err := WriteXLSX(full{}, sample()); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
	if err := WriteCSV(full{}, sample().Sheets[0], CSV{}); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
}

var errFull = errors.New("the disk is full")

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errFull }

func BenchmarkWriteXLSX(b *testing.B) {
	s := sample().Sheets[0]
	row := s.Rows[0]
	for i := range 10000 {
		s.Rows = append(s.Rows, append([]Cell{row[0], row[1], Str("Thường kỳ " + strconv.Itoa(i))}, row[3:]...))
	}
	for b.Loop() {
		if err := WriteXLSX(io.Discard, Workbook{Sheets: []Sheet{s}}); err != nil {
			b.Fatal(err)
		}
	}
}
