package server

import (
	"strconv"
	"strings"

	"bulletin/internal/diag"
)

// phrase is something the server says by itself; {0} is a number.
type phrase struct{ vi, en, enOne string }

var (
	notFound    = phrase{vi: "Không có trang này", en: "There is no such page"}
	unreadable  = phrase{vi: "Không đọc được tệp này", en: "This file cannot be read"}
	notYet      = phrase{vi: "Đang đọc nội dung, xin chờ", en: "Reading the content, one moment"}
	wrongHost   = phrase{vi: "Chỉ mở được trang này bằng địa chỉ 127.0.0.1 hoặc localhost", en: "This site answers only at 127.0.0.1 or localhost"}
	wrongMethod = phrase{vi: "Máy chủ xem thử chỉ nhận GET và HEAD", en: "The preview server takes GET and HEAD only"}

	problemsTitle = phrase{vi: "Chưa cập nhật được trang: có {0} lỗi", en: "The site was not updated: {0} errors", enOne: "The site was not updated: 1 error"}
	problemsIntro = phrase{vi: "Trang phía sau là bản tốt gần nhất. Sửa xong và lưu tệp, thông báo này tự mất.", en: "Behind this is the last good version. Mend the file and save it, and this notice goes away."}
	problemsMore  = phrase{vi: "và {0} lỗi nữa, xem ở cửa sổ lệnh", en: "and {0} more, see the command's window", enOne: "and 1 more, see the command's window"}
	problemsHide  = phrase{vi: "Ẩn thông báo", en: "Hide this notice"}
	problemsWhat  = phrase{vi: "Cách sửa:", en: "What to do:"}
)

func (p phrase) in(lang diag.Lang) string {
	if lang == diag.VI {
		return p.vi
	}
	return p.en
}

// count says the phrase of n things.
func (p phrase) count(lang diag.Lang, n int) string {
	text := p.in(lang)
	if lang != diag.VI && n == 1 && p.enOne != "" {
		text = p.enOne
	}
	return strings.ReplaceAll(text, "{0}", strconv.Itoa(n))
}
