package lint

import "strings"

// nameLeast is how many digits the shortest number has that is looked for in a name.
const nameLeast = 9

// Name tells whether a part of an address, as the name of a file without its marks, holds
// what looks like a number of a person, and which. Where letters follow, it is the name that
// a program gave.
func Name(name string) (number string, found bool) {
	digits := 0
	for i := range len(name) {
		if isDigit(name[i]) {
			digits++
		}
	}
	if digits < nameLeast {
		return "", false
	}
	s := newScanner([]byte(plainName(name)))
	s.public = true
	for i := 0; i < len(s.text); i++ {
		if !isDigit(s.text[i]) {
			continue
		}
		if i == 0 || s.text[i-1] == ' ' {
			s.number(i)
		}
		if len(s.found) > 0 {
			f := s.found[0]
			number = string(s.text[f.start:f.end])
			if f.code != "citizen-number" || !strings.Contains(number, " ") { // counts stand in rows
				return number, true
			}
			s.found = nil
		}
		for i < len(s.text) && isDigit(s.text[i]) {
			i++
		}
	}
	return "", false
}

// plainName is a name with blanks for what parts its words, and one between a word and the
// digits at its end: sdt0912345678.
func plainName(name string) string {
	var b strings.Builder
	for word := range strings.FieldsFuncSeq(strings.ToLower(name), func(r rune) bool { return strings.ContainsRune("-_ .,()+", r) }) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		if letters := strings.TrimRight(word, "0123456789"); letters != word && !strings.ContainsAny(letters, "0123456789") && letters != "" {
			b.WriteString(letters + " " + word[len(letters):])
			continue
		}
		b.WriteString(word)
	}
	return b.String()
}
