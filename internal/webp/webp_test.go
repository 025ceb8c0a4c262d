package webp

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"image"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"

	"golang.org/x/image/webp"

	"bulletin/internal/webp/libwebp"
)

// photo is a picture with edges, slopes and grain, as JPEGs have it.
func photo(width, height int) *image.YCbCr {
	m := image.NewYCbCr(image.Rect(0, 0, width, height), image.YCbCrSubsampleRatio420)
	random := rand.New(rand.NewPCG(1, 2))
	for i := range m.Y {
		x, y := i%m.YStride, i/m.YStride
		m.Y[i] = byte(min(255, 20+x*150/width+y*60/height+30*((x/17+y/23)%2)) - int(random.Uint32()%5))
	}
	for i := range m.Cb {
		x, y := i%m.CStride, i/m.CStride
		m.Cb[i], m.Cr[i] = byte(60+x*250/width), byte(200-y*250/height)
	}
	return m
}

// likeness compares two planes: the ratio of signal to noise, in decibels (PSNR). The
// second has the range of television, from 16 on, so many values wide.
func likeness(a, b []byte, aStride, bStride, width, height, span int) float64 {
	sum := 0.0
	for y := range height {
		for x := range width {
			d := float64(a[y*aStride+x]) - (float64(b[y*bStride+x])-16)*255/float64(span)
			sum += d * d
		}
	}
	return 10 * math.Log10(255*255*float64(width*height)/sum)
}

func encode(t *testing.T, m image.Image) []byte {
	t.Helper()
	data, err := Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestLooksTheSame: another decoder sees what was encoded, of any size, in the colours of
// the whole range, and nothing stands in the file but pixels.
func TestLooksTheSame(t *testing.T) {
	for _, size := range []image.Point{{640, 480}, {321, 243}, {17, 500}, {1, 1}} {
		m := photo(size.X, size.Y)
		for _, p := range []image.Image{m, &image.Gray{Pix: m.Y, Stride: m.YStride, Rect: m.Rect}} {
			data := encode(t, p)
			if string(data[:4]) != "RIFF" || string(data[8:16]) != "WEBPVP8 " || int(binary.LittleEndian.Uint32(data[16:])) != len(data)-20 {
				t.Errorf("%v: %d bytes begin %q", size, len(data), data[:20])
			}
			got, err := webp.Decode(bytes.NewReader(data))
			if err != nil || got.Bounds().Size() != size {
				t.Fatalf("%v: %v", size, err)
			}
			back := got.(*image.YCbCr)
			across, down := (size.X+1)/2, (size.Y+1)/2
			if db := likeness(m.Y, back.Y, m.YStride, back.YStride, size.X, size.Y, 219); db < 33 {
				t.Errorf("%v: brightness is %.1f dB like", size, db)
			}
			cb, cr := m.Cb, m.Cr
			if p != image.Image(m) {
				cb = bytes.Repeat([]byte{128}, len(cb))
				cr = cb
			}
			for _, db := range []float64{likeness(cb, back.Cb, m.CStride, back.CStride, across, down, 224), likeness(cr, back.Cr, m.CStride, back.CStride, across, down, 224)} {
				if db < 33 {
					t.Errorf("%v: a colour is %.1f dB like", size, db)
				}
			}
		}
	}
}

// TestSameBytes: the bytes are those of the pixels alone, on every system (the sum), after
// other pictures, in a new encoder, and beside others.
func TestSameBytes(t *testing.T) {
	m, small := photo(320, 240), photo(40, 30)
	want, wantSmall := encode(t, m), encode(t, small)
	const sum = "29a42c848768691bde63982d31b189537c18bebe038ab83e331cc9b2fc117696"
	if got := sha256.Sum256(want); hex.EncodeToString(got[:]) != sum {
		t.Errorf("the sum is %x: has the encoder changed without its Version?", got)
	}
	encode(t, photo(700, 900))
	var workers sync.WaitGroup
	for i := range 12 {
		workers.Go(func() {
			from, want := m, want
			if i%3 == 0 {
				from, want = small, wantSmall
			}
			if got, err := Encode(from); err != nil || !bytes.Equal(got, want) {
				t.Errorf("beside others a picture has other bytes: %v", err)
			}
		})
	}
	workers.Wait()
	p, err := planesOf(small)
	if err != nil {
		t.Fatal(err)
	}
	if got, err := write(libwebp.New(), p); err != nil || !bytes.Equal(got, wantSmall) {
		t.Errorf("in a new encoder a picture has other bytes: %v", err)
	}
}

// TestMemory: what is said of memory holds for what is hardest to encode, also for the
// largest picture.
func TestMemory(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for _, size := range []image.Point{{320, 240}, {1600, 1200}, {1000, 8000}} {
		if !Fits(size) {
			t.Fatalf("%v does not fit", size)
		}
		noise := image.NewYCbCr(image.Rectangle{Max: size}, image.YCbCrSubsampleRatio420)
		for _, plane := range [][]byte{noise.Y, noise.Cb, noise.Cr} {
			for i := range plane {
				plane[i] = byte(random.Uint32())
			}
		}
		p, err := planesOf(noise)
		if err != nil {
			t.Fatal(err)
		}
		e := libwebp.New()
		if _, err = write(e, p); err != nil {
			t.Fatalf("%v: %v", size, err)
		}
		used := int64(len(*e.Xmemory().Slice()))
		t.Logf("%v: %d bytes, said %d", size, used, Cost(size))
		if used > Cost(size) {
			t.Errorf("%v: it took %d bytes, said were %d", size, used, Cost(size))
		}
	}
}

// TestRefused: what cannot be encoded is told, and does no harm to what comes after.
func TestRefused(t *testing.T) {
	whole := image.NewYCbCr(image.Rect(0, 0, 4, 4), image.YCbCrSubsampleRatio444)
	for _, m := range []image.Image{whole, image.NewRGBA(image.Rect(0, 0, 4, 4)), photo(8, 8).SubImage(image.Rect(2, 2, 6, 6))} {
		if _, err := Encode(m); !errors.Is(err, errModel) {
			t.Errorf("%T: %v", m, err)
		}
	}
	for _, size := range []image.Point{{}, {16384, 1}, {1, 16384}, {4000, 4000}} {
		if _, err := Encode(image.NewGray(image.Rectangle{Max: size})); !errors.Is(err, errMemory) {
			t.Errorf("%v: %v", size, err)
		}
	}
	p, err := planesOf(photo(40, 30))
	if err != nil {
		t.Fatal(err)
	}
	p.height = 1 << 14 // beyond what its memory may grow to
	if _, err := write(libwebp.New(), planes{width: 1 << 14, height: p.height, y: p.y, yStride: p.yStride}); !errors.Is(err, errMemory) && !errors.Is(err, errRefused) {
		t.Errorf("a picture that there is no memory for: %v", err)
	}
	broken := libwebp.New()
	*broken.Xmemory().Slice() = nil
	if _, err := write(broken, p); !errors.Is(err, errRefused) {
		t.Errorf("a broken encoder: %v", err)
	}
}

// TestLicence: libwebp's stands beside what was made of it.
func TestLicence(t *testing.T) {
	if text, err := os.ReadFile("libwebp/LICENSE"); err != nil || !strings.Contains(string(text), "Google") {
		t.Error(err)
	}
}

func BenchmarkEncode(b *testing.B) {
	m := photo(1600, 1200)
	for b.Loop() {
		if _, err := Encode(m); err != nil {
			b.Fatal(err)
		}
	}
}
