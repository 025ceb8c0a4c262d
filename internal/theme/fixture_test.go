package theme_test

import (
	"fmt"
	"html/template"

	"bulletin/internal/theme"
)

// page is one View with the layout it is for. The texts state what the
// newspaper article says of the cell's year 2020, or are placeholders.
type page struct {
	name, layout string
	view         theme.View
}

func menu() []theme.MenuItem {
	return []theme.MenuItem{
		{Label: "Sinh hoạt chi bộ", Href: "meetings/index.html", Section: "meetings"},
		{Label: "Câu chuyện về Bác", Href: "stories/index.html", Section: "stories"},
		{Label: "Khen thưởng", Href: "awards/index.html", Section: "awards"},
		{Label: "Xếp loại", Href: "classifications/index.html", Section: "classifications"},
		{Label: "Tin tức", Href: "news/index.html", Section: "news"},
		{Label: "Số bản tin", Href: "issues/index.html", Section: "issues"},
		{Label: "Giới thiệu", Href: "about/index.html"},
	}
}

func richSite() *theme.Site {
	return &theme.Site{
		Title: "Bản tin Chi bộ", Lang: "vi", Home: "index.html",
		Description: "Sinh hoạt, câu chuyện về Bác, khen thưởng và tin tức của Chi bộ Cục Thi hành án dân sự tỉnh.",
		Cell: theme.Cell{
			Name: "Chi bộ Cục Thi hành án dân sự tỉnh", Parent: "Đảng bộ Khối các cơ quan tỉnh",
			Agency: "Cục Thi hành án dân sự tỉnh",
		},
		Menu: menu(),
		FooterMenu: []theme.MenuItem{
			{Label: "Chủ đề", Href: "tags/index.html", Section: "tags"},
			{Label: "Trang ngoài", URL: "https://example.vn/"},
		},
		Footer: "Lưu hành nội bộ", Generator: "bulletin 1.0.0", Calendar: "meetings/calendar.ics", Search: "search/index.html",
		Feeds: []theme.Feed{{Title: "Tin mới (Atom)", Type: "application/atom+xml", Href: "feed.atom"}},
	}
}

func emptySite() *theme.Site {
	return &theme.Site{Title: "Bulletin", Lang: "en", Home: "index.html", Generator: "bulletin 1.0.0"}
}

func day(d, m, y int) theme.Date {
	text := fmt.Sprintf("ngày %02d tháng %d năm %d", d, m, y)
	return theme.Date{
		Text: text, Short: fmt.Sprintf("%02d/%02d/%d", d, m, y), Machine: fmt.Sprintf("%d-%02d-%02d", y, m, d),
		Day: fmt.Sprint(d), Month: fmt.Sprint(m), Year: fmt.Sprint(y),
	}
}

func inYear(y int) theme.Date {
	s := fmt.Sprint(y)
	return theme.Date{Text: "năm " + s, Short: s, Machine: s, Year: s}
}

func unknownDate() theme.Date { return theme.Date{Text: "Không rõ ngày", Unknown: true} }

func picture(alt string) *theme.Image {
	return &theme.Image{
		Href: "pictures/ảnh 1.svg", Thumb: "pictures/ảnh 1.320.jpg", Alt: alt, Width: 1200, Height: 800,
		Sizes:     []theme.ImageSize{{"pictures/ảnh 1.320.jpg", 320}, {"pictures/ảnh 1.svg", 1200}},
		WebP:      []theme.ImageSize{{"pictures/ảnh 1.320.webp", 320}, {"pictures/ảnh 1.1200.webp", 1200}},
		ThumbWebP: []theme.ImageSize{{"pictures/ảnh 1.320.webp", 320}},
		Caption:   "Chú thích của ảnh, có <em>chữ nghiêng</em>.", Credit: "Ban biên tập",
	}
}

func storyCard() *theme.Card {
	return theme.NewCard(theme.CardFields{
		Title: "Cai thuốc lá", Href: "stories/2020/cai-thuoc-la/index.html", Kind: "story",
		Label: "Câu chuyện về Bác", Date: inYear(2020), Note: "Không hút thuốc tại cơ quan và nơi công cộng",
		Summary: "Câu chuyện được kể trong sinh hoạt chi bộ, gắn với việc thực hiện không hút thuốc tại cơ quan và nơi công cộng.",
		Tags:    []theme.Link{{Label: "Nêu gương", Href: "tags/neu-guong/index.html"}},
	})
}

func letterCard() *theme.Card {
	return theme.NewCard(theme.CardFields{
		Title: "Bức thư Bác viết gửi một gia đình công giáo yêu nước – gia đình bác sĩ Vũ Đình Tụng",
		Href:  "stories/2020/buc-thu/index.html", Kind: "story", Label: "Câu chuyện về Bác", Date: unknownDate(),
		Summary: "Tuyên truyền về trách nhiệm tri ân với các thế hệ cách mạng đi trước.",
	})
}

func meetingCard() *theme.Card {
	return theme.NewCard(theme.CardFields{
		Title: "Sinh hoạt chuyên đề nhân dịp kỷ niệm lần thứ 73 Ngày Thương binh, liệt sĩ",
		Href:  "meetings/2020/chuyen-de-27-7/index.html", Kind: "meeting", Label: "Sinh hoạt chi bộ",
		Date: theme.Date{Text: "tháng 7 năm 2020", Short: "7/2020", Machine: "2020-07", Month: "7", Year: "2020"}, Note: "Chuyên đề",
		Summary: "Tại Khu Di tích lịch sử Quốc gia 27/7 và nơi thành lập Chi bộ Đảng đầu tiên của tỉnh.",
		Image:   picture(""),
	})
}

func awardCard(revoked bool) *theme.Card {
	return theme.NewCard(theme.CardFields{
		Title: "Cờ Thi đua Ngành Tư pháp", Href: "awards/2020/co-thi-dua-nganh/index.html", Kind: "award",
		Label: "Khen thưởng", Date: inYear(2020), Note: "Cục Thi hành án dân sự tỉnh · Bộ trưởng Bộ Tư pháp", Revoked: revoked,
	})
}

func newsCard(n int) *theme.Card {
	return theme.NewCard(theme.CardFields{
		Title: fmt.Sprintf("Tiêu đề mẫu số %d: Ễnh ương, Ậ, Ỗ, Ứ, ngưỡng cửa, nghiêng nghiễng, Quyết định", n),
		Href:  fmt.Sprintf("news/2020/mau-%d/index.html", n), Kind: "news", Label: "Tin tức", Date: day(n%28+1, n%12+1, 2020),
		Summary: "Đoạn tóm tắt mẫu, dài chừng hai dòng để thấy khoảng cách giữa các dòng có đủ chỗ cho dấu chồng của chữ Việt hay không.",
	})
}

func draft(c *theme.Card) *theme.Card {
	return changed(c, func(f *theme.CardFields) { f.Draft = "Bản nháp" })
}

// changed is a card with other content.
func changed(c *theme.Card, change func(*theme.CardFields)) *theme.Card {
	fields := c.CardFields
	change(&fields)
	return theme.NewCard(fields)
}

func onward() ([]theme.RefGroup, []theme.Ref) {
	return []theme.RefGroup{{Label: "Được kể tại", Cards: []*theme.Card{meetingCard()}}},
		[]theme.Ref{*ref(letterCard()), *ref(awardCard(true)), *ref(draft(newsCard(3)))}
}

// ref names the item of a card.
func ref(c *theme.Card) *theme.Ref {
	return &theme.Ref{Title: c.Title, Href: c.Href, Label: c.Label, Date: c.Date.Short, Machine: c.Date.Machine, Revoked: c.Revoked, Draft: c.Draft}
}

// item fills what every kind of item has.
func item(c *theme.Card, detail any) *theme.Item {
	back, related := onward()
	return &theme.Item{
		Card: c, Lede: c.Summary, Body: prose, Detail: detail,
		TOC: []theme.Heading{
			{ID: "dien-bien", Text: "Diễn biến buổi sinh hoạt", Children: []theme.Heading{{ID: "thao-luan", Text: "Thảo luận"}}},
			{ID: "ket-qua", Text: "Kết quả"},
		},
		Facts: []theme.Fact{
			{Key: "places", Label: "Địa điểm", Values: []theme.Value{
				{Text: "Khu Di tích lịch sử Quốc gia 27/7, thị trấn Hùng Sơn"}, {Text: "Xóm Lau Sau, xã La Bằng, Đại Từ"},
			}},
			{Key: "chair", Label: "Chủ trì", Values: []theme.Value{{Text: "Không rõ", Unknown: true}}},
			{Key: "story", Label: "Câu chuyện", Values: []theme.Value{{Text: "Cai thuốc lá", Href: "stories/2020/cai-thuoc-la/index.html"}}},
			{Key: "start", Label: "Thời gian"},
		},
		Tags:   []theme.Link{{Label: "Đền ơn đáp nghĩa", Href: "tags/den-on-dap-nghia/index.html"}, {Label: "Học tập và làm theo Bác", Href: "tags/hoc-tap/index.html"}},
		Images: []theme.Image{*picture("Hình vẽ mẫu"), {Href: "pictures/b.svg", Alt: "Hình vẽ thứ hai"}},
		Sources: []theme.Source{
			{Text: "Báo Thái Nguyên, 22/02/2021", URL: "https://example.vn/bai-bao?id=1&x=2"}, {Text: "Biên bản lưu tại chi bộ"},
		},
		Note:    "<p>Bài báo ghi “1/7/1947”; nơi khác ghi 7-1-1947, có lẽ ngày và tháng bị đảo.</p>",
		Related: related, Backlinks: back, Previous: ref(letterCard()), Next: ref(newsCard(1)), Updated: day(22, 2, 2021),
	}
}

const prose template.HTML = `<p>Bên cạnh sinh hoạt định kỳ, chi bộ đã thực hiện tốt sinh hoạt chuyên đề<sup class="footnote-ref" id="fnref_1"><a href="#fn_1" role="doc-noteref" aria-label="Chú thích 1">1</a></sup>. Xem <a href="../../../stories/index.html">các câu chuyện</a>, <strong>chữ đậm</strong>, <em>chữ nghiêng</em>, <mark>chữ tô</mark> và <code>mã nguồn</code>.</p>
<h2 id="dien-bien">Diễn biến buổi sinh hoạt: Ễ, Ậ, Ỗ, Ứ, nghĩa nặng <a class="heading-anchor" href="#dien-bien" aria-label="Liên kết tới mục này"><span aria-hidden="true">#</span></a></h2>
<p>Qua buổi sinh hoạt, cán bộ, đảng viên hiểu sâu hơn ý nghĩa của công tác đền ơn đáp nghĩa, truyền thống cách mạng của địa phương.</p>
<ul><li>Mục thứ nhất</li><li>Mục thứ hai<ul><li>Mục con</li></ul></li></ul>
<ul><li class="task"><label><input type="checkbox" disabled checked> Việc đã làm</label></li><li class="task"><label><input type="checkbox" disabled> Việc chưa làm</label></li></ul>
<h3 id="thao-luan">Thảo luận</h3>
<blockquote><p>Lời trích dẫn mẫu, dài hơn một dòng một chút để thấy khoảng cách giữa các dòng chữ nghiêng.</p></blockquote>
<aside class="callout callout-note" role="note"><p class="callout-title">Ghi chú</p><p>Nội dung ghi chú.</p></aside>
<aside class="callout callout-tip" role="note"><p class="callout-title">Mẹo</p><p>Nội dung mẹo.</p></aside>
<aside class="callout callout-important" role="note"><p class="callout-title">Quan trọng</p><p>Nội dung quan trọng.</p></aside>
<aside class="callout callout-warning" role="note"><p class="callout-title">Lưu ý</p><p>Nội dung lưu ý.</p></aside>
<aside class="callout callout-caution" role="note"><p class="callout-title">Cẩn trọng</p><p>Nội dung cẩn trọng, có <a href="#ket-qua">liên kết</a>.</p></aside>
<div class="table-scroll" tabindex="0" role="region" aria-label="Bảng 1"><table><thead><tr><th scope="col">Nội dung</th><th scope="col" class="align-right">Số lượng</th></tr></thead><tbody><tr><td>Đảng viên</td><td class="align-right">22</td></tr><tr><td>Công chức</td><td class="align-right">23</td></tr></tbody></table></div>
<dl><dt>Thuật ngữ</dt><dd>Lời giải thích của thuật ngữ.</dd></dl>
<pre class="chroma" tabindex="0"><code class="language-yaml"><span class="c"># ghi chú</span>
<span class="nt">title</span>: <span class="s">Sinh hoạt</span>
<span class="nt">date</span>: <span class="m">2020</span></code></pre>
<figure><img src="../../../pictures/b.svg" alt="Hình vẽ mẫu" width="1200" height="800"><figcaption>Chú thích hình.</figcaption></figure>
<hr>
<h2 id="ket-qua">Kết quả</h2>
<ol><li>Một</li><li>Hai</li></ol>
<section class="footnotes" role="doc-endnotes" aria-label="Chú thích"><ol><li id="fn_1"><p>Nội dung chú thích. <a class="footnote-back" href="#fnref_1" role="doc-backlink" aria-label="Về chỗ chú thích 1">↑</a></p></li></ol></section>
`

// richPages show every layout with everything in it.
func richPages() []page {
	site := richSite()
	add := func(name, layout, path, root, section string, main any) page {
		v := theme.View{Site: site, Main: main, Page: theme.Page{
			Path: path, Root: root, Title: "Tiêu đề " + name, Description: "Mô tả của trang.", Section: section, Layout: layout, OGType: "article",
			Canonical: "https://example.vn/bt/" + path, Image: "https://example.vn/bt/a.jpg", Published: "2020-07-27",
			JSONLD: &theme.LinkedData{Context: "https://schema.org", Type: "Article", Headline: "</script><b>"},
		}}
		if root != "" {
			v.Page.Breadcrumbs = []theme.Link{{Label: "Trang chủ", Href: "index.html"}, {Label: "Mục cha", Href: section + "/index.html"}}
		}
		return page{name, layout, v}
	}
	deep := "../../../"
	home := add("home", "home", "index.html", "", "", richHome())
	home.view.Page.Title = site.Title
	notFound := add("404", "404", "404.html", "", "", &theme.NotFound{Sections: []theme.Link{{Label: "Tin tức", Href: "news/index.html"}}})
	notFound.view.Page.NoIndex, notFound.view.Page.Canonical = true, ""
	return []page{
		home, notFound,
		add("list", "list", "news/index.html", "../", "news", richList()),
		add("edition", "edition", "issues/2020/so-7/print/index.html", deep+"../", "issues", richEdition()),
		add("mail", "mail", "issues/2020/so-7/mail.html", deep, "issues", richMail()),
		add("covers", "list", "issues/index.html", "../", "issues", coversList()),
		add("tags", "tags", "tags/index.html", "../", "tags", richTags()),
		add("year", "year", "years/2020/index.html", "../../", "years", richYear()),
		add("report", "report", "years/2020/report/index.html", deep, "years", richReport()),
		add("years", "years", "years/index.html", "../", "years", &theme.Years{Years: yearLinks(), Total: 2}),
		add("meeting", "meeting", "meetings/2020/chuyen-de-27-7/index.html", deep, "meetings", item(meetingCard(), richMeeting())),
		add("story", "story", "stories/2020/cai-thuoc-la/index.html", deep, "stories", item(storyCard(), richStory())),
		add("award", "award", "awards/2020/co-thi-dua-nganh/index.html", deep, "awards", item(awardCard(false), richAward(""))),
		add("award-revoked", "award", "awards/2020/thu-hoi/index.html", deep, "awards", item(awardCard(true), richAward("Thu hồi theo quyết định mẫu, do lý do mẫu."))),
		add("classification", "classification", "classifications/2020/chi-bo/index.html", deep, "classifications", item(newsCard(4), richClassification())),
		add("news", "news", "news/2020/mau-1/index.html", deep, "news", item(draft(newsCard(1)), nil)),
		add("page", "page", "pages/2020/gioi-thieu/index.html", deep, "", item(newsCard(2), nil)),
		add("issue", "issue", "issues/2020/so-7/index.html", deep, "issues", item(newsCard(5), richIssue())),
		add("search", "search", "search/index.html", "../", "search", richSearch()),
		add("redirect", "redirect", "cu/2020/x/index.html", deep, "", &theme.Redirect{Target: theme.Link{Label: "Cai thuốc lá", Href: "stories/2020/cai-thuoc-la/index.html"}}),
	}
}

// allPages are the rich pages in both languages, and the empty ones.
func allPages() []page {
	pages := richPages()
	for _, p := range richPages() {
		site := *p.view.Site
		site.Lang = "en"
		p.name, p.view.Site = p.name+"-en", &site
		pages = append(pages, p)
	}
	return append(pages, emptyPages()...)
}

// emptyPages show every layout with as little as a View may hold.
func emptyPages() []page {
	site := emptySite()
	card := theme.NewCard(theme.CardFields{Title: "Untitled", Href: "x/index.html"})
	add := func(layout string, main any) page {
		return page{layout + "-empty", layout, theme.View{Site: site, Main: main, Page: theme.Page{
			Path: layout + "/index.html", Root: "../", Title: "Untitled", Layout: layout,
		}}}
	}
	return []page{
		add("home", &theme.Home{}), add("404", &theme.NotFound{}), add("list", &theme.List{Title: "News"}), add("tags", &theme.Tags{}),
		add("year", &theme.Year{Year: "2020"}), add("report", &theme.Report{Year: "2020", Title: "Report"}), add("years", &theme.Years{}), add("meeting", &theme.Item{Card: card, Detail: &theme.Meeting{}}),
		add("story", &theme.Item{Card: card, Detail: &theme.Story{}}), add("award", &theme.Item{Card: card, Detail: &theme.Award{}}),
		add("classification", &theme.Item{Card: card, Detail: &theme.Classification{}}), add("news", &theme.Item{Card: card}),
		add("page", &theme.Item{Card: card}), add("issue", &theme.Item{Card: card, Detail: &theme.Issue{}}),
		add("edition", &theme.Edition{Issue: &theme.Issue{Name: "Newsletter"}}), add("mail", &theme.Mail{Issue: &theme.Issue{Name: "Newsletter"}}),
		add("search", &theme.Search{}), add("redirect", &theme.Redirect{Target: theme.Link{Href: "y/index.html"}}),
	}
}
