package build_test

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"bulletin/internal/build"
)

// taken is where the photograph was taken.
const taken = "GPS 21.59N 105.84E"

// photograph is a JPEG of a camera that was held upright, with the place in it.
func photograph(t *testing.T) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, image.NewGray(image.Rect(0, 0, 40, 20)), nil); err != nil {
		t.Fatal(err)
	}
	return heldUpright(b.Bytes())
}

// heldUpright is a JPEG as a camera writes it that was held upright, with the place in it.
func heldUpright(plain []byte) []byte {
	exif := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00" + taken
	return slices.Concat([]byte{0xff, 0xd8, 0xff, 0xe1, 0, byte(len(exif) + 2)}, []byte(exif), plain[2:], []byte(taken))
}

// TestPicturesAreCleaned: what a camera wrote into a picture is in no output, however the
// picture comes into a page, and the page gives its size as it is shown.
func TestPicturesAreCleaned(t *testing.T) {
	root := t.TempDir()
	bundle := filepath.Join(root, "content", "news", "tin")
	writeFile(t, filepath.Join(bundle, "index.md"), "---\ntitle: Tin\ndate: 2020-05-01\nimages:\n  - file: dau.jpg\n    alt: Ảnh\n---\n![Ảnh](giua.JPG)\n\n[Tải ảnh](tai.jpeg)\n")
	for _, name := range []string{"dau.jpg", "giua.JPG", "tai.jpeg"} {
		writeFile(t, filepath.Join(bundle, name), string(photograph(t)))
	}
	o := options(root, filepath.Join(root, "public"), time.Date(2020, 6, 1, 0, 0, 0, 0, time.UTC))
	if _, problems, err := build.Run(context.Background(), o); err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	pictures := 0
	for name, data := range tree(t, o.Dest) {
		if bytes.Contains(data, []byte(taken)) {
			t.Errorf("%s tells the place", name)
		}
		if bytes.HasPrefix(data, []byte{0xff, 0xd8}) {
			pictures++
		}
		if name == "news/2020/tin/index.html" && bytes.Count(data, []byte(`width="20" height="40"`)) < 2 {
			t.Errorf("the page does not give the size as it is shown: %s", data)
		}
	}
	if pictures != 3 {
		t.Errorf("%d pictures, want 3", pictures)
	}
	damaged := photograph(t)
	writeFile(t, filepath.Join(bundle, "dau.jpg"), string(slices.Concat(damaged[:len(damaged)/2], []byte{0xff, 0xe1, 0xff}, damaged[len(damaged)/2:])))
	before := tree(t, o.Dest)
	_, problems, err := build.Run(context.Background(), o)
	var unclean *build.PictureError
	if !errors.As(err, &unclean) && !problems.HasErrors() {
		t.Errorf("a picture that cannot be cleaned: %v, %v", err, problems)
	}
	if d := differences(before, tree(t, o.Dest)); d != nil {
		t.Errorf("something was published: %q", d)
	}
}
