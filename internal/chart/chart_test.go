package chart

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

func frame(id, title string) Frame {
	return Frame{ID: id, Title: title, NoData: "Chưa có số liệu cho năm 2020.", Unknown: "chưa rõ"}
}

func percent(f Frame) Frame {
	f.Percent = true
	return f
}

func figure(n float64, href string) Value { return Value{Number: n, Known: true, Href: href} }

// samples are the charts of a yearly report; their names are those of the
// golden files.
func samples() map[string]string {
	months := Months("vi")
	attendance := []Value{Share(21, 22), Share(22, 22), {}, Share(20, 22), Share(19, 22), Share(21, 22), {}, {}, Share(22, 22), Share(9999, 10000), Share(18, 22), Share(20, 22)}
	line := Grid{Frame: percent(frame("attendance", "Tỷ lệ dự sinh hoạt năm 2020")), Series: []string{"Năm 2020"}}
	two := Grid{Frame: percent(frame("two-years", "Tỷ lệ dự sinh hoạt hai năm")), Series: []string{"Năm 2020", "Năm 2019"}}
	grades := Grid{Frame: frame("grades", "Chất lượng sinh hoạt theo tháng"), Series: []string{"Tốt", "Khá", "Trung bình", "Kém"}}
	for i, m := range months {
		v := attendance[i]
		if v.Known && i%2 == 1 {
			v.Href = "../meetings/2020/thang-" + m + "/index.html"
		}
		line.Rows = append(line.Rows, Row{m, []Value{v}})
		two.Rows = append(two.Rows, Row{m, []Value{attendance[i], Share(17+i%5, 21)}})
		quality := []Value{Of(float64(i % 4)), Of(float64(i * i % 3)), Of(float64(i % 2)), Of(float64(i / 10))}
		if i == 6 {
			quality = nil
		}
		if i == 9 {
			quality = []Value{Of(0), Of(0), Of(0), Of(0)}
		}
		grades.Rows = append(grades.Rows, Row{"Tháng " + m[1:], quality})
	}
	kinds := Bars{Frame: frame("kinds", "Số cuộc họp theo loại"), Bars: []Bar{
		{Label: "Sinh hoạt thường kỳ", Value: figure(12, "../meetings/index.html")}, {Label: "Sinh hoạt chuyên đề", Value: figure(4, "#chuyen-de")},
		{Label: "Họp chi ủy", Value: Of(11)}, {Label: "Kiểm điểm, đánh giá, xếp loại chất lượng tổ chức đảng và đảng viên cuối năm", Value: Of(1)},
		{Label: "Bất thường", Value: Of(0)}, {Label: "Hội nghị"},
	}}
	years := Bars{Frame: frame("years", "Số khen thưởng qua các năm")}
	stories := Grid{Frame: frame("compare", "So sánh với các năm trước"), Series: []string{"Cuộc họp", "Câu chuyện về Bác", "Khen thưởng"}}
	class := Grid{Frame: frame("class", "Xếp loại đảng viên qua các năm"), Series: []string{"Hoàn thành xuất sắc nhiệm vụ", "Hoàn thành tốt nhiệm vụ", "Hoàn thành nhiệm vụ", "Không hoàn thành nhiệm vụ"}}
	for i, y := range []string{"2016", "2017", "2018", "2019", "2020"} {
		years.Bars = append(years.Bars, Bar{y, figure(float64(3+i*i%5), ""), y == "2020"})
		stories.Rows = append(stories.Rows, Row{y, []Value{Of(float64(14 + i)), Of(float64(2 * i)), Of(float64(i % 3))}})
		class.Rows = append(class.Rows, Row{y, []Value{Of(float64(3 + i%2)), Of(float64(140 + i)), Of(float64(i % 3)), Of(0)}})
	}
	years.Bars[1].Value = Value{}
	stories.Rows[0].Values[1] = Value{}
	class.Rows[4].Values[0].Href = "../classifications/2020/index.html"
	class.Rows[4].Values[1].Href = "../classifications/2020/index.html"
	return map[string]string{
		"rows": Rows(kinds), "columns": Columns(years), "line": Line(line), "line-two": Line(two), "stack": Stack(grades), "stack-below": Stack(class),
		"groups": Groups(stories), "no-data": Line(Grid{Frame: frame("none", "Tỷ lệ dự sinh hoạt"), Series: []string{"2020"}, Rows: []Row{{Label: "T1"}}}),
	}
}

func TestGolden(t *testing.T) {
	for name, got := range samples() {
		file := filepath.Join("testdata", name+".svg")
		if *update {
			if err := os.WriteFile(file, []byte(got+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.TrimSuffix(strings.ReplaceAll(string(want), "\r\n", "\n"), "\n") != got {
			t.Errorf("%s differs; run with -update and look at it", file)
		}
	}
}
