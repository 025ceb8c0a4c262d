package content

import (
	"bytes"
	"strings"

	"bulletin/internal/diag"
	"bulletin/internal/pattern"
	"bulletin/internal/viet"
)

// A part of a text that stays inside the office stands between lines of colons:
//
//	:::internal
//	…
//	:::
//
// fence is such a line; what it names is what follows the colons.
var fence = pattern.Of(`^ {0,3}:{3,}[ \t]*([^:\r\n]*?)[ \t]*:*[ \t]*\r?\n?$`)

// likeFence is a line that somebody may take for one: in a list, in a quote, or with more
// behind it.
var likeFence = pattern.Of(`^[\s>*+\-0-9.)]*:::`)

// Shown is a text as an audience sees it, line for line: lines that it does not see are
// empty, and so are the fences. What looks like a fence and is none, or is not closed,
// hides all that follows and is told: a slip of the pen must not publish anything. A
// fence is one in code too, of which only a whole reading of Markdown knows the end.
func Shown(text []byte, internal bool) (shown []byte, faults []Fault) {
	if !bytes.Contains(text, []byte(":::")) {
		return text, nil
	}
	shown = make([]byte, 0, len(text))
	opened, number := 0, 0
	for line := range bytes.Lines(text) {
		number++
		if !likeFence().Match(line) {
			if opened > 0 && !internal {
				line = ending(line)
			}
			shown = append(shown, line...)
			continue
		}
		name := string(line)
		if named := fence().FindSubmatch(line); named != nil {
			name = viet.Fold(string(named[1]))
		}
		switch {
		case opened == 0 && (name == "internal" || name == "noi bo"):
			opened = number
		case opened > 0 && name == "":
			opened = 0
		default:
			faults = append(faults, Fault{number, "internal-fence", strings.TrimSpace(string(line))})
			opened = max(opened, number)
		}
		shown = append(shown, ending(line)...)
	}
	if opened > 0 && len(faults) == 0 {
		faults = append(faults, Fault{opened, "internal-unclosed", ":::internal"})
	}
	return shown, faults
}

// Fault is a line of a text that is not as it should be.
type Fault struct {
	Line int // from 1
	Code diag.Code
	Text string
}

// ending is the end of a line: what is left of one that is not shown.
func ending(line []byte) []byte { return line[len(bytes.TrimRight(line, "\r\n")):] }

// withoutHidden is a text without the lines that only the office sees, nor their fences.
func withoutHidden(text []byte) []byte {
	shown, _ := Shown(text, false)
	if len(shown) == len(text) {
		return text
	}
	var left []byte
	for line := range bytes.Lines(text) {
		end := bytes.IndexByte(shown, '\n') + 1
		if end == 0 {
			end = len(shown)
		}
		if bytes.Equal(shown[:end], line) {
			left = append(left, line...)
		}
		shown = shown[end:]
	}
	return left
}
