package diag

// siteTexts are the problems between files.
var siteTexts = map[Code]text{
	"outside-gone": {
		vi: "địa chỉ ngoài “{0}” không còn (HTTP {1})", en: "the outside address “{0}” is gone (HTTP {1})",
		hintVI: "Tìm địa chỉ mới của trang ấy, hoặc bỏ liên kết và ghi tên tài liệu", hintEN: "Find where that page is now, or name the document without a link",
	},
	"outside-offline": {
		vi: "không tới được máy chủ nào trong {1} máy chủ của {0} địa chỉ ngoài: máy này có vẻ không có internet", en: "none of {1} hosts of {0} outside addresses can be reached: this computer seems to be without internet",
		hintVI: "Chạy lại lệnh này trên máy có internet", hintEN: "Run the command again on a computer with internet",
	},
	"outside-dead": {
		vi: "không tới được địa chỉ ngoài “{0}”: {1}", en: "the outside address “{0}” cannot be reached: {1}",
		hintVI: "Kiểm tra kết nối mạng và chính tả của địa chỉ; chạy lại sau nếu máy chủ ấy đang hỏng", hintEN: "Check the network and the spelling of the address; run again later if that host is out of order",
	},
	"address-taken": {
		vi: "địa chỉ “{0}” đã thuộc về {1}", en: "the address “{0}” already belongs to {1}",
		hintVI: "Đổi tên một trong hai tệp, hoặc thêm “slug:” khác nhau", hintEN: "Rename one of the two files, or give them different “slug:” keys",
	},
	"address-reserved": {
		vi: "địa chỉ “{0}” do chương trình tự tạo", en: "the address “{0}” is made by the program itself",
		hintVI: "Đổi tên tệp hoặc thư mục, thêm “slug:”, hoặc chọn địa chỉ cũ khác", hintEN: "Rename the file or folder, add “slug:”, or choose another alias",
	},
	"index-name": {
		vi: "tệp chính của một thư mục phải tên là index.md, không phải {0}", en: "the main file of a folder is named index.md, not {0}",
		hintVI: "Đổi tên tệp thành index.md, viết thường", hintEN: "Rename the file to index.md, in lower case",
	},
	"alias-invalid": {
		vi: "“{0}” không thể là một địa chỉ cũ của trang", en: "“{0}” cannot be a former address",
		hintVI: "Viết đường dẫn trong trang, ví dụ /tin-cu/hop-chi-bo.html", hintEN: "Write a path of this site, for example /old/meeting.html",
	},
	"picture-empty": {
		vi: "ảnh không có đường dẫn tới tệp", en: "the picture names no file",
		hintVI: "Viết tên tệp ảnh trong ngoặc tròn: ![mô tả](anh.jpg)", hintEN: "Write the file's name in the parentheses: ![description](photo.jpg)",
	},
	"link-absolute": {
		vi: "liên kết “{0}” bắt đầu bằng dấu gạch chéo", en: "the link “{0}” begins with a slash",
		hintVI: "Viết đường dẫn tính từ tệp này, ví dụ ../stories/cai-thuoc-la.md", hintEN: "Write the path from this file, for example ../stories/cai-thuoc-la.md",
	},
	"path-escapes": {
		vi: "“{0}” dẫn ra ngoài thư mục nội dung", en: "“{0}” leads out of the content folder",
		hintVI: "Chép tệp vào thư mục nội dung rồi liên kết tới đó", hintEN: "Copy the file into the content folder and link to it there",
	},
	"link-dead": {
		vi: "liên kết “{0}” không dẫn tới tệp nào", en: "the link “{0}” leads to no file",
		hintVI: "Kiểm tra tên tệp và thư mục; đường dẫn tính từ tệp này", hintEN: "Check the names of file and folder; the path counts from this file",
	},
	"link-no-scheme": {
		vi: "liên kết “{0}” không dẫn tới tệp nào", en: "the link “{0}” leads to no file",
		hintVI: "Nếu đó là địa chỉ trên mạng thì thêm https:// ở đầu: https://{0}", hintEN: "If it is an address of the web, begin with https://: https://{0}",
	},
	"link-dead-near": {
		vi: "liên kết “{0}” không dẫn tới tệp nào", en: "the link “{0}” leads to no file",
		hintVI: "Có phải ý bạn là “{1}”?", hintEN: "Did you mean “{1}”?",
	},
	"link-case": {
		vi: "liên kết “{0}” sai chữ hoa, chữ thường", en: "the link “{0}” differs from the file's name in letter case",
		hintVI: "Viết đúng như tên tệp: “{1}”; trên máy chủ Linux hai cách viết là hai tệp khác nhau",
		hintEN: "Write it as the file is named: “{1}”; on a Linux server the two are different files",
	},
	"link-unpublished": {
		vi: "liên kết “{0}” dẫn tới một trang không được đăng: trang ấy {1}", en: "the link “{0}” leads to a page that is not published: it {1}",
		hintVI: "Bỏ liên kết, hoặc đặt đoạn có liên kết giữa hai dòng :::internal và ::: nếu trang kia là nội bộ; chỉ đăng trang kia nếu đúng là được phép công khai",
		hintEN: "Remove the link, or put what holds it between the lines :::internal and ::: where the other page is internal; publish that only if it may be public",
	},
	"issue-item-hidden": {
		vi: "bài “{0}” trong số này không được đăng: bài ấy {1}", en: "“{0}” in this issue is not published: it {1}",
		hintVI: "Bỏ dòng này khỏi số bản tin", hintEN: "Take this line out of the issue",
	},
	"issue-item-unknown": {
		vi: "không có bài nào, hoặc có nhiều bài, mang tên “{0}”", en: "no item, or more than one, is called “{0}”",
		hintVI: "Ghi đường dẫn tới tệp của bài, ví dụ ../news/ten-tep.md", hintEN: "Write the path of the item's file, for example ../news/name.md",
	},
	"issue-title-number": {
		vi: "tên ghi số {0}, còn masthead.issue_no là {1}", en: "the title says number {0}, and masthead.issue_no is {1}",
		hintVI: "Ghi cùng một số ở cả hai chỗ", hintEN: "Write the same number in both",
	},
	"issue-month": {
		vi: "masthead ghi tháng {0} năm {1}, không thuộc kỳ của số (period)", en: "the masthead says month {0} of {1}, which is not in the issue's period",
		hintVI: "Sửa masthead.month, masthead.year hoặc period", hintEN: "Mend masthead.month, masthead.year or period",
	},
	"anchor-missing": {
		vi: "liên kết “{0}”: trang ấy không có mục “#{1}”", en: "the link “{0}”: that page has no part “#{1}”",
		hintVI: "Dùng tên đề mục viết không dấu, nối bằng gạch ngang", hintEN: "Use the heading's text without marks, joined by hyphens",
	},
	"anchor-missing-near": {
		vi: "liên kết “{0}”: trang ấy không có mục “#{1}”", en: "the link “{0}”: that page has no part “#{1}”",
		hintVI: "Có phải ý bạn là “#{2}”?", hintEN: "Did you mean “#{2}”?",
	},
	"not-a-picture": {
		vi: "“{0}” không phải là tệp ảnh mà trình duyệt hiện được", en: "“{0}” is not a picture that browsers show",
		hintVI: "Dùng JPG, PNG, GIF, WebP hoặc SVG; tệp khác thì viết thành liên kết thường", hintEN: "Use JPG, PNG, GIF, WebP or SVG; write an ordinary link for other files",
	},
	"picture-unclean": {
		vi: "không gỡ được những gì máy ảnh hay chương trình vẽ ghi trong ảnh (nơi chụp, ngày chụp, tên người), vì tệp không đúng định dạng", en: "what a camera or a program wrote into the picture (the place, the day, names) cannot be taken out: the file is not as its format should be",
		hintVI: "Mở ảnh bằng chương trình xem ảnh, lưu thành tệp JPEG mới rồi thay tệp này; với hình vẽ SVG thì lưu lại thành SVG thường (Plain SVG)", hintEN: "Open the picture in a viewer, save it as a new JPEG and put that in its place; save a drawing as plain SVG",
	},
	"picture-turned": {
		vi: "ảnh WebP “{0}” ghi rằng phải xoay mới đúng chiều; điều ấy được gỡ khi đăng nên trang sẽ hiện ảnh nằm nghiêng", en: "the WebP picture “{0}” says that it must be turned to stand upright; that is taken out when it is published, and the page shows it lying",
		hintVI: "Mở ảnh bằng chương trình xem ảnh, xoay cho đúng chiều rồi lưu lại, hoặc dùng tệp JPEG gốc của máy ảnh", hintEN: "Turn it in a picture viewer and save it, or use the camera's own JPEG",
	},
	"changed-meanwhile": {
		vi: "tệp bị sửa trong lúc đang xuất trang", en: "the file changed while the site was built",
		hintVI: "Chạy lại lệnh", hintEN: "Run the command again",
	},
	"picture-damaged": {
		vi: "không đọc được ảnh “{0}”", en: "the picture “{0}” cannot be read",
		hintVI: "Mở ảnh bằng chương trình xem ảnh và lưu lại; đuôi tệp phải đúng với loại ảnh", hintEN: "Open it in a picture viewer and save it again; the ending must fit the kind of picture",
	},
	"picture-large": {
		vi: "ảnh “{0}” khai là có {1} × {2} điểm ảnh, quá {3} triệu", en: "the picture “{0}” says that it has {1} × {2} pixels, more than {3} million",
		hintVI: "Mở ảnh bằng chương trình xem ảnh, thu nhỏ và lưu lại; nếu không mở được thì tệp đã hỏng", hintEN: "Open it in a picture viewer, make it smaller and save it; what cannot be opened is damaged",
	},
	"picture-heavy": {
		vi: "tệp ảnh “{0}” nặng {1} MB, quá {2} MB", en: "the picture “{0}” has {1} MB, more than {2} MB",
		hintVI: "Mở ảnh bằng chương trình xem ảnh và lưu lại thành JPEG", hintEN: "Open it in a picture viewer and save it as JPEG",
	},
	"picture-active": {
		vi: "hình vẽ «{0}» có chứa mã lệnh", en: "the drawing “{0}” holds a script",
		hintVI: "Mở bằng chương trình vẽ rồi lưu lại thành SVG thường (Plain SVG), hoặc xuất ra PNG", hintEN: "Save it as plain SVG from a drawing program, or export it as PNG",
	},
	"reference-missing": {
		vi: "không có tệp nào tên “{0}” trong thư mục {1}", en: "there is no file named “{0}” in the folder {1}",
		hintVI: "Viết tên tệp không có đuôi .md", hintEN: "Write the file's name without .md",
	},
	"reference-missing-near": {
		vi: "không có tệp nào tên “{0}”", en: "there is no file named “{0}”",
		hintVI: "Có phải ý bạn là “{1}”?", hintEN: "Did you mean “{1}”?",
	},
	"reference-ambiguous": {
		vi: "có nhiều tệp tên “{0}”", en: "there are several files named “{0}”",
		hintVI: "Viết rõ đường dẫn: “{1}” hoặc “{2}”", hintEN: "Write the path: “{1}” or “{2}”",
	},
	"issue-item-twice": {
		vi: "bài “{0}” đã có trong số này", en: "“{0}” is in this issue already",
		hintVI: "Chỉ để bài ở một chuyên mục", hintEN: "Keep it in one section only",
	},
	"issue-item-revoked": {
		vi: "khen thưởng “{0}” đã bị thu hồi", en: "the award “{0}” was withdrawn",
		hintVI: "Bỏ dòng này khỏi số bản tin", hintEN: "Take this line out of the issue",
	},
	"issue-number-twice": {
		vi: "số {0} đã có ở “{1}”", en: "number {0} is “{1}” already",
		hintVI: "Đánh lại số ở masthead.issue_no", hintEN: "Give another number in masthead.issue_no",
	},
	"issue-number-missing": {
		vi: "trước số {0} còn thiếu số {1}", en: "before number {0}, number {1} is missing",
		hintVI: "Thêm số còn thiếu, hoặc đánh lại số ở masthead.issue_no; số ấy chỉ ra trên giấy thì tắt kiểm tra issue-number-missing ở “checks” trong bulletin.yaml", hintEN: "Add what is missing, or give another number in masthead.issue_no; if it came out on paper only, turn issue-number-missing off under “checks” in bulletin.yaml",
	},
	"reference-kind": {
		vi: "“{0}” không thuộc loại “{1}”", en: "“{0}” is not of the kind “{1}”",
		hintVI: "Kiểm tra lại tên tệp", hintEN: "Check the file's name",
	},
	"menu-page": {
		vi: "trình đơn chỉ tới “{0}”, không có trang ấy hoặc trang chưa đăng", en: "the menu names “{0}”, which does not exist or is not published",
		hintVI: "Viết đường dẫn của tệp trong thư mục nội dung, ví dụ gioi-thieu.md", hintEN: "Write the path of a file in the content folder, for example about.md",
	},
}
