package content

import (
	"strconv"

	"bulletin/internal/config"
	"bulletin/internal/pattern"
	"bulletin/internal/schema"
	"bulletin/internal/viet"
)

// Issue is a number of the newsletter (số bản tin). Its body is the editorial.
type Issue struct {
	Masthead Masthead    `key:"masthead" part:"true" vi:"Măng-sét" en:"Masthead" also:"đầu bản tin"`
	Period   Span        `key:"period" vi:"Kỳ" en:"Period" help_vi:"Tháng, quý, hoặc từ ngày đến ngày" help_en:"A month, a quarter, or from one date to another"`
	Print    bool        `key:"print" vi:"Có bản in" en:"Printed"`
	Lead     Ref         `key:"lead" vi:"Bài chính" en:"Lead story" help_vi:"Đường dẫn tới tệp của bài đặt ở đầu số, thường là một bài của các chuyên mục" help_en:"The path of the file of the story on top, mostly one of the sections'"`
	Quote    Quote       `key:"quote" part:"true" vi:"Trích dẫn" en:"Pull quote" help_vi:"Câu được đặt nổi bật ở trang đầu" help_en:"The sentence that stands out on the front page"`
	Sections []IssuePart `key:"sections" vi:"Chuyên mục" en:"Sections"`
}

// Quote is a sentence of an issue that stands out.
type Quote struct {
	Text string `key:"text" vi:"Lời" en:"Words"`
	By   string `key:"by" vi:"Của ai" en:"Whose"`
	Item Ref    `key:"item" vi:"Trong bài" en:"From" help_vi:"Đường dẫn tới tệp của bài có câu ấy" help_en:"The path of the file of the story that has it"`
}

// IssuePart is one section of an issue with its items.
type IssuePart struct {
	Title string `key:"title" vi:"Tên chuyên mục" en:"Title" also:"tiêu đề" required:"true"`
	Text  Prose  `key:"text" vi:"Lời" en:"Text" help_vi:"Đoạn văn đứng trước các bài, ví dụ danh sách văn bản mới hoặc lịch tháng sau" help_en:"What stands before the items, for example new documents or next month's calendar"`
	Items []Ref  `key:"items" vi:"Bài" en:"Items" help_vi:"Đường dẫn tới tệp của từng bài, ví dụ ../meetings/thang-7.md" help_en:"The path of each item's file, for example ../meetings/july.md"`
}

// Masthead is what an issue says of itself on its first and last page.
type Masthead struct {
	IssueNo *int   `key:"issue_no" vi:"Số" en:"Issue number"`
	Volume  string `key:"volume" vi:"Tập" en:"Volume"`
	Month   *int   `key:"month" vi:"Tháng" en:"Month"`
	Year    *int   `key:"year" vi:"Năm" en:"Year"`
	config.Imprint
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
	if i.Quote.Text == "" && (i.Quote.By != "" || i.Quote.Item.Text != "") {
		c.warn("quote", "quote-without-words")
	}
	if said := titleNumber().FindStringSubmatch(c.doc.Title); said != nil && m.IssueNo != nil && said[1] != strconv.Itoa(*m.IssueNo) {
		c.warn("title", "issue-title-number", said[1], *m.IssueNo)
	}
	if m.Month != nil && m.Year != nil && from.Precision >= viet.ByMonth && !i.covers(viet.InMonth(*m.Year, *m.Month)) {
		c.warn("masthead.month", "issue-month", *m.Month, *m.Year)
	}
	if i.Print && m.Licence.Number == "" {
		c.warn("print", "print-without-licence")
	}
}

// titleNumber is the number that a title begins with, as new issues are called.
var titleNumber = pattern.Of(`(?i)^(?:số|number|no\.)\s+0*(\d+)`)

// covers tells whether a month has a day of the issue's period.
func (i *Issue) covers(month viet.Date) bool {
	from, to := i.Period.From.Date, i.Period.To.Date
	if to == (viet.Date{}) {
		to = from
	}
	return month.Last().Compare(from.First()) >= 0 && month.First().Compare(to.Last()) <= 0
}

// The places of an issue that name an item, beside its sections, which are counted
// from 0.
const (
	LeadPart  = -1
	QuotePart = -2
)

// references are the items of every section, in their order, the lead story and the
// one that is quoted.
func (i *Issue) references() []Reference {
	var all []Reference
	for part, section := range i.Sections {
		for _, ref := range section.Items {
			all = append(all, Reference{Ref: ref, Part: part})
		}
	}
	for _, r := range []Reference{{Ref: i.Lead, Part: LeadPart}, {Ref: i.Quote.Item, Part: QuotePart}} {
		if r.Text != "" {
			all = append(all, r)
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

// Numbered is the number of an issue, as the others are held against it.
type Numbered struct {
	Number int
	Year   int // that it is counted in; 0 when unknown
	At     schema.Place
}

// numbered is the issue's number; nil when it has none.
func (d *Document) numbered() *Numbered {
	issue, ok := d.Detail.(*Issue)
	if !ok || issue.Masthead.IssueNo == nil {
		return nil
	}
	n := Numbered{Number: *issue.Masthead.IssueNo, Year: d.Year(), At: d.places["masthead.issue_no"]}
	if y := issue.Masthead.Year; y != nil {
		n.Year = *y
	}
	return &n
}
