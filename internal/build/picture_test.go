package build_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"image"
	"image/jpeg"
	"os"
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
	writeFile(t, filepath.Join(bundle, "index.md"), "---\ntitle: Tin\ndate: 2020-05-01\nimages:\n  - file: dau.jpg\n    alt: Ảnh\n---\n![Ảnh](giua.JPG) ![Sơ đồ](so-do.SVG)\n\n[Tải ảnh](tai.jpeg)\n")
	drawing := `<svg xmlns="http://www.w3.org/2000/svg" xmlns:s="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" s:docname="` + taken + `"><!-- ` + taken + ` --><path d="M1 1"/></svg>`
	writeFile(t, filepath.Join(bundle, "so-do.SVG"), drawing)
	writeFile(t, filepath.Join(root, "assets", "so-do.svg"), drawing)
	writeFile(t, filepath.Join(root, "assets", "anh.jpg"), string(photograph(t)))
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
	if pictures != 4 {
		t.Errorf("%d pictures, want 4", pictures)
	}
	writeFile(t, filepath.Join(bundle, "so-do.SVG"), "<svg xmlns='http://www.w3.org/2000/svg'><g></svg>")
	if _, problems, err := build.Run(context.Background(), o); err != nil || len(problems) != 1 || problems[0].Code != "picture-unclean" || problems[0].Pos.File != "content/news/tin/so-do.SVG" {
		t.Errorf("a drawing that cannot be cleaned: %v, %v", err, problems)
	}
	writeFile(t, filepath.Join(bundle, "so-do.SVG"), drawing)
	writeFile(t, filepath.Join(root, "assets", "anh.jpg"), "\xff\xd8 no more")
	if _, problems, err := build.Run(context.Background(), o); err != nil || len(problems) != 1 || problems[0].Code != "picture-unclean" || problems[0].Pos.File != "assets/anh.jpg" {
		t.Errorf("a picture of the theme that cannot be cleaned: %v, %v", err, problems)
	}
	writeFile(t, filepath.Join(root, "assets", "anh.jpg"), string(photograph(t)))
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

// TestAPictureThatLiesIsTold: of a WebP that must be turned the clerk hears, since no browser
// does it.
func TestAPictureThatLiesIsTold(t *testing.T) {
	plain, err := os.ReadFile("../picture/testdata/corners.webp")
	if err != nil {
		t.Fatal(err)
	}
	exif := "MM\x00*\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00"
	lying := slices.Concat([]byte("RIFF"), binary.LittleEndian.AppendUint32(nil, uint32(len(plain)-8+18+8+len(exif))), []byte("WEBPVP8X\x0a\x00\x00\x00\x08\x00\x00\x00\x07\x00\x00\x03\x00\x00"),
		plain[12:], []byte("EXIF"), binary.LittleEndian.AppendUint32(nil, uint32(len(exif))), []byte(exif))
	root := t.TempDir()
	writeFile(t, filepath.Join(root, "content", "news", "tin", "index.md"), "---\ntitle: Tin\ndate: 2020-05-01\n---\n![Ảnh](a.webp) ![Ảnh](b.webp)\n")
	writeFile(t, filepath.Join(root, "content", "news", "tin", "a.webp"), string(plain))
	writeFile(t, filepath.Join(root, "content", "news", "tin", "b.webp"), string(lying))
	_, problems, err := build.Run(context.Background(), options(root, filepath.Join(root, "public"), june))
	if err != nil || len(problems) != 1 || problems[0].Code != "picture-turned" || problems[0].Pos.Line != 5 || problems.HasErrors() {
		t.Errorf("%v, %v", problems, err)
	}
}
