package diag

// sourceTexts are the problems of reading files.
var sourceTexts = map[Code]text{
	"undecodable": {
		vi: "không đọc được bảng mã của tệp này", en: "the encoding of this file cannot be read",
		hintVI: "Mở tệp và lưu lại với bảng mã UTF-8 (Notepad: Lưu thành… → Mã hóa → UTF-8). Văn bản gõ bằng phông .VnTime (TCVN3) hay VNI-Times phải chuyển mã sang Unicode trước",
		hintEN: "Open the file and save it as UTF-8 (Notepad: Save as… → Encoding → UTF-8). Text typed with .VnTime (TCVN3) or VNI fonts must be converted to Unicode first",
	},
	"control-character": {
		vi: "có ký tự điều khiển (mã {0}) không nhìn thấy được", en: "there is an invisible control character (code {0})",
		hintVI: "Xóa ký tự ở vị trí này rồi gõ lại; nếu tệp không phải là văn bản thì đổi đuôi .md",
		hintEN: "Delete the character at this place and type it again; if the file is not a text, change its .md ending",
	},
	"not-markdown": {
		vi: "tệp này có phần khai báo nhưng tên kết thúc bằng .txt nên không được đọc", en: "this file has front matter, but its name ends in .txt, so it is not read",
		hintVI: "Đổi tên tệp để kết thúc bằng .md. Trong File Explorer, bật hiện phần mở rộng tên tệp; trong Notepad, chọn Kiểu tệp: Tất cả khi lưu",
		hintEN: "Rename the file to end in .md. Let File Explorer show file name extensions; in Notepad choose the type All files when saving",
	},
	"old-encoding": {
		vi: "dòng này có vẻ gõ bằng phông cũ (bảng mã {0})", en: "this line seems to be typed with an old font (encoding {0})",
		hintVI: "Chuyển văn bản sang Unicode (ví dụ bằng công cụ chuyển mã của bộ gõ) rồi dán lại",
		hintEN: "Convert the text to Unicode, for example with the converter of your input method, and paste it again",
	},
	"too-large": {
		vi: "tệp văn bản quá lớn ({0} MB)", en: "the text file is too large ({0} MB)",
		hintVI: "Một trang chỉ được tối đa {1} MB; hãy tách tệp hoặc đính kèm dưới dạng khác",
		hintEN: "A page may have at most {1} MB; split the file or attach it in another form",
	},
	"unreadable": {
		vi: "không mở được: {0}", en: "cannot be opened: {0}",
		hintVI: "Kiểm tra quyền đọc và xem tệp có đang bị chương trình khác khóa không",
		hintEN: "Check that the file may be read and is not locked by another program",
	},
	"name-undecodable": {
		vi: "tên tệp có ký tự không phải là chữ", en: "the file's name holds what is no text",
		hintVI: "Đổi tên tệp, tốt nhất chỉ dùng chữ không dấu, số và dấu gạch nối",
		hintEN: "Rename the file, best with plain letters, digits and hyphens only",
	},
	"name-twice": {
		vi: "có hai tệp cùng tên này, chỉ khác nhau ở cách mã hóa dấu (dựng sẵn và tổ hợp)", en: "there are two files of this name, spelt with composed and with decomposed letters",
		hintVI: "Xóa hoặc đổi tên một trong hai tệp; trên màn hình hai tên trông giống hệt nhau", hintEN: "Delete or rename one of them; on the screen the two names look the same",
	},
	"link-escapes": {
		vi: "liên kết tượng trưng dẫn ra ngoài thư mục nội dung hoặc không dẫn tới đâu", en: "the symbolic link leads out of the content folder or nowhere",
		hintVI: "Chép hẳn tệp vào thư mục nội dung thay cho liên kết",
		hintEN: "Copy the file itself into the content folder instead of the link",
	},
	"link-to-folder": {
		vi: "liên kết tượng trưng tới một thư mục không được theo", en: "a symbolic link to a folder is not followed",
		hintVI: "Chép hẳn thư mục vào đây, hoặc liên kết từng tệp",
		hintEN: "Copy the folder itself, or link single files",
	},
}
