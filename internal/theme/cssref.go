package theme

import "strings"

// cssRef is a place where a style sheet refers to a file: an @import, or an
// address as url(x), url("x") or url('x').
type cssRef struct {
	start, end int // of the whole
	from, to   int // of what is imported, or of the address
	isImport   bool
}

// nextRef finds the first reference at or after an offset. What stands inside a
// comment is passed over.
func nextRef(src string, at int) (cssRef, bool) {
	for ; at < len(src); at++ {
		switch src[at] {
		case '/':
			if strings.HasPrefix(src[at:], "/*") {
				if end := strings.Index(src[at+2:], "*/"); end >= 0 {
					at += 2 + end + 1
				}
			}
		case '@':
			if ref, ok := importAt(src, at); ok {
				return ref, true
			}
		case 'u':
			if ref, ok := urlAt(src, at); ok {
				return ref, true
			}
		}
	}
	return cssRef{}, false
}

// importAt reads @import …; at an offset.
func importAt(src string, at int) (cssRef, bool) {
	const word = "@import"
	rest, ok := strings.CutPrefix(src[at:], word)
	end := strings.IndexByte(rest, ';')
	if !ok || end < 0 || end > 0 && isWord(rest[0]) {
		return cssRef{}, false
	}
	from := at + len(word)
	return cssRef{start: at, from: from, to: from + end, end: from + end + 1, isImport: true}, true
}

func isWord(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_'
}

// urlAt reads url(…) at an offset.
func urlAt(src string, at int) (cssRef, bool) {
	const space = " \t\n\f\r"
	rest, ok := strings.CutPrefix(src[at:], "url(")
	if !ok {
		return cssRef{}, false
	}
	rest = strings.TrimLeft(rest, space)
	from, closing := len(src)-len(rest), space+"\"')"
	if rest != "" && (rest[0] == '"' || rest[0] == '\'') {
		from, closing = from+1, rest[:1]
	}
	length := strings.IndexAny(src[from:], closing)
	if length < 0 {
		return cssRef{}, false
	}
	to := from + length
	after := src[to:]
	if len(closing) == 1 {
		after = after[1:]
	}
	after = strings.TrimLeft(after, space)
	if !strings.HasPrefix(after, ")") || len(closing) > 1 && length == 0 {
		return cssRef{}, false
	}
	return cssRef{start: at, from: from, to: to, end: len(src) - len(after) + 1}, true
}
