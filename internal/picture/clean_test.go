package picture

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"slices"
	"strings"
	"testing"
)

// secret is what no picture may tell after it was cleaned.
const secret = "GPS 21.59N 105.84E"

// segment is one of JPEG.
func segment(marker byte, content string) []byte {
	head := append([]byte{0xff, marker}, binary.BigEndian.AppendUint16(nil, uint16(len(content)+2))...)
	return append(head, content...)
}

// chunk is one of PNG.
func chunk(name, content string) []byte {
	c := append(binary.BigEndian.AppendUint32(nil, uint32(len(content))), name+content...)
	return binary.BigEndian.AppendUint32(c, crc32.ChecksumIEEE(c[4:]))
}

// part is one of WebP.
func part(name, content string) []byte {
	c := append([]byte(name), binary.LittleEndian.AppendUint32(nil, uint32(len(content)))...)
	if c = append(c, content...); len(content)%2 == 1 {
		c = append(c, 0)
	}
	return c
}

func riff(parts ...[]byte) []byte {
	all := slices.Concat(parts...)
	return slices.Concat([]byte("RIFF"), binary.LittleEndian.AppendUint32(nil, uint32(len(all)+4)), []byte("WEBP"), all)
}

// profile is a colour profile, of which each text in each form tells the place.
func profile() string {
	tags := []string{"rXYZ", "XYZ \x00\x00\x00\x00\x00\x00\x6f\xa2\x00\x00\x38\xf5\x00\x00\x03\x90", "desc", "desc\x00\x00\x00\x00\x00\x00\x00\x13" + secret + "\x00" + secret,
		"cprt", "text\x00\x00\x00\x00" + secret + "\x00", "dmnd", "mluc\x00\x00\x00\x00\x00\x00\x00\x01\x00\x00\x00\x0cviVN\x00\x00\x00\x12\x00\x00\x00\x1c" + secret, "MS00", secret}
	table, content := "", ""
	for i := 0; i < len(tags); i += 2 {
		for len(content)%4 > 0 {
			content += "\x00"
		}
		table += tags[i] + string(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(132+12*len(tags)/2+len(content))), uint32(len(tags[i+1]))))
		content += tags[i+1]
	}
	size := uint32(132 + len(table) + len(content))
	head := string(binary.BigEndian.AppendUint32(nil, size)) + strings.Repeat("\x00", 32) + "acsp" + strings.Repeat("\x00", 88)
	return head + string(binary.BigEndian.AppendUint32(nil, uint32(len(tags)/2))) + table + content + secret
}

func deflated(text string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(text))
	_ = w.Close()
	return b.String()
}

// dirty are pictures of each format, full of what is not to be seen.
func dirty(t testing.TB) map[string][]byte {
	t.Helper()
	encoded := func(encode func(*bytes.Buffer) error) []byte {
		var b bytes.Buffer
		if err := encode(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	plain := encoded(func(b *bytes.Buffer) error { return jpeg.Encode(b, corners(80, 40), nil) })
	drawn := encoded(func(b *bytes.Buffer) error { return png.Encode(b, corners(60, 30)) })
	palette := color.Palette{color.Black, color.White}
	moving := encoded(func(b *bytes.Buffer) error {
		frames := []*image.Paletted{image.NewPaletted(image.Rect(0, 0, 20, 10), palette), image.NewPaletted(image.Rect(0, 0, 20, 10), palette)}
		frames[1].SetColorIndex(3, 3, 1)
		return gif.EncodeAll(b, &gif.GIF{Image: frames, Delay: []int{10, 20}, LoopCount: 0})
	})
	webp, err := os.ReadFile("testdata/corners.webp")
	if err != nil {
		t.Fatal(err)
	}
	begins := 13 + colours(moving[10])
	at := bytes.Index(drawn, []byte("IDAT")) - 4
	extension := func(head string) []byte { return []byte("\x21" + head + "\x12" + secret + "\x00") }
	return map[string][]byte{
		"jpeg": slices.Concat(plain[:2],
			segment(0xe0, "JFIF\x00\x01\x02\x01\x00\x48\x00\x48\x02\x03"+secret), segment(0xe0, "JFXX\x00\x10"+secret),
			segment(0xe1, "http://ns.adobe.com/xap/1.0/\x00"+secret), segment(0xe2, "MPF\x00"+secret), segment(0xe2, "ICC_PROFILE\x00\x01\x01"+profile()),
			segment(0xed, "Photoshop 3.0\x00"+secret), segment(0xee, "Adobe\x00\x64\x00\x00\x00\x00\x01"+secret), segment(0xee, secret),
			segment(0xfe, secret), []byte{0xff, 0xff}, plain[2:], []byte(secret)),
		"png": slices.Concat(drawn[:at], chunk("tEXt", "Comment\x00"+secret), chunk("eXIf", secret), chunk("gAMA", "\x00\x00\xb1\x8f"),
			chunk("iTXt", secret), chunk("tIME", secret), chunk("iCCP", secret+"\x00\x00"+deflated(profile())), chunk("sPLT", secret+"\x00\x08"),
			chunk("prVt", secret), chunk("pHYs", secret), drawn[at:], []byte(secret)),
		"gif": slices.Concat(moving[:begins], extension("\xfe"), extension("\xff\x0bXMP DataXMP"), extension("\xff\x0bICCRGBG1012"),
			[]byte("\x21\xff\x0bNETSCAPE2.0\x03\x01\x00\x00\x12"+secret+"\x00"), extension("\x01\x0c............"), moving[begins:], []byte(secret)),
		"webp": slices.Concat(riff(part("VP8X", "\x2c\x00\x00\x00\x07\x00\x00\x03\x00\x00"), part("ICCP", profile()), webp[12:], part("EXIF", secret+"."),
			part("XMP ", secret)), []byte(secret)),
	}
}

// TestClean: nothing that was not seen is left, what was seen stays to the pixel, and
// there is nothing to clean in what is clean.
func TestClean(t *testing.T) {
	for format, data := range dirty(t) {
		clean, err := Clean(data)
		if err != nil {
			t.Errorf("%s: %v", format, err)
			continue
		}
		if i := bytes.Index(clean, []byte("GPS")); i >= 0 {
			t.Errorf("%s: the place is still in it: %q", format, clean[max(0, i-30):i+20])
		}
		before, _, err := image.Decode(bytes.NewReader(data))
		after, is, err2 := image.Decode(bytes.NewReader(clean))
		if err != nil || err2 != nil || is != format {
			t.Fatalf("%s: %v, %v", format, err, err2)
		}
		if !same(before, after) {
			t.Errorf("%s: other pixels", format)
		}
		if again, err := Clean(clean); err != nil || !bytes.Equal(again, clean) {
			t.Errorf("%s: cleaned twice it differs: %v", format, err)
		}
	}
	jpeg, _ := Clean(dirty(t)["jpeg"])
	if !bytes.Contains(jpeg, []byte("ICC_PROFILE")) {
		t.Error("the colour profile is gone")
	}
	png, _ := Clean(dirty(t)["png"])
	if !bytes.Contains(png, []byte("gAMA")) || !bytes.Contains(png, []byte("iCCPicc\x00")) {
		t.Error("the gamma or the profile is gone")
	}
	webp, _ := Clean(dirty(t)["webp"])
	if webp[20] != 0x20 || !bytes.Contains(webp, []byte("rXYZ")) || int(binary.LittleEndian.Uint32(webp[4:]))+8 != len(webp) {
		t.Errorf("the head says %x of %d bytes", webp[:24], len(webp))
	}
	moving, err := Clean(dirty(t)["gif"])
	if all, err2 := gif.DecodeAll(bytes.NewReader(moving)); err != nil || err2 != nil || len(all.Image) != 2 || all.Delay[1] != 20 || all.LoopCount != 0 {
		t.Errorf("it moves no more: %v, %v", err, err2)
	}
}

func same(a, b image.Image) bool {
	if a.Bounds() != b.Bounds() {
		return false
	}
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if color.RGBA64Model.Convert(a.At(x, y)) != color.RGBA64Model.Convert(b.At(x, y)) {
				return false
			}
		}
	}
	return true
}

// TestCleanFrames: a frame of a moving WebP has its pixels and no more.
func TestCleanFrames(t *testing.T) {
	head := strings.Repeat("\x00", 16)
	moving := func(beside string) []byte {
		return riff(part("VP8X", "\x02\x00\x00\x00\x07\x00\x00\x03\x00\x00"), part("ANIM", "\x00\x00\x00\x00\x00\x00"),
			part("ANMF", head+string(part("ALPH", "abc"))+string(part("VP8 ", "pixels"))+beside))
	}
	if clean, err := Clean(moving(string(part("EXIF", secret)) + string(part("note", secret)))); err != nil || !bytes.Equal(clean, moving("")) {
		t.Errorf("%q, %v", clean, err)
	}
	if _, err := Clean(riff(part("ANMF", "short"))); !errors.Is(err, ErrFormat) {
		t.Errorf("%v", err)
	}
}

// TestBareProfile: of a profile only what colours are reckoned with is left, in its place.
func TestBareProfile(t *testing.T) {
	full := []byte(profile())
	bare := bareProfile(full)
	if len(bare) != len(full) || bytes.Contains(bare, []byte("105")) || !bytes.Contains(bare, []byte("XYZ \x00\x00\x00\x00\x00\x00\x6f\xa2\x00\x00\x38\xf5\x00\x00\x03\x90")) {
		t.Errorf("%q", bare)
	}
	if again := bareProfile(bare); !bytes.Equal(again, bare) {
		t.Errorf("twice it differs: %q", again)
	}
	for n := range full[:len(full)-len(secret)] {
		if got := bareProfile(full[:n]); got != nil {
			t.Fatalf("%d bytes of it are a profile", n)
		}
	}
	full[132+5] = 0xff
	if got := bareProfile(full); got != nil {
		t.Error("a part may stand outside")
	}
}

// TestTheWayUpOfOthers: a PNG keeps the number too, and is told to be as it is shown; of a
// WebP, which no browser turns, it is told that it lies.
func TestTheWayUpOfOthers(t *testing.T) {
	var plain bytes.Buffer
	if err := png.Encode(&plain, corners(80, 40)); err != nil {
		t.Fatal(err)
	}
	drawn := plain.Bytes()
	at := bytes.Index(drawn, []byte("IDAT")) - 4
	held := slices.Concat(drawn[:at], chunk("tEXt", strings.Repeat(secret, 10_000)), chunk("eXIf", string(turningTIFF(6))+secret), drawn[at:])
	clean, err := Clean(held)
	if err != nil || bytes.Contains(clean, []byte(secret)) || orientation(clean) != 6 {
		t.Errorf("%d, %v", orientation(clean), err)
	}
	for _, data := range [][]byte{held, clean} {
		if head, err := Look(bytes.NewReader(data), int64(len(data))); err != nil || head.Width != 40 || head.Height != 80 {
			t.Errorf("%+v, %v", head, err)
		}
		if fitted, err := Fit(data, 20); err != nil || fitted.Width != 20 || fitted.Height != 40 {
			t.Errorf("%+v, %v", fitted, err)
		}
		made, err := Resize(data, Set{JPEG: []image.Point{{20, 40}}})
		if err != nil {
			t.Fatal(err)
		}
		if m, _, err := image.Decode(bytes.NewReader(made[0])); err != nil || m.Bounds().Dx() != 20 || names(m) != "bryg" {
			t.Errorf("%s, %v", names(m), err)
		}
	}
	webp, err := os.ReadFile("testdata/corners.webp")
	if err != nil {
		t.Fatal(err)
	}
	lying := riff(part("VP8X", "\x08\x00\x00\x00\x07\x00\x00\x03\x00\x00"), webp[12:], part("EXIF", string(turningTIFF(6))))
	for i, data := range [][]byte{webp, lying} {
		if head, err := Look(bytes.NewReader(data), int64(len(data))); err != nil || head.Lying != (i == 1) || head.Width != 8 {
			t.Errorf("%+v, %v", head, err)
		}
	}
}

// TestCleanKeepsTheWayUp: what a camera wrote goes but for how it was held, which
// browsers go by, and the size is told as it is shown.
func TestCleanKeepsTheWayUp(t *testing.T) {
	for turn := range uint16(10) {
		data := photo(t, corners(80, 40), turn, binary.LittleEndian, "II*\x00")
		clean, err := Clean(data)
		if err != nil || bytes.Contains(clean, []byte("GPS")) {
			t.Fatalf("%d: %v: %q", turn, err, clean)
		}
		if orientation(clean) != orientation(data) {
			t.Errorf("%d: %d, was %d", turn, orientation(clean), orientation(data))
		}
		want := [2]int{80, 40}
		if turn >= 5 && turn <= 8 {
			want = [2]int{40, 80}
		}
		for _, picture := range [][]byte{data, clean} {
			if head, err := Look(bytes.NewReader(picture), int64(len(picture))); err != nil || head.Width != want[0] || head.Height != want[1] {
				t.Errorf("%d: %+v, %v", turn, head, err)
			}
		}
	}
}

// TestCleanAVIF: what stands beside the pixels is zeros, in its place.
func TestCleanAVIF(t *testing.T) {
	clip := func(name, content string) string {
		return string(binary.BigEndian.AppendUint32(nil, uint32(len(content)+8))) + name + content
	}
	entry := func(id byte, kind string) string {
		return clip("infe", "\x02\x00\x00\x00\x00"+string([]byte{id})+"\x00\x00"+kind+"\x00")
	}
	file := func(offset byte, method string) []byte {
		place := func(id, at, size byte) string {
			return "\x00" + string([]byte{id}) + method + "\x00\x00\x00\x01\x00\x00\x00" + string([]byte{at}) + "\x00\x00\x00" + string([]byte{size})
		}
		version := "\x00\x00\x00\x00"
		if method != "" {
			version = "\x01\x00\x00\x00"
		}
		meta := clip("meta", "\x00\x00\x00\x00"+clip("iinf", "\x00\x00\x00\x00\x00\x03"+entry(1, "av01")+entry(2, "Exif")+entry(3, "mime"))+
			clip("iloc", version+"\x44\x00\x00\x03"+place(1, offset, 6)+place(2, offset+6, byte(len(secret)))+place(3, offset+6+byte(len(secret)), byte(len(secret)))))
		return []byte(clip("ftyp", "avifmif1") + meta + clip("mdat", "pixels"+secret+secret))
	}
	for _, method := range []string{"", "\x00\x00"} {
		offset := byte(bytes.Index(file(0, method), []byte("pixels")))
		data := file(offset, method)
		clean, err := Clean(data)
		want := strings.ReplaceAll(string(data), secret, strings.Repeat("\x00", len(secret)))
		if err != nil || string(clean) != want {
			t.Errorf("%q: %q, %v", method, clean, err)
		}
		if _, err := Clean(file(215, method)); !errors.Is(err, ErrFormat) {
			t.Errorf("%q: a place outside the file: %v", method, err)
		}
	}
	if _, err := Clean(file(0, "\x00\x01")); !errors.Is(err, ErrFormat) {
		t.Errorf("a place that is counted from elsewhere: %v", err)
	}
}

// TestCleanAVIFBeside: names and descriptions in the list of what the file holds, free room in
// it, bytes that no item is made of, EXIF among the small things; the profile names nobody.
func TestCleanAVIFBeside(t *testing.T) {
	clip := func(name, content string) string {
		return string(binary.BigEndian.AppendUint32(nil, uint32(len(content)+8))) + name + content
	}
	place := func(id, method byte, at, size int) string {
		head := "\x00" + string([]byte{id}) + "\x00" + string([]byte{method}) + "\x00\x00\x00\x01"
		return head + string(binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, uint32(at)), uint32(size)))
	}
	file := func(at int, secret, profile string) string {
		entries := clip("infe", "\x02\x00\x00\x00\x00\x01\x00\x00av01"+secret+"\x00") + clip("infe", "\x02\x00\x00\x00\x00\x02\x00\x00Exif\x00")
		places := "\x01\x00\x00\x00\x44\x00\x00\x02" + place(1, 0, at, 6) + place(2, 1, 0, len(secret))
		properties := clip("iprp", clip("ipco", clip("ispe", "\x00\x00\x00\x00size")+clip("udes", "\x00\x00\x00\x00"+secret)+clip("colr", "prof"+profile)))
		return clip("ftyp", "avifmif1") + clip("meta", "\x00\x00\x00\x00"+clip("hdlr", strings.Repeat("\x00", 8)+"pict"+strings.Repeat("\x00", 8+4)+secret)+
			clip("iinf", "\x00\x00\x00\x00\x00\x02"+entries+secret)+clip("iloc", places)+properties+clip("idat", secret)+clip("free", secret)) +
			clip("mdat", secret+"pixels"+secret)
	}
	at := strings.Index(file(0, secret, profile()), "pixels")
	clean, err := Clean([]byte(file(at, secret, profile())))
	if want := file(at, strings.Repeat("\x00", len(secret)), string(bareProfile([]byte(profile())))); err != nil || string(clean) != want {
		t.Errorf("%q\n%q, %v", clean, want, err)
	}
}

// TestCleanAVIFRefuses: what is more than a picture, and what would take more room than
// the file.
func TestCleanAVIFRefuses(t *testing.T) {
	clip := func(name, content string) string {
		return string(binary.BigEndian.AppendUint32(nil, uint32(len(content)+8))) + name + content
	}
	entry := clip("infe", "\x02\x00\x00\x00\x00\x01\x00\x00Exif\x00")
	places := "\x00\x00\x00\x00\x44\x00\x00\x01\x00\x01\x00\x00\x00\x01\x00\x00\x00\x00\x00\x00\x00\x01"
	meta := func(places string) string {
		return clip("meta", "\x00\x00\x00\x00"+clip("iinf", "\x00\x00\x00\x00\x00\x01"+entry)+clip("iloc", places))
	}
	good := clip("ftyp", "avifmif1") + meta(places) + clip("mdat", "pixels")
	if _, err := Clean([]byte(good)); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string]string{
		"bytes behind it": good + secret[:5],
		"another box":     good + clip("udta", secret),
		"a second list":   good + meta(places),
		"free room":       clip("ftyp", "avifmif1") + clip("free", secret) + meta(places),
		"no lengths":      clip("ftyp", "avifmif1") + meta("\x00\x00\x00\x00\x00\x00\xff\xff"+strings.Repeat("\x00\x01\x00\x00\xff\xff", 60_000)),
	} {
		if _, err := Clean([]byte(data)); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestCleanLeavesOthers: a drawing is text, which package site judges; a document is
// none of ours.
func TestCleanLeavesOthers(t *testing.T) {
	for _, text := range []string{"", "<svg/>", "%PDF-1.7", "GIF", "RIFF"} {
		if got, err := Clean([]byte(text)); err != nil || string(got) != text {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
}

// FuzzClean: whatever a file holds, cleaning ends, and once is enough; what could be
// decoded still can be.
func FuzzClean(f *testing.F) {
	for _, data := range dirty(f) {
		f.Add(data)
		f.Add(data[:len(data)/2])
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		clean, err := Clean(data)
		if err != nil {
			if !errors.Is(err, ErrFormat) {
				t.Fatal(err)
			}
			return
		}
		if again, err := Clean(clean); err != nil || !bytes.Equal(again, clean) {
			t.Fatalf("cleaned twice it differs: %v", err)
		}
		if head, _, err := image.DecodeConfig(bytes.NewReader(data)); err != nil || head.Width > 2000 || head.Height > 2000 {
			return
		}
		before, _, err := image.Decode(bytes.NewReader(data))
		if err != nil {
			return
		}
		if after, _, err := image.Decode(bytes.NewReader(clean)); err != nil || !same(before, after) {
			t.Fatalf("it is another picture: %v", err)
		}
	})
}
