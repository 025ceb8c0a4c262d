package schema

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// unprintable reports what no YAML text may hold, once a line, and whether
// there was any. The parser would stop at the first without naming its place,
// and it takes some of them for line breaks, so that its lines would no longer
// be the file's.
func (d *decoding) unprintable(text []byte) bool {
	if viet.Plain(text) {
		return false
	}
	found, number := false, 0
	for line := range bytes.Lines(text) {
		number++
		line = bytes.TrimSuffix(line, []byte{'\n'})
		at := bytes.IndexFunc(line, hidden)
		if at < 0 {
			continue
		}
		found = true
		place := Place{Line: number + d.origin.FirstLine - 1, Col: utf8.RuneCount(line[:at]) + 1}
		d.problems.Add(d.origin.At(place, diag.Error, "yaml-control", ""))
	}
	return found
}

// hidden tells whether a character is no part of any text: a control character
// other than line feed and tab, a line separator of Unicode, a byte order mark,
// a noncharacter.
func hidden(r rune) bool {
	switch r {
	case '\n', '\t':
		return false
	case '\u2028', '\u2029', '\ufeff':
		return true
	}
	return unicode.IsControl(r) || r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef
}

// blank tells whether a text shows nothing.
func blank(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) })
}

// plain reports what YAML can do to a node and no text of ours needs: an anchor,
// a type tag, a control character written as an escape ("\0"). It
// tells whether there was nothing of the kind.
func (d *decoding) plain(n *node, path string) bool {
	switch {
	case n.odd != nil && n.odd.Style&yaml.TaggedStyle != 0 && n.odd.Anchor == "":
		d.fail(n, "yaml-tag", path, n.odd.Tag)
	case n.odd != nil:
		d.fail(n, "yaml-anchor", path)
	case n.kind == scalarNode && strings.ContainsFunc(n.value, hidden):
		d.fail(n, "yaml-escape", path)
	default:
		return true
	}
	return false
}
