package content

// News is a news item (tin tức): the common fields say it all.
type News struct{}

func (*News) check(*checker) {}

// Page is a page of the site (trang) that belongs to no kind's list.
type Page struct {
	Reported *Reported    `key:"reported" vi:"Số liệu theo nguồn" en:"Figures of the source" help_vi:"Chỉ dùng cho trang của năm: số liệu cả năm mà nguồn nêu, dù chưa ghi lại đủ từng mục" help_en:"For the page of a year only: what a source states of the whole year, though not every item is recorded"`
	Paper    *ReportPaper `key:"paper" vi:"Thể thức báo cáo" en:"Form of the report" help_vi:"Chỉ dùng cho trang của năm: số, nơi, ngày ký của báo cáo năm" help_en:"For the page of a year only: number, place and date of its report"`
}

// ReportPaper is what stands around the text of a report as a paper of the Party: what
// is not given is left open.
type ReportPaper struct {
	Number     string   `key:"number" vi:"Số" en:"Number" help_vi:"Ví dụ 01-BC/CB" help_en:"For example 01-BC/CB"`
	Place      string   `key:"place" vi:"Địa danh" en:"Place"`
	Date       Date     `key:"date" vi:"Ngày ký" en:"Date"`
	Recipients []string `key:"recipients" vi:"Nơi nhận" en:"Recipients"`
	SignerRole string   `key:"signer_role" vi:"Chức vụ người ký" en:"Signer's position"`
	Signer     string   `key:"signer" vi:"Người ký" en:"Signer"`
}

func (p *Page) check(c *checker) {
	for _, key := range []string{"reported", "paper"} {
		if IntroducedYear(c.doc.Path) == 0 && c.doc.Has(key) {
			c.warn(key, "reported-elsewhere", key)
		}
	}
	if p.Reported == nil {
		return
	}
	for key, n := range map[string]*int{
		"members": p.Reported.Members, "meetings": p.Reported.Meetings, "thematic": p.Reported.Thematic,
		"stories": p.Reported.Stories, "study_percent": p.Reported.StudyPercent, "documents": p.Reported.Documents,
	} {
		c.atLeast("reported."+key, n, 0)
	}
	if n := p.Reported.StudyPercent; n != nil && *n > 100 {
		c.fail("reported.study_percent", "score-range", *n)
	}
}
