package diag

// themeTexts are the problems of templates, strings and assets.
var themeTexts = map[Code]text{
	"theme-unreadable": {
		vi: "không đọc được giao diện: {0}", en: "the theme cannot be read: {0}",
		hintVI: "Kiểm tra quyền truy cập thư mục này",
		hintEN: "Check the permissions of this folder",
	},
	"theme-yaml": {
		vi: "YAML sai: {0}", en: "invalid YAML: {0}",
		hintVI: "Sửa dòng này; chuỗi có dấu hai chấm hoặc bắt đầu bằng { phải đặt trong dấu nháy",
		hintEN: "Mend this line; a text with a colon or an opening { must stand in quotes",
	},
	"theme-too-new": {
		vi: "giao diện cần phiên bản View {0}, chương trình này có {1}", en: "the theme needs View version {0}, this program has {1}",
		hintVI: "Cập nhật bulletin, hoặc dùng phiên bản cũ hơn của giao diện",
		hintEN: "Update bulletin, or use an older version of the theme",
	},
	"theme-template": {
		vi: "mẫu trang sai: {0}", en: "the template is wrong: {0}",
		hintVI: "Sửa dòng này, hoặc xóa tệp để dùng lại mẫu có sẵn",
		hintEN: "Mend this line, or delete the file to use the built-in template again",
	},
	"theme-template-context": {
		vi: "giá trị đứng ở chỗ không thể mã hóa an toàn: {0}", en: "a value stands where it cannot be escaped safely: {0}",
		hintVI: "Đặt thuộc tính trong dấu nháy và không ghép giá trị vào tên thẻ, tên thuộc tính, script hay style",
		hintEN: "Quote attributes, and keep values out of tag names, attribute names, scripts and styles",
	},
	"theme-template-duplicate": {
		vi: "mẫu con “{0}” đã được định nghĩa trong {1}", en: "the template “{0}” is already defined in {1}",
		hintVI: "Đổi tên một trong hai mẫu",
		hintEN: "Rename one of the two",
	},
	"theme-partial-unknown": {
		vi: "không có mẫu con “{0}”", en: "there is no template “{0}”",
		hintVI: "Mẫu con là tệp trong layouts/partials/, gọi bằng \"partials/TÊN.html\"",
		hintEN: "A partial is a file in layouts/partials/, called as \"partials/NAME.html\"",
	},
	"theme-layout-missing": {
		vi: "thiếu mẫu trang “{0}”", en: "the layout “{0}” is missing",
		hintVI: "Thêm tệp layouts/{0}.html",
		hintEN: "Add the file layouts/{0}.html",
	},
	"theme-layout-unknown": {
		vi: "không có mẫu trang “{0}”", en: "there is no layout “{0}”",
		hintVI: "Thêm tệp layouts/{0}.html, hoặc chọn một mẫu có sẵn: {1}",
		hintEN: "Add the file layouts/{0}.html, or choose one of: {1}",
	},
	"theme-render": {
		vi: "không dựng được trang {0}: {1}", en: "the page {0} cannot be rendered: {1}",
		hintVI: "Sửa dòng này của mẫu trang, hoặc xóa tệp để dùng lại mẫu có sẵn",
		hintEN: "Mend this line of the template, or delete the file to use the built-in one again",
	},
	"theme-string-unknown": {
		vi: "không có chuỗi “{0}”", en: "there is no string “{0}”",
		hintVI: "Thêm “{0}” vào strings/vi.yaml và strings/en.yaml",
		hintEN: "Add “{0}” to strings/vi.yaml and strings/en.yaml",
	},
	"theme-string-missing": {
		vi: "chuỗi “{0}” thiếu trong tiếng “{1}”", en: "the string “{0}” is missing in language “{1}”",
		hintVI: "Thêm “{0}” vào strings/{1}.yaml; tạm thời dùng ngôn ngữ khác",
		hintEN: "Add “{0}” to strings/{1}.yaml; until then another language is used",
	},
	"theme-string-unused": {
		vi: "chuỗi “{0}” không được dùng ở đâu", en: "the string “{0}” is used nowhere",
		hintVI: "Kiểm tra chính tả của khóa, hoặc xóa dòng này",
		hintEN: "Check the spelling of the key, or delete this line",
	},
	"theme-string-duplicate": {
		vi: "khóa “{0}” xuất hiện hai lần, lần đầu ở dòng {1}", en: "the key “{0}” appears twice, first on line {1}",
		hintVI: "Giữ lại một trong hai dòng",
		hintEN: "Keep one of the two lines",
	},
	"theme-string-shape": {
		vi: "“{0}” phải là một chuỗi, một nhóm chuỗi hoặc các dạng số ít, số nhiều", en: "“{0}” must be a text, a group of texts or plural forms",
		hintVI: "Viết KHÓA: \"chuỗi\", hoặc các dạng one/other có ít nhất other",
		hintEN: "Write KEY: \"text\", or the forms one/other with at least other",
	},
	"theme-string-placeholder": {
		vi: "“{0}” dùng chỗ trống số {1} mà chuỗi gốc không có", en: "“{0}” uses placeholder number {1}, which the original text does not have",
		hintVI: "Chuỗi gốc: “{2}”",
		hintEN: "The original text: “{2}”",
	},
	"theme-asset-unknown": {
		vi: "không có tệp “{0}” trong assets/", en: "there is no file “{0}” in assets/",
		hintVI: "Thêm tệp assets/{0}, hoặc sửa tên",
		hintEN: "Add the file assets/{0}, or mend the name",
	},
	"theme-asset-external": {
		vi: "tệp kiểu trỏ ra ngoài: {0}", en: "the style sheet points outside: {0}",
		hintVI: "Trang không được xin gì từ mạng: chép tệp đó vào assets/ và dùng đường dẫn tương đối",
		hintEN: "Pages ask the network for nothing: copy the file to assets/ and use a relative path",
	},
	"theme-css-import": {
		vi: "không gộp được @import {0}", en: "@import {0} cannot be taken in",
		hintVI: "Chỉ dùng @import \"tệp.css\"; với đường dẫn tương đối, không kèm điều kiện, không xoay vòng",
		hintEN: "Only @import \"file.css\"; works: a relative path, no conditions, no circles",
	},
	"theme-css": {
		vi: "CSS sai: {0}", en: "invalid CSS: {0}",
		hintVI: "Sửa dòng này của tệp kiểu", hintEN: "Mend this line of the style sheet",
	},
}
