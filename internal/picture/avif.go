package picture

import (
	"encoding/binary"
	"slices"
)

// What an AVIF or HEIF may hold (ISO/IEC 23008-12): items that are pictures, properties that say how
// they look, and boxes that say where each is.
var (
	avifItems      = []string{"av01", "hvc1", "avc1", "grid", "iovl", "iden", "tmap"}
	avifProperties = []string{
		"ispe", "pixi", "colr", "av1C", "hvcC", "lhvC", "avcC", "irot", "imir", "clap", "pasp", "rloc", "auxC", "clli", "mdcv", "cclv", "amve", "reve",
		"ndwt", "a1op", "a1lx", "lsel", "oinf", "tols", "prdi",
	}
	avifBoxes = []string{"hdlr", "pitm", "iloc", "iinf", "iref", "iprp", "ipma", "idat", "dinf", "grpl"}
)

// cleanAVIF fills what an AVIF holds beside its pixels with zeros, in its place: other
// parts are found by how far they are from the beginning (ISO/IEC 14496-12, sections
// 8.11.3 and 8.11.6). What is not understood to the end is refused.
func cleanAVIF(data []byte) ([]byte, error) {
	if err := onlyStill(data); err != nil {
		return nil, err
	}
	out := slices.Clone(data)
	meta, ok := box(out, "meta")
	if !ok || len(meta) < 4 {
		return nil, ErrFormat
	}
	info, ok := box(meta[4:], "iinf")
	places, located := box(meta[4:], "iloc")
	if !ok || !located {
		return nil, ErrFormat
	}
	pictures, err := pictureItems(info)
	if err != nil {
		return nil, err
	}
	extents, err := extentsOf(places, pictures)
	if err != nil {
		return nil, err
	}
	inside, _ := box(meta[4:], "idat")
	if err := blankAround(out, inside, extents); err != nil {
		return nil, err
	}
	return out, eachBox(meta[4:], cleanMeta)
}

// blankAround fills the file's boxes of data, and the one inside for small things, with zeros
// around what pictures are read from.
func blankAround(file, inside []byte, extents []extent) error {
	pixels, small := make([]byte, len(file)), make([]byte, len(inside))
	room := 2 * uint64(len(file)) // no file reads its bytes again and again
	for _, hidden := range []bool{false, true} {
		for _, e := range extents {
			from, to := file, pixels
			if e.inside {
				from, to = inside, small
			}
			if e.from > uint64(len(from)) || e.size > uint64(len(from))-e.from || e.size > room {
				return ErrFormat
			}
			switch {
			case e.hidden != hidden:
				continue
			case hidden:
				clear(to[e.from:][:e.size])
			default:
				copy(to[e.from:][:e.size], from[e.from:])
			}
			room -= e.size
		}
	}
	copy(inside, small)
	end := 0
	return eachBox(file, func(name string, content []byte, size int) error {
		if end += size; name == "mdat" {
			copy(content, pixels[end-len(content):])
		}
		return nil
	})
}

// cleanMeta cleans a box of the list of what the file holds, in its place.
func cleanMeta(name string, content []byte, _ int) error {
	const handler = 20 // bytes of a handler before its name
	switch {
	case name == "hdlr":
		clear(content[min(handler, len(content)):])
	case name == "iprp":
		return eachBox(content, cleanMeta)
	case name == "ipco":
		return eachBox(content, cleanProperty)
	case !slices.Contains(avifBoxes, name):
		clear(content)
	}
	return nil
}

// cleanProperty cleans a property of items, in its place.
func cleanProperty(name string, content []byte, _ int) error {
	if !slices.Contains(avifProperties, name) {
		clear(content) // a description, a time
		return nil
	}
	if name != "colr" || len(content) < 4 || string(content[:4]) != "prof" && string(content[:4]) != "rICC" {
		return nil
	}
	bare := bareProfile(content[4:])
	if bare == nil {
		return ErrFormat
	}
	copy(content[4:], bare)
	return nil
}

// eachBox calls do with each box, and with its size.
func eachBox(data []byte, do func(name string, content []byte, size int) error) error {
	for len(data) > 0 {
		name, content, rest, err := nextBox(data)
		if err != nil {
			return err
		}
		if err := do(name, content, len(data)-len(rest)); err != nil {
			return err
		}
		data = rest
	}
	return nil
}

// onlyStill refuses a file that holds more than a picture: other boxes, of which some tell
// the place too, a second list of what it holds, or bytes behind the last box.
func onlyStill(data []byte) error {
	seen := map[string]bool{}
	return eachBox(data, func(name string, _ []byte, _ int) error {
		if name != "mdat" && seen[name] || !slices.Contains([]string{"ftyp", "meta", "mdat"}, name) {
			return ErrFormat
		}
		seen[name] = true
		return nil
	})
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

// pictureItems are the numbers of the items that are pictures, and not EXIF or XMP. The names
// of all are filled with zeros.
func pictureItems(info []byte) (items map[uint32]bool, err error) {
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
		items[uint32(id)] = slices.Contains(avifItems, string(binary.BigEndian.AppendUint32(nil, kind))) // #nosec G115 -- of 32 bits
		clear(f.data)
	}
	clear(rest)
	return items, nil
}

// extent is a part of the file, in bytes, or of the box for small things inside the list;
// hidden are those of items that are no pictures.
type extent struct {
	from, size     uint64
	inside, hidden bool
}

// extentsOf are the parts of the file that hold the items.
func extentsOf(places []byte, pictures map[uint32]bool) (extents []extent, err error) {
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
		e := extent{inside: method == 1, hidden: !pictures[uint32(id)]} // #nosec G115 -- of 32 bits
		for parts := r.take(2); parts > 0 && !r.short; parts-- {
			if version > 0 {
				r.take(indexSize)
			}
			e.from = base + r.take(offsetSize)
			if e.size = r.take(lengthSize); method < 2 { // else it is made of other items
				extents = append(extents, e)
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
