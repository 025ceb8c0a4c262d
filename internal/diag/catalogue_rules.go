package diag

// rulesTexts are where records fall short of the Party's rules, and what a period as
// a whole lacks.
var rulesTexts = map[Code]text{
	"ruleset-day": {
		vi: "ngày áp dụng “{0}” chưa rõ đến ngày", en: "the first day “{0}” is not known to the day",
		hintVI: "Viết đủ ngày, tháng, năm: 2025-10-28", hintEN: "Write day, month and year: 2025-10-28",
	},
	"ruleset-file": {
		vi: "không đọc được tệp quy tắc “{0}”: {1}", en: "the file of rulesets “{0}” cannot be read: {1}",
		hintVI: "Ghi tên một tệp YAML nằm trong thư mục của trang", hintEN: "Name a YAML file inside the site's folder",
	},
	"check-code": {
		vi: "không có mã kiểm tra “{0}”", en: "there is no check with the code “{0}”",
		hintVI: "Mã đứng trong ngoặc vuông ở cuối mỗi thông báo của bulletin check", hintEN: "The code stands in square brackets at the end of each message of bulletin check",
	},
	"check-code-near": {
		vi: "không có mã kiểm tra “{0}”", en: "there is no check with the code “{0}”",
		hintVI: "Có phải ý bạn là “{1}”?", hintEN: "Did you mean “{1}”?",
	},
	"check-fixed": {
		vi: "“{0}” luôn là lỗi: nội dung không đọc được chắc chắn thì không đăng", en: "“{0}” is always an error: what cannot be read with certainty is not published",
		hintVI: "Sửa nội dung; mức này không đổi được", hintEN: "Mend the content; this severity cannot be changed",
	},
	"votes-over": {
		vi: "{0} phiếu, nhiều hơn {1} người có quyền biểu quyết", en: "{0} votes, more than the {1} who may vote",
		hintVI: "Chỉ đảng viên chính thức có mặt biểu quyết: kiểm tra số phiếu và số có mặt", hintEN: "Only official members who are present vote: check the votes and the attendance",
	},
	"attendance-low": {
		vi: "tỉ lệ dự họp {0}, yêu cầu trên {1}% ({2})", en: "attendance was {0}, above {1}% is asked ({2})",
		hintVI: "Kiểm tra lại số có mặt, số miễn sinh hoạt và sinh hoạt nơi khác", hintEN: "Check who was present, exempt, or attending elsewhere",
	},
	"absent-unexcused": {
		vi: "{0} đảng viên vắng không có lý do ({1})", en: "absent without a reason: {0} ({1})",
		hintVI: "Ghi lý do nếu có, hoặc giữ nguyên nếu đúng như biên bản", hintEN: "Give the reason if there is one, or leave it if the minutes say so",
	},
	"absent-no-reason": {
		vi: "{0} người vắng có lý do nhưng chưa ghi lý do", en: "excused without saying why: {0}",
		hintVI: "Thêm “reason:” cho từng người", hintEN: "Add “reason:” for each of them",
	},
	"meeting-short": {
		vi: "buổi sinh hoạt dài {0} phút, yêu cầu ít nhất {1} phút ({2})", en: "the meeting lasted {0} minutes, at least {1} are asked ({2})",
		hintVI: "Kiểm tra lại giờ bắt đầu và kết thúc", hintEN: "Check when it began and ended",
	},
	"grade-score": {
		vi: "xếp loại “{0}” không ứng với {1} điểm: mức điểm này là “{2}” ({3})", en: "the grade “{0}” does not agree with {1} points: that is “{2}” ({3})",
		hintVI: "Sửa điểm hoặc xếp loại cho khớp; giữ nguyên “Khá” nếu đủ điểm loại Tốt nhưng tiêu chí bắt buộc chưa đạt điểm tối đa", hintEN: "Mend the score or the grade; leave “Fair” when the points are enough for “Good” but a required criterion is not at its maximum",
	},
	"annual-grade-score": {
		vi: "xếp loại “{0}” không ứng với {1} điểm: mức điểm này là “{2}” ({3})", en: "the grade “{0}” does not agree with {1} points: that is “{2}” ({3})",
		hintVI: "Sửa điểm hoặc xếp loại cho khớp; giữ nguyên nếu xếp loại thấp hơn vì chưa đạt điều kiện khác", hintEN: "Mend the score or the grade; leave a lower grade when a condition beside the points was not met",
	},
	"excellent-share": {
		vi: "{0} xuất sắc so với {1} hoàn thành tốt, vượt quá {2}% ({3})", en: "{0} are rated excellent and {1} good: more than {2}% ({3})",
		hintVI: "Kiểm tra lại số lượng từng mức", hintEN: "Check the counts of the grades",
	},
	"date-outside-period": {
		vi: "ngày họp {0} nằm ngoài kỳ {1}", en: "the meeting of {0} lies outside its period {1}",
		hintVI: "Sửa “date” hoặc “period”; họp bù thì giữ nguyên", hintEN: "Mend “date” or “period”; leave it for a meeting that was made up for",
	},
	"regular-day": {
		vi: "sinh hoạt thường kỳ không vào ngày {0} ({1})", en: "the regular meeting was not on day {0} ({1})",
		hintVI: "Không cần sửa nếu ngày ấy là ngày nghỉ hoặc cấp trên đồng ý đổi ngày", hintEN: "Nothing to mend if that day was a holiday or another was agreed",
	},
	"minutes-not-approved": {
		vi: "biên bản chưa được thông qua", en: "the minutes are not approved",
		hintVI: "Khi biên bản đã thông qua, ghi minutes: {approved: true}", hintEN: "When they are, write minutes: {approved: true}",
	},
	"meeting-incomplete": {
		vi: "buổi sinh hoạt chưa ghi: {0}", en: "the record lacks: {0}",
		hintVI: "Bổ sung theo biên bản", hintEN: "Add it from the minutes",
	},
	"story-incomplete": {
		vi: "câu chuyện chưa ghi: {0}", en: "the record of the story lacks: {0}",
		hintVI: "Bổ sung vào phần khai báo đầu tệp", hintEN: "Add it to the front matter",
	},
	"award-incomplete": {
		vi: "khen thưởng chưa ghi: {0}", en: "the record of the award lacks: {0}",
		hintVI: "Bổ sung theo quyết định khen thưởng", hintEN: "Add it from the decision",
	},
	"data-missing": {
		vi: "chưa đủ dữ liệu: {0}", en: "not enough data: {0}",
		hintVI: "Bổ sung khi tìm được tư liệu; không suy đoán", hintEN: "Add it when it is found; do not guess",
	},
	"award-issuer": {
		vi: "cơ quan khen thưởng “{0}” khác với danh mục: “{1}”", en: "the issuer “{0}” is not the catalogue's: “{1}”",
		hintVI: "Kiểm tra tên danh hiệu (award) và cơ quan ra quyết định (issuer)", hintEN: "Check the award and its issuer",
	},
	"award-law": {
		vi: "ghi Luật {0} cho quyết định năm {1}; năm ấy áp dụng Luật {2}", en: "the law of {0} is named for a decision of {1}, when that of {2} applied",
		hintVI: "Luật 2022 áp dụng từ 01/01/2024, trước đó là Luật 2003", hintEN: "The law of 2022 applies from 1 January 2024, that of 2003 before",
	},
	"award-twice": {
		vi: "danh hiệu này đã được ghi cho cùng đơn vị, cá nhân và cùng thời gian ở {0}", en: "the same award to the same recipient for the same time is recorded in {0}",
		hintVI: "Bỏ một trong hai tệp, hoặc ghi rõ giai đoạn khác nhau ở “period”", hintEN: "Remove one of the two files, or give different times in “period”",
	},
	"achievement-twice": {
		vi: "thành tích này đã được khen thưởng ở {0}", en: "the same achievement is honoured in {0}",
		hintVI: "Một thành tích chỉ được khen thưởng một lần: kiểm tra lại hai quyết định", hintEN: "One achievement earns one award: check the two decisions",
	},
	"story-twice": {
		vi: "câu chuyện này đã được ghi ở {0}", en: "this story is recorded in {0} already",
		hintVI: "Nếu là một câu chuyện, giữ một tệp; nếu kể lại, ghi rõ trong tiêu đề", hintEN: "Keep one file if it is one story; if it was told again, say so in the title",
	},
	"story-told-often": {
		vi: "câu chuyện được kể ở {0} buổi sinh hoạt", en: "the story was told at {0} meetings",
		hintVI: "Kiểm tra khóa “story” của các buổi sinh hoạt ấy", hintEN: "Check the key “story” of those meetings",
	},
	"month-no-regular": {
		vi: "năm {0}: chưa ghi sinh hoạt thường kỳ của tháng {1} ({2})", en: "{0}: no regular meeting is recorded for month {1} ({2})",
		hintVI: "Thêm tệp cho các tháng ấy: bulletin new meeting", hintEN: "Add files for those months: bulletin new meeting",
	},
	"months-unknown": {
		vi:     "năm {0}: chưa đủ dữ liệu để xác định tháng {2} có sinh hoạt thường kỳ hay không; {1} mục chưa rõ tháng",
		en:     "{0}: not enough data to tell whether there was a regular meeting in month {2}; items that name no month: {1}",
		hintVI: "Bổ sung “period” hoặc ngày họp khi tìm được biên bản", hintEN: "Add “period” or the date when the minutes are found",
	},
	"quarter-no-thematic": {
		vi: "năm {0}: chưa ghi sinh hoạt chuyên đề của quý {1} ({2})", en: "{0}: no thematic meeting is recorded for {1} ({2})",
		hintVI: "Thêm tệp cho các quý ấy: bulletin new meeting", hintEN: "Add files for those quarters: bulletin new meeting",
	},
	"quarters-unknown": {
		vi:     "năm {0}: chưa đủ dữ liệu để xác định quý {2} có sinh hoạt chuyên đề hay không; {1} mục chưa rõ quý",
		en:     "{0}: not enough data to tell whether there was a thematic meeting in {2}; items that name no quarter: {1}",
		hintVI: "Bổ sung “period” hoặc ngày họp khi tìm được biên bản", hintEN: "Add “period” or the date when the minutes are found",
	},
	"regular-twice": {
		vi: "trong kỳ này đã có một buổi sinh hoạt thường kỳ: {0}", en: "this period has a regular meeting already: {0}",
		hintVI: "Sửa “period” hoặc “meeting_kind” của một trong hai tệp", hintEN: "Mend “period” or “meeting_kind” of one of the two",
	},
	"stories-few": {
		vi: "năm {0}: ghi {1} câu chuyện về Bác, kế hoạch là {2} ({3})", en: "{0}: {1} stories are recorded, {2} are planned ({3})",
		hintVI: "Thêm tệp cho các câu chuyện còn thiếu: bulletin new story", hintEN: "Add files for those that are missing: bulletin new story",
	},
	"stories-unrecorded": {
		vi: "năm {0}: nguồn nêu {1} câu chuyện, ghi lại được {2}: chưa đủ dữ liệu", en: "{0}: {1} stories reported, {2} recorded: not enough data",
		hintVI: "Bổ sung khi tìm được tên các câu chuyện còn lại", hintEN: "Add the others when their titles are found",
	},
}
