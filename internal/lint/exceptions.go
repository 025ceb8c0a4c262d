package lint

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"unicode"

	"bulletin/internal/diag"
)

// marker opens what is said to the program in a comment.
const marker = "bulletin:"

// exception allows a problem where it stands.
type exception struct {
	start, end int // the comment
	from, to   int // the lines it holds for
	code       diag.Code
	text       string // what is allowed, as it is compared
	used       bool
}

// private are the problems that are looked for on public items only.
func private(code diag.Code) bool {
	switch code {
	case "secrecy-marker", "citizen-number", "old-identity-number", "phone-number", "birth-date", "party-card":
		return true
	}
	return false
}

// allowable are the problems that may be allowed.
func allowable(code diag.Code) bool {
	switch code {
	case "word-doubled", "typing-slip", "tone-mixed", "tone-misplaced":
		return true
	}
	return private(code)
}

// placeholders stand in our messages for the reason; who copies them gives none.
var placeholders = []string{"lý do", "reason"}

// exception reads a comment, whose inner text goes from textStart to textEnd, if
// it is meant for the program.
func (s *scanner) exception(start, end, textStart, textEnd int) {
	inner, ok := bytes.CutPrefix(bytes.TrimSpace(s.text[textStart:textEnd]), []byte(marker))
	if !ok || s.counting {
		return
	}
	said := strings.Join(strings.Fields(string(inner)), " ")
	order, reason, hasReason := strings.Cut(said+" ", ": ")
	verb, order, _ := strings.Cut(strings.TrimSpace(order), " ")
	name, text, _ := strings.Cut(order, " ")
	code := diag.Code(name)
	switch {
	case verb != "allow" || !allowable(code) || text == "":
		s.report(diag.Warning, "exception-syntax", start, end, said)
		return
	case !hasReason || strings.IndexFunc(reason, unicode.IsLetter) < 0 || slices.Contains(placeholders, strings.TrimSpace(reason)):
		s.report(diag.Warning, "exception-without-reason", start, end, text)
		return
	case s.betweenRows(start, end):
		s.report(diag.Error, "exception-between-rows", start, end, said)
	}
	s.exceptions = append(s.exceptions, exception{
		start: start, end: end, from: s.lineStart, to: s.reach(end), code: code, text: comparable(code, text),
	})
}

// betweenRows tells whether a comment is a line between two rows of a table, which it would
// end.
func (s *scanner) betweenRows(start, end int) bool {
	from, to := bytes.LastIndexByte(s.text[:start], '\n'), endOfLine(s.text, end)
	if from < 0 || to == len(s.text) || !isBlank(s.text[from+1:start]) || !isBlank(s.text[end:to]) {
		return false
	}
	above, _ := lineAround(s.text, from)
	return isRow(s.text[above:from]) && isRow(s.text[to+1:endOfLine(s.text, to+1)])
}

// stackMost is how many lines of exceptions may stand above one line of text.
const stackMost = 16

// reach is the end of the lines that an exception holds for.
func (s *scanner) reach(end int) int {
	if end < s.lineEnd {
		end = s.lineEnd
	} else {
		end = endOfLine(s.text, end)
	}
	for n := 0; n < stackMost && end < len(s.text); n++ {
		start := end + 1
		end = endOfLine(s.text, start)
		line := bytes.TrimLeft(s.text[start:end], " \t>")
		if bytes.HasPrefix(line, []byte("<!-- "+marker)) || bytes.HasPrefix(line, []byte("# "+marker)) {
			continue
		}
		switch {
		case s.front:
			end = s.endOfValue(start, end)
		case isRow(line):
			end = s.endOfTable(end)
		}
		break
	}
	return end
}

// endOfTable is the end of a table of which a row ends there.
func (s *scanner) endOfTable(end int) int {
	for end < len(s.text) {
		next := endOfLine(s.text, end+1)
		if !isRow(s.text[end+1 : next]) {
			break
		}
		end = next
	}
	return end
}

// endOfValue is the end of a value of YAML that begins on a line and goes on
// below, further in.
func (s *scanner) endOfValue(start, end int) int {
	indentOf := func(from, to int) int {
		return to - from - len(bytes.TrimLeft(s.text[from:to], " "))
	}
	indent := indentOf(start, end)
	for end < len(s.text) {
		next := endOfLine(s.text, end+1)
		if !isBlank(s.text[end+1:next]) && indentOf(end+1, next) <= indent {
			break
		}
		end = next
	}
	return end
}

// overlapMost is how many exceptions may hold for one place; more are nobody's
// intention, and allow nothing.
const overlapMost = 256

// comparable is a text without what an exception need not repeat exactly.
func comparable(code diag.Code, text string) string {
	if private(code) && code != "secrecy-marker" {
		return strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r
			}
			return -1
		}, text)
	}
	return strings.ToLower(strings.Join(strings.Fields(text), " "))
}

// allow takes away what an exception allows, and reports the exceptions that
// allow nothing. What was not looked for is not missed.
func (s *scanner) allow() {
	if len(s.exceptions) == 0 {
		return
	}
	slices.SortFunc(s.found, func(a, b finding) int { return cmp.Compare(a.start, b.start) })
	kept, first := s.found[:0], 0
	for _, f := range s.found {
		for first < len(s.exceptions) && s.exceptions[first].to < f.start {
			first++
		}
		said := string(s.text[f.start:f.end])
		if private(f.code) {
			said = f.args[0].(string) // as it is shown, which may be otherwise than it stands
		}
		text, allowed := comparable(f.code, said), false
		for i := first; i < min(first+overlapMost, len(s.exceptions)) && s.exceptions[i].from <= f.start; i++ {
			x := &s.exceptions[i]
			if x.code == f.code && x.text == text && f.start <= x.to {
				x.used, allowed = true, true
			}
		}
		if !allowed {
			kept = append(kept, f)
		}
	}
	s.found = kept
	for _, x := range s.exceptions {
		if !x.used && (s.public || !private(x.code)) {
			s.report(diag.Warning, "exception-unused", x.start, x.end, string(x.code))
		}
	}
}
