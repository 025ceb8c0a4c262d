package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"testing"
)

// corners is a picture whose four corners have four colours.
func corners(width, height int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			m.SetRGBA(x, y, cornerColours[y*2/height][x*2/width])
		}
	}
	return m
}

var cornerColours = [2][2]color.RGBA{{{R: 255, A: 255}, {G: 255, A: 255}}, {{B: 255, A: 255}, {R: 255, G: 255, A: 255}}}

// names tells the corners of a picture from the top left on, line by line.
func names(m image.Image) string {
	var all []byte
	size := m.Bounds().Size()
	for _, y := range []int{size.Y / 4, size.Y * 3 / 4} {
		for _, x := range []int{size.X / 4, size.X * 3 / 4} {
			r, g, b, _ := m.At(x, y).RGBA()
			switch bits := [3]bool{r > 0x8000, g > 0x8000, b > 0x8000}; bits {
			case [3]bool{true, false, false}:
				all = append(all, 'r')
			case [3]bool{false, true, false}:
				all = append(all, 'g')
			case [3]bool{false, false, true}:
				all = append(all, 'b')
			case [3]bool{true, true, false}:
				all = append(all, 'y')
			case [3]bool{true, true, true}:
				all = append(all, 'w')
			default:
				all = append(all, '?')
			}
		}
	}
	return string(all)
}

// photo is a JPEG with an orientation, and a place that is nobody's business.
func photo(t *testing.T, m image.Image, turn uint16, order binary.AppendByteOrder, mark string) []byte {
	t.Helper()
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, m, nil); err != nil {
		t.Fatal(err)
	}
	block := []byte(mark)
	block = order.AppendUint32(block, 8)
	block = order.AppendUint16(block, 2)
	for _, field := range [][2]uint16{{271, 1}, {274, turn}} {
		block = order.AppendUint16(block, field[0])
		block = order.AppendUint16(block, 3)
		block = order.AppendUint32(block, 1)
		block = order.AppendUint16(block, field[1])
		block = order.AppendUint16(block, 0)
	}
	block = append([]byte("Exif\x00\x00"), append(block, "GPS 21.59N 105.84E"...)...)
	all := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(block)+2))...)
	return append(append(all, block...), plain.Bytes()[2:]...)
}

// TestUpright: a photograph stands upright however the camera was held, and says no more
// where it was taken.
func TestUpright(t *testing.T) {
	// What the camera saw, from the top left: red, green, blue, yellow. EXIF tells for
	// each number where the first row and the first column are.
	for turn, want := range map[uint16]string{0: "rgby", 1: "rgby", 2: "gryb", 3: "ybgr", 4: "byrg", 5: "rbgy", 6: "bryg", 7: "ygbr", 8: "gyrb", 9: "rgby"} {
		for _, o := range []struct {
			order binary.AppendByteOrder
			mark  string
		}{{binary.LittleEndian, "II*\x00"}, {binary.BigEndian, "MM\x00*"}} {
			data := photo(t, corners(80, 40), turn, o.order, o.mark)
			got, err := Fit(data, 1000)
			if err != nil {
				t.Fatal(err)
			}
			m, format, err := image.Decode(bytes.NewReader(got.Data))
			if err != nil || format != "jpeg" || got.Ending != ".jpg" {
				t.Fatalf("%d: %s %s: %v", turn, format, got.Ending, err)
			}
			size := image.Pt(80, 40)
			if turn >= 5 && turn <= 8 {
				size = image.Pt(40, 80)
			}
			if names(m) != want || m.Bounds().Size() != size || got.Width != size.X || got.Height != size.Y {
				t.Errorf("%d %q: %s in %v (%d × %d), want %s in %v", turn, o.mark, names(m), m.Bounds().Size(), got.Width, got.Height, want, size)
			}
			if bytes.Contains(got.Data, []byte("GPS")) {
				t.Errorf("%d: the place is still in it", turn)
			}
		}
	}
}

// TestFit: a picture gets as wide as it is shown, and a small drawing stays what it is.
func TestFit(t *testing.T) {
	encode := func(m image.Image, as string) []byte {
		var b bytes.Buffer
		var err error
		switch as {
		case "png":
			err = png.Encode(&b, m)
		case "gif":
			err = gif.Encode(&b, m, nil)
		default:
			err = jpeg.Encode(&b, m, nil)
		}
		if err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for name, tt := range map[string]struct {
		data          []byte
		ending        string
		width, height int
		same          bool
		corners       string
	}{
		"wide photograph":  {encode(corners(400, 200), "jpg"), ".jpg", 100, 50, false, "rgby"},
		"narrow":           {encode(corners(60, 30), "jpg"), ".jpg", 60, 30, false, "rgby"},
		"turned":           {photo(t, corners(400, 200), 6, binary.BigEndian, "MM\x00*"), ".jpg", 100, 200, false, "bryg"},
		"line":             {encode(corners(4000, 2), "png"), ".jpg", 100, 1, false, ""},
		"small drawing":    {encode(corners(60, 30), "png"), ".png", 60, 30, true, "rgby"},
		"small moving one": {encode(corners(60, 30), "gif"), ".gif", 60, 30, true, "rgby"},
		"wide drawing":     {encode(corners(400, 200), "png"), ".jpg", 100, 50, false, "rgby"},
		"seen through":     {encode(image.NewRGBA(image.Rect(0, 0, 400, 200)), "png"), ".jpg", 100, 50, false, "wwww"},
	} {
		got, err := Fit(tt.data, 100)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		m, _, err := image.Decode(bytes.NewReader(got.Data))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got.Ending != tt.ending || got.Width != tt.width || got.Height != tt.height || m.Bounds().Size() != image.Pt(tt.width, tt.height) || bytes.Equal(got.Data, tt.data) != tt.same || tt.corners != "" && names(m) != tt.corners {
			t.Errorf("%s: %s %d × %d, %s", name, got.Ending, got.Width, got.Height, names(m))
		}
		if again, err := Fit(tt.data, 100); err != nil || !bytes.Equal(again.Data, got.Data) {
			t.Errorf("%s: the second time gives other bytes", name)
		}
	}
}

// TestNotDecoded: what is no picture, or claims to be a huge one, is refused.
func TestNotDecoded(t *testing.T) {
	var b bytes.Buffer
	if err := png.Encode(&b, corners(4, 4)); err != nil {
		t.Fatal(err)
	}
	bomb := b.Bytes()
	binary.BigEndian.PutUint32(bomb[16:], 60000)
	binary.BigEndian.PutUint32(bomb[20:], 60000)
	binary.BigEndian.PutUint32(bomb[29:], crc32.ChecksumIEEE(bomb[12:29]))
	if _, err := Fit(bomb, 100); !errors.Is(err, ErrTooLarge) {
		t.Errorf("the bomb: %v", err)
	}
	for _, data := range [][]byte{nil, []byte("GIF89a"), photo(t, corners(8, 8), 1, binary.BigEndian, "MM\x00*")[:200]} {
		if _, err := Fit(data, 100); err == nil {
			t.Errorf("%q is taken for a picture", data)
		}
	}
}

func FuzzOrientation(f *testing.F) {
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x20Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00\x12\x01\x03\x00\x01\x00\x00\x00\x06\x00\x00\x00"))
	f.Add([]byte("\xff\xd8\xff\xe1\x00\x10Exif\x00\x00MM\x00*\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if got := orientation(data); got < 1 || got > 8 {
			t.Errorf("%d", got)
		}
	})
}
