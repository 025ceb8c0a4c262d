package config

import "bulletin/internal/schema"

// Newsletter is what the numbers of the newsletter have in common: "bulletin issue new"
// writes it into each of them.
type Newsletter struct {
	Imprint
	Paper    Paper        `key:"paper" vi:"Khổ giấy" en:"Paper" help_vi:"Khổ của bản in: a4, hoặc small (19 × 27 cm, khổ lớn nhất mà Luật Báo chí cho bản tin)" help_en:"Of the print edition: a4, or small (19 × 27 cm, the most that the Press law lets a bulletin have)"`
	Print    bool         `key:"print" vi:"Có bản in" en:"Printed"`
	Mail     Mail         `key:"mail" vi:"Thư điện tử" en:"E-mail"`
	Sections []Department `key:"sections" vi:"Chuyên mục" en:"Sections" help_vi:"Thay cho các chuyên mục mặc định" help_en:"In place of the default sections"`
}

// Mail is how issues go out by e-mail. The password is never in the configuration.
type Mail struct {
	From        string   `key:"from" vi:"Người gửi" en:"Sender" help_vi:"Tên và địa chỉ, ví dụ Bản tin Chi bộ <bantin@example.vn>" help_en:"Name and address, for example Newsletter <news@example.org>"`
	ReplyTo     string   `key:"reply_to" vi:"Trả lời về" en:"Replies to" help_vi:"Nếu khác địa chỉ gửi" help_en:"Where it is not the sender's address"`
	Host        string   `key:"host" vi:"Máy chủ gửi thư" en:"Mail server"`
	Port        int      `key:"port" vi:"Cổng" en:"Port" help_vi:"Bỏ trống thì theo cách bảo mật: 587, 465 hoặc 25" help_en:"Follows from the security if left out: 587, 465 or 25"`
	Security    Security `key:"security" vi:"Bảo mật" en:"Security"`
	Username    string   `key:"username" vi:"Tên đăng nhập" en:"User name" help_vi:"Mật khẩu lấy từ biến BULLETIN_SMTP_PASSWORD hoặc một tệp, không ghi ở đây" help_en:"The password comes from the variable BULLETIN_SMTP_PASSWORD or a file, not from here"`
	List        string   `key:"list" vi:"Danh sách nhận" en:"Recipients" help_vi:"Tệp CSV trong thư mục của trang: mỗi dòng một địa chỉ, có thể kèm tên" help_en:"A CSV file in the site's folder: an address a line, perhaps with a name"`
	PerMinute   int      `key:"per_minute" vi:"Số thư mỗi phút" en:"Mails a minute" help_vi:"Nhiều nhất; bỏ trống thì không giới hạn" help_en:"At most; without a limit if left out"`
	Unsubscribe string   `key:"unsubscribe" vi:"Thôi nhận" en:"Unsubscribe" help_vi:"Địa chỉ để xin thôi nhận: mailto:… hoặc https://…" help_en:"Where to ask to get no more: mailto:… or https://…"`
}

// Security is how the way to the mail server is closed to others.
type Security string

// Options are the ways.
func (*Security) Options() []schema.Option {
	return []schema.Option{
		{Value: "starttls", VI: "STARTTLS", EN: "STARTTLS"},
		{Value: "tls", VI: "TLS", EN: "TLS"},
		{Value: "none", VI: "Không", EN: "None"},
	}
}

// Paper is a size of paper that the print edition is made for.
type Paper string

// Options are the sizes of paper.
func (*Paper) Options() []schema.Option {
	return []schema.Option{
		{Value: "a4", VI: "A4", EN: "A4"},
		{Value: "small", VI: "19 × 27 cm", EN: "19 × 27 cm"},
	}
}

// Imprint is what the law wants a bulletin to say of itself, beside its number and date
// (Press law 2016, art. 34).
type Imprint struct {
	Name          string   `key:"name" vi:"Tên bản tin" en:"Name"`
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
	Number string      `key:"no" vi:"Số" en:"Number"`
	Date   schema.Date `key:"date" vi:"Ngày" en:"Date"`
	Issuer string      `key:"issuer" vi:"Nơi cấp" en:"Issuer"`
}

// Department is a section of the newsletter (chuyên mục) and what of a period goes into it. An item
// goes into the first section that takes it.
type Department struct {
	Title string `key:"title" vi:"Tên chuyên mục" en:"Title" also:"tiêu đề" required:"true"`
	Takes []Take `key:"takes" vi:"Nhận" en:"Takes" required:"true"`
}

// Take is something of a period that a section of the newsletter may take.
type Take string

// What there is to take.
const (
	TakeMeetings        Take = "meetings"
	TakeThematic        Take = "thematic"
	TakeStories         Take = "stories"
	TakeAwards          Take = "awards"
	TakeClassifications Take = "classifications"
	TakeNews            Take = "news"
	TakeDocuments       Take = "documents"
	TakeCalendar        Take = "calendar"
)

// Options are what there is to take.
func (*Take) Options() []schema.Option {
	return []schema.Option{
		{Value: string(TakeMeetings), VI: "Sinh hoạt chi bộ", EN: "Meetings"},
		{Value: string(TakeThematic), VI: "Sinh hoạt chuyên đề", EN: "Thematic meetings"},
		{Value: string(TakeStories), VI: "Câu chuyện về Bác", EN: "Stories"},
		{Value: string(TakeAwards), VI: "Khen thưởng", EN: "Awards"},
		{Value: string(TakeClassifications), VI: "Xếp loại", EN: "Classifications"},
		{Value: string(TakeNews), VI: "Tin tức", EN: "News"},
		{Value: string(TakeDocuments), VI: "Văn bản được phổ biến", EN: "Documents read out"},
		{Value: string(TakeCalendar), VI: "Lịch tháng sau", EN: "Next month's calendar"},
	}
}
