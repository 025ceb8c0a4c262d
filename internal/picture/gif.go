package picture

import "slices"

// gifLoops are the applications whose block says how often a picture repeats.
var gifLoops = []string{"NETSCAPE2.0", "ANIMEXTS1.0"}

// cleanGIF keeps the images, what controls them and how often they repeat (GIF89a, sections
// 17 to 27): no remarks, no texts, which no browser shows, nothing of other applications.
func cleanGIF(data []byte) ([]byte, error) {
	const head = 13
	if len(data) < head {
		return nil, ErrFormat
	}
	at := head + colours(data[10])
	if at > len(data) {
		return nil, ErrFormat
	}
	out := append(make([]byte, 0, len(data)), data[:at]...)
	for at < len(data) {
		from, keep, most := at, true, 0
		switch data[at] {
		case 0x3b: // the end
			return append(out, 0x3b), nil
		case 0x2c: // an image
			if at+10 >= len(data) {
				return nil, ErrFormat
			}
			at += 10 + colours(data[at+9]) + 1
		case 0x21: // an extension
			if at+2 >= len(data) {
				return nil, ErrFormat
			}
			label := data[at+1]
			at += 2
			keep, most = label == 0xf9, at+gifControl
			if label == 0xff && at+gifLoop <= len(data) && data[at] == 11 && data[at+12] == 3 && data[at+13] == 1 {
				keep, most = slices.Contains(gifLoops, string(data[at+1:at+12])), at+gifLoop
			}
		default:
			return nil, ErrFormat
		}
		end, missing := blocks(data, at)
		if keep && most > 0 && end >= most { // nothing may follow what such a block holds
			out = append(append(out, data[from:most-1]...), 0)
		} else if keep {
			out = append(out, data[from:end]...)
			out = append(out, make([]byte, missing)...) // cut off in its pixels: browsers show what there is
		}
		at = end
	}
	return append(out, 0x3b), nil
}

// Lengths of the blocks of extensions, with the zero at their end.
const (
	gifControl = 6
	gifLoop    = 17
)

// colours is the length of a table of colours, by the byte that tells of it.
func colours(packed byte) int {
	if packed&0x80 == 0 {
		return 0
	}
	return 3 << (packed&7 + 1)
}

// blocks is where a chain of blocks ends, and how many bytes it lacks.
func blocks(data []byte, at int) (end, missing int) {
	for at < len(data) {
		size := int(data[at])
		if at += 1 + size; size == 0 {
			return at, 0
		}
	}
	return len(data), at - len(data) + 1
}
