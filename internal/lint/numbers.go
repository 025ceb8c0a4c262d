package lint

import (
	"bytes"
	"strings"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// group is a run of digits.
type group struct{ start, end int }

// digits are groups that may be one number: what parts them is what people write
// within numbers, blanks, dots, hyphens and brackets, and once the end of a line.
type digits struct {
	groups [12]group
	n      int
}

// number looks at the digits that begin at i. A number of a person or a telephone
// is the beginning of what they may be, at the end of one of the groups.
func (s *scanner) number(i int) {
	if i < s.numbersTo {
		return
	}
	if end := s.birthDate(i); end > 0 {
		s.numbersTo = end
		return
	}
	d := &s.digits
	s.readDigits(i)
	if total := d.count(d.n); total < 6 || s.follows(i, d) {
		return
	}
	code, groups := s.kindOfNumber(i, d)
	if code == "" {
		return
	}
	start, end := i, d.groups[groups-1].end
	for start > 0 && (s.text[start-1] == '+' || s.text[start-1] == '(') {
		start--
	}
	if !s.breaksOff(end) && (!s.isAddress(start, end) || s.calls(start)) {
		s.personal(code, start, end)
		s.numbersTo = end
	}
}

// readDigits reads the groups from i on.
func (s *scanner) readDigits(i int) {
	d, wrapped := &s.digits, false
	d.n = 0
	for d.n < len(d.groups) && i < len(s.text) && isDigit(s.text[i]) {
		start := i
		for i < len(s.text) && isDigit(s.text[i]) {
			i++
		}
		d.groups[d.n] = group{start, i}
		d.n++
		parts := 0
		for ; parts < 5 && i < len(s.text); parts++ {
			c, size := s.text[i], 1
			switch {
			case c == ' ' || c == '.' || c == '-' || c == '(' || c == ')':
			case c == '/' && d.opensLandline(s.text): // 0208/3855123
			case c == '\n' && !wrapped:
				wrapped, parts = true, 0
				for i+size < len(s.text) && (s.text[i+size] == ' ' || s.text[i+size] == '>') {
					size++
				}
			case c >= 0x80:
				size = partOfNumber(s.text[i:])
			default:
				size = 0
			}
			if size == 0 {
				break
			}
			i += size
		}
	}
}

// opensLandline tells whether a single group is the code of a province, 02 and more.
func (d *digits) opensLandline(text []byte) bool {
	first := d.groups[0]
	return d.n == 1 && first.end-first.start >= 3 && first.end-first.start <= 4 && text[first.start] == '0' && text[first.start+1] == '2'
}

// partOfNumber is the size of what looks like a blank or a hyphen.
func partOfNumber(b []byte) int {
	for _, part := range []string{"\u00a0", "\u202f", "–", "\u2010", "\u2011", "\u200b"} {
		if bytes.HasPrefix(b, []byte(part)) {
			return len(part)
		}
	}
	return 0
}

// count is the number of digits in the first groups.
func (d *digits) count(groups int) (n int) {
	for _, g := range d.groups[:groups] {
		n += g.end - g.start
	}
	return n
}

// follows tells digits that go on from others, and so begin no number: those of
// an amount (5.031.234.567.000), a decimal, a file's number, a path.
func (s *scanner) follows(i int, d *digits) bool {
	if i < 2 || i-1 <= s.numbersTo && s.numbersTo > 0 {
		return false // another number ends right here
	}
	if s.calls(i) {
		return false
	}
	before, earlier := s.text[i-1], s.text[i-2]
	switch before {
	case '.', ',', '/', '-':
		return isDigit(earlier) || before == '/' && earlier != ' '
	case '_', '=', '#', '&', '?', '%':
		return true
	case ' ':
		return isDigit(earlier) && d.inThrees()
	}
	return false
}

// inThrees tells digits in groups as amounts are written.
func (d *digits) inThrees() bool {
	for _, g := range d.groups[:d.n] {
		if g.end-g.start > 3 {
			return false
		}
	}
	return true
}

// breaksOff tells digits that are not the whole of what is written: a letter
// follows, a decimal, the sign of a document, a currency.
func (s *scanner) breaksOff(end int) bool {
	rest := s.text[end:]
	if len(rest) == 0 {
		return false
	}
	if inWord(rest[0]) {
		return true
	}
	if len(rest) > 1 && (rest[0] == '/' || rest[0] == '-') && inWord(rest[1]) && !isDigit(rest[1]) {
		return true
	}
	if len(rest) > 1 && (rest[0] == '.' || rest[0] == ',' || rest[0] == '/' || rest[0] == '-') && isDigit(rest[1]) {
		return rest[0] != '-' && rest[0] != '/' || rest[1] != '0'
	}
	unit := strings.TrimLeft(lower(rest[:min(len(rest), 24)]), " \u00a0")
	for _, currency := range []string{"đồng", "đ ", "vnđ", "vnd", "usd", "triệu", "tỷ", "tỉ", "%"} {
		if strings.HasPrefix(unit, currency) {
			return !strings.HasPrefix(unit, "đồng chí")
		}
	}
	return false
}

// kindOfNumber tells what the first groups are, and how many of them; "" when
// they are nothing that concerns a person.
func (s *scanner) kindOfNumber(i int, d *digits) (code diag.Code, groups int) {
	if s.isPartyCard(i) {
		for n := d.n; n > 0; n-- {
			if total := d.count(n); total >= 6 && total <= 12 && !s.wraps(d, n) {
				return "party-card", n
			}
		}
	}
	if !s.mayBePersonal(i, d) {
		return "", 0
	}
	label := s.label(i, 48)
	identity := containsAny(label, "cccd", "can cuoc", "dinh danh")
	old := containsAny(label, "cmnd", "cmt", "chung minh")
	telephone := !identity && !old && !containsAny(label, "ma so thue", "mst", "tai khoan", "stk", "isbn", "issn")
	first := d.groups[0].end - d.groups[0].start // shorter: a row of numbers
	for n := 1; n <= d.n; n++ {
		number := s.join(d, n)
		switch {
		case telephone && isTelephone(number, s.hasPlus(i)) && s.inGroups(d, n, label):
			return "phone-number", n
		case len(number) == 12 && number[0] == '0' && (identity || old || isCitizenNumber(number) && first >= 3):
			return "citizen-number", n
		case len(number) == 9 && (old || s.labelledBehind(d.groups[n-1].end)) && !s.hasPlus(i):
			return "old-identity-number", n
		}
	}
	return "", 0
}

// mayBePersonal tells by their number and the first whether digits are worth a
// closer look.
func (s *scanner) mayBePersonal(i int, d *digits) bool {
	for n := 1; n <= d.n; n++ {
		total := d.count(n)
		if total == 9 || total > 9 && total < 14 && (s.text[i] == '0' || s.text[i] == '8') {
			return true
		}
	}
	return false
}

// wraps tells whether the first groups go over the end of a line.
func (s *scanner) wraps(d *digits, groups int) bool {
	return bytes.IndexByte(s.text[d.groups[0].start:d.groups[groups-1].end], '\n') >= 0
}

// join is the digits of the first groups without what parts them.
func (s *scanner) join(d *digits, groups int) string {
	var number []byte
	for _, g := range d.groups[:groups] {
		number = append(number, s.text[g.start:min(g.end, g.start+16)]...)
	}
	return string(number)
}

func (s *scanner) hasPlus(i int) bool { return i > 0 && s.text[i-1] == '+' }

// label is what stands before a place, within so many bytes, folded.
func (s *scanner) label(i, bytesBefore int) string {
	from := max(i-bytesBefore, 0)
	for from < i && s.text[from]&0xC0 == 0x80 {
		from++
	}
	if blank := bytes.LastIndex(s.text[from:i], []byte("\n\n")); blank >= 0 {
		from += blank
	}
	if other := bytes.LastIndexAny(s.text[from:i], "0123456789"); other >= 0 {
		from += other + 1 // what stands before another number is that one's
	}
	return viet.Fold(string(s.text[from:i]))
}

// labelledBehind tells a number that is called an identity card's right behind
// it: 012345678 (CMND).
func (s *scanner) labelledBehind(end int) bool {
	rest := string(s.text[end:min(end+10, len(s.text))])
	return containsAny(strings.ToLower(rest), "cmnd", "cmt")
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// personal reports what must not be given out.
func (s *scanner) personal(code diag.Code, start, end int) {
	found := strings.Join(strings.Fields(string(s.text[start:end])), " ")
	s.report(diag.Error, code, start, end, found, s.allowance(code, found, start))
}
