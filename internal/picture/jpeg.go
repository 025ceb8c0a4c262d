package picture

import (
	"bytes"
	"encoding/binary"
)

// Markers of JPEG (ITU-T T.81, table B.1).
const (
	markerSOI   = 0xd8
	markerEOI   = 0xd9
	markerSOS   = 0xda
	markerAPP0  = 0xe0
	markerAdobe = 0xee
)

// cleanJPEG keeps the segments that decoding needs, the colour profile, and the way up.
// What follows the end of the image is dropped: phones put a second picture or a film
// there. A profile that cannot be read goes too: no browser goes by it.
func cleanJPEG(data []byte) ([]byte, error) {
	out := append(make([]byte, 0, len(data)), 0xff, markerSOI)
	if turn := orientation(data); turn != upright {
		out = appendTurning(out, turn)
	}
	out = append(out, jpegProfile(data)...)
	for rest := data[2:]; ; {
		marker, segment, after, err := nextSegment(rest)
		if err != nil {
			return nil, err
		}
		rest = after
		switch {
		case marker == markerEOI:
			return append(out, 0xff, markerEOI), nil
		case keepsSegment(marker, segment):
			out = append(out, 0xff, marker)
			out = append(out, bare(marker, segment)...)
		}
		if marker == markerSOS {
			scan := scanLength(rest)
			out, rest = append(out, rest[:scan]...), rest[scan:]
			if len(rest) == 0 { // cut off in its pixels: browsers show what there is
				return append(out, 0xff, markerEOI), nil
			}
		}
	}
}

// nextSegment is the next marker, and its segment with its length when it has one.
func nextSegment(data []byte) (marker byte, segment, rest []byte, err error) {
	fill := 0 // a marker may stand after any number of these
	for fill < len(data) && data[fill] == 0xff {
		fill++
	}
	if fill == 0 || fill == len(data) {
		return 0, nil, nil, ErrFormat
	}
	marker, rest = data[fill], data[fill+1:]
	if marker == markerEOI || marker >= 0xd0 && marker <= 0xd7 || marker == 0x01 {
		return marker, nil, rest, nil
	}
	if len(rest) < 2 {
		return 0, nil, nil, ErrFormat
	}
	length := int(binary.BigEndian.Uint16(rest))
	if length < 2 || length > len(rest) {
		return 0, nil, nil, ErrFormat
	}
	return marker, rest[:length], rest[length:], nil
}

// keepsSegment tells whether a segment says how the picture looks (ITU-T T.81, table B.1);
// the colour profile was taken out before.
func keepsSegment(marker byte, segment []byte) bool {
	switch {
	case marker == 0xc8 || marker == markerSOI: // reserved, and the beginning of another picture
		return false
	case marker == markerAPP0: // not its extension, which is a preview
		return bytes.HasPrefix(segment[2:], []byte("JFIF\x00"))
	case marker == markerAdobe: // how the colours are told apart
		return bytes.HasPrefix(segment[2:], []byte("Adobe"))
	}
	return marker == 0x01 || marker >= 0xc0 && marker <= 0xdd
}

// Lengths of segments of which more may stand in a file, themselves included: JFIF allows a
// preview.
const (
	jfifLength  = 16
	adobeLength = 14
)

// bare is a segment without what may stand behind its values.
func bare(marker byte, segment []byte) []byte {
	length := len(segment)
	switch marker {
	case markerAPP0:
		length = min(length, jfifLength)
	case markerAdobe:
		length = min(length, adobeLength)
	}
	if length == len(segment) {
		return segment
	}
	plain := append(binary.BigEndian.AppendUint16(nil, uint16(length)), segment[2:length]...) // #nosec G115 -- at most 16
	if marker == markerAPP0 {
		plain[jfifLength-2], plain[jfifLength-1] = 0, 0 // no pixels of a preview
	}
	return plain
}

// scanLength is how many bytes of pixels follow a scan's head: up to the next marker that
// does not belong to them.
func scanLength(data []byte) int {
	for at := 0; ; {
		next := bytes.IndexByte(data[at:], 0xff)
		if next < 0 || at+next+1 >= len(data) {
			return len(data)
		}
		at += next
		if after := data[at+1]; after != 0 && (after < 0xd0 || after > 0xd7) && after != 0xff {
			return at
		}
		at++
	}
}

// appendTurning appends EXIF of nothing but the way up.
func appendTurning(dst []byte, turn turning) []byte {
	exif := append([]byte("Exif\x00\x00"), turningTIFF(turn)...)
	dst = append(dst, 0xff, 0xe1)
	dst = binary.BigEndian.AppendUint16(dst, uint16(len(exif)+2)) // #nosec G115 -- 34
	return append(dst, exif...)
}

// turningTIFF is EXIF's TIFF with the way up alone.
func turningTIFF(turn turning) []byte {
	block := []byte("MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01")
	return append(binary.BigEndian.AppendUint16(block, uint16(turn)), 0, 0, 0, 0, 0, 0)
}
