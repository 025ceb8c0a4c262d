package content

import (
	"strconv"

	"bulletin/internal/viet"
)

// Issue is a number of the newsletter (số bản tin).
type Issue struct {
	Masthead Masthead    `key:"masthead" part:"true" vi:"Măng-sét" en:"Masthead" also:"đầu bản tin"`
	Period   Span        `key:"period" vi:"Kỳ" en:"Period" help_vi:"Tháng, quý, hoặc từ ngày đến ngày" help_en:"A month, a quarter, or from one date to another"`
	Print    bool        `key:"print" vi:"Có bản in" en:"Printed"`
	Sections []IssuePart `key:"sections" vi:"Chuyên mục" en:"Sections"`
}

// IssuePart is one section of an issue with its items.
type IssuePart struct {
	Title string `key:"title" vi:"Tên chuyên mục" en:"Title" also:"tiêu đề" required:"true"`
	Items []Ref  `key:"items" vi:"Bài" en:"Items" help_vi:"Đường dẫn tới tệp của từng bài, ví dụ ../meetings/thang-7.md" help_en:"The path of each item's file, for example ../meetings/july.md"`
}

// Masthead is what the law wants a bulletin to say of itself (Press law 2016, art. 34).
type Masthead struct {
	Name          string   `key:"name" vi:"Tên bản tin" en:"Name"`
	IssueNo       *int     `key:"issue_no" vi:"Số" en:"Issue number"`
	Volume        string   `key:"volume" vi:"Tập" en:"Volume"`
	Month         *int     `key:"month" vi:"Tháng" en:"Month"`
	Year          *int     `key:"year" vi:"Năm" en:"Year"`
	GoverningBody string   `key:"governing_body" vi:"Cơ quan chủ quản" en:"Governing body"`
	Publisher     string   `key:"publisher" vi:"Đơn vị xuất bản" en:"Publisher"`
	Responsible   string   `key:"responsible" vi:"Chịu trách nhiệm xuất bản" en:"Responsible for publication"`
	Board         []string `key:"editorial_board" vi:"Ban biên tập" en:"Editorial board"`
	Licence       Licence  `key:"licence" vi:"Giấy phép xuất bản" en:"Licence"`
	Printer       string   `key:"printer" vi:"Nơi in" en:"Printer"`
	Copies        *int     `key:"copies" vi:"Số lượng in" en:"Copies"`
	Periodicity   string   `key:"periodicity" vi:"Kỳ hạn" en:"Periodicity"`
	Circulation   string   `key:"circulation" vi:"Phạm vi lưu hành" en:"Circulation"`
}

// Licence is the permission to print.
type Licence struct {
	Number string `key:"no" vi:"Số" en:"Number"`
	Date   Date   `key:"date" vi:"Ngày" en:"Date"`
	Issuer string `key:"issuer" vi:"Nơi cấp" en:"Issuer"`
}

// impliedDate is the month or the year on the masthead, else the issue's period.
func (i *Issue) impliedDate() viet.Date {
	switch m := i.Masthead; {
	case m.Year != nil && m.Month != nil:
		return viet.Date{Year: *m.Year, Month: *m.Month, Precision: viet.ByMonth}
	case m.Year != nil:
		return viet.Date{Year: *m.Year, Precision: viet.ByYear}
	}
	return i.Period.From.Date
}

func (i *Issue) check(c *checker) {
	m := i.Masthead
	if m.Month != nil && (*m.Month < 1 || *m.Month > 12) {
		c.fail("masthead.month", "month-range", *m.Month)
	}
	if m.Year != nil && !plausibleYear(*m.Year) {
		c.fail("masthead.year", "year-range", *m.Year)
	}
	c.atLeast("masthead.issue_no", m.IssueNo, 1)
	c.atLeast("masthead.copies", m.Copies, 0)
	from, to := i.Period.From.Date, i.Period.To.Date
	if from != (viet.Date{}) && to != (viet.Date{}) && to.Compare(from) < 0 {
		c.fail("period.to", "span-reversed", from.String(), to.String())
	}
	if i.Print && m.Licence.Number == "" {
		c.warn("print", "print-without-licence")
	}
}

// references are the items of every section, in their order.
func (i *Issue) references() []Reference {
	var all []Reference
	for part, section := range i.Sections {
		for _, ref := range section.Items {
			all = append(all, Reference{Ref: ref, Part: part})
		}
	}
	return all
}

func (i *Issue) note() string { return i.Masthead.Label() }

// Label is the issue's number as it is cited: "7/2020"; "" when it has none.
func (m Masthead) Label() string {
	if m.IssueNo == nil {
		return ""
	}
	number := strconv.Itoa(*m.IssueNo)
	if m.Year != nil {
		number += "/" + strconv.Itoa(*m.Year)
	}
	return number
}
