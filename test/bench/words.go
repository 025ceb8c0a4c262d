package main

// lexicon holds the words that the corpus is made of: the Vietnamese an office
// writes, with every diacritic, and no person's name. A sentence names the list
// that fills a gap: "{who}" takes a word of who. "{#}" is a number.
type lexicon map[string][]string

func newLexicon() lexicon {
	return lexicon{
		"sentence": sentences, "who": actors, "does": actions, "what": works, "how": manners, "when": times,
		"found": findings, "result": results, "doc": papers, "place": places, "topic": topics,
		"lesson": lessons, "unit": units, "task": tasks,
	}
}

var sentences = []string{
	"{when}, {who} {does} {what}, {result}.",
	"{when}, {who} {does} {what} {how}.",
	"Qua thảo luận, {who} {does} {what} và đề nghị các bộ phận thực hiện {how}.",
	"Kết quả cho thấy {found}; tuy vậy, {who} cần {what} {how} hơn trong thời gian tới.",
	"Căn cứ {doc}, {who} {does} {what}, {result}.",
	"Đã có {#} lượt đảng viên tham gia {what}, {result}.",
	"Trong số {#} nhiệm vụ được giao, phần lớn hoàn thành trước thời hạn; {found}.",
	"Các ý kiến đều cho rằng {found}, nhất là khi {who} {does} {what}.",
	"Tại {place}, {who} {does} {what} với sự tham gia của {unit}.",
	"Nội dung {topic} được gắn với việc {what}, {result}.",
	"Về hạn chế, {found} ở một số khâu; {who} nghiêm túc rút kinh nghiệm và {does} {what}.",
	"Để việc {what} đi vào nền nếp, {who} phân công từng đảng viên theo dõi {how}.",
	"Theo {doc}, việc {what} phải hoàn thành {how}, {result}.",
	"Thời gian tới, {who} sẽ {task}, đồng thời {what} {how}.",
	"So với cùng kỳ, số việc hoàn thành tăng {#}%, {found}.",
	"{unit} phối hợp với {who} {what} {how}, {result}.",
}

var actors = []string{
	"chi bộ", "chi ủy", "tập thể cấp ủy", "đồng chí Bí thư", "đồng chí Phó Bí thư", "đồng chí chi ủy viên phụ trách tuyên giáo",
	"đảng viên trong chi bộ", "các tổ đảng", "Ban Chấp hành Công đoàn", "Đoàn Thanh niên cơ quan", "lãnh đạo cơ quan",
	"bộ phận văn phòng", "tổ thư ký", "đồng chí chủ trì", "cán bộ, công chức và người lao động", "Hội Cựu chiến binh cơ quan",
}

var actions = []string{
	"thống nhất", "đã tổ chức", "tiếp tục", "chủ động", "nghiêm túc", "kịp thời lãnh đạo việc", "quyết nghị", "đẩy mạnh việc",
	"đã hoàn thành việc", "tập trung chỉ đạo", "xây dựng kế hoạch để", "phát huy trách nhiệm, tích cực",
}

var works = []string{
	"quán triệt các văn bản mới của cấp trên", "đổi mới nội dung và hình thức sinh hoạt", "rà soát, bổ sung quy chế làm việc",
	"học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", "giải quyết đơn thư đúng thẩm quyền", "cải cách thủ tục hành chính",
	"nâng cao chất lượng tự phê bình và phê bình", "thực hành tiết kiệm, chống lãng phí", "giữ gìn kỷ luật, kỷ cương trong giờ làm việc",
	"kiểm tra, giám sát việc chấp hành Điều lệ Đảng", "bồi dưỡng quần chúng ưu tú để giới thiệu kết nạp", "chăm lo đời sống người lao động",
	"thăm hỏi, tặng quà các gia đình chính sách", "xây dựng cơ quan văn hóa, an toàn về an ninh trật tự", "số hóa hồ sơ và lưu trữ tài liệu",
	"thu, nộp đảng phí đầy đủ", "chuẩn bị đại hội chi bộ theo hướng dẫn", "ủng hộ đồng bào vùng thiên tai", "phòng, chống tham nhũng, tiêu cực",
	"phân công đảng viên giữ mối liên hệ với nơi cư trú", "tuyên truyền, phổ biến giáo dục pháp luật", "bảo vệ bí mật nhà nước",
	"trồng cây, vệ sinh khuôn viên cơ quan", "ứng dụng công nghệ thông tin trong xử lý công việc", "tiếp công dân đúng lịch",
}

var manners = []string{
	"đúng thời gian quy định", "nghiêm túc, dân chủ và đúng nguyên tắc", "một cách thực chất, tránh hình thức", "có trọng tâm, trọng điểm",
	"công khai và minh bạch", "theo đúng kế hoạch đã đề ra", "sát với tình hình thực tế của đơn vị", "thường xuyên và hiệu quả",
	"bằng những việc làm cụ thể", "rõ người, rõ việc, rõ thời hạn", "trên tinh thần đoàn kết, xây dựng", "kịp thời, chu đáo",
}

var times = []string{
	"Ngay từ đầu năm", "Trong tháng qua", "Sáu tháng đầu năm", "Sau hội nghị", "Thực hiện kế hoạch công tác", "Trong quý vừa qua",
	"Nhân dịp kỷ niệm ngày thành lập ngành", "Trước yêu cầu mới của nhiệm vụ", "Cùng với nhiệm vụ chuyên môn", "Từ kinh nghiệm của năm trước",
	"Bên cạnh kết quả đã đạt được", "Dưới sự lãnh đạo của Đảng ủy cấp trên", "Tiếp nối phong trào thi đua",
}

var findings = []string{
	"nhận thức của cán bộ, đảng viên có chuyển biến rõ nét", "tỷ lệ đảng viên dự sinh hoạt được giữ vững", "nền nếp làm việc được cải thiện",
	"việc nêu gương của người đứng đầu có sức lan tỏa", "không còn hồ sơ quá hạn", "công tác phối hợp ngày càng chặt chẽ",
	"một số ít nội dung còn chậm so với yêu cầu", "thời lượng dành cho thảo luận đã nhiều hơn", "chất lượng báo cáo được nâng lên",
	"người dân hài lòng hơn với thái độ phục vụ", "kinh phí hoạt động được sử dụng đúng mục đích", "nội bộ đoàn kết, thống nhất cao",
}

var results = []string{
	"góp phần hoàn thành nhiệm vụ chính trị của cơ quan", "được cấp ủy cấp trên ghi nhận", "tạo sự đồng thuận trong toàn đơn vị",
	"bảo đảm đúng quy định và tiến độ", "qua đó củng cố niềm tin của quần chúng", "khắc phục được tồn tại của kỳ trước",
	"không để xảy ra sai sót", "làm cơ sở để đánh giá, xếp loại cuối năm", "giúp công việc hằng ngày thuận lợi hơn",
	"đáp ứng yêu cầu của giai đoạn mới", "giữ vững danh hiệu tập thể tiên tiến",
}

var papers = []string{
	"nghị quyết của Đảng ủy cơ sở", "kế hoạch công tác năm", "hướng dẫn của Ban Tổ chức cấp trên", "quy chế làm việc của chi ủy",
	"chương trình kiểm tra, giám sát", "thông báo kết luận của Thường trực cấp ủy", "quy định về trách nhiệm nêu gương", "báo cáo sơ kết quý",
}

var places = []string{
	"Phòng họp số 1", "Phòng họp số 2", "Hội trường cơ quan", "Nhà văn hóa xã", "Khu di tích lịch sử của tỉnh", "Nhà truyền thống",
	"Trung tâm hội nghị huyện", "Thư viện cơ quan",
}

var units = []string{
	"Các chi bộ bạn", "Chi đoàn cơ quan", "Ủy ban nhân dân xã kết nghĩa", "Tổ công đoàn", "Các phòng chuyên môn", "Đảng ủy phường nơi cơ quan đóng",
	"Ban Chỉ huy Quân sự cơ quan", "Câu lạc bộ đọc sách",
}

var topics = []string{
	"cần kiệm liêm chính, chí công vô tư", "trách nhiệm nêu gương của đảng viên", "tinh thần đoàn kết trong Đảng", "ý thức tổ chức kỷ luật",
	"phong cách làm việc gần dân", "thực hành tiết kiệm", "đạo đức công vụ", "giữ gìn sự trong sáng của tiếng Việt", "tinh thần tự học suốt đời",
	"trách nhiệm tri ân người có công", "nói đi đôi với làm", "phòng, chống lãng phí trong sử dụng điện nước", "văn hóa ứng xử nơi công sở",
	"tác phong đúng giờ", "lắng nghe ý kiến quần chúng", "bảo vệ môi trường, trồng cây xanh",
}

var lessons = []string{
	"Mỗi đảng viên tự soi lại mình trong việc {what}.", "Việc nhỏ làm đến nơi đến chốn thì việc lớn mới bền.",
	"Người đứng đầu **gương mẫu** thì tập thể noi theo.", "Cần {what} {how}.", "Bài học lớn nhất là {topic}.",
}

var tasks = []string{
	"rà soát hồ sơ đảng viên", "chuẩn bị sinh hoạt chuyên đề quý tới", "hoàn thiện báo cáo sơ kết", "tổng hợp ý kiến góp ý",
	"đăng ký việc làm theo", "kiểm tra việc thu, nộp đảng phí", "tổ chức thăm gia đình chính sách", "cập nhật tủ sách pháp luật",
	"xây dựng kế hoạch kiểm tra", "giới thiệu quần chúng học lớp nhận thức về Đảng",
}

// headings are those of the body's parts, in no order.
var headings = []string{
	"Công tác chuẩn bị", "Diễn biến", "Kết quả đạt được", "Hạn chế và nguyên nhân", "Ý kiến thảo luận", "Phương hướng thời gian tới",
	"Học tập và làm theo Bác", "Phân công thực hiện", "Thời sự, chính sách mới", "Bài học kinh nghiệm", "Kiến nghị, đề xuất", "Công tác phối hợp",
}
