package markdown

import (
	"bytes"
	"slices"
	"unicode/utf8"
)

// lineIndex turns byte offsets into lines and columns. It is built when the
// first position is asked for; the last answers are kept, so that thousands of
// links on one endless line are counted once.
type lineIndex struct {
	starts []int // byte offset of each line
	offset int   // of the last position given
	line   int   // its line, 1-based; 0 = none given yet
	col    int
	known  map[int][2]int // positions asked for again and again, see atDefinition
}

// at is the line and the column, in characters, of a byte offset; 0, 0 when the
// offset is unknown (negative).
func (p *page) at(offset int) (line, col int) {
	if offset < 0 || offset > len(p.src) {
		return 0, 0
	}
	if len(p.starts) == 0 {
		p.starts = append(p.starts, 0)
		for i := 0; ; {
			n := bytes.IndexByte(p.src[i:], '\n')
			if n < 0 {
				break
			}
			i += n + 1
			p.starts = append(p.starts, i)
		}
	}
	i, found := slices.BinarySearch(p.starts, offset)
	if !found {
		i--
	}
	from, col := p.starts[i], 1
	if p.line == i+1 && p.offset <= offset {
		from, col = p.offset, p.col
	}
	col += letters(p.src[from:offset])
	p.offset, p.line, p.col = offset, i+1, col
	return i + 1, col
}

// letters counts the characters of valid UTF-8. The library's function copies what is
// not ASCII.
func letters(text []byte) int {
	n := 0
	for _, c := range text {
		if utf8.RuneStart(c) {
			n++
		}
	}
	return n
}

// atDefinition is at for places that many links share.
func (p *page) atDefinition(offset int) (line, col int) {
	if pos, ok := p.known[offset]; ok {
		return pos[0], pos[1]
	}
	line, col = p.at(offset)
	if p.known == nil {
		p.known = map[int][2]int{}
	}
	p.known[offset] = [2]int{line, col}
	return line, col
}

// offsetIn is the place of part in whole, when part is a slice of it, else -1.
// goldmark hands out destinations as slices of the source but not where they
// are; slicing keeps the end of the capacity, which gives the distance away.
func offsetIn(whole, part []byte) int {
	off := cap(whole) - cap(part)
	if len(part) == 0 || off < 0 || off+len(part) > len(whole) || &whole[off] != &part[0] {
		return -1
	}
	return off
}
