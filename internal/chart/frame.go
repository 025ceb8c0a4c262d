package chart

import (
	"fmt"
	"strings"
)

// width is how many units a chart is wide, unless its values need more: then
// letters become smaller, but never cut.
const width = 360.0

// look is how a series is told from the others without colour.
type look struct {
	colour  string // without a style sheet; chart-N names the theme's
	pattern string // what is drawn in a tile of 6 × 6; "" = solid, open = nothing
	dash    string // of its line
	marker  string // the path of its points, around 0,0
}

const open = "open"

var looks = [6]look{
	{"#96201c", "", "", "M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0Z"},
	{"#77590f", "M-1 1L1-1M0 6L6 0M5 7L7 5", "7 3", "M-3.5-3.5H3.5V3.5H-3.5Z"},
	{"#2b5b84", "M1 1.5H3M4 4.5H6", "2 3", "M0-4.6L4.6 3.6H-4.6Z"},
	{"#2d6a44", open, "9 3 2 3", "M0-5L5 0L0 5L-5 0Z"},
	{"#655b51", "M0 1.5H6M0 4.5H6", "1 3", "M-4.5-3L4.5-3L0 5Z"},
	{"#211c18", "M0 0L6 6M0 6L6 0", "12 3", "M-4-4L4 4M-4 4L4-4M0-4V4"},
}

// What stands without a style sheet for the paper's colour.
const paper = "#fff"

// render puts the drawing into an svg element with its name and its words. The canvas is
// not to be used any more.
func (f Frame) render(c *canvas, height float64, linked bool, figures []string) string {
	id := identifier(f.ID)
	out := blank()
	role := "img"
	if linked {
		role = "group" // what an img holds is hidden from who listens, links too
	}
	out.open("svg", "xmlns", "http://www.w3.org/2000/svg", "class", "chart", "viewBox", "0 0 "+num(c.width)+" "+num(height),
		"role", role, "aria-labelledby", id+"-title", "aria-describedby", id+"-desc", "font-family", "sans-serif", "font-size", labelSize, "fill", "currentColor")
	out.open("title", "id", id+"-title")
	out.WriteString(escape(f.Title))
	out.end("title")
	out.open("desc", "id", id+"-desc")
	out.WriteString(escape(strings.TrimSpace(f.Desc + " " + strings.Join(figures, "; "))))
	out.end("desc")
	out.patterns(id, c.used)
	out.Write(c.Bytes())
	out.end("svg")
	drawn := out.String()
	canvases.Put(c)
	canvases.Put(out)
	return drawn
}

// noData is the chart of which nothing is known.
func (f Frame) noData() string {
	c := f.canvas(0)
	texts := wrap(or(f.NoData, "–"), labelSize, width-24, 6)
	height := 32 + labelSize*lineStep*float64(len(texts))
	c.el("rect", "class", "chart-frame", "x", 0.5, "y", 0.5, "width", width-1, "height", height-1, "fill", "none", "stroke", "currentColor", "stroke-opacity", "0.4", "stroke-dasharray", "4 4")
	c.lines(width/2, height/2, labelSize, "middle", "chart-note", texts)
	return f.render(c, height, false, []string{or(f.NoData, "–")})
}

func (c *canvas) patterns(id string, used [len(looks)]bool) {
	begun := false
	for i, l := range looks {
		if !used[i] || l.pattern == "" || l.pattern == open {
			continue
		}
		if !begun {
			c.open("defs")
			begun = true
		}
		n := fmt.Sprint(i + 1)
		c.open("pattern", "id", id+"-p"+n, "width", 6, "height", 6, "patternUnits", "userSpaceOnUse")
		c.el("rect", "class", "chart-paper", "width", 6, "height", 6, "fill", paper)
		c.el("path", "class", "chart-line-"+n, "d", l.pattern, "fill", "none", "stroke", l.colour, "stroke-width", "1.6")
		c.end("pattern")
	}
	if begun {
		c.end("defs")
	}
}

// area draws a rectangle in the look of a series.
func (c *canvas) area(series int, b box) {
	i := series % len(looks)
	l, n := looks[i], fmt.Sprint(i+1)
	c.used[i] = true
	if l.pattern == "" {
		c.el("rect", "class", "chart-"+n, "x", b.x, "y", b.y, "width", b.w, "height", b.h, "fill", l.colour)
		return
	}
	fill, class := "url(#"+c.prefix+"-p"+n+")", "chart-line-"+n
	if l.pattern == open {
		fill, class = paper, class+" chart-paper"
	}
	const edge = 1.2 // drawn inside, so that the area is as large as the value
	c.el("rect", "class", class, "x", b.x+edge/2, "y", b.y+edge/2, "width", max(0.1, b.w-edge), "height", max(0.1, b.h-edge),
		"fill", fill, "stroke", l.colour, "stroke-width", "1.2")
}

// legend names the series, as many in a line as fit, and returns its height.
func (c *canvas) legend(names []string, lines bool) float64 {
	if len(names) < 2 {
		return 0
	}
	const swatch, gap, row = 26.0, 16.0, 20.0
	x, y := 0.0, 0.0
	for i, name := range names {
		texts := wrap(name, valueSize, c.width-swatch, 1)
		if len(texts) == 0 {
			texts = []string{"–"}
		}
		w := swatch + textWidth(texts[0], valueSize)
		if x > 0 && x+w > c.width {
			x, y = 0, y+row
		}
		if lines {
			c.stroke(i, []point{{x, y + row/2}, {x + 20, y + row/2}})
			c.point(i, point{x + 10, y + row/2})
		} else {
			c.area(i, box{x, y + 4, 20, 12})
		}
		c.lines(x+swatch, y+row/2, valueSize, "start", "chart-key", texts)
		x += w + gap
	}
	return y + row + 8
}

// canvas begins a drawing of at least so many units in width.
func (f Frame) canvas(w float64) *canvas {
	c := blank()
	c.width, c.prefix = max(width, w), identifier(f.ID)
	return c
}

// identifier makes an id of any text: letters, digits, "-", "_" and "." stay.
func identifier(s string) string {
	var b strings.Builder
	for _, r := range or(s, "chart") {
		if r == '-' || r == '_' || r == '.' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "_%x", r)
		}
	}
	return b.String()
}

func linked(values []Value) bool {
	for _, v := range values {
		if inside(v.Href) != "" {
			return true
		}
	}
	return false
}

func anyKnown(values []Value) bool {
	for _, v := range values {
		if v.known() {
			return true
		}
	}
	return false
}
