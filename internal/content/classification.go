package content

import (
	"bulletin/internal/schema"
	"bulletin/internal/viet"
)

// Classification is a year's grade (xếp loại); members appear only as counts.
type Classification struct {
	Year       int          `key:"year" vi:"Năm" en:"Year" required:"true" example:"2020"`
	Subject    Subject      `key:"subject" vi:"Đối tượng" en:"Subject" required:"true"`
	Score      *int         `key:"score" vi:"Điểm" en:"Score"`
	Grade      AnnualGrade  `key:"grade" part:"true" vi:"Xếp loại" en:"Grade" also:"mức xếp loại"`
	DecidedBy  string       `key:"decided_by" vi:"Cấp quyết định" en:"Decided by"`
	DecisionNo string       `key:"decision_no" vi:"Số quyết định" en:"Decision number"`
	Counts     *GradeCounts `key:"counts" part:"true" vi:"Số lượng" en:"Counts"`
}

// Subject is who is graded.
type Subject string

// Options are the subjects.
func (*Subject) Options() []schema.Option {
	return []schema.Option{
		{Value: "cell", VI: "Chi bộ", EN: "Cell"},
		{Value: "member", VI: "Đảng viên", EN: "Members"},
		{Value: "agency", VI: "Cơ quan", EN: "Agency"},
	}
}

// AnnualGrade is the grade of a year.
type AnnualGrade string

// Options are the grades of a year, best first.
func (*AnnualGrade) Options() []schema.Option {
	return []schema.Option{
		{Value: "excellent", VI: "Hoàn thành xuất sắc nhiệm vụ", EN: "Excellent"},
		{Value: "good", VI: "Hoàn thành tốt nhiệm vụ", EN: "Good"},
		{Value: "completed", VI: "Hoàn thành nhiệm vụ", EN: "Completed"},
		{Value: "not_completed", VI: "Không hoàn thành nhiệm vụ", EN: "Not completed"},
	}
}

// GradeCounts is how many reached each grade; nil means not recorded.
type GradeCounts struct {
	Excellent    *int `key:"excellent" vi:"Hoàn thành xuất sắc nhiệm vụ" en:"Excellent"`
	Good         *int `key:"good" vi:"Hoàn thành tốt nhiệm vụ" en:"Good"`
	Completed    *int `key:"completed" vi:"Hoàn thành nhiệm vụ" en:"Completed"`
	NotCompleted *int `key:"not_completed" vi:"Không hoàn thành nhiệm vụ" en:"Not completed"`
}

// ByGrade pairs the counts with the grades, best first.
func (g *GradeCounts) ByGrade() []*int {
	return []*int{g.Excellent, g.Good, g.Completed, g.NotCompleted}
}

// impliedDate is the year that is graded.
func (k *Classification) impliedDate() viet.Date {
	return viet.Date{Year: k.Year, Precision: viet.ByYear}
}

// plausibleYear tells whether a year can be one of a cell of the Party, which
// was founded in 1930.
func plausibleYear(year int) bool { return year >= 1930 && year <= 2200 }

func (k *Classification) check(c *checker) {
	if !plausibleYear(k.Year) {
		c.fail("year", "year-range", k.Year)
	}
	if k.Score != nil && (*k.Score < 0 || *k.Score > 100) {
		c.fail("score", "score-range", *k.Score)
	}
	if k.Grade == "" && k.Counts == nil {
		c.warn("year", "grade-missing")
	}
	if k.Subject == "member" && k.Grade != "" {
		c.fail("grade", "grade-of-members")
	}
	if k.Counts != nil {
		for i, n := range k.Counts.ByGrade() {
			c.atLeast("counts."+new(AnnualGrade).Options()[i].Value, n, 0)
		}
	}
}

func (k *Classification) note() string { return string(k.Grade) }
