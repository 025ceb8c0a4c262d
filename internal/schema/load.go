package schema

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"bulletin/internal/diag"
	"bulletin/internal/pattern"
)

// Mapping is a YAML mapping that was parsed and not yet decoded.
type Mapping struct {
	origin   Origin
	root     *node // nil when the text could not be parsed
	problems diag.List
}

// Parse reads the syntax of a YAML mapping; its problems are reported together
// with those of [Schema.Decode].
func Parse(text []byte, origin Origin) Mapping {
	d := &decoding{origin: origin}
	root := d.load(text)
	return Mapping{origin: origin, root: root, problems: d.problems}
}

// Choice peeks at a key whose value is one of a set, under its key or its label:
// a mapping may say of itself by which schema it is to be read. It returns ""
// when the key is absent or its value not in the set.
func (m Mapping) Choice(key, label string, options []Option) string {
	if m.root == nil {
		return ""
	}
	for labelled, i := keyName(label), 0; i+1 < len(m.root.content); i += 2 {
		if name := keyName(m.root.content[i].value); name != key && name != labelled {
			continue
		}
		for _, o := range options {
			if text := m.root.content[i+1].value; text == o.Value || keyName(text) == keyName(o.VI) {
				return o.Value
			}
		}
	}
	return ""
}

// load parses a YAML text into its one mapping, or reports why it cannot.
func (d *decoding) load(text []byte) *node {
	if d.unprintable(text) {
		return nil
	}
	root, ok := readPlain(string(text))
	if !ok && !d.parse(text, &root) {
		return nil
	}
	switch {
	case !d.plain(&root, ""):
		return nil
	case root.kind == mappingNode:
		return &root
	case root.null:
		return &node{kind: mappingNode, line: 1, col: 1}
	}
	d.fail(&root, "want-keys", "")
	return nil
}

// parse reads a text with the library; it reports what is wrong with it.
func (d *decoding) parse(text []byte, root *node) bool {
	loader, err := yaml.NewLoader(bytes.NewReader(text))
	if err != nil {
		d.syntax(err, text)
		return false
	}
	var doc, more yaml.Node
	switch err := loader.Load(&doc); {
	case errors.Is(err, io.EOF): // nothing but blanks and comments
		*root = node{kind: mappingNode, line: 1, col: 1}
	case err != nil:
		d.syntax(err, text)
		return false
	default:
		*root = nodeOf(doc.Content[0])
	}
	if err := loader.Load(&more); !errors.Is(err, io.EOF) {
		if err != nil {
			d.syntax(err, text)
			return false
		}
		second := nodeOf(&more)
		d.fail(&second, "yaml-documents", "")
		return false
	}
	return true
}

// syntaxCodes finds a text of ours for what the YAML parser says; the parser's
// own words are English and speak of tokens.
var syntaxCodes = []struct {
	says string
	code diag.Code
}{
	{"tab character", "yaml-tab"},
	{"mapping values are not allowed", "yaml-colon"},
	{"end of stream", "yaml-unclosed"},
	{"expected ',' or", "yaml-unclosed"},
	{"cannot start any token", "yaml-character"},
	{"control characters", "yaml-control"},
	{"unknown anchor", "yaml-anchor"},
	{"could not find expected ':'", "yaml-no-colon"},
	{"unknown escape", "yaml-backslash"},
	{"expected hexdecimal", "yaml-backslash"},
	{"did not find expected", "yaml-indent"},
}

// syntax turns a parser's error into a diagnostic.
func (d *decoding) syntax(err error, text []byte) {
	place := Place{Line: 1, Col: 1}
	message := err.Error()
	var load *yaml.LoadError
	if errors.As(err, &load) {
		place, message = Place{Line: max(load.Mark.Line, 1), Col: max(load.Mark.Column, 1)}, load.Message
	}
	code := diag.Code("yaml-syntax")
	for _, known := range syntaxCodes {
		if strings.Contains(message, known.says) {
			code = known.code
			break
		}
	}
	if at, key, ok := unspaced(text, place.Line); ok {
		place, code, message = at, "yaml-no-space", key
	} else if line, ok := colonless(text, place, code); ok {
		place, code = Place{Line: line, Col: 1}, "yaml-no-colon"
	} else if code == "yaml-colon" && firstColon(text, place) && place.Line > 1 {
		code = "yaml-indent" // a key further in than those above goes on with a value
	} else if code == "yaml-indent" && afterQuote(text, place) {
		code = "yaml-quote"
	}
	place.Line += d.origin.FirstLine - 1
	d.problems.Add(d.origin.At(place, diag.Error, code, "", message))
}

// colonless finds the line above a place that has no colon. The parser takes it together
// with the key below, and finds fault with the colon of that one.
func colonless(text []byte, at Place, code diag.Code) (line int, ok bool) {
	lines := strings.Split(string(text), "\n")
	if at.Line < 2 || at.Line > len(lines)+1 {
		return 0, false
	}
	above := strings.TrimSpace(lines[at.Line-2])
	switch code {
	case "yaml-colon":
		if !firstColon(text, at) {
			return 0, false
		}
	case "yaml-no-colon":
	default:
		return 0, false
	}
	return at.Line - 1, above != "" && !strings.Contains(above+" ", ": ") && !strings.HasPrefix(above, "#")
}

// firstColon tells whether no colon of a key stands before a place on its line.
func firstColon(text []byte, at Place) bool {
	return !strings.Contains(before(text, at), ": ")
}

// before is what stands on a line before a place.
func before(text []byte, at Place) string {
	lines := strings.Split(string(text), "\n")
	if at.Line > len(lines) {
		return ""
	}
	line := []rune(lines[at.Line-1])
	return string(line[:min(max(at.Col-1, 0), len(line))])
}

// afterQuote tells whether a quoted value ended just before a place, as the parser reads
// quotes within quotes.
func afterQuote(text []byte, at Place) bool {
	ended := strings.TrimSpace(before(text, at))
	return strings.HasSuffix(ended, `"`) || strings.HasSuffix(ended, "'")
}

// unspaced finds a "key:value" without the space that YAML asks for on a line or
// the one above it, where the parser notices. The lines are counted from 1.
func unspaced(text []byte, line int) (at Place, key string, ok bool) {
	lines := strings.Split(string(text), "\n")
	for n := max(line-1, 1); n <= min(line, len(lines)); n++ {
		if m := noSpace().FindStringSubmatch(lines[n-1]); m != nil {
			return Place{Line: n, Col: utf8.RuneCountInString(m[1]+m[2]) + 1}, m[2], true
		}
	}
	return Place{}, "", false
}

// noSpace is a key directly followed by its value; "https://" is none.
var noSpace = pattern.Of(`^((?:\s|- )*)(\p{L}[\p{L}\p{M}_ ]*):[^\s/]`)
