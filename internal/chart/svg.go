package chart

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// canvas is an SVG under way. Its elements are literals of this package; only
// texts and addresses come from outside, and only escaped.
type canvas struct {
	bytes.Buffer
	width  float64
	used   [len(looks)]bool // which looks need their pattern
	prefix string
}

// canvases are those that are done with: a year's report draws a dozen charts.
var canvases = sync.Pool{New: func() any { return new(canvas) }}

// blank is an empty canvas.
func blank() *canvas {
	c := canvases.Get().(*canvas)
	c.Reset()
	*c = canvas{Buffer: c.Buffer}
	return c
}

// num writes a coordinate: one decimal is a tenth of a pixel and enough.
func num(f float64) string {
	f = math.Round(f*10) / 10
	if f == 0 {
		return "0" // and not -0
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// el writes an element; attrs are names and values in turn, values being numbers
// or literals. An attribute without a value is left out.
func (c *canvas) el(name string, attrs ...any) {
	c.tag(name, attrs)
	c.WriteString("/>")
}

func (c *canvas) open(name string, attrs ...any) {
	c.tag(name, attrs)
	c.WriteByte('>')
}

func (c *canvas) end(name string) { c.WriteString("</" + name + ">") }

func (c *canvas) tag(name string, attrs []any) {
	c.WriteByte('<')
	c.WriteString(name)
	for i := 0; i+1 < len(attrs); i += 2 {
		var value string
		switch v := attrs[i+1].(type) {
		case float64:
			value = num(v)
		case int:
			value = strconv.Itoa(v)
		case string:
			value = v
		}
		if value != "" {
			c.WriteByte(' ')
			c.WriteString(attrs[i].(string))
			c.WriteString(`="`)
			c.WriteString(escape(value))
			c.WriteByte('"')
		}
	}
}

// say writes a line of text; y is its base line.
func (c *canvas) say(x, y, size float64, anchor, class, text string, more ...any) {
	if text == "" {
		return
	}
	if anchor == "start" {
		anchor = ""
	}
	c.open("text", append([]any{"class", class, "x", x, "y", y, "font-size", size, "text-anchor", anchor}, more...)...)
	c.WriteString(escape(text))
	c.end("text")
}

// mark wraps what draw draws as one figure: a link when the value has an
// address, a group otherwise, with a title that says in words what it is.
func (c *canvas) mark(v Value, title string, draw func()) {
	title = or(v.Hint, title)
	href := inside(v.Href)
	name := "g"
	if href != "" {
		name = "a"
		c.open("a", "href", href)
	} else {
		c.open("g")
	}
	c.open("title")
	c.WriteString(escape(title))
	c.end("title")
	draw()
	c.end(name)
}

// hit is the area that answers to the pointer and shows the focus of a link.
func (c *canvas) hit(v Value, b box) {
	if inside(v.Href) != "" {
		c.el("rect", "class", "chart-hit", "x", b.x, "y", b.y, "width", b.w, "height", b.h, "fill", "none", "pointer-events", "all")
	}
}

// box is a rectangle from its upper left corner.
type box struct{ x, y, w, h float64 }

func (b box) overlaps(o box) bool {
	return b.x < o.x+o.w && o.x < b.x+b.w && b.y < o.y+o.h && o.y < b.y+b.h
}

// escaper is made once: making one takes longer than drawing a bar.
var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;")

// escape writes text for content and for attributes between double quotes. Most of it
// are numbers and class names, of which nothing is to be done.
func escape(s string) string {
	plain := true
	for i := 0; i < len(s) && plain; i++ {
		c := s[i]
		plain = c > ' ' && c < 0x7F && c != '&' && c != '<' && c != '>' && c != '"'
	}
	if plain {
		return s
	}
	return escaper.Replace(clean(s))
}

// clean leaves out what is no character of XML 1.0 (section 2.2, "Char") or not
// UTF-8, and turns white space into single spaces: a label is one line.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r == utf8.RuneError, r < 0x20 && r != '\t' && r != '\n' && r != '\r', r == 0x7F, r == 0xFFFE, r == 0xFFFF:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// isClean tells of most texts at a glance that nothing is to be done.
func isClean(s string) bool {
	blank := true // white space at the beginning, or after other
	for _, r := range s {
		switch {
		case r == ' ':
			if blank {
				return false
			}
			blank = true
			continue
		case r < ' ', r == 0x7F, r == 0xFFFE, r == 0xFFFF, r == utf8.RuneError, r > 0x7F && unicode.IsSpace(r):
			return false
		}
		blank = false
	}
	return !blank || s == ""
}

// inside returns an address when it stays within the site: without a scheme and
// a host. Browsers drop control characters and read \ as /; so does this test.
func inside(href string) string {
	href = strings.ReplaceAll(clean(href), " ", "%20")
	if i := strings.IndexAny(href, `:/\?#`); i >= 0 && href[i] == ':' {
		return ""
	}
	if len(href) > 1 && strings.IndexByte(`/\`, href[0]) >= 0 && strings.IndexByte(`/\`, href[1]) >= 0 {
		return ""
	}
	return href
}
