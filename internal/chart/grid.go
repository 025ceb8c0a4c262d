package chart

import "strings"

// Groups draws the series of each row as bars one below the other.
func Groups(c Grid) string {
	values := c.values()
	if !anyKnown(values) {
		return c.noData()
	}
	names := c.names()
	cv, p := c.plot(names, values, labelSize)
	pitch, thick := 18.0, 12.0
	if linked(values) {
		pitch = 27 // each is a target of its own
	}
	top := cv.legend(c.Series, false)
	begin := top
	for i, r := range c.Rows {
		bars := pitch * float64(max(1, len(c.Series)))
		h := max(bars, float64(len(names[i]))*labelSize*lineStep) + 10
		cv.lines(0, top+h/2, labelSize, "start", "chart-label", names[i])
		y := top + (h-bars)/2
		for s := range c.Series {
			v := r.at(s)
			cv.mark(v, c.says(i, s), func() {
				cv.hit(v, box{p.from, y + 1, cv.width - p.from - 0.75, pitch - 2})
				cv.bar(p, v, s, box{y: y + (pitch-thick)/2, h: thick}, c.print(v))
			})
			y += pitch
		}
		top += h
	}
	cv.zero(p, begin, top)
	return c.render(cv, top, linked(values), c.figures())
}

// Stack draws the series of each row end to end in one bar: the grades of a
// month's meetings. Values stand in their parts if all have room there, else
// below. What does not add up (a negative number) or has no room even there is
// drawn as Groups.
func Stack(c Grid) string {
	values := c.values()
	if !anyKnown(values) {
		return c.noData()
	}
	if lo, _ := span(values); lo < 0 {
		return Groups(c)
	}
	names := c.names()
	// Nothing is printed behind the bars, but what is unknown or zero.
	cv, p := c.plot(names, nil, labelSize)
	p.lo, p.hi = 0, 0
	for _, r := range c.Rows {
		p.hi = max(p.hi, r.total(len(c.Series)).Number)
	}
	if p.hi < nothing {
		p.hi = 1
	}
	within := true
	for i := range c.Rows {
		parts := c.parts(p, i)
		within = within && parts.within()
		if !parts.beside(p.from, cv.width) || parts.wordless(cv.width) {
			return Groups(c)
		}
	}
	const thick, underneath = 18.0, 15.0
	top := cv.legend(c.Series, false)
	begin := top
	for i := range c.Rows {
		parts := c.parts(p, i)
		content := thick
		if !within {
			content += underneath
		}
		h := max(content, float64(len(names[i]))*labelSize*lineStep) + 9
		cv.lines(0, top+h/2, labelSize, "start", "chart-label", names[i])
		cv.stack(parts, box{y: top, h: h}, box{y: top + (h-content)/2, h: thick}, within)
		top += h
	}
	cv.zero(p, begin, top)
	return c.render(cv, top, linked(values), c.figures())
}

// part is one series' part of a bar.
type part struct {
	series  int
	value   Value
	x, w    float64
	printed string
	says    string
	text    float64 // the middle of the printed value, when it stands below
}

type parts []part

// parts gives what is drawn of a row. Zeros have no part, and are printed only
// when the row has nothing else.
func (c Grid) parts(p plot, row int) parts {
	var out parts
	at := 0.0
	for s := range c.Series {
		v := c.Rows[row].at(s)
		if !v.known() || v.drawn() == 0 {
			continue
		}
		x := p.x(at)
		at += v.drawn()
		out = append(out, part{series: s, value: v, x: x, w: max(1, p.x(at)-x), printed: c.print(v), says: c.says(row, s)})
	}
	if len(out) == 0 && len(c.Series) > 0 {
		total := c.Rows[row].total(len(c.Series))
		text := c.print(total)
		out = parts{{value: total, x: p.from, printed: text, says: pair(c.Rows[row].Label, text)}}
	}
	return out
}

const around = 5.0 // what a printed value keeps free on both sides together

func (ps parts) within() bool {
	for _, p := range ps {
		if p.w > 0 && textWidth(p.printed, valueSize)+around > p.w {
			return false
		}
	}
	return true
}

// wordless tells that the word of a row without parts has no room.
func (ps parts) wordless(right float64) bool {
	return len(ps) == 1 && ps[0].w == 0 && ps[0].x+6+textWidth(ps[0].printed, valueSize) > right
}

// beside places the values below the parts, moving them apart where they would
// touch, and tells whether they have room between left and right.
func (ps parts) beside(left, right float64) bool {
	edge := left
	for i := range ps {
		w := textWidth(ps[i].printed, valueSize) + around
		ps[i].text = max(edge+w/2, ps[i].x+ps[i].w/2)
		edge = ps[i].text + w/2
	}
	edge = right
	for i := len(ps) - 1; i >= 0; i-- {
		w := textWidth(ps[i].printed, valueSize) + around
		ps[i].text = min(edge-w/2, ps[i].text)
		edge = ps[i].text - w/2
	}
	return edge >= left-0.01
}

// stack draws the parts of a row in bar b, their values within or below.
func (c *canvas) stack(ps parts, row, b box, within bool) {
	if !within {
		ps.beside(ps[0].x, c.width)
	}
	for _, p := range ps {
		c.mark(p.value, p.says, func() {
			middle := b.y + b.h/2 + 0.36*valueSize
			if p.w == 0 { // zero or unknown: there is a word and no bar
				c.say(p.x+6, middle, valueSize, "start", valueClass(p.value), p.printed)
				return
			}
			c.hit(p.value, box{p.x, row.y + 1, p.w, row.h - 2})
			c.area(p.series, box{p.x, b.y, p.w - 0.8, b.h})
			if !within {
				c.say(p.text, b.y+b.h+valueSize, valueSize, "middle", "chart-value", p.printed)
				return
			}
			c.onArea(p, middle)
		})
	}
}

// onArea prints a value on its part: on a solid one in the paper's colour, on a
// hatched one on a plate.
func (c *canvas) onArea(p part, y float64) {
	switch l := looks[p.series%len(looks)]; l.pattern {
	case "":
		c.say(p.x+p.w/2, y, valueSize, "middle", "chart-value chart-paper", p.printed, "fill", paper)
		return
	case open:
	default:
		w := textWidth(p.printed, valueSize) + around - 2
		c.el("rect", "class", "chart-paper", "x", p.x+(p.w-w)/2, "y", y-valueSize*0.86, "width", w, "height", valueSize, "fill", paper)
	}
	c.say(p.x+p.w/2, y, valueSize, "middle", "chart-value", p.printed)
}

func (r Row) at(series int) Value {
	if series < len(r.Values) {
		return r.Values[series]
	}
	return Value{}
}

// total adds up what is known of a row.
func (r Row) total(series int) Value {
	var sum Value
	for s := range series {
		if v := r.at(s); v.known() {
			sum = Of(sum.Number + v.drawn())
		}
	}
	return sum
}

func (c Grid) names() [][]string {
	names := make([][]string, len(c.Rows))
	for i, r := range c.Rows {
		names[i] = wrap(r.Label, labelSize, labelRoom, labelRows)
	}
	return names
}

// values gives every value in the order of rows, then of series.
func (c Grid) values() []Value {
	var values []Value
	for _, r := range c.Rows {
		for s := range c.Series {
			values = append(values, r.at(s))
		}
	}
	return values
}

// says is "row, series: value".
func (c Grid) says(row, series int) string {
	name := clean(c.Rows[row].Label)
	if s := clean(c.Series[series]); s != "" && len(c.Series) > 1 {
		name = strings.TrimPrefix(name+", "+s, ", ")
	}
	return pair(name, c.print(c.Rows[row].at(series)))
}

func (c Grid) figures() []string {
	var out []string
	for r := range c.Rows {
		for s := range c.Series {
			out = append(out, c.says(r, s))
		}
	}
	return out
}
