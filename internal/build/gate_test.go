package build_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"bulletin/internal/build"
)

// TestNumbersOfPersonsInAddresses: a public build stops at numbers in the names of files that
// it publishes, and of nothing else; an internal one does not.
func TestNumbersOfPersonsInAddresses(t *testing.T) {
	root := t.TempDir()
	content := filepath.Join(root, "content", "news")
	writeFile(t, filepath.Join(content, "tin", "index.md"), "---\ntitle: Tin\ndate: 2020-05-01\n---\n[Hồ sơ](cccd-019090012345.pdf) [Kế hoạch](ke-hoach-2020-07-27-08-30.pdf) ![Ảnh](0912345678.jpg)\n")
	for _, name := range []string{"cccd-019090012345.pdf", "ke-hoach-2020-07-27-08-30.pdf", "sdt-0987654321.pdf"} {
		writeFile(t, filepath.Join(content, "tin", name), "%PDF-1.7")
	}
	writeFile(t, filepath.Join(content, "tin", "0912345678.jpg"), string(photograph(t)))
	writeFile(t, filepath.Join(content, "goi-0208-3855-123.md"), "---\ntitle: Tin\ndate: 2020-05-01\n---\nTin.\n")
	writeFile(t, filepath.Join(content, "goi-0208-3855-124.md"), "---\ntitle: Tin\ndate: 2020-05-01\ndraft: true\n---\nTin.\n")
	writeFile(t, filepath.Join(content, "cu.md"), "---\ntitle: Cũ\ndate: 2020-05-01\naliases: [/0987654320/]\n---\nTin.\n")
	writeFile(t, filepath.Join(content, "cu-nhap.md"), "---\ntitle: Cũ\ndate: 2020-05-01\naliases: [/0987654329/]\ndraft: true\n---\nTin.\n")
	o := options(root, filepath.Join(root, "public"), june)
	_, problems, err := build.Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, d := range problems {
		told = append(told, fmt.Sprintf("%s %s %s", d.Pos.File, d.Code, d.Args[1]))
	}
	want := []string{
		"content/news/cu.md address-private 0987654320",
		"content/news/goi-0208-3855-123.md address-private 0208 3855 123", "content/news/tin/0912345678.jpg address-private 0912345678",
		"content/news/tin/cccd-019090012345.pdf address-private 019090012345",
	}
	if !slices.Equal(told, want) {
		t.Errorf("%q", told)
	}
	o.View.Internal, o.Dest = true, filepath.Join(root, "inside")
	if _, problems, err := build.Run(context.Background(), o); err != nil || problems.HasErrors() {
		t.Errorf("%v, %v", problems, err)
	}
}

// TestNumbersOfPersonsInTheConfiguration: what bulletin.yaml says on the pages is looked at
// too, wherever it says it.
func TestNumbersOfPersonsInTheConfiguration(t *testing.T) {
	root := t.TempDir()
	writeFile(t, filepath.Join(root, "content", "index.md"), "---\ntitle: Trang\n---\nChào.\n")
	writeFile(t, filepath.Join(root, "bulletin.yaml"), "title: Bản tin\nfooter: Trực ban 0208 3855 123\nmenu:\n  - {label: CCCD 019090012345, url: \"https://vidu.example/\"}\n"+
		"awards:\n  - {key: gk_nganh, name: Giấy khen (Mật), name_en: Born 019090012346, level: base}\n")
	_, problems, err := build.Run(context.Background(), options(root, filepath.Join(root, "public"), june))
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, d := range problems {
		told = append(told, fmt.Sprintf("%d %s %s", d.Pos.Line, d.Code, d.Args[0]))
	}
	if want := []string{"4 citizen-number 019090012345", "6 secrecy-marker Mật", "6 citizen-number 019090012346"}; !slices.Equal(told, want) {
		t.Errorf("%q", told)
	}
}
