package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// value is what stands under a key of the front matter: a text, a list of texts,
// or the pairs of a map (of each element of a list of maps).
type value struct {
	text string
	list []string
	maps [][]pair
}

type pair struct{ key, text string }

// load reads an item's file and takes its front matter apart: that of this
// corpus, and no YAML besides.
func (f *floor) load(it *entry) (head map[string]value, body string, err error) {
	data, err := os.ReadFile(filepath.Join(f.source, filepath.FromSlash(it.path)+".md"))
	if err != nil {
		return nil, "", err
	}
	text, ok := strings.CutPrefix(string(data), "---\n")
	block, body, closed := strings.Cut(text, "\n---\n")
	if !ok || !closed {
		return nil, "", fmt.Errorf("%s: no front matter", it.path)
	}
	head = map[string]value{}
	key := ""
	for line := range strings.Lines(block) {
		line = strings.TrimSuffix(line, "\n")
		if nested, is := strings.CutPrefix(line, "  "); is {
			v := head[key]
			nested, element := strings.CutPrefix(nested, "- ")
			if !element && len(v.maps) > 0 {
				v.maps[0] = append(v.maps[0], pairs(nested)...)
			} else {
				v.maps = append(v.maps, pairs(nested))
			}
			head[key] = v
			continue
		}
		var rest string
		key, rest, _ = strings.Cut(line, ":")
		head[key] = parse(strings.TrimSpace(rest))
	}
	return head, strings.TrimPrefix(body, "\n"), nil
}

// parse reads what stands behind a colon.
func parse(text string) value {
	switch {
	case strings.HasPrefix(text, "["):
		var v value
		for rest := text[1 : len(text)-1]; rest != ""; {
			quoted, err := strconv.QuotedPrefix(rest)
			if err != nil {
				break
			}
			v.list = append(v.list, unquote(quoted))
			rest = strings.TrimPrefix(rest[len(quoted):], ", ")
		}
		return v
	case strings.HasPrefix(text, "{"):
		return value{maps: [][]pair{pairs(text)}}
	}
	return value{text: unquote(text)}
}

// pairs reads a map, with or without its braces.
func pairs(text string) []pair {
	text = strings.TrimSuffix(strings.TrimPrefix(text, "{"), "}")
	var all []pair
	for text != "" {
		key, rest, _ := strings.Cut(text, ": ")
		end := strings.Index(rest, ", ")
		if quoted, err := strconv.QuotedPrefix(rest); err == nil {
			end = len(quoted)
		}
		if end < 0 {
			end = len(rest)
		}
		all = append(all, pair{strings.TrimSpace(key), unquote(rest[:end])})
		text = strings.TrimPrefix(rest[end:], ", ")
	}
	return all
}

// unquote takes a text out of its quotes, if it has any.
func unquote(text string) string {
	if !strings.HasPrefix(text, `"`) {
		return text
	}
	if plain, err := strconv.Unquote(text); err == nil {
		return plain
	}
	return text
}

// plain is a paragraph without its marks, cut to a card's length.
func plain(text string) string {
	text = strings.NewReplacer("*", "").Replace(text)
	const most = 240
	if len(text) <= most {
		return text
	}
	return text[:strings.LastIndexByte(text[:most], ' ')] + "…"
}

// asciiOf makes a folder's name of a tag: the letters of Vietnamese without
// their marks, hyphens for the rest.
func asciiOf(label string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(label) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			b.WriteRune(r)
		case r == ' ' || r == ',':
			if !strings.HasSuffix(b.String(), "-") {
				b.WriteByte('-')
			}
		default:
			for base, marked := range vietnameseLetters {
				if strings.ContainsRune(marked, r) {
					b.WriteByte(base)
				}
			}
		}
	}
	return b.String()
}

// vietnameseLetters are the small letters with marks, by their base.
var vietnameseLetters = map[byte]string{
	'a': "àáảãạăằắẳẵặâầấẩẫậ", 'e': "èéẻẽẹêềếểễệ", 'i': "ìíỉĩị", 'o': "òóỏõọôồốổỗộơờớởỡợ", 'u': "ùúủũụưừứửữự", 'y': "ỳýỷỹỵ", 'd': "đ",
}
