package attachment

import (
	"archive/zip"
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
)

// exif is EXIF with a place, or without one.
func exif(order binary.AppendByteOrder, mark string, place bool) string {
	b := order.AppendUint32([]byte(mark), 8)
	b = order.AppendUint16(b, 1)
	tag := uint16(tagPlaces)
	if !place {
		tag++
	}
	b = order.AppendUint16(order.AppendUint16(b, tag), 4)
	b = order.AppendUint32(order.AppendUint32(order.AppendUint32(b, 1), 26), 0)
	b = order.AppendUint16(order.AppendUint16(order.AppendUint16(b, 1), tagLatitude), 5)
	return string(order.AppendUint32(order.AppendUint32(b, 3), 0))
}

// artist is a TIFF that names somebody.
func artist(name string) string {
	b := binary.LittleEndian.AppendUint32([]byte("II*\x00"), 8)
	b = binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(binary.LittleEndian.AppendUint16(b, 1), tagArtist), 2)
	return string(binary.LittleEndian.AppendUint32(binary.LittleEndian.AppendUint32(b, uint32(len(name)+1)), 22)) + name + "\x00"
}

func zipped(t testing.TB, files ...string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(files); i += 2 {
		f, err := w.Create(files[i])
		if err == nil {
			_, err = f.Write([]byte(files[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func wide(s string, order binary.AppendByteOrder) (b []byte) {
	for _, unit := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, unit)
	}
	return b
}

// old is a Word document of before 2007, as far as it is looked at.
func old(author, last string) string {
	le := binary.LittleEndian
	first := le.AppendUint32([]byte("\x1e\x00\x00\x00"), uint32(len(author)+1))
	first = append(append(first, author...), 0)
	second := le.AppendUint32([]byte("\x1f\x00\x00\x00"), uint32(len([]rune(last))+1))
	second = append(append(second, wide(last, le)...), 0, 0)
	set := le.AppendUint32(make([]byte, 4), 2)
	set = le.AppendUint32(le.AppendUint32(set, 4), 24)
	set = le.AppendUint32(le.AppendUint32(set, 8), uint32(24+len(first)))
	set = append(append(set, first...), second...)
	return "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600) + summary + string(le.AppendUint32(nil, 48)) + string(set)
}

func packed(text string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return b.String()
}

func box(name, content string) string {
	return string(binary.BigEndian.AppendUint32(nil, uint32(8+len(content)))) + name + content
}

// TestLook is the specification of what is found.
func TestLook(t *testing.T) {
	core := `<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:title>Kế hoạch</dc:title><dc:creator>Nguyễn Văn A</dc:creator><cp:lastModifiedBy>Trần Thị B</cp:lastModifiedBy></cp:coreProperties>`
	for name, tt := range map[string]struct {
		data, names string
		place       bool
	}{
		"docx":              {data: zipped(t, "[Content_Types].xml", "<x/>", "docProps/core.xml", core, "docProps/app.xml", "<P><Company>Cục</Company><Manager>Lê C</Manager></P>"), names: "Lê C, Nguyễn Văn A, Trần Thị B"},
		"odt":               {data: zipped(t, "mimetype", "x", "meta.xml", `<o:meta><meta:initial-creator>A</meta:initial-creator><dc:creator>B</dc:creator></o:meta>`), names: "A, B"},
		"docx of a program": {data: zipped(t, "docProps/core.xml", `<c><dc:creator>python-docx</dc:creator><cp:lastModifiedBy> </cp:lastModifiedBy></c>`)},
		"docx, photograph":  {data: zipped(t, "word/media/image1.jpeg", "\xff\xd8\xff\xe1..Exif\x00\x00"+exif(binary.BigEndian, "MM\x00*", true)), place: true},
		"zip of TIFF":       {data: zipped(t, "a/anh.TIF", exif(binary.LittleEndian, "II*\x00", true)), place: true},
		"doc":               {data: old("Nguyen Van A", "Trần Thị B"), names: "Nguyen Van A, Trần Thị B"},
		"pdf":               {data: "%PDF-1.4\n1 0 obj <</Title (a)/Author (Nguyen \\(V\\) A)>> endobj", names: "Nguyen (V) A"},
		"pdf, wide":         {data: "%PDF-1.4\n<</Author(\xfe\xff" + string(wide("Nguyễn", binary.BigEndian)) + ")>>", names: "Nguyễn"},
		"pdf, digits":       {data: "%PDF-1.4\n<</Author <FEFF 00C1>>>", names: "Á"},
		"pdf, elsewhere":    {data: "%PDF-1.4\n<</Author 7 0 R>>\n7 0 obj\n(A)\nendobj", names: "A"},
		"pdf, compressed":   {data: "%PDF-1.5\n4 0 obj<</Type/ObjStm/Filter/FlateDecode>>\nstream\r\n" + packed("<</Author(B)>>") + "\nendstream", names: "B"},
		"pdf, XMP":          {data: "%PDF-1.5\n<dc:creator><rdf:Seq><rdf:li>A &amp; B</rdf:li></rdf:Seq></dc:creator>", names: "A & B"},
		"pdf, encrypted":    {data: "%PDF-1.5\n<</Author(\x01\x02)>><</Encrypt 5 0 R>>"},
		"pdf, photograph":   {data: "%PDF-1.4\n<</Authority(no)>>stream\n\xff\xd8Exif\x00\x00" + exif(binary.LittleEndian, "II*\x00", true), place: true},
		"tiff":              {data: exif(binary.BigEndian, "MM\x00*", true), place: true},
		"tiff, artist":      {data: artist("Nguyễn Văn A"), names: "Nguyễn Văn A"},
		"tiff, no place":    {data: exif(binary.BigEndian, "MM\x00*", false)},
		"film":              {data: box("ftyp", "qt  ") + box("mdat", "\xa9xyz") + box("moov", box("udta", box("\xa9xyz", "\x00\x12\x15\xc7+21.59+105.84/"))), place: true},
		"film, no place":    {data: box("ftyp", "mp42") + box("mdat", "\xa9xyz") + box("moov", box("trak", ""))},
		"text":              {data: "Nguyễn Văn A, Author, creator"},
		"XMP":               {data: `<x exif:GPSLatitude="21,35.4N"/>`, place: true},
	} {
		got := Look([]byte(tt.data))
		if strings.Join(got.Names, ", ") != tt.names || got.Place != tt.place {
			t.Errorf("%s: %q, %v", name, got.Names, got.Place)
		}
	}
}

// FuzzLook: whatever a file holds, looking at it ends, and names come sorted.
func FuzzLook(f *testing.F) {
	for _, seed := range []string{
		zipped(f, "docProps/core.xml", "<dc:creator>A</dc:creator>"), old("A", "B"), "%PDF-1.4\n<</Author 7 0 R>>\n7 0 obj\n(\\1014\\", "%PDF-/Author<FEFF>",
		"%PDF-/ObjStm stream\r\n" + packed("/Author("), exif(binary.LittleEndian, "II*\x00", true), artist("A"), box("ftyp", "qt  ") + box("moov", "loci"), "Exif\x00\x00MM\x00*\xff\xff\xff\xff",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if got := Look(data); !slices.IsSorted(got.Names) || slices.Contains(got.Names, "") {
			t.Errorf("%q", got.Names)
		}
	})
}
