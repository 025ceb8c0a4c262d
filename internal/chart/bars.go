package chart

import (
	"math"
	"strings"
)

const (
	labelRoom = 140.0 // what names on the left may take before they are wrapped
	labelRows = 5     // lines of a name at most
	leastPlot = 90.0  // what is left for the bars, however wide the rest
	rowHeight = 30.0  // room for a finger: 27 pixels on the narrowest phone
	barHeight = 16.0
)

// Rows draws horizontal bars with their names on the left: kinds of meetings,
// levels of awards. Names may be long.
func Rows(c Bars) string {
	values := c.values()
	if !anyKnown(values) {
		return c.noData()
	}
	names := make([][]string, len(c.Bars))
	for i, b := range c.Bars {
		names[i] = wrap(b.Label, labelSize, labelRoom, labelRows)
	}
	cv, p := c.plot(names, values, labelSize)
	top := 0.0
	strong := c.anyStrong()
	for i, b := range c.Bars {
		h := max(rowHeight, float64(len(names[i]))*labelSize*lineStep+8)
		cv.mark(b.Value, c.says(b), func() {
			cv.hit(b.Value, box{0.75, top + 1, cv.width - 1.5, h - 2})
			cv.lines(0, top+h/2, labelSize, "start", "chart-label", names[i])
			cv.bar(p, b.Value, b.series(strong), box{y: top + (h-barHeight)/2, h: barHeight}, c.print(b.Value))
		})
		top += h
	}
	cv.zero(p, 0, top)
	return c.render(cv, top, linked(values), c.figures())
}

// Columns draws upright bars: one figure over the years. Where names or values
// do not fit above and below them, the bars lie down as Rows.
func Columns(c Bars) string {
	values := c.values()
	if !anyKnown(values) {
		return c.noData()
	}
	const above, plotHeight, widestColumn = 18.0, 150.0, 48.0
	slot := width / float64(len(c.Bars))
	names := make([][]string, len(c.Bars))
	below := 0
	for i, b := range c.Bars {
		names[i] = wrap(b.Label, valueSize, slot-4, 3)
		below = max(below, len(names[i]))
		if textWidth(c.print(b.Value), valueSize) > slot-4 || !whole(names[i], b.Label) {
			return Rows(c)
		}
	}
	cv := c.canvas(0)
	lo, hi := span(values)
	y := func(n float64) float64 { return above + plotHeight*(hi-n)/(hi-lo) }
	height := above + plotHeight + 6 + float64(below)*valueSize*lineStep
	strong := c.anyStrong()
	for i, b := range c.Bars {
		x := slot * float64(i)
		cv.mark(b.Value, c.says(b), func() {
			cv.hit(b.Value, box{x + 1, 0.75, slot - 2, height - 1.5})
			w := min(widestColumn, slot*0.64)
			top := y(0)
			if b.Value.known() && b.Value.drawn() != 0 {
				end := y(b.Value.drawn())
				end = math.Copysign(max(1, math.Abs(end-y(0))), end-y(0)) + y(0) // something is not nothing
				top = min(y(0), end)
				cv.area(b.series(strong), box{x + (slot-w)/2, top, w, math.Abs(end - y(0))})
			}
			cv.say(x+slot/2, top-6, valueSize, "middle", valueClass(b.Value), c.print(b.Value))
			cv.lines(x+slot/2, above+plotHeight+6+float64(below)*valueSize*lineStep/2, valueSize, "middle", "chart-label", names[i])
		})
	}
	cv.el("path", "class", "chart-axis", "d", "M0 "+num(y(0))+"H"+num(cv.width), "stroke", "currentColor", "stroke-opacity", "0.6")
	return c.render(cv, height, linked(values), c.figures())
}

// plot is where horizontal bars lie: from and to are the x of lo and hi.
type plot struct{ from, to, lo, hi float64 }

func (p plot) x(n float64) float64 { return p.from + (p.to-p.from)*(n-p.lo)/(p.hi-p.lo) }

// plot shares the width out among names, bars and printed values.
func (f Frame) plot(names [][]string, values []Value, size float64) (*canvas, plot) {
	var left, right float64
	for _, n := range names {
		left = max(left, widest(n, size))
	}
	for _, v := range values {
		right = max(right, textWidth(f.print(v), valueSize))
	}
	const gap = 8
	cv := f.canvas(left + gap + leastPlot + gap + right)
	lo, hi := span(values)
	return cv, plot{left + gap, cv.width - right - gap, lo, hi}
}

// bar draws one horizontal bar and its value at the end. A negative bar lies to
// the left of zero and its value to the right, where there is always room.
func (c *canvas) bar(p plot, v Value, series int, b box, printed string) {
	zero := p.x(0)
	end := zero
	if v.known() && v.drawn() != 0 {
		x := p.x(v.drawn())
		length := max(1, math.Abs(x-zero)) // something is not nothing
		if x < zero {
			c.area(series, box{zero - length, b.y, length, b.h})
		} else {
			c.area(series, box{zero, b.y, length, b.h})
			end = zero + length
		}
	}
	c.say(end+6, b.y+b.h/2+0.36*valueSize, valueSize, "start", valueClass(v), printed)
}

// zero draws the line that the bars stand on.
func (c *canvas) zero(p plot, top, bottom float64) {
	c.el("path", "class", "chart-axis", "d", "M"+num(p.x(0))+" "+num(top)+"V"+num(bottom), "stroke", "currentColor", "stroke-opacity", "0.6")
}

func valueClass(v Value) string {
	if v.known() {
		return "chart-value"
	}
	return "chart-value chart-unknown"
}

// nothing is a length too small to divide by.
const nothing = 1e-300

// span is what the bars reach over: always zero and something else.
func span(values []Value) (lo, hi float64) {
	for _, v := range values {
		if v.known() {
			lo, hi = min(lo, v.drawn()), max(hi, v.drawn())
		}
	}
	if hi-lo < nothing {
		hi = lo + 1
	}
	return lo, hi
}

// whole tells whether a name is set without breaking a word or losing one.
func whole(lines []string, name string) bool { return strings.Join(lines, " ") == clean(name) }

func (c Bars) values() []Value {
	values := make([]Value, len(c.Bars))
	for i, b := range c.Bars {
		values[i] = b.Value
	}
	return values
}

func (c Bars) says(b Bar) string { return pair(b.Label, c.print(b.Value)) }

func (c Bars) figures() []string {
	out := make([]string, len(c.Bars))
	for i, b := range c.Bars {
		out[i] = c.says(b)
	}
	return out
}

func (c Bars) anyStrong() bool {
	for _, b := range c.Bars {
		if b.Strong {
			return true
		}
	}
	return false
}

// series is the look of a bar: all solid, or those that stand out among others
// that are hatched.
func (b Bar) series(strong bool) int {
	if strong && !b.Strong {
		return 1
	}
	return 0
}

// pair is "name: value".
func pair(name, value string) string {
	if name = clean(name); name == "" {
		return value
	}
	return name + ": " + value
}
