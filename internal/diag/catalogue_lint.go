package diag

// lintTexts are the problems of a text as it stands in its file.
var lintTexts = map[Code]text{
	"text-not-composed": {
		vi: "có {0} chữ gõ theo bảng mã Unicode tổ hợp (dấu tách rời chữ)", en: "{0} letters are spelt with separate marks (decomposed Unicode)",
		hintVI: "Chương trình đã tự đọc theo Unicode dựng sẵn nên trang vẫn đúng; hãy chọn “Unicode dựng sẵn” trong bộ gõ, hoặc chuyển mã rồi lưu lại tệp",
		hintEN: "The page is right all the same; choose composed Unicode in your input method, or convert the file and save it",
	},
	"no-break-space": {
		vi: "có dấu cách không ngắt dòng ({0}) giữa các chữ", en: "there is a no-break space ({0}) between words",
		hintVI: "Xóa rồi gõ lại dấu cách thường; dấu này thường theo vào khi dán từ Word hoặc từ trang web", hintEN: "Delete it and type an ordinary space; it usually comes with text pasted from Word or a web page",
	},
	"invisible-character": {
		vi: "có ký tự không nhìn thấy được ({0})", en: "there is an invisible character ({0})",
		hintVI: "Xóa ký tự ở vị trí này, hoặc xóa cả từ rồi gõ lại; nó làm cho tìm kiếm không thấy từ này", hintEN: "Delete the character at this place, or the whole word, and type it again; it keeps the word from being found",
	},
	"tone-mixed": {
		vi: "“{0}” đặt dấu thanh khác với đa số các từ cùng loại", en: "“{0}” places its tone mark unlike most such words",
		hintVI: "Viết thống nhất một kiểu: “{1}”", hintEN: "Keep to one style: “{1}”",
	},
	"tone-misplaced": {
		vi: "“{0}” đặt dấu thanh sai chỗ", en: "“{0}” has its tone mark on the wrong letter",
		hintVI: "Viết là “{1}”", hintEN: "Write “{1}”",
	},
	"word-doubled": {
		vi: "lặp từ: “{0}”", en: "“{0}” stands twice",
		hintVI: "Xóa một trong hai từ; nếu cố ý viết lặp thì ghi ngoại lệ ở dòng trước kèm lý do", hintEN: "Delete one of the two; if it is meant, record an exception with its reason on the line before",
	},
	"typing-slip": {
		vi: "“{0}” có thể là lỗi gõ hoặc lỗi chính tả", en: "“{0}” is probably a slip of typing or spelling",
		hintVI: "Có phải ý bạn là “{1}”?", hintEN: "Did you mean “{1}”?",
	},
	"secrecy-marker": {
		vi: "có dấu chỉ độ mật “{0}” trong mục đăng công khai", en: "the secrecy marker “{0}” stands in a public item",
		hintVI: "Không được đăng nội dung thuộc bí mật nhà nước: đưa mục này ra khỏi trang công khai và báo người phụ trách. Nếu chỉ nhắc đến độ mật thì ghi {1}",
		hintEN: "State secrets must not be published: take the item off the public site and tell the person in charge. If the marker is only spoken of, write {1}",
	},
	"citizen-number": {
		vi: "có số định danh cá nhân (căn cước công dân) “{0}” trong mục đăng công khai", en: "the citizen identity number “{0}” stands in a public item",
		hintVI: "Xóa số này, hoặc chuyển mục sang nội bộ; nếu không phải số định danh thì ghi {1}", hintEN: "Delete it, or make the item internal; if it is no such number, write {1}",
	},
	"old-identity-number": {
		vi: "có số chứng minh nhân dân “{0}” trong mục đăng công khai", en: "the identity card number “{0}” stands in a public item",
		hintVI: "Xóa số này, hoặc chuyển mục sang nội bộ; nếu không phải số chứng minh nhân dân thì ghi {1}", hintEN: "Delete it, or make the item internal; if it is no such number, write {1}",
	},
	"phone-number": {
		vi: "có số điện thoại “{0}” trong mục đăng công khai", en: "the telephone number “{0}” stands in a public item",
		hintVI: "Xóa số này, hoặc chuyển mục sang nội bộ; nếu là số đường dây nóng cơ quan đã công bố thì ghi {1}", hintEN: "Delete it, or make the item internal; if it is a number that the agency publishes, write {1}",
	},
	"birth-date": {
		vi: "có ngày sinh “{0}” trong mục đăng công khai", en: "the birth date “{0}” stands in a public item",
		hintVI: "Xóa ngày sinh hoặc chỉ ghi năm; nếu được phép công bố thì ghi {1}", hintEN: "Delete it or give the year only; if it may be published, write {1}",
	},
	"party-card": {
		vi: "có số thẻ đảng viên “{0}” trong mục đăng công khai", en: "the Party card number “{0}” stands in a public item",
		hintVI: "Xóa số thẻ, hoặc chuyển mục sang nội bộ; nếu được phép công bố thì ghi {1}", hintEN: "Delete it, or make the item internal; if it may be published, write {1}",
	},
	"address-private": {
		vi: "địa chỉ “{0}” trên trang công khai có số “{1}”, trông như số điện thoại, số căn cước hoặc số chứng minh nhân dân", en: "the public address “{0}” holds “{1}”, which looks like a telephone, citizen or identity card number",
		hintVI: "Đổi tên tệp, thư mục, khóa slug hoặc aliases cho không còn số này, rồi sửa các liên kết dẫn tới đó", hintEN: "Rename the file or the folder, or change its slug or aliases, and mend the links that lead to it",
	},
	"attachment-names": {
		vi: "tệp đính kèm ghi tên người trong thuộc tính: {0}", en: "the attachment names people in its properties: {0}",
		hintVI: "Tệp được đăng nguyên như đang có. Word, Excel, PowerPoint: vào Tệp > Thông tin > Kiểm tra Tài liệu, xóa thuộc tính và thông tin cá nhân, lưu rồi xuất lại PDF. Nếu công khai được thì ghi mã này với off ở khóa checks của bulletin.yaml",
		hintEN: "It is published as it is. Word, Excel, PowerPoint: File > Info > Inspect Document, remove properties and personal information, save, and make the PDF anew. If all such names are public, set this code to off under checks in bulletin.yaml",
	},
	"attachment-private": {
		vi: "nội dung tệp đính kèm có {0}, trông như số riêng của người, ngày sinh hoặc dấu mật", en: "the attachment says {0}, which looks like a person's number, a birth date or a mark of secrecy",
		hintVI: "Tệp được đăng nguyên như đang có: xóa các chỗ ấy trong tệp (cả nhận xét và phần đã xóa có theo dõi), hoặc chuyển mục sang nội bộ. Nếu công khai được thì ghi mã này với off ở khóa checks của bulletin.yaml",
		hintEN: "It is published as it is: delete that in the file (comments and tracked changes too), or make the item internal. If it may be public, set this code to off under checks in bulletin.yaml",
	},
	"attachment-place": {
		vi: "tệp đính kèm ghi nơi chụp hoặc nơi quay (tọa độ GPS)", en: "the attachment tells where something in it was taken (GPS)",
		hintVI: "Tệp được đăng nguyên như đang có. Windows: bấm chuột phải vào tệp > Thuộc tính > Chi tiết > Xóa Thuộc tính và Thông tin Cá nhân; phim thì xuất lại bằng chương trình dựng; ảnh thì lưu thành JPEG rồi đặt vào bài",
		hintEN: "It is published as it is. Windows: right-click > Properties > Details > Remove Properties and Personal Information; export a film anew; save a picture as JPEG and put that into the text",
	},
	"exception-syntax": {
		vi: "không hiểu ngoại lệ “{0}”", en: "the exception “{0}” is not understood",
		hintVI: "Viết: bulletin: allow MÃ NỘI-DUNG: lý do; ví dụ bulletin: allow phone-number 0208.3855.000: đường dây nóng của cơ quan",
		hintEN: "Write: bulletin: allow CODE TEXT: reason; for example bulletin: allow phone-number 0208.3855.000: the agency's hotline",
	},
	"exception-between-rows": {
		vi: "ngoại lệ đứng giữa hai dòng của một bảng nên cắt đôi bảng: {0}", en: "an exception stands between two rows of a table, which ends there: {0}",
		hintVI: "Chuyển ngoại lệ vào trong ô, hoặc lên trên dòng đầu của bảng", hintEN: "Move it into the cell, or above the first row of the table",
	},
	"exception-without-reason": {
		vi: "ngoại lệ cho “{0}” chưa ghi lý do nên không có hiệu lực", en: "the exception for “{0}” gives no reason and so allows nothing",
		hintVI: "Thêm dấu hai chấm, một dấu cách rồi đến lý do vào cuối ngoại lệ", hintEN: "Add a colon, a space and the reason at its end",
	},
	"exception-unused": {
		vi: "ngoại lệ ({0}) không còn ứng với chỗ nào ở dòng này hoặc dòng sau", en: "the exception ({0}) matches nothing on this line or the next",
		hintVI: "Ngoại lệ chỉ có hiệu lực ở dòng của nó, dòng ngay dưới, hoặc bảng ngay dưới: chuyển nó đến đó, sửa lại cho đúng nội dung được phép, hoặc xóa đi",
		hintEN: "It holds on its line, on the next, and in a table that begins there: move it, correct the text that it allows, or delete it",
	},
}
