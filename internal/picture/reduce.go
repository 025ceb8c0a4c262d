package picture

import (
	"bytes"
	"image"
	"image/jpeg"
	"io/fs"
	"path"
	"runtime"
	"strings"
)

// Reduced is a tree whose photographs are made smaller as they are read. A browser asks
// for all pictures of a page at once; no more are in memory as they came from the camera
// than there are processors.
type Reduced struct {
	fs.FS
	least int // pixels
	slots chan struct{}
}

// Reduce is a tree whose photographs stay at least so many pixels wide.
func Reduce(tree fs.FS, least int) Reduced {
	return Reduced{tree, least, make(chan struct{}, runtime.GOMAXPROCS(0))}
}

// ReadFile reads a file; a photograph that cannot be made smaller is as it is.
func (r Reduced) ReadFile(name string) ([]byte, error) {
	switch strings.ToLower(path.Ext(name)) {
	default:
		return fs.ReadFile(r.FS, name)
	case ".jpg", ".jpeg":
	}
	r.slots <- struct{}{}
	defer func() { <-r.slots }()
	data, err := fs.ReadFile(r.FS, name)
	if err != nil {
		return nil, err
	}
	if small, ok := reduce(data, r.least); ok {
		return small, nil
	}
	return data, nil
}

// reduce makes one pixel of a whole number of them each way, by their mean, which takes a
// tenth of the time of any size. It reports false when the picture is less than twice as
// wide as it must stay, or not of colours that cameras write.
func reduce(data []byte, least int) ([]byte, bool) {
	head, err := jpeg.DecodeConfig(bytes.NewReader(data))
	if err != nil || head.Width < 2*least || head.Width > PixelsMost/max(1, head.Height) {
		return nil, false
	}
	from, err := jpeg.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, false
	}
	by := head.Width / least
	var small image.Image
	switch from := from.(type) {
	case *image.YCbCr:
		small = reduceColours(from, by)
	case *image.Gray:
		size := from.Rect.Size().Div(by)
		to := image.NewGray(image.Rectangle{Max: size})
		reducePlane(to.Pix, to.Stride, size, from.Pix, from.Stride, from.Rect.Size(), by)
		small = to
	default:
		return nil, false
	}
	if small.Bounds().Empty() {
		return nil, false
	}
	var out bytes.Buffer
	if err := jpeg.Encode(&out, small, &jpeg.Options{Quality: quality}); err != nil {
		return nil, false
	}
	turn := orientation(data)
	if turn == upright {
		return out.Bytes(), true
	}
	turned := appendTurning([]byte{0xff, markerSOI}, turn)
	return append(turned, out.Bytes()[2:]...), true
}

func reduceColours(from *image.YCbCr, by int) *image.YCbCr {
	size := from.Rect.Size().Div(by)
	to := image.NewYCbCr(image.Rectangle{Max: size}, from.SubsampleRatio)
	reducePlane(to.Y, to.YStride, size, from.Y, from.YStride, from.Rect.Size(), by)
	if size.X == 0 || size.Y == 0 {
		return to
	}
	colours := image.Pt(to.CStride, len(to.Cb)/to.CStride)
	whole := image.Pt(from.CStride, len(from.Cb)/from.CStride)
	reducePlane(to.Cb, to.CStride, colours, from.Cb, from.CStride, whole, by)
	reducePlane(to.Cr, to.CStride, colours, from.Cr, from.CStride, whole, by)
	return to
}

// reducePlane writes the means of squares of a plane of one byte a pixel; at the right and
// at the bottom a square may be cut off.
func reducePlane(to []byte, toStride int, size image.Point, from []byte, stride int, whole image.Point, by int) {
	for y := range size.Y {
		top := min(y*by, whole.Y-1)
		high := min(by, whole.Y-top)
		for x := range size.X {
			left := min(x*by, whole.X-1)
			wide := min(by, whole.X-left)
			sum := 0
			for row := range high {
				for _, value := range from[(top+row)*stride+left:][:wide] {
					sum += int(value)
				}
			}
			to[y*toStride+x] = byte((sum + high*wide/2) / (high * wide)) // #nosec G115 -- a mean of bytes
		}
	}
}
