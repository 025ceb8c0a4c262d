package diag

// configTexts are the problems of bulletin.yaml.
var configTexts = map[Code]text{
	"menu-item": {
		vi: "một mục của trình đơn cần đúng một trong hai khóa page hoặc url; mục có url cần thêm label", en: "a menu item needs exactly one of page and url; one with url needs a label too",
		hintVI: "Ví dụ: - {label: Giới thiệu, page: gioi-thieu.md}", hintEN: "For example: - {label: About, page: about.md}",
	},
	"timezone-unknown": {
		vi: "không có múi giờ “{0}”", en: "there is no time zone “{0}”",
		hintVI: "Giờ Việt Nam là Asia/Ho_Chi_Minh", hintEN: "Vietnam's is Asia/Ho_Chi_Minh",
	},
	"base-url": {
		vi: "“{0}” không phải là địa chỉ gốc của một trang web", en: "“{0}” is not a site's address",
		hintVI: "Viết đầy đủ, ví dụ https://bantin.example.vn/ hoặc để trống", hintEN: "Write it in full, for example https://bulletin.example.vn/, or leave it empty",
	},
	"content-missing": {
		vi: "không có thư mục nội dung “{0}”", en: "there is no content folder “{0}”",
		hintVI: "Tạo thư mục ấy, hoặc ghi tên đúng sau “content:” trong bulletin.yaml", hintEN: "Create the folder, or name the right one after “content:” in bulletin.yaml",
	},
	"theme-missing": {
		vi: "không có giao diện “{0}” trong thư mục themes", en: "there is no theme “{0}” in the folder themes",
		hintVI: "Chép giao diện vào themes/{0}, hoặc xóa dòng “theme:” để dùng giao diện có sẵn", hintEN: "Copy the theme to themes/{0}, or delete the line “theme:” to use the built-in one",
	},
	"output-internal": {
		vi: "bản nội bộ không được ghi vào “{0}”: đó là nơi của bản công khai", en: "the internal site cannot go to “{0}”: that is the public one's place",
		hintVI: "Bỏ --destination, hoặc chọn thư mục khác; không có cờ ấy thì bản nội bộ ở thư mục có đuôi -internal", hintEN: "Leave --destination out, or choose another folder; without it the internal site goes to the folder that ends in -internal",
	},
	"output-in-source": {
		vi: "kết quả không thể ghi vào “{0}”: thư mục “{1}” là nơi chương trình đọc", en: "the output cannot go to “{0}”: the folder “{1}” is read from",
		hintVI: "Chọn một thư mục riêng cho kết quả, ví dụ public", hintEN: "Choose a folder of the output's own, for example public",
	},
	"config-path": {
		vi: "thư mục “{1}” của “{0}” không dùng được", en: "the folder “{1}” of “{0}” cannot be used",
		hintVI: "Viết tên một thư mục nằm trong thư mục của trang", hintEN: "Write the name of a folder inside the site's folder",
	},
	"award-key": {
		vi: "“{0}” không dùng làm khóa của một danh hiệu được", en: "“{0}” cannot be an award's key",
		hintVI: "Chỉ dùng chữ thường không dấu, số và gạch dưới, ví dụ gk_cong_doan", hintEN: "Use plain lower-case letters, digits and underscores, for example gk_cong_doan",
	},
	"award-key-twice": {
		vi: "khóa “{0}” được dùng cho hai danh hiệu", en: "the key “{0}” is given to two awards",
		hintVI: "Đặt khóa khác cho một trong hai", hintEN: "Give one of them another key",
	},
}
