package diag

// watchTexts are what a person hears of how files are watched. {0} is the
// interval in seconds, {1} the file system and folder, or the system's words.
var watchTexts = map[Code]text{
	"watch-polls-network": {
		vi:     "thư mục nằm trên ổ mạng ({1}), nên chương trình tự so sánh tệp mỗi {0} giây",
		en:     "the folder is on a network drive ({1}), so its files are compared every {0} s",
		hintVI: "Muốn thấy thay đổi nhanh hơn, chép trang về ổ cứng của máy, hoặc dùng --poll với khoảng ngắn hơn",
		hintEN: "For quicker updates work on a local copy, or give --poll a shorter interval",
	},
	"watch-polls-limit": {
		vi:     "hệ thống không cho theo dõi thêm thư mục ({1}), nên chương trình tự so sánh tệp mỗi {0} giây",
		en:     "the system allows no more folders to be watched ({1}), so files are compared every {0} s",
		hintVI: "Trên Linux, người quản trị có thể tăng fs.inotify.max_user_watches và max_user_instances",
		hintEN: "On Linux an administrator can raise fs.inotify.max_user_watches and max_user_instances",
	},
	"watch-polls-unavailable": {
		vi:     "hệ thống không báo được thay đổi của tệp ({1}), nên chương trình tự so sánh tệp mỗi {0} giây",
		en:     "the system cannot notify of changes ({1}), so files are compared every {0} s",
		hintVI: "Không cần làm gì; nếu máy chạy chậm, dùng --poll với khoảng dài hơn",
		hintEN: "Nothing to do; if the computer becomes slow, give --poll a longer interval",
	},
}
