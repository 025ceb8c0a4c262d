package picture

import (
	"bytes"
	"encoding/binary"
	"image"
)

// turning is how a picture is to be turned to stand upright, as EXIF counts it
// (CIPA DC-008, section 4.6.4, tag 274).
type turning uint16

const upright turning = 1

// swaps tells whether what was its width becomes its height.
func (t turning) swaps() bool { return t >= 5 && t <= 8 }

// apply turns a picture.
func (t turning) apply(from *image.RGBA) *image.RGBA {
	if t <= upright || t > 8 {
		return from
	}
	size := from.Bounds().Size()
	if t.swaps() {
		size.X, size.Y = size.Y, size.X
	}
	to := image.NewRGBA(image.Rectangle{Max: size})
	for y := range size.Y {
		for x := range size.X {
			to.SetRGBA(x, y, from.RGBAAt(t.source(x, y, size)))
		}
	}
	return to
}

// source is where a pixel of the upright picture stands in the one that was taken.
func (t turning) source(x, y int, size image.Point) (int, int) {
	right, down := size.X-1-x, size.Y-1-y
	switch t {
	case 2:
		return right, y
	case 3:
		return right, down
	case 4:
		return x, down
	case 5:
		return y, x
	case 6:
		return y, right
	case 7:
		return down, right
	case 8:
		return down, x
	}
	return x, y
}

// orientation reads how a JPEG or a PNG is to be turned; upright when it does not say so or
// is not as it should be. Only the one value is read: a library for all of EXIF would cost
// every start of the program its tables.
func orientation(data []byte) turning {
	if bytes.HasPrefix(data, []byte(pngMagic)) {
		return turnOfPNG(data)
	}
	for rest := bytes.TrimPrefix(data, []byte{0xff, 0xd8}); len(rest) >= 4 && rest[0] == 0xff; {
		marker, length := rest[1], int(binary.BigEndian.Uint16(rest[2:]))
		if marker == 0xda || length < 2 || len(rest) < 2+length { // the pixels begin, or it is cut off
			break
		}
		if block, ok := bytes.CutPrefix(rest[4:2+length], []byte("Exif\x00\x00")); ok && marker == 0xe1 {
			return inTIFF(block)
		}
		rest = rest[2+length:]
	}
	return upright
}

// inTIFF reads the orientation from the first directory of EXIF's TIFF (TIFF 6.0,
// section 2).
func inTIFF(block []byte) turning {
	var order binary.ByteOrder
	switch {
	case bytes.HasPrefix(block, []byte("II*\x00")):
		order = binary.LittleEndian
	case bytes.HasPrefix(block, []byte("MM\x00*")):
		order = binary.BigEndian
	default:
		return upright
	}
	if len(block) < 8 {
		return upright
	}
	at := uint64(order.Uint32(block[4:]))
	if at+2 > uint64(len(block)) {
		return upright
	}
	const entry, tag, short = 12, 274, 3
	count := uint64(order.Uint16(block[at:]))
	for i := range count {
		from := at + 2 + i*entry
		if from+entry > uint64(len(block)) {
			break
		}
		field := block[from : from+entry]
		if order.Uint16(field) == tag && order.Uint16(field[2:]) == short {
			if t := turning(order.Uint16(field[8:])); t >= 1 && t <= 8 {
				return t
			}
			break
		}
	}
	return upright
}
