package lint

import "bytes"

// inline looks at a piece of a line, and beyond it where code or a comment goes
// on: then skip says to where.
func (s *scanner) inline(i, end int) {
	for i < end {
		switch c := s.text[i]; {
		case inWord(c):
			i = s.word(i, end)
		case c == ' ' || c == '\t':
			i++
		case c >= 0x80:
			i = s.symbol(i, end)
		case c == '`':
			i = s.codeSpan(i)
		case c == '<':
			i = s.angle(i, end)
		case c == ']':
			i = s.destination(i, end)
		case c == '\\' && i+1 < end && s.text[i+1] < 0x80 && !inWord(s.text[i+1]):
			s.run = 0
			i += 2
		default:
			s.run = 0
			i++
		}
	}
	s.skip = max(s.skip, i)
}

// codeSpan passes `code`, which may go on to the end of the paragraph. Where a
// run of backticks finds no other of its length, it is text.
func (s *scanner) codeSpan(i int) int {
	s.run = 0
	open := i
	for i < len(s.text) && s.text[i] == '`' {
		i++
	}
	length := i - open
	if length >= len(s.noClose) || i <= s.noClose[length] {
		return i
	}
	limit := s.lineEnd
	if !s.front {
		if s.paragraph < i {
			s.paragraph = endOfParagraph(s.text, i)
		}
		limit = s.paragraph
	}
	for at := i; at < limit; {
		next := bytes.IndexByte(s.text[at:limit], '`')
		if next < 0 {
			break
		}
		from := at + next
		for at = from; at < limit && s.text[at] == '`'; {
			at++
		}
		if at-from == length {
			s.code(i, from)
			return at
		}
	}
	s.noClose[length] = limit
	return i
}

// endOfParagraph is where the next blank line begins.
func endOfParagraph(text []byte, i int) int {
	for {
		i = endOfLine(text, i)
		if i == len(text) || isBlank(text[i+1:endOfLine(text, i+1)]) {
			return i
		}
		i++
	}
}

var (
	commentOpen  = []byte("<!--")
	commentClose = []byte("-->")
)

// angle passes what stands in angle brackets: a comment, a tag, an address.
func (s *scanner) angle(i, end int) int {
	s.run = 0
	rest := s.text[i:]
	if s.front {
		rest = s.text[i:end] // Markdown in a value of YAML ends where the value does
	}
	if bytes.HasPrefix(rest, commentOpen) && i >= s.noComment {
		length := bytes.Index(rest, commentClose)
		switch {
		case length < 0 && s.front:
			s.noComment = end
			return i + 1
		case length < 0: // what follows is shown
			s.noComment = len(s.text)
			return i + 1
		case !s.front && blankLine(rest[:length]) && !s.beginsLine(i): // it would end with its paragraph
			return i + 1
		}
		past := i + length + len(commentClose)
		s.exception(i, past, min(i+len(commentOpen), i+length), i+length) // <!--> is one too
		return past
	}
	if i+1 >= end || !(isLetter(s.text[i+1]) || s.text[i+1] == '/') {
		return i + 1
	}
	if next := bytes.IndexByte(s.text[i+1:end], '<'); next >= 0 {
		end = i + 1 + next
	}
	closing := bytes.IndexByte(s.text[i:end], '>')
	if closing < 0 {
		return i + 1
	}
	s.telephoneLink(i+1, i+closing)
	return i + closing + 1
}

// blankLine tells whether there is an empty line in a text.
func blankLine(text []byte) bool {
	for {
		at := bytes.IndexByte(text, '\n')
		if at < 0 {
			return false
		}
		text = text[at+1:]
		if rest := bytes.TrimLeft(text, " \t"); len(rest) > 0 && rest[0] == '\n' {
			return true
		}
	}
}

// beginsLine tells whether nothing but blanks stands before a place in its line.
func (s *scanner) beginsLine(i int) bool {
	before := s.text[:i]
	before = before[bytes.LastIndexByte(before, '\n')+1:]
	return len(bytes.TrimLeft(before, " ")) == 0
}

// destination passes the address behind the text of a link or a picture, and
// that of a reference: [text](address), [name]: address.
func (s *scanner) destination(i, end int) int {
	s.run = 0
	i++
	if i >= end || s.text[i] != '(' && s.text[i] != ':' {
		return i
	}
	reference := s.text[i] == ':'
	if reference && bytes.IndexByte(s.text[s.lineStart:max(i-1, s.lineStart)], ']') >= 0 {
		return i // only the first bracket of a line can be one
	}
	from := i + 1
	for from < end && (s.text[from] == ' ' || s.text[from] == '<') {
		from++
	}
	to, depth := from, 0
	for to < end && s.text[to] != ' ' && s.text[to] != '>' {
		if c := s.text[to]; c == '(' {
			depth++
		} else if c == ')' && !reference {
			if depth == 0 {
				break
			}
			depth--
		}
		to++
	}
	if reference && !looksLikeAddress(s.text[from:to]) {
		return i
	}
	s.telephoneLink(from, to)
	return to
}

// looksLikeAddress tells the address of a reference from a word that follows a
// bracket and a colon.
func looksLikeAddress(word []byte) bool {
	return bytes.IndexByte(word, '/') >= 0 || bytes.IndexByte(word, '.') > 0 && bytes.IndexByte(word, '.') < len(word)-1
}

// telephoneLink looks for the number in an address that calls it.
func (s *scanner) telephoneLink(start, end int) {
	for _, scheme := range callingSchemes {
		if at := bytes.Index(s.text[start:end], scheme); at >= 0 {
			s.code(start+at+len(scheme), end)
			return
		}
	}
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// inWord tells the bytes that a word is made of. The symbols of Latin-1 (C2),
// general punctuation and symbols (E2), the last of the basic plane (EF) and all
// beyond (F0 and up: mostly emoji) part words.
func inWord(c byte) bool { return classes[c] != 0 }

// What a byte is in a word, beside vowel.
const (
	letter = 1 << (iota + 2)
	digit
	beyond // the first byte of a character beyond ASCII
)

// classes is what each byte is: the innermost loop asks it.
var classes = func() (table [256]uint8) {
	for i := range table {
		switch c := byte(i); {
		case isLetter(c) && isVowelLetter(c|0x20):
			table[i] = letter | vowel
		case isLetter(c):
			table[i] = letter
		case isDigit(c):
			table[i] = digit
		case c >= 0xC3 && c < 0xF0 && c != 0xE2 && c != 0xEF:
			table[i] = beyond
		}
	}
	return table
}()
