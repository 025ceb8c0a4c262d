package cache

import (
	"bulletin/internal/diag"
)

// Problem is a warning as it is kept.
type Problem struct {
	File      string
	Line, Col int
	Severity  diag.Severity
	Code      diag.Code
	Field     string
	Excerpt   string
	Args      []Arg
}

// Arg is an argument of a problem's text: one of the kinds that texts take.
type Arg struct {
	Kind   byte
	Text   string
	Number int64
	Words  diag.Words
}

// The kinds of argument.
const (
	argText byte = iota
	argNumber
	argWords
)

// Keep prepares warnings to be kept; false when one of them has an argument that
// cannot be.
func Keep(list diag.List) ([]Problem, bool) {
	var kept []Problem
	for _, d := range list {
		p := Problem{
			File: d.Pos.File, Line: d.Pos.Line, Col: d.Pos.Col, Severity: d.Severity,
			Code: d.Code, Field: d.Field, Excerpt: d.Line,
		}
		for _, arg := range d.Args {
			switch arg := arg.(type) {
			case string:
				p.Args = append(p.Args, Arg{Kind: argText, Text: arg})
			case int:
				p.Args = append(p.Args, Arg{Kind: argNumber, Number: int64(arg)})
			case diag.Words:
				p.Args = append(p.Args, Arg{Kind: argWords, Words: arg})
			default:
				return nil, false
			}
		}
		kept = append(kept, p)
	}
	return kept, true
}

// List is what [Keep] was given.
func List(kept []Problem) diag.List {
	var list diag.List
	for _, p := range kept {
		d := diag.Diagnostic{
			Pos: diag.Pos{File: p.File, Line: p.Line, Col: p.Col}, Severity: p.Severity,
			Code: p.Code, Field: p.Field, Line: p.Excerpt,
		}
		for _, arg := range p.Args {
			switch arg.Kind {
			case argText:
				d.Args = append(d.Args, arg.Text)
			case argNumber:
				d.Args = append(d.Args, int(arg.Number))
			case argWords:
				d.Args = append(d.Args, arg.Words)
			}
		}
		list.Add(d)
	}
	return list
}
