package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"slices"
	"strings"
	"testing"

	decoder "golang.org/x/image/webp"

	"bulletin/internal/webp"
)

// TestWebPSizes: there is a WebP of every size that is shown, also of a photograph that is
// shown whole; none of one of which there are no sizes, or that is longer than a WebP may be.
func TestWebPSizes(t *testing.T) {
	for photograph, want := range map[image.Point][]int{
		{300, 200}: nil, {1000, 700}: {320, 480, 1000}, {1828, 1000}: {320, 480, 960, 1828}, {4032, 3024}: {320, 480, 960, 1600},
		{1600, 4000}: {320, 480, 960, 1600}, {400, 17000}: nil, {2000, 30000}: nil,
	} {
		sizes, whole := Sizes(photograph.X, photograph.Y)
		before := slices.Clone(sizes)
		var widths []int
		for _, size := range WebPSizes(sizes, whole, photograph) {
			widths = append(widths, size.X)
		}
		if !slices.Equal(widths, want) || !slices.Equal(before, sizes) {
			t.Errorf("%v: %v, want %v", photograph, widths, want)
		}
	}
}

// scene is a picture with slopes and soft edges, as a photograph has them.
func scene(width, height int) *image.RGBA {
	m := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			wave := 40 * math.Sin(float64(x)/37) * math.Cos(float64(y)/29)
			m.SetRGBA(x, y, color.RGBA{byte(60 + 150*x/width), byte(110 + int(wave)), byte(200 - 150*y/height), 255})
		}
	}
	return m
}

// difference is how far two pictures are apart in brightness, in decibels (PSNR). The
// second is as WebP has it, in the range of television.
func difference(a, b *image.YCbCr) float64 {
	sum, size := 0.0, a.Rect.Size()
	for y := range size.Y {
		for x := range size.X {
			d := float64(a.Y[y*a.YStride+x]) - (float64(b.Y[y*b.YStride+x])-16)*255/219
			sum += d * d
		}
	}
	return 10 * math.Log10(255*255*float64(size.X*size.Y)/sum)
}

// TestWebPIsTheJPEG: a WebP shows what the JPEG of its size shows, upright whichever way the
// camera was held, is smaller, and says nothing of the place; and the JPEGs are the same
// with WebPs and without.
func TestWebPIsTheJPEG(t *testing.T) {
	for turn := uint16(1); turn <= 8; turn++ {
		data := photo(t, scene(800, 600), turn, binary.BigEndian, "MM\x00*")
		sizes := []image.Point{{161, 121}, {400, 300}}
		whole := image.Pt(800, 600)
		if turning(turn).swaps() {
			sizes, whole = []image.Point{{121, 161}, {300, 400}}, image.Pt(600, 800)
		}
		webps := append(slices.Clone(sizes), whole)
		made, err := Resize(data, Set{JPEG: sizes, WebP: webps})
		if err != nil || len(made) != 5 {
			t.Fatalf("%d: %d pictures, %v", turn, len(made), err)
		}
		alone, err := Resize(data, Set{JPEG: sizes})
		if err != nil || !slices.EqualFunc(alone, made[:2], bytes.Equal) {
			t.Errorf("%d: the JPEGs are others without WebPs: %v", turn, err)
		}
		for i, size := range webps {
			got, err := decoder.Decode(bytes.NewReader(made[2+i]))
			if err != nil || got.Bounds().Size() != size {
				t.Fatalf("%d: %v, want %v", turn, err, size)
			}
			if i == len(sizes) {
				continue
			}
			other, err := jpeg.Decode(bytes.NewReader(made[i]))
			if err != nil {
				t.Fatal(err)
			}
			if db := difference(other.(*image.YCbCr), got.(*image.YCbCr)); db < 35 {
				t.Errorf("%d: %v is %.1f dB like the JPEG", turn, size, db)
			}
			if len(made[2+i]) >= len(made[i])*95/100 {
				t.Errorf("%d: %v takes %d bytes, the JPEG %d", turn, size, len(made[2+i]), len(made[i]))
			}
			if string(made[2+i][12:16]) != "VP8 " || bytes.Contains(made[2+i], []byte("GPS")) {
				t.Errorf("%d: there is more in it than pixels", turn)
			}
		}
	}
}

// TestWebPOfGrey: a grey photograph stays grey.
func TestWebPOfGrey(t *testing.T) {
	grey := image.NewGray(image.Rect(0, 0, 400, 200))
	for i := range grey.Pix {
		grey.Pix[i] = byte(i % 400 / 2)
	}
	var file bytes.Buffer
	if err := jpeg.Encode(&file, grey, nil); err != nil {
		t.Fatal(err)
	}
	made, err := Resize(file.Bytes(), Set{WebP: []image.Point{{100, 50}}})
	if err != nil {
		t.Fatal(err)
	}
	got, err := decoder.Decode(bytes.NewReader(made[0]))
	if err != nil {
		t.Fatal(err)
	}
	for _, plane := range [][]byte{got.(*image.YCbCr).Cb, got.(*image.YCbCr).Cr} {
		if low, high := slices.Min(plane), slices.Max(plane); low < 127 || high > 129 {
			t.Errorf("it got colours of %d to %d", low, high)
		}
	}
}

// TestWebPKeepsTheProfile: colours are of the space that the camera says, as in the JPEG, in
// the container that has room for it; also from several segments.
func TestWebPKeepsTheProfile(t *testing.T) {
	plain := photo(t, scene(400, 200), 6, binary.BigEndian, "MM\x00*")
	one := profile()
	for n, parts := range [][]string{{one}, {one[:100], one[100:]}, {one + "-"}} {
		var segments []byte
		for i, part := range parts {
			segments = append(segments, segment(0xe2, "ICC_PROFILE\x00"+string([]byte{byte(i + 1), byte(len(parts))})+part)...)
		}
		whole := string(bareProfile([]byte(strings.Join(parts, ""))))
		made, err := Resize(slices.Concat(plain[:2], segments, plain[2:]), Set{WebP: []image.Point{{45, 90}}})
		if err != nil {
			t.Fatal(err)
		}
		data := made[0]
		if string(data[12:16]) != "VP8X" || data[20] != 0x20 || string(data[30:34]) != "ICCP" || binary.LittleEndian.Uint32(data[34:]) != uint32(len(whole)) || string(data[38:38+len(whole)]) != whole {
			t.Errorf("%d: it begins %q", n, data[:min(60, len(data))])
		}
		if got := binary.LittleEndian.Uint32(data[4:]); int(got) != len(data)-8 || len(data)%2 != 0 {
			t.Errorf("%d: it says it has %d bytes, and has %d", n, got, len(data)-8)
		}
		m, err := decoder.Decode(bytes.NewReader(data))
		if err != nil || m.Bounds().Size() != image.Pt(45, 90) {
			t.Errorf("%d: %v", n, err)
		}
		if clean, err := Clean(data); err != nil || !bytes.Equal(clean, data) {
			t.Errorf("%d: there is something in it to clean: %v", n, err)
		}
	}
}

// TestCostCountsTheEncoder: what WebPs take is added to what decoding takes.
func TestCostCountsTheEncoder(t *testing.T) {
	data := photo(t, scene(400, 200), 1, binary.BigEndian, "MM\x00*")
	size := image.Pt(320, 160)
	if more := Cost(data, Set{JPEG: []image.Point{size}, WebP: []image.Point{{1, 1}, size}}) - Cost(data, Set{JPEG: []image.Point{size}}); more != webp.Cost(size) {
		t.Errorf("%d bytes more, want %d", more, webp.Cost(size))
	}
}
