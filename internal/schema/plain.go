package schema

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// reader reads the YAML that front matter is mostly written in, in a tenth of the
// time that the library takes: "key: value" lines, nested by spaces, lists of
// "- " lines, [ ] and { } on one line, values plain or in quotes. At anything
// else (a tab, an escape, a text over several lines, a comment behind a value, a
// tag, an anchor, a mistake) it gives up, and the library reads the text. What it
// does read, it reads as the library would: TestPlainReadsAsTheLibrary and
// FuzzPlain compare the two.
type reader struct {
	text   string
	at     int // offset in text
	line   int // of at, 1-based
	start  int // offset at which the line begins
	indent int // of the line at which content begins; -1 at the end
	depth  int
	stack  []node // contents of the collections that are not finished, one after the other
	seen   int    // offset of which the column was asked last
	col    int    // its column, 0-based
}

// Beyond these the reader gives up; the library bounds the length of a key at
// 1024 characters.
const (
	deepest    = 16
	longestKey = 128
)

// readPlain reads a text; false when it gave up.
func readPlain(text string) (root node, ok bool) {
	if strings.IndexByte(text, '\t') >= 0 || !utf8.ValidString(text) {
		return node{}, false
	}
	r := readers.Get().(*reader)
	*r = reader{text: text, stack: r.stack[:0]}
	defer r.giveBack()
	r.next()
	if r.indent != 0 {
		return node{}, false
	}
	root, ok = r.mapping(0)
	return root, ok && r.indent < 0
}

// readers are the readers that were used and hold no text any more.
var readers = sync.Pool{New: func() any { return new(reader) }}

func (r *reader) giveBack() {
	clear(r.stack[:cap(r.stack)])
	r.text = ""
	readers.Put(r)
}

// next goes to the next line that says something.
func (r *reader) next() {
	for {
		if r.line > 0 {
			end := strings.IndexByte(r.text[r.at:], '\n')
			if end < 0 {
				r.indent = -1
				return
			}
			r.at += end + 1
		}
		r.line++
		r.start, r.seen, r.col = r.at, r.at, 0
		r.spaces()
		switch {
		case r.at == len(r.text):
			r.indent = -1
			return
		case r.text[r.at] != '\n' && r.text[r.at] != '#':
			r.indent = r.at - r.start
			return
		}
	}
}

func (r *reader) spaces() {
	for r.at < len(r.text) && r.text[r.at] == ' ' {
		r.at++
	}
}

// peek is the byte after so many; a line feed at the end of the text.
func (r *reader) peek(after int) byte {
	if r.at+after < len(r.text) {
		return r.text[r.at+after]
	}
	return '\n'
}

// ends goes on from a value at the end of its line; false when something else
// stands there.
func (r *reader) ends() bool {
	r.spaces()
	if r.peek(0) != '\n' {
		return false
	}
	r.next()
	return true
}

// here is a node at an offset of the line.
func (r *reader) here(kind nodeKind, at int) node {
	r.col += utf8.RuneCountInString(r.text[r.seen:at])
	r.seen = at
	return node{kind: kind, line: r.line, col: r.col + 1}
}

// finish takes what was put on the stack since as the content of a collection.
func (r *reader) finish(n node, since int) node {
	n.content = append([]node(nil), r.stack[since:]...)
	r.stack = r.stack[:since]
	r.depth--
	return n
}

// mapping reads the keys that stand at an indentation, the first of them here.
func (r *reader) mapping(indent int) (n node, ok bool) {
	if r.depth++; r.depth > deepest {
		return n, false
	}
	n, since := r.here(mappingNode, r.at), len(r.stack)
	for r.indent == indent {
		key, ok := r.key()
		if !ok {
			return n, false
		}
		r.stack = append(r.stack, key)
		value, ok := r.valueOf(indent)
		if !ok {
			return n, false
		}
		r.stack = append(r.stack, value)
	}
	return r.finish(n, since), r.indent < indent
}

// key reads a key and its colon.
func (r *reader) key() (n node, ok bool) {
	size := 0
	for size < longestKey && inKey(r.peek(size)) {
		size++
	}
	name := r.text[r.at : r.at+size]
	if size == 0 || !begins(name[0]) || name[size-1] == ' ' || isNullWord(name) || r.peek(size) != ':' || r.peek(size+1) != ' ' && r.peek(size+1) != '\n' {
		return n, false
	}
	n = r.here(scalarNode, r.at)
	n.value = name
	r.at += size + 1
	return n, true
}

// valueOf reads what belongs to the key that was read last, of a mapping at an
// indentation.
func (r *reader) valueOf(indent int) (n node, ok bool) {
	colon := r.at
	r.spaces()
	if r.peek(0) != '\n' {
		if n, ok = r.value(false); ok {
			ok = r.ends() && r.indent <= indent // what is indented more goes on
		}
		return n, ok
	}
	none := r.here(scalarNode, colon)
	none.null = true
	switch r.next(); {
	case r.indent >= indent && r.dash():
		return r.sequence(r.indent)
	case r.indent > indent:
		return r.mapping(r.indent)
	}
	return none, true
}

// dash tells whether an item of a list begins here.
func (r *reader) dash() bool { return r.peek(0) == '-' && (r.peek(1) == ' ' || r.peek(1) == '\n') }

// sequence reads the items that stand at an indentation, the first of them here.
func (r *reader) sequence(indent int) (n node, ok bool) {
	if r.depth++; r.depth > deepest {
		return n, false
	}
	n, since := r.here(sequenceNode, r.at), len(r.stack)
	for r.indent == indent && r.dash() {
		r.at++
		r.spaces()
		item, ok := r.item(indent)
		if !ok {
			return n, false
		}
		r.stack = append(r.stack, item)
	}
	return r.finish(n, since), r.indent <= indent
}

// item reads what stands behind the dash of a list at an indentation.
func (r *reader) item(indent int) (n node, ok bool) {
	if r.peek(0) == '\n' || r.dash() {
		return n, false
	}
	before := *r
	if _, isKey := r.key(); isKey {
		*r = before
		r.indent = r.at - r.start
		return r.mapping(r.indent)
	}
	*r = before
	if n, ok = r.value(false); ok {
		ok = r.ends() && r.indent <= indent
	}
	return n, ok
}

// value reads a value that stands on this line, inside [ ] or { } or not.
func (r *reader) value(inFlow bool) (n node, ok bool) {
	switch r.peek(0) {
	case '"', '\'':
		return r.quoted()
	case '[':
		return r.flow(sequenceNode, ']')
	case '{':
		return r.flow(mappingNode, '}')
	}
	if inFlow {
		return r.plainInFlow()
	}
	return r.plain()
}

// quoted reads a text in quotes that holds neither quotes nor escapes.
func (r *reader) quoted() (n node, ok bool) {
	n = r.here(scalarNode, r.at)
	mark := r.text[r.at]
	size := strings.IndexByte(r.text[r.at+1:], mark)
	if size < 0 {
		return n, false
	}
	n.value, n.quoted = r.text[r.at+1:r.at+1+size], true
	r.at += size + 2
	if mark == '\'' && r.peek(0) == mark {
		return n, false // a quote inside, written twice
	}
	return n, !strings.ContainsAny(n.value, "\\\n")
}

// plain reads a text without quotes, to the end of the line.
func (r *reader) plain() (n node, ok bool) {
	n = r.here(scalarNode, r.at)
	first := r.peek(0)
	if !begins(first) && !digit(first) && first != '(' && first != '/' && !(first == '-' && digit(r.peek(1))) {
		return n, false
	}
	line := r.text[r.at:]
	if end := strings.IndexByte(line, '\n'); end >= 0 {
		line = line[:end]
	}
	r.at += len(line)
	n.value = strings.TrimRight(line, " ")
	n.null = isNullWord(n.value)
	return n, !strings.Contains(n.value, ": ") && !strings.Contains(n.value, " #") && n.value[len(n.value)-1] != ':'
}

// plainInFlow reads a text without quotes and marks inside [ ] or { }.
func (r *reader) plainInFlow() (n node, ok bool) {
	n = r.here(scalarNode, r.at)
	first := r.peek(0)
	if !begins(first) && !digit(first) && !(first == '-' && digit(r.peek(1))) {
		return n, false
	}
	size := 1
	for inKey(r.peek(size)) {
		size++
	}
	n.value = strings.TrimRight(r.text[r.at:r.at+size], " ")
	n.null = isNullWord(n.value)
	r.at += size
	return n, r.peek(0) == ',' || r.peek(0) == ']' || r.peek(0) == '}'
}

// flow reads a collection up to its closing mark, on one line.
func (r *reader) flow(kind nodeKind, closing byte) (n node, ok bool) {
	if r.depth++; r.depth > deepest {
		return n, false
	}
	n, since := r.here(kind, r.at), len(r.stack)
	r.at++
	for first := true; ; first = false {
		r.spaces()
		if first && r.peek(0) == closing {
			break
		}
		if kind == mappingNode {
			key, ok := r.key()
			if r.spaces(); !ok {
				return n, false
			}
			r.stack = append(r.stack, key)
		}
		value, ok := r.value(true)
		if r.spaces(); !ok || r.peek(0) != ',' && r.peek(0) != closing {
			return n, false
		}
		r.stack = append(r.stack, value)
		if r.peek(0) == closing {
			break
		}
		r.at++
	}
	r.at++
	return r.finish(n, since), true
}

// begins tells whether a plain text may begin with a byte: with a letter.
func begins(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= utf8.RuneSelf }

func digit(c byte) bool { return c >= '0' && c <= '9' }

// inKey tells whether a byte means nothing to YAML anywhere inside a plain text.
func inKey(c byte) bool {
	switch c {
	case ' ', '_', '-', '/', '.', '(', ')', ';':
		return true
	}
	return begins(c) || digit(c)
}

// isNullWord tells whether a plain text is the word for nothing.
func isNullWord(s string) bool { return s == "null" || s == "Null" || s == "NULL" }
