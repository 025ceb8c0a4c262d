package markdown

import (
	"strconv"
	"strings"
)

// Fill is the HTML with every slot written. target is asked for each link that is
// cut out, with its index in Links; its address is percent-encoded where an
// address must be, and escaped. An address that could run a script is not
// written, whatever target says.
//
// A note follows the link that it is about, in a span of the class file-note.
//
// A picture gets src, srcset and sizes when there is a set, and width and height when both
// are known. One that there are WebPs of stands in a <picture> that offers them.
func (d Doc) Fill(target func(i int, l Link) Target) string {
	var out strings.Builder
	var scratch [256]byte
	from, note := 0, ""
	for i, l := range d.Links {
		if l.Offset < 0 {
			continue
		}
		if from == 0 {
			out.Grow(len(d.HTML) + fillMost*len(d.Links))
		}
		if note != "" {
			from = d.writeNote(&out, from, l, note)
		}
		t := target(i, l)
		if l.Image && len(t.WebP) > 0 {
			from = d.writePicture(&out, from, l, t)
			note = ""
			continue
		}
		out.WriteString(d.HTML[from:l.Offset])
		from = l.Offset
		out.Write(slot(scratch[:0], l, t))
		if note = t.Note; l.Image {
			note = ""
		}
	}
	if out.Len() == 0 {
		return d.HTML
	}
	if note != "" {
		from = d.writeNote(&out, from, Link{Offset: len(d.HTML)}, note)
	}
	out.WriteString(d.HTML[from:])
	return out.String()
}

// writeNote writes the HTML from an offset in a link's tag up to the link's end, and a note behind it;
// it returns the offset from where on the rest is to be written. A picture before the end
// is all that next can be there, since no link holds another.
func (d Doc) writeNote(out *strings.Builder, from int, next Link, note string) int {
	const end = "</a>" // also in raw HTML, which is written anew; a text has no such thing unescaped
	at := strings.Index(d.HTML[from:], end)
	if at < 0 || from+at+len(end) > next.Offset {
		return from
	}
	at += from + len(end)
	out.WriteString(d.HTML[from:at])
	out.WriteString(` <span class="file-note">`)
	out.Write(appendEscaped(nil, []byte(note)))
	out.WriteString("</span>")
	return at
}

// writePicture writes the HTML from an offset to the end of a picture's tag, the tag in a
// <picture> of its own; it returns the offset from where on the rest is to be written. In
// a tag's attributes there is neither < nor >, which are escaped there.
func (d Doc) writePicture(out *strings.Builder, from int, l Link, t Target) int {
	begin := from + strings.LastIndexByte(d.HTML[from:l.Offset], '<')
	end := l.Offset + strings.IndexByte(d.HTML[l.Offset:], '>') + 1
	if begin < from || end <= l.Offset {
		begin, end = l.Offset, l.Offset // there is no such HTML of ours
	}
	out.WriteString(d.HTML[from:begin])
	out.WriteString(`<picture><source type="image/webp"`)
	out.Write(appendSet(nil, t.WebP, t.Sizes))
	out.WriteByte('>')
	out.WriteString(d.HTML[begin:l.Offset])
	out.Write(slot(nil, l, t))
	out.WriteString(d.HTML[l.Offset:end])
	out.WriteString("</picture>")
	return end
}

// fillMost is what most addresses need, in bytes.
const fillMost = 64

// slot appends what is written where a link was cut out.
func slot(dst []byte, l Link, t Target) []byte {
	if !l.Image {
		return appendSafeURL(dst, t.Href)
	}
	dst = append(dst, ` src="`...)
	dst = appendSafeURL(dst, t.Href)
	dst = append(dst, '"')
	if len(t.Set) > 0 {
		dst = appendSet(dst, t.Set, t.Sizes)
	}
	if t.Width > 0 && t.Height > 0 {
		dst = append(dst, ` width="`...)
		dst = strconv.AppendInt(dst, int64(t.Width), 10)
		dst = append(dst, `" height="`...)
		dst = strconv.AppendInt(dst, int64(t.Height), 10)
		dst = append(dst, '"')
	}
	return dst
}

// appendSet appends the sizes among which the browser chooses. An address in a set may hold no comma at its
// ends and no blank (HTML, section 4.8.4.2.1); the percent-encoding of addresses sees to that.
func appendSet(dst []byte, set []Source, sizes string) []byte {
	dst = append(dst, ` srcset="`...)
	for i, source := range set {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = append(appendSafeURL(dst, source.Href), ' ')
		dst = append(strconv.AppendInt(dst, int64(source.Width), 10), 'w')
	}
	dst = append(dst, `" sizes="`...)
	return append(appendEscaped(dst, []byte(sizes)), '"')
}

func appendSafeURL(dst []byte, href string) []byte {
	if s := schemeOf(href); s != "" && !schemes[s] {
		return dst
	}
	return appendURL(dst, href)
}
