package diag

// archiveTexts are the problems of bags: sealing a year, verifying it, taking a
// part out again. The file they are placed at is a path inside the bag; for the
// chain of years, a bag's name.
var archiveTexts = map[Code]text{
	// Writing and taking out.
	"bag-exists": {
		vi: "{0} đã có sẵn, và chương trình không ghi đè lên bản lưu trữ", en: "{0} exists already, and an archive is never written over",
		hintVI: "Chọn tên khác, hoặc tự chuyển bản cũ đi chỗ khác trước", hintEN: "Choose another name, or move the old one away first",
	},
	"bag-path-unsafe": {
		vi: "không đưa tệp này vào bản lưu trữ được: tên {0}", en: "the file cannot stand in an archive: its name {0}",
		hintVI: "Đổi tên tệp: không dùng < > : \" | ? * \\, tên như CON, NUL, dấu chấm hay dấu cách ở cuối; đường dẫn dài nhất 200 ký tự", hintEN: "Rename the file: no < > : \" | ? * \\, no name such as CON or NUL, no dot or space at the end, at most 200 characters for the whole path",
	},
	"bag-path-clash": {
		vi: "tên này trùng với {0} khi không phân biệt chữ hoa, chữ thường", en: "the name is the same as {0} where upper and lower case do not differ",
		hintVI: "Đổi tên một trong hai: trên Windows chỉ giữ được một", hintEN: "Rename one of the two: Windows can keep only one of them",
	},
	"bag-label-invalid": {
		vi: "không ghi được nhãn “{0}” vào bag-info.txt", en: "the label “{0}” cannot stand in bag-info.txt",
		hintVI: "Nhãn viết trên một dòng, không có dấu hai chấm, có giá trị, và không phải nhãn do chương trình tự ghi", hintEN: "A label is one line without a colon, has a value, and is none of those that the program writes itself",
	},
	"bag-date-missing": {
		vi: "chưa có ngày niêm phong", en: "the date of sealing is not given",
		hintVI: "Cho biết ngày lập bản lưu trữ: chương trình không tự lấy giờ của máy", hintEN: "Give the date on which the archive is made: it is never taken from the clock",
	},
	"bag-link-invalid": {
		vi: "bản lưu trữ năm trước “{0}” cần có tên và mã niêm phong, nhưng mã là “{1}”", en: "the archive of the year before, “{0}”, needs a name and a digest, but the digest is “{1}”",
		hintVI: "Mã niêm phong gồm 64 chữ số thập lục phân viết thường, chương trình đã in khi niêm phong", hintEN: "A digest is 64 hexadecimal digits in lower case, as printed when the archive was sealed",
	},
	"bag-seal-invalid": {
		vi: "bản ghi về lần niêm phong trước ({0}) thiếu ngày, lý do, hoặc bị lặp", en: "the record of a former seal ({0}) lacks its date or reason, or is there twice",
		hintVI: "Cho biết lý do niêm phong lại, và chỉ nêu mỗi bản cũ một lần", hintEN: "Give the reason for sealing again, and name each former archive once",
	},
	"bag-dest-used": {
		vi: "{0} không phải là thư mục trống", en: "{0} is not an empty folder",
		hintVI: "Chọn một thư mục chưa có hoặc đang trống", hintEN: "Choose a folder that does not exist yet or is empty",
	},
	"bag-part-missing": {
		vi: "bản lưu trữ không có tệp nào trong “{0}”", en: "the archive has no files in “{0}”",
		hintVI: "Các phần thường có là data/source, data/site và data/report", hintEN: "The usual parts are data/source, data/site and data/report",
	},
	"bag-name-local": {
		vi: "máy này không đặt được tên tệp như vậy", en: "a file on this computer cannot have that name",
		hintVI: "Lấy phần này ra trên máy Linux hoặc macOS", hintEN: "Take this part out on Linux or macOS",
	},
	"bag-unsealed": {
		vi: "thiếu tệp tagmanifest-sha256.txt, nên bản lưu trữ không còn dấu niêm phong", en: "tagmanifest-sha256.txt is not there, so the archive has lost its seal",
		hintVI: "Lấy bản sao khác: tệp này luôn có khi chương trình niêm phong", hintEN: "Take another copy: the program always writes this file when it seals",
	},
	"bag-key-invalid": {
		vi: "không đọc được khóa ký ({0})", en: "the key cannot be read ({0})",
		hintVI: "Kiểm tra mật khẩu, và đúng là tệp khóa của minisign", hintEN: "Check the passphrase, and that it is a key file of minisign’s",
	},

	// The form of a bag.
	"bag-container": {
		vi: "{0} không phải là thư mục hay tệp zip", en: "{0} is neither a folder nor a zip",
		hintVI: "Nếu là tệp tar hay 7z thì giải nén ra một thư mục rồi kiểm tra thư mục đó", hintEN: "Unpack a tar or 7z into a folder and verify that",
	},
	"bag-not-found": {
		vi: "không có tệp bagit.txt, nên đây không phải là một bản lưu trữ BagIt", en: "there is no bagit.txt, so this is not a BagIt archive",
		hintVI: "Chỉ đúng thư mục chứa trực tiếp bagit.txt, hoặc tệp zip của thư mục đó", hintEN: "Give the folder that holds bagit.txt itself, or a zip of it",
	},
	"bag-declaration": {
		vi: "tệp này không gồm đúng hai dòng mà BagIt quy định", en: "the file does not hold exactly the two lines that BagIt asks for",
		hintVI: "Hai dòng đó là BagIt-Version: 1.0 và Tag-File-Character-Encoding: UTF-8, không thừa dấu cách, không có BOM", hintEN: "They are BagIt-Version: 1.0 and Tag-File-Character-Encoding: UTF-8, without more blanks or a byte order mark",
	},
	"bag-version": {
		vi: "chưa biết phiên bản BagIt {0}", en: "version {0} of BagIt is not known",
		hintVI: "Chương trình đọc được các phiên bản từ 0.93 đến 0.97 và 1.0", hintEN: "Versions 0.93 to 0.97 and 1.0 can be verified",
	},
	"bag-encoding": {
		vi: "chưa biết bảng mã chữ “{0}”", en: "the character encoding “{0}” is not known",
		hintVI: "Chương trình đọc được UTF-8, UTF-16, ISO-8859-1, ISO-8859-15, windows-1252 và windows-1258", hintEN: "UTF-8, UTF-16, ISO-8859-1, ISO-8859-15, windows-1252 and windows-1258 can be read",
	},
	"bag-text-invalid": {
		vi: "dòng này không đúng bảng mã mà bagit.txt khai báo", en: "the line is not text in the encoding that bagit.txt declares",
		hintVI: "Tệp bị hỏng, hoặc khai báo sai bảng mã; lấy bản sao khác", hintEN: "The file is damaged or the declaration wrong; take another copy",
	},
	"bag-bom": {
		vi: "tệp bắt đầu bằng dấu BOM, điều BagIt khuyên tránh", en: "the file begins with a byte order mark, which BagIt advises against",
		hintVI: "Không cần làm gì: chương trình đã bỏ qua dấu này", hintEN: "Nothing to do: the mark was passed over",
	},
	"bag-line-long": {
		vi: "dòng này dài hơn {0} byte", en: "the line is longer than {0} bytes",
		hintVI: "Không đường dẫn nào dài như vậy: tệp bị hỏng hoặc cố ý làm sai", hintEN: "No path is that long: the file is damaged, or made to do harm",
	},
	"bag-tag-large": {
		vi: "tệp này lớn hơn mức một tệp loại này có thể có", en: "the file is larger than one of its kind can be",
		hintVI: "Tệp bị hỏng hoặc cố ý làm sai; lấy bản sao khác", hintEN: "It is damaged, or made to do harm; take another copy",
	},
	"bag-manifest-line": {
		vi: "dòng này không gồm một mã kiểm tra và một đường dẫn: {0}", en: "the line is not a checksum and a path: {0}",
		hintVI: "Bảng kê bị hỏng; lấy bản sao khác", hintEN: "The manifest is damaged; take another copy",
	},
	"bag-manifest-none": {
		vi: "không có bảng kê nào (manifest-sha256.txt…) đọc được cho các tệp trong data/", en: "there is no manifest (manifest-sha256.txt, …) that can be read for the files in data/",
		hintVI: "Không có bảng kê thì không kiểm tra được gì; lấy bản sao khác", hintEN: "Without one nothing can be checked; take another copy",
	},
	"bag-manifest-scope": {
		vi: "tệp này kê “{0}”, thứ không thuộc phần nó được kê", en: "the file lists “{0}”, which is not its to list",
		hintVI: "manifest-….txt và fetch.txt chỉ kê tệp trong data/; tagmanifest-….txt chỉ kê tệp ngoài data/", hintEN: "manifest-….txt and fetch.txt list files in data/ only, tagmanifest-….txt files outside of it",
	},
	"bag-manifest-twice": {
		vi: "bảng kê nêu {0} hai lần", en: "the manifest lists {0} twice",
		hintVI: "Mã kiểm tra giống nhau nên nội dung vẫn xác định; báo cho người lập bản lưu trữ", hintEN: "The checksums agree, so its content is certain; tell whoever made the archive",
	},
	"bag-manifest-conflict": {
		vi: "bảng kê nêu {0} hai lần với hai mã kiểm tra khác nhau", en: "the manifest lists {0} twice, with different checksums",
		hintVI: "Bảng kê đã bị sửa hoặc lập sai; lấy bản sao khác", hintEN: "The manifest was altered or made wrongly; take another copy",
	},
	"bag-manifest-spelling": {
		vi: "bảng kê viết “{0}”: dòng này {1}", en: "the manifest says “{0}”: the line {1}",
		hintVI: "Chương trình hiểu được, nhưng chương trình khác có thể không; chỉ báo một lần cho mỗi bảng kê", hintEN: "It is understood here, other programs may not; told once for each manifest",
	},
	"bag-algorithm": {
		vi: "chưa biết thuật toán “{0}”, nên không kiểm tra theo bảng kê này", en: "the algorithm “{0}” is not known, so this manifest was not used",
		hintVI: "Các bảng kê khác vẫn được kiểm tra; cần bảng này thì dùng chương trình khác", hintEN: "The other manifests were; if this one matters, verify with another program too",
	},
	"bag-algorithm-weak": {
		vi: "chỉ có {0} bảo vệ nội dung; MD5 và SHA-1 phát hiện hư hỏng nhưng không chống được người cố ý sửa", en: "only {0} protects the content; MD5 and SHA-1 show damage, but not what somebody forges",
		hintVI: "Giữ nguyên bản này, và niêm phong một bản mới có SHA-256 khi có thể", hintEN: "Keep it as it is, and seal a new one with SHA-256 when there is occasion",
	},
	"bag-path-escapes": {
		vi: "đường dẫn “{0}” trỏ ra ngoài bản lưu trữ", en: "the path “{0}” leads out of the archive",
		hintVI: "Bản lưu trữ này được làm sai hoặc cố ý gây hại: đừng giải nén bằng chương trình khác", hintEN: "The archive was made wrongly or to do harm: do not unpack it with another program",
	},
	"bag-path-form": {
		vi: "tệp zip có đường dẫn viết sai cách: {0}", en: "the zip has a path in a form that is not plain: {0}",
		hintVI: "Tạo lại tệp zip từ thư mục bằng chương trình khác", hintEN: "Make the zip again from the folder with another program",
	},
	"bag-path-alike": {
		vi: "tên này và {0} chỉ khác nhau ở chữ hoa hoặc cách ghi dấu", en: "this name and {0} differ only in case or in how accents are encoded",
		hintVI: "Đừng chép sang Windows hay macOS: ở đó chỉ giữ được một trong hai", hintEN: "Do not copy the archive to Windows or macOS: only one of the two would survive",
	},
	"bag-info-line": {
		vi: "dòng này không có dạng “nhãn: giá trị”: {0}", en: "the line is not of the form “label: value”: {0}",
		hintVI: "Không sửa tệp: sửa sẽ làm hỏng niêm phong; báo cho người lập bản lưu trữ", hintEN: "Do not mend the file, which would break the seal; tell whoever made the archive",
	},
	"bag-info-twice": {
		vi: "nhãn {0} có hơn một lần, không biết tin giá trị nào", en: "the label {0} is there more than once, and which to believe is not certain",
		hintVI: "Không sửa tệp; lấy bản sao khác hoặc báo cho người lập bản lưu trữ", hintEN: "Do not mend the file; take another copy or tell whoever made the archive",
	},
	"bag-info-value": {
		vi: "giá trị của {0} viết sai dạng: “{1}”", en: "the value of {0} has not the right form: “{1}”",
		hintVI: "Dạng đúng: Payload-Oxum số-byte.số-tệp, Bagging-Date năm-tháng-ngày, Bulletin-Year bốn chữ số", hintEN: "The forms are: Payload-Oxum bytes.files, Bagging-Date year-month-day, Bulletin-Year four digits",
	},
	"bag-fetch-line": {
		vi: "dòng này không gồm địa chỉ, độ dài và đường dẫn: {0}", en: "the line is not an address, a length and a path: {0}",
		hintVI: "Báo cho người lập bản lưu trữ", hintEN: "Tell whoever made the archive",
	},
	"bag-seals-invalid": {
		vi: "không đọc được danh sách các lần niêm phong trước", en: "the record of former seals cannot be read",
		hintVI: "Lấy bản sao khác; nếu mọi bản đều vậy thì tệp được ghi sai từ đầu", hintEN: "Take another copy; if all are alike, the file was written wrongly",
	},
	"bag-data-missing": {
		vi: "không có thư mục data/ chứa nội dung", en: "there is no folder data/ with the content",
		hintVI: "Bản sao chưa đầy đủ; lấy bản khác", hintEN: "The copy is not complete; take another",
	},
	"bag-too-many": {
		vi: "bản lưu trữ có hơn {0} tệp, quá giới hạn", en: "the archive has more than {0} files, which is the limit",
		hintVI: "Tăng giới hạn nếu bản lưu trữ đáng tin", hintEN: "Raise the limit if the archive is to be trusted",
	},
	"bag-too-large": {
		vi: "các tệp vượt quá giới hạn {0} byte", en: "the files exceed the limit of {0} bytes",
		hintVI: "Tăng giới hạn nếu bản lưu trữ đáng tin", hintEN: "Raise the limit if the archive is to be trusted",
	},

	// Zips.
	"bag-zip-damaged": {
		vi: "tệp zip bị hỏng: {0}", en: "the zip is damaged: {0}",
		hintVI: "Chép lại tệp từ nơi gốc", hintEN: "Copy it again from where it came",
	},
	"bag-zip-name": {
		vi: "tệp zip ghi hai tên khác nhau cho cùng một mục", en: "the zip holds two different names for one entry",
		hintVI: "Đừng giải nén: mỗi chương trình có thể hiểu một khác; lấy bản khác", hintEN: "Do not unpack it: programs would differ in what they write; take another copy",
	},
	"bag-zip-twice": {
		vi: "tệp zip có hai mục cùng tên", en: "the zip has two entries of this name",
		hintVI: "Đừng giải nén: không biết mục nào là thật; lấy bản khác", hintEN: "Do not unpack it: which is the true one is not certain; take another copy",
	},
	"bag-zip-overlap": {
		vi: "mục này của tệp zip chồng lên mục khác", en: "this entry of the zip overlaps another",
		hintVI: "Tệp zip như vậy thường để gây hại: đừng giải nén", hintEN: "Such zips are made to do harm: do not unpack it",
	},
	"bag-zip-bomb": {
		vi: "giải nén sẽ ra {0} byte, quá nhiều so với {1} byte", en: "{0} bytes would be unpacked, too many for {1} bytes",
		hintVI: "Tệp zip như vậy thường để làm đầy ổ đĩa; tăng giới hạn chỉ khi nó đáng tin", hintEN: "Such zips are made to fill disks; raise the limit only if it is to be trusted",
	},
	"bag-zip-beside": {
		vi: "mục này nằm ngoài thư mục “{0}” của bản lưu trữ", en: "this entry lies outside the archive’s folder “{0}”",
		hintVI: "Nó không được niêm phong; macOS hay thêm __MACOSX khi nén", hintEN: "It is not sealed; macOS adds __MACOSX when it makes zips",
	},
	"bag-zip-flat": {
		vi: "tệp zip không gói các tệp trong một thư mục", en: "the zip does not hold its files in one folder",
		hintVI: "Khi giải nén, tạo một thư mục trống trước", hintEN: "Make an empty folder first when you unpack it",
	},
	"bag-zip-several": {
		vi: "tệp zip có hơn một bản lưu trữ: “{0}” và “{1}”", en: "the zip holds more than one archive: “{0}” and “{1}”",
		hintVI: "Giải nén rồi kiểm tra từng thư mục", hintEN: "Unpack it and verify each folder",
	},

	// Files.
	"bag-file-missing": {
		vi: "thiếu tệp này", en: "the file is missing",
		hintVI: "Chép lại từ bản sao khác của bản lưu trữ", hintEN: "Copy it from another copy of the archive",
	},
	"bag-file-remote": {
		vi: "tệp này chưa được tải về từ {0}", en: "the file has not been fetched from {0} yet",
		hintVI: "Bản lưu trữ chưa đầy đủ; chương trình không tự tải, hãy tải bằng công cụ khác nếu tin địa chỉ đó", hintEN: "The archive is incomplete; nothing is fetched here, use another tool if you trust the address",
	},
	"bag-file-extra": {
		vi: "tệp này không có trong bảng kê", en: "no manifest lists this file",
		hintVI: "Nó được thêm sau khi niêm phong; xóa nếu máy tự sinh ra (Thumbs.db, desktop.ini, .DS_Store)", hintEN: "It was added after sealing; delete it if a computer left it there (Thumbs.db, desktop.ini, .DS_Store)",
	},
	"bag-file-changed": {
		vi: "nội dung tệp đã khác so với khi niêm phong", en: "the file’s content is not what was sealed",
		hintVI: "Chép lại từ bản sao khác của bản lưu trữ", hintEN: "Copy it from another copy of the archive",
	},
	"bag-file-length": {
		vi: "tệp dài {0} byte, khi niêm phong dài {1} byte", en: "the file is {0} bytes long, and was {1} when it was sealed",
		hintVI: "Chép lại từ bản sao khác: tệp bị cắt cụt hoặc bị thêm vào", hintEN: "Copy it from another copy: it was cut off or added to",
	},
	"bag-file-renamed": {
		vi: "tệp này là {0} bị đổi tên", en: "the file is {0} under another name",
		hintVI: "Đổi lại tên cũ, nội dung vẫn nguyên", hintEN: "Give it back its name; its content is whole",
	},
	"bag-file-unlisted": {
		vi: "tệp này không có trong {0}", en: "the file is not listed in {0}",
		hintVI: "Mọi bảng kê phải nêu mọi tệp trong data/; báo cho người lập bản lưu trữ", hintEN: "Every manifest must list every file in data/; tell whoever made the archive",
	},
	"bag-file-unreadable": {
		vi: "không đọc được: {0}", en: "it cannot be read: {0}",
		hintVI: "Kiểm tra quyền đọc và ổ đĩa; sau đó lấy bản sao khác", hintEN: "Check permissions and the disk; then take another copy",
	},
	"bag-file-irregular": {
		vi: "đây là {0}, không phải một tệp", en: "this is {0} and not a file",
		hintVI: "Bản lưu trữ chỉ gồm tệp thường; chương trình không đi theo liên kết", hintEN: "An archive consists of plain files; links are never followed",
	},
	"bag-oxum-wrong": {
		vi: "Payload-Oxum ghi {0} byte trong {1} tệp, thực tế có {2} byte trong {3} tệp", en: "Payload-Oxum says {0} bytes in {1} files; there are {2} bytes in {3} files",
		hintVI: "Bản sao chưa đủ, hoặc có tệp bị cắt, thêm hay bớt; xem các lỗi khác", hintEN: "The copy is not complete, or files were cut, added or removed; see the other errors",
	},
	"bag-tag-changed": {
		vi: "tệp này đã bị sửa sau khi niêm phong", en: "the file was changed after sealing",
		hintVI: "Đừng tin nội dung của nó; lấy bản sao khác", hintEN: "Do not trust what it says; take another copy",
	},
	"bag-tag-missing": {
		vi: "thiếu tệp này, dù tagmanifest có kê", en: "the file is missing, though a tag manifest lists it",
		hintVI: "Chép lại từ bản sao khác của bản lưu trữ", hintEN: "Copy it from another copy of the archive",
	},
	"bag-tag-uncovered": {
		vi: "niêm phong không bao gồm tệp này", en: "the seal does not cover this file",
		hintVI: "Ai cũng có thể đã sửa nó; xóa nếu máy tự sinh ra", hintEN: "Anybody may have changed it; delete it if a computer left it there",
	},

	// Signatures and the chain of years.
	"bag-signature-bad": {
		vi: "chữ ký không khớp với bản lưu trữ", en: "the signature does not fit the archive",
		hintVI: "Bản lưu trữ hoặc chữ ký đã bị sửa; lấy bản sao khác", hintEN: "The archive or the signature was changed; take another copy",
	},
	"bag-signature-missing": {
		vi: "bản lưu trữ không có chữ ký", en: "the archive is not signed",
		hintVI: "Hỏi người lập bản lưu trữ; chữ ký có thể đã bị gỡ", hintEN: "Ask whoever made it; the signature may have been removed",
	},
	"bag-signature-unknown": {
		vi: "chữ ký thuộc khóa số {0}, không phải khóa đã đưa ra để kiểm tra", en: "the signature is of key {0}, none of those given to check it",
		hintVI: "Lấy khóa công khai đúng từ một nguồn tin cậy", hintEN: "Get the right public key from a source you trust",
	},
	"bag-signature-unchecked": {
		vi: "có chữ ký của khóa số {0}, chưa được kiểm tra", en: "there is a signature of key {0}, which was not checked",
		hintVI: "Đưa ra khóa công khai để kiểm tra chữ ký", hintEN: "Give the public key to check it",
	},
	"bag-chain-broken": {
		vi: "mã của bản năm trước (“{1}”) không phải là mã của {0}", en: "the digest of the year before (“{1}”) is not that of {0}",
		hintVI: "Một trong hai bản đã bị thay; so mã niêm phong với biên bản lúc niêm phong", hintEN: "One of the two was exchanged; compare their digests with what was noted when they were sealed",
	},
	"bag-chain-resealed": {
		vi: "bản năm trước đã được niêm phong lại thành {0} với lý do: {1}", en: "the archive of the year before was sealed again as {0}, for the reason: {1}",
		hintVI: "Lý do do chính bản mới ghi; so mã niêm phong với biên bản để chắc chắn", hintEN: "The new one itself says so; compare its digest with what was noted to be certain",
	},
	"bag-chain-unlinked": {
		vi: "bản này không nêu bản năm trước, dù có {0}", en: "it does not name the archive of the year before, though there is {0}",
		hintVI: "Niêm phong lại và nêu bản năm trước, hoặc hỏi người lập", hintEN: "Seal it again and name that archive, or ask whoever made it",
	},
	"bag-chain-missing": {
		vi: "bản này nối tiếp “{0}” (mã {1}), không có trong số được đưa ra", en: "it follows “{0}” (digest {1}), which is not among those given",
		hintVI: "Đưa thêm bản đó để kiểm tra cả chuỗi", hintEN: "Give that one as well to check the whole chain",
	},
	"bag-chain-double": {
		vi: "bản này và {0} cùng là của năm {1}, mà không bản nào thay bản nào", en: "this and {0} are both of {1}, and neither replaces the other",
		hintVI: "Xác định bản đúng theo mã niêm phong đã ghi trong biên bản", hintEN: "Find the true one by the digest that was noted when it was sealed",
	},
	"bag-chain-replaced": {
		vi: "bản này thay cho {0} với lý do: {1}", en: "it replaces {0}, for the reason: {1}",
		hintVI: "Giữ cả hai: bản cũ là bằng chứng cho việc thay thế", hintEN: "Keep both: the old one proves what was replaced",
	},
	"bag-chain-no-year": {
		vi: "bản này không ghi năm (Bulletin-Year), nên không thuộc chuỗi nào", en: "it names no year (Bulletin-Year), and so stands in no chain",
		hintVI: "Bản lưu trữ của chương trình khác thì kiểm tra riêng", hintEN: "Verify archives of other programs by themselves",
	},
}
