package diag

// publishTexts are the problems of writing the site into its destination.
var publishTexts = map[Code]text{
	"foreign-file": {
		vi:     "{0} không do chương trình này tạo ra nhưng đang chiếm chỗ của một tệp cần ghi",
		en:     "{0} was not written by this program and stands where an output must go",
		hintVI: "Chuyển nó ra khỏi thư mục đích, hoặc đổi địa chỉ của trang; trang web vẫn giữ nguyên như trước",
		hintEN: "Move it out of the destination, or give the page another address; the site is as it was",
	},
	"publish-audience": {
		vi:     "{0} đang giữ bản {1}; không ghi bản khác lên đó",
		en:     "{0} holds the {1} site; the other is not written over it",
		hintVI: "Chọn thư mục khác, hoặc xóa bản ấy trước bằng “bulletin clean”",
		hintEN: "Choose another folder, or remove that site first with “bulletin clean”",
	},
	"publish-locked": {
		vi:     "một tiến trình khác đang ghi vào {0} (số {1}, từ {2})",
		en:     "another process is writing to {0} (pid {1}, since {2})",
		hintVI: "Chờ tiến trình đó xong rồi chạy lại; nếu đang chạy “bulletin serve” hay “watch” thì dừng nó trước",
		hintEN: "Wait until it is done and run the command again; stop “bulletin serve” or “watch” first if one is running",
	},
	"unsafe-path": {
		vi:     "{0} không dùng làm tên tệp trên mọi hệ thống được",
		en:     "{0} cannot be a file's name on every system",
		hintVI: "Dùng chữ cái, chữ số và dấu gạch nối; tránh \\ : * ? \" < > |, dấu chấm hay dấu cách ở cuối, và các tên con, nul, aux, prn, com1, lpt1",
		hintEN: "Use letters, digits and hyphens; avoid \\ : * ? \" < > |, a dot or space at the end, and the names con, nul, aux, prn, com1, lpt1",
	},
	"path-conflict": {
		vi:     "hai trang cùng ghi vào một chỗ: {0} và {1}",
		en:     "two outputs claim the same place: {0} and {1}",
		hintVI: "Đổi địa chỉ (slug) của một trong hai; trên Windows chữ hoa và chữ thường là một",
		hintEN: "Change the address (slug) of one of them; Windows does not tell upper from lower case",
	},
	"unsafe-destination": {
		vi:     "không thể dùng {0} làm thư mục đích",
		en:     "{0} cannot be the destination",
		hintVI: "Chọn một thư mục riêng cho trang web, ví dụ public: không phải gốc ổ đĩa, một tệp, hay thư mục chứa nội dung",
		hintEN: "Choose a folder of the site's own, such as public: not a disk's root, a file, or the folder of the content",
	},
	"publish-incomplete": {
		vi:     "việc ghi vào {0} bị dừng giữa chừng: {1}",
		en:     "writing to {0} stopped half way: {1}",
		hintVI: "Đóng các chương trình đang mở tệp trong thư mục đó rồi chạy lại: lệnh kế tiếp sẽ hoàn tất",
		hintEN: "Close the programs that hold files of that folder open and run the command again: it will be completed",
	},
}
