package build

import (
	"fmt"
	"html/template"
	"strings"
	"testing"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

func TestAgenda(t *testing.T) {
	list := func(lines ...string) string {
		return "<ul>\n<li>" + strings.Join(lines, "</li>\n<li>") + "</li>\n</ul>\n"
	}
	w := &wording{lang: diag.VI}
	for _, tt := range []struct{ text, want string }{
		{list("05/8/2020: họp chi bộ", "05/8/2020: nộp <em>báo cáo</em>: bản cuối", "8/2020: việc của tháng"),
			"Thứ tư 5.8.2020 [họp chi bộ nộp <em>báo cáo</em>: bản cuối];  .8.2020 [việc của tháng]"},
		{list("Thứ tư, 05/8: họp", "02/01: lễ"), "Thứ tư 5.8.2020 [họp]; Thứ bảy 2.1.2021 [lễ]"},
		{list("05/8/2020 họp"), ""},           // no colon
		{list("05/8/2020: "), ""},             // nothing is on
		{list("Thứ hai, 05/8/2020: họp"), ""}, // it is a Wednesday
		{list("31/9: họp"), ""},
		{list("05/8/2020: họp\n<ul>\n<li>06/8/2020: a</li>\n</ul>"), ""},
		{list("05/8/2020: họp") + "<p>Ghi chú</p>\n", ""},
		{"<p>05/8/2020: họp</p>\n", ""},
		{"", ""},
	} {
		var got []string
		for _, day := range w.agenda(template.HTML(tt.text), viet.InMonth(2020, 7)) {
			got = append(got, fmt.Sprintf("%s %s.%s.%s %s", day.Weekday, day.Date.Day, day.Date.Month, day.Date.Year, day.Entries))
		}
		if got := strings.Join(got, "; "); got != tt.want {
			t.Errorf("%s: %s, want %s", tt.text, got, tt.want)
		}
	}
}
