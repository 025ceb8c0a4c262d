package main

// texts are the command's own words, Vietnamese and English. Problems in
// content and configuration have theirs in internal/diag.
var texts = map[string][2]string{
	"bulletin.short": {"Tạo trang bản tin của một chi bộ từ các tệp Markdown", "Make a cell's bulletin site from Markdown files"},
	"bulletin.long": {
		"Lần đầu: «bulletin init ban-tin», rồi «bulletin serve -s ban-tin» và mở địa chỉ hiện ra trong trình duyệt.",
		"To begin: “bulletin init my-site”, then “bulletin serve -s my-site” and open the address it shows in a browser."},
	"init.short": {"Tạo thư mục trang mới có sẵn ví dụ", "Make a new site with examples"},
	"init.long":  {"Thư mục phải chưa có hoặc còn trống. Trang mới dựng được ngay và có một ví dụ cho mỗi loại nội dung.", "The folder must not exist or be empty. The new site builds at once and holds one example of each kind."},
	"new.short":  {"Tạo một tệp nội dung mới", "Make a new content file"},
	"new.long": {
		"Tệp được đặt trong thư mục của loại đó, ở trạng thái bản nháp, có sẵn mọi khóa kèm chú thích.\nVí dụ: bulletin new meeting \"Sinh hoạt chi bộ tháng 7\"",
		"The file is put into the folder of its kind, as a draft, with every key and its explanation.\nFor example: bulletin new meeting \"Cell meeting in July\""},
	"build.short": {"Dựng trang vào thư mục kết quả", "Build the site"},
	"build.long": {
		"Chỉ cần một tệp có lỗi thì trang đã đăng được giữ nguyên. Tệp không do chương trình tạo ra không bao giờ bị đụng tới.",
		"A single error leaves the published site as it was. Files that the program did not write are never touched."},
	"watch.short": {"Dựng trang và dựng lại sau mỗi lần sửa", "Build the site, and again after every edit"},
	"watch.long":  {"Nhấn Ctrl-C để dừng.", "Press Ctrl-C to stop."},
	"serve.short": {"Xem trang trên máy này, tự cập nhật khi sửa", "Look at the site on this computer, updated as you edit"},
	"serve.long": {
		"Chỉ máy này mở được trang (127.0.0.1). Với --drafts, --future, --expired hoặc --clock, trang xem thử nằm riêng trong .bulletin/preview và không ghi vào thư mục kết quả. Nhấn Ctrl-C để dừng.",
		"Only this computer can open it (127.0.0.1). With --drafts, --future, --expired or --clock the preview is kept apart in .bulletin/preview and nothing is written to the output. Press Ctrl-C to stop."},
	"check.short":      {"Kiểm tra nội dung, không ghi gì", "Check the content, write nothing"},
	"check.long":       {"Hiện mọi vấn đề cùng một lúc, theo tệp và dòng.", "Shows all problems at once, by file and line."},
	"list.short":       {"Liệt kê nội dung", "List the content"},
	"list.long":        {"Mỗi dòng một tệp: loại, ngày, trạng thái, tiêu đề.", "One file a line: kind, date, state, title."},
	"schema.short":     {"In JSON Schema của phần khai báo", "Print the JSON Schema of the front matter"},
	"schema.long":      {"Trình soạn thảo dùng nó để gợi ý và kiểm tra khóa. «config» là của bulletin.yaml; «awards» in danh mục khen thưởng.", "Editors use it to complete and check keys. “config” is for bulletin.yaml; “awards” prints the award catalogue."},
	"config.short":     {"In cấu hình đang dùng và nguồn gốc từng giá trị", "Print the configuration in effect and where it comes from"},
	"config.long":      {"Thứ tự: mặc định, bulletin.yaml, biến môi trường BULLETIN_…, cờ của lệnh.", "In this order: default, bulletin.yaml, environment variables BULLETIN_…, flags."},
	"clean.short":      {"Xóa những gì chương trình đã ghi vào thư mục kết quả", "Remove what the program wrote to the output"},
	"clean.long":       {"Tệp khác trong thư mục ấy được giữ nguyên.", "Other files of that folder stay."},
	"version.short":    {"In phiên bản", "Print the version"},
	"version.long":     {"In phiên bản chương trình, phiên bản Go và hệ điều hành.", "Prints the program's version, Go's and the system."},
	"help.short":       {"Xem hướng dẫn của một lệnh", "Show a command's help"},
	"completion.short": {"In đoạn mã tự hoàn thành lệnh cho shell", "Print shell completion"},
	"completion.long":  {"Ví dụ: bulletin completion bash > /etc/bash_completion.d/bulletin", "For example: bulletin completion bash > /etc/bash_completion.d/bulletin"},
	"completion.shell": {"Đoạn mã cho {0}", "For {0}"},

	"arg.command": {"[lệnh]", "[command]"},
	"arg.kind":    {"LOẠI", "KIND"},
	"arg.title":   {"\"TIÊU ĐỀ\"", "\"TITLE\""},
	"arg.folder":  {"THƯ-MỤC", "FOLDER"},

	"flag.source":      {"thư mục của trang", "the site's folder"},
	"flag.destination": {"thư mục kết quả (mặc định theo bulletin.yaml: public)", "the output folder (default from bulletin.yaml: public)"},
	"flag.base-url":    {"địa chỉ đầy đủ của trang, cần cho Atom, RSS và sitemap", "the site's full address, needed for Atom, RSS and sitemap"},
	"flag.drafts":      {"hiện cả bản nháp", "show drafts too"},
	"flag.future":      {"hiện cả trang chưa đến ngày đăng", "show pages before their publishing date"},
	"flag.expired":     {"hiện cả trang đã hết hạn", "show expired pages"},
	"flag.clock":       {"coi như đang là thời điểm này, ví dụ 2020-07-27 hoặc \"27/7/2020 08:00\"", "pretend it is this time, for example 2020-07-27 or \"2020-07-27 08:00\""},
	"flag.strict":      {"coi cảnh báo là lỗi", "treat warnings as errors"},
	"flag.json":        {"in kết quả dạng JSON", "print JSON"},
	"flag.lang":        {"ngôn ngữ của thông báo: vi hoặc en", "language of messages: vi or en"},
	"flag.quiet":       {"chỉ in lỗi", "print errors only"},
	"flag.verbose":     {"in thêm chi tiết", "print more"},
	"flag.help":        {"xem hướng dẫn", "show help"},
	"flag.year":        {"chỉ năm này", "this year only"},
	"flag.bundle":      {"tạo thư mục riêng để đặt ảnh cạnh bài", "make a folder of its own, for pictures beside the text"},
	"flag.poll":        {"dò thay đổi theo chu kỳ (ví dụ 1s) thay vì chờ hệ điều hành báo", "look for changes at this interval (for example 1s) instead of waiting for the system's notices"},
	"flag.port":        {"cổng", "port"},
	"flag.bind":        {"địa chỉ lắng nghe", "address to listen on"},
	"flag.open":        {"mở trình duyệt", "open the browser"},

	"usage-template": {usageTemplate("Cách dùng", "Các lệnh", "Cờ", "Cờ chung", "Xem thêm: {{.CommandPath}} [lệnh] --help", "Mã thoát: 0 tốt · 1 nội dung có lỗi · 2 gọi lệnh hoặc cấu hình sai · 3 lỗi đọc ghi hay mạng · 130 bị dừng"),
		usageTemplate("Usage", "Commands", "Flags", "Common flags", "More: {{.CommandPath}} [command] --help", "Exit status: 0 ok · 1 problems in the content · 2 wrong call or configuration · 3 input, output or network · 130 interrupted")},

	"error":                {"lỗi", "error"},
	"interrupted":          {"Đã dừng.", "Stopped."},
	"no-source":            {"không có thư mục «{0}»; chỉ ra thư mục của trang bằng -s", "there is no folder “{0}”; name the site's folder with -s"},
	"bad-clock":            {"không hiểu --clock «{0}»; viết 2020-07-27 hoặc \"27/7/2020 08:00\"", "--clock “{0}” is not understood; write 2020-07-27 or \"2020-07-27 08:00\""},
	"bad-epoch":            {"SOURCE_DATE_EPOCH «{0}» phải là số giây", "SOURCE_DATE_EPOCH “{0}” must be a number of seconds"},
	"no-arguments":         {"lệnh này không nhận «{0}»", "this command does not take “{0}”"},
	"unknown-command":      {"không có lệnh «{0}»; xem: bulletin help", "there is no command “{0}”; see: bulletin help"},
	"unknown-command-near": {"không có lệnh «{0}»; có phải ý bạn là «{1}»?", "there is no command “{0}”; did you mean “{1}”?"},
	"unknown-flag":         {"không có cờ «{0}»; xem --help", "there is no flag “{0}”; see --help"},
	"flag-needs-value":     {"cờ «{0}» cần một giá trị", "the flag “{0}” needs a value"},
	"flag-value":           {"giá trị «{0}» của cờ «{1}» không dùng được", "the value “{0}” of the flag “{1}” cannot be used"},
	"unknown-kind":         {"không có loại «{0}»; các loại: {1}", "there is no kind “{0}”; the kinds: {1}"},
	"stopped":              {"Có {0} lỗi, {1} cảnh báo. Trang đã đăng được giữ nguyên.", "{0} errors, {1} warnings. The published site is as it was."},
	"stopped-strict":       {"Có {0} cảnh báo, và --strict coi đó là lỗi. Trang đã đăng được giữ nguyên.", "{0} warnings, which --strict treats as errors. The published site is as it was."},
	"built":                {"Đã dựng {0} trang ({1} tệp) trong {2} vào {3}", "Built {0} pages ({1} files) in {2} into {3}"},
	"built-counts":         {"Ghi {0}, giữ nguyên {1}, xóa {2}.", "Written {0}, unchanged {1}, deleted {2}."},
	"foreign":              {"Không do chương trình tạo ra, để nguyên: {0}", "Not written by this program, left alone: {0}"},
	"no-base":              {"Chưa có base_url nên không tạo Atom, RSS, JSON Feed, sitemap và địa chỉ đầy đủ.", "Without base_url there are no Atom, RSS, JSON Feed, sitemap and full addresses."},
	"next":                 {"Trang sẽ tự thay đổi lần tới vào {0}; hãy dựng lại khi đó.", "The site changes by itself next at {0}; build it again then."},
	"next-never":           {"Không có trang nào hẹn giờ đăng hay hết hạn.", "No page waits to be published or to expire."},
	"checked":              {"Đã kiểm tra {0} trang: không có lỗi, {1} cảnh báo.", "Checked {0} pages: no errors, {1} warnings."},
	"listed":               {"{0} tệp", "{0} files"},
	"state.live":           {"đăng", "live"},
	"state.draft":          {"bản nháp", "draft"},
	"state.future":         {"chờ đăng", "future"},
	"state.expired":        {"hết hạn", "expired"},
	"state.internal":       {"nội bộ", "internal"},
	"new-arguments":        {"cần loại và tiêu đề, ví dụ: bulletin new meeting \"Sinh hoạt chi bộ tháng 7\"", "give a kind and a title, for example: bulletin new meeting \"Cell meeting in July\""},
	"new-title":            {"tiêu đề «{0}» không có chữ hay số nào để đặt tên tệp", "the title “{0}” has no letter or digit to name a file by"},
	"new-exists":           {"đã có tệp {0}; chọn tiêu đề khác", "{0} exists already; choose another title"},
	"new-written":          {"Đã tạo {0} (bản nháp). Mở tệp, điền các khóa, rồi xóa dòng draft để đăng.", "Made {0} (a draft). Open it, fill in the keys, then delete the draft line to publish."},
	"init-arguments":       {"cần tên thư mục, ví dụ: bulletin init ban-tin", "name a folder, for example: bulletin init my-site"},
	"init-not-empty":       {"thư mục «{0}» không trống; chọn thư mục khác", "the folder “{0}” is not empty; choose another"},
	"init-done":            {"Đã tạo {0} tệp trong {1}. Tiếp theo: bulletin serve -s {1}", "Made {0} files in {1}. Next: bulletin serve -s {1}"},
	"cleaned":              {"Đã xóa {0} tệp trong {1}.", "Deleted {0} files in {1}."},
	"origin-default":       {"mặc định", "default"},
	"watching":             {"Đang theo dõi thay đổi. Nhấn Ctrl-C để dừng.", "Watching for changes. Press Ctrl-C to stop."},
	"polling":              {"Dò thay đổi theo chu kỳ: {0}", "Looking for changes at intervals: {0}"},
	"polling-asked":        {"theo yêu cầu của --poll", "as --poll asks"},
	"rebuilt":              {"{0}: ghi {1}, xóa {2} trong {3}", "{0}: written {1}, deleted {2} in {3}"},
	"due":                  {"Đến giờ đã hẹn", "A publishing time has come"},
	"serving":              {"Mở {0} trong trình duyệt. Nhấn Ctrl-C để dừng.", "Open {0} in a browser. Press Ctrl-C to stop."},
	"port-taken":           {"Cổng {0} đang bận, dùng cổng {1}.", "Port {0} is taken, using {1}."},
	"bind-open":            {"Lưu ý: máy khác trong mạng cũng mở được trang này.", "Note: other computers of the network can open this site too."},
	"preview":              {"Trang xem thử nằm riêng; thư mục kết quả không đổi.", "The preview is kept apart; the output folder is not changed."},
}

// usageTemplate is cobra's usage template with our headings.
func usageTemplate(usage, commands, flags, common, more, exit string) string {
	return usage + `:
  {{if .HasAvailableSubCommands}}{{.CommandPath}} […]{{else}}{{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}

` + commands + `:{{range .Commands}}{{if (or .IsAvailableCommand (eq .Name "help"))}}
  {{rpad .Name .NamePadding }} {{.Short}}{{end}}{{end}}{{end}}{{if .HasAvailableLocalFlags}}

` + flags + `:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

` + common + `:
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableSubCommands}}

` + more + `{{end}}

` + exit + `
`
}
