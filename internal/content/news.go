package content

// News is a news item (tin tức): the common fields say it all.
type News struct{}

func (*News) check(*checker) {}

// Page is a page of the site (trang) that belongs to no kind's list.
type Page struct {
	Reported *Reported `key:"reported" vi:"Số liệu theo nguồn" en:"Figures of the source" help_vi:"Chỉ dùng cho trang của năm: số liệu cả năm mà nguồn nêu, dù chưa ghi lại đủ từng mục" help_en:"For the page of a year only: what a source states of the whole year, though not every item is recorded"`
}

func (p *Page) check(c *checker) {
	if p.Reported == nil {
		return
	}
	if IntroducedYear(c.doc.Path) == 0 && c.doc.Has("reported") {
		c.warn("reported", "reported-elsewhere")
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
