// Package lint looks at a text as it stands in its file, for what an editor
// would mark on paper: invisible characters, doubled words, slips of typing,
// tone marks placed by two rules; and, on what is public, for what must not be
// given out: marks of secrecy and people's numbers and birth dates.
//
// It reads the source, not the page, and knows just enough of Markdown and YAML
// to leave alone what is no text. Nothing is changed. A place is what the author
// sees in the editor: line and column of the decoded text.
//
// The checks of the text (warnings) leave out code, comments, the addresses of
// links, e-mail addresses and file names; those of what is public (errors) look
// into code too, since code is shown, and at numbers as they are shown where marks part their
// digits. Each would rather miss something than cry
// at a good sentence: the rule of each stands beside its code.
//
// # Exceptions
//
// What is meant to stand is allowed where it stands, with a reason:
//
//	<!-- bulletin: allow CODE TEXT: REASON -->
//	# bulletin: allow CODE TEXT: REASON
//
// The first form is for the body, the second, a comment of YAML, for the front
// matter. It holds on its own line and on the next line that is no exception
// itself; in front matter, on the whole value that begins there; on all of a table
// whose first row that is. CODE is the problem's code. TEXT is the very text that is allowed, so that another number
// put in its place is found again; of numbers and dates only the digits count,
// of words not the case. An exception without a reason allows nothing.
package lint

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// File is one source file to be looked at.
type File struct {
	Path string // as problems name it: content/news/a.md
	Raw  []byte // the bytes on disk, for what decoding loses; nil leaves that check out
	Text []byte // decoded, as source.File has it: UTF-8, NFC, line feeds
}

// Options say what to look for. The zero value looks at a text by itself, and
// for nothing that concerns publication.
type Options struct {
	Public bool  // the item is shown to the public: look for secrets and personal data
	Tones  Tones // how the whole site places its tone marks; zero: as the file itself does
}

// Text returns what is wrong with the text of a file, in the order of the places.
func Text(f File, o Options) diag.List {
	s := newScanner(f.Text)
	s.public = o.Public
	s.scan()
	if s.public {
		s.unbroken()
	}
	s.composed(f.Raw)
	s.mixed(o.Tones)
	s.allow()
	return s.list(f.Path)
}

// Composed returns only whether the letters of a file were spelt with separate marks.
func Composed(f File) diag.List {
	s := newScanner(f.Text)
	s.composed(f.Raw)
	return s.list(f.Path)
}

// CountTones counts the words of a file by the rule that places their tone
// mark. The sum over a site goes into [Options].
func CountTones(f File) Tones {
	s := newScanner(f.Text)
	s.counting = true
	s.scan()
	return s.count()
}

// finding is a problem and the bytes of the text that it is about.
type finding struct {
	start, end int
	severity   diag.Severity
	code       diag.Code
	args       []any
}

// scanner goes through a text once, from the first byte to the last.
type scanner struct {
	text     []byte
	public   bool // as in Options
	counting bool // nothing but tones is asked
	front    bool // inside the front matter
	quiet    bool // inside code: the text is not checked

	found      []finding
	spelled    []spelled   // the words that show a rule of tones
	exceptions []exception // in their order

	lineStart, lineEnd int       // the line that is looked at
	facts              lineFacts // of that line, once they are asked for
	skip               int       // the text before it was dealt with: a comment or code over several lines
	paragraph          int       // where the paragraph ends, once it was asked for
	noClose            [8]int    // up to where no run of so many backticks closes a code span
	noComment          int       // up to where no comment is closed
	numbersTo          int       // the numbers before it were read as part of another

	doubledTo int // where the second half of what was doubled begins

	digits digits // the last that were read
	broken bool   // a number may be shown otherwise than it stands

	words [3]word // the last words, newest first
	run   int     // how many of them stand together, with nothing but blanks between
}

func newScanner(text []byte) *scanner {
	return &scanner{text: text}
}

// report adds a problem with the text from start to end.
func (s *scanner) report(severity diag.Severity, code diag.Code, start, end int, args ...any) {
	s.found = append(s.found, finding{start, end, severity, code, args})
}

// list turns what was found into problems with their lines and columns. Text and
// findings are gone through together, so that a file of a single endless line
// with a problem at every word takes no longer.
func (s *scanner) list(path string) diag.List {
	if len(s.found) == 0 {
		return nil
	}
	slices.SortStableFunc(s.found, func(a, b finding) int {
		return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(a.severity, b.severity), cmp.Compare(a.code, b.code))
	})
	problems := make(diag.List, 0, len(s.found))
	at := diag.Pos{File: path, Line: 1, Col: 1}
	offset, line, known := 0, "", false
	for _, f := range s.found {
		passed := s.text[offset:f.start]
		if n := bytes.Count(passed, newline); n > 0 {
			at.Line, at.Col, known = at.Line+n, 1, false
			passed = passed[bytes.LastIndexByte(passed, '\n')+1:]
		}
		at.Col += utf8.RuneCount(passed)
		offset = f.start
		if !known {
			start, end := lineAround(s.text, f.start)
			line, known = string(s.text[start:end]), true
		}
		problems.Add(diag.Diagnostic{Pos: at, Severity: f.severity, Code: f.code, Line: line, Args: f.args})
	}
	return problems
}

var newline = []byte{'\n'}

// lineAround gives the bounds of the line that holds an offset.
func lineAround(text []byte, offset int) (start, end int) {
	start = bytes.LastIndexByte(text[:offset], '\n') + 1
	return start, endOfLine(text, offset)
}

// endOfLine is the offset of the line feed behind an offset, or of the text's end.
func endOfLine(text []byte, offset int) int {
	if i := bytes.IndexByte(text[offset:], '\n'); i >= 0 {
		return offset + i
	}
	return len(text)
}

// lineFacts are what is known of a line as a whole.
type lineFacts struct {
	known, legacy, rightToLeft bool
}

// line gives the facts of the line that is looked at.
func (s *scanner) line() lineFacts {
	if s.facts.known {
		return s.facts
	}
	line := string(s.text[s.lineStart:s.lineEnd])
	_, s.facts.legacy = viet.GuessLegacy(line)
	for _, r := range line {
		s.facts.rightToLeft = s.facts.rightToLeft || r >= 0x590 && r <= 0x8FF
	}
	s.facts.known = true
	return s.facts
}
