package diag

// serverTexts are what a person hears of the preview server.
var serverTexts = map[Code]text{
	"port-taken": {
		vi:     "cổng {0} đang có chương trình khác dùng, trang được mở ở cổng {1}",
		en:     "port {0} is in use by another program, the site is served on port {1}",
		hintVI: "Có thể một cửa sổ bulletin khác đang chạy; chọn cổng khác bằng --port",
		hintEN: "Another bulletin may be running; choose a port with --port",
	},
	"bind-exposed": {
		vi:     "máy khác trong mạng mở được trang này qua địa chỉ {0}",
		en:     "other computers on the network can open this site at {0}",
		hintVI: "Bỏ --bind để chỉ máy này xem được",
		hintEN: "Leave out --bind so that only this computer can see it",
	},
}
