package main

// publishTexts are the words of the command that brings the site to its readers.
var publishTexts = map[string][2]string{
	"publish.short": {"Đưa trang tới nơi người đọc xem", "Bring the site to its readers"},
	"publish.long": {
		"NƠI là tên một mục của publish trong bulletin.yaml, hoặc một địa chỉ:\n" +
			"  \\\\máy-chủ\\ban-tin, D:\\web, /srv/www      thư mục, thư mục dùng chung\n" +
			"  sftp://người-dùng@máy-chủ/đường-dẫn       SFTP (đường dẫn /~/… tính từ thư mục riêng)\n" +
			"  s3://kho/thư-mục?endpoint=https://…       kho kiểu S3 (thêm &region=… nếu cần)\n" +
			"  webdavs://người-dùng@máy-chủ/đường-dẫn    WebDAV (webdav:// khi không có TLS)\n" +
			"Trang được xuất trước; còn lỗi thì không có gì được đưa lên. Chỉ gửi những gì đã đổi: tệp mới trước, rồi trang đổi, rồi danh sách, xóa sau cùng và chỉ xóa tệp do chương trình đưa lên. " +
			"Đang đưa thì người đọc thấy từng trang nguyên vẹn, cũ hoặc mới, không có liên kết hỏng. Bị ngắt giữa chừng thì chạy lại để làm nốt.\n" +
			"Mật khẩu lấy từ biến BULLETIN_PUBLISH_PASSWORD hoặc một tệp; với S3, mã truy cập ở BULLETIN_PUBLISH_KEY (hay AWS_ACCESS_KEY_ID), khóa bí mật là mật khẩu (hay AWS_SECRET_ACCESS_KEY).\n" +
			"Ví dụ: bulletin publish noi-bo --dry-run",
		"TARGET is the name of an entry of publish in bulletin.yaml, or an address:\n" +
			"  \\\\server\\bulletin, D:\\web, /srv/www       a folder, a share\n" +
			"  sftp://user@server/path                   SFTP (a path /~/… begins in the user's home)\n" +
			"  s3://bucket/folder?endpoint=https://…     storage that speaks S3 (and &region=… if needed)\n" +
			"  webdavs://user@server/path                WebDAV (webdav:// without TLS)\n" +
			"The site is built first; while there are errors, nothing is sent. Only what changed goes: new files first, then changed pages, then lists; deletions last, and only of what the program put there. " +
			"Meanwhile readers see every page whole, old or new, and no dead link. What was interrupted is finished by running the command again.\n" +
			"The password comes from the variable BULLETIN_PUBLISH_PASSWORD or a file; for S3 the access key from BULLETIN_PUBLISH_KEY (or AWS_ACCESS_KEY_ID), and the secret key is the password (or AWS_SECRET_ACCESS_KEY).\n" +
			"For example: bulletin publish intranet --dry-run"},
	"arg.target":                 {"NƠI", "TARGET"},
	"flag.publish-dry-run":       {"xuất trang, cho xem sẽ đưa gì lên, rồi dừng", "build, show what would be sent, and stop"},
	"flag.rollback":              {"quay lại bản trước lần xuất bản cuối, hoặc bỏ lần xuất bản dở dang", "go back to the version before the last publishing, or undo an unfinished one"},
	"flag.publish-verify":        {"đọc lại mọi tệp ở nơi ấy và sửa tệp sai khác; cùng --dry-run thì chỉ báo", "read back every file of the target and mend what differs; with --dry-run only tell"},
	"flag.forget":                {"không giữ bản cũ ở nơi ấy (không quay lại được)", "keep no former version at the target (there is no going back)"},
	"flag.break-lock":            {"lấy khóa của người đang giữ, khi chắc chắn họ không còn xuất bản", "take the lock from who holds it, when they publish no more for certain"},
	"flag.key-file":              {"tệp khóa SSH; nếu bỏ trống thì các khóa trong .ssh", "the SSH key; when left out, those of .ssh"},
	"flag.known-hosts":           {"tệp khóa của các máy chủ đã biết; nếu bỏ trống thì .ssh/known_hosts", "the file of known hosts; when left out, .ssh/known_hosts"},
	"flag.publish-password-file": {"tệp chứa mật khẩu; nếu bỏ trống thì lấy BULLETIN_PUBLISH_PASSWORD", "the file of the password; when left out, BULLETIN_PUBLISH_PASSWORD"},
	"publish-which":              {"hãy ghi một nơi để xuất bản, ví dụ: bulletin publish noi-bo", "name one target, for example: bulletin publish intranet"},
	"publish-no-targets":         {"chưa có nơi nào tên “{0}”; thêm mục publish vào bulletin.yaml, hoặc ghi địa chỉ, ví dụ: bulletin publish ./{0}", "there is no target “{0}”; add publish to bulletin.yaml, or write an address, for example: bulletin publish ./{0}"},
	"publish-unknown":            {"không có nơi nào tên “{0}”; các nơi trong bulletin.yaml: {1}", "there is no target “{0}”; bulletin.yaml has: {1}"},
	"publish-url":                {"không hiểu địa chỉ “{0}”; xem các dạng: bulletin help publish", "cannot read the address “{0}”; for the forms: bulletin help publish"},
	"publish-scheme":             {"không biết cách xuất bản tới “{0}://”; có file, sftp, s3, webdav, webdavs", "there is no way to publish to “{0}://”; there are file, sftp, s3, webdav, webdavs"},
	"publish-secret":             {"không ghi mật khẩu trong địa chỉ, vì người khác đọc được; đặt biến {0} hoặc dùng --password-file", "write no password into an address, where others can read it; set the variable {0} or use --password-file"},
	"publish-unc":                {"{0} là đường dẫn của Windows; trên máy này hãy gắn thư mục dùng chung rồi ghi đường dẫn đã gắn", "{0} is a path of Windows; on this computer mount the share and name the folder it is mounted on"},
	"publish-endpoint":           {"endpoint “{0}” không phải địa chỉ của một kho; viết như https://s3.example.vn", "the endpoint “{0}” is no address of a storage; write it as https://s3.example.org"},
	"publish-no-key":             {"cần mã truy cập và khóa bí mật của kho: đặt biến {0} và {1} (hoặc --password-file)", "the storage wants an access key and a secret key: set the variables {0} and {1} (or --password-file)"},
	"publish-no-folder":          {"không có thư mục {0}; kiểm tra đường dẫn, và thư mục dùng chung đã được nối chưa", "there is no folder {0}; check the path, and whether the share is mounted"},
	"publish-inside":             {"không xuất bản vào {0}: chương trình đọc hoặc xuất trang ở {1}; chọn một thư mục riêng", "cannot publish to {0}: the program reads or builds in {1}; choose a folder of its own"},
	"publish-failed":             {"không xuất bản được lên {0}: {1}; kiểm tra địa chỉ và đường mạng rồi chạy lại", "cannot publish to {0}: {1}; check the address and the network, then run the command again"},
	"publish-resumed":            {"Lần xuất bản trước bị ngắt giữa chừng; lần này làm nốt.", "The last publishing was interrupted; this one finishes it."},
	"publish-differs":            {"  Khác với bản đã đưa lên: {0}", "  Not as it was put there: {0}"},
	"publish-plan":               {"{0}: mới {1}, thay đổi {2}, xóa {3}, giữ nguyên {4}; cần gửi {5} KB.", "{0}: new {1}, changed {2}, deleted {3}, unchanged {4}; {5} KB to send."},
	"publish-progress":           {"Đang xuất bản {0}/{1}", "Publishing {0}/{1}"},
	"publish-dry":                {"Chỉ xem trước, chưa đưa gì lên.", "A look ahead only; nothing was sent."},
	"publish-same":               {"{0} đã đúng bản này, không phải gửi gì.", "{0} holds this version already; there was nothing to send."},
	"publish-done":               {"Đã xuất bản lên {0}, đọc lại thấy đúng.", "Published to {0}, and read back right."},
	"publish-back":               {"{0} đã quay lại bản lúc {1}, do {2} đưa lên.", "{0} is back at the version of {1} by {2}."},
}
