package lint

import (
	"bytes"
	"strings"
)

// isAddress tells whether a find stands in something that is no prose: an
// address of the web, one of e-mail, the name of a file, a path.
func (s *scanner) isAddress(start, end int) bool {
	const most = 256 // bytes on either side; longer things are not looked at as a whole
	from, to := start, end
	for from > 0 && start-from < most && !partsTokens(s.text[from-1]) {
		from--
	}
	for to < len(s.text) && to-end < most && !partsTokens(s.text[to]) {
		to++
	}
	token := bytes.TrimRight(s.text[from:to], ".,;:!?")
	if bytes.Contains(token, []byte("://")) || bytes.HasPrefix(token, []byte("www.")) {
		return true
	}
	if at := bytes.IndexByte(token, '@'); at > 0 && at < len(token)-1 {
		return from != start || from+at != end || !isDigit(s.text[end-1]) // a number that is the whole name is its owner's
	}
	return isFileName(string(token)) || isDomain(token)
}

func partsTokens(c byte) bool { return c <= ' ' || strings.IndexByte("<>()[]{}\"'|`,;*", c) >= 0 }

// isFileName tells a name that ends as files of an office do.
func isFileName(token string) bool {
	dot := strings.LastIndexByte(token, '.')
	if dot < 1 {
		return false
	}
	ending := strings.ToLower(token[dot+1:])
	return len(ending) > 0 && len(ending) <= 8 && strings.Contains(" doc docx xls xlsx ppt pptx pdf jpg jpeg png gif svg webp bmp zip rar 7z "+
		"md markdown txt rtf odt ods htm html css js yaml yml json csv xml ics mp3 mp4 wav exe ", " "+ending+" ")
}

// isDomain tells an address without its scheme: letters of ASCII only, with a dot
// between two letters and a slash, as in facebook.com/chibo.
func isDomain(token []byte) bool {
	dot, slash := false, false
	for i, c := range token {
		switch {
		case c >= 0x80:
			return false
		case c == '/':
			slash = true
		case c == '.' && i > 0 && i+1 < len(token):
			dot = dot || isLetter(token[i-1]) && isLetter(token[i+1])
		}
	}
	return dot && slash
}
