package picture

import (
	"bytes"
	"errors"
	"image"
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

// Measure reads how wide and high a picture is as it is shown, in pixels: a photograph
// that was taken upright is as wide as the camera is high. The error is that of a format
// that is not known or of a head that is damaged.
func Measure(r io.Reader) (width, height int, err error) {
	var head bytes.Buffer
	config, format, err := image.DecodeConfig(io.TeeReader(r, &head))
	if err != nil {
		return 0, 0, err
	}
	if format == "jpeg" && orientation(head.Bytes()).swaps() {
		return config.Height, config.Width, nil
	}
	return config.Width, config.Height, nil
}
