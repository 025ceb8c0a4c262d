package markdown

import (
	"bytes"
	"cmp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// heading is a heading as parsed, with the attributes written after it.
type heading struct {
	node     *ast.Heading
	explicit string // the id written as {#id}, "" when none
	class    string
	id       string // unique
	text     string // plain
}

// headingParser notes every heading and reads its {#id .class}. goldmark's own
// reader of attributes is not used: it takes any attribute, recurses without a
// bound on nested braces, and panics on {id=1} when ids are made by themselves.
type headingParser struct{ parser.BlockParser }

func (h headingParser) Close(n ast.Node, r text.Reader, pc parser.Context) {
	h.BlockParser.Close(n, r, pc)
	node := n.(*ast.Heading)
	if node.Parent() == nil { // was a paragraph after all
		return
	}
	head := &heading{node: node}
	if last := node.Lines().Len() - 1; last >= 0 {
		seg := node.Lines().At(last)
		if keep := head.attributes(seg.Value(r.Source())); keep >= 0 {
			node.Lines().Set(last, seg.WithStop(seg.Start+keep))
		}
	}
	s := stateOf(pc)
	s.heads = append(s.heads, head)
}

// attributes reads a trailing {#id .class} and returns how many bytes of the
// line stand before it, or -1 when there is none.
func (h *heading) attributes(line []byte) int {
	body := util.TrimRightSpace(line)
	if !bytes.HasSuffix(body, []byte("}")) {
		return -1
	}
	open := bytes.LastIndexByte(body, '{')
	if open < 0 || (open > 0 && body[open-1] == '\\') {
		return -1
	}
	id, class := "", ""
	for _, f := range strings.Fields(string(body[open+1 : len(body)-1])) {
		switch {
		case f[0] == '#' && isName(f[1:]):
			id = viet.NFC(f[1:])
		case f[0] == '.' && isName(f[1:]):
			class = strings.TrimSpace(class + " " + f[1:])
		default:
			return -1
		}
	}
	h.explicit, h.class = id, class
	before := util.TrimRightSpace(body[:open])
	if closed := bytes.TrimRight(before, "#"); len(closed) < len(before) && len(closed) > 0 && util.IsSpace(closed[len(closed)-1]) {
		before = util.TrimRightSpace(closed) // ## Title ## {#id}
	}
	return len(before)
}

// isName tells whether s may be an id or a class: letters of any script,
// digits, "-", "_", "." and ":".
func isName(s string) bool {
	for _, r := range s {
		if r < 0x80 && !util.IsAlphaNumeric(byte(r)) && !strings.ContainsRune("-_.:", r) {
			return false
		}
	}
	return s != ""
}

// nameHeadings gives every heading its text, level and id. Ids that the author
// wrote are given out first, so that they are kept whatever the other headings
// are called.
func (p *page) nameHeadings() {
	for _, h := range p.heads {
		text := squeezed(p.plain(p.scratch[:0], h.node, withAlt))
		p.scratch, h.text = text[:0], string(text)
		if h.node.Level == 1 {
			p.shift = 1
		}
		if h.explicit == "" {
			continue
		}
		if _, taken := p.ids[h.explicit]; taken || isNoteID(h.explicit) {
			p.problem("heading-id-twice", diag.Warning, h.node.Pos(), h.explicit)
			continue
		}
		h.id = h.explicit
		p.ids[h.id] = 1
	}
	for _, h := range p.heads {
		if h.id == "" {
			h.id = p.uniqueID(cmp.Or(h.explicit, viet.Slug(h.text), "muc"))
		}
	}
}

// uniqueID is base, base-2, base-3 and so on, whichever is free. The last
// number tried is remembered, so that many equal headings stay cheap.
func (p *page) uniqueID(base string) string {
	n, taken := p.ids[base]
	if !taken {
		p.ids[base] = 1
		return base
	}
	for {
		n++
		id := base + "-" + strconv.Itoa(n)
		if _, taken := p.ids[id]; !taken {
			p.ids[base], p.ids[id] = n, 1
			return id
		}
	}
}

func (p *page) heading(n *ast.Heading) {
	h := p.headOf(n)
	if h.text == "" {
		p.problem("heading-empty", diag.Warning, n.Pos())
		p.content(n)
		return
	}
	level := min(n.Level+p.shift, 6)
	if level > p.level+1 {
		p.problem("heading-skips", diag.Info, n.Pos(), n.Level, p.level+1-p.shift)
	}
	p.level = level
	line, _ := p.at(n.Pos())
	p.headings = append(p.headings, Heading{Level: level, ID: p.r.opts.Prefix + h.id, Text: h.text, Line: line})
	p.str("<h")
	p.byte('0' + byte(level))
	p.str(` id="`)
	p.str(p.r.opts.Prefix)
	p.attr(h.id)
	if h.class != "" {
		p.str(`" class="`)
		p.attr(h.class)
	}
	p.str(`">`)
	p.content(n)
	if level >= 2 && level <= 4 {
		p.str(` <a class="heading-anchor" href="#`)
		p.str(p.r.opts.Prefix)
		p.href(h.id)
		p.str(`" aria-label="`)
		p.str(p.r.labels.anchor)
		p.str(`"><span aria-hidden="true">#</span></a>`)
	}
	p.str("</h")
	p.byte('0' + byte(level))
	p.str(">\n")
}

// headOf finds what was noted about a heading. They come in the order in which
// they were parsed, but for those inside footnotes.
func (p *page) headOf(n *ast.Heading) *heading {
	for range p.heads {
		h := p.heads[p.nextHead%len(p.heads)]
		p.nextHead++
		if h.node == n {
			return h
		}
	}
	return &heading{node: n, id: p.uniqueID("muc")}
}
