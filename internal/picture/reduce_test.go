package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"
	"testing/fstest"
)

// TestReduced: a photograph that is much too wide becomes smaller by a whole number, stays
// as it was held, and everything else is as it is.
func TestReduced(t *testing.T) {
	encode := func(m image.Image) []byte {
		var b bytes.Buffer
		if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 95}); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	gray := image.NewGray(image.Rect(0, 0, 310, 95))
	for i := range gray.Pix {
		gray.Pix[i] = 200
	}
	var drawing bytes.Buffer
	if err := png.Encode(&drawing, corners(400, 200)); err != nil {
		t.Fatal(err)
	}
	tree := fstest.MapFS{
		"wide.jpg":    {Data: encode(corners(400, 200))},
		"turned.JPEG": {Data: photo(t, corners(400, 200), 6, binary.BigEndian, "MM\x00*")},
		"gray.jpg":    {Data: encode(gray)},
		"narrow.jpg":  {Data: encode(corners(199, 200))},
		"drawing.png": {Data: drawing.Bytes()},
		"line.jpg":    {Data: encode(corners(400, 1))},
		"broken.jpg":  {Data: []byte("\xff\xd8\xff")},
	}
	small := Reduce(tree, 100)
	for name, want := range map[string]image.Point{"wide.jpg": {100, 50}, "turned.JPEG": {100, 50}, "gray.jpg": {103, 31}} {
		data, err := small.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		m, _, err := image.Decode(bytes.NewReader(data))
		if err != nil || m.Bounds().Size() != want {
			t.Errorf("%s: %v, %v, want %v", name, m.Bounds(), err, want)
			continue
		}
		if name == "gray.jpg" {
			if c := color.GrayModel.Convert(m.At(50, 15)).(color.Gray); c.Y < 198 || c.Y > 202 {
				t.Errorf("gray became %d", c.Y)
			}
		} else if got := names(m); got != "rgby" {
			t.Errorf("%s: %s", name, got)
		}
		if orientation(data) != orientation(tree[name].Data) {
			t.Errorf("%s: turned to %d", name, orientation(data))
		}
	}
	for _, name := range []string{"narrow.jpg", "drawing.png", "line.jpg", "broken.jpg"} {
		if data, err := small.ReadFile(name); err != nil || !bytes.Equal(data, tree[name].Data) {
			t.Errorf("%s changed: %v", name, err)
		}
	}
	if _, err := small.ReadFile("none.jpg"); err == nil {
		t.Error("there is no such file")
	}
}
