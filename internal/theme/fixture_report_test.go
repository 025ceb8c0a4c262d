package theme_test

import "bulletin/internal/theme"

// richReport is a report with everything that one can hold.
func richReport() *theme.Report {
	row := func(struck bool, cells ...theme.ReportCell) theme.ReportRow {
		return theme.ReportRow{Cells: cells, Struck: struck}
	}
	number := func(text, href string) theme.ReportCell {
		return theme.ReportCell{Text: text, Href: href, Number: true}
	}
	total := row(false, theme.ReportCell{Text: "Cộng"}, number("3", "#dem-1"))
	return &theme.Report{
		Year: "2020", Parent: "Đảng bộ mẫu", Issuer: "Chi bộ mẫu", Number: "01-BC/CB", Place: "Thái Nguyên",
		Date: "ngày 20 tháng 12 năm 2020", Title: "Báo cáo năm 2020", Intro: "<p>Lời mở đầu.</p>",
		Figures: []theme.Figure{{Value: "3", Label: "Sinh hoạt thường kỳ", Href: "#dem-1", Note: "nguồn nêu 12"}, {Value: "22", Label: "Đảng viên"}},
		Sections: []theme.ReportSection{
			{ID: "muc_building", Number: "IV", Title: "Công tác xây dựng chi bộ", Prose: "<p>Chi bộ giữ nền nếp sinh hoạt.</p>", Tables: []theme.ReportTable{{
				ID: "bang_kinds", Title: "Số buổi sinh hoạt theo loại", Note: "Ô trống là chưa có bản ghi.",
				Columns: []theme.ReportColumn{{Title: "Loại sinh hoạt"}, {Title: "Số buổi", Number: true}},
				Rows: []theme.ReportRow{
					row(false, theme.ReportCell{Text: "Thường kỳ", Href: "meetings/2020/a/index.html"}, number("2", "#dem-1")),
					row(true, theme.ReportCell{Text: "Đã thu hồi"}, number("", "")),
				},
				Total: &total,
			}}},
			{ID: "muc_tasks", Number: "III", Title: "Nhiệm vụ chính trị", Empty: true},
			{ID: "muc_appendix", Number: "XII", Title: "Phụ lục", Tables: []theme.ReportTable{{
				ID: "bang_lacking", Title: "Dữ liệu còn thiếu", Columns: []theme.ReportColumn{{Title: "Bản ghi"}}, Empty: "Không thấy mục nào còn thiếu.",
			}}},
		},
		Sources:   []theme.Source{{Text: "Báo mẫu", URL: "https://example.vn/bai"}, {Text: "Biên bản"}},
		Counts:    []theme.ReportCount{{ID: "dem-1", Label: "Thường kỳ", Sum: "3", Parts: []theme.ReportPart{{Title: "Tháng 1", Href: "meetings/2020/a/index.html", N: "1"}, {Title: "Tháng 2", Href: "meetings/2020/b/index.html"}}}},
		Signer:    "Đồng chí mẫu",
		Role:      "Bí thư",
		Receivers: []string{"Đảng ủy cấp trên", "Lưu chi bộ"},
	}
}
