package pdf

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestFolded(t *testing.T) {
	for pages, want := range map[int]string{
		1: "[[3 0] [1 2]]", 4: "[[3 0] [1 2]]", 5: "[[7 0] [1 6] [5 2] [3 4]]", 8: "[[7 0] [1 6] [5 2] [3 4]]",
	} {
		if got := fmt.Sprint(folded(pages)); got != want {
			t.Errorf("%d pages: %s, want %s", pages, got, want)
		}
	}
}

// TestBooklet: other programs find the pages of a booklet where folding brings them, in
// sheets of A4, and nothing wrong with the file.
func TestBooklet(t *testing.T) {
	var page strings.Builder
	page.WriteString(`<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Số 7</title><style>@page{size:190mm 270mm} p{break-after:page}</style></head><body><h1>Bản tin</h1>`)
	for n := range 5 {
		fmt.Fprintf(&page, "<p>Trang thứ %d</p>", n+1)
	}
	page.WriteString("</body></html>")
	doc, err := Print(context.Background(), fstest.MapFS{"index.html": {Data: []byte(page.String())}}, "index.html", Options{})
	if err != nil {
		t.Fatal(err)
	}
	sheets, err := Booklet(doc.Bytes)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := Booklet(doc.Bytes); err != nil || !bytes.Equal(again, sheets) {
		t.Error("the same document gives another booklet")
	}
	name := filepath.Join(t.TempDir(), "booklet.pdf")
	if err := os.WriteFile(name, sheets, 0o666); err != nil {
		t.Fatal(err)
	}
	judge := func(program string, args ...string) string {
		t.Helper()
		out, err := exec.Command(program, args...).CombinedOutput()
		if err != nil {
			t.Fatalf("%s: %v\n%s", program, err, out)
		}
		return string(out)
	}
	judge("qpdf", "--check", name)
	if info := judge("pdfinfo", name); !strings.Contains(info, "(A4)") || !strings.Contains(info, "Số 7") {
		t.Errorf("pdfinfo says\n%s", info)
	}
	count := (doc.Pages + 3) / 4 * 2
	for side, want := range folded(doc.Pages) {
		text := judge("pdftotext", "-layout", "-f", fmt.Sprint(side+1), "-l", fmt.Sprint(side+1), name, "-")
		var found []int
		for field := range strings.SplitSeq(text, "Trang thứ ") {
			var n int
			if _, err := fmt.Sscanf(field, "%d", &n); err == nil {
				found = append(found, n-1)
			}
		}
		there := slices.DeleteFunc(want[:], func(n int) bool { return n >= 5 })
		if !slices.Equal(found, there) {
			t.Errorf("side %d of %d shows %v, want %v", side+1, count, found, there)
		}
	}
}
