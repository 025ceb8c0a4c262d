package schema

import "strings"

// WithoutComments is YAML whose comments say nothing (YAML 1.2.2, 6.6); what else there
// is keeps its line and column. It follows quotes and blocks of text as front matter is
// written; who must be certain reads both texts and compares.
func WithoutComments(text string) string {
	var out strings.Builder
	s := commentScan{block: -1}
	for line := range strings.Lines(text) {
		body := strings.TrimRight(line, "\r\n")
		out.WriteString(s.line(body))
		out.WriteString(line[len(body):])
	}
	return out.String()
}

// commentScan is where a line begins.
type commentScan struct {
	quote  byte // the quotes that it begins in, 0 for none
	block  int  // the column to the right of which the text of a block stands; -1 outside of one
	margin int  // the column at which that text begins; 0 until its first line or a digit tells
	plain  bool // a text without quotes may go on, to the right of the key
	key    int  // the column of the last key
	flow   int  // of so many [ ] and { } it is a part
}

// line is a line without its comment.
func (s *commentScan) line(text string) string {
	indent := len(text) - len(strings.TrimLeft(text, " "))
	switch {
	case s.quote == 0 && indent == len(text):
		return text
	case s.block >= 0 && indent > s.block && indent >= s.margin:
		if s.margin == 0 {
			s.margin = indent
		}
		return text
	case s.quote == 0 && text[indent] == '#':
		s.block, s.plain = -1, false
		return text[:indent+1] // its sign stays: it may end a block of text
	}
	s.block = -1
	within := s.quote != 0 || s.plain && (s.flow > 0 || indent > s.key)
	if end := s.comment(text, within); end < len(text) {
		text = strings.TrimRight(text[:end], " \t")
	}
	if s.quote == 0 && s.flow == 0 && !within {
		s.block, s.key = blockColumn(text)
		s.margin = 0
		if digit := strings.Trim(text[len(strings.TrimRight(text, blockSigns)):], "+-"); s.block >= 0 && digit != "" {
			s.margin = s.block + int(digit[0]-'0')
		}
	}
	return text
}

// comment is where the comment of a line begins, at its end for none; within tells whether
// the line goes on with a text.
func (s *commentScan) comment(text string, within bool) int {
	begins := !within // a value may begin with what comes
	last := byte(' ')
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case s.quote != 0 && (c == '\\' && s.quote == '"' || c == '\'' && s.quote == c && strings.HasPrefix(text[i+1:], "'")):
			i++ // what follows is a part of the text
		case s.quote != 0 && c == s.quote:
			s.quote, s.plain = 0, false
		case s.quote != 0:
		case c == '#' && (last == ' ' || last == '\t'):
			return i
		case (c == '"' || c == '\'') && begins:
			s.quote, begins = c, false
		case c == ' ' || c == '\t':
			begins = begins || last == ':'
		case begins && (c == '-' || c == '?') && (i+1 == len(text) || text[i+1] == ' '): // an element, a key
		case begins && (c == '[' || c == '{'):
			s.flow++
		case s.flow > 0 && (c == ']' || c == '}'):
			s.flow--
			begins, s.plain = false, false
		default:
			begins = s.flow > 0 && c == ','
			s.plain = !begins && c != ':'
		}
		last = c
	}
	return len(text)
}

// blockSigns may follow the sign that begins a block of text.
const blockSigns = "+-0123456789"

// blockColumn is the column to the right of which the text of a block stands when a line
// ends with the sign that begins one (YAML 1.2.2, 8.1): "|" or ">", with "+" or "-" and a
// digit; -1 when it does not. That is the column of the key, which is given too, or of the
// dash when the text is the element of a list itself.
func blockColumn(text string) (column, key int) {
	head := strings.TrimRight(text, blockSigns)
	begins := strings.HasSuffix(head, "|") || strings.HasSuffix(head, ">")
	before := text
	if begins {
		before = strings.TrimRight(head[:len(head)-1], " \t")
	}
	dash := 0
	for key < len(before) && (before[key] == ' ' || before[key] == '-' && (key+1 == len(before) || before[key+1] == ' ')) {
		if before[key] == '-' {
			dash = key
		}
		key++
	}
	switch {
	case begins && key == len(before):
		return dash, key
	case begins && strings.HasSuffix(before, ":"):
		return key, key
	}
	return -1, key
}
