package diag

// deployTexts are the problems of publishing the site to the place of its readers.
var deployTexts = map[Code]text{
	"deploy-locked": {
		vi:     "{1} đang xuất bản lên {0} (từ {2})",
		en:     "{1} is publishing to {0} (since {2})",
		hintVI: "Chờ người đó xong rồi chạy lại. Nếu chắc chắn không còn ai đang xuất bản (máy kia đã tắt giữa chừng), thêm --break-lock",
		hintEN: "Wait until they are done and run the command again. If nobody is publishing for certain (that computer was switched off half way), add --break-lock",
	},
	"deploy-foreign": {
		vi:     "ở {0} đã có {1} không do chương trình này đưa lên, đúng chỗ của một tệp cần ghi",
		en:     "{0} holds {1}, which this program did not put there, where a file of the site must go",
		hintVI: "Chuyển tệp ấy đi nơi khác, hoặc chọn một thư mục riêng cho trang; chưa có gì bị thay đổi",
		hintEN: "Move it elsewhere, or choose a folder of the site's own; nothing was changed",
	},
	"deploy-foreign-more": {
		vi:     "ở {0} còn {1} tệp khác như vậy",
		en:     "{0} holds {1} more of that kind",
		hintVI: "Có lẽ đó là trang của người khác: kiểm tra lại địa chỉ đích",
		hintEN: "It may be somebody else's site: check the target's address",
	},
	"deploy-audience": {
		vi:     "{0} đang giữ bản {1}; không đưa bản khác lên đó",
		en:     "{0} holds the {1} site; the other does not go there",
		hintVI: "Thêm --audience {2}, hoặc chọn nơi khác cho bản này",
		hintEN: "Add --audience {2}, or choose another target for this one",
	},
	"deploy-no-previous": {
		vi:     "{0} không giữ bản nào trước bản hiện tại",
		en:     "{0} keeps no version before the present one",
		hintVI: "Chỉ quay lại được bản ngay trước lần xuất bản cuối; muốn có bản cũ hơn, lấy lại nội dung cũ rồi xuất bản",
		hintEN: "Only the version before the last publishing can be gone back to; for an older one, restore the content and publish it",
	},
	"deploy-no-way-back": {
		vi:     "không quay lại được: {1} ở {0} đã bị sửa tại chỗ trước khi được thay, nên bản trước không còn nguyên",
		en:     "there is no way back: {1} at {0} was edited there before it was replaced, so the former version is not whole",
		hintVI: "Chưa có gì bị thay đổi. Muốn có bản cũ, lấy lại nội dung cũ rồi xuất bản như thường",
		hintEN: "Nothing was changed. For the former version restore the content and publish it",
	},
	"deploy-damaged": {
		vi:     "sổ ghi {1} ở {0} bị hỏng: {2}",
		en:     "the record {1} at {0} is damaged: {2}",
		hintVI: "Chưa có gì bị thay đổi. Xóa tệp ấy rồi xuất bản lại: tệp giống hệt được nhận lại, tệp khác sẽ được nêu tên để xem xét",
		hintEN: "Nothing was changed. Delete that file and publish again: files that are the same are taken back, others are named for you to look at",
	},
	"deploy-mismatch": {
		vi:     "đọc lại {1} ở {0} thì khác với nội dung đúng, hoặc không còn tệp ấy",
		en:     "{1}, read back from {0}, is not what it should be, or is gone",
		hintVI: "Có người đã sửa hoặc xóa tệp ấy, hoặc đĩa hay đường truyền của nơi ấy có lỗi; chạy lại với --verify, không kèm --dry-run, để đưa lên lại nội dung đúng",
		hintEN: "Somebody changed or deleted it there, or that place's disk or the line to it is bad; run the command again with --verify and without --dry-run to put back what it should be",
	},
	"deploy-interrupted": {
		vi:     "việc xuất bản lên {0} bị dừng giữa chừng: {1}",
		en:     "publishing to {0} stopped half way: {1}",
		hintVI: "Người đọc vẫn thấy từng trang nguyên vẹn, cũ hoặc mới. Chạy lại lệnh này để làm nốt, hoặc thêm --rollback để quay lại bản cũ",
		hintEN: "Readers still see every page whole, old or new. Run the command again to finish, or with --rollback to go back",
	},
	"deploy-unfinished": {
		vi:     "việc xuất bản lên {0} chưa xong",
		en:     "publishing to {0} is not finished",
		hintVI: "Người đọc vẫn thấy từng trang nguyên vẹn, cũ hoặc mới. Chạy lại lệnh này để làm nốt, hoặc thêm --rollback để quay lại bản cũ",
		hintEN: "Readers still see every page whole, old or new. Run the command again to finish, or with --rollback to go back",
	},
	"deploy-host-unknown": {
		vi:     "chưa biết khóa của máy chủ {0}: {1}",
		en:     "the key of the server {0} is not known: {1}",
		hintVI: "Hỏi người quản trị máy chủ xem có đúng dấu khóa ấy không; nếu đúng, thêm dòng này vào {2}: {3}",
		hintEN: "Ask who runs the server whether that is its fingerprint; if so, add this line to {2}: {3}",
	},
	"deploy-host-changed": {
		vi:     "khóa của máy chủ {0} khác với khóa đã ghi trong {2}: {1}",
		en:     "the key of the server {0} is not the one in {2}: {1}",
		hintVI: "Có thể máy chủ vừa được cài lại, cũng có thể có kẻ đứng giữa. Hỏi người quản trị trước khi sửa tệp ấy",
		hintEN: "The server may have been set up anew, or somebody may stand between. Ask who runs it before you change that file",
	},
	"deploy-login": {
		vi:     "{0} không cho đăng nhập: {1}",
		en:     "{0} does not let us in: {1}",
		hintVI: "Kiểm tra tên người dùng, khóa hoặc mật khẩu (xem “bulletin help publish”)",
		hintEN: "Check the user's name, the key or the password (see “bulletin help publish”)",
	},
	"deploy-login-bare": {
		vi:     "không có khóa cũng không có mật khẩu để đăng nhập {0}",
		en:     "there is neither a key nor a password to log in to {0}",
		hintVI: "Tạo khóa bằng lệnh ssh-keygen, gửi tệp .pub cho người quản trị máy chủ rồi ghi tệp khóa vào key_file; hoặc đặt mật khẩu (xem “bulletin help publish”)",
		hintEN: "Make a key with ssh-keygen, send the .pub file to whoever runs the server and name the key in key_file; or give a password (see “bulletin help publish”)",
	},
	"deploy-no-replace": {
		vi:     "máy chủ {0} không thay một tệp trong một bước được (posix-rename@openssh.com)",
		en:     "the server {0} cannot replace a file in one step (posix-rename@openssh.com)",
		hintVI: "Dùng máy chủ OpenSSH, hoặc xuất bản bằng thư mục dùng chung, S3 hay WebDAV",
		hintEN: "Use OpenSSH's server, or publish to a share, S3 or WebDAV",
	},
	"publish-target-twice": {
		vi: "tên “{0}” được dùng cho hai nơi xuất bản", en: "the name “{0}” is given to two targets",
		hintVI: "Đặt tên khác cho một trong hai", hintEN: "Give one of them another name",
	},
}
