package build_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/image/webp"

	"bulletin/internal/build"
	"bulletin/internal/diag"
)

var june = time.Date(2020, 6, 1, 0, 0, 0, 0, time.UTC)

// wide is a photograph of a camera that was held upright: 1000 × 2000 pixels as it is shown.
func wide(t *testing.T) []byte { return photographOf(t, 2000, 1000) }

// album is a site with an item that shows wide photographs in every way that there is.
func album(t *testing.T, root string) string {
	t.Helper()
	bundle := filepath.Join(root, "content", "news", "tin")
	writeFile(t, filepath.Join(bundle, "index.md"), "---\ntitle: Tin\ndate: 2020-05-01\nimages:\n  - file: dau.jpg\n    alt: Ảnh đầu\n  - file: hai.jpg\n    alt: Ảnh hai\n---\n![Ảnh](giua.JPG)\n\n[Tải ảnh](hai.jpg), [tải tệp](a.pdf)\n")
	for i, name := range []string{"dau.jpg", "giua.JPG", "hai.jpg"} {
		writeFile(t, filepath.Join(bundle, name), string(photographOf(t, 1900, 1900+i)))
	}
	writeFile(t, filepath.Join(bundle, "a.pdf"), strings.Repeat("%PDF", 300_000))
	return bundle
}

func publishedTree(t *testing.T, o build.Options) map[string][]byte {
	t.Helper()
	if _, problems, err := build.Run(context.Background(), o); err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	return tree(t, o.Dest)
}

// TestPhotographsInSizes: pages name the sizes of a photograph, which are there, upright, and
// tell no place; what was taken is published where a text links to it, and nowhere else.
func TestPhotographsInSizes(t *testing.T) {
	root := t.TempDir()
	album(t, root)
	files := publishedTree(t, options(root, filepath.Join(root, "public"), june))
	page := string(files["news/2020/tin/index.html"])
	set := `srcset="../../../news/2020/tin/%[1]s.320%[2]s 320w, ../../../news/2020/tin/%[1]s.480%[2]s 480w, ../../../news/2020/tin/%[1]s.960%[2]s 960w, ../../../news/2020/tin/%[1]s.1600%[2]s 1600w" sizes="`
	for _, name := range []string{"dau", "giua", "hai"} {
		if !strings.Contains(page, fmt.Sprintf(set, name, ".jpg")) {
			t.Errorf("the page does not name the sizes of %s: %s", name, page)
		}
		if !strings.Contains(page, `<picture><source type="image/webp" `+fmt.Sprintf(set, name, ".webp")) {
			t.Errorf("the page does not offer the WebPs of %s: %s", name, page)
		}
		for _, width := range []int{320, 480, 960, 1600} {
			small, err := webp.DecodeConfig(bytes.NewReader(files[fmt.Sprintf("news/2020/tin/%s.%d.webp", name, width)]))
			if err != nil || small.Width != width || small.Height < width-4 || small.Height > width {
				t.Errorf("the WebP of %s: %d × %d, %v", name, small.Width, small.Height, err)
			}
			address := fmt.Sprintf("news/2020/tin/%s.%d.jpg", name, width)
			head, err := jpeg.DecodeConfig(bytes.NewReader(files[address]))
			if err != nil || head.Width != width || head.Height < width-4 || head.Height > width {
				t.Errorf("%s: %d × %d, %v", address, head.Width, head.Height, err)
			}
		}
	}
	for name, want := range map[string]bool{"dau.jpg": false, "giua.jpg": false, "hai.jpg": true} {
		if _, there := files["news/2020/tin/"+name]; there != want {
			t.Errorf("%s is published: %v, want %v", name, there, want)
		}
	}
	for name, data := range files {
		if bytes.Contains(data, []byte(taken)) {
			t.Errorf("%s tells the place", name)
		}
	}
	for file, want := range map[string]string{
		"news/2020/tin/index.html": `<a href="../../../news/2020/tin/dau.1600.jpg"><picture>`,
		"news/index.html":          `<picture><source type="image/webp" srcset="../news/2020/tin/dau.320.webp"><img class="entry-image" src="../news/2020/tin/dau.320.jpg" alt=""`,
		"index.html":               `srcset="news/2020/tin/dau.320.jpg 320w, `,
	} {
		if !strings.Contains(string(files[file]), want) {
			t.Errorf("%s lacks %s", file, want)
		}
	}
	if note := regexp.MustCompile(`>tải tệp</a> <span class="file-note">\((.*?)\)`).FindStringSubmatch(page); note == nil || note[1] != "PDF, 1,1 MB" {
		t.Errorf("the page says of the attachment %q", note)
	}
}

// kept are the entries of the store and when they were written.
func kept(t *testing.T, root string) map[string]time.Time {
	t.Helper()
	all := map[string]time.Time{}
	dir := filepath.Join(root, build.StateDir, "photos")
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			all[name] = info.ModTime()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestPhotographsAreMadeOnce: other builds, also for others and to elsewhere, take what was
// made; what was damaged or deleted meanwhile is made again, the same.
func TestPhotographsAreMadeOnce(t *testing.T) {
	root := t.TempDir()
	album(t, root)
	o := options(root, filepath.Join(root, "public"), june)
	first := publishedTree(t, o)
	made := kept(t, root)
	if len(made) != 5 { // sizes of three, that one is sound as it is, and what the attachment tells
		t.Errorf("%d entries: %v", len(made), made)
	}
	inside := options(root, filepath.Join(root, "inside"), june)
	inside.View.Internal = true
	publishedTree(t, inside)
	o.Dest = filepath.Join(root, "other")
	if d := differences(first, publishedTree(t, o)); d != nil {
		t.Errorf("the second output differs: %q", d)
	}
	for name, at := range kept(t, root) {
		if !at.Equal(made[name]) {
			t.Errorf("%s was written again", name)
		}
	}
	harm := 0
	for name := range made {
		if harm++; harm%2 == 0 {
			if err := os.Remove(name); err != nil {
				t.Fatal(err)
			}
			continue
		}
		info, err := os.Stat(name)
		if err == nil {
			var data []byte
			if data, err = os.ReadFile(name); err == nil {
				data[info.Size()/2] ^= 1
				err = os.WriteFile(name, data, 0o644)
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	o.Dest = filepath.Join(root, "third")
	if d := differences(first, publishedTree(t, o)); d != nil {
		t.Errorf("what was damaged is published: %q", d)
	}
}

// TestEveryBadPictureIsTold: all that is wrong with pictures is told at once, at the picture
// or where it is shown, by a build, a check and a follower; and nothing is written.
func TestEveryBadPictureIsTold(t *testing.T) {
	root := t.TempDir()
	bundle := album(t, root)
	o := options(root, filepath.Join(root, "public"), june)
	before := publishedTree(t, o)
	writeFile(t, filepath.Join(bundle, "dau.jpg"), string(wide(t)[:9000]))
	writeFile(t, filepath.Join(bundle, "hai.jpg"), string(slices.Concat(wide(t)[:2], []byte("\xff\xe1\xff\xff"), wide(t)[2:])))
	writeFile(t, filepath.Join(bundle, "giua.JPG"), string(wide(t)[:9001]))
	writeFile(t, filepath.Join(root, "content", "news", "khac.md"), "---\ntitle: Khác\ndate: 2020-05-02\n---\n[chết](khong-co.md)\n")
	told := func(problems diag.List) []string {
		var all []string
		for _, d := range problems {
			all = append(all, fmt.Sprintf("%s %s", d.Pos.File, d.Code))
		}
		return all
	}
	want := []string{"content/news/khac.md link-dead", "content/news/tin/dau.jpg picture-damaged", "content/news/tin/giua.JPG picture-damaged"}
	_, problems, err := build.Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	if all := told(problems); !contains(all, want) || len(all) < 4 {
		t.Errorf("a build tells %q", all)
	}
	_, problems, err = build.Check(context.Background(), o)
	if all := told(problems); err != nil || !contains(all, want) {
		t.Errorf("%v: a check tells %q", err, all)
	}
	if d := differences(before, tree(t, o.Dest)); d != nil {
		t.Errorf("something was published: %q", d)
	}
	if err := os.Remove(filepath.Join(root, "content", "news", "khac.md")); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(bundle, "hai.jpg"), string(wide(t)))
	live := &build.Live{Options: o}
	defer live.Close()
	if problems, err := live.Change(context.Background(), build.Change{All: true, Clock: june}); err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	_, err = live.Publish(context.Background())
	var known interface{ Diagnostics() diag.List }
	if !errors.As(err, &known) || !contains(told(known.Diagnostics()), want[1:]) {
		t.Errorf("publishing what is followed: %v", err)
	}
	if d := differences(before, tree(t, o.Dest)); d != nil {
		t.Errorf("a follower published something: %q", d)
	}
}

func contains(all, want []string) bool {
	return !slices.ContainsFunc(want, func(one string) bool { return !slices.Contains(all, one) })
}

// TestABombIsTold: a picture that claims more pixels than there is memory for is told at the
// place that shows it.
func TestABombIsTold(t *testing.T) {
	root := t.TempDir()
	bundle := album(t, root)
	bomb := wide(t)
	at := bytes.Index(bomb, []byte{0xff, 0xc0})
	copy(bomb[at+5:], []byte{0xea, 0x60, 0xea, 0x60})
	writeFile(t, filepath.Join(bundle, "giua.JPG"), string(bomb))
	_, problems, err := build.Run(context.Background(), options(root, filepath.Join(root, "public"), june))
	if err != nil {
		t.Fatal(err)
	}
	if len(problems) != 1 || problems[0].Code != "picture-large" || problems[0].Pos.Line != 10 || !strings.Contains(problems[0].Message(diag.EN), "60000 × 60000") {
		t.Errorf("%v", problems)
	}
}

// TestPreviewMakesSizes: a preview gives the bytes that a build writes, and makes only what
// is asked for.
func TestPreviewMakesSizes(t *testing.T) {
	root := t.TempDir()
	album(t, root)
	live := &build.Live{Options: options(root, filepath.Join(root, "public"), june)}
	defer live.Close()
	if problems, err := live.Change(context.Background(), build.Change{All: true, Clock: june}); err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	if _, err := os.Stat(filepath.Join(root, build.StateDir, "photos")); err == nil {
		t.Error("photographs were made that nobody has asked for")
	}
	asked := []string{"dau.320.jpg", "dau.1600.jpg", "dau.480.webp", "dau.1600.webp", "hai.jpg", "hai.960.jpg", "giua.320.webp"}
	seen := make([][]byte, len(asked))
	done := make(chan error)
	for i, name := range asked { // at once, as a browser does
		go func() {
			var err error
			seen[i], err = fs.ReadFile(live.Tree(), path.Join("news/2020/tin", name))
			done <- err
		}()
	}
	for range asked {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	files := publishedTree(t, live.Options)
	for i, name := range asked {
		if !bytes.Equal(seen[i], files["news/2020/tin/"+name]) {
			t.Errorf("the preview's %s is another", name)
		}
	}
}

// TestYearKeepsItsPhotographs: a year's folder holds what its pages show in sizes.
func TestYearKeepsItsPhotographs(t *testing.T) {
	root, folder := t.TempDir(), filepath.Join(t.TempDir(), "year")
	album(t, root)
	writeFile(t, filepath.Join(root, "content", "meetings", "hop.md"), "---\ntitle: Họp\ndate: 2020-01-03\nmeeting_kind: regular\n---\nHọp.\n")
	o := options(root, filepath.Join(root, "public"), june)
	if _, problems, err := build.CopyYear(context.Background(), o, 2020, folder); err != nil || problems.HasErrors() {
		t.Fatal(err, problems)
	}
	for _, name := range []string{"dau.jpg", "giua.JPG", "hai.jpg"} {
		if _, err := os.Stat(filepath.Join(folder, "content", "news", "tin", name)); err != nil {
			t.Error(err)
		}
	}
}

// TestWebPFollowsTheSetting: `webp: false` leaves photographs JPEGs only, and what was there
// goes; an incremental build gives what a clean one does, either way.
func TestWebPFollowsTheSetting(t *testing.T) {
	root := t.TempDir()
	bundle := filepath.Join(root, "content", "news", "tin")
	writeFile(t, filepath.Join(bundle, "index.md"), "---\ntitle: Tin\ndate: 2020-05-01\nimages:\n  - file: dau.jpg\n    alt: Ảnh đầu\n---\n[![Ảnh](giua.jpg)](dau.jpg) và <img alt=\"Ảnh\" src=\"giua.jpg\">\n\n![Ảnh](hep.jpg)\n\n![Ảnh](dai.jpg)\n")
	for name, size := range map[string]image.Point{"dau.jpg": {900, 700}, "giua.jpg": {600, 500}, "hep.jpg": {300, 300}, "dai.jpg": {16500, 400}} {
		writeFile(t, filepath.Join(bundle, name), string(photographOf(t, size.X, size.Y)))
	}
	o := options(root, filepath.Join(root, "public"), june)
	webps := func(files map[string][]byte) (all []string) {
		for name := range files {
			if path.Ext(name) == ".webp" {
				all = append(all, path.Base(name))
			}
		}
		slices.Sort(all)
		return all
	}
	clean := func() map[string][]byte {
		other := options(root, filepath.Join(t.TempDir(), "clean"), june)
		other.Photos = filepath.Join(t.TempDir(), "photos")
		return publishedTree(t, other)
	}
	var before map[string][]byte
	for _, setting := range []string{"markdown: {unsafe: true}\n", "markdown: {unsafe: true}\nwebp: false\n", "markdown: {unsafe: true}\nwebp: true\n"} {
		writeFile(t, filepath.Join(root, "bulletin.yaml"), setting)
		files := publishedTree(t, o)
		if d := differences(clean(), files); d != nil {
			t.Errorf("%q: not what a clean build gives: %q", setting, d)
		}
		page, without := string(files["news/2020/tin/index.html"]), strings.Contains(setting, "false")
		if without {
			if all := webps(files); all != nil || strings.Contains(page, "webp") || strings.Contains(page, "<picture") {
				t.Errorf("%q: there are %q, and the page says %s", setting, all, page)
			}
			continue
		}
		if all := webps(files); !slices.Equal(all, []string{"dau.320.webp", "dau.480.webp", "dau.700.webp", "giua.320.webp", "giua.500.webp"}) {
			t.Errorf("%q: there are %q", setting, all)
		}
		for _, want := range []string{
			`<a href="../../../news/2020/tin/dau.jpg"><picture><source type="image/webp" srcset="../../../news/2020/tin/giua.320.webp 320w, ../../../news/2020/tin/giua.500.webp 500w" sizes="`,
			`alt="Ảnh" loading="lazy" decoding="async"/></picture></a> và <picture><source type="image/webp" srcset="../../../news/2020/tin/giua.320.webp 320w, `,
			`<img src="../../../news/2020/tin/hep.jpg"`, `<img src="../../../news/2020/tin/dai.jpg" srcset="../../../news/2020/tin/dai.320.jpg 320w, `,
		} {
			if !strings.Contains(page, want) {
				t.Errorf("%q: the page lacks %s: %s", setting, want, page)
			}
		}
		if before != nil {
			if d := differences(before, files); d != nil {
				t.Errorf("the default is another: %q", d)
			}
		}
		before = files
	}
}

// TestGivenUpWhileDeveloping: a build that is cancelled among the photographs publishes
// nothing, and what it had made serves the next, which gives what a clean build does.
func TestGivenUpWhileDeveloping(t *testing.T) {
	root := t.TempDir()
	bundle := album(t, root)
	for i, name := range []string{"dau.jpg", "giua.JPG", "hai.jpg"} {
		writeFile(t, filepath.Join(bundle, name), string(photographOf(t, 600, 400+i)))
	}
	o := options(root, filepath.Join(root, "public"), june)
	ctx, cancel := context.WithCancel(context.Background())
	o.Progress = func(int, int) { cancel() }
	if _, _, err := build.Run(ctx, o); !errors.Is(err, context.Canceled) {
		t.Fatalf("a cancelled build: %v", err)
	}
	if _, err := os.Stat(o.Dest); err == nil {
		t.Error("a cancelled build published something")
	}
	o.Progress = nil
	made := kept(t, root)
	if len(made) == 0 {
		t.Error("nothing is left of the work that was done")
	}
	files := publishedTree(t, o)
	for name, at := range made {
		if !kept(t, root)[name].Equal(at) {
			t.Error("a photograph was made twice")
		}
	}
	other := options(root, filepath.Join(root, "other"), june)
	other.Photos = filepath.Join(t.TempDir(), "photos")
	if d := differences(publishedTree(t, other), files); d != nil {
		t.Errorf("not what a clean build gives: %q", d)
	}
}

func photographOf(t *testing.T, width, height int) []byte {
	t.Helper()
	m := image.NewGray(image.Rect(0, 0, width, height))
	for i := range m.Pix {
		m.Pix[i] = byte(i/width ^ i%width)
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 30}); err != nil {
		t.Fatal(err)
	}
	return heldUpright(b.Bytes())
}
