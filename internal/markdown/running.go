package markdown

import (
	"html"
	"strings"
)

// RunningText is what a reader reads of rendered HTML, on one line: tags fall away,
// paragraphs, cells and items stay apart, and the signs of links to headings and back
// from notes are left out.
func RunningText(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	hidden := false
	for text != "" {
		open := strings.IndexByte(text, '<')
		if open < 0 {
			open = len(text)
		}
		if !hidden {
			out.WriteString(text[:open])
		}
		text = text[open:]
		end := strings.IndexByte(text, '>') + 1
		if end == 0 {
			break
		}
		tag := text[:end]
		switch {
		case strings.HasPrefix(tag, "<a ") && (strings.Contains(tag, signs[0]) || strings.Contains(tag, signs[1])):
			hidden = true
		case hidden && tag == "</a>":
			hidden = false
		case parts(tag):
			out.WriteByte('\n')
		}
		text = text[end:]
	}
	return squeeze(html.UnescapeString(out.String()))
}

// parts tells whether what stands before and behind a tag is not one word.
func parts(tag string) bool {
	name := strings.Trim(tag, "</>")
	if end := strings.IndexAny(name, " /"); end >= 0 {
		name = name[:end]
	}
	switch name {
	case "a", "abbr", "b", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s", "small", "span", "strong", "sub", "sup", "u":
		return false
	}
	return true
}

// squeeze is a text with one space wherever white space is, and none at its ends.
func squeeze(text string) string {
	var out strings.Builder
	out.Grow(len(text))
	for word := range strings.FieldsSeq(text) {
		if out.Len() > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(word)
	}
	return out.String()
}
