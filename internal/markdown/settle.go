package markdown

import (
	"bytes"
	"slices"
	"strconv"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// settle balances the HTML if any of it was raw, takes the marks of slots out
// and returns the links with the offsets where they stood. A link that balancing
// has dropped or doubled is dropped or doubled with it.
func (p *page) settle() (out []byte, links []Link, ok bool) {
	out = p.out
	if p.rawSeen {
		if out, ok = balanced(out); !ok {
			return nil, nil, false
		}
	}
	src := out
	out = make([]byte, 0, len(src))
	next := 0 // first of p.links not yet passed
	for {
		before, index, image, rest := cutSlot(src)
		out = append(out, before...)
		if index < 0 {
			return out, append(links, samePage(p.links[next:])...), true
		}
		if index >= next {
			links = append(links, samePage(p.links[next:index])...)
			next = index + 1
		}
		l := p.links[index]
		l.Offset, l.Image = len(out), image
		links = append(links, l)
		src = rest
	}
}

// samePage are the links that have no slot.
func samePage(links []Link) []Link {
	return slices.DeleteFunc(slices.Clone(links), func(l Link) bool { return l.Offset >= 0 })
}

// cutSlot finds the first mark of a slot; index is -1 when there is none. A mark is all
// that a link's or a picture's address is: no other address has such a scheme, and in
// text and in other attributes quotes are escaped.
func cutSlot(src []byte) (before []byte, index int, image bool, rest []byte) {
	mark := []byte(`="` + slotScheme)
	for from := 0; ; {
		found := bytes.Index(src[from:], mark)
		if found < 0 {
			return src, -1, false, nil
		}
		name := src[:from+found]
		from += found + len(mark)
		element, image := bytes.CutSuffix(name, []byte(" src"))
		if !image && !bytes.HasSuffix(name, []byte(" href")) {
			continue // a title that only looks like it
		}
		end := from + bytes.IndexByte(src[from:], '"')
		index, _ = strconv.Atoi(string(src[from:end])) // written by slot or rawSlot
		if image {
			return element, index, true, src[end+1:]
		}
		return src[:len(name)+len(`="`)], index, false, src[end:]
	}
}

// balanced parses a fragment as a browser would inside <body> and writes it out
// again, every element closed. It reports false for HTML nested beyond what the
// parser takes.
func balanced(fragment []byte) (out []byte, ok bool) {
	defer func() {
		if recover() != nil { // x/net/html gives up on deep nesting in this way
			out, ok = nil, false
		}
	}()
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(bytes.NewReader(fragment), body)
	if err != nil {
		return nil, false
	}
	var b bytes.Buffer
	for _, n := range nodes {
		if err := html.Render(&b, n); err != nil {
			return nil, false
		}
	}
	return b.Bytes(), true
}
