package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"time"
)

// xmp is the metadata that PDF/A wants (ISO 16684-1; ISO 19005-2, 6.6), the same
// as in the information dictionary. It does not claim to be PDF/A: see
// docs/pdf.md.
func (a about) xmp() []byte {
	var b bytes.Buffer
	line := func(format string, args ...string) {
		escaped := make([]any, len(args))
		for i, s := range args {
			escaped[i] = escape(s)
		}
		fmt.Fprintf(&b, format+"\n", escaped...)
	}
	b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n")
	line(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">`)
	line(`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">`)
	line(`<dc:format>application/pdf</dc:format>`)
	if a.title != "" {
		line(`<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>`, a.title)
	}
	if a.lang != "" {
		line(`<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>`, a.lang)
	}
	if a.author != "" {
		line(`<dc:creator><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></dc:creator>`, a.author)
	}
	if a.description != "" {
		line(`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>`, a.description)
	}
	line(`<xmp:CreatorTool>%s</xmp:CreatorTool>`, a.creator)
	if a.producer != "" {
		line(`<pdf:Producer>%s</pdf:Producer>`, a.producer)
	}
	if !a.time.IsZero() {
		at := a.time.Format(time.RFC3339)
		line(`<xmp:CreateDate>%s</xmp:CreateDate>`, at)
		line(`<xmp:ModifyDate>%s</xmp:ModifyDate>`, at)
	}
	id := a.id
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80 // a UUID of our own making: version 8 of RFC 9562
	line(`<xmpMM:DocumentID>%s</xmpMM:DocumentID>`, fmt.Sprintf("uuid:%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:]))
	line(`</rdf:Description></rdf:RDF></x:xmpmeta>`)
	b.WriteString(`<?xpacket end="r"?>`)
	return b.Bytes()
}

// escape writes text into XML; characters that XML has no place for are
// replaced.
func escape(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}
