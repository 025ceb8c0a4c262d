package lint

import "testing"

// TestInnocent: good sentences, in which each check finds what looks like its
// prey. Nothing may be told of any of them.
func TestInnocent(t *testing.T) {
	for _, text := range []string{
		// Words that stand twice.
		"Chi bộ luôn luôn giữ nghiêm kỷ luật, ngày ngày làm theo lời Bác.",
		"Người người thi đua, ngành ngành thi đua, nhà nhà phấn khởi.",
		"Hình ảnh ấy mãi mãi in sâu, đời đời ghi nhớ công ơn.",
		"Việc này làm từ từ, chắc chắn, tránh nói chung chung.",
		"Hàng cây xanh xanh, mặt hồ trong xanh, trời thường thường có mây.",
		"Cán bộ bộ đội biên phòng phối hợp với nhân dân dân tộc thiểu số.",
		"Học sinh sinh viên được động viên viên phí kịp thời.",
		"Án dân sự sự việc phức tạp được thể hiện hiện nay trong hồ sơ.",
		"Ba đồng chí vắng mặt có lý do do đi công tác.",
		"Những tồn tại tại chi bộ đã được khắc phục; hiện tại tại cơ quan không còn.",
		"Thiết bị bị hỏng đã được thay, phần chuẩn bị bị chậm một ngày.",
		"Tiền của của nhân dân phải được giữ gìn; công của của tập thể được ghi nhận.",
		"Cuối cùng cùng nhau hát bài “Như có Bác trong ngày đại thắng”.",
		"Cấp trên trên cơ sở báo cáo đã kết luận.",
		"Nhà ở ở nông thôn được sửa sang trong năm năm.",
		"Chi bộ đi từng bước từng bước, làm rất nhiều rất nhiều việc nhỏ.",
		"Trồng một trăm một cây, mười một một trăm.",
		"Đoàn kết, đoàn kết, đại đoàn kết; thành công, thành công, đại thành công.",
		"Bộ trưởng Bộ Tư pháp tặng Cờ thi đua; Chủ tịch Hội Nông dân dự Đại hội Hội Nông dân.",
		"Con ba ba, con chuồn chuồn và cây đu đủ trong vườn cơ quan.",
		"Điểm số: 9 9 10; khóa 12 12 đảng viên.",

		// Words that slips are made of.
		"Chi bộ tiếp xúc tích cực với cử tri nơi cư trú.",
		"Cán bộ kiểm sát nhập ngũ đầu năm; viện kiểm sát nhập kho vật chứng.",
		"Hồ sơ xuất trình đủ; đồng chí có khả năng xuất sắc, dấu hiệu xuất hiện sớm.",
		"Lịch sử lý luận của Đảng được xem xét sử dụng làm tài liệu.",
		"Đoàn thể tổ chức vài trò chơi dân gian cho các cháu.",
		"Phần chia sẽ được công bố sau; đồng chí sẽ chia sẻ kinh nghiệm.",
		"Mọi người cũng cố gắng hoàn thành; chi bộ củng cố tổ chức.",
		"Thành tựu chung của cả năm; việc chung, tựu trung lại là đoàn kết.",
		"Người phụ trách nghiệm thu công trình; dân chủ, chương trình rõ ràng.",
		"Thường vụ chủ trương trình Đại hội thông qua.",
		"Chi bộ bắt đầu bắt trước khi mưa; gia súc động vật nuôi được tiêm phòng.",
		"Thế kỷ năng động; nghiên cứu kỹ luật pháp và đọc kỹ Luật Cán bộ, công chức.",
		"Xử lí hay xử lý, quí hay quý, hàng năm hay hằng năm, nề nếp hay nền nếp đều được.",
		"Đồng chí đọc vài câu truyền miệng rồi kể câu chuyện.",
		"Mọi nỗ lực đều vì nhân dân; giữ gìn, giữ vững, giản dị, kỷ niệm.",

		// Marks of tones.
		"Quý vị đại biểu, quý I, quỳ xuống, quả quýt, quẻ bói, quà tặng, giá cả, già trẻ, gìn giữ, giếng nước.",
		"Hòa bình, khóa XII, tòa án, thủy lợi, ủy ban, tùy nghi, khỏe mạnh, hủy bỏ, hỏa hoạn.",
		"Toàn diện, ngoài ra, chuyển đổi, khuỷu tay, nguyễn, thuở xưa, tuần lễ, khuấy động, nghiệp vụ, trước sau.",
		"Đồng chí Nguyễn Thị Thuý, ông Hoà và bà Thuỷ dự họp; chi ủy và cấp ủy.",
		"Café, résumé, Noël và Zoé là từ nước ngoài; Chloé, José cũng vậy.",
		"Ủy viên Ban Thường vụ Tỉnh ủy; Chi ủy; Đảng ủy; UBND tỉnh.",

		// Marks of secrecy.
		"Đảng viên giữ bí mật nhà nước, bảo mật thông tin, liên hệ mật thiết với nhân dân.",
		"Mật ong rừng, mật độ dân số, mật khẩu, mật mã, mật thư; ông cẩn mật, kín mật.",
		"BẢO VỆ BÍ MẬT NHÀ NƯỚC. LIÊN HỆ MẬT THIẾT VỚI NHÂN DÂN. MẬT ONG ĐẠI TỪ. BẢO MẬT.",
		"Văn bản tối mật, tuyệt mật và mật được lưu riêng theo Luật Bảo vệ bí mật nhà nước.",
		"Độ mật: Không\n\n- mật ong\n- mật mía (mật)",
		"Mật thiết với dân\n\nMật ong",

		// Numbers.
		"Quyết định số 1234/QĐ-UBND ngày 27/07/2020, Chỉ thị 05-CT/TW, Nghị quyết 04-NQ/TW.",
		"Chi 5.031.234.567.000 đồng, thu 84.912.345.678 đồng, 0,912345678 phần.",
		"Kinh phí 912.345.678 đồng; năm 2019 2020; 100 % đảng viên.",
		"Họp từ 08:00 đến 11:30 ngày 03-04-2020, 03.04.2020 và 2020-07-27.",
		"Mã số thuế: 0301234567; ISBN 978-604-0-12345-6; số tài khoản 0912345678901.",
		"Đường dây nóng 1900 1234, tổng đài 1800.5678, gọi 113, 114, 115.",
		"Các ngày 05 10 15 20 25; bảng 01 02 03 04 05 06.",
		"Biên bản số 202007271122, mã hồ sơ HS0912345678 và 0912345678A.",
		"Xem https://example.vn/0912345678, tep-0912345678.pdf và a0912345678@example.vn.",
		"![ảnh](anh/0912345678.jpg) và [tệp](tep/019090012345.pdf)",
		"Tọa độ 21.5942 105.8482; dân số 1.286.751 người; diện tích 3.526,64 km².",
		"Tỷ lệ 21/22 (95,5 %), 12 câu chuyện, 22 đảng viên/23 công chức.",

		// What stands between digits.
		"**22** đảng viên/**23** công chức; **12**/**12** câu chuyện; `20200`-`301`; 2<sup>10</sup> và 10<sup>12</sup>.",
		"[Tháng 6](a.md), [7](b.md), [8](c.md) [9](d.md) [10](e.md) [11](f.md) [12](g.md); ngày 27/7[^1] 2020.",
		"Các số _05_ _10_ _15_ _20_ _25_; 03_04_2020_08; 1\\. Mục một, 2\\. Mục hai; 5.031**.234.567**.000 đồng.",
		"<td>0912</td><td>345678</td> <p>0912</p>345678; 0912 &amp; 345678; 0912 &ndash; 2020; ２０２０, ５００ triệu.",

		// Births and cards.
		"Kỷ niệm 130 năm Ngày sinh Chủ tịch Hồ Chí Minh (19/5/1890 - 19/5/2020).",
		"Chủ tịch Hồ Chí Minh sinh ngày 19/5/1890; đồng chí Trần Phú sinh ngày 01/5/1904.",
		"Liệt sĩ hy sinh ngày 12/3/1968; hi sinh ngày 27 tháng 7 năm 1972.",
		"Chi phí phát sinh ngày 12/3/2020; tuyển sinh ngày 01/6/2020; tổng vệ sinh ngày 26/3/2020.",
		"Giấy khai sinh ngày 12/3/2020; lễ Giáng sinh 25/12/2020; họp phụ huynh học sinh: 12/9/2020.",
		"Đồng chí sinh năm 1975, vào Đảng ngày 03/02/2000, chính thức 03/02/2001.",
		"Trao thẻ đảng viên cho 5 đồng chí ngày 03/02/2020; cấp 1.234 thẻ đảng viên năm 2020.",

		// Blanks and signs.
		"Điều\u00a04, 27\u00a0tháng\u00a07, 10\u00a0km, TS.\u00a0Trần Văn B.",
		"Gia đình 👨‍👩‍👧‍👦, ảnh chụp 🙋🏽‍♀️, “trích dẫn” – gạch ngang…",
	} {
		if got := told(looked(t, []byte(text), Options{Public: true})); got != nil {
			t.Errorf("%s\n\t%q", text, got)
		}
	}
}
