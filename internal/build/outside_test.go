package build_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"bulletin/internal/build"
)

func TestOutsideLinks(t *testing.T) {
	root := t.TempDir()
	writeFile(t, filepath.Join(root, "content", "news", "mot.md"), "---\ntitle: Một\ndate: 2020-01-01\nsources:\n  - {text: Báo, url: \"https://báo.vn/a-b.html\"}\n---\n"+
		"Xem [báo](https://vi.example.org/wiki/Ch%C3%AD_(2020)), và <http://x.example/?a=1&b=2#c>.\n\nĐến https://y.example/tin.\n[Tệp](<https://w.example/Tài liệu 1.pdf>)\n")
	writeFile(t, filepath.Join(root, "content", "news", "hai.md"), "---\ntitle: Hai\ndraft: true\ndate: 2020-01-01\n---\n[trong](mot.md) (https://z.example/)\n")
	links, err := build.OutsideLinks(t.Context(), options(root, filepath.Join(root, "public"), time.Date(2020, 9, 1, 0, 0, 0, 0, time.UTC)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, link := range links {
		got = append(got, fmt.Sprintf("%s:%d:%d %s", link.At.Pos.File, link.At.Pos.Line, link.At.Pos.Col, link.URL))
	}
	want := []string{
		"content/news/hai.md:6:18 https://z.example/",
		"content/news/mot.md:5:23 https://báo.vn/a-b.html",
		"content/news/mot.md:7:11 https://vi.example.org/wiki/Ch%C3%AD_(2020)",
		"content/news/mot.md:7:61 http://x.example/?a=1&b=2#c",
		"content/news/mot.md:9:5 https://y.example/tin",
		"content/news/mot.md:10:8 https://w.example/Tài%20liệu%201.pdf",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}
