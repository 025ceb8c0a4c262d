package content

import (
	"bufio"
	"bytes"

	"github.com/adrg/frontmatter"

	"bulletin/internal/diag"
	"bulletin/internal/source"
)

// delimiter opens and closes the front matter.
const delimiter = "---"

// split separates a file's front matter from its body. blockLine and bodyLine
// are the lines on which they begin, from 1. The library tells nothing apart
// when there is no closing line, takes an indented "---" for one, and copies
// what it is given; so both lines are looked for here first, and it sees no more
// than the front matter.
func (p Parser) split(f source.File) (block, body []byte, blockLine, bodyLine int, problems diag.List) {
	at, problem := delimiters(f)
	if problem != nil {
		return nil, nil, 0, 0, diag.List{*problem}
	}
	capture := func(data []byte, into any) error {
		*into.(*[]byte) = data
		return nil
	}
	lines := p.lines.Get().(*bufio.Reader)
	defer p.lines.Put(lines)
	lines.Reset(bytes.NewReader(f.Text[:at.body]))
	if _, err := frontmatter.MustParse(lines, &block, frontmatter.NewFormat(delimiter, delimiter, capture)); err != nil {
		return nil, nil, 0, 0, diag.List{AtFile(f, "front-matter-missing")}
	}
	return block, f.Text[at.body:], at.open + 1, at.end + 1, nil
}

// fences are the lines that hold the front matter, from 1, and where in the text
// the body begins.
type fences struct{ open, end, body int }

// delimiters finds the lines of the opening and the closing "---".
func delimiters(f source.File) (found fences, problem *diag.Diagnostic) {
	at := func(line int, code diag.Code) *diag.Diagnostic {
		return &diag.Diagnostic{Pos: diag.Pos{File: f.Path, Line: line, Col: 1}, Code: code, Line: f.Line(line)}
	}
	number := 0
	for line := range bytes.Lines(f.Text) {
		number++
		found.body += len(line)
		trimmed := bytes.TrimSpace(line)
		isDelimiter := string(trimmed) == delimiter
		switch {
		case found.open == 0 && isDelimiter:
			found.open = number
		case found.open == 0 && len(trimmed) > 0:
			return fences{}, at(number, "front-matter-missing")
		case found.open > 0 && isDelimiter && line[0] != delimiter[0]:
			return fences{}, at(number, "front-matter-indented")
		case found.open > 0 && isDelimiter:
			found.end = number
			return found, nil
		}
	}
	if found.open == 0 {
		return fences{}, at(1, "front-matter-missing")
	}
	return fences{}, at(found.open, "front-matter-unclosed")
}
