package pdf

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"
)

// about is what the file says of itself.
type about struct {
	title, lang, author, description, creator string
	producer                                  string // Skia's name for itself, from the file
	time                                      time.Time
	id                                        [16]byte // of all that the file holds but this and what follows from it
}

// seal writes the file anew: its information, identifiers and metadata are
// ours, and what PDF/A wants beyond what Chromium writes is there. Every other
// object keeps its number and, but for the names of elements, its bytes.
func (f *file) seal(a about) ([]byte, error) {
	if err := f.renumber(); err != nil {
		return nil, err
	}
	info, err := readDict(f.objects[f.info])
	if err != nil {
		return nil, err
	}
	catalog, err := readDict(f.objects[f.catalog])
	if err != nil {
		return nil, err
	}
	a.producer = plainString(info.get("Producer"))
	profile, metadata := f.size, f.size+1
	own := map[int][]byte{f.info: a.info(), profile: stream("/N 3\n/Alternate /DeviceRGB", deflate(sRGB()), true)}
	own[f.catalog] = catalogOf(catalog, a, profile, metadata).bytes()

	a.id = f.identify(own)
	own[metadata] = stream("/Type /Metadata\n/Subtype /XML", a.xmp(), false)
	return f.write(own, metadata+1, a.id), nil
}

// catalogOf adds to the catalog. Chromium writes MarkInfo, Lang and
// DisplayDocTitle by itself in the versions that tag; an empty title is not to
// be displayed (ISO 32000-1, 12.2).
func catalogOf(d dict, a about, profile, metadata int) dict {
	d = d.with("Metadata", fmt.Sprintf("%d 0 R", metadata)).
		with("OutputIntents", fmt.Sprintf("[<</Type /OutputIntent\n/S /GTS_PDFA1\n/OutputConditionIdentifier (sRGB)\n/Info (sRGB IEC61966-2.1)\n/DestOutputProfile %d 0 R>>]", profile)).
		with("ViewerPreferences", fmt.Sprintf("<</DisplayDocTitle %t>>", a.title != ""))
	if a.lang != "" {
		d = d.with("Lang", textString(a.lang))
	}
	if d.get("StructTreeRoot") != nil {
		d = d.with("MarkInfo", "<</Marked true>>")
	}
	return d
}

// identify sums up everything that is written, in its order.
func (f *file) identify(own map[int][]byte) (id [16]byte) {
	sum := sha256.New()
	for n := range f.size + 1 {
		object := f.objects[n]
		if own[n] != nil {
			object = own[n]
		}
		fmt.Fprintf(sum, "%d %d\n", n, len(object))
		sum.Write(object)
	}
	return [16]byte(sum.Sum(nil))
}

// write puts the objects together under a new table of references.
func (f *file) write(own map[int][]byte, size int, id [16]byte) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n") // bytes above 127 say that it is not text
	offsets := make([]int, size)
	put := func(n int, object []byte) {
		offsets[n] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", n, object)
	}
	for _, n := range f.order {
		if own[n] != nil {
			put(n, own[n])
		} else {
			put(n, f.objects[n])
		}
	}
	for n := f.size; n < size; n++ {
		put(n, own[n])
	}
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", size)
	for _, offset := range offsets[1:] {
		if offset == 0 { // a number that the browser did not use
			b.WriteString("0000000000 65535 f \n")
		} else {
			fmt.Fprintf(&b, "%010d 00000 n \n", offset)
		}
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d\n/Root %d 0 R\n/Info %d 0 R\n/ID [<%X> <%X>]>>\nstartxref\n%d\n%%%%EOF\n", size, f.catalog, f.info, id, id, table)
	return b.Bytes()
}

// info is the information dictionary. It holds no date unless one is given.
func (a about) info() []byte {
	d := dict{}
	for _, e := range []struct{ key, text string }{
		{"Title", a.title}, {"Author", a.author}, {"Subject", a.description}, {"Creator", a.creator}, {"Producer", a.producer},
	} {
		if e.text != "" {
			d = d.with(e.key, textString(e.text))
		}
	}
	if !a.time.IsZero() {
		at := a.time.Format("20060102150405-0700")
		at = at[:len(at)-2] + "'" + at[len(at)-2:] + "'" // +0700 is written +07'00'
		d = d.with("CreationDate", "(D:"+at+")").with("ModDate", "(D:"+at+")")
	}
	return d.bytes()
}

func stream(keys string, text []byte, deflated bool) []byte {
	if deflated {
		keys += "\n/Filter /FlateDecode"
	}
	return fmt.Appendf(nil, "<<%s\n/Length %d>> stream\n%s\nendstream", keys, len(text), text)
}

func deflate(text []byte) []byte {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write(text) // a buffer takes everything
	_ = w.Close()
	return b.Bytes()
}

// textString writes a text as ISO 32000-1, 7.9.2 has it: ASCII in parentheses,
// anything else in UTF-16.
func textString(s string) string {
	ascii := strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r > '~' }) < 0
	if ascii {
		return "(" + strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`).Replace(s) + ")"
	}
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String() + ">"
}

// plainString reads a string in parentheses that holds ASCII and no escapes,
// as the name of the browser's PDF writer does; "" for anything else.
func plainString(text []byte) string {
	s := string(text)
	if len(s) < 2 || s[0] != '(' || strings.ContainsAny(s[1:len(s)-1], `\()`) {
		return ""
	}
	return s[1 : len(s)-1]
}
