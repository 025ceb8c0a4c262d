// Package diag holds positioned problems and says them to a person.
//
// A [Diagnostic] carries a place, a severity and a stable [Code]; what it says
// in Vietnamese and in English lives in one catalogue (catalogue*.go), so that
// a text can be mended without touching the code that finds the problem.
package diag

import (
	"cmp"
	"slices"
	"strings"
)

// Severity orders problems: an [Error] stops publication, a [Warning] asks the
// author to look, an [Info] only tells.
type Severity uint8

// The severities, gravest first.
const (
	Error Severity = iota
	Warning
	Info
)

// String is the severity's stable name, as --json prints it.
func (s Severity) String() string {
	switch s {
	case Error:
		return "error"
	case Warning:
		return "warning"
	default:
		return "info"
	}
}

// Pos is a place in a source file.
type Pos struct {
	File string // slash-separated, relative to the site's folder; "" when no file is meant
	Line int    // 1-based; 0 = unknown
	Col  int    // 1-based, in characters (Unicode code points) of the line as shown; 0 = unknown
}

// Compare orders positions by file, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(strings.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Col, q.Col))
}

// Code names a kind of problem. It never changes once released: tests, editors
// and the severity settings of a site refer to it.
type Code string

// Diagnostic is one problem: where it is, what it is, and what its text needs.
type Diagnostic struct {
	Pos      Pos
	Severity Severity
	Code     Code
	Field    string // the front matter key concerned, "" when none
	Line     string // the text of the line at Pos, "" when unknown
	Args     []any  // fill {0}, {1}, … of the catalogue's text
}

// List is a collection of problems. Its zero value is an empty list.
type List []Diagnostic

// Add appends one problem.
func (l *List) Add(d Diagnostic) { *l = append(*l, d) }

// HasErrors tells whether any problem is an [Error].
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Severity == Error })
}

// Count returns the number of problems of one severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, d := range l {
		if d.Severity == s {
			n++
		}
	}
	return n
}

// Err is nil unless the list holds an error; then it is the list itself.
func (l List) Err() error {
	if !l.HasErrors() {
		return nil
	}
	return listError{l}
}

// Sort orders problems by place, then severity, then code, and drops exact
// repeats, so that the same input always gives the same report.
func (l List) Sort() List {
	slices.SortStableFunc(l, func(a, b Diagnostic) int {
		return cmp.Or(a.Pos.Compare(b.Pos), cmp.Compare(a.Severity, b.Severity),
			strings.Compare(string(a.Code), string(b.Code)), strings.Compare(a.Message(VI), b.Message(VI)))
	})
	return slices.CompactFunc(l, func(a, b Diagnostic) bool {
		return a.Pos == b.Pos && a.Severity == b.Severity && a.Code == b.Code && a.Message(VI) == b.Message(VI)
	})
}

type listError struct{ List }

func (e listError) Error() string {
	var b strings.Builder
	for i, d := range e.List {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(d.String())
	}
	return b.String()
}

// String is the problem on one line, in English: file:line:col: severity: text [code].
func (d Diagnostic) String() string { return d.oneLine(EN) }
