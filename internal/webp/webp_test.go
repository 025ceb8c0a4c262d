package webp

import (
	"bytes"
	"context"
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
	"testing/synctest"
	"time"

	"github.com/tetratelabs/wazero"
	"golang.org/x/image/webp"
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

func encode(t *testing.T, e *Encoder, m image.Image) []byte {
	t.Helper()
	data, err := e.Encode(m)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestLooksTheSame: another decoder sees what was encoded, of any size, in the colours of
// the whole range, and nothing stands in the file but pixels.
func TestLooksTheSame(t *testing.T) {
	var e Encoder
	for _, size := range []image.Point{{640, 480}, {321, 243}, {17, 500}, {1, 1}} {
		m := photo(size.X, size.Y)
		for _, p := range []image.Image{m, &image.Gray{Pix: m.Y, Stride: m.YStride, Rect: m.Rect}} {
			data := encode(t, &e, p)
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
// other pictures, in a new encoder, beside others, and where there is no compiler.
func TestSameBytes(t *testing.T) {
	m, small := photo(320, 240), photo(40, 30)
	var e Encoder
	want, wantSmall := encode(t, &e, m), encode(t, &e, small)
	const sum = "29a42c848768691bde63982d31b189537c18bebe038ab83e331cc9b2fc117696"
	if got := sha256.Sum256(want); hex.EncodeToString(got[:]) != sum {
		t.Errorf("the sum is %x: has the encoder changed without its Version?", got)
	}
	encode(t, &e, photo(700, 900))
	e.Release()
	var workers sync.WaitGroup
	for i := range 12 {
		workers.Go(func() {
			from, want := m, want
			if i%3 == 0 {
				from, want = small, wantSmall
			}
			if got, err := e.Encode(from); err != nil || !bytes.Equal(got, want) {
				t.Errorf("beside others a picture has other bytes: %v", err)
			}
		})
	}
	workers.Wait()
	c, err := compile(wazero.NewRuntimeConfigInterpreter())
	if err != nil {
		t.Fatal(err)
	}
	interpreted := Encoder{code: c}
	defer interpreted.Release()
	if got := encode(t, &interpreted, small); !bytes.Equal(got, wantSmall) {
		t.Error("interpreted, a picture has other bytes")
	}
}

// TestMemory: what is said of memory holds for what is hardest to encode, also for the
// largest picture; an encoder that has grown is not kept.
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
		c, err := compile(wazero.NewRuntimeConfig())
		if err != nil {
			t.Fatal(err)
		}
		e := Encoder{code: c}
		in, err := e.take()
		if err != nil {
			t.Fatal(err)
		}
		p, err := planesOf(noise)
		if err != nil {
			t.Fatal(err)
		}
		if _, err = in.write(p); err != nil {
			t.Fatalf("%v: %v", size, err)
		}
		used := int64(in.module.Memory().Size())
		t.Logf("%v: %d bytes, said %d", size, used, Cost(size))
		if used > Cost(size) {
			t.Errorf("%v: it took %d bytes, said were %d", size, used, Cost(size))
		}
		e.giveBack(in, true)
		if kept := len(e.idle) > 0; kept != (used <= keptMost) {
			t.Errorf("%v: it took %d bytes, and was kept: %v", size, used, kept)
		}
		e.Release()
	}
}

// TestRelease: nothing is there before the first picture, and nothing when no picture came
// for a while; but nothing is taken from a picture in the making.
func TestRelease(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var e Encoder
		holds := func() bool {
			e.mu.Lock()
			defer e.mu.Unlock()
			return e.code != nil || e.idle != nil
		}
		e.Release()
		if holds() {
			t.Error("an encoder was compiled that nobody asked for")
		}
		m := photo(40, 30)
		want := encode(t, &e, m)
		if e.code == nil || len(e.idle) != 1 {
			t.Error("the encoder was not kept for the next picture")
		}
		in, err := e.take()
		if err != nil {
			t.Fatal(err)
		}
		<-time.After(2 * keptFor)
		if e.Release(); !holds() {
			t.Error("an encoder at work was let go of")
		}
		e.giveBack(in, true)
		<-time.After(keptFor / 2)
		encode(t, &e, m)
		<-time.After(keptFor - 1)
		if !holds() {
			t.Error("the encoder was let go of too early")
		}
		<-time.After(2)
		synctest.Wait()
		if holds() {
			t.Error("the encoder was kept though nobody used it")
		}
		if !bytes.Equal(encode(t, &e, m), want) {
			t.Error("after a pause a picture has other bytes")
		}
		e.Release()
	})
}

// TestRefused: what cannot be encoded is told, and does no harm to what comes after.
func TestRefused(t *testing.T) {
	var e Encoder
	whole := image.NewYCbCr(image.Rect(0, 0, 4, 4), image.YCbCrSubsampleRatio444)
	for _, m := range []image.Image{whole, image.NewRGBA(image.Rect(0, 0, 4, 4)), photo(8, 8).SubImage(image.Rect(2, 2, 6, 6))} {
		if _, err := e.Encode(m); !errors.Is(err, errModel) {
			t.Errorf("%T: %v", m, err)
		}
	}
	for _, size := range []image.Point{{}, {16384, 1}, {1, 16384}, {4000, 4000}} {
		if _, err := e.Encode(image.NewGray(image.Rectangle{Max: size})); !errors.Is(err, errMemory) {
			t.Errorf("%v: %v", size, err)
		}
	}
	if e.code != nil {
		t.Error("an encoder was compiled for nothing")
	}
	m := photo(40, 30)
	want := encode(t, &e, m)
	broken := e.idle[0]
	if err := broken.module.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Encode(m); err == nil || len(e.idle) != 0 {
		t.Errorf("a broken encoder gave a picture, or was kept: %v", err)
	}
	if !bytes.Equal(encode(t, &e, m), want) {
		t.Error("after a broken encoder a picture has other bytes")
	}
}

// TestVendored: what is embedded is what the script takes, and its licences are beside it.
func TestVendored(t *testing.T) {
	script, err := os.ReadFile("../../scripts/vendor-webp")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256([]byte(packed))
	if !strings.Contains(string(script), "sum="+hex.EncodeToString(sum[:])+"\n") {
		t.Errorf("the sum of what is embedded is %x, and the script has another", sum)
	}
	for name, holder := range map[string]string{"LICENSE.libwebp": "Google", "LICENSE": "gen2brain"} {
		if text, err := os.ReadFile("libwebp/" + name); err != nil || !strings.Contains(string(text), holder) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	var e Encoder
	m := photo(1600, 1200)
	b.Run("compile", func(b *testing.B) {
		for b.Loop() {
			c, err := compile(wazero.NewRuntimeConfig())
			if err != nil {
				b.Fatal(err)
			}
			if err := c.runtime.Close(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("1600", func(b *testing.B) {
		for b.Loop() {
			if _, err := e.Encode(m); err != nil {
				b.Fatal(err)
			}
		}
	})
}
