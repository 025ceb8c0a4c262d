package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"io"
	"slices"
	"strings"
)

// profileKept are the parts of a colour profile that colours are reckoned with (ICC.1:2022,
// section 9.2). The others say who made it, for which screen and of which computer.
const profileKept = " rXYZ gXYZ bXYZ wtpt bkpt lumi chad rTRC gTRC bTRC kTRC A2B0 A2B1 A2B2 A2B3 B2A0 B2A1 B2A2 B2A3" +
	" D2B0 D2B1 D2B2 D2B3 B2D0 B2D1 B2D2 B2D3 gamt cicp chrm "

// bareProfile is a colour profile that names nobody, as long as it was: what does not say
// how colours look is written over in its place, in the form that it has. It is nil for
// what is no profile, by which no browser goes.
func bareProfile(profile []byte) []byte {
	const head, entry, idFrom, idTo = 128, 12, 84, 100
	if len(profile) < head+4 || string(profile[36:40]) != "acsp" {
		return nil
	}
	size, count := uint64(binary.BigEndian.Uint32(profile)), uint64(binary.BigEndian.Uint32(profile[head:]))
	table := head + 4 + count*entry
	if size > uint64(len(profile)) || table > size {
		return nil
	}
	bare := make([]byte, len(profile))
	copy(bare, profile[:table])
	clear(bare[idFrom:idTo]) // the sum of what it was: zeros are a profile without one
	for at := uint64(head + 4); at < table; at += entry {
		name := string(profile[at : at+4])
		from, length := uint64(binary.BigEndian.Uint32(profile[at+4:])), uint64(binary.BigEndian.Uint32(profile[at+8:]))
		if from < table || from > size || length > size-from {
			return nil
		}
		part := profile[from : from+length]
		if !strings.Contains(profileKept, " "+name+" ") {
			part = bareText(part)
		}
		copy(bare[from:], part)
	}
	return bare
}

// bareText is a part of a profile with hyphens for its text: an empty one is not allowed.
func bareText(part []byte) []byte {
	bare := make([]byte, len(part))
	if len(part) < 12 {
		return bare
	}
	fill := func(from, to int) {
		for i := from; i < to; i++ {
			bare[i] = '-'
		}
	}
	number := int64(binary.BigEndian.Uint32(part[8:]))
	switch string(part[:4]) {
	case "text":
		copy(bare, "text")
		fill(8, len(part)-1)
	case "desc":
		if number > int64(len(part)-12) {
			break
		}
		copy(bare, part[:12])
		fill(12, 12+int(number)-1)
	case "mluc":
		if 16+12*number > int64(len(part)) {
			break
		}
		table := 16 + 12*int(number)
		copy(bare, part[:table])
		for i := table + 1; i < len(part); i += 2 { // in UTF-16
			bare[i] = '-'
		}
	}
	return bare
}

const (
	profileMark = "ICC_PROFILE\x00"
	partMost    = 0xffff - 2 - len(profileMark) - 2 // bytes of a profile in one segment
)

// jpegProfile is the segments with a JPEG's colour profile (ICC.1, annex B.4).
func jpegProfile(data []byte) (segments []byte) {
	var parts [][]byte // by their number
	for rest := data[2:]; ; {
		marker, segment, after, err := nextSegment(rest)
		if err != nil || marker == markerSOS || marker == markerEOI {
			break
		}
		rest = after
		if marker != 0xe2 || len(segment) < 2+len(profileMark)+2 || !bytes.HasPrefix(segment[2:], []byte(profileMark)) {
			continue
		}
		part := segment[2+len(profileMark):]
		n, of := int(part[0]), int(part[1])
		if parts == nil {
			parts = make([][]byte, of)
		}
		if n < 1 || n > len(parts) || of != len(parts) || parts[n-1] != nil {
			return nil
		}
		parts[n-1] = part[2:]
	}
	bare := bareProfile(slices.Concat(parts...))
	of := (len(bare) + partMost - 1) / partMost
	if of > 0xff {
		return nil
	}
	for n := range of {
		part := bare[n*partMost : min((n+1)*partMost, len(bare))]
		segments = append(segments, 0xff, 0xe2)
		segments = binary.BigEndian.AppendUint16(segments, uint16(2+len(profileMark)+2+len(part))) // #nosec G115 -- see partMost
		segments = append(append(segments, profileMark...), byte(n+1), byte(of))                   // #nosec G115 -- see above
		segments = append(segments, part...)
	}
	return segments
}

// pngProfile is the content of the chunk with a PNG's colour profile; nil for none that
// can be read.
func pngProfile(content []byte) []byte {
	const most = 16 << 20 // bytes of a profile: a hundred times what there is
	_, packed, ok := bytes.Cut(content, []byte{0})
	if !ok || len(packed) == 0 {
		return nil
	}
	in, err := zlib.NewReader(bytes.NewReader(packed[1:]))
	if err != nil {
		return nil
	}
	profile, err := io.ReadAll(io.LimitReader(in, most))
	if err != nil {
		return nil
	}
	bare := bareProfile(profile)
	if bare == nil {
		return nil
	}
	out := bytes.NewBufferString("icc\x00\x00") // the name, and how it is packed
	w := zlib.NewWriter(out)
	_, _ = w.Write(bare)
	_ = w.Close() // a buffer takes everything
	return out.Bytes()
}
