package chart

import (
	"math"
	"strings"
)

type point struct{ x, y float64 }

// Line draws the series of a Grid over its rows from left to right: attendance
// over the months. Where a value is not known, the line breaks. The axis need not
// begin at zero, so it is labelled. It is meant for a dozen places or two; with
// more it becomes wider, and smaller where it is shown.
func Line(c Grid) string {
	values := c.values()
	if !anyKnown(values) {
		return c.noData()
	}
	for height := 150 + 40*float64(len(c.Series)-1); ; height += 50 {
		d := c.lineDrawing(height)
		if labels, ok := d.place(c); ok {
			return d.draw(c, labels)
		}
	}
}

// lineDrawing holds where everything lies before anything is drawn.
type lineDrawing struct {
	cv          *canvas
	ticks       []float64
	lo, hi      float64
	left, slot  float64
	top, bottom float64 // of the values
	legend      float64 // where the legend ends
	floor       float64 // where the names below begin
}

func (c Grid) lineDrawing(height float64) lineDrawing {
	var d lineDrawing
	d.lo, d.hi, d.ticks = c.axis()
	for _, t := range d.ticks {
		d.left = max(d.left, textWidth(c.number(t), smallSize))
	}
	d.left += 8
	d.slot = (width - d.left) / float64(len(c.Rows))
	for _, r := range c.Rows {
		d.slot = max(d.slot, textWidth(axisName(r.Label), valueSize)+3)
	}
	for _, v := range c.values() {
		d.slot = max(d.slot, (textWidth(c.print(v), valueSize)+4)/2.5)
	}
	d.cv = c.canvas(d.left + d.slot*float64(len(c.Rows)))
	d.legend = d.cv.legend(c.Series, true) // drawn first, being on top
	d.top = d.legend + labelHeight + markerSize + 1.5
	d.bottom = d.top + height
	d.floor = d.bottom + labelHeight + markerSize
	return d
}

// axisName is what has room below a point.
func axisName(s string) string { return strings.Join(wrap(s, valueSize, 64, 1), "") }

func (d lineDrawing) x(row int) float64 { return d.left + d.slot*(float64(row)+0.5) }

func (d lineDrawing) y(n float64) float64 {
	return d.top + (d.bottom-d.top)*(d.hi-n)/(d.hi-d.lo)
}

// axis chooses round numbers around the values. Per cent stay within 0 and 100
// if all values do.
func (c Grid) axis() (lo, hi float64, ticks []float64) {
	lo, hi = math.Inf(1), math.Inf(-1)
	for _, v := range c.values() {
		if v.known() {
			lo, hi = min(lo, v.drawn()), max(hi, v.drawn())
		}
	}
	least, most := math.Inf(-1), math.Inf(1)
	if lo >= 0 {
		least = 0
	}
	if c.Percent && hi <= 100 {
		most = 100
	}
	step := roundStep((hi - lo) / 3)
	if hi-lo < math.Abs(hi)*1e-9 || math.IsInf(step, 0) || step <= 0 || c.Percent && step < 5 && most == 100 {
		step = roundStep(max(1, math.Abs(hi)/20))
	}
	lo = max(least, math.Floor(lo/step)*step)
	hi = min(most, math.Ceil(hi/step)*step)
	if lo == hi {
		if lo = max(least, lo-step); lo == hi {
			hi += step
		}
	}
	n := int(math.Round((hi - lo) / step))
	for i := range n + 1 {
		if t := lo + float64(i)*step; t <= hi {
			ticks = append(ticks, t)
		}
	}
	return lo, hi, ticks
}

// roundStep is the next of 1, 2, 5, 10, … (times a power of ten) from f.
func roundStep(f float64) float64 {
	if f <= 0 {
		return 0
	}
	power := math.Pow(10, math.Floor(math.Log10(f)))
	for _, m := range []float64{1, 2, 5} {
		if m*power >= f {
			return m * power
		}
	}
	return 10 * power
}

// runs gives the stretches of a series between its gaps.
func (d lineDrawing) runs(c Grid, series int) [][]point {
	var runs [][]point
	broken := true
	for i, r := range c.Rows {
		v := r.at(series)
		if !v.known() {
			broken = true
			continue
		}
		if broken {
			runs = append(runs, nil)
		}
		broken = false
		last := len(runs) - 1
		runs[last] = append(runs[last], point{d.x(i), d.y(v.drawn())})
	}
	return runs
}

func (d lineDrawing) draw(c Grid, labels map[[2]int]label) string {
	cv := d.cv
	for _, t := range d.ticks {
		cv.el("path", "class", "chart-grid", "d", "M"+num(d.left)+" "+num(d.y(t))+"H"+num(cv.width), "stroke", "currentColor", "stroke-opacity", "0.2")
		cv.say(d.left-6, d.y(t)+0.36*smallSize, smallSize, "end", "chart-tick", c.number(t))
	}
	for i, r := range c.Rows {
		cv.say(d.x(i), d.floor+valueSize, valueSize, "middle", "chart-label", axisName(r.Label))
		if !anyKnown(r.Values) {
			cv.say(d.x(i), d.bottom-5, valueSize, "middle", "chart-value chart-unknown", c.missing(d.slot))
		}
	}
	for s := range c.Series {
		for _, run := range d.runs(c, s) {
			if len(run) > 1 {
				cv.stroke(s, run)
			}
		}
	}
	for s := range c.Series {
		for i, r := range c.Rows {
			if v := r.at(s); v.known() {
				cv.mark(v, c.says(i, s), func() { d.figure(c, s, v, point{d.x(i), d.y(v.drawn())}, labels[[2]int{s, i}]) })
			}
		}
	}
	return c.render(cv, d.floor+valueSize+6, linked(c.values()), c.figures())
}

// figure draws a point and its value, with a leader where the value had to go
// further away.
func (d lineDrawing) figure(c Grid, series int, v Value, p point, l label) {
	cv := d.cv
	around := box{min(l.box.x, p.x-6), min(l.box.y, p.y-6), 0, 0}
	around.w = max(l.box.x+l.box.w, p.x+6) - around.x
	around.h = max(l.box.y+l.box.h, p.y+6) - around.y
	cv.hit(v, around)
	if l.tier > 0 {
		end := l.box.y + l.box.h
		if end > p.y {
			end = l.box.y
		}
		cv.el("path", "class", "chart-leader", "d", "M"+num(p.x)+" "+num(p.y)+"V"+num(end), "stroke", "currentColor", "stroke-opacity", "0.5", "stroke-width", "0.7")
	}
	cv.point(series, p)
	class, fill := "chart-value chart-halo", ""
	if len(c.Series) > 1 {
		i := series % len(looks)
		class, fill = class+" chart-"+num(float64(i+1)), looks[i].colour
	}
	cv.say(l.box.x+l.box.w/2, l.box.y+labelBase, valueSize, "middle", class, l.text, "fill", fill,
		"stroke", paper, "stroke-width", "3", "stroke-linejoin", "round", "paint-order", "stroke")
}

// missing is the word for a place without values, or a dash if it has no room.
func (c Grid) missing(room float64) string {
	if word := c.print(Value{}); textWidth(word, valueSize) < room {
		return word
	}
	return "–"
}

func (c *canvas) stroke(series int, run []point) {
	i := series % len(looks)
	var d strings.Builder
	for n, p := range run {
		command := "L"
		if n == 0 {
			command = "M"
		}
		d.WriteString(command + num(p.x) + " " + num(p.y))
	}
	c.el("path", "class", "chart-line-"+num(float64(i+1)), "d", d.String(), "fill", "none", "stroke", looks[i].colour, "stroke-width", "2", "stroke-linejoin", "round", "stroke-dasharray", looks[i].dash)
}

func (c *canvas) point(series int, p point) {
	i := series % len(looks)
	n := num(float64(i + 1))
	c.el("path", "class", "chart-"+n+" chart-line-"+n, "d", looks[i].marker, "transform", "translate("+num(p.x)+" "+num(p.y)+")", "fill", looks[i].colour, "stroke", looks[i].colour)
}
