package pdf

import (
	"bytes"
	"fmt"
	"strconv"
)

// This file reads values as Chromium's PDF writer (Skia) writes them: ISO
// 32000-1, 7.3, without comments inside of values.

// entry is one key of a dictionary with its value as it is written.
type entry struct {
	key   string // without the slash, its #xx resolved
	value []byte
}

// dict is a dictionary in the order it is written.
type dict []entry

// get gives a key's value, nil when it is not there.
func (d dict) get(key string) []byte {
	for _, e := range d {
		if e.key == key {
			return e.value
		}
	}
	return nil
}

// with gives the dictionary with a key set; the value goes where the key stood,
// or to the end.
func (d dict) with(key, value string) dict {
	set := make(dict, 0, len(d)+1)
	found := false
	for _, e := range d {
		if e.key == key {
			e.value, found = []byte(value), true
		}
		set = append(set, e)
	}
	if !found {
		set = append(set, entry{key, []byte(value)})
	}
	return set
}

// bytes writes the dictionary.
func (d dict) bytes() []byte {
	var b bytes.Buffer
	b.WriteString("<<")
	for i, e := range d {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "/%s %s", nameText(e.key), e.value)
	}
	b.WriteString(">>")
	return b.Bytes()
}

// nameText writes a name; what is not a plain character becomes #xx.
func nameText(name string) string {
	var b bytes.Buffer
	for _, c := range []byte(name) {
		if c <= ' ' || c >= 0x7f || bytes.IndexByte([]byte("#()<>[]{}/%"), c) >= 0 {
			fmt.Fprintf(&b, "#%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// readDict reads a dictionary from the beginning of a text.
func readDict(text []byte) (dict, error) {
	text = bytes.TrimLeft(text, blanks)
	if !bytes.HasPrefix(text, []byte("<<")) {
		return nil, fmt.Errorf("no dictionary at %.40q", text)
	}
	text = text[2:]
	for d := (dict{}); ; {
		text = bytes.TrimLeft(text, blanks)
		if bytes.HasPrefix(text, []byte(">>")) {
			return d, nil
		}
		key, rest, err := value(text)
		if err != nil {
			return nil, err
		}
		if key[0] != '/' {
			return nil, fmt.Errorf("no key at %.40q", text)
		}
		v, rest, err := value(rest)
		if err != nil {
			return nil, err
		}
		d, text = append(d, entry{readName(key), v}), rest
	}
}

// readArray reads an array's values.
func readArray(text []byte) ([][]byte, error) {
	text = bytes.TrimLeft(text, blanks)
	if !bytes.HasPrefix(text, []byte("[")) {
		return nil, fmt.Errorf("no array at %.40q", text)
	}
	text = text[1:]
	for list := ([][]byte{}); ; {
		text = bytes.TrimLeft(text, blanks)
		if bytes.HasPrefix(text, []byte("]")) {
			return list, nil
		}
		v, rest, err := value(text)
		if err != nil {
			return nil, err
		}
		list, text = append(list, v), rest
	}
}

// readName resolves the #xx of a name.
func readName(text []byte) string {
	var b []byte
	for i := 1; i < len(text); i++ {
		if text[i] == '#' && i+2 < len(text) {
			if c, err := strconv.ParseUint(string(text[i+1:i+3]), 16, 8); err == nil {
				b = append(b, byte(c))
				i += 2
				continue
			}
		}
		b = append(b, text[i])
	}
	return string(b)
}

// readRef reads "12 0 R" as 12; 0 is no reference.
func readRef(text []byte) int {
	f := bytes.Fields(text)
	if len(f) != 3 || string(f[2]) != "R" {
		return 0
	}
	n, err := strconv.Atoi(string(f[0]))
	if err != nil {
		return 0
	}
	return n
}

const (
	blanks     = " \t\r\n\f\x00"
	delimiters = blanks + "()<>[]{}/%"
)

// value cuts one value off the beginning of a text.
func value(text []byte) (v, rest []byte, err error) {
	text = bytes.TrimLeft(text, blanks)
	end := 0
	switch {
	case len(text) == 0:
	case bytes.HasPrefix(text, []byte("<<")):
		end = nested(text, 2, ">>")
	case text[0] == '[':
		end = nested(text, 1, "]")
	case text[0] == '<':
		end = bytes.IndexByte(text, '>') + 1
	case text[0] == '(':
		end = literal(text)
	default:
		end = word(text)
		if n := refLength(text); n > end {
			end = n
		}
	}
	if end <= 0 {
		return nil, nil, fmt.Errorf("no value at %.40q", text)
	}
	return text[:end], text[end:], nil
}

// nested gives the length of what holds values up to a closing mark, 0 if it
// does not close.
func nested(text []byte, begin int, closing string) int {
	for i := begin; ; {
		rest := bytes.TrimLeft(text[i:], blanks)
		i = len(text) - len(rest)
		if bytes.HasPrefix(rest, []byte(closing)) {
			return i + len(closing)
		}
		_, after, err := value(rest)
		if err != nil {
			return 0
		}
		i = len(text) - len(after)
	}
}

// literal gives the length of a string in parentheses, 0 if it does not close.
func literal(text []byte) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// word gives the length of a name, a number or a word.
func word(text []byte) int {
	if n := bytes.IndexAny(text[1:], delimiters); n >= 0 {
		return n + 1
	}
	return len(text)
}

// refLength gives the length of a reference, 0 if there is none.
func refLength(text []byte) int {
	i := 0
	for _, part := range []func(byte) bool{isDigit, isDigit, func(c byte) bool { return c == 'R' }} {
		for i < len(text) && text[i] == ' ' {
			i++
		}
		begin := i
		for i < len(text) && part(text[i]) {
			i++
		}
		if i == begin {
			return 0
		}
	}
	return i
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
