package lint

import (
	"strings"
	"testing"
)

// TestPublic is the specification of what must not stand in a public item.
func TestPublic(t *testing.T) {
	for _, e := range []example{
		{"mobile", "Liên hệ 0912345678 để đăng ký.", "1:9 phone-number 0912345678"},
		{"mobile in groups", "ĐT: 0912.345.678; 0987 654 321; 038-765-4321; 03 8765 4321", "1:5 phone-number 0912.345.678\n1:19 phone-number 0987 654 321\n1:33 phone-number 038-765-4321\n1:47 phone-number 03 8765 4321"},
		{"from abroad", "+84 912 345 678, +84912345678, (+84) 208 3855 123, 84912345678, 0084 912 345 678; +84 (0)912 345 678", "1:1 phone-number +84 912 345 678\n1:18 phone-number +84912345678\n1:32 phone-number (+84) 208 3855 123\n1:52 phone-number 84912345678\n1:65 phone-number 0084 912 345 678\n1:83 phone-number +84 (0)912 345 678"},
		{"landline", "(0208) 3855 123, 0208.3855.123, 024 3733 1234, 0208 - 3855 123; 0208.3.855.123", "1:1 phone-number (0208) 3855 123\n1:18 phone-number 0208.3855.123\n1:33 phone-number 024 3733 1234\n1:48 phone-number 0208 - 3855 123\n1:65 phone-number 0208.3.855.123"},
		{"two side by side", "0912345678/0987654321, 0912 345 678 - 0987 654 321", "1:1 phone-number 0912345678\n1:12 phone-number 0987654321\n1:24 phone-number 0912 345 678\n1:39 phone-number 0987 654 321"},
		{"after another number", "gọi 2 0912 345 678 lúc 8 giờ", "1:7 phone-number 0912 345 678"},
		{"over a line's end", "Liên hệ 0912\n345 678.", "1:9 phone-number 0912 345 678"},
		{"with no-break spaces", "0912\u00a0345\u00a0678", "1:1 phone-number 0912 345 678"},
		{"in code and in front matter", "---\nsummary: gọi 0912345678\n---\n`0912345678`\n\n```\n0912345678\n```\n", "2:14 phone-number 0912345678\n4:2 phone-number 0912345678\n7:1 phone-number 0912345678"},
		{"a link that calls", "[gọi](tel:+84912345678)", "1:11 phone-number +84912345678"},
		{"comrade is no currency", "0912345678 đồng chí Bí thư", "1:1 phone-number 0912345678"},

		{"a link that writes", "[Zalo](https://zalo.me/0912345678), https://zalo.me/0912345678, <a href=\"sms:0912345678\">nhắn</a>, wa.me/+84912345678", "1:24 phone-number 0912345678\n1:53 phone-number 0912345678\n1:78 phone-number 0912345678\n1:106 phone-number +84912345678"},

		{"broken by entities", "Gọi &#48;912345678, 09&#x31;2345678, 0912&nbsp;345&nbsp;678, 0912&#8203;345&shy;678, &#48;&#57;&#49;&#50;345678", "1:5 phone-number 0912345678\n1:21 phone-number 0912345678\n1:38 phone-number 0912 345 678\n1:62 phone-number 0912345678\n1:86 phone-number 0912345678"},
		{"broken by tags", "0<b>91</b>2345678; 0912<!-- x -->345678; 0912<wbr>345<span class=\"a\">678</span>", "1:1 phone-number 0912345678\n1:20 phone-number 0912345678\n1:42 phone-number 0912345678"},
		{"broken by marks", "**091**2345678, 0912 **345** 678, 0912~~345~~678, `0912`345678, 0912_345_678, [0912](a.md)345678", "1:3 phone-number 0912345678\n1:17 phone-number 0912 345 678\n1:35 phone-number 0912345678\n1:52 phone-number 0912345678\n1:65 phone-number 0912-345-678\n1:80 phone-number 0912345678"},
		{"broken by backslashes", "0912\\-345\\-678, 0912\\.345\\.678, \\(0208\\) 3855 123", "1:1 phone-number 0912-345-678\n1:17 phone-number 0912.345.678\n1:33 phone-number (0208) 3855 123"},
		{"wide digits", "Gọi ０９１２３４５６７８, CCCD ０１９０９００１２３４５", "1:5 phone-number 0912345678\n1:22 citizen-number 019090012345"},
		{"characters of no width", "0912\u200b345\u2060678, 09\u00ad12345678, 0912\u2009345\u2009678, 0912\u2014345\u2014678", "1:1 phone-number 0912345678\n1:5 invisible-character U+200B\n1:9 invisible-character U+2060\n1:15 phone-number 0912345678\n1:28 phone-number 0912 345 678\n1:42 phone-number 0912-345-678"},
		{"broken in front matter", "---\nsummary: gọi 0912**345**678\n---\n", "2:14 phone-number 0912345678"},
		{"a broken birth date", "Nguyễn Văn A, sinh ngày **12**/3/1975, sinh ngày 1\\/2\\/1980", "1:27 birth-date 12/3/1975\n1:50 birth-date 1/2/1980"},
		{"a broken number of persons", "CCCD số 019<i>090</i>012345, CMND 090*123*456, số thẻ đảng 12**.345678**", "1:9 citizen-number 019090012345\n1:35 old-identity-number 090123456\n1:60 party-card 12.345678"},

		{"parted by dots and bullets", "Gọi 0912·345·678, 0912 • 345 • 678; 0️⃣9️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣", "1:5 phone-number 0912.345.678\n1:19 phone-number 0912 . 345 . 678\n1:37 phone-number 0912345678"},
		{"landline with a slash", "0208/3855123, 024/3936 1234, văn bản 0208/2020 và 0208/1234567-CV", "1:1 phone-number 0208/3855123\n1:15 phone-number 024/3936 1234"},
		{"right behind a label", "SĐT0912345678, CCCD019090012345, cmnd090123456", "1:4 phone-number 0912345678\n1:20 citizen-number 019090012345\n1:38 old-identity-number 090123456"},
		{"the name of a mailbox", "0912345678@vidu.example, [thư](mailto:0987654321@vidu.example)", "1:1 phone-number 0912345678\n1:39 phone-number 0987654321"},
		{"behind a backslash that is shown", "\\0912345678 \\MẬT", "1:2 phone-number 0912345678\n1:14 secrecy-marker MẬT"},

		{"citizen number", "CCCD số 019090012345", "1:9 citizen-number 019090012345"},
		{"citizen number digit by digit", "CCCD: 0 1 9 0 9 0 0 1 2 3 4 5", "1:7 citizen-number 0 1 9 0 9 0 0 1 2 3 4 5"},
		{"citizen number in groups", "số 019 090 012 345; 019.303.012.345", "1:4 citizen-number 019 090 012 345\n1:21 citizen-number 019.303.012.345"},
		{"implausible, but named", "Căn cước công dân: 099990012345", "1:20 citizen-number 099990012345"},
		{"old identity card", "CMND 090123456, số 090 123 457 (CMT)", "1:6 old-identity-number 090123456\n1:20 old-identity-number 090 123 457"},

		{"birth date", "Nguyễn Văn A, sinh ngày 12/3/1975", "1:25 birth-date 12/3/1975"},
		{"birth date in other forms", "Ngày sinh: 12-03-1975; SN 12.3.1975; Ngày, tháng, năm sinh: 1975-03-12; sinh ngày 12 tháng 3 năm 1975", "1:12 birth-date 12-03-1975\n1:27 birth-date 12.3.1975\n1:61 birth-date 1975-03-12\n1:83 birth-date 12 tháng 3 năm 1975"},
		{"birth date in capitals", "NGUYỄN VĂN A, SINH NGÀY 12/3/1975; Sinh Ngày 12 / 3 / 1976", "1:25 birth-date 12/3/1975\n1:46 birth-date 12 / 3 / 1976"},
		{"under other heads", "| Họ tên | Sinh ngày | Số thẻ ĐV |\n|---|---|---|\n| Nguyễn Văn A | 12/3/1975 | 12.345678 |", "3:18 birth-date 12/3/1975\n3:30 party-card 12.345678"},
		{"birth date without the word day", "Bà Trần Thị B sinh 12/3/1975 tại Đại Từ", "1:20 birth-date 12/3/1975"},
		{"birth date over a line's end", "Nguyễn Văn A, sinh\nngày 12/3/1975", "2:6 birth-date 12/3/1975"},
		{"birth dates under the head of a table", "| Họ tên | Ngày, tháng, năm sinh | Số thẻ Đảng |\n|---|:---:|---|\n| Nguyễn Văn A | 12/3/1975 | 12.345678 |\n| Trần B | 1/2/1980 | 12.345679 |", "3:18 birth-date 12/3/1975\n3:30 party-card 12.345678\n4:12 birth-date 1/2/1980\n4:23 party-card 12.345679"},
		{"no birth dates under another head", "| Ngày họp | Ngày sinh hoạt chi bộ | Ngày học sinh thi |\n|---|---|---|\n| 12/3/1975 | 12/3/1975 | 12/3/1975 |", ""},
		{"behind a comment that does not end", "a <!-- b\n\nGọi 0912345678.\n", "3:5 phone-number 0912345678"},
		{"in a comment that its paragraph ends", "a <!-- b\n\nGọi 0912345678. -->\n", "3:5 phone-number 0912345678"},
		{"birth date in a row of a table", "| Ngày sinh | 12/3/1975 |", "1:15 birth-date 12/3/1975"},

		{"Party card", "số thẻ đảng viên: 12.345678; Thẻ Đảng số 12345678", "1:19 party-card 12.345678\n1:42 party-card 12345678"},

		{"mark alone", "MẬT\n\nTối mật\n\n**Mật**\n\n> Tuyệt mật\n", "1:1 secrecy-marker MẬT\n3:1 secrecy-marker Tối mật\n5:3 secrecy-marker Mật\n7:3 secrecy-marker Tuyệt mật"},
		{"mark in capitals", "Văn bản này đóng dấu TỐI MẬT. Tài liệu MẬT của tỉnh.", "1:22 secrecy-marker TỐI MẬT\n1:40 secrecy-marker MẬT"},
		{"mark in brackets", "Báo cáo (Mật), phụ lục [Tuyệt mật]", "1:10 secrecy-marker Mật\n1:25 secrecy-marker Tuyệt mật"},
		{"mark behind its label", "Độ mật: mật\n\n**Độ mật:** Tối mật, bản số 2\n\n| Độ mật | Mật |\n", "1:9 secrecy-marker mật\n3:13 secrecy-marker Tối mật\n5:12 secrecy-marker Mật"},
		{"mark in a list of values", "---\ntags:\n  - Mật\n  - Tối mật\n---\n\nCác độ mật:\n\n- Mật\n", "3:5 secrecy-marker Mật\n4:5 secrecy-marker Tối mật"},
		{"mark as a value", "---\ntitle: Mật\n---\n", "2:8 secrecy-marker Mật"},
		{"mark in a block of code", "```\nTỐI MẬT\n```\n", "2:1 secrecy-marker TỐI MẬT"},
	} {
		t.Run(e.name, e.check)
	}
}

// TestInternal: an internal item may hold all of it.
func TestInternal(t *testing.T) {
	text := "MẬT. CCCD 019090012345, gọi 0912345678, sinh ngày 12/3/1975, thẻ đảng số 12345678, CMND 090123456"
	if got := told(looked(t, []byte(text), Options{})); got != nil {
		t.Errorf("%q", got)
	}
	if got := looked(t, []byte(text), Options{Public: true}); len(got) != 6 {
		t.Errorf("%q", told(got))
	}
}

// TestExceptions is the specification of what may stand with a reason.
func TestExceptions(t *testing.T) {
	const hotline = "<!-- bulletin: allow phone-number 0208.3855.123: đường dây nóng đã công bố -->"
	for _, e := range []example{
		{"on the line before", hotline + "\nĐường dây nóng: 0208 3855 123", ""},
		{"on the same line", "| Đường dây nóng | 0208 3855 123 " + hotline + " |", ""},
		{"each of several", hotline + "\n<!-- bulletin: allow phone-number 0912345678: số trực ban -->\n0208.3855.123 và 0912.345.678", ""},
		{"another number is found", hotline + "\nĐường dây nóng: 0208 3855 999", "1:1 exception-unused phone-number\n2:17 phone-number 0208 3855 999"},
		{"in a table below", hotline + "\n| Nơi | Số |\n| --- | --- |\n| Trực | 0208 3855 123 |\n| Trực đêm | 0208 3855 123 |", ""},
		{"in a cell", "| Nơi | Số |\n| --- | --- |\n| Trực | 0208 3855 123 " + hotline + " |", ""},
		{"between two rows", "| Nơi | Số |\n| --- | --- |\n" + hotline + "\n| Trực | 0208 3855 123 |", "3:1 exception-between-rows allow phone-number 0208.3855.123: đường dây nóng đã công bố"},
		{"after the table", hotline + "\n| Nơi |\n| --- |\n| Trực |\n\nGọi 0208 3855 123", "1:1 exception-unused phone-number\n6:5 phone-number 0208 3855 123"},
		{"with the words of the message", "<!-- bulletin: allow phone-number 0208.3855.123: lý do -->\n0208.3855.123", "1:1 exception-without-reason 0208.3855.123\n2:1 phone-number 0208.3855.123"},
		{"not two lines below", hotline + "\n\nGọi 0208 3855 123", "1:1 exception-unused phone-number\n3:5 phone-number 0208 3855 123"},
		{"of another problem", "<!-- bulletin: allow birth-date 0208.3855.123: nhầm -->\n0208.3855.123", "1:1 exception-unused birth-date\n2:1 phone-number 0208.3855.123"},
		{"without a reason", "<!-- bulletin: allow phone-number 0208.3855.123 -->\n0208.3855.123", "1:1 exception-without-reason 0208.3855.123\n2:1 phone-number 0208.3855.123"},
		{"with an empty reason", "<!-- bulletin: allow phone-number 0208.3855.123: ... -->\n0208.3855.123", "1:1 exception-without-reason 0208.3855.123\n2:1 phone-number 0208.3855.123"},
		{"not understood", "<!-- bulletin: alow phone-number 1: x -->\n<!-- bulletin: allow telephone 1: x -->", "1:1 exception-syntax alow phone-number 1: x\n2:1 exception-syntax allow telephone 1: x"},
		{"of words", "<!-- bulletin: allow typing-slip câu truyện: giữ nguyên như bài báo -->\nBài báo viết “Câu truyện”.\n<!-- bulletin: allow word-doubled Bộ trưởng Bộ trưởng: nguyên văn -->\nBộ trưởng Bộ trưởng", ""},
		{"of a mark", "<!-- bulletin: allow secrecy-marker Tối mật: chỉ nêu tên độ mật -->\nBa độ: (Tối mật)", ""},
		{"in front matter", "---\n# bulletin: allow phone-number 0208.3855.123: đường dây nóng\nsummary: gọi 0208.3855.123\n---\n", ""},
		{"behind a value", "---\nsummary: gọi 0208.3855.123 # bulletin: allow phone-number 0208.3855.123: đường dây nóng\n---\n", ""},
		{"before a text of several lines", "---\n# bulletin: allow phone-number 0208.3855.123: đường dây nóng\nsummary: >-\n  Đường dây nóng\n  gọi 0208.3855.123\neditor_note: gọi 0208.3855.123\n---\n", "6:18 phone-number 0208.3855.123"},
		{"of a number that is broken up", "<!-- bulletin: allow phone-number 0912345678: số trực ban -->\nGọi 0912**345**&#54;78", ""},
		{"shown as code it is none", "`" + hotline + "`", "1:36 phone-number 0208.3855.123"},
	} {
		t.Run(e.name, e.check)
	}
	internal := looked(t, []byte(hotline+"\n\n<!-- bulletin: allow typing-slip nghành: x -->"), Options{})
	if got := told(internal); len(got) != 1 || !strings.HasPrefix(got[0], "3:1 exception-unused") {
		t.Errorf("what is not looked for is not missed: %q", got)
	}
}
