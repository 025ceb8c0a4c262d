package chart

// label is a printed value near its point; tier counts the steps away from it.
type label struct {
	text string
	box  box
	tier int
}

const (
	labelHeight = 13.0
	labelBase   = 10.3 // from the upper edge of a label to its base line
	markerSize  = 5.5  // from a point to where a label may begin
)

// place finds room for every value: near its point, over no other label, no
// marker and, if it can be helped, no line. It takes them from left to right and
// never goes back, and fails when the plot is too low.
func (d lineDrawing) place(c Grid) (map[[2]int]label, bool) {
	labels := map[[2]int]label{}
	var taken []box
	var lines [][2]point
	for s := range c.Series {
		for _, run := range d.runs(c, s) {
			for i, p := range run {
				taken = append(taken, box{p.x - markerSize, p.y - markerSize, 2 * markerSize, 2 * markerSize})
				if i > 0 {
					lines = append(lines, [2]point{run[i-1], p})
				}
			}
		}
	}
	for _, n := range d.ticks {
		taken = append(taken, box{0, d.y(n) - labelHeight/2, d.left - 4, labelHeight})
	}
	for i, r := range c.Rows {
		if !anyKnown(r.Values) { // its "–" stands at the bottom
			taken = append(taken, box{d.x(i) - d.slot/2, d.bottom - 17, d.slot, 17})
		}
	}
	for i, r := range c.Rows {
		for s := range c.Series {
			if v := r.at(s); v.known() {
				l, ok := d.best(c.print(v), point{d.x(i), d.y(v.drawn())}, taken, lines)
				if !ok {
					return nil, false
				}
				labels[[2]int{s, i}] = l
				taken = append(taken, l.box)
			}
		}
	}
	return labels, true
}

// best weighs the places above and below a point.
func (d lineDrawing) best(text string, p point, taken []box, lines [][2]point) (label, bool) {
	w := textWidth(text, valueSize) + 2
	x := max(0, min(p.x-w/2, d.cv.width-w))
	var found label
	least := -1
	for tier := 0; float64(tier)*labelHeight < d.floor-d.legend; tier++ {
		for below := range 2 {
			away := markerSize + 0.5 + float64(tier)*labelHeight
			b := box{x, p.y - away - labelHeight, w, labelHeight}
			if below == 1 {
				b.y = p.y + away
			}
			if b.y < d.legend || b.y+b.h > d.floor || hits(b, taken) {
				continue
			}
			cost := 10*tier + below
			for _, l := range lines {
				if crosses(b, l[0], l[1]) {
					cost += 6
				}
			}
			if least < 0 || cost < least {
				found, least = label{text, b, tier}, cost
			}
		}
	}
	return found, least >= 0
}

func hits(b box, taken []box) bool {
	for _, t := range taken {
		if b.overlaps(t) {
			return true
		}
	}
	return false
}

// crosses tells whether the stretch from p to q meets a box (Liang and Barsky).
func crosses(b box, p, q point) bool {
	from, to := 0.0, 1.0
	for _, side := range [4][2]float64{
		{p.x - q.x, p.x - b.x}, {q.x - p.x, b.x + b.w - p.x},
		{p.y - q.y, p.y - b.y}, {q.y - p.y, b.y + b.h - p.y},
	} {
		switch {
		case side[0] == 0 && side[1] < 0:
			return false
		case side[0] < 0:
			from = max(from, side[1]/side[0])
		case side[0] > 0:
			to = min(to, side[1]/side[0])
		}
	}
	return from <= to
}
