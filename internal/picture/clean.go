package picture

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"io"
	"slices"
)

// ErrFormat is a file that is not of the format that its first bytes name, or is cut off
// where more than pixels is missing.
var ErrFormat = errors.New("the picture is not as its format should be")

// Clean is a picture without what a camera or a program wrote beside it: the place, the
// day, the device, names, remarks, previews, and whatever stands behind its end. What is
// seen stays as it is, to the byte: the pixels, their colour space, the way up, the steps
// of a moving picture. A file of another format is returned as it is. The error is
// [ErrFormat].
func Clean(data []byte) ([]byte, error) {
	if clean := cleaner(data); clean != nil {
		return clean(data)
	}
	return data, nil
}

// Known tells whether [Clean] knows the format of a file.
func Known(data []byte) bool { return cleaner(data) != nil }

// cleaner cleans files of the format that the first bytes name; nil = not known.
func cleaner(data []byte) func([]byte) ([]byte, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xd8")):
		return cleanJPEG
	case bytes.HasPrefix(data, []byte(pngMagic)):
		return cleanPNG
	case bytes.HasPrefix(data, []byte("GIF87a")), bytes.HasPrefix(data, []byte("GIF89a")):
		return cleanGIF
	case len(data) >= 12 && string(data[:4]) == "RIFF" && string(data[8:12]) == "WEBP":
		return cleanWebP
	case len(data) >= 12 && string(data[4:8]) == "ftyp" && slices.Contains(stills, string(data[8:12])):
		return cleanAVIF
	}
	return nil
}

// stills are the brands of pictures in the container that films have too.
var stills = []string{"avif", "avis", "heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"}

// Head is what a picture says of itself before its pixels.
type Head struct {
	Width, Height int  // in pixels, as it is shown: a photograph that was taken upright is as wide as the camera is high
	Most          int  // pixels that a picture of its kind may have
	Lying         bool // it says how it is to be turned, where no browser reads it
	Photograph    bool // it has the colours of one, no parts to see through and no steps: sizes may be made of it
}

// Look reads the head of a picture of so many bytes. The error is [ErrTooLarge], with the
// size, or that of a format that is not known or of a head that is damaged.
func Look(r io.Reader, length int64) (Head, error) {
	var read bytes.Buffer
	config, format, err := image.DecodeConfig(io.TeeReader(r, &read))
	if err != nil {
		return Head{}, err
	}
	head := Head{Width: config.Width, Height: config.Height}
	switch format {
	case "jpeg":
		head.Photograph = true
	case "png": // a drawing takes much less: a screen of text about one bit for each pixel
		const photographBits = 4
		head.Photograph = config.ColorModel == color.RGBAModel && length*8 >= photographBits*int64(config.Width)*int64(config.Height)
		err = readToPixels(&read, r)
	case "webp":
		if webpFlag(read.Bytes(), 0x08) { // EXIF stands at the end
			_, err = read.ReadFrom(r)
			head.Lying = turnOfWebP(read.Bytes()) != upright
		}
		head.Photograph = config.ColorModel == color.YCbCrModel && !steps(read.Bytes())
	}
	if err != nil {
		return Head{}, err
	}
	if format != "webp" && orientation(read.Bytes()).swaps() {
		head.Width, head.Height = config.Height, config.Width
	}
	if head.Most = pixelsOf(format, read.Bytes()); !fits(config, head.Most) {
		return head, ErrTooLarge
	}
	return head, nil
}

// readToPixels reads the chunks of a PNG that stand before its pixels, so far as any
// reasonable file has them.
func readToPixels(read *bytes.Buffer, r io.Reader) error {
	const step, most = 64 << 10, 4 << 20
	for read.Len() < most && !bytes.Contains(read.Bytes(), []byte("IDAT")) {
		if _, err := io.CopyN(read, r, step); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
	}
	return nil
}
