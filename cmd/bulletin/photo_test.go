package main

import (
	"bytes"
	"image"
	"image/jpeg"
	"os"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
)

// photo writes a photograph: photo FILE WIDTH HEIGHT [PERCENT of its bytes that are there].
func photo(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("photo FILE WIDTH HEIGHT [PERCENT]")
	}
	numbers := []int{0, 0, 100}
	for i, arg := range args[1:] {
		n, err := strconv.Atoi(arg)
		ts.Check(err)
		numbers[i] = n
	}
	m := image.NewYCbCr(image.Rect(0, 0, numbers[0], numbers[1]), image.YCbCrSubsampleRatio420)
	for i := range m.Y {
		m.Y[i] = byte(i/numbers[0] ^ i%numbers[0])
	}
	var data bytes.Buffer
	ts.Check(jpeg.Encode(&data, m, nil))
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), data.Bytes()[:data.Len()*numbers[2]/100], 0o644))
}
