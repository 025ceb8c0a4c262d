// Package picture makes pictures of cameras and phones into ones that travel: upright,
// no wider than they are shown, and without what the camera wrote into them of the place
// and the day.
package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	_ "image/gif" // decoders
	"image/jpeg"
	_ "image/png"

	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp"
)

// Picture is a picture as a file.
type Picture struct {
	Data          []byte
	Ending        string // of its file's name: ".jpg", ".png", ".gif"
	Width, Height int    // in pixels
}

// ErrTooLarge is a picture with more pixels than [PixelsMost], or than there may be in its
// format, whose decoding takes more memory for each.
var ErrTooLarge = errors.New("the picture has too many pixels")

// PixelsMost is the most pixels that are decoded: twice what the largest cameras of offices
// take, so that no file can fill the memory by what it claims.
const PixelsMost = 100_000_000

const (
	quality = 82        // of JPEG, of 100: what comes from cameras shows no difference
	asItIs  = 200 << 10 // bytes up to which a drawing, which JPEG would blur, stays one
)

// Fit gives a picture in a format that every mail program shows, at most so many pixels
// wide. A JPEG is always written anew, which leaves its EXIF data behind; a PNG or a GIF
// stays as it is while it is small and narrow enough; all others become JPEGs, on white.
// The error is [ErrTooLarge] or that of a format that is not known or damaged.
func Fit(data []byte, width int) (Picture, error) {
	head, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return Picture{}, fmt.Errorf("reading the picture's head: %w", err)
	}
	if head.Width <= 0 || head.Height <= 0 || head.Width > PixelsMost/head.Height {
		return Picture{}, ErrTooLarge
	}
	if (format == "png" || format == "gif") && head.Width <= width && len(data) <= asItIs {
		return Picture{data, "." + format, head.Width, head.Height}, nil
	}
	from, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return Picture{}, fmt.Errorf("reading the picture: %w", err)
	}
	made := fit(from, orientation(data), width)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, made, &jpeg.Options{Quality: quality}); err != nil {
		return Picture{}, fmt.Errorf("writing the picture: %w", err)
	}
	size := made.Bounds().Size()
	return Picture{out.Bytes(), ".jpg", size.X, size.Y}, nil
}

// fit scales a picture to a width, or leaves its size, and then turns it: there are fewer
// pixels to turn.
func fit(from image.Image, turn turning, width int) *image.RGBA {
	size := from.Bounds().Size()
	across := size.X
	if turn.swaps() {
		across = size.Y
	}
	if across > width {
		size = image.Pt(max(1, (size.X*width+across/2)/across), max(1, (size.Y*width+across/2)/across))
	}
	scaled := image.NewRGBA(image.Rectangle{Max: size})
	draw.Draw(scaled, scaled.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	if size == from.Bounds().Size() {
		draw.Draw(scaled, scaled.Bounds(), from, from.Bounds().Min, draw.Over)
	} else {
		draw.CatmullRom.Scale(scaled, scaled.Bounds(), from, from.Bounds(), draw.Over, nil)
	}
	return turn.apply(scaled)
}
