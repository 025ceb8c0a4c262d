package webp

import "image"

// planes are a picture as JPEG has it.
type planes struct {
	width, height         int
	y, cb, cr             []byte // the colours are nil for a grey picture
	yStride, colourStride int
}

// planesOf takes a picture apart.
func planesOf(picture image.Image) (planes, error) {
	size := picture.Bounds().Size()
	if !Fits(size) {
		return planes{}, errMemory
	}
	switch m := picture.(type) {
	case *image.Gray:
		return planes{width: size.X, height: size.Y, y: m.Pix, yStride: m.Stride}, nil
	case *image.YCbCr:
		if m.SubsampleRatio == image.YCbCrSubsampleRatio420 && m.Rect.Min == (image.Point{}) {
			return planes{size.X, size.Y, m.Y, m.Cb, m.Cr, m.YStride, m.CStride}, nil
		}
	}
	return planes{}, errModel
}

// colours is the size of the planes of colours.
func (p planes) colours() (width, height int) { return (p.width + 1) / 2, (p.height + 1) / 2 }

// length is that of all planes, one after the other, in bytes.
func (p planes) length() int {
	across, down := p.colours()
	return p.width*p.height + 2*across*down
}

// put writes the planes one after the other. In JPEG a sample has all values of a byte; in
// WebP, as in television, brightness is 16 to 235 and a colour 16 to 240 (ITU-R BT.601).
func (p planes) put(to []byte) {
	var bright, colour [256]byte
	for v := range 256 {
		bright[v] = byte(16 + (v*219+127)/255)                        // #nosec G115 -- at most 235
		colour[v] = byte((2*(128*255+(v-128)*224) + 255) / (2 * 255)) // #nosec G115 -- 16 to 240
	}
	across, down := p.colours()
	to = put(to, p.y, p.yStride, p.width, p.height, &bright)
	for _, plane := range [][]byte{p.cb, p.cr} {
		if plane == nil {
			to = fill(to, across*down, 128)
			continue
		}
		to = put(to, plane, p.colourStride, across, down, &colour)
	}
}

// put writes a plane, each sample as the table has it, and returns what is left of the room.
func put(to, from []byte, stride, width, height int, as *[256]byte) []byte {
	for y := range height {
		row, line := from[y*stride:][:width], to[:width]
		for x, v := range row {
			line[x] = as[v]
		}
		to = to[width:]
	}
	return to
}

// fill writes so many bytes of a value, and returns what is left of the room.
func fill(to []byte, length int, value byte) []byte {
	for i := range to[:length] {
		to[i] = value
	}
	return to[length:]
}
