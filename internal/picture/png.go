package picture

import (
	"encoding/binary"
	"hash/crc32"
	"math"
)

const pngMagic = "\x89PNG\r\n\x1a\n"

// pngKept are the chunks that say how a picture looks, and how many bytes each may have at
// most (PNG, third edition, section 11).
var pngKept = map[string]uint64{
	"IHDR": 13, "PLTE": 768, "IDAT": math.MaxInt32, "tRNS": 256, "cHRM": 32, "gAMA": 4, "iCCP": math.MaxInt32, "sBIT": 4, "sRGB": 1, "cICP": 4,
	"mDCV": 24, "cLLI": 8, "bKGD": 6, "hIST": 512, "pHYs": 9, "acTL": 8, "fcTL": 26, "fdAT": math.MaxInt32,
}

// pngFrame is the length, the name and the checksum of a chunk, in bytes.
const pngFrame = 12

// cleanPNG keeps those chunks, the way up, and nothing that follows the last.
func cleanPNG(data []byte) ([]byte, error) {
	out := append(make([]byte, 0, len(data)), pngMagic...)
	for rest := data[len(pngMagic):]; len(rest) >= pngFrame; {
		length := uint64(binary.BigEndian.Uint32(rest))
		name := string(rest[4:8])
		if length > uint64(len(rest)-pngFrame) {
			if name != "IDAT" {
				return nil, ErrFormat
			}
			return append(out, rest...), nil // cut off in its pixels
		}
		chunk := rest[:pngFrame+length]
		rest = rest[len(chunk):]
		switch most, kept := pngKept[name]; {
		case name == "IEND":
			return appendChunk(out, name, nil), nil
		case !kept || length > most:
		case name == "iCCP":
			if profile := pngProfile(chunk[8 : 8+length]); profile != nil {
				out = appendChunk(out, name, profile)
			}
		default:
			out = append(out, chunk...)
		}
		if name != "IHDR" {
			continue
		}
		if turn := turnOfPNG(data); turn != upright {
			out = appendChunk(out, "eXIf", turningTIFF(turn))
		}
	}
	return out, nil
}

// appendChunk appends a chunk.
func appendChunk(dst []byte, name string, content []byte) []byte {
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(content))) // #nosec G115 -- no longer than a file
	from := len(dst)
	dst = append(append(dst, name...), content...)
	return binary.BigEndian.AppendUint32(dst, crc32.ChecksumIEEE(dst[from:]))
}

// turnOfPNG reads how a PNG is to be turned. What stands behind the pixels is not asked:
// browsers have begun to show them by then.
func turnOfPNG(data []byte) turning {
	for rest := data[len(pngMagic):]; len(rest) >= pngFrame; {
		length := uint64(binary.BigEndian.Uint32(rest))
		name := string(rest[4:8])
		if length > uint64(len(rest)-pngFrame) || name == "IDAT" {
			break
		}
		if name == "eXIf" {
			return inTIFF(rest[8 : 8+length])
		}
		rest = rest[pngFrame+length:]
	}
	return upright
}
