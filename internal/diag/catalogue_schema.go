package diag

// schemaTexts are the problems of YAML and of typed keys.
var schemaTexts = map[Code]text{
	"yaml-syntax": {
		vi: "phần khai báo viết không đúng cú pháp ({0})", en: "this is not valid YAML ({0})",
		hintVI: "Mỗi dòng có dạng “khóa: giá trị”; các dòng con thụt vào bằng dấu cách",
		hintEN: "Each line reads “key: value”; nested lines are indented with spaces",
	},
	"yaml-colon": {
		vi: "giá trị có dấu hai chấm mà không nằm trong ngoặc kép", en: "a value holds a colon but is not quoted",
		hintVI: `Đặt cả giá trị trong ngoặc kép, ví dụ: title: "Họp chi bộ: tháng 7"`,
		hintEN: `Put the whole value into quotes, for example: title: "Cell meeting: July"`,
	},
	"yaml-no-space": {
		vi: "sau dấu hai chấm của “{0}” không có dấu cách", en: "there is no space after the colon of “{0}”",
		hintVI: "Viết “{0}: giá trị”, có một dấu cách sau dấu hai chấm", hintEN: "Write “{0}: value”, with a space after the colon",
	},
	"yaml-no-colon": {
		vi: "dòng này không có dấu hai chấm sau tên khóa", en: "this line has no colon after a key",
		hintVI: `Viết “khóa: giá trị”; nếu dòng này nối tiếp giá trị ở trên thì đặt cả giá trị trong ngoặc kép và thụt dòng này vào hai dấu cách`,
		hintEN: "Write “key: value”; if the line goes on with the value above, quote the whole value and indent this line by two spaces",
	},
	"yaml-quote": {
		vi: "sau dấu ngoặc kép đóng giá trị còn có chữ", en: "something follows the quote that ends the value",
		hintVI: `Trong giá trị đặt giữa hai dấu " không dùng lại dấu ấy; dùng “ ”, ví dụ: title: "Chuyên đề “Nêu gương”"`,
		hintEN: `A value between " and " holds no other such quote; use “ ”, for example: title: "The theme “Example”"`,
	},
	"yaml-tab": {
		vi: "dòng này thụt vào bằng phím Tab", en: "this line is indented with the Tab key",
		hintVI: "Xóa chỗ thụt vào; nếu đây là khóa con thì thụt vào bằng hai dấu cách",
		hintEN: "Delete the indentation; if this is an inner key, indent it by two spaces",
	},
	"yaml-unclosed": {
		vi: "có dấu ngoặc mở mà không đóng", en: "a quote or bracket is opened but never closed",
		hintVI: `Đóng dấu " ' ] hoặc } còn thiếu trước dòng này`,
		hintEN: `Close the missing " ' ] or } before this line`,
	},
	"yaml-character": {
		vi: "ký tự này không thể đứng đầu một giá trị", en: "a value cannot begin with this character",
		hintVI: "Đặt giá trị trong ngoặc kép; dùng dấu cách chứ không dùng phím Tab để thụt dòng",
		hintEN: "Put the value into quotes; indent with spaces, not with the Tab key",
	},
	"yaml-control": {
		vi: "có ký tự điều khiển không nhìn thấy được", en: "there is an invisible control character",
		hintVI: "Xóa dòng này và gõ lại", hintEN: "Delete this line and type it again",
	},
	"yaml-backslash": {
		vi: "trong ngoặc kép, dấu \\ mở đầu một ký hiệu của YAML, và ở đây không có ký hiệu nào như thế", en: "in double quotes \\ begins a sign of YAML, and there is none like this",
		hintVI: `Đặt giá trị trong ngoặc đơn, ví dụ: '\\MAYCHU\BanTin'`,
		hintEN: `Put the value into single quotes, for example: '\\SERVER\Bulletin'`,
	},
	"yaml-indent": {
		vi: "dòng này không thẳng hàng với các dòng cùng cấp ở trên", en: "this line does not stand in one column with the lines above that it belongs to",
		hintVI: "Các khóa của một mục bắt đầu ở cùng một cột; các dấu gạch “- ” của một danh sách cũng vậy",
		hintEN: "The keys of one entry begin in the same column, and so do the “- ” of one list",
	},
	"yaml-escape": {
		vi: "trong ngoặc kép có ký tự điều khiển viết bằng dấu \\", en: "the quoted text holds a control character written with \\",
		hintVI: "Xóa ký hiệu ấy (ví dụ \\0, \\e); nếu muốn chính dấu gạch chéo ngược, như trong đường dẫn của Windows, thì đặt giá trị trong ngoặc đơn",
		hintEN: "Remove it (such as \\0 or \\e); if backslashes are meant, as in a path of Windows, put the value into single quotes",
	},
	"yaml-anchor": {
		vi: "dấu & và * của YAML (nhãn, tham chiếu) không được dùng ở đây", en: "YAML anchors and aliases (& and *) are not used here",
		hintVI: "Viết lại giá trị đầy đủ, hoặc đặt trong ngoặc kép nếu đó là chữ",
		hintEN: "Write the value out, or quote it if it is text",
	},
	"yaml-tag": {
		vi: "thẻ kiểu của YAML ({0}) không được dùng ở đây", en: "YAML type tags ({0}) are not used here",
		hintVI: "Bỏ thẻ đi, hoặc đặt giá trị trong ngoặc kép nếu đó là chữ",
		hintEN: "Remove the tag, or quote the value if it is text",
	},
	"yaml-documents": {
		vi: "có nhiều hơn một phần YAML", en: "there is more than one YAML document",
		hintVI: "Xóa dòng “---” hoặc “...” thừa bên trong", hintEN: "Remove the extra “---” or “...” line inside",
	},
	"want-keys": {
		vi: "phần này phải là các dòng “khóa: giá trị”", en: "this must be lines of “key: value”",
		hintVI: `Ví dụ: title: "Sinh hoạt chi bộ tháng 7"`, hintEN: `For example: title: "Cell meeting in July"`,
	},
	"key-not-text": {
		vi: "tên khóa phải là chữ", en: "a key must be plain text",
		hintVI: "Viết khóa dưới dạng “khóa: giá trị”", hintEN: "Write it as “key: value”",
	},
	"unknown-key": {
		vi: "không có khóa “{0}”", en: "there is no key “{0}”",
		hintVI: "Các khóa dùng được: {1}", hintEN: "The keys are: {1}",
	},
	"unknown-key-near": {
		vi: "không có khóa “{0}”", en: "there is no key “{0}”",
		hintVI: "Có phải ý bạn là “{1}”?", hintEN: "Did you mean “{1}”?",
	},
	"duplicate-key": {
		vi: "khóa “{0}” được viết hai lần (lần đầu ở dòng {1})", en: "the key “{0}” is given twice (first on line {1})",
		hintVI: "Giữ một dòng và xóa dòng kia", hintEN: "Keep one line and delete the other",
	},
	"missing-key": {
		vi: "thiếu “{0}” ({1})", en: "“{0}” ({1}) is missing",
		hintVI: "Thêm một dòng “{0}: …”", hintEN: "Add a line “{0}: …”",
	},
	"key-empty": {
		vi: "khóa “{0}” không có giá trị", en: "the key “{0}” has no value",
		hintVI: "Viết giá trị sau “{0}:”, hoặc xóa dòng này nếu khóa không bắt buộc",
		hintEN: "Write the value after “{0}:”, or delete the line if the key is not required",
	},
	"want-mapping": {
		vi: "“{0}” phải gồm các dòng con “khóa: giá trị”", en: "“{0}” takes nested lines of “key: value”",
		hintVI: "Xuống dòng sau “{0}:” và viết từng khóa con thụt vào hai dấu cách",
		hintEN: "Begin a new line after “{0}:” and write each inner key indented by two spaces",
	},
	"want-list": {
		vi: "“{0}” phải là một danh sách", en: "“{0}” takes a list",
		hintVI: "Viết [{1}] hoặc mỗi mục một dòng bắt đầu bằng dấu gạch “- ”",
		hintEN: "Write [{1}], or one item a line beginning with “- ”",
	},
	"want-text": {
		vi: "“{0}” chỉ nhận một giá trị", en: "“{0}” takes a single value",
		hintVI: "Viết giá trị ngay sau dấu hai chấm, không viết danh sách hay khóa con",
		hintEN: "Write the value right after the colon, not a list or nested keys",
	},
	"want-number": {
		vi: "“{0}” phải là số nguyên, không phải “{1}”", en: "“{0}” takes a whole number, not “{1}”",
		hintVI: "Chỉ viết chữ số, không có dấu ngoặc hay dấu chấm", hintEN: "Write digits only, without quotes or points",
	},
	"number-huge": {
		vi: "số {1} của “{0}” quá lớn", en: "the number {1} of “{0}” is too large",
		hintVI: "Kiểm tra lại con số", hintEN: "Check the number",
	},
	"want-bool": {
		vi: "“{0}” chỉ nhận true hoặc false, không nhận “{1}”", en: "“{0}” takes true or false, not “{1}”",
		hintVI: "Viết {0}: true (có) hoặc {0}: false (không)", hintEN: "Write {0}: true or {0}: false",
	},
	"empty-item": {
		vi: "danh sách “{0}” có một mục trống", en: "the list “{0}” has an empty item",
		hintVI: "Điền mục này hoặc xóa dòng", hintEN: "Fill the item in or delete the line",
	},
	"not-allowed": {
		vi: "“{0}” không phải là giá trị của “{1}”", en: "“{0}” is not a value of “{1}”",
		hintVI: "Các giá trị dùng được: {2}", hintEN: "The values are: {2}",
	},
	"not-allowed-near": {
		vi: "“{0}” không phải là giá trị của “{1}”", en: "“{0}” is not a value of “{1}”",
		hintVI: "Có phải ý bạn là “{3}”? Các giá trị dùng được: {2}", hintEN: "Did you mean “{3}”? The values are: {2}",
	},
	"wrong-value": {
		vi: "không hiểu giá trị “{0}” của “{1}”", en: "the value “{0}” of “{1}” is not understood",
		hintVI: "Xem mẫu bằng lệnh bulletin schema", hintEN: "See the forms with bulletin schema",
	},
}
