package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"slices"
)

// webpKept are the chunks that say how a picture looks (WebP Container Specification), and
// webpFrame those that a frame of a moving one has.
var (
	webpKept  = []string{"VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"}
	webpFrame = []string{"VP8 ", "VP8L", "ALPH"}
)

// webpHead is the length of a file's head, in bytes.
const webpHead = 12

// cleanWebP keeps those chunks, says in the head that the others are not there, and drops
// what follows the end that the head names.
func cleanWebP(data []byte) ([]byte, error) {
	const bits, exif, xmp, icc = 8, 0x08, 0x04, 0x20 // of VP8X
	out := append(make([]byte, 0, len(data)), data[:webpHead]...)
	flags := -1 // where they are
	err := webpChunks(webpBody(data), func(name string, content []byte) (err error) {
		switch name {
		case "VP8X":
			if content = slices.Clone(content); len(content) > 0 {
				content[0] &^= exif | xmp | icc
				flags = len(out) + bits
			}
		case "ICCP":
			if content = bareProfile(content); content == nil {
				return nil
			}
			if flags >= 0 {
				out[flags] |= icc
			}
		case "ANMF":
			if content, err = cleanFrame(content); err != nil {
				return err
			}
		}
		if slices.Contains(webpKept, name) {
			out = appendPart(out, name, content)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	binary.LittleEndian.PutUint32(out[4:], uint32(len(out)-8)) // #nosec G115 -- no longer than it was
	return out, nil
}

// webpBody is a file's chunks.
func webpBody(data []byte) []byte {
	return data[webpHead:max(webpHead, min(uint64(len(data)), 8+uint64(binary.LittleEndian.Uint32(data[4:]))))]
}

// cleanFrame keeps of a frame its pixels.
func cleanFrame(content []byte) ([]byte, error) {
	const head = 16 // where it stands, and how long
	if len(content) < head {
		return nil, ErrFormat
	}
	out := slices.Clone(content[:head])
	err := webpChunks(content[head:], func(name string, content []byte) error {
		if slices.Contains(webpFrame, name) {
			out = appendPart(out, name, content)
		}
		return nil
	})
	return out, err
}

// webpChunks calls do with each chunk.
func webpChunks(rest []byte, do func(name string, content []byte) error) error {
	for len(rest) >= 8 {
		size := uint64(binary.LittleEndian.Uint32(rest[4:]))
		if 8+size > uint64(len(rest)) {
			return ErrFormat
		}
		if err := do(string(rest[:4]), rest[8:8+size]); err != nil {
			return err
		}
		rest = rest[min(8+size+size%2, uint64(len(rest))):] // the last byte, which means nothing, may be missing
	}
	return nil
}

func appendPart(dst []byte, name string, content []byte) []byte {
	dst = binary.LittleEndian.AppendUint32(append(dst, name...), uint32(len(content))) // #nosec G115 -- no longer than it was
	if dst = append(dst, content...); len(content)%2 == 1 {
		dst = append(dst, 0)
	}
	return dst
}

// turnOfWebP reads how a WebP is to be turned.
func turnOfWebP(data []byte) (turn turning) {
	turn = upright
	_ = webpChunks(webpBody(data), func(name string, content []byte) error {
		if name == "EXIF" {
			turn = inTIFF(bytes.TrimPrefix(content, []byte("Exif\x00\x00")))
		}
		return nil
	})
	return turn
}

// steps tells whether a WebP moves, by the flag of its head.
func steps(data []byte) bool { return webpFlag(data, 0x02) }

// webpFlag tells whether the head of a WebP says something.
func webpFlag(data []byte, flag byte) bool {
	const flags = 20
	return len(data) > flags && string(data[12:16]) == "VP8X" && data[flags]&flag != 0
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
