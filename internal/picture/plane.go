package picture

import "image"

// share is a run of samples that one sample is the mean of, each with its part of the
// whole, in 1/4096.
type share struct {
	from  int
	parts []uint32
}

const shareBits = 12

// shares divides so many samples into so many others: each covers the same length of
// them, and those at its ends in part.
func shares(from, to int) []share {
	all := make([]share, to)
	for i := range all {
		begin, end := i*from, (i+1)*from // in 1/to of a sample
		first, last := begin/to, (end-1)/to
		parts, rest := make([]uint32, last-first+1), 1<<shareBits
		for n := range parts {
			at := first + n
			part := (min(end, (at+1)*to) - max(begin, at*to)) << shareBits / from
			parts[n], rest = uint32(part), rest-part // #nosec G115 -- at most 4096
		}
		parts[len(parts)/2] += uint32(rest) // #nosec G115 -- what rounding down has left, less than their number
		all[i] = share{first, parts}
	}
	return all
}

// scaled is the plane in another size.
func (p plane) scaled(size image.Point) plane {
	if p.pix == nil || p.size == size {
		return p
	}
	to := newPlane(size)
	across, down := shares(p.size.X, size.X), shares(p.size.Y, size.Y)
	sums := make([]uint32, p.size.X)
	for y, rows := range down {
		clear(sums)
		for n, part := range rows.parts {
			addRow(sums, p.pix[(rows.from+n)*p.stride:], part)
		}
		line := to.pix[y*to.stride:][:size.X]
		for x, columns := range across {
			sum := uint32(1) << (2*shareBits - 5)
			for n, part := range columns.parts {
				sum += sums[columns.from+n] >> 4 * part
			}
			line[x] = byte(sum >> (2*shareBits - 4)) // #nosec G115 -- a mean of bytes
		}
	}
	return to
}

// addRow adds a part of every sample of a row to the sums.
func addRow(sums []uint32, row []byte, part uint32) {
	row = row[:len(sums)]
	for x, value := range row {
		sums[x] += part * uint32(value)
	}
}

// turned is the plane upright.
func (p plane) turned(turn turning) plane {
	if p.pix == nil || turn <= upright || turn > 8 {
		return p
	}
	size := p.size
	if turn.swaps() {
		size.X, size.Y = size.Y, size.X
	}
	to := newPlane(size)
	for y := range size.Y {
		for x := range size.X {
			fromX, fromY := turn.source(x, y, size)
			to.pix[y*to.stride+x] = p.pix[fromY*p.stride+fromX]
		}
	}
	return to
}
