package schema

import (
	"bytes"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// WithoutComments is YAML whose comments say nothing (YAML 1.2.2, 6.6); what else there
// is keeps its line and column. It follows quotes and blocks of text as front matter is
// written; who must be certain reads both texts and compares, and asks [Comment].
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

// Comment is the line, from 1, of the first thing that has a comment which says
// something, as the library reads it; 0 for none, also when the text cannot be read.
func Comment(text []byte) int {
	loader, err := yaml.NewLoader(bytes.NewReader(text))
	if err != nil {
		return 0
	}
	for {
		var doc yaml.Node
		if loader.Load(&doc) != nil {
			return 0
		}
		if line := comment(&doc); line > 0 {
			return line
		}
	}
}

func comment(n *yaml.Node) int {
	if strings.Trim(n.HeadComment+n.LineComment+n.FootComment, "# \t\r\n") != "" {
		return max(n.Line, 1)
	}
	for _, in := range n.Content {
		if line := comment(in); line > 0 {
			return line
		}
	}
	return 0
}

// Same tells whether two YAML texts say the same at the same places; false when one of
// them cannot be read.
func Same(a, b []byte) bool {
	var first, second decoding
	var was, is node
	return first.parse(a, &was) && second.parse(b, &is) && sameNode(&was, &is)
}

func sameNode(a, b *node) bool {
	return a.kind == b.kind && a.null == b.null && a.line == b.line && a.col == b.col && a.value == b.value && slices.EqualFunc(a.content, b.content, func(a, b node) bool { return sameNode(&a, &b) })
}

// commentScan is where a line begins.
type commentScan struct {
	quote byte // the quotes that it begins in, 0 for none
	block int  // the column to the right of which the text of a block stands; -1 outside of one
	text  int  // the column at which that text begins, 0 while it is not known
	plain bool // a text without quotes may go on, to the right of the key
	key   int  // the column of the last key, or of the dash of an element that is a text
	flow  int  // of so many [ ] and { } it is a part
}

// line is a line without its comment.
func (s *commentScan) line(text string) string {
	indent := len(text) - len(strings.TrimLeft(text, " "))
	if s.inBlock(text, indent) || s.quote == 0 && indent == len(text) {
		return text
	}
	if s.quote == 0 && text[indent] == '#' {
		s.block, s.plain = -1, false
		return text[:indent+1] // its sign stays: it may end a block of text
	}
	s.block = -1
	within := s.quote != 0 || s.plain && (s.flow > 0 || indent > s.key)
	if end := s.comment(text, within); end < len(text) {
		text = strings.TrimRight(text[:end], " \t")
	}
	if s.quote == 0 && s.flow == 0 && !within {
		s.block, s.key = blockColumn(strings.TrimRight(text, " \t"))
		s.text = 0
		if digit := strings.TrimRight(text, "+- \t"); s.block >= 0 && strings.ContainsAny(digit[len(digit)-1:], "123456789") {
			s.text = s.block + int(digit[len(digit)-1]-'0')
		}
	}
	return text
}

// inBlock tells whether a line belongs to the text of a block. A digit or the first line
// that is not blank says where the text begins; to the left of that, comments may follow.
func (s *commentScan) inBlock(text string, indent int) bool {
	switch {
	case s.block < 0:
		return false
	case indent == len(text):
		return true
	case s.text == 0 && indent > s.block:
		s.text = indent
	}
	return s.text > 0 && indent >= s.text
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
		case (c == '"' || c == '\'') && (begins || s.flow > 0 && last == ':' && i > 1 && (text[i-2] == '"' || text[i-2] == '\'')): // {"key":"value"}
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

// blockColumn is the column to the right of which the text of a block stands when a line
// ends with the sign that begins one (YAML 1.2.2, 8.1): "|" or ">", with "+" or "-" and a
// digit; -1 when it does not. That is the column of the key, or of the dash when the text
// is the element of a list itself. The column to the right of which any text goes on is
// given too.
func blockColumn(text string) (column, key int) {
	head := strings.TrimRight(text, "+-0123456789")
	before, begins := head, false
	if strings.HasSuffix(head, "|") || strings.HasSuffix(head, ">") {
		before = strings.TrimRight(head[:len(head)-1], " \t")
		begins = before == "" || len(before) < len(head)-1 && strings.ContainsAny(before[len(before)-1:], ":-?")
	}
	if !begins {
		before = text
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
		return dash, dash
	case begins && strings.HasSuffix(before, ":"):
		return key, key
	case !strings.Contains(before, ": ") && !strings.HasSuffix(before, ":"):
		return -1, dash
	}
	return -1, key
}
