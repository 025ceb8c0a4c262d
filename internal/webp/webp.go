// Package webp writes pictures as lossy WebP.
//
// The encoder is Google's libwebp, translated to Go by way of WebAssembly (see
// scripts/vendor-webp). So there is no cgo, the bytes are the same on every system, and an
// encoder has a memory of its own, which has a bound: what a picture may do to it ends there.
package webp

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"sync"

	"bulletin/internal/webp/libwebp"
)

// Version names the encoder and its settings, which decide the bytes of a picture beside
// its pixels. It changes with every change of this package that shows in them.
const Version = "libwebp 1.6.0 q75 m2"

// The settings of libwebp: quality of 100, and how long it looks for the smallest, of 6.
const (
	quality = 75
	method  = 2
)

const (
	sideMost   = 16383     // pixels that a WebP may have each way
	pixelsMost = 8_000_000 // that an encoder's memory has room for, whatever they are
	keptMost   = 24 << 20  // of one that is kept for the next picture, in bytes
)

// Fits tells whether a picture of a size can be encoded.
func Fits(size image.Point) bool {
	return size.X > 0 && size.Y > 0 && size.X <= sideMost && size.Y <= sideMost && size.X*size.Y <= pixelsMost
}

// Cost is how much memory an encoder takes for a picture at most, in bytes: of a photograph
// it is a third of that, of noise nearly all.
func Cost(size image.Point) int64 { return 2<<20 + 12*int64(size.X)*int64(size.Y) }

// encoders are those that nobody uses. Each is for one picture at a time.
var encoders = sync.Pool{New: func() any { return libwebp.New() }}

var (
	errModel   = errors.New("the picture is neither grey nor of brightness and two colours with a quarter of the samples")
	errMemory  = errors.New("there is no room for it")
	errRefused = errors.New("the encoder refuses it")
)

// Encode is a picture as WebP. It must be as JPEGs have it: grey, or brightness and two
// colours with a quarter of the samples.
func Encode(picture image.Image) ([]byte, error) {
	p, err := planesOf(picture)
	if err != nil {
		return nil, err
	}
	e := encoders.Get().(*libwebp.Module)
	data, err := write(e, p)
	if err != nil {
		return nil, fmt.Errorf("writing a picture of %d × %d pixels as WebP: %w", p.width, p.height, err)
	}
	if len(*e.Xmemory().Slice()) <= keptMost {
		encoders.Put(e)
	}
	return data, nil
}

// write encodes the planes of a picture. After an error the encoder is of no use any more.
func write(e *libwebp.Module, p planes) (data []byte, err error) {
	defer func() {
		if broken := recover(); broken != nil { // it read or wrote where it has no memory
			data, err = nil, fmt.Errorf("%w: %v", errRefused, broken)
		}
	}()
	pixels, length := e.Xallocate(int32(p.length())), e.Xallocate(4) // #nosec G115 -- bounded by pixelsMost
	if pixels == 0 || length == 0 {
		return nil, errMemory
	}
	p.put((*e.Xmemory().Slice())[pixels:])
	file := e.Xencode(pixels, int32(p.width), int32(p.height), quality, method, length) // #nosec G115 -- a picture's sides
	if file == 0 {
		return nil, errRefused
	}
	memory := *e.Xmemory().Slice()
	size := binary.LittleEndian.Uint32(memory[length:])
	data = bytes.Clone(memory[file:][:size])
	for _, at := range []int32{pixels, length, file} {
		e.Xrelease(at)
	}
	return data, nil
}
