package markdown

import (
	"bytes"
	"strconv"
	"unicode/utf8"

	"github.com/yuin/goldmark/util"
)

// The writers of text. All of them append to the page's buffer.

func (p *page) str(s string)  { p.out = append(p.out, s...) }
func (p *page) byte(c byte)   { p.out = append(p.out, c) }
func (p *page) int(n int)     { p.out = strconv.AppendInt(p.out, int64(n), 10) }
func (p *page) gap()          { p.inWord = false } // what follows is another word
func (p *page) attr(s string) { p.out = appendEscaped(p.out, []byte(s)) }

// What a byte of running text asks for.
const (
	plainByte = iota
	spaceByte
	specialByte
)

var byteKinds = [256]uint8{
	' ': spaceByte, '\t': spaceByte, '\n': spaceByte, '\r': spaceByte, '\v': spaceByte, '\f': spaceByte,
	'<': specialByte, '>': specialByte, '&': specialByte, '"': specialByte, '\\': specialByte, 0: specialByte,
	0xc2: specialByte, // may begin a no-break space
}

// text writes running text: backslash escapes and character references are
// resolved, HTML is escaped, words are counted.
func (p *page) text(s []byte) {
	start, words, in := 0, p.words, p.inWord
	for i := 0; i < len(s); i++ {
		kind := byteKinds[s[i]]
		if kind == plainByte {
			if !in {
				in = true
				words++
			}
			continue
		}
		if kind == spaceByte || bytes.HasPrefix(s[i:], noBreakSpace) {
			in = false
			if kind != spaceByte {
				i++
			}
			continue
		}
		if !in {
			in = true
			words++
		}
		if s[i] == 0xc2 {
			continue
		}
		p.out = append(p.out, s[start:i]...)
		i = p.special(s, i) - 1
		start = i + 1
	}
	p.out = append(p.out, s[start:]...)
	p.words, p.inWord = words, in
}

var noBreakSpace = []byte("\u00a0")

// special writes what stands at s[i], an escape, a reference or a character to
// be escaped, and returns the index after it.
func (p *page) special(s []byte, i int) int {
	switch s[i] {
	case '\\':
		if i+1 < len(s) && util.IsPunct(s[i+1]) {
			p.out = appendEscaped(p.out, s[i+1:i+2])
			return i + 2
		}
		p.out = append(p.out, '\\')
	case '&':
		if v, n := reference(s[i:]); n > 0 {
			p.out = appendEscaped(p.out, v)
			return i + n
		}
		p.out = append(p.out, "&amp;"...)
	default:
		p.out = appendEscaped(p.out, s[i:i+1])
	}
	return i + 1
}

// longestReference is the most bytes a character reference can have.
const longestReference = 40

// reference resolves the character reference at the start of s, &amp; or &#65;
// or &#x41;, and returns the bytes read, 0 if there is none (CommonMark 2.5).
func reference(s []byte) (v []byte, n int) {
	end := bytes.IndexByte(s[:min(len(s), longestReference)], ';')
	if end < 2 {
		return nil, 0
	}
	name := s[1:end]
	if name[0] != '#' {
		e, ok := util.LookUpHTML5EntityByName(string(name))
		if !ok {
			return nil, 0
		}
		return e.Characters, end + 1
	}
	digits, base, most := name[1:], 10, 7
	if len(digits) > 0 && (digits[0] == 'x' || digits[0] == 'X') {
		digits, base, most = digits[1:], 16, 6
	}
	code, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || len(digits) > most {
		return nil, 0
	}
	r := rune(code)
	if r == 0 || !utf8.ValidRune(r) {
		r = utf8.RuneError
	}
	return utf8.AppendRune(nil, r), end + 1
}

// literal writes text in which nothing is special but to HTML, and counts words.
func (p *page) literal(s []byte) {
	for _, c := range s {
		if byteKinds[c] == spaceByte {
			p.inWord = false
		} else if !p.inWord {
			p.inWord = true
			p.words++
		}
	}
	p.out = appendEscaped(p.out, s)
}

// resolved is Markdown text of an attribute or a caption, with escapes and
// references resolved, not yet escaped for HTML.
func resolved(s []byte) []byte {
	if !bytes.ContainsAny(s, `\&`) {
		return s
	}
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]) {
			i++
		} else if s[i] == '&' {
			if v, n := reference(s[i:]); n > 0 {
				out = append(out, v...)
				i += n - 1
				continue
			}
		}
		out = append(out, s[i])
	}
	return out
}

// appendEscaped escapes for HTML text and for attributes in double quotes.
func appendEscaped(dst, s []byte) []byte {
	start := 0
	for i, c := range s {
		var with string
		switch c {
		case '<':
			with = "&lt;"
		case '>':
			with = "&gt;"
		case '&':
			with = "&amp;"
		case '"':
			with = "&quot;"
		case 0:
			with = "\uFFFD"
		default:
			continue
		}
		dst = append(append(dst, s[start:i]...), with...)
		start = i + 1
	}
	return append(dst, s[start:]...)
}
