package markdown

import "strconv"

// Fill appends the HTML to dst with every slot written, and returns it. target
// is asked for each link that is cut out, with its index in Links; its address
// is percent-encoded where an address must be, and escaped. An address that
// could run a script is not written, whatever target says.
//
// A picture gets src, and width and height when both are known.
func (d Doc) Fill(dst []byte, target func(i int, l Link) Target) []byte {
	from := 0
	for i, l := range d.Links {
		if l.Offset < 0 {
			continue
		}
		dst = append(dst, d.HTML[from:l.Offset]...)
		from = l.Offset
		t := target(i, l)
		if !l.Image {
			dst = appendSafeURL(dst, t.Href)
			continue
		}
		dst = append(dst, ` src="`...)
		dst = appendSafeURL(dst, t.Href)
		dst = append(dst, '"')
		if t.Width > 0 && t.Height > 0 {
			dst = append(dst, ` width="`...)
			dst = strconv.AppendInt(dst, int64(t.Width), 10)
			dst = append(dst, `" height="`...)
			dst = strconv.AppendInt(dst, int64(t.Height), 10)
			dst = append(dst, '"')
		}
	}
	return append(dst, d.HTML[from:]...)
}

func appendSafeURL(dst []byte, href string) []byte {
	if s := schemeOf(href); s != "" && !schemes[s] {
		return dst
	}
	return appendURL(dst, href)
}
