package theme_test

import (
	"html/template"
	"strings"

	"bulletin/internal/theme"
)

func count(n int) *int { return &n }

func richMeeting() *theme.Meeting {
	return &theme.Meeting{
		Attendance: &theme.Attendance{
			Total: count(22), Official: count(22), Probationary: count(0), Present: count(21), Excused: count(1),
			Unexcused: count(0), Rate: "95,5%", RatePercent: 95.45,
		},
		CurrentAffairs: []string{"Thời sự trong tỉnh, mục mẫu thứ nhất.", "Thời sự trong nước, mục mẫu thứ hai."},
		Documents: []theme.Paper{
			{Number: "Chỉ thị số 05-CT/TW", Title: "Đẩy mạnh học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh"},
			{Title: "Nghị quyết Hội nghị Trung ương 4 (khóa XII) về tăng cường xây dựng, chỉnh đốn Đảng"},
		},
		Story: storyCard(), Review: "<p>Đánh giá mẫu của tháng trước.</p>",
		Tasks: []theme.Task{
			{Task: "Chuẩn bị nội dung sinh hoạt tháng sau", Assignee: "Chi ủy", Due: day(5, 8, 2020)},
			{Task: "Việc mẫu chưa giao và chưa có hạn"},
		},
		Votes:      []theme.Vote{{Matter: "Thông qua nghị quyết tháng", For: "21", Against: "0", Abstain: "0"}, {Matter: "Nội dung mẫu", For: "20"}},
		Conclusion: &theme.Conclusion{Label: "Nghị quyết", Number: "07-NQ/CB", Text: "<p>Nội dung mẫu của nghị quyết.</p><ol><li>Việc thứ nhất</li><li>Việc thứ hai</li></ol>"},
		Quality:    &theme.Quality{Score: "92", Grade: "Tốt", Key: "good"},
	}
}

func richStory() *theme.Story {
	return &theme.Story{
		Number: "3", Topic: "Không hút thuốc tại cơ quan và nơi công cộng", OtherTitles: []string{"Bác bỏ thuốc lá", "Tên mẫu khác"},
		Lesson: "<p>Đã quyết thì làm đến cùng: nội dung mẫu.</p>", Application: "<p>Không hút thuốc tại cơ quan và nơi công cộng.</p>",
		Commitment: "<ul><li>Nhắc nhau giữ phòng làm việc không khói thuốc.</li><li>Mục mẫu.</li></ul>",
		Book:       "Tác giả mẫu, Tên sách mẫu, Nhà xuất bản mẫu, 2000, tr. 12", BookURL: "https://example.vn/sach",
		Meetings: []*theme.Card{meetingCard()},
	}
}

func richAward(revoked string) *theme.Award {
	return &theme.Award{
		Name: "Cờ thi đua của bộ, ban, ngành", AsWritten: "Cờ Thi đua Ngành Tư pháp", Level: "Cấp bộ", LevelKey: "ministry",
		Recipient: "Cục Thi hành án dân sự tỉnh", RecipientType: "Tập thể", Issuer: "Bộ trưởng Bộ Tư pháp",
		Achievement: "<p>Có nhiều kết quả nổi bật trong năm 2020.</p>", Revoked: revoked,
	}
}

func richClassification() *theme.Classification {
	return &theme.Classification{
		Year: "2020", Subject: "Chi bộ", Grade: "Hoàn thành xuất sắc nhiệm vụ", GradeKey: "excellent", Score: "95", DecidedBy: "Đảng ủy cấp trên (mẫu)",
		Counts: []theme.GradeCount{
			{Key: "excellent", Label: "Hoàn thành xuất sắc nhiệm vụ", Count: "4", Share: "18,2%", Percent: 18.18},
			{Key: "good", Label: "Hoàn thành tốt nhiệm vụ", Count: "17", Share: "77,3%", Percent: 77.27},
			{Key: "completed", Label: "Hoàn thành nhiệm vụ", Count: "1", Share: "4,5%", Percent: 4.55},
			{Key: "not_completed", Label: "Không hoàn thành nhiệm vụ", Count: "0", Share: "0%"},
		}, CountsSum: "22",
	}
}

func sections() []theme.Section {
	return []theme.Section{
		{Key: "meetings", Title: "Sinh hoạt chi bộ", Cards: []*theme.Card{meetingCard()}, Count: 12, More: theme.Link{Label: "Xem tất cả", Href: "meetings/index.html"}},
		{Key: "stories", Title: "Câu chuyện về Bác", Cards: []*theme.Card{storyCard(), letterCard()}, Count: 2},
		{Key: "awards", Title: "Khen thưởng", Cards: []*theme.Card{awardCard(false), awardCard(true)}, Count: 3, More: theme.Link{Label: "Xem tất cả", Href: "awards/index.html"}},
		{Key: "news", Title: "Tin tức", Cards: []*theme.Card{draft(newsCard(1)), newsCard(2), newsCard(3)}, Count: 1234, More: theme.Link{Label: "Xem tất cả", Href: "news/index.html"}},
	}
}

func richIssue() *theme.Issue {
	return &theme.Issue{
		Name: "Bản tin Chi bộ", Number: "Số 7/2020", Notice: "Lưu hành nội bộ", Lead: meetingCard(), Edition: "issues/2020/so-7/print/index.html",
		Quote: &theme.Quote{Text: "Một câu đáng nhớ", By: "Người mẫu A", From: theme.Link{Label: "Cái thuốc lá", Href: "stories/2020/cai-thuoc-la/index.html"}},
		Sections: []theme.IssueSection{
			{Key: "phan-1", Title: "Tin sinh hoạt", Cards: []*theme.Card{storyCard(), letterCard()}},
			{
				Key: "phan-2", Title: "Lịch tháng tới", Text: "<ul>\n<li>05/8/2020: sinh hoạt thường kỳ</li>\n</ul>\n",
				Agenda: []theme.AgendaDay{
					{Date: day(5, 8, 2020), Weekday: "Thứ tư", Entries: []template.HTML{"sinh hoạt thường kỳ", "nộp <em>báo cáo</em>"}},
					{Date: theme.Date{Text: "tháng 8 năm 2020", Short: "8/2020", Machine: "2020-08", Month: "8", Year: "2020"}, Entries: []template.HTML{"việc của tháng"}},
				},
			},
		},
		Masthead: []theme.Fact{
			{Key: "governing_body", Label: "Cơ quan chủ quản", Values: []theme.Value{{Text: "Cục Thi hành án dân sự tỉnh"}}},
			{Key: "responsible", Label: "Chịu trách nhiệm xuất bản", Values: []theme.Value{{Unknown: true}}},
			{Key: "editorial_board", Label: "Ban biên tập", Values: []theme.Value{{Text: "Người mẫu A"}, {Text: "Người mẫu B"}}},
		},
	}
}

func richHome() *theme.Home {
	return &theme.Home{
		Intro: "<p>Lời mở đầu của bản tin, do người biên tập viết.</p>", Lead: meetingCard(), Sections: sections(),
		Years: yearLinks(), Tags: tagLinks(),
	}
}

func yearLinks() []theme.YearLink {
	return []theme.YearLink{
		{Year: "2021", Href: "years/2021/index.html", Count: 3}, {Year: "2020", Href: "years/2020/index.html", Count: 1234},
	}
}

func tagLinks() []theme.TagLink {
	return []theme.TagLink{
		{Label: "An toàn giao thông", Href: "tags/an-toan/index.html", Count: 1},
		{Label: "Đền ơn đáp nghĩa", Href: "tags/den-on/index.html", Count: 12},
		{Label: "Ủng hộ", Href: "tags/ung-ho/index.html", Count: 3},
	}
}

func richEdition() *theme.Edition {
	piece := func(id string, card *theme.Card) theme.Piece {
		return theme.Piece{
			ID: id, Card: card, Kicker: "Tin tức · Mẫu", Facts: []theme.Fact{{Key: "decision_no", Label: "Số quyết định", Values: []theme.Value{{Text: "12/QĐ"}, {Text: "13/QĐ"}}}}, Lede: "Tóm tắt của bài mẫu.", Body: "<p>Một đoạn.</p>\n<h4 id=\"" + template.HTML(id) + "-a\">Đề mục</h4>\n<p>Hai đoạn.</p>\n",
			Parts:  []theme.PiecePart{{Title: "Bài học", Text: "<p>Bài học của bài mẫu.</p>"}},
			Images: []theme.Image{{Href: "news/2020/anh.png", Alt: "Ảnh mẫu", Width: 400, Height: 300, Credit: "Người mẫu A"}},
		}
	}
	lead := piece("bai-1", meetingCard())
	return &theme.Edition{
		Issue: richIssue(), Date: theme.Date{Text: "tháng 7 năm 2020", Machine: "2020-07"}, Paper: "a4", Editorial: "<p>Lời đầu số.</p>", Lead: &lead,
		Sections: []theme.EditionSection{
			{Key: "phan-1", Title: "Tin sinh hoạt", Pieces: []theme.Piece{piece("bai-2", newsCard(1)), piece("bai-3", awardCard(true))}},
			{Key: "phan-2", Title: "Lịch tháng tới", Text: "<ul>\n<li>05/8: sinh hoạt thường kỳ</li>\n</ul>\n"},
		},
	}
}

func richMail() *theme.Mail {
	piece := theme.MailPiece{Title: "Bài mẫu", Label: "Tin tức", Date: "27/7/2020", Summary: "Tóm tắt của bài mẫu.", Web: "https://example.vn/bt/news/2020/mau/index.html"}
	lead := piece
	lead.Image = &theme.MailImage{Src: "cid:anh-1@bulletin", Alt: "Ảnh mẫu", Width: 536, Height: 300}
	revoked := piece
	revoked.Revoked, revoked.Web = true, ""
	return &theme.Mail{
		Issue: richIssue(), Date: theme.Date{Text: "tháng 7 năm 2020"}, Summary: "Số bản tin mẫu.", Web: "https://example.vn/bt/issues/2020/so-7/index.html",
		Unsubscribe: "mailto:thoi@example.vn", Editorial: "<p>Lời đầu số.</p>", Lead: &lead,
		Sections: []theme.MailSection{{Title: "Tin sinh hoạt", Pieces: []theme.MailPiece{piece, revoked}}, {Title: "Lịch tháng tới", Text: "<ul><li>05/8</li></ul>"}},
	}
}

func coversList() *theme.List {
	cover := func(number, summary string, image *theme.Image) *theme.Card {
		return theme.NewCard(theme.CardFields{
			Title: "Số " + number + ", tháng 7 năm 2020", Note: "Số " + number, Href: "issues/2020/so-" + number[:1] + "/index.html",
			Kind: "issue", Label: "Số bản tin", Date: theme.Date{Text: "tháng 7 năm 2020", Short: "7/2020", Machine: "2020-07"}, Summary: summary, Image: image,
		})
	}
	return &theme.List{
		Title: "Số bản tin", Total: 3, Covers: true, Groups: []theme.Group{{Title: "2020", Cards: []*theme.Card{
			cover("7/2020", "Chi bộ sinh hoạt chuyên đề.", nil),
			cover("6/2020", strings.Repeat("Một lời giới thiệu dài hơn chỗ của bìa. ", 20), &theme.Image{Href: "issues/2020/so-6/bia.png", Alt: "Bìa", Width: 400, Height: 300}),
			draft(cover("5/2020", "", nil)),
		}}},
	}
}

func richList() *theme.List {
	var cards []*theme.Card
	for n := range 6 {
		cards = append(cards, newsCard(n))
	}
	return &theme.List{
		Title: "Tin tức", Intro: "<p>Tin của chi bộ và cơ quan.</p>", Total: 1234, Calendar: "meetings/calendar.ics",
		Groups: []theme.Group{
			{Title: "2020", Cards: cards[:4]}, {Title: "2019", Cards: cards[4:]}, {Title: "Không rõ ngày", Cards: []*theme.Card{letterCard()}},
		},
		Pager: theme.Pager{
			Newer: &theme.Link{Label: "Trang đầu", Href: "news/index.html"}, Older: &theme.Link{Label: "Trang 2", Href: "news/page/2/index.html"},
			Oldest: &theme.Link{Label: "Trang 1", Href: "news/page/1/index.html"}, Label: "Trang 3",
		},
		Feeds: []theme.Feed{{Title: "Tin tức (Atom)", Type: "application/atom+xml", Href: "news/feed.atom"}},
	}
}

func richYear() *theme.Year {
	all := sections()
	all[0].Pages = []theme.Link{
		{Label: "01/2020 – 3/2020", Href: "years/2020/meetings/page/1/index.html"}, {Label: "3/2020 – 6/2020", Href: "years/2020/meetings/page/2/index.html"},
	}
	return &theme.Year{
		Year: "2020", Intro: "<p>Năm 2020, công tác sinh hoạt chi bộ có nhiều đổi mới và chuyển biến tích cực.</p>",
		Sections: all, Previous: &theme.Link{Label: "2019", Href: "years/2019/index.html"}, Next: &theme.Link{Label: "2021", Href: "years/2021/index.html"},
		Figures: []theme.Figure{
			{Value: "22", Label: "đảng viên", Note: "trên 23 công chức"}, {Value: "1", Label: "buổi sinh hoạt được ghi lại", Href: "#meetings"},
			{Value: "12", Label: "câu chuyện về Bác", Href: "#stories", Note: "12 câu chuyện được nêu, 2 được ghi lại"}, {Value: "3", Label: "hình thức khen thưởng", Href: "#awards"},
		},
	}
}

func richSearch() *theme.Search {
	return &theme.Search{
		Script: "search/", Index: `[[2048,171,"0a1b2c3d"],[7,1,"00ff00ff"]]`, PerText: 8, Total: 2055,
		Filters: []theme.Filter{
			{Name: "kind", Label: "Chuyên mục", Choices: []theme.Choice{{Value: "news", Label: "Tin tức"}}},
			{Name: "tag", Label: "Chủ đề", Choices: []theme.Choice{{Value: "den-on-dap-nghia", Label: "đền ơn đáp nghĩa"}}},
		},
		Browse: []theme.Link{{Label: "Tin tức", Href: "news/index.html"}, {Label: "Các năm", Href: "years/index.html"}},
	}
}

func richTags() *theme.Tags {
	return &theme.Tags{Total: 3, Groups: []theme.TagGroup{
		{Letter: "A", Tags: tagLinks()[:1]}, {Letter: "Đ", Tags: tagLinks()[1:2]}, {Letter: "U", Tags: tagLinks()[2:]},
	}}
}
