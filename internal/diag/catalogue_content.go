package diag

// contentTexts are the problems of a single document.
var contentTexts = map[Code]text{
	"front-matter-missing": {
		vi: "tệp không bắt đầu bằng phần khai báo giữa hai dòng ---", en: "the file does not begin with front matter between two --- lines",
		hintVI: "Viết dòng đầu tiên là --- (ba dấu gạch nối, không phải gạch dài do Word tự đổi), rồi title: …, rồi một dòng --- nữa, sau đó mới đến nội dung",
		hintEN: "Make the first line --- (three hyphens, not the long dash that Word makes of them), then title: …, then another --- line, and only then the text",
	},
	"front-matter-unclosed": {
		vi: "phần khai báo mở bằng --- mà không có dòng --- đóng lại", en: "the front matter is opened with --- but never closed",
		hintVI: "Thêm một dòng chỉ có --- sau khóa cuối cùng", hintEN: "Add a line with only --- after the last key",
	},
	"front-matter-indented": {
		vi: "dòng --- này bị thụt vào nên không rõ phần khai báo kết thúc ở đâu", en: "this --- line is indented, so it is unclear where the front matter ends",
		hintVI: "Đưa --- về đầu dòng; nếu là nội dung của một khóa thì dùng dấu khác, ví dụ ***",
		hintEN: "Move --- to the beginning of the line; if it belongs to a value, write another mark such as ***",
	},
	"archive-unnoted": {
		vi: "không ghi thêm được dòng “archive:” vào bản sao của bulletin.yaml", en: "the line “archive:” cannot be added to the copy of bulletin.yaml",
		hintVI: "Viết mỗi khóa của bulletin.yaml trên một dòng, từ đầu dòng", hintEN: "Begin each key of bulletin.yaml at the margin, on a line of its own",
	},
	"source-private": {
		vi: "phần không được đăng ở đây không tách ra được khỏi tệp một cách chắc chắn", en: "what is never published here cannot be taken out of the file with certainty",
		hintVI: "Viết “opinions:” và “attendance:” từ đầu dòng, mỗi khóa một dòng, phần bên trong thụt vào; hoặc thêm --audience internal",
		hintEN: "Begin “opinions:” and “attendance:” at the margin, each on a line of its own, what belongs to them indented; or add --audience internal",
	},
	"source-comment": {
		vi: "không bỏ được chú thích ở dòng này ra khỏi bản công khai mà không đổi nội dung", en: "the comment in this line cannot be left out of the public copy without changing the text",
		hintVI: "Bỏ chú thích (sau dấu #, hoặc giữa <!-- và -->), hoặc thêm --audience internal",
		hintEN: "Take the comment out (after #, or between <!-- and -->), or add --audience internal",
	},
	"key-of-kind": {
		vi: "khóa “{0}” không dùng cho loại “{1}”", en: "the key “{0}” does not belong to the kind “{1}”",
		hintVI: "Khóa này thuộc loại “{2}”: chuyển tệp vào thư mục {3}, hoặc thêm dòng “kind: {4}”",
		hintEN: "It belongs to the kind “{2}”: move the file into the folder {3}, or add the line “kind: {4}”",
	},
	"date-missing": {
		vi: "không ghi ngày", en: "there is no date",
		hintVI: "Thêm “date: 27/7/2020” (hoặc tháng, năm); nếu không rõ thì ghi “date_precision: unknown”",
		hintEN: "Add “date: 2020-07-27” (or a month, a year); if it is not known, say “date_precision: unknown”",
	},
	"date-impossible": {
		vi: "không có ngày “{0}” trong lịch", en: "there is no such day as “{0}”",
		hintVI: "Kiểm tra lại ngày và tháng; viết theo thứ tự ngày/tháng/năm", hintEN: "Check day and month; the order is day/month/year",
	},
	"date-no-year": {
		vi: "ngày “{0}” thiếu năm có bốn chữ số", en: "the date “{0}” lacks a four-digit year",
		hintVI: "Viết đủ năm, ví dụ 27/7/2020", hintEN: "Write the year in full, for example 27/7/2020",
	},
	"date-no-day": {
		vi: "“{0}” không phải là một ngày cụ thể", en: "“{0}” is not a particular day",
		hintVI: "Viết đủ ngày, tháng, năm, ví dụ 27/7/2020 hoặc 27/7/2020 08:00", hintEN: "Write day, month and year, for example 2020-07-27 or 2020-07-27 08:00",
	},
	"date-weekday": {
		vi: "thứ và ngày không khớp nhau trong “{0}”", en: "weekday and date disagree in “{0}”",
		hintVI: "Sửa lại, hoặc bỏ thứ đi", hintEN: "Correct one of them, or leave the weekday out",
	},
	"date-syntax": {
		vi: "không hiểu ngày “{0}”", en: "the date “{0}” is not understood",
		hintVI: "Viết 27/7/2020, 2020-07-27, 7/2020, quý III/2020 hoặc 2020", hintEN: "Write 2020-07-27, 27/7/2020, 7/2020, 2020-Q3 or 2020",
	},
	"want-month": {
		vi: "“{0}” không phải là một tháng", en: "“{0}” is not a month",
		hintVI: "Viết tháng và năm, ví dụ 2020-07 hoặc 7/2020", hintEN: "Write month and year, for example 2020-07",
	},
	"clock-syntax": {
		vi: "không hiểu giờ “{0}”", en: "the time of day “{0}” is not understood",
		hintVI: "Viết giờ và phút, ví dụ 08:00 hoặc 14:30", hintEN: "Write hours and minutes, for example 08:00 or 14:30",
	},
	"precision-conflict": {
		vi: "ngày “{0}” và độ chính xác “{1}” không khớp", en: "the date “{0}” and the precision “{1}” disagree",
		hintVI: "Độ chính xác chỉ được thô hơn ngày đã viết; nếu ngày không rõ thì bỏ dòng date",
		hintEN: "The precision may only be coarser than the date; leave the date out when it is unknown",
	},
	"expiry-before-publish": {
		vi: "ngày hết hạn ({0}) không sau ngày đăng ({1})", en: "the expiry date ({0}) is not after the publishing date ({1})",
		hintVI: "Sửa một trong hai ngày", hintEN: "Correct one of the two dates",
	},
	"tag-empty": {
		vi: "chủ đề “{0}” không có chữ hay số nào", en: "the tag “{0}” has no letter or digit",
		hintVI: "Viết chủ đề bằng chữ", hintEN: "Write the tag in words",
	},
	"slug-empty": {
		vi: "“{0}” không dùng làm đường dẫn được", en: "“{0}” cannot be an address",
		hintVI: "Chỉ dùng chữ không dấu, số và dấu gạch nối, không có dấu gạch chéo",
		hintEN: "Use plain letters, digits and hyphens only, without slashes",
	},
	"path-absolute": {
		vi: "“{0}” không phải là đường dẫn tính từ tệp này", en: "“{0}” is not a path relative to this file",
		hintVI: "Chép tệp vào thư mục nội dung rồi viết tên tệp, ví dụ anh-1.jpg hoặc ../files/quyet-dinh.pdf",
		hintEN: "Copy the file into the content folder and write its name, for example photo-1.jpg or ../files/decision.pdf",
	},
	"url-syntax": {
		vi: "“{0}” không phải là địa chỉ web", en: "“{0}” is not a web address",
		hintVI: "Viết đầy đủ, bắt đầu bằng https://", hintEN: "Write it in full, beginning with https://",
	},
	"number-range": {
		vi: "“{0}” là {1}, nhỏ hơn mức thấp nhất là {2}", en: "“{0}” is {1}, less than the least, {2}",
		hintVI: "Sửa lại con số", hintEN: "Correct the number",
	},
	"want-count": {
		vi: "“{0}” không phải là số người", en: "“{0}” is not a number of people",
		hintVI: "Viết một số, hoặc danh sách các mục {name: …, reason: …}",
		hintEN: "Write a number, or a list of {name: …, reason: …}",
	},
	"end-before-start": {
		vi: "giờ kết thúc không sau giờ bắt đầu", en: "the end is not after the start",
		hintVI: "Sửa start hoặc end", hintEN: "Correct start or end",
	},
	"attendance-total": {
		vi: "tổng số {0} khác với chính thức + dự bị + sinh hoạt tạm thời = {1}", en: "the total {0} differs from official + probationary + temporary = {1}",
		hintVI: "Sửa lại các con số cho khớp", hintEN: "Make the numbers agree",
	},
	"attendance-present": {
		vi: "có mặt + vắng = {0}, nhưng số phải dự (tổng số − miễn − sinh hoạt nơi khác) là {1}", en: "present + absent = {0}, but those due (total − exempt − away) are {1}",
		hintVI: "Sửa lại các con số cho khớp", hintEN: "Make the numbers agree",
	},
	"reported-elsewhere": {
		vi: "“{0}” chỉ dùng trong tệp giới thiệu của một năm", en: "“{0}” belongs to the introduction of a year only",
		hintVI: "Ghi vào tệp years/2020.md của năm ấy", hintEN: "Write it into years/2020.md, the file of that year",
	},
	"score-range": {
		vi: "điểm {0} nằm ngoài khoảng 0–100", en: "the score {0} is not between 0 and 100",
		hintVI: "Viết một số từ 0 đến 100", hintEN: "Write a number from 0 to 100",
	},
	"story-number": {
		vi: "số thứ tự {0} nằm ngoài khoảng 1–12", en: "the number {0} is not between 1 and 12",
		hintVI: "Mỗi năm có 12 câu chuyện; viết số từ 1 đến 12", hintEN: "There are twelve stories a year; write 1 to 12",
	},
	"month-range": {
		vi: "tháng {0} không có trong năm", en: "there is no month {0}",
		hintVI: "Viết số từ 1 đến 12", hintEN: "Write 1 to 12",
	},
	"year-range": {
		vi: "năm {0} không hợp lý", en: "the year {0} is not plausible",
		hintVI: "Viết năm có bốn chữ số", hintEN: "Write a four-digit year",
	},
	"grade-missing": {
		vi: "chưa ghi mức xếp loại và cũng chưa ghi số lượng", en: "neither a grade nor counts are given",
		hintVI: "Thêm “grade: …”, hoặc “counts:” khi xếp loại đảng viên", hintEN: "Add “grade: …”, or “counts:” for members",
	},
	"grade-of-members": {
		vi: "xếp loại đảng viên chỉ ghi bằng số lượng", en: "members are classified by counts only",
		hintVI: "Bỏ “grade” và ghi số người từng mức dưới “counts:”", hintEN: "Remove “grade” and write the numbers under “counts:”",
	},
	"span-reversed": {
		vi: "giai đoạn kết thúc ({1}) trước khi bắt đầu ({0})", en: "the period ends ({1}) before it begins ({0})",
		hintVI: "Đổi chỗ hai ngày", hintEN: "Exchange the two dates",
	},
	"award-unknown": {
		vi: "danh mục khen thưởng không có “{0}”", en: "the award catalogue has no “{0}”",
		hintVI: "Xem danh mục bằng lệnh “bulletin schema awards”, hoặc thêm vào “awards:” trong bulletin.yaml",
		hintEN: "See the catalogue with “bulletin schema awards”, or add to “awards:” in bulletin.yaml",
	},
	"award-unknown-near": {
		vi: "danh mục khen thưởng không có “{0}”", en: "the award catalogue has no “{0}”",
		hintVI: "Có phải ý bạn là “{1}”? Danh mục: lệnh “bulletin schema awards”",
		hintEN: "Did you mean “{1}”? The catalogue: “bulletin schema awards”",
	},
	"internal-unclosed": {
		vi: "phần nội bộ “{0}” chưa được đóng", en: "the internal part “{0}” is not closed",
		hintVI: "Thêm một dòng chỉ có “:::” ở cuối phần ấy", hintEN: "Add a line of “:::” alone where it ends",
	},
	"internal-field-absent": {
		vi: "“{0}” ở “internal_fields” không phải là một khóa có ghi trong tệp này", en: "“{0}” in “internal_fields” is no key that stands in this file",
		hintVI: "Sửa lại tên khóa cho đúng như đã ghi, hoặc bỏ khỏi danh sách", hintEN: "Write the key as it stands in the file, or take it out of the list",
	},
	"internal-field-needed": {
		vi: "không thể giấu riêng khóa “{0}”: trang công khai cần nó", en: "the key “{0}” cannot be hidden by itself: the public page needs it",
		hintVI: "Bỏ khỏi danh sách; nếu cả mục là nội bộ thì ghi “visibility: internal”", hintEN: "Take it out of the list; if the whole item is internal, write “visibility: internal”",
	},
	"internal-value": {
		vi: "“:::” ở đây không giấu được gì: khóa này được đăng nguyên văn", en: "“:::” hides nothing here: this key is published as it is",
		hintVI: "Phần nội bộ chỉ có trong bài và trong các đoạn văn của phần khai báo, mỗi dòng “:::” một dòng riêng (viết sau dấu “|”)", hintEN: "Internal parts are for the body and for texts of the front matter, each “:::” on a line of its own (written after “|”)",
	},
	"source-hidden": {
		vi: "không bỏ được phần nội bộ khỏi tệp nguồn một cách chắc chắn", en: "the internal parts cannot be taken out of the source with certainty",
		hintVI: "Viết mỗi dòng “:::internal” và “:::” một dòng riêng, hoặc thêm --audience internal", hintEN: "Write “:::internal” and “:::” on lines of their own, or add --audience internal",
	},
	"internal-fence": {
		vi: "“{0}” không phải là dòng mở hay đóng một phần nội bộ", en: "“{0}” neither begins nor ends an internal part",
		hintVI: "Mở bằng dòng “:::internal”, đóng bằng dòng “:::”; không lồng phần này trong phần kia", hintEN: "Begin with a line “:::internal”, end with a line “:::”; none stands in another",
	},
	"placeholder": {
		vi: "khóa “{0}” chưa được điền, vẫn là dấu “…”", en: "“{0}” is not filled in: it still holds the “…” of a new file",
		hintVI: "Điền giá trị, xóa dòng nếu không dùng, hoặc thêm lại dòng “draft: true” nếu chưa viết xong", hintEN: "Fill in the value, delete the line if you do not need it, or put “draft: true” back while you are not done",
	},
	"placeholder-text": {
		vi: "đây vẫn là câu mẫu của tệp mới tạo", en: "this is still the sample sentence of a new file",
		hintVI: "Viết nội dung thay cho dòng này, xóa dòng nếu không cần, hoặc thêm lại “draft: true”", hintEN: "Write the text in its place, delete the line if it is not needed, or put “draft: true” back",
	},
	"quote-without-words": {
		vi: "trích dẫn không có lời nào, nên không hiện ra", en: "the pull quote has no words, so it is not shown",
		hintVI: "Điền quote.text, hoặc bỏ cả quote", hintEN: "Fill in quote.text, or remove quote",
	},
	"print-without-licence": {
		vi: "bản tin có bản in nhưng chưa ghi giấy phép xuất bản", en: "the issue is printed but names no licence",
		hintVI: "Điền masthead.licence, hoặc bỏ “print: true”", hintEN: "Fill in masthead.licence, or remove “print: true”",
	},
}
