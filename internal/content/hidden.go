package content

import (
	"bytes"
	"slices"
	"strings"

	"bulletin/internal/diag"
	"bulletin/internal/pattern"
	"bulletin/internal/source"
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

// likeFence is what somebody may take for a fence: three colons anywhere in a line, or
// two signs that look like colons before its word.
var likeFence = pattern.Of(`(?i):::|[:;：︓︰∶꞉;；]{2,}[ \t\x{a0}]*(?:internal|n[oộ]i[ \t\x{a0}]+b[oộ])`)

// colons are what a text has in which there is anything like a fence: nearly none has, and
// to know it so takes a hundredth of the time.
var colons = []string{"::", ";;", ":;", ";:", "：", "︓", "︰", "∶", "꞉", "；"}

func mayHaveFences(text string) bool {
	return slices.ContainsFunc(colons, func(sign string) bool { return strings.Contains(text, sign) })
}

// Shown is a text as an audience sees it, line for line: lines that it does not see are
// empty, and so are the fences. What looks like a fence and is none, or is not closed,
// hides all that follows and is told: a slip of the pen must not publish anything. A
// fence is one in code too, of which only a whole reading of Markdown knows the end.
func Shown(text []byte, internal bool) (shown []byte, faults []Fault) {
	if !slices.ContainsFunc(colons, func(sign string) bool { return bytes.Contains(text, []byte(sign)) }) {
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
		case opened == 0 && opens(name):
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

// ToPublic is the text of a file as what is published of it: without what only the office
// sees, line for line. In the front matter fences are hidden with what they hold where
// they stand on lines of their own and in order; anything else there is left to be seen,
// so that whoever judges the text sees too much and not too little.
func ToPublic(text []byte) []byte {
	fields := mayHideFields(text)
	if !fields && !bytes.Contains(text, []byte(":::")) {
		return text
	}
	found, problem := delimiters(source.File{Text: text})
	if problem != nil {
		return text
	}
	body, _ := Shown(text[found.body:], false)
	block := publicBlock(text[:found.body])
	if fields {
		block = withoutFields(block)
	}
	return append(block[:len(block):len(block)], body...)
}

// publicBlock hides the parts of a front matter.
func publicBlock(block []byte) []byte {
	var shown []byte
	opened := false
	for line := range bytes.Lines(block) {
		trimmed := bytes.TrimLeft(line, " ")
		named := fence().FindSubmatch(trimmed)
		if named == nil {
			if opened {
				line = ending(line)
			}
			shown = append(shown, line...)
			continue
		}
		name := viet.Fold(string(named[1]))
		if opened == (name != "") || name != "" && !opens(name) {
			return bytes.Clone(block)
		}
		opened = !opened
		shown = append(shown, ending(line)...)
	}
	if opened {
		return bytes.Clone(block)
	}
	return shown
}

// MayHide tells whether there may be something in a text that only the office sees.
func MayHide(text []byte) bool { return mayHideFields(text) || bytes.Contains(text, []byte(":::")) }

// Inside is what only the office sees of a document.
type Inside struct {
	Fields []string // of the front matter, by their keys
	Parts  []int    // of its texts, by the lines on which they begin, from 1
}

// Any tells whether there is anything of the kind.
func (i Inside) Any() bool { return len(i.Fields)+len(i.Parts) > 0 }

// Hidden is what only the office sees of a file.
func (p Parser) Hidden(f source.File) Inside {
	doc, _ := p.Read(f)
	if doc == nil {
		return Inside{}
	}
	return doc.hidden(f.Text)
}

// hidden is what only the office sees of the document with this text.
func (d *Document) hidden(text []byte) Inside {
	if d.InternalFields == nil && !bytes.Contains(text, []byte(":::")) {
		return Inside{}
	}
	var fields []string
	for _, name := range d.InternalFields {
		if field, known := d.Kind.Spec().Schema().Named(name); known {
			fields = append(fields, field.Key)
		}
	}
	var parts []int
	number := 0
	for line := range bytes.Lines(text) {
		number++
		named := fence().FindSubmatch(bytes.TrimLeft(line, " "))
		if named != nil && opens(viet.Fold(string(named[1]))) {
			parts = append(parts, number)
		}
	}
	return Inside{fields, parts}
}

// opens tells whether a fence of this name, without its marks, begins a part.
func opens(name string) bool { return name == "internal" || name == "noi bo" }

// withoutHidden is a text without the lines that only the office sees, nor their fences;
// false when that cannot be told.
func withoutHidden(text []byte) ([]byte, bool) {
	shown := ToPublic(text)
	if len(shown) == len(text) {
		return text, !bytes.Contains(text, []byte(":::"))
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
	return left, !bytes.Contains(left, []byte(":::"))
}
