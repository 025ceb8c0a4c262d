package report

import (
	"strings"

	"bulletin/internal/viet"
)

// aliases are how headings of a year's own text name the sections, without marks; a
// heading that begins with one means the section.
var aliases = map[string][]string{
	"members":    {"dac-diem", "tinh-hinh", "the-cell"},
	"politics":   {"cong-tac-chinh-tri", "chinh-tri-tu-tuong", "cong-tac-tu-tuong", "political-education"},
	"tasks":      {"nhiem-vu-chinh-tri", "lanh-dao-thuc-hien-nhiem-vu", "thuc-hien-nhiem-vu-chinh-tri", "political-tasks"},
	"building":   {"xay-dung-chi-bo", "cong-tac-xay-dung", "work-of-the-cell"},
	"stories":    {"hoc-tap-va-lam-theo", "cau-chuyen-ve-bac", "learning-from-uncle-ho"},
	"thematic":   {"sinh-hoat-chuyen-de", "thematic-meetings"},
	"unions":     {"doan-the", "lanh-dao-cac-doan-the", "cac-doan-the", "unions"},
	"inspection": {"kiem-tra", "cong-tac-kiem-tra", "giam-sat", "inspection"},
	"awards":     {"khen-thuong", "xep-loai", "thi-dua", "awards"},
	"limits":     {"han-che", "kien-nghi", "ton-tai", "shortcomings"},
	"direction":  {"phuong-huong", "nhiem-vu-nam", "the-year-to-come"},
	"appendix":   {"phu-luc", "appendix"},
}

// SectionOf is the section that a heading of a year's own text means: "III. Công tác
// xây dựng chi bộ", "9. Khen thưởng". False for any other heading.
func SectionOf(heading string) (key string, ok bool) {
	slug := viet.Slug(heading)
	first, rest, numbered := strings.Cut(slug, "-")
	if numbered && strings.Trim(first, "0123456789ivx") == "" {
		slug = rest
	}
	for key, names := range aliases {
		for _, name := range names {
			if slug == name || strings.HasPrefix(slug, name+"-") {
				return key, true
			}
		}
	}
	return "", false
}
