package sheet

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bulletin/internal/viet"
)

func TestCSVAsExcelReadsIt(t *testing.T) {
	s := Sheet{
		Caption: "not written", Note: "nor this", Total: "nor this",
		Columns: []Column{{Title: "Ngày"}, {Title: "=Tên"}, {Title: "Số", Sum: true}},
		Rows: [][]Cell{
			{On(viet.OnDay(2020, 4, 3)), Str("a;b,\"c\"\r\nd"), Dec(1234567.5)},
			{On(viet.InQuarter(2020, 3)), Str(" =1+1"), Share(21, 22)},
			{On(viet.Date{}), Str("@x"), Int(-3)},
			{{}, To("https://a.vn", "+84"), Int(0)},
			{{}, Str("－1"), Dec(0.1)},
			{Str("x")},
		},
	}
	for _, c := range []struct {
		o    CSV
		want string
	}{
		{CSV{}, "\ufeff\"Ngày\";\"'=Tên\";\"Số\"\r\n03/04/2020;\"a;b,\"\"c\"\"\nd\";1234567,5\r\n\"quý III/2020\";\"'=1+1\";95,4545454545%\r\n;\"'@x\";-3\r\n;\"'+84\";0\r\n;\"'－1\";0,1\r\n\"x\";;\r\n"},
		{CSV{Separator: ','}, "\ufeff\"Ngày\",\"'=Tên\",\"Số\"\r\n2020-04-03,\"a;b,\"\"c\"\"\nd\",1234567.5\r\n\"Q3 2020\",\"'=1+1\",95.4545454545%\r\n,\"'@x\",-3\r\n,\"'+84\",0\r\n,\"'－1\",0.1\r\n\"x\",,\r\n"},
	} {
		var out bytes.Buffer
		if err := WriteCSV(&out, s, c.o); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, out.String()); diff != "" {
			t.Errorf("%q: %s", c.o.Separator, diff)
		}
		r := csv.NewReader(strings.NewReader(strings.TrimPrefix(out.String(), byteOrderMark)))
		r.Comma = c.o.Separator
		if r.Comma == 0 {
			r.Comma = ';'
		}
		records, err := r.ReadAll()
		if err != nil || len(records) != len(s.Rows)+1 || records[1][1] != "a;b,\"c\"\nd" {
			t.Errorf("read back: %v, %q", err, records)
		}
	}
	if err := WriteCSV(&bytes.Buffer{}, s, CSV{Separator: '|'}); err == nil {
		t.Error("a separator that nothing opens")
	}
}
