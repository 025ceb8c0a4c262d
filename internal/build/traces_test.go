package build_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"bulletin/internal/build"
	"bulletin/internal/diag"
)

// TestAttachmentsThatNameSomebody: who publishes an attachment hears of whom it tells, in
// every build and check, from what is kept too; the file itself is published as it is.
func TestAttachmentsThatNameSomebody(t *testing.T) {
	root := t.TempDir()
	bundle := filepath.Join(root, "content", "news", "tin")
	writeFile(t, filepath.Join(bundle, "index.md"), "---\ntitle: Tin\ndate: 2020-05-01\n---\n[Kế hoạch](ke-hoach.pdf) [Phim](phim.mp4) [Bảng](bang.csv) [Số](so.csv) ![Sơ đồ](so-do.svg)\n")
	const pdf = "%PDF-1.7\n<</Author(Nguyen Van A)>>"
	writeFile(t, filepath.Join(bundle, "ke-hoach.pdf"), pdf)
	writeFile(t, filepath.Join(bundle, "phim.mp4"), "\x00\x00\x00\x0cftypqt  \x00\x00\x00\x20moov\x00\x00\x00\x18udta\x00\x00\x00\x10\xa9xyz+21.5+10")
	writeFile(t, filepath.Join(bundle, "bang.csv"), "Author,creator\n")
	writeFile(t, filepath.Join(bundle, "khong-dang.pdf"), pdf)
	writeFile(t, filepath.Join(bundle, "so.csv"), "Họ tên;Số điện thoại\nA;0912345678\nB;0912345678\n")
	writeFile(t, filepath.Join(bundle, "so-do.svg"), `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 912345678 9"><text>TỐI MẬT</text></svg>`)
	want := []string{"content/news/tin/ke-hoach.pdf attachment-names [Nguyen Van A]", "content/news/tin/phim.mp4 attachment-place []",
		"content/news/tin/so-do.svg attachment-private [“TỐI MẬT”]", "content/news/tin/so.csv attachment-private [“0912345678”]"}
	told := func(problems diag.List, err error) {
		t.Helper()
		var all []string
		for _, d := range problems {
			all = append(all, fmt.Sprintf("%s %s %v", d.Pos.File, d.Code, d.Args))
		}
		if err != nil || problems.HasErrors() || !slices.Equal(all, want) {
			t.Errorf("%q, %v", all, err)
		}
	}
	o := options(root, filepath.Join(root, "public"), june)
	_, problems, err := build.Check(context.Background(), o)
	told(problems, err)
	for range 2 { // the second finds everything standing
		_, problems, err = build.Run(context.Background(), o)
		told(problems, err)
	}
	writeFile(t, filepath.Join(bundle, "bang.csv"), "Author,creator\nA\n")
	_, problems, err = build.Run(context.Background(), o)
	told(problems, err)
	if data, err := os.ReadFile(filepath.Join(o.Dest, "news", "2020", "tin", "ke-hoach.pdf")); err != nil || string(data) != pdf {
		t.Errorf("%q, %v", data, err)
	}
	want = nil
	o.View.Internal, o.Dest = true, filepath.Join(root, "inside")
	_, problems, err = build.Run(context.Background(), o)
	told(problems, err)
}
