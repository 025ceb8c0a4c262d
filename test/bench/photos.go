package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
)

// Photographs of 12 megapixels, as phones and cameras of offices take them.
const (
	photoWide, photoHigh = 4032, 3024
	photoQuality         = 88
	photosPerItem        = 10
)

// photosCommand writes a site of news with photographs.
func photosCommand(ctx context.Context, args []string) error {
	flags := flag.NewFlagSet("photos", flag.ContinueOnError)
	count := flags.Int("n", 500, "how many photographs")
	into := flags.String("o", "", "the folder to write, new or empty")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *into == "" {
		return errors.New("name the folder to write with -o")
	}
	sky := newSky()
	var next atomic.Int64
	var workers sync.WaitGroup
	failures := make(chan error, runtime.GOMAXPROCS(0))
	for range cap(failures) {
		workers.Go(func() {
			for i := int(next.Add(1)) - 1; i < *count && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				if err := writePhoto(sky, *into, i); err != nil {
					failures <- err
					return
				}
			}
		})
	}
	workers.Wait()
	close(failures)
	if err := <-failures; err != nil {
		return err
	}
	return writePhotoItems(*into, *count)
}

func photoFolder(root string, item int) string {
	return filepath.Join(root, "content", "news", fmt.Sprintf("tin-%04d", item))
}

// writePhotoItems writes the items that show the photographs, ten each.
func writePhotoItems(root string, count int) error {
	for item := range (count + photosPerItem - 1) / photosPerItem {
		var text bytes.Buffer
		fmt.Fprintf(&text, "---\ntitle: Tin ảnh số %d\ndate: 2020-%02d-%02d\nimages:\n", item+1, item%12+1, item%28+1)
		for i := item * photosPerItem; i < min(count, (item+1)*photosPerItem); i++ {
			fmt.Fprintf(&text, "  - {file: anh-%04d.jpg, alt: Ảnh số %d}\n", i, i+1)
		}
		text.WriteString("---\nMột tin có ảnh.\n")
		dir := photoFolder(root, item)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(dir, "index.md"), text.Bytes(), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// writePhoto writes the photograph of a number, a part of the sky that no other has.
func writePhoto(sky *image.YCbCr, root string, number int) error {
	random := rand.New(rand.NewPCG(uint64(number), 12))
	x, y := 2*random.IntN(skyMore/2), 2*random.IntN(skyMore/2)
	part := sky.SubImage(image.Rect(x, y, x+photoWide, y+photoHigh))
	var out bytes.Buffer
	if err := jpeg.Encode(&out, part, &jpeg.Options{Quality: photoQuality}); err != nil {
		return err
	}
	dir := photoFolder(root, number/photosPerItem)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, fmt.Sprintf("anh-%04d.jpg", number)), out.Bytes(), 0o644)
}

// skyMore is how much larger the sky is than a photograph, in pixels.
const skyMore = 1024

// newSky is a picture with detail of every size, like leaves, faces and walls: noise added
// octave by octave, the finest as a sensor has it.
func newSky() *image.YCbCr {
	sky := image.NewYCbCr(image.Rect(0, 0, photoWide+skyMore, photoHigh+skyMore), image.YCbCrSubsampleRatio420)
	size := sky.Rect.Size()
	octaves(sky.Y, sky.YStride, size, 1, 9)
	octaves(sky.Cb, sky.CStride, size.Div(2), 2, 4)
	octaves(sky.Cr, sky.CStride, size.Div(2), 3, 4)
	return sky
}

// octaves fills a plane with noise of cells of 512, 256 … 1 samples; the finest differs by
// so much.
func octaves(pix []byte, stride int, size image.Point, seed uint64, finest int) {
	var lattices [10][]int
	random := rand.New(rand.NewPCG(seed, 34))
	const side = 64
	for i := range lattices {
		lattices[i] = make([]int, side*side)
		for n := range lattices[i] {
			lattices[i][n] = random.IntN(256) - 128
		}
	}
	for y := range size.Y {
		for x := range size.X {
			value := 128 * 16
			for i, lattice := range lattices {
				shift := 9 - i
				weight := max(finest, 128>>i)
				if shift == 0 {
					value += (int(random.Uint32()>>24) - 128) * weight * 16 / 128
					continue
				}
				value += smooth(lattice, side, x, y, shift) * weight * 16 / 256
			}
			pix[y*stride+x] = byte(min(max(value/16, 0), 255))
		}
	}
}

// smooth is the value between four points of a lattice whose cells are a power of two.
func smooth(lattice []int, side, x, y, shift int) int {
	cell, mask := 1<<shift, 1<<shift-1
	at := func(i, j int) int { return lattice[((y>>shift)+j)%side*side+((x>>shift)+i)%side] }
	fx, fy := x&mask, y&mask
	top := at(0, 0)*(cell-fx) + at(1, 0)*fx
	low := at(0, 1)*(cell-fx) + at(1, 1)*fx
	return (top*(cell-fy) + low*fy) >> (2 * shift)
}
