package content

import "bulletin/internal/record"

// Brief is what lists and reports show of a document beside its head: its summary, and
// its figures as they are kept. These would be most of what is held of a site, so they
// are fetched for the page that shows them; the head names them, so that it is known
// without them whether a page would come out the same.
type Brief struct {
	summary, figures []byte
	counts           int16 // see [Head.Counts]
}

// Brief takes them from the document.
func (d *Document) Brief() Brief {
	b := Brief{summary: []byte(d.Description())}
	if f := d.AllFigures(); f != (Figures{}) {
		b.figures = keep.figures.Append(nil, &f)
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

// nameOf is the sum by which a head names a part of the brief; zero for none.
func nameOf(part []byte) record.Sum {
	if len(part) == 0 {
		return record.Sum{}
	}
	return record.SumOf(part)
}

// append appends the brief of a document to dst, after what names the document.
func (b Brief) append(dst []byte) []byte {
	for _, part := range [][]byte{b.summary, b.figures} {
		dst = sized(dst, func(dst []byte) []byte { return append(dst, part...) })
	}
	return dst
}

// briefParts takes apart what [Brief.append] wrote.
func briefParts[T string | []byte](data T) (summary, figures, rest T, err error) {
	if summary, rest, err = unsized(data); err == nil {
		figures, rest, err = unsized(rest)
	}
	return summary, figures, rest, err
}

// DecodeSummary reads the summary of a head's document out of the first bytes of what
// [Document.Encode] wrote. Nothing of data is kept.
func DecodeSummary(h *Head, data []byte) (string, error) {
	rest, err := after(h, data)
	if err != nil {
		return "", err
	}
	summary, _, err := unsized(rest)
	if err != nil || nameOf(summary) != h.Summary {
		return "", record.ErrDamaged
	}
	return string(summary), nil
}

// DecodeFigures reads the figures likewise.
func DecodeFigures(h *Head, data []byte) (f Figures, err error) {
	rest, err := after(h, data)
	if err != nil {
		return f, err
	}
	_, figures, _, err := briefParts(rest)
	if err != nil || nameOf(figures) != h.Figures {
		return f, record.ErrDamaged
	}
	if len(figures) > 0 {
		err = keep.figures.Read(string(figures), &f)
	}
	return f, err
}

// after is what follows the name of the document that is a head's.
func after(h *Head, data []byte) ([]byte, error) {
	if len(data) < len(h.Content) || record.Sum(data[:len(h.Content)]) != h.Content {
		return nil, record.ErrDamaged
	}
	return data[len(h.Content):], nil
}
