package picture

import (
	"encoding/binary"
	"slices"
)

// cleanAVIF fills what an AVIF holds beside its pixels with zeros, in its place: other
// parts are found by how far they are from the beginning (ISO/IEC 14496-12, sections
// 8.11.3 and 8.11.6). What is not understood to the end is refused.
func cleanAVIF(data []byte) ([]byte, error) {
	if err := onlyStill(data); err != nil {
		return nil, err
	}
	meta, ok := box(data, "meta")
	if !ok || len(meta) < 4 {
		return nil, ErrFormat
	}
	info, ok := box(meta[4:], "iinf")
	places, located := box(meta[4:], "iloc")
	if !ok || !located {
		return nil, ErrFormat
	}
	hidden, err := metadataItems(info)
	if err != nil || len(hidden) == 0 {
		return data, err
	}
	extents, err := extentsOf(places, hidden)
	if err != nil {
		return nil, err
	}
	out := slices.Clone(data)
	for _, e := range extents {
		if e.from > uint64(len(out)) || e.size > uint64(len(out))-e.from {
			return nil, ErrFormat
		}
		clear(out[e.from:][:e.size])
	}
	return out, nil
}

// onlyStill refuses a file that holds more than a picture: other boxes, of which some tell
// the place too, a second list of what it holds, or bytes behind the last box.
func onlyStill(data []byte) error {
	seen := map[string]bool{}
	for len(data) > 0 {
		name, _, rest, err := nextBox(data)
		if err != nil || name != "mdat" && seen[name] || !slices.Contains([]string{"ftyp", "meta", "mdat"}, name) {
			return ErrFormat
		}
		seen[name] = true
		data = rest
	}
	return nil
}

// nextBox is the name of the first box, its content, and what follows it (ISO/IEC
// 14496-12, section 4.2).
func nextBox(data []byte) (name string, content, rest []byte, err error) {
	if len(data) < 8 {
		return "", nil, nil, ErrFormat
	}
	size, head := uint64(binary.BigEndian.Uint32(data)), uint64(8)
	switch {
	case size == 1 && len(data) >= 16:
		size, head = binary.BigEndian.Uint64(data[8:]), 16
	case size == 0: // up to the end
		size = uint64(len(data))
	}
	if size < head || size > uint64(len(data)) {
		return "", nil, nil, ErrFormat
	}
	return string(data[4:8]), data[head:size], data[size:], nil
}

// box finds the first box of a name, and is its content.
func box(data []byte, name string) (content []byte, ok bool) {
	for {
		found, content, rest, err := nextBox(data)
		if err != nil {
			return nil, false
		}
		if found == name {
			return content, true
		}
		data = rest
	}
}

// metadataItems are the numbers of the items that are EXIF or XMP.
func metadataItems(info []byte) (items map[uint32]bool, err error) {
	items = map[uint32]bool{}
	r := fields{data: info}
	version := r.take(4) >> 24
	count := r.take(2)
	if version > 0 {
		count = count<<16 | r.take(2)
	}
	rest := r.data
	for ; count > 0; count-- {
		name, entry, after, err := nextBox(rest)
		if err != nil || name != "infe" {
			return nil, ErrFormat
		}
		rest = after
		f := fields{data: entry}
		version := f.take(4) >> 24
		id := f.take(2)
		if version > 2 {
			id = id<<16 | f.take(2)
		}
		f.take(2)
		kind := uint32(f.take(4))
		if f.short || version < 2 {
			return nil, ErrFormat
		}
		if kind == binary.BigEndian.Uint32([]byte("Exif")) || kind == binary.BigEndian.Uint32([]byte("mime")) {
			items[uint32(id)] = true // #nosec G115 -- of 32 bits
		}
	}
	return items, nil
}

// extent is a part of the file, in bytes.
type extent struct{ from, size uint64 }

// extentsOf are the parts of the file that hold the items.
func extentsOf(places []byte, of map[uint32]bool) (extents []extent, err error) {
	r := fields{data: places}
	version := r.take(4) >> 24
	sizes := r.take(2)
	offsetSize, lengthSize, baseSize, indexSize := int(sizes>>12&15), int(sizes>>8&15), int(sizes>>4&15), int(sizes&15)
	if lengthSize == 0 { // an extent would be all that follows
		return nil, ErrFormat
	}
	count := r.take(2)
	if version == 2 {
		count = count<<16 | r.take(2)
	}
	for ; count > 0 && !r.short; count-- {
		id := r.take(2)
		if version == 2 {
			id = id<<16 | r.take(2)
		}
		method := uint64(0)
		if version > 0 {
			method = r.take(2) & 15
		}
		r.take(2)
		base := r.take(baseSize)
		wanted := of[uint32(id)] // #nosec G115 -- of 32 bits
		if wanted && method != 0 {
			return nil, ErrFormat
		}
		for parts := r.take(2); parts > 0 && !r.short; parts-- {
			if version > 0 {
				r.take(indexSize)
			}
			from, size := r.take(offsetSize), r.take(lengthSize)
			if wanted {
				extents = append(extents, extent{base + from, size})
			}
		}
	}
	if r.short {
		return nil, ErrFormat
	}
	return extents, nil
}

// fields reads numbers one after the other.
type fields struct {
	data  []byte
	short bool // there were not enough
}

func (f *fields) take(size int) (n uint64) {
	if size > len(f.data) {
		f.short = true
		return 0
	}
	for _, b := range f.data[:size] {
		n = n<<8 | uint64(b)
	}
	f.data = f.data[size:]
	return n
}
