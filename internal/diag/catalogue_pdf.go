package diag

// pdfTexts are the problems of printing a page to PDF.
var pdfTexts = map[Code]text{
	"browser-missing": {
		vi:     "không tìm thấy trình duyệt để in ra PDF",
		en:     "there is no browser to print the PDF with",
		hintVI: "Cài Google Chrome, Microsoft Edge hoặc Chromium (Debian, Ubuntu: apt install chromium), hoặc chỉ rõ chương trình bằng --browser",
		hintEN: "Install Google Chrome, Microsoft Edge or Chromium (Debian, Ubuntu: apt install chromium), or name the program with --browser",
	},
	"browser-not-there": {
		vi:     "không dùng được “{0}” làm trình duyệt: {1}",
		en:     "“{0}” cannot be used as the browser: {1}",
		hintVI: "Kiểm tra đường dẫn sau --browser, hoặc bỏ --browser để chương trình tự tìm Chrome, Edge hay Chromium",
		hintEN: "Check the path after --browser, or leave --browser out and Chrome, Edge or Chromium is found by itself",
	},
	"browser-start": {
		vi:     "“{0}” không khởi động được như một trình duyệt: {1}",
		en:     "“{0}” did not start as a browser: {1}",
		hintVI: "Mở thử trình duyệt ấy bằng tay; nếu không được, cài lại Chrome, Edge hay Chromium, hoặc chỉ chương trình khác bằng --browser",
		hintEN: "Try to open that browser by hand; if that fails, install Chrome, Edge or Chromium again, or name another with --browser",
	},
	"browser-sandbox": {
		vi:     "hệ thống không cho trình duyệt “{0}” tạo vùng cách ly (sandbox): {1}",
		en:     "the system does not let the browser “{0}” make its sandbox: {1}",
		hintVI: "Người quản trị có thể cho phép user namespace; trong container, đưa vào --browser một tập lệnh gọi trình duyệt với --no-sandbox",
		hintEN: "An administrator can allow user namespaces; in a container, give --browser a script that calls the browser with --no-sandbox",
	},
	"browser-ended": {
		vi:     "trình duyệt “{0}” ngừng hoạt động khi đang in: {1}",
		en:     "the browser “{0}” stopped while it was printing: {1}",
		hintVI: "Chạy lại lệnh; nếu vẫn thế, đóng bớt chương trình cho đủ bộ nhớ hoặc cập nhật trình duyệt",
		hintEN: "Run the command again; if it happens again, close other programs to free memory or update the browser",
	},
	"browser-old": {
		vi:     "trình duyệt phiên bản {0} không in được số trang và dòng đầu trang",
		en:     "version {0} of the browser prints no page numbers and no running heads",
		hintVI: "Cập nhật trình duyệt lên phiên bản {1} trở lên rồi in lại",
		hintEN: "Update the browser to version {1} or newer and print again",
	},
	"print-limit": {
		vi:     "trang chưa in xong sau {0}{1}",
		en:     "the page was not printed within {0}{1}",
		hintVI: "Chạy lại khi máy bớt bận; nếu vẫn thế, thu nhỏ ảnh hoặc chia trang thành nhiều phần",
		hintEN: "Run the command again when the computer is less busy; if it happens again, make pictures smaller or divide the page",
	},
	"print-missing": {
		vi:     "trang in cần “{0}”, nhưng không có tệp ấy",
		en:     "the printed page needs “{0}”, and there is no such file",
		hintVI: "Tạo lại trang web rồi in lại; nếu vẫn thế, xem lại giao diện (theme) của trang",
		hintEN: "Build the site and print again; if it happens again, look at the theme's layouts and styles",
	},
	"print-outside": {
		vi:     "trang in đòi tải “{0}” từ bên ngoài, nên không được đáp ứng",
		en:     "the printed page asks for “{0}” outside the site, which is not given",
		hintVI: "Chép tệp ấy vào trang web và liên kết tới bản sao",
		hintEN: "Copy the file into the site and refer to the copy",
	},
	"print-number": {
		vi:     "mục lục hỏi số trang của “{0}”, nhưng trang in không có mục ấy",
		en:     "the contents ask for the page of “{0}”, which is not on the printed page",
		hintVI: "Sửa data-page-of cho đúng với id của một phần tử được in",
		hintEN: "Make data-page-of the id of an element that is printed",
	},
	"print-unsettled": {
		vi:     "số trang trong mục lục vẫn thay đổi sau {0} lần in",
		en:     "the page numbers of the contents still change after {0} passes",
		hintVI: "Dành chỗ cố định cho số trang, ví dụ width: 3em",
		hintEN: "Give the numbers a fixed place, for example width: 3em",
	},
}
