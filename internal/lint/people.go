package lint

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"
)

// historical is the first year whose birth dates are somebody's own business:
// people born before it stand in history books (19/5/1890), not in registers.
const historical = 1915

// birthDate reports a full date that is said to be somebody's birth, and returns
// where it ends; 0 when there is none at i. A year alone is not reported.
func (s *scanner) birthDate(i int) int {
	end, year := fullDate(s.text[i:min(i+48, len(s.text))])
	if end == 0 || year < historical || !s.isBirth(i) {
		return 0
	}
	s.personal("birth-date", i, i+end)
	return i + end
}

// fullDate reads a day, month and year: 12/3/1975, 12-03-1975, 12.3.1975,
// 1975-03-12, 12 tháng 3 năm 1975. It returns the size, 0 when there is none.
func fullDate(b []byte) (size, year int) {
	var numbers, width [3]int
	var joint [2]byte
	for n := range numbers {
		start := size
		for size < len(b) && isDigit(b[size]) && size-start < 5 {
			numbers[n] = numbers[n]*10 + int(b[size]-'0')
			size++
		}
		if width[n] = size - start; width[n] == 0 || width[n] == 3 {
			return 0, 0
		}
		if n == 2 {
			break
		}
		length := dateJoint(b[size:], n)
		if length == 0 {
			return 0, 0
		}
		joint[n] = b[size]
		size += length
	}
	day, month, year := numbers[0], numbers[1], numbers[2]
	if width[0] == 4 && joint[0] == '-' {
		day, year, width[0], width[2] = year, day, width[2], 4
	}
	if joint[0] != joint[1] || width[0] > 2 || width[1] > 2 || width[2] != 4 || day < 1 || day > 31 || month < 1 || month > 12 ||
		size < len(b) && inWord(b[size]) {
		return 0, 0
	}
	return size, year
}

// dateJoint is the size of what stands behind the first or the second number of
// a date, 0 when that is no date's.
func dateJoint(b []byte, n int) int {
	if len(b) == 0 {
		return 0
	}
	switch b[0] {
	case '/', '-', '.':
		return 1
	case ' ':
		if len(b) > 2 && b[2] == ' ' && strings.IndexByte("/-.", b[1]) >= 0 {
			return 3
		}
		word := [2]string{" tháng ", " năm "}[n]
		if len(b) > len(word) && strings.EqualFold(string(b[:len(word)]), word) {
			return len(word)
		}
	}
	return 0
}

// isBirth tells whether what stands before a date calls it a birth: "sinh",
// "ngày sinh", "SN", with no more than a colon, "ngày", "vào" or "là" between.
// Many words end in sinh (hy sinh, phát sinh, tuyển sinh), so that a bare "sinh"
// counts only where a person is spoken of before it, or nothing at all.
func (s *scanner) isBirth(i int) bool {
	if head := s.columnHead(i); strings.HasSuffix(head, "sinh") || strings.HasPrefix(head, "sinh ngay") || strings.Contains(head, "ngay sinh") && !strings.Contains(head, "sinh hoat") {
		return true
	}
	if window := s.text[max(i-32, 0):i]; !bytes.Contains(window, []byte("inh")) && !bytes.Contains(window, []byte("INH")) &&
		!bytes.Contains(window, []byte("SN")) && !bytes.Contains(window, []byte("S/N")) {
		return false // nearly every date is none
	}
	before := s.textBefore(i, 96)
	before, joined := cutJoints(before, "ngày", "vào", "là", "hôm", "Ngày", "NGÀY", "VÀO", "LÀ", "HÔM")
	if rest, ok := cutWord(before, "SN"); ok || strings.HasSuffix(before, "S/N") {
		return ok && rest != "số " || strings.HasSuffix(before, "S/N")
	}
	rest, ok := cutWord(strings.ToLower(before), "sinh")
	if !ok {
		return false
	}
	rest = strings.TrimRight(rest, " \n\u00a0")
	if rest == "" || strings.IndexByte(",;:.(|-*\"'>", rest[len(rest)-1]) >= 0 {
		return true
	}
	last := rest[strings.LastIndexAny(rest, " \n,;:.(|-*\"'>\u00a0")+1:]
	if strings.Contains(" hy hi phát tuyển vệ học thí khai giáng nảy nẩy tái cứu nữ nam dân an nhân sơ song đản sản "+
		"mưu hồi phóng y lâm ký kí kháng phục hậu quyên sát trường du môn giám thư chúng quần ", " "+last+" ") {
		return false
	}
	if joined || strings.Contains(" ngày năm ông bà anh chị em cháu con tôi đã được và người cô chú bác mẹ bố ", " "+last+" ") {
		return true
	}
	at := len(before) - len("sinh") - 1
	return len(rest) <= at+1 && isCapital([]byte(before[max(len(rest)-len(last), 0):]))
}

// isPartyCard tells whether what stands before a number calls it that of a Party
// card: "số thẻ đảng viên", "thẻ đảng số", "thẻ Đảng:".
func (s *scanner) isPartyCard(i int) bool {
	if head := s.columnHead(i); strings.Contains(head, "the dang") || strings.Contains(head, "the dv") {
		return true
	}
	if window := s.text[max(i-64, 0):i]; !bytes.Contains(window, []byte("ẻ")) && !bytes.Contains(window, []byte("Ẻ")) {
		return false
	}
	before := strings.ToLower(s.textBefore(i, 64))
	before, _ = cutJoints(before, "số", "là", "mang")
	for _, name := range []string{"thẻ đảng viên", "thẻ đảng", "thẻ đv"} {
		if strings.HasSuffix(before, name) {
			return true
		}
	}
	return false
}

// textBefore is the text before a place, back to the last blank line.
func (s *scanner) textBefore(i, bytesBefore int) string {
	from := max(i-bytesBefore, 0)
	for from < i && !utf8.RuneStart(s.text[from]) {
		from++
	}
	if blank := bytes.LastIndex(s.text[from:i], []byte("\n\n")); blank >= 0 {
		from += blank + 2
	}
	return string(s.text[from:i])
}

// cutJoints takes from the end of a text what joins a name to its value, signs
// and the given words, and tells whether there was a word or a colon.
func cutJoints(text string, words ...string) (rest string, joined bool) {
	for {
		trimmed := strings.TrimRight(text, " \t\n\u00a0:|*_\"'“(–-=>.")
		joined = joined || strings.IndexByte(text[len(trimmed):], ':') >= 0
		text = trimmed
		found := false
		for _, w := range words {
			if rest, ok := cutWord(text, w); ok && !endsInLabel(rest, w) {
				text, found, joined = rest, true, true
			}
		}
		if !found {
			return text, joined
		}
	}
}

// endsInLabel keeps "ngày" where it is the end of no joint.
func endsInLabel(rest, word string) bool { return rest == "" && word == "là" }

// cutWord takes a whole word from the end of a text.
func cutWord(text, word string) (rest string, ok bool) {
	rest, ok = strings.CutSuffix(text, word)
	if !ok {
		return text, false
	}
	last, _ := utf8.DecodeLastRuneInString(rest)
	if rest != "" && (unicode.IsLetter(last) || unicode.IsDigit(last)) {
		return text, false
	}
	return rest, true
}
