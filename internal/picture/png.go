package picture

import (
	"encoding/binary"
	"slices"
)

const pngMagic = "\x89PNG\r\n\x1a\n"

// pngKept are the chunks that say how a picture looks (PNG, third edition, section 11).
var pngKept = []string{
	"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "hIST", "pHYs", "sPLT",
	"acTL", "fcTL", "fdAT",
}

// cleanPNG keeps those chunks, and nothing that follows the last.
func cleanPNG(data []byte) ([]byte, error) {
	const frame = 12 // length, name and checksum of a chunk
	out := append(make([]byte, 0, len(data)), pngMagic...)
	for rest := data[len(pngMagic):]; len(rest) >= frame; {
		length := uint64(binary.BigEndian.Uint32(rest))
		name := string(rest[4:8])
		if length > uint64(len(rest)-frame) {
			if name != "IDAT" {
				return nil, ErrFormat
			}
			return append(out, rest...), nil // cut off in its pixels
		}
		chunk := rest[:frame+length]
		if rest = rest[len(chunk):]; slices.Contains(pngKept, name) {
			out = append(out, chunk...)
		}
		if name == "IEND" {
			return out, nil
		}
	}
	return out, nil
}
