package lint

import (
	"bytes"
	"strings"

	"bulletin/internal/viet"
)

// tableMost is how many rows above are looked at for the head of a table.
const tableMost = 500

// columnHead is what the head of a table says of the column that a place stands in,
// folded; "" outside a table (GitHub Flavored Markdown, section 4.10).
func (s *scanner) columnHead(i int) string {
	start := bytes.LastIndexByte(s.text[:i], '\n') + 1
	column := cellsBefore(s.text[start:i])
	if column < 0 {
		return ""
	}
	var rule []byte // the row that is looked at, which is the one under the head at last
	for range tableMost {
		if start == 0 {
			return ""
		}
		above := bytes.LastIndexByte(s.text[:start-1], '\n') + 1
		row := s.text[above : start-1]
		if len(rule) > 0 && isRule(rule) {
			return viet.Fold(cell(row, column))
		}
		if !bytes.ContainsRune(row, '|') {
			return ""
		}
		rule, start = row, above
	}
	return ""
}

// cellsBefore is the number of a row's cell in which a text ends; -1 in no row.
func cellsBefore(text []byte) int {
	bars := bytes.Count(text, []byte("|")) - bytes.Count(text, []byte(`\|`))
	if bytes.HasPrefix(bytes.TrimLeft(text, " "), []byte("|")) {
		return bars - 1
	}
	if bars == 0 {
		return -1
	}
	return bars
}

// isRow tells whether a line is a row of a table, as most write them: one that begins
// with a bar.
func isRow(line []byte) bool { return bytes.HasPrefix(bytes.TrimLeft(line, " \t>"), []byte("|")) }

// isRule tells whether a row is the line under a table's head.
func isRule(row []byte) bool {
	return bytes.ContainsRune(row, '-') && len(bytes.Trim(row, "|:- \t\r")) == 0
}

// cell is the text of a row's cell; "" when there are not so many.
func cell(row []byte, number int) string {
	cells := strings.Split(strings.TrimPrefix(strings.TrimSpace(string(row)), "|"), "|")
	if number >= len(cells) {
		return ""
	}
	return strings.TrimSpace(cells[number])
}
