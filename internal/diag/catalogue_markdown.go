package diag

// markdownTexts are the problems of rendering an article's text.
var markdownTexts = map[Code]text{
	"raw-html": {
		vi: "mã HTML “{0}” không được đưa vào trang", en: "the HTML “{0}” is left out of the page",
		hintVI: "Viết bằng cú pháp Markdown, hoặc đặt markdown.unsafe: true trong bulletin.yaml nếu thật sự cần HTML",
		hintEN: "Write it in Markdown, or set markdown.unsafe: true in bulletin.yaml if HTML is really needed",
	},
	"unsafe-link": {
		vi: "không thể liên kết đến “{0}”", en: "cannot link to “{0}”",
		hintVI: "Dùng đường dẫn tương đối trong trang tin (../tin/bai.md) hoặc địa chỉ http:, https:, mailto:, tel:; tệp trên máy của bạn phải được chép vào thư mục nội dung",
		hintEN: "Use a path within the site (../news/item.md) or an http:, https:, mailto: or tel: address; a file on your own computer has to be copied into the content folder",
	},
	"link-empty": {
		vi: "liên kết không có địa chỉ", en: "the link has no address",
		hintVI: "Điền địa chỉ vào giữa hai dấu ngoặc tròn: [chữ hiển thị](địa-chỉ)",
		hintEN: "Put the address between the round brackets: [text](address)",
	},
	"link-blank": {
		vi: "tên tệp “{0}” có dấu cách nên liên kết này không có tác dụng", en: "the file name “{0}” holds a blank, so this is no link",
		hintVI: "Đổi tên tệp cho không có dấu cách (anh-hop.jpg), hoặc đặt tên giữa hai dấu < >: (<{0}>)",
		hintEN: "Rename the file without blanks (photo-1.jpg), or put the name between < and >: (<{0}>)",
	},
	"link-quotes": {
		vi: "lời chú thích sau “{0}” không đặt đúng trong ngoặc kép nên liên kết này không có tác dụng", en: "what follows “{0}” is not quoted as it should be, so this is no link",
		hintVI: "Dùng dấu ngoặc kép thẳng, không phải dấu cong của Word, và trong lời chú thích không dùng lại dấu ấy: ({0} \"Quang cảnh ngày hội\")",
		hintEN: "Use straight quotes, not the curly ones of Word, and none of them within: ({0} \"The fair\")",
	},
	"link-open": {
		vi: "sau “{0}” thiếu dấu ngoặc tròn đóng nên liên kết này không có tác dụng", en: "the bracket before “{0}” is not closed, so this is no link",
		hintVI: "Thêm dấu ) ngay sau tên tệp: ({0})", hintEN: "Put a ) behind the file's name: ({0})",
	},
	"link-apart": {
		vi: "giữa hai dấu ] và ( có dấu cách nên “{0}” chỉ hiện thành chữ", en: "there is a blank between ] and (, so “{0}” is shown as mere text",
		hintVI: "Xóa dấu cách ấy nếu đây là liên kết: [chữ hiển thị]({0})", hintEN: "Remove it if this is to be a link: [text]({0})",
	},
	"image-without-alt": {
		vi: "ảnh không có lời mô tả", en: "the picture has no description",
		hintVI: "Viết lời mô tả vào giữa hai dấu ngoặc vuông: ![Chi bộ họp tháng 3](anh.jpg)",
		hintEN: "Describe it between the square brackets: ![The cell meets in March](photo.jpg)",
	},
	"image-without-words": {
		vi: "ảnh không có lời mô tả", en: "the picture has no description",
		hintVI: "Thêm khóa alt: {file: anh.jpg, alt: Chi bộ họp tháng 3}", hintEN: "Add the key alt: {file: photo.jpg, alt: The cell meets in March}",
	},
	"image-external": {
		vi: "ảnh “{0}” nằm ở trang mạng khác nên chỉ hiện thành liên kết", en: "the picture “{0}” lies on another site, so only a link to it is shown",
		hintVI: "Lưu ảnh vào thư mục của bài rồi dùng tên tệp, để trang xem được khi không có mạng",
		hintEN: "Save the picture in the article's folder and use its file name, so that the page works without a network",
	},
	"heading-empty": {
		vi: "đề mục không có chữ", en: "the heading has no text",
		hintVI: "Viết tên đề mục sau các dấu #, hoặc bỏ dòng này", hintEN: "Write the heading after the # signs, or remove the line",
	},
	"heading-id-twice": {
		vi: "mã đề mục “{0}” đã được dùng", en: "the heading id “{0}” is already taken",
		hintVI: "Chọn mã khác trong {#…}", hintEN: "Choose another id in {#…}",
	},
	"heading-skips": {
		vi: "đề mục cấp {0} bỏ qua cấp {1}", en: "the level {0} heading skips level {1}",
		hintVI: "Dùng đề mục cấp {1} để người dùng trình đọc màn hình không bị lạc",
		hintEN: "Use level {1}, so that readers with a screen reader do not get lost",
	},
	"footnote-missing": {
		vi: "chú thích [^{0}] chưa có nội dung", en: "the footnote [^{0}] has no text",
		hintVI: "Thêm một dòng “[^{0}]: nội dung chú thích” ở cuối bài",
		hintEN: "Add a line “[^{0}]: the footnote's text” at the end of the article",
	},
	"footnote-twice": {
		vi: "chú thích [^{0}] có nội dung hai lần; chỉ lần đầu được dùng", en: "the footnote [^{0}] has two texts; only the first is used",
		hintVI: "Đặt tên khác cho chú thích thứ hai", hintEN: "Give the second footnote another name",
	},
	"callout-unknown": {
		vi: "không có loại khung “{0}”", en: "there is no callout “{0}”",
		hintVI: "Dùng một trong: GHI CHÚ, LƯU Ý, MẸO, QUAN TRỌNG, CẢNH BÁO, THẬN TRỌNG",
		hintEN: "Use one of: NOTE, TIP, IMPORTANT, WARNING, CAUTION",
	},
}
