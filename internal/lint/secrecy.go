package lint

import (
	"bytes"
	"strings"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// secrecy looks whether the word mật is a mark of secrecy (Mật, Tối mật, Tuyệt
// mật) as it is stamped on a document. The word is common otherwise (bí mật, bảo
// mật, mật ong); a mark stands out:
//
//   - in capitals, but for the words in capitals that it is part of (BÍ MẬT);
//   - alone on its line, or as the whole value of a key;
//   - alone in brackets, with a capital: (Mật);
//   - behind "Độ mật:".
func (s *scanner) secrecy(w word) {
	if !bytes.EqualFold(s.of(w), []byte("mật")) {
		return
	}
	start, level := w.start, false
	if before := lower(s.before(1)); before == "tối" || before == "tuyệt" {
		start, level = s.words[0].start, true
	}
	if s.isMark(start, w.end, level) && !s.isAddress(start, w.end) {
		s.personal("secrecy-marker", start, w.end)
	}
}

func (s *scanner) isMark(start, end int, level bool) bool {
	mark := s.text[start:end]
	if isCapitals(mark) && (level || !s.isCompound(end)) {
		return true
	}
	const most = 96 // a mark that is alone has no more than that beside it
	from, to := max(start-most, 0), min(end+most, len(s.text))
	if i := bytes.LastIndexByte(s.text[from:start], '\n'); i >= 0 {
		from += i + 1
	}
	if i := bytes.IndexByte(s.text[end:to], '\n'); i >= 0 {
		to = end + i
	}
	before, behind := string(s.text[from:start]), string(s.text[end:to])
	if label, ok := cutLabel(before); ok && strings.HasSuffix(viet.Fold(label), "do mat") {
		return true
	}
	if !isCapital(mark) {
		return false
	}
	signs := " \t*_#>\"'“([|"
	if s.front {
		signs += "-" // a value of a list; in a body it may be one of the levels that are listed
	}
	alone := strings.Trim(behind, " \t*_.!\"'”)]|") == ""
	key := false
	if s.front {
		_, key = cutLabel(before)
	}
	return alone && (strings.Trim(before, signs) == "" || key) || inBrackets(before, behind)
}

// cutLabel takes the colon, and what may stand around it, from the end of a label.
func cutLabel(before string) (label string, ok bool) {
	trimmed := strings.TrimRight(before, " \t*_\"'“|[(")
	if label, ok = strings.CutSuffix(trimmed, ":"); ok || !strings.Contains(before[len(trimmed):], "|") {
		return strings.TrimRight(label, " *_"), ok
	}
	return trimmed, true
}

func inBrackets(before, behind string) bool {
	return before != "" && behind != "" &&
		(before[len(before)-1] == '(' && behind[0] == ')' || before[len(before)-1] == '[' && behind[0] == ']')
}

// isCompound tells MẬT that is half of another word in capitals.
func (s *scanner) isCompound(end int) bool {
	const first = " BÍ BẢO CƠ THÂN KÍN CẨN ĐỘ NGỌT THẦN TRĂNG TUẦN ẨN NỘI RUỒI "
	const second = " ONG THIẾT MÃ ĐỘ KHẨU VỤ THƯ LỆNH TÔNG NGỌT HOA MÍA DANH NGHỊ ƯỚC PHÁI BÁO ĐÀM VIỆN THÁM "
	return inCapitalsOf(first, s.before(1)) || inCapitalsOf(second, s.following(end))
}

func inCapitalsOf(list string, word []byte) bool {
	return len(word) > 0 && strings.Contains(list, " "+string(word)+" ")
}

// allowance is what would allow a problem, and where it is to be written: in a row of a
// table nothing can stand before the row.
func (s *scanner) allowance(code diag.Code, found string, at int) diag.Words {
	in := func(reason string) string {
		line := marker + " allow " + string(code) + " " + found + ": " + reason
		if s.front {
			return "# " + line
		}
		return "<!-- " + line + " -->"
	}
	where := diag.Words{VI: "ở dòng trước", EN: "on the line before"}
	if start, end := lineAround(s.text, at); !s.front && isRow(s.text[start:end]) {
		where = diag.Words{VI: "ngay trong ô đó", EN: "in that cell"}
	}
	return diag.Words{VI: where.VI + ": " + in(placeholders[0]), EN: where.EN + ": " + in(placeholders[1])}
}
