package lint

import "bytes"

// scan goes through the front matter and the body line by line.
func (s *scanner) scan() {
	body := s.frontMatter()
	s.front = false
	s.body(body)
}

// next makes the line at an offset the one that is looked at.
func (s *scanner) next(start int) {
	s.lineStart, s.lineEnd, s.facts.known = start, endOfLine(s.text, start), false
}

// frontMatter looks at the values between the two lines "---" and returns where
// the body begins. The form of the whole is not its business: what is wrong with
// that has been told by others.
func (s *scanner) frontMatter() int {
	start := 0
	for start < len(s.text) && isBlank(s.text[start:endOfLine(s.text, start)]) {
		start = endOfLine(s.text, start) + 1
	}
	if start >= len(s.text) || !isDelimiter(s.text[start:endOfLine(s.text, start)]) {
		return 0
	}
	s.front = true
	block := -1 // the indentation of the key whose text stands below it; -1 = none
	for start = endOfLine(s.text, start) + 1; start < len(s.text); start = s.lineEnd + 1 {
		s.next(start)
		line := s.text[start:s.lineEnd]
		if isDelimiter(line) {
			s.run = 0
			return min(s.lineEnd+1, len(s.text))
		}
		indent := len(line) - len(bytes.TrimLeft(line, " "))
		if indent == 0 || isBlank(line) {
			s.run = 0 // a new key; only a text goes on over the end of a line
		}
		if isBlank(line) {
			continue
		}
		if block >= 0 && indent > block {
			s.inline(start, s.lineEnd)
			continue
		}
		block = -1
		end := start + commentStart(line)
		s.inline(start, end)
		if end < s.lineEnd {
			s.exception(end, s.lineEnd, end+1, s.lineEnd)
		}
		if opensBlock(s.text[start:end]) {
			block = indent
		}
	}
	return len(s.text)
}

func isBlank(line []byte) bool { return len(bytes.TrimSpace(line)) == 0 }

func isDelimiter(line []byte) bool { return string(bytes.TrimSpace(line)) == "---" }

// commentStart is where the comment of a line of YAML begins: at a # that opens
// the line or follows a blank and stands in no quotes; the line's length when
// there is none.
func commentStart(line []byte) int {
	if bytes.IndexByte(line, '#') < 0 {
		return len(line)
	}
	var quote byte
	for i, c := range line {
		before := byte(' ')
		if i > 0 {
			before = line[i-1]
		}
		switch {
		case quote != 0:
			if c == quote && (quote == '\'' || before != '\\') {
				quote = 0
			}
		case (c == '"' || c == '\'') && bytes.IndexByte([]byte(" [{,"), before) >= 0:
			quote = c
		case c == '#' && (before == ' ' || before == '\t'):
			return i
		}
	}
	return len(line)
}

// opensBlock tells a line of YAML whose value is the text below it: "key: >-".
func opensBlock(line []byte) bool {
	fields := bytes.Fields(line)
	if len(fields) < 2 {
		return false
	}
	last := fields[len(fields)-1]
	return (last[0] == '|' || last[0] == '>') && len(bytes.Trim(last[1:], "+-0123456789")) == 0
}

// body looks at Markdown from an offset on.
func (s *scanner) body(start int) {
	quoted := false // the line before stands in a quotation
	for ; start < len(s.text); start = s.lineEnd + 1 {
		s.next(start)
		if s.skip > s.lineEnd {
			continue
		}
		i := start
		for i < s.lineEnd && (s.text[i] == ' ' || s.text[i] == '\t' || s.text[i] == '>') {
			i++
		}
		inQuote := bytes.IndexByte(s.text[start:i], '>') >= 0
		if i == s.lineEnd || inQuote != quoted {
			s.run = 0 // a new paragraph
		}
		quoted = inQuote
		if fence := fenceAt(s.text[i:s.lineEnd]); fence > 0 && s.skip <= i {
			s.fenced(s.text[i], fence)
			continue
		}
		s.inline(max(i, s.skip), s.lineEnd)
		if i < s.lineEnd && (s.text[i] == '#' || bytes.HasSuffix(s.text[:s.lineEnd], hardBreak)) {
			s.run = 0
		}
	}
}

var hardBreak = []byte("  ")

// fenceAt is the length of the fence that opens or closes a block of code at the
// beginning of a line, 0 when there is none.
func fenceAt(line []byte) int {
	if len(line) < 3 || line[0] != '`' && line[0] != '~' {
		return 0
	}
	n := len(line) - len(bytes.TrimLeft(line, string(line[:1])))
	if n < 3 || line[0] == '`' && bytes.IndexByte(line[n:], '`') >= 0 {
		return 0
	}
	return n
}

// fenced looks at the lines of a block of code up to the one that closes it.
func (s *scanner) fenced(mark byte, length int) {
	for start := s.lineEnd + 1; start < len(s.text); start = s.lineEnd + 1 {
		s.next(start)
		line := bytes.TrimLeft(s.text[start:s.lineEnd], " \t>")
		if n := fenceAt(line); n >= length && line[0] == mark && isBlank(line[n:]) {
			break
		}
		s.run = 0
		s.code(start, s.lineEnd)
	}
	s.run = 0
}

// code looks at text that is code. It is shown as well, so that only the checks
// of what is public apply.
func (s *scanner) code(start, end int) {
	if !s.public {
		return
	}
	s.quiet = true
	for i := start; i < end; {
		switch c := s.text[i]; {
		case inWord(c):
			i = s.word(i, end)
		default:
			if c != ' ' {
				s.run = 0
			}
			i++
		}
	}
	s.quiet, s.run = false, 0
}
