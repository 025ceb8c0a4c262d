package public

import "bulletin/internal/diag"

// phrase is something the server says by itself.
type phrase struct{ vi, en string }

var (
	notFound    = phrase{"Không có trang này", "There is no such page"}
	unreadable  = phrase{"Không đọc được tệp này, xin báo cho người quản trị", "This file cannot be read; please tell whoever runs this server"}
	wrongMethod = phrase{"Máy chủ chỉ nhận GET và HEAD", "The server takes GET and HEAD only"}
	whoIsIt     = phrase{"Cần tên và mật khẩu để xem trang này", "A name and a password are needed to read this"}
	tooMany     = phrase{"Đang có quá nhiều người đăng nhập, xin thử lại sau ít giây", "Too many people are logging in; please try again in a few seconds"}
)

func (p phrase) in(lang diag.Lang) string {
	if lang == diag.VI {
		return p.vi
	}
	return p.en
}
