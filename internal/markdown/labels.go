package markdown

import "bulletin/internal/diag"

// labels are the words the renderer adds to a text, in the site's language.
type labels struct {
	lang     string
	notes    string // name of the list of footnotes
	note     string // before a footnote's number
	back     string // before the number of the footnote to come back from
	anchor   string // name of a heading's link to itself
	table    string // before a table's number
	callouts [5]string
}

// labelsOf gives the words of a language; any language but English gets the
// Vietnamese ones.
func labelsOf(lang diag.Lang) labels {
	if lang == diag.EN {
		return labels{
			lang: "en", notes: "Footnotes", note: "Footnote ", back: "Back to reference ",
			anchor: "Link to this section", table: "Table ",
			callouts: [5]string{"Note", "Tip", "Important", "Warning", "Caution"},
		}
	}
	return labels{
		lang: "vi", notes: "Chú thích", note: "Chú thích ", back: "Trở lại chỗ dẫn chú thích ",
		anchor: "Liên kết đến mục này", table: "Bảng ",
		callouts: [5]string{"Ghi chú", "Mẹo", "Quan trọng", "Cảnh báo", "Thận trọng"},
	}
}
