package content

// News is a news item (tin tức): the common fields say it all.
type News struct{}

func (*News) check(*checker) {}

// Page is a page of the site (trang) that belongs to no kind's list.
type Page struct{}

func (*Page) check(*checker) {}
