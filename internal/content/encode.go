package content

import (
	"cmp"
	"encoding/binary"
	"strings"

	"bulletin/internal/markdown"
	"bulletin/internal/record"
)

// kept is a document as it is kept from build to build, but for its Content, which
// stands before, and its Detail, whose type follows from the kind.
type kept struct {
	Path   string
	Kind   Kind
	Bundle bool
	Meta   Meta
	Body   markdown.Doc
	Inside Inside
}

// keeper writes and reads documents and heads.
type keeper struct {
	head    record.Codec[Head]
	ends    record.Codec[Ends]
	figures record.Codec[Figures]
	rare    record.Codec[Rare]
	kept    record.Codec[kept]
	details map[Kind]detailKeeper
}

// detailKeeper writes and reads the details of one kind.
type detailKeeper struct {
	append func(dst []byte, d Detail) []byte
	read   func(data string) (Detail, error)
	layout string
}

var keep = keeper{
	head: record.For[Head](), ends: record.For[Ends](), figures: record.For[Figures](), rare: record.For[Rare](), kept: record.For[kept](),
	details: map[Kind]detailKeeper{
		KindMeeting: detailsOf[Meeting](), KindStory: detailsOf[Story](), KindAward: detailsOf[Award](),
		KindClassification: detailsOf[Classification](), KindNews: detailsOf[News](),
		KindIssue: detailsOf[Issue](), KindPage: detailsOf[Page](),
	},
}

func detailsOf[T any, P interface {
	*T
	Detail
}]() detailKeeper {
	codec := record.For[T]()
	return detailKeeper{
		append: func(dst []byte, d Detail) []byte { return codec.Append(dst, (*T)(d.(P))) },
		read: func(data string) (Detail, error) {
			v := new(T)
			return P(v), codec.Read(data, v)
		},
		layout: codec.Layout(),
	}
}

// Layout changes when documents or heads are kept in another form; bytes of
// another layout cannot be read.
func Layout() string {
	var b strings.Builder
	b.WriteString(keep.head.Layout())
	b.WriteString(keep.ends.Layout())
	b.WriteString(keep.figures.Layout())
	b.WriteString(linksCodec.Layout())
	b.WriteString(keep.kept.Layout())
	for _, spec := range Kinds {
		b.WriteString(keep.details[spec.Kind].layout)
	}
	return b.String()
}

// Encode appends the document to dst, for [DecodeSummary], [DecodeFigures],
// [DecodeDocument] and [DecodeDetail].
func (d *Document) Encode(dst []byte, brief Brief) []byte {
	k := kept{Path: d.Path, Kind: d.Kind, Bundle: d.Bundle, Meta: d.Meta, Body: d.Body, Inside: d.Inside}
	dst = append(dst, d.Content[:]...)
	dst = brief.append(dst)
	dst = sized(dst, func(dst []byte) []byte { return keep.kept.Append(dst, &k) })
	return keep.details[d.Kind].append(dst, d.Detail)
}

// sizeLen is the length of the number before a part of a document, in bytes.
const sizeLen = 4

// sized appends a part of a document after its size.
func sized(dst []byte, part func([]byte) []byte) []byte {
	start := len(dst)
	dst = part(append(dst, make([]byte, sizeLen)...))
	binary.LittleEndian.PutUint32(dst[start:], uint32(len(dst)-start-sizeLen)) // #nosec G115 -- a text has up to some megabytes
	return dst
}

// unsized takes a part off that [sized] wrote.
func unsized[T string | []byte](data T) (part, rest T, err error) {
	if len(data) < sizeLen {
		return part, rest, record.ErrDamaged
	}
	size := uint64(binary.LittleEndian.Uint32([]byte(data[:sizeLen])))
	if size > uint64(len(data)-sizeLen) {
		return part, rest, record.ErrDamaged
	}
	return data[sizeLen:][:size], data[sizeLen:][size:], nil
}

// parts takes apart what [Document.Encode] wrote, but for the brief.
func parts[T string | []byte](data T) (of record.Sum, first, detail T, err error) {
	if len(data) < len(of) {
		return of, first, detail, record.ErrDamaged
	}
	copy(of[:], data)
	_, _, rest, err := briefParts(data[len(of):])
	if err == nil {
		first, detail, err = unsized(rest)
	}
	return of, first, detail, err
}

// DecodeDocument reads what [Document.Encode] wrote. Its texts are parts of
// data. It has no places any more, so no diagnostic can be made of it.
func DecodeDocument(data string) (*Document, error) {
	of, first, detail, err := parts(data)
	if err != nil {
		return nil, err
	}
	var k kept
	if err := keep.kept.Read(first, &k); err != nil {
		return nil, err
	}
	details, known := keep.details[k.Kind]
	if !known {
		return nil, record.ErrDamaged
	}
	d := &Document{Path: k.Path, Kind: k.Kind, Bundle: k.Bundle, Content: of, Meta: k.Meta, Body: k.Body, Inside: k.Inside}
	d.Detail, err = details.read(detail)
	return d, err
}

// DecodeDetail reads the Detail alone of what [Document.Encode] wrote of a document of
// this kind and content. Nothing of data is kept.
func DecodeDetail(kind Kind, content record.Sum, data []byte) (Detail, error) {
	of, _, detail, err := parts(data)
	if err != nil || of != content {
		return nil, cmp.Or(err, record.ErrDamaged)
	}
	return keep.details[kind].read(string(detail))
}

// Encode appends the head with its ends to dst, but for its path, which everybody has
// who asks for it.
func (h *Head) Encode(dst []byte) []byte {
	dst = sized(dst, func(dst []byte) []byte { return keep.head.Append(dst, h) })
	return keep.ends.Append(dst, h.Ends)
}

// Decode reads into an empty head of this path what [Head.Encode] wrote. Its texts are
// parts of data.
func (h *Head) Decode(path, data string) error {
	head, ends, err := unsized(data)
	if err != nil {
		return err
	}
	if h.Ends == nil {
		h.Ends = new(Ends)
	}
	h.Path = path
	return cmp.Or(keep.head.Read(head, h), keep.ends.Read(ends, h.Ends))
}

// Texts holds many short texts in few pieces of memory.
type Texts struct{ piece *strings.Builder }

// textsPiece is the size of a piece, in bytes.
const textsPiece = 1 << 16

// keep is a text that is a part of a piece.
func (t *Texts) keep(s string) string {
	if t.piece == nil || t.piece.Cap()-t.piece.Len() < len(s) {
		t.piece = new(strings.Builder)
		t.piece.Grow(max(textsPiece, len(s)))
	}
	from := t.piece.Len()
	t.piece.WriteString(s)
	return t.piece.String()[from:]
}

// Settle moves the texts of a head that was decoded to where those of others stand, and
// those of its ends to where they can be let go of, so that what it was decoded from
// need not be kept.
func (h *Head) Settle(heads, ends *Texts) {
	if h.Rare != nil {
		apart := new(Rare)
		_ = keep.rare.Read(string(keep.rare.Append(nil, h.Rare)), apart) // was written just now
		h.Rare = apart
	}
	h.Kind = h.Kind.Spec().Kind
	for _, text := range []*string{&h.Address, &h.Title, &h.Labels, &h.Note} {
		*text = heads.keep(*text)
	}
	for _, text := range []*string{&h.Links, &h.Anchors} {
		*text = ends.keep(*text)
	}
}
