package browser

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/jpeg"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// pictures is what the browser shows of a page's pictures, and what it shows where it does
// not know WebP: without the sources that offer them.
const pictures = `(async () => {
	const seen = async () => Promise.all([...document.images].map(async m => {
		m.loading = 'eager';
		await m.decode();
		return { from: new URL(m.currentSrc).pathname.split('/').pop(), wide: m.naturalWidth, shown: m.getBoundingClientRect().width };
	}));
	const now = await seen();
	document.querySelectorAll('picture > source').forEach(s => s.remove());
	return { now, old: await seen() };
})()`

type pictureSeen struct {
	From        string
	Wide, Shown float64
}

type picturesSeen struct{ Now, Old []pictureSeen }

// buildAlbum builds a site with photographs in the three ways that pages show them.
func buildAlbum(t *testing.T) string {
	t.Helper()
	tmp := t.TempDir()
	out, bundle := filepath.Join(tmp, awkwardName), filepath.Join(tmp, "site", "content", "news", "tin")
	m := image.NewYCbCr(image.Rect(0, 0, 2000, 1200), image.YCbCrSubsampleRatio420)
	for i := range m.Y {
		m.Y[i] = byte(i % 2000 * 255 / 2000)
	}
	for i := range m.Cb {
		m.Cb[i], m.Cr[i] = 110, 140
	}
	var photo bytes.Buffer
	if err := jpeg.Encode(&photo, m, nil); err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"index.md": "---\ntitle: Tin\ndate: 2020-05-01\nimages:\n  - {file: dau.jpg, alt: Ảnh đầu}\n  - {file: hai.jpg, alt: Ảnh hai}\n---\nMột tin.\n\n![Ảnh giữa](giua.jpg \"Chú thích\")\n",
		"dau.jpg":  photo.String(), "hai.jpg": photo.String(), "giua.jpg": photo.String(),
	}
	if err := os.MkdirAll(bundle, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(bundle, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(filepath.Join(tmp, "site", "bulletin.yaml"), []byte("title: Bản tin\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	compile := exec.CommandContext(t.Context(), "go", "build", "-buildvcs=false", "-o", programIn(tmp), "./cmd/bulletin")
	compile.Dir = "../.."
	if msg, err := compile.CombinedOutput(); err != nil {
		t.Fatalf("compiling bulletin: %v\n%s", err, msg)
	}
	if msg, err := exec.CommandContext(t.Context(), programIn(tmp), "build", "-s", filepath.Join(tmp, "site"), "-d", out).CombinedOutput(); err != nil {
		t.Fatalf("building the album: %v\n%s", err, msg)
	}
	return out
}

// TestPhotographs: wherever a page shows a photograph, the browser takes a WebP that fits,
// from a server and by double-click; one that knows no WebP takes a JPEG of it, as large.
func TestPhotographs(t *testing.T) {
	if *siteFlag != "" {
		return // the tree was built by someone else
	}
	tr, err := readTree(buildAlbum(t), "")
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range settings {
		check(t, "links/"+at.name, func() []string { return tr.checkLinks(at) })
	}
	check(t, "html", func() []string { return tr.checkHTML(t.Context(), t.TempDir()) })
	l := newLooker(t, tr)
	check(t, "visit", func() []string { return l.checkVisits(l.atSubPath) })
	pages := map[string]int{"index.html": 1, "news/index.html": 1, "news/2020/tin/index.html": 3}
	for base, name := range map[string]string{l.atRoot: "http", l.fromFile: "file"} {
		check(t, "pictures/"+name, func() []string {
			return l.browser.each([]string{"index.html", "news/index.html", "news/2020/tin/index.html"}, func(ctx context.Context, t *tab, name string) ([]string, error) {
				if err := look(ctx, 1280, "light"); err != nil {
					return nil, err
				}
				if _, err := t.open(ctx, base+escapePath(name)); err != nil {
					return nil, err
				}
				seen, err := chromedp.Run(ctx, chromedp.Evaluate[picturesSeen](pictures, chromedp.EvalAwaitPromise))
				if err != nil {
					return nil, err
				}
				return wrongPictures(name, seen, pages[name]), nil
			})
		})
	}
}

// wrongPictures tells what is wrong with the pictures of a page that is to have so many.
func wrongPictures(page string, seen picturesSeen, count int) (problems []string) {
	if len(seen.Now) != count || len(seen.Old) != count {
		return []string{fmt.Sprintf("%s: %d pictures, want %d", page, len(seen.Now), count)}
	}
	for i, now := range seen.Now {
		photograph, _, _ := strings.Cut(now.From, ".")
		if path.Ext(now.From) != ".webp" || now.Wide <= 0 || now.Shown <= 0 {
			problems = append(problems, fmt.Sprintf("%s: shows %+v", page, now))
		}
		// Which of the widths is the browser's choice: it takes a larger one that it has already.
		if old := seen.Old[i]; !strings.HasPrefix(old.From, photograph+".") || path.Ext(old.From) != ".jpg" || old.Wide != now.Wide || old.Shown != now.Shown {
			problems = append(problems, fmt.Sprintf("%s: shows %+v, and without WebP %+v", page, now, old))
		}
	}
	return problems
}
