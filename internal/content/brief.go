package content

import (
	"encoding/binary"

	"bulletin/internal/record"
)

// Brief is what lists and reports show of a document beside its head. These texts
// would be most of what is held of a site, so they are fetched for the page that
// shows them; the head names them, so that it is known without them whether a page
// would come out the same.
type Brief struct {
	Summary string // the author's, else the beginning of the text
	Figures string // see [Brief.AllFigures]
	counts  int16  `record:"-"` // see [Head.Counts]
}

// Brief takes them from the document.
func (d *Document) Brief() Brief {
	b := Brief{Summary: d.Description()}
	if f := d.figures(); f != (Figures{}) {
		b.Figures = string(keep.figures.Append(nil, &f))
		b.counts = int16(f.counts(d)) // #nosec G115 -- up to 9999
	}
	return b
}

// Description is the author's summary, else the beginning of the text.
func (d *Document) Description() string {
	if d.Summary != "" {
		return d.Summary
	}
	return d.Body.Summary
}

// AllFigures are the figures of the document.
func (b Brief) AllFigures() Figures {
	var f Figures
	if b.Figures != "" {
		_ = keep.figures.Read(b.Figures, &f) // was written by ourselves, and is held against its sum
	}
	return f
}

// nameOf is the sum by which a head names a text; zero for none.
func nameOf(text string) record.Sum {
	if text == "" {
		return record.Sum{}
	}
	return record.SumOf([]byte(text))
}

// HasBrief tells whether there is anything to be fetched.
func (h *Head) HasBrief() bool { return h.Summary != record.Sum{} || h.Figures != record.Sum{} }

// BriefSize is how many of the first bytes of what [Document.Encode] wrote hold all of
// the brief, found out of the first [BriefHeader] of them.
func BriefSize(data []byte) (int, error) {
	if len(data) < BriefHeader {
		return 0, record.ErrDamaged
	}
	return BriefHeader + int(binary.LittleEndian.Uint32(data[len(record.Sum{}):])), nil
}

// BriefHeader is what stands before the brief in an encoded document, in bytes.
const BriefHeader = len(record.Sum{}) + sizeLen

// DecodeBrief reads the brief of a head's document out of the first bytes of what
// [Document.Encode] wrote. Nothing of data is kept.
func DecodeBrief(h *Head, data []byte) (Brief, error) {
	size, err := BriefSize(data)
	if err != nil || size > len(data) || record.Sum(data[:len(record.Sum{})]) != h.Content {
		return Brief{}, record.ErrDamaged
	}
	var b Brief
	if err := keep.brief.Read(string(data[BriefHeader:size]), &b); err != nil {
		return Brief{}, err
	}
	if nameOf(b.Summary) != h.Summary || nameOf(b.Figures) != h.Figures {
		return Brief{}, record.ErrDamaged
	}
	return b, nil
}
