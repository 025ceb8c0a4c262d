package viet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token of a written date. Kinds are letters so that the shape of a date is a
// string to compare:
//
//	N number   R Roman number   M English month   E English ordinal   W weekday
//	d ngày     m tháng          q quý             y năm
//	h giờ      p phút           s giây            T the T of ISO 8601
//	Z UTC      l lúc, vào, at   o of, mùng and others without meaning here
//	- / . , : + ( ) themselves
type token struct {
	kind   byte
	n      int  // value of N, R, M, E, W (time.Weekday)
	digits int  // number of digits of N
	tight  bool // nothing stood between the token before and this one
}

// maxDigits bounds a number: the nine of a second's fraction.
const maxDigits = 9

// scanDate parts a text into tokens, false when a part has no meaning in a date.
// Words are recognised folded: "thang 7 nam 2020" is understood.
func scanDate(s string) ([]token, bool) {
	s = Fold(s)
	tokens := make([]token, 0, 12)
	tight := false
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		if unicode.IsSpace(r) {
			i, tight = i+size, false
			continue
		}
		var t token
		switch {
		case isDigit(s[i]):
			t, size = scanNumber(s[i:])
		case s[i] >= 'a' && s[i] <= 'z':
			size = letters(s[i:])
			t = word(s[i : i+size])
		case strings.ContainsRune("-/.,:+()", r):
			t.kind = s[i]
		case r == '–', r == '—':
			t.kind = '-'
		}
		if t.kind == 0 {
			return nil, false
		}
		t.tight = tight
		tokens = append(tokens, t)
		i, tight = i+size, true
	}
	return joinWeekday(tokens)
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func scanNumber(s string) (t token, size int) {
	for size < len(s) && isDigit(s[size]) {
		if size == maxDigits {
			return token{}, size
		}
		t.n = 10*t.n + int(s[size]-'0')
		size++
	}
	t.kind, t.digits = 'N', size
	return t, size
}

func letters(s string) int {
	n := 0
	for n < len(s) && s[n] >= 'a' && s[n] <= 'z' {
		n++
	}
	return n
}

// word gives a folded word its meaning; kind 0 when it has none.
func word(w string) token {
	switch w {
	case "ngay":
		return token{kind: 'd'}
	case "thang":
		return token{kind: 'm'}
	case "quy", "qui", "q", "quarter":
		return token{kind: 'q'}
	case "nam":
		return token{kind: 'y'}
	case "gio", "h", "g":
		return token{kind: 'h'}
	case "phut", "ph", "p":
		return token{kind: 'p'}
	case "giay":
		return token{kind: 's'}
	case "luc", "vao", "hoi", "at", "on":
		return token{kind: 'l'}
	case "mung", "mong", "of":
		return token{kind: 'o'}
	case "z", "utc", "gmt":
		return token{kind: 'Z'}
	case "t":
		return token{kind: 'T'}
	case "thu", "chu":
		return token{kind: w[0], n: len(w)} // the first half of a weekday
	}
	return numberWord(w)
}

// numberWord knows the words that stand for a number.
func numberWord(w string) token {
	if n := indexOf("i ii iii iv", w); n >= 0 {
		return token{kind: 'R', n: n + 1}
	}
	if n := indexOf("first second third fourth", w); n >= 0 {
		return token{kind: 'E', n: n + 1}
	}
	if n := indexOf("sunday monday tuesday wednesday thursday friday saturday", w); n >= 0 {
		return token{kind: 'W', n: n}
	}
	if w == "cn" {
		return token{kind: 'W', n: 0}
	}
	if n := indexOf("hai ba tu nam sau bay", w); n >= 0 {
		return token{kind: '2', n: n + 1} // the second half of a weekday
	}
	if w == "nhat" {
		return token{kind: '2', n: 0}
	}
	const months = "january february march april may june july august september october november december"
	for n, month := range strings.Fields(months) {
		if len(w) >= 3 && strings.HasPrefix(month, w) {
			return token{kind: 'M', n: n + 1}
		}
	}
	return token{}
}

// indexOf returns the place of w among words separated by spaces, or -1.
func indexOf(words, w string) int {
	n := 0
	for other := range strings.FieldsSeq(words) {
		if other == w {
			return n
		}
		n++
	}
	return -1
}

// joinWeekday makes one token of "thứ hai", "thứ 2", "T2" and "chủ nhật". Năm is
// five here and "year" elsewhere. False when a half stands alone.
func joinWeekday(tokens []token) ([]token, bool) {
	out := tokens[:0]
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		half := t.kind == 't' || t.kind == 'c' || t.kind == 'T' && i == 0
		if t.kind == '2' || half && i+1 == len(tokens) {
			return nil, false
		}
		if half {
			day := weekdayAfter(t, tokens[i+1])
			if day < 0 {
				return nil, false
			}
			t.kind, t.n = 'W', day
			i++
		}
		out = append(out, t)
	}
	return out, true
}

// weekdayAfter reads the second half of a weekday; -1 when it is none.
func weekdayAfter(first, second token) int {
	switch {
	case first.kind == 'c':
		if second.kind == '2' && second.n == 0 {
			return 0
		}
	case second.kind == 'y' && first.kind == 't':
		return 4
	case second.kind == '2' && second.n > 0 && first.kind == 't':
		return second.n
	case second.kind == 'N' && second.digits == 1 && second.n >= 2 && second.n <= 7:
		return second.n - 1
	}
	return -1
}
