package picture

import (
	"encoding/binary"
	"image"
	"slices"
)

// webpKept are the chunks that say how a picture looks (WebP Container Specification).
var webpKept = []string{"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"}

// cleanWebP keeps those chunks, and says in the head that the others are not there.
func cleanWebP(data []byte) ([]byte, error) {
	const head, exif, xmp = 12, 0x08, 0x04 // of the file, and flags of VP8X
	out := append(make([]byte, 0, len(data)), data[:head]...)
	for rest := data[head:]; len(rest) >= 8; {
		size := uint64(binary.LittleEndian.Uint32(rest[4:]))
		padded := 8 + size + size%2
		name := string(rest[:4])
		if padded > uint64(len(rest)) {
			if padded-1 != uint64(len(rest)) || size%2 == 0 { // only the last byte, which means nothing, may be missing
				return nil, ErrFormat
			}
			rest = append(slices.Clone(rest), 0)
		}
		chunk := rest[:padded]
		if rest = rest[padded:]; !slices.Contains(webpKept, name) {
			continue
		}
		out = append(out, chunk...)
		if name == "VP8X" && size > 0 {
			out[len(out)-len(chunk)+8] &^= exif | xmp
		}
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8)) // #nosec G115 -- no longer than it was
	return out, nil
}

// steps tells whether a WebP moves, by the flag of its head.
func steps(data []byte) bool {
	const flags, moves = 20, 0x02
	return len(data) > flags && string(data[12:16]) == "VP8X" && data[flags]&moves != 0
}

// profileOf is the colour profile that stands in segments of a JPEG, in their order.
func profileOf(segments []byte) []byte {
	const head = len("ICC_PROFILE\x00") + 2 // and which segment it is, of how many
	var profile []byte
	for rest := segments; len(rest) > 0; {
		_, segment, after, err := nextSegment(rest)
		if err != nil || len(segment) < 2+head {
			return nil
		}
		profile, rest = append(profile, segment[2+head:]...), after
	}
	return profile
}

// withProfile is a WebP of nothing but pixels with a colour profile before them, in the
// container that allows one (WebP Container Specification, "Extended File Format").
func withProfile(data, profile []byte, size image.Point) []byte {
	const head, hasProfile = 12, 0x20 // of the file, and a flag of VP8X
	if len(profile) == 0 {
		return data
	}
	out := append(make([]byte, 0, len(data)+len(profile)+30), data[:head]...)
	out = append(out, "VP8X\x0a\x00\x00\x00"...)
	out = append(out, hasProfile, 0, 0, 0)
	for _, side := range []int{size.X - 1, size.Y - 1} {
		out = append(out, byte(side), byte(side>>8), byte(side>>16)) // #nosec G115 -- three bytes of it
	}
	out = append(out, "ICCP"...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(profile))) // #nosec G115 -- at most profileMost
	out = append(out, profile...)
	if len(profile)%2 == 1 {
		out = append(out, 0)
	}
	out = append(out, data[head:]...)
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8)) // #nosec G115 -- of a picture that was made just now
	return out
}
