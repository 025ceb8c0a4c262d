package diag

// catalogue lists the tables of texts, one per stage of the pipeline.
var catalogue = []map[Code]text{sourceTexts, themeTexts}

// sourceTexts are the problems of reading files.
var sourceTexts = map[Code]text{
	"undecodable": {
		vi: "không đọc được bảng mã của tệp", en: "the file's encoding cannot be read",
		hintVI: "Lưu lại tệp với bảng mã UTF-8 (Notepad: Lưu thành… → Mã hóa → UTF-8)",
		hintEN: "Save the file as UTF-8 (Notepad: Save as… → Encoding → UTF-8)",
	},
}
