package content

import (
	"bytes"

	"github.com/adrg/frontmatter"

	"bulletin/internal/diag"
	"bulletin/internal/source"
)

// delimiter opens and closes the front matter.
const delimiter = "---"

// split separates a file's front matter from its body. blockLine and bodyLine
// are the lines on which they begin, from 1. The library tells nothing apart
// when there is no closing line, and takes an indented "---" for one, so both
// are looked for here first.
func split(f source.File) (block, body []byte, blockLine, bodyLine int, problems diag.List) {
	open, end, problem := delimiters(f)
	if problem != nil {
		return nil, nil, 0, 0, diag.List{*problem}
	}
	capture := func(data []byte, into any) error {
		*into.(*[]byte) = data
		return nil
	}
	body, err := frontmatter.MustParse(bytes.NewReader(f.Text), &block, frontmatter.NewFormat(delimiter, delimiter, capture))
	if err != nil {
		return nil, nil, 0, 0, diag.List{AtFile(f, "front-matter-missing")}
	}
	return block, body, open + 1, end + 1, nil
}

// delimiters finds the lines of the opening and the closing "---".
func delimiters(f source.File) (open, end int, problem *diag.Diagnostic) {
	at := func(line int, code diag.Code) *diag.Diagnostic {
		return &diag.Diagnostic{Pos: diag.Pos{File: f.Path, Line: line, Col: 1}, Code: code, Line: f.Line(line)}
	}
	number := 0
	for line := range bytes.Lines(f.Text) {
		number++
		trimmed := bytes.TrimSpace(line)
		isDelimiter := string(trimmed) == delimiter
		switch {
		case open == 0 && isDelimiter:
			open = number
		case open == 0 && len(trimmed) > 0:
			return 0, 0, at(number, "front-matter-missing")
		case open > 0 && isDelimiter && line[0] != delimiter[0]:
			return 0, 0, at(number, "front-matter-indented")
		case open > 0 && isDelimiter:
			return open, number, nil
		}
	}
	if open == 0 {
		return 0, 0, at(1, "front-matter-missing")
	}
	return 0, 0, at(open, "front-matter-unclosed")
}
