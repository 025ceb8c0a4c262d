package picture

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"slices"

	"bulletin/internal/webp"
)

// widths are those in which photographs are shown, in pixels: in lists, on phones, in
// texts, and the widest, which fills a sheet of the print edition at 230 dots to the inch.
var widths = [...]int{320, 480, 960, Widest}

const (
	// Widest is how wide a photograph is shown at most, in pixels.
	Widest = 1600

	// sizeQuality is the JPEG quality of the sizes, of 100. Each is made of many more
	// pixels, so that what the steps lose is not seen.
	sizeQuality = 80

	// worthwhile is by what part a size must be narrower than the photograph.
	worthwhile = 8
)

// Maker names what decides how the sizes of a photograph come out, beside its own bytes.
// It changes with every change of this package that shows in them.
const Maker = "sizes 3, " + webp.Version

// Sizes are those of a photograph as it stands upright that are to be made of it,
// narrowest first; none for one that is narrow. The last is as wide as it is shown,
// unless whole says that this is the photograph itself.
func Sizes(width, height int) (sizes []image.Point, whole bool) {
	for _, w := range widths {
		if w*worthwhile <= width*(worthwhile-1) {
			sizes = append(sizes, image.Pt(w, max(1, (height*w+width/2)/width)))
		}
	}
	return sizes, len(sizes) < len(widths)
}

// WebPSizes are the sizes in which a photograph is shown as WebP, when there are such
// sizes of it and it may itself be whole the widest. A browser that takes a WebP takes it
// in every size, so there are all of them or, where one has more pixels than a WebP may
// have, none.
func WebPSizes(sizes []image.Point, whole bool, photograph image.Point) []image.Point {
	if len(sizes) == 0 {
		return nil
	}
	if sizes = slices.Clone(sizes); whole {
		sizes = append(sizes, photograph)
	}
	if slices.ContainsFunc(sizes, func(size image.Point) bool { return !webp.Fits(size) }) {
		return nil
	}
	return sizes
}

// Set is the sizes that are made of one photograph, as JPEGs and as WebPs, each from the
// narrowest to the widest.
type Set struct{ JPEG, WebP []image.Point }

// Resize makes the sizes of a photograph, JPEGs first, upright and without what a camera
// wrote into it but its colour profile. The error is [ErrTooLarge] or that of a format that
// is not known or damaged.
//
// A pixel is the mean of those that it covers, reckoned in whole numbers: so the bytes are
// the same on every kind of processor.
func Resize(data []byte, set Set) ([][]byte, error) {
	head, format, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("reading the picture's head: %w", err)
	}
	if !fits(head, pixelsOf(format, data)) {
		return nil, ErrTooLarge
	}
	from, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, fmt.Errorf("reading the picture: %w", err)
	}
	turn, profile := upright, []byte(nil)
	switch format {
	case "jpeg":
		turn, profile = orientation(data), colourProfile(data)
	case "png":
		turn = orientation(data)
	}
	photo, converted := planesOf(from)
	if converted {
		profile = nil // it speaks of colours that are no more
	}
	made := make([][]byte, len(set.JPEG)+len(set.WebP))
	jpegs, webps := made[:len(set.JPEG)], made[len(set.JPEG):]
	for len(set.JPEG)+len(set.WebP) > 0 { // the widest first: the next is made of it, of which there are fewer pixels
		size, asJPEG, asWebP := set.cutWidest()
		if turn.swaps() {
			size.X, size.Y = size.Y, size.X
		}
		scaled := photo.scaled(size)
		if size != photo.y.size { // else its colours have lost samples that the next should be made of
			photo = scaled
		}
		scaled = scaled.turned(turn)
		if asJPEG {
			if jpegs[len(set.JPEG)], err = scaled.encodeJPEG(profile); err != nil {
				return nil, err
			}
		}
		if asWebP {
			if webps[len(set.WebP)], err = scaled.encodeWebP(profile); err != nil {
				return nil, err
			}
		}
	}
	return made, nil
}

// cutWidest takes the widest size out of the set, which is not empty.
func (s *Set) cutWidest() (size image.Point, asJPEG, asWebP bool) {
	last := func(sizes []image.Point) image.Point {
		if len(sizes) == 0 {
			return image.Point{}
		}
		return sizes[len(sizes)-1]
	}
	if size = last(s.JPEG); last(s.WebP).X > size.X {
		size = last(s.WebP)
	}
	if asJPEG = last(s.JPEG) == size; asJPEG {
		s.JPEG = s.JPEG[:len(s.JPEG)-1]
	}
	if asWebP = last(s.WebP) == size; asWebP {
		s.WebP = s.WebP[:len(s.WebP)-1]
	}
	return size, asJPEG, asWebP
}

// Check tells whether a JPEG can be decoded to its end; of another format it tells
// nothing. The error is [ErrTooLarge] or that of the damage.
func Check(data []byte) error {
	if !bytes.HasPrefix(data, []byte("\xff\xd8")) {
		return nil
	}
	_, err := Resize(data, Set{})
	return err
}

// Cost is about how much memory a picture takes while a set is made of it, in bytes.
func Cost(data []byte, set Set) int64 {
	cost := int64(len(data))
	if head, format, err := image.DecodeConfig(bytes.NewReader(data)); err == nil {
		cost += costOf(format, data) * int64(head.Width) * int64(head.Height)
	}
	if last := len(set.WebP) - 1; last >= 0 {
		cost += webp.Cost(set.WebP[last])
	}
	return cost
}

// costOf is how much memory decoding takes for each pixel at most, in bytes.
func costOf(format string, head []byte) int64 {
	switch {
	case format != "jpeg":
		return 8
	case progressive(head):
		return 15 // every coefficient is a whole number of four bytes until the last scan
	}
	return 3
}

// memoryMost is the most memory that one picture may take, in bytes.
const memoryMost = 600_000_000

// pixelsOf is the most pixels that a picture may have of which this is the file, or its beginning.
func pixelsOf(format string, head []byte) int {
	return int(min(PixelsMost, memoryMost/costOf(format, head)))
}

// fits tells whether a picture has some pixels and no more than so many.
func fits(head image.Config, most int) bool {
	return head.Width > 0 && head.Height > 0 && head.Width <= most/head.Height
}

// progressive tells whether a JPEG is refined scan by scan (ITU-T T.81, table B.1: SOF2).
func progressive(data []byte) bool {
	for rest := data[2:]; ; {
		marker, _, after, err := nextSegment(rest)
		if err != nil || marker == markerSOS || marker == markerEOI {
			return false
		}
		if marker == 0xc2 {
			return true
		}
		rest = after
	}
}

// profileMost is the longest colour profile that goes along with every size, in bytes: those of cameras
// have some hundred, those of printing presses half a million.
const profileMost = 16 << 10

// colourProfile is the segments with a JPEG's colour profile, when it is short.
func colourProfile(data []byte) []byte {
	if profile := jpegProfile(data); len(profile) <= profileMost {
		return profile
	}
	return nil
}

// planes are a picture as JPEG has it: of brightness, and of two colours with a quarter of
// its samples; those are empty for a grey one.
type planes struct{ y, cb, cr plane }

// plane is samples of one byte, row by row.
type plane struct {
	pix    []byte
	stride int
	size   image.Point
}

// planesOf takes a picture apart; converted says that its colours were others.
func planesOf(from image.Image) (photo planes, converted bool) {
	size := from.Bounds().Size()
	switch from := from.(type) {
	case *image.YCbCr:
		colours := colourSize(size, from.SubsampleRatio)
		return planes{plane{from.Y, from.YStride, size}, plane{from.Cb, from.CStride, colours}, plane{from.Cr, from.CStride, colours}}, false
	case *image.Gray:
		return planes{y: plane{from.Pix, from.Stride, size}}, false
	}
	row := image.NewRGBA(image.Rect(0, 0, size.X, 1))
	photo = planes{newPlane(size), newPlane(size), newPlane(size)}
	for y := range size.Y {
		draw.Draw(row, row.Rect, image.White, image.Point{}, draw.Src)
		draw.Draw(row, row.Rect, from, from.Bounds().Min.Add(image.Pt(0, y)), draw.Over)
		for x := range size.X {
			i, at := 4*x, y*size.X+x
			photo.y.pix[at], photo.cb.pix[at], photo.cr.pix[at] = color.RGBToYCbCr(row.Pix[i], row.Pix[i+1], row.Pix[i+2])
		}
	}
	return photo, true
}

// colourSize is the size of the planes of colours.
func colourSize(size image.Point, ratio image.YCbCrSubsampleRatio) image.Point {
	whole := image.NewYCbCr(image.Rect(0, 0, 4, 4), ratio)
	across, down := 4/whole.CStride, 4*whole.CStride/len(whole.Cb)
	return image.Pt((size.X+across-1)/across, (size.Y+down-1)/down)
}

func newPlane(size image.Point) plane {
	return plane{make([]byte, size.X*size.Y), size.X, size}
}

func (p planes) scaled(size image.Point) planes {
	half := image.Pt((size.X+1)/2, (size.Y+1)/2)
	return planes{p.y.scaled(size), p.cb.scaled(half), p.cr.scaled(half)}
}

func (p planes) turned(turn turning) planes {
	return planes{p.y.turned(turn), p.cb.turned(turn), p.cr.turned(turn)}
}

// errUnscaled is a picture whose colours have another size than JPEGs are written with.
var errUnscaled = errors.New("the picture was not scaled")

// image is the planes as encoders take them.
func (p planes) image() (image.Image, error) {
	whole := image.Rectangle{Max: p.y.size}
	if p.cb.pix == nil {
		return &image.Gray{Pix: p.y.pix, Stride: p.y.stride, Rect: whole}, nil
	}
	if p.cb.size != colourSize(p.y.size, image.YCbCrSubsampleRatio420) {
		return nil, errUnscaled
	}
	return &image.YCbCr{
		Y: p.y.pix, Cb: p.cb.pix, Cr: p.cr.pix, YStride: p.y.stride, CStride: p.cb.stride,
		SubsampleRatio: image.YCbCrSubsampleRatio420, Rect: whole,
	}, nil
}

// encodeWebP writes the picture as a WebP with a colour profile.
func (p planes) encodeWebP(profile []byte) ([]byte, error) {
	picture, err := p.image()
	if err != nil {
		return nil, err
	}
	data, err := webp.Encode(picture)
	if err != nil || profile == nil {
		return data, err
	}
	return withProfile(data, profileOf(profile), p.y.size), nil
}

// encodeJPEG writes the picture as a JPEG with a colour profile.
func (p planes) encodeJPEG(profile []byte) ([]byte, error) {
	picture, err := p.image()
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, picture, &jpeg.Options{Quality: sizeQuality}); err != nil {
		return nil, fmt.Errorf("writing the picture: %w", err)
	}
	if profile == nil {
		return out.Bytes(), nil
	}
	return slices.Concat(out.Bytes()[:2], profile, out.Bytes()[2:]), nil
}
