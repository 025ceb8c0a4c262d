package picture

import (
	"encoding/binary"
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
