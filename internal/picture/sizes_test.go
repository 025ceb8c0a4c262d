package picture

import (
	"bytes"
	"encoding/binary"
	"errors"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"slices"
	"testing"
)

// TestSizes: no size is nearly as wide as the photograph, and a wide one is not shown whole.
func TestSizes(t *testing.T) {
	for width, want := range map[int]struct {
		widths []int
		whole  bool
	}{
		320: {nil, true}, 364: {nil, true}, 366: {[]int{320}, true}, 1000: {[]int{320, 480}, true},
		1600: {[]int{320, 480, 960}, true}, 1800: {[]int{320, 480, 960}, true}, 1829: {[]int{320, 480, 960, 1600}, false}, 4032: {[]int{320, 480, 960, 1600}, false},
	} {
		sizes, whole := Sizes(width, width*3/4)
		var widths []int
		for _, size := range sizes {
			widths = append(widths, size.X)
			if off := size.Y - size.X*3/4; off < -1 || off > 1 {
				t.Errorf("%d: %v is of another shape", width, size)
			}
		}
		if !slices.Equal(widths, want.widths) || whole != want.whole {
			t.Errorf("%d: %v, whole %v", width, widths, whole)
		}
	}
	if sizes, _ := Sizes(60000, 1); sizes[0].Y != 1 {
		t.Errorf("a line has vanished: %v", sizes)
	}
}

// TestResize: every size stands upright as it was asked for, whichever way the camera was
// held, and says nothing of the place.
func TestResize(t *testing.T) {
	for turn, want := range map[uint16]string{1: "rgby", 2: "gryb", 3: "ybgr", 4: "byrg", 5: "rbgy", 6: "bryg", 7: "ygbr", 8: "gyrb"} {
		data := photo(t, corners(400, 200), turn, binary.BigEndian, "MM\x00*")
		sizes := []image.Point{{41, 21}, {120, 60}}
		if turning(turn).swaps() {
			sizes = []image.Point{{21, 41}, {60, 120}}
		}
		made, err := Resize(data, Set{JPEG: sizes})
		if err != nil {
			t.Fatal(err)
		}
		for i, one := range made {
			m, err := jpeg.Decode(bytes.NewReader(one))
			if err != nil || m.Bounds().Size() != sizes[i] {
				t.Fatalf("%d: %v, %v, want %v", turn, err, m.Bounds(), sizes[i])
			}
			if got := names(m); got != want {
				t.Errorf("%d: corners %s, want %s", turn, got, want)
			}
			if bytes.Contains(one, []byte("GPS")) || bytes.Contains(one, []byte("Exif")) {
				t.Errorf("%d: it tells what the camera wrote", turn)
			}
		}
	}
}

// TestResizeKeepsMeans: a plane of one value stays one, and a black and white pattern
// becomes grey, in every ratio.
func TestResizeKeepsMeans(t *testing.T) {
	for _, size := range []image.Point{{97, 61}, {100, 3}, {7, 64}, {1, 1}, {130, 130}} {
		even, mixed := newPlane(image.Pt(130, 70)), newPlane(image.Pt(130, 70))
		for i := range even.pix {
			even.pix[i] = 255
			mixed.pix[i] = byte(255 * ((i + i/130) % 2))
		}
		for _, value := range even.scaled(size).pix {
			if value != 255 {
				t.Fatalf("%v: white became %d", size, value)
			}
		}
		sum, pix := 0, mixed.scaled(size).pix
		for _, value := range pix {
			sum += int(value)
		}
		if mean := sum / len(pix); mean < 124 || mean > 131 {
			t.Errorf("%v: the mean became %d", size, mean)
		}
	}
}

// TestResizeKeepsTheProfile: colours are of the space that the camera says, and who made the
// profile is not told.
func TestResizeKeepsTheProfile(t *testing.T) {
	plain := photo(t, corners(400, 200), 1, binary.BigEndian, "MM\x00*")
	made, err := Resize(slices.Concat(plain[:2], segment(0xe2, "ICC_PROFILE\x00\x01\x01"+profile()), plain[2:]), Set{JPEG: []image.Point{{20, 10}}})
	if err != nil || !bytes.Contains(made[0], bareProfile([]byte(profile()))) {
		t.Errorf("%v: %q", err, made)
	}
}

// TestResizeOtherFormats: colours of any model, and what can be seen through, on white.
func TestResizeOtherFormats(t *testing.T) {
	half := corners(400, 200)
	for y := range 100 {
		for x := range 200 {
			half.SetRGBA(x, y, color.RGBA{})
		}
	}
	var file, grey bytes.Buffer
	if err := errors.Join(png.Encode(&file, half), jpeg.Encode(&grey, image.NewGray(image.Rect(0, 0, 400, 200)), nil)); err != nil {
		t.Fatal(err)
	}
	made, err := Resize(file.Bytes(), Set{JPEG: []image.Point{{40, 20}}})
	if err != nil {
		t.Fatal(err)
	}
	if m, err := jpeg.Decode(bytes.NewReader(made[0])); err != nil || names(m) != "wgby" {
		t.Errorf("%v: %s", err, names(m))
	}
	if made, err = Resize(grey.Bytes(), Set{JPEG: []image.Point{{40, 20}}}); err != nil {
		t.Fatal(err)
	}
	if m, err := jpeg.Decode(bytes.NewReader(made[0])); err != nil || m.ColorModel() != color.GrayModel {
		t.Errorf("%v: a grey picture got colours", err)
	}
}

// bomb is a JPEG that says it has 60,000 × 60,000 pixels.
func bomb(t *testing.T) []byte {
	data := photo(t, corners(40, 20), 1, binary.BigEndian, "MM\x00*")
	at := bytes.Index(data, []byte{0xff, 0xc0})
	binary.BigEndian.PutUint32(data[at+5:], 60000<<16|60000)
	return data
}

// TestDamageIsAnError: what cannot be decoded, or would fill the memory, is told.
func TestDamageIsAnError(t *testing.T) {
	whole := photo(t, corners(400, 200), 6, binary.BigEndian, "MM\x00*")
	if err := Check(whole); err != nil {
		t.Error(err)
	}
	if err := Check(whole[:len(whole)*2/3]); err == nil {
		t.Error("half of a picture is taken for one")
	}
	if _, err := Resize(bomb(t), Set{JPEG: []image.Point{{20, 10}}}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a bomb: %v", err)
	}
	refined := bomb(t) // which takes five times the memory
	at := bytes.Index(refined, []byte{0xff, 0xc0})
	refined[at+1] = 0xc2
	binary.BigEndian.PutUint32(refined[at+5:], 9000<<16|9000)
	if head, err := Look(bytes.NewReader(refined), 1000); !errors.Is(err, ErrTooLarge) || head.Most != 40_000_000 {
		t.Errorf("a refined bomb: %+v, %v", head, err)
	}
	if _, err := Resize(refined, Set{}); !errors.Is(err, ErrTooLarge) {
		t.Errorf("a refined bomb: %v", err)
	}
	head, err := Look(bytes.NewReader(bomb(t)), 1000)
	if !errors.Is(err, ErrTooLarge) || head.Width != 60000 || head.Height != 60000 {
		t.Errorf("the head of a bomb: %+v, %v", head, err)
	}
}

// TestPhotograph: sizes are made of photographs, and not of drawings and films.
func TestPhotograph(t *testing.T) {
	var drawing, film bytes.Buffer
	if err := errors.Join(png.Encode(&drawing, corners(400, 200)), gif.Encode(&film, corners(40, 20), nil)); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		data   []byte
		length int
		want   bool
	}{
		"jpeg": {photo(t, corners(400, 200), 1, binary.BigEndian, "MM\x00*"), 100, true}, "drawing": {drawing.Bytes(), drawing.Len(), false},
		"heavy png": {drawing.Bytes(), 200_000, true}, "film": {film.Bytes(), film.Len(), false},
	} {
		head, err := Look(bytes.NewReader(c.data), int64(c.length))
		if err != nil || head.Photograph != c.want {
			t.Errorf("%s: %+v, %v", name, head, err)
		}
	}
}

// FuzzResize: no file brings it down.
func FuzzResize(f *testing.F) {
	var small bytes.Buffer
	if err := jpeg.Encode(&small, corners(16, 8), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(small.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		if head, err := Look(bytes.NewReader(data), int64(len(data))); err != nil || head.Width*head.Height > 1<<20 {
			return // it takes long
		}
		Cost(data, Set{})
		made, err := Resize(data, Set{JPEG: []image.Point{{3, 5}, {8, 8}}})
		if err == nil && len(made) != 2 {
			t.Error("a size is missing")
		}
	})
}

func BenchmarkResize(b *testing.B) {
	m := image.NewYCbCr(image.Rect(0, 0, 4032, 3024), image.YCbCrSubsampleRatio420)
	for i := range m.Y {
		m.Y[i] = byte(i*i>>7) ^ byte(i>>9)
	}
	var data bytes.Buffer
	if err := jpeg.Encode(&data, m, &jpeg.Options{Quality: 85}); err != nil {
		b.Fatal(err)
	}
	sizes, _ := Sizes(4032, 3024)
	b.Run("decode", func(b *testing.B) {
		for b.Loop() {
			if _, err := Resize(data.Bytes(), Set{}); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("all", func(b *testing.B) {
		for b.Loop() {
			if _, err := Resize(data.Bytes(), Set{JPEG: sizes}); err != nil {
				b.Fatal(err)
			}
		}
	})
}
