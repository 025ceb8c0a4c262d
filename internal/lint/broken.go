package lint

import (
	"bytes"
	"html"
	"strings"
	"unicode/utf8"

	"bulletin/internal/diag"
)

// Numbers are broken up by what a reader does not see: tags, marks of Markdown, entities,
// backslashes, characters of no width; and written with the wide digits of an input method.
// They are looked for once more in the text as it is shown.

// shownMost is how many bytes may stand between two digits of one number.
const shownMost = 400

// shown is a text whose numbers stand as they are shown, and for each byte where it stood.
type shown struct {
	text []byte
	at   []int
}

// asShown is a text with its numbers as they are shown; the zero value when they all stand
// so.
func asShown(text []byte) (plain shown) {
	copied := 0
	for i := 0; i < len(text); {
		number, size, broken := shownNumber(text, i)
		if size == 0 {
			i++
			continue
		}
		if broken {
			plain.copy(text, copied, i)
			plain.text, plain.at = append(plain.text, number.text...), append(plain.at, number.at...)
			copied = i + size
		}
		i += size
	}
	if copied > 0 {
		plain.copy(text, copied, len(text))
	}
	return plain
}

func (s *shown) copy(text []byte, from, to int) {
	for i := from; i < to; i++ {
		s.text, s.at = append(s.text, text[i]), append(s.at, i)
	}
}

// shownNumber reads digits and what stands between them from i on.
func shownNumber(text []byte, i int) (number shown, size int, broken bool) {
	end := i
	for {
		d, length := digitAt(text, end)
		if length == 0 {
			break
		}
		for length > 0 {
			number.text, number.at = append(number.text, d), append(number.at, end)
			broken = broken || length > 1
			end += length
			d, length = digitAt(text, end)
		}
		size = end - i
		joint, breaks := jointAt(text, end)
		if joint == 0 {
			break
		}
		broken = broken || breaks
		for to := end + joint; end < to; {
			seen, length, _ := pieceAt(text, end)
			for n := range len(seen) {
				number.text, number.at = append(number.text, seen[n]), append(number.at, end)
			}
			end += length
		}
	}
	return number, size, broken
}

// jointAt is the length of what stands between two digits, the second of which follows; 0
// when none does. It breaks the number when it is not shown as it stands.
func jointAt(text []byte, i int) (length int, breaks bool) {
	at := i
	for at < len(text) && at-i < shownMost {
		if _, digit := digitAt(text, at); digit > 0 {
			return at - i, breaks
		}
		_, size, hidden := pieceAt(text, at)
		if size == 0 {
			break
		}
		at, breaks = at+size, breaks || hidden
	}
	return 0, false
}

// isBroken tells whether the digits from one place to another are a part of a number that is
// not shown as it stands.
func isBroken(text []byte, from, to int) bool {
	if from >= 2 && (text[from-1] == '#' || from >= 3 && text[from-1]|0x20 == 'x' && text[from-2] == '#') {
		return true // an entity
	}
	i := to
	for i < len(text) && bytes.IndexByte(signs, text[i]) >= 0 {
		i++
	}
	if i == len(text) || !hides[text[i]] {
		return false // as nearly always
	}
	length, breaks := jointAt(text, to)
	return length > 0 && (breaks || hasWide(text[to:min(to+length+3, len(text))]))
}

// hides are the first bytes of what may stand between digits and is no sign.
var hides = func() (table [256]bool) {
	for _, c := range []byte("\n*~`_\\[]<&\xc2\xe2\xe3\xef") {
		table[c] = true
	}
	return table
}()

// hasWide tells whether there may be digits as wide as a Chinese character.
func hasWide(text []byte) bool { return bytes.Contains(text, []byte("\xef\xbc")) }

// digitAt reads one digit, however it is written.
func digitAt(text []byte, i int) (digit byte, size int) {
	if i >= len(text) {
		return 0, 0
	}
	switch c := text[i]; {
	case isDigit(c):
		return c, 1
	case c == '&':
		character, size := entityAt(text, i)
		if character >= "０" && character <= "９" {
			return character[2] - 0x60, size
		}
		if len(character) == 1 && isDigit(character[0]) {
			return character[0], size
		}
	case c == 0xef && i+2 < len(text) && text[i+1] == 0xbc && text[i+2] >= 0x90 && text[i+2] <= 0x99:
		return text[i+2] - 0x60, 3
	}
	return 0, 0
}

// entityAt reads a character that is written by its number or its name.
func entityAt(text []byte, i int) (character string, size int) {
	const longest = 24
	rest := text[i:min(i+longest, len(text))]
	end := bytes.IndexByte(rest, ';')
	if end < 0 {
		return "", 0
	}
	written := string(rest[:end+1])
	if character = html.UnescapeString(written); character == written || utf8.RuneCountInString(character) != 1 {
		return "", 0
	}
	return character, end + 1
}

// signs are what may stand within numbers and dates as they are shown.
var signs = []byte(" .-()/+,")

// pieceAt reads a sign, or a mark that is not shown, between two digits: what is shown of
// it, its length, and whether it is shown otherwise than it stands; a length of 0 for
// anything else.
func pieceAt(text []byte, i int) (seen []byte, size int, hidden bool) {
	switch c := text[i]; c {
	case '\n':
		size = 1 + len(text[i+1:]) - len(bytes.TrimLeft(text[i+1:], " >"))
		if i+size < len(text) && text[i+size] == '\n' { // the end of a paragraph
			return nil, 0, false
		}
		return text[i : i+size], size, false
	case '*', '~', '`':
		return nil, 1, true
	case '_':
		if i+1 < len(text) && inWord(text[i-1]) && inWord(text[i+1]) {
			return hyphen, 1, true // it stands there, and parts what reads as one number
		}
		return nil, 1, true
	case '\\':
		if i+1 < len(text) && (text[i+1] != ' ' && bytes.IndexByte(signs, text[i+1]) >= 0 || bytes.IndexByte([]byte("\n*~`_[]"), text[i+1]) >= 0) {
			return text[i+1 : i+2], 2, true
		}
	case '[', ']':
		size = linkMark(text[i:])
		return nil, size, size > 0
	case '<':
		size = inlineTag(text[i:])
		return nil, size, size > 0
	case '&':
		character, size := entityAt(text, i)
		r, _ := utf8.DecodeRuneInString(character)
		return shownAs(r, size)
	default:
		if bytes.IndexByte(signs, c) >= 0 {
			return text[i : i+1], 1, false
		}
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRune(text[i:])
			if r == '\u00a0' || r == '\u202f' {
				return text[i : i+size], size, false
			}
			return shownAs(r, size)
		}
	}
	return nil, 0, false
}

var blank, hyphen, dot = []byte(" "), []byte("-"), []byte(".")

// shownAs is what a character of so many bytes is within a number: a blank, a hyphen, a dot or a
// sign, whatever its width, and nothing when it is not seen.
func shownAs(r rune, bytesOf int) (seen []byte, size int, hidden bool) {
	switch {
	case r == '\u00a0' || r == '\u202f' || r >= '\u2000' && r <= '\u200a' || r == '\u3000':
		return blank, bytesOf, true
	case r >= '\u2010' && r <= '\u2015' || r == '\u2212':
		return hyphen, bytesOf, true
	case r == '\u00b7' || r == '\u2022' || r == '\u2027' || r == '\u2219':
		return dot, bytesOf, true
	case isInvisible(r) || r >= '\u2060' && r <= '\u2064' || r >= '\ufe00' && r <= '\ufe0f' || r == '\u20e3': // the last two make 0️⃣ of 0
		return nil, bytesOf, true
	case r >= 0xff01 && r <= 0xff5e:
		r -= 0xff01 - '!'
	}
	if r >= utf8.RuneSelf {
		return nil, 0, false
	}
	if at := bytes.IndexByte(signs, byte(r)); at >= 0 { // #nosec G115 -- ASCII
		return signs[at : at+1], bytesOf, true
	}
	return nil, 0, false
}

// linkMark is the length of what is not shown of a link: its brackets, and its address.
func linkMark(rest []byte) int {
	if rest[0] == '[' {
		if len(rest) > 1 && rest[1] == '^' { // the mark of a note
			return 0
		}
		return 1
	}
	if len(rest) < 2 || rest[1] != '(' {
		return 1
	}
	end := bytes.IndexAny(rest[:min(len(rest), shownMost)], ")\n")
	if end < 0 || rest[end] != ')' {
		return 1
	}
	return end + 1
}

// inlineTag is the length of a tag that parts no words, or of a remark.
func inlineTag(rest []byte) int {
	rest = rest[:min(len(rest), shownMost)]
	if bytes.HasPrefix(rest, commentOpen) {
		if end := bytes.Index(rest, commentClose); end > 0 {
			return end + len(commentClose)
		}
		return 0
	}
	end := bytes.IndexByte(rest, '>')
	if end < 0 {
		return 0
	}
	name := bytes.TrimPrefix(rest[1:end], []byte("/"))
	if at := bytes.IndexAny(name, " \t\n/"); at >= 0 {
		name = name[:at]
	}
	const inline = " a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span strike strong sub sup time tt u var wbr "
	if len(name) == 0 || !strings.Contains(inline, " "+lower(name)+" ") {
		return 0
	}
	return end + 1
}

// unbroken looks for numbers once more as they are shown, and adds those that are not found
// as they stand.
func (s *scanner) unbroken() {
	if !s.broken && !hasWide(s.text) {
		return
	}
	plain := asShown(s.text)
	if plain.text == nil {
		return
	}
	again := newScanner(plain.text)
	again.public = true
	again.scan()
	type place struct {
		start int
		code  diag.Code
	}
	known := map[place]bool{}
	for _, f := range s.found {
		known[place{f.start, f.code}] = true
	}
	for _, f := range again.found {
		f.start, f.end = plain.at[f.start], plain.at[f.end-1]+1
		if private(f.code) && !known[place{f.start, f.code}] {
			s.found = append(s.found, f)
		}
	}
}
