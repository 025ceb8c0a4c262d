package archive

import (
	"bulletin/internal/diag"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// harm is something that happens to a bag, and what must be said of it.
type harm struct {
	name string
	do   func(tree)
	want []string
	says string // in English, somewhere
}

func harms() []harm {
	flip := func(name string) func(tree) {
		return func(t tree) {
			b := []byte(t[name])
			b[len(b)/2] ^= 1
			t[name] = string(b)
		}
	}
	const page, story = "data/site/index.html", "data/source/stories/cai-thuoc-la.md"
	return []harm{
		{name: "nothing", do: func(tree) {}},
		{"a bit flipped", flip(story), []string{"error file-changed " + story}, "content is not what was sealed"},
		{"a file lost", func(t tree) { delete(t, story) }, []string{"error file-missing " + story, "error oxum-wrong bag-info.txt"}, "the file is missing"},
		{"a file added", func(t tree) { t["data/Thumbs.db"] = "x" }, []string{"error file-extra data/Thumbs.db", "error oxum-wrong bag-info.txt"}, "6 files"},
		{"a file cut off", func(t tree) { t[story] = t[story][:10] }, []string{"error file-length " + story, "error oxum-wrong bag-info.txt"}, "the file is 10 bytes long, and was 51"},
		{"a file emptied", func(t tree) { t[page] = "" }, []string{"error file-length " + page, "error oxum-wrong bag-info.txt"}, "is 0 bytes long"},
		{"two files cut off", func(t tree) { t[story], t[page] = "", "" }, []string{"error file-changed " + story, "error file-changed " + page, "error oxum-wrong bag-info.txt"}, ""},
		{"a file renamed", func(t tree) { t["data/source/b.md"] = t[story]; delete(t, story) }, []string{"error file-renamed data/source/b.md"}, "the file is " + story + " under another name"},
		{"an empty file renamed", func(t tree) { t["data/x"] = ""; delete(t, "data/source/trống.md") }, []string{"error file-renamed data/x"}, ""},
		{"two files exchanged", func(t tree) { t[story], t[page] = t[page], t[story] }, []string{"error file-changed " + story, "error file-changed " + page}, ""},
		{"a file renamed and changed", func(t tree) { t["data/x"] = t[story] + "x"; delete(t, story) }, []string{"error file-missing " + story, "error file-extra data/x", "error oxum-wrong bag-info.txt"}, ""},
		{"a folder moved", func(t tree) {
			for name, text := range t {
				if rest, ok := strings.CutPrefix(name, "data/source/"); ok {
					delete(t, name)
					t["data/src/"+rest] = text
				}
			}
		}, []string{
			"error file-renamed data/src/anh/đại hội.jpg", "error file-renamed data/src/meetings/2020/quy-iii.md",
			"error file-renamed data/src/stories/cai-thuoc-la.md", "error file-renamed data/src/trống.md",
		}, ""},
		{"bag-info edited", func(t tree) { t[infoName] = strings.Replace(t[infoName], "Chi bộ 2", "Chi bộ 3", 1) }, []string{"error tag-changed bag-info.txt"}, "changed after sealing"},
		{"oxum edited", func(t tree) { t[infoName] = strings.Replace(t[infoName], ".5", ".6", 1) }, []string{"error tag-changed bag-info.txt", "error oxum-wrong bag-info.txt"}, "6 files; there are"},
		{"oxum nonsense", func(t tree) { t[infoName] = strings.Replace(t[infoName], "Payload-Oxum: ", "Payload-Oxum: x", 1) }, []string{"error tag-changed bag-info.txt", "error info-value bag-info.txt"}, ""},
		{"a manifest line edited", func(t tree) {
			line, _, _ := strings.Cut(t["manifest-sha256.txt"], "\n")
			t["manifest-sha256.txt"] = strings.Replace(t["manifest-sha256.txt"], line[:4], "0000", 1)
		}, []string{"error file-changed " + page, "error tag-changed manifest-sha256.txt"}, ""},
		{"a manifest line gone", func(t tree) {
			_, t["manifest-sha256.txt"], _ = strings.Cut(t["manifest-sha256.txt"], "\n")
		}, []string{"error file-unlisted " + page, "error tag-changed manifest-sha256.txt"}, "not listed in manifest-sha256.txt"},
		{"a manifest gone", func(t tree) { delete(t, "manifest-sha512.txt") }, []string{"error tag-missing manifest-sha512.txt"}, ""},
		{"the seal gone", func(t tree) { delete(t, sealName) }, []string{"error unsealed tagmanifest-sha256.txt"}, "lost its seal"},
		{"a note beside", func(t tree) { t["ghi-chú.txt"] = "x" }, []string{"info tag-uncovered ghi-chú.txt"}, "does not cover"},
		{"no declaration", func(t tree) { delete(t, declarationName) }, []string{"error not-found"}, "no bagit.txt"},
	}
}

// TestHarmIsFoundAndNamed, in folders and zips alike.
func TestHarmIsFoundAndNamed(t *testing.T) {
	sealed := filepath.Join(t.TempDir(), "bag")
	write(t, sealed, year(t, 2020))
	for _, h := range harms() {
		t.Run(h.name, func(t *testing.T) {
			bag := unlay(t, sealed)
			h.do(bag)
			dir := t.TempDir()
			for _, path := range []string{bag.lay(t, filepath.Join(dir, "bag")), bag.pack(t, filepath.Join(dir, "bag.zip"), "bag")} {
				r := verify(t, path, Options{})
				expectTold(t, r.Problems, h.want...)
				var said strings.Builder
				for _, d := range r.Problems {
					said.WriteString(d.Message(diag.EN) + "\n")
				}
				if !strings.Contains(said.String(), h.says) {
					t.Errorf("says %q, want %q", said.String(), h.says)
				}
			}
		})
	}
}

// TestEveryFlippedByteIsFound: no byte of a bag is outside the seal, but for
// those of the second tag manifest, which is checked by what it lists.
func TestEveryFlippedByteIsFound(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "bag")
	digest := write(t, dir, year(t, 2020))
	for name, text := range unlay(t, dir) {
		p := filepath.Join(dir, filepath.FromSlash(name))
		for i := 0; i < len(text); i += 1 + len(text)/16 {
			b := []byte(text)
			b[i] ^= 0x20
			must(t, os.WriteFile(p, b, 0o666))
			if r := verify(t, dir, Options{}); r.Valid() && r.Digest == digest && string(b) != text {
				// Hexadecimal digits may be in either case.
				if !strings.EqualFold(string(b), text) || name != "tagmanifest-sha512.txt" {
					t.Errorf("%s, byte %d: not found", name, i)
				}
			}
		}
		must(t, os.WriteFile(p, []byte(text), 0o666))
	}
}

func TestFolderHoldsLinks(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "bag")
	write(t, dir, year(t, 2020))
	secret := filepath.Join(t.TempDir(), "secret")
	must(t, os.WriteFile(secret, []byte("<title>2020</title>\n"), 0o666)) // the right content
	page := filepath.Join(dir, "data", "site", "index.html")
	must(t, os.Remove(page))
	must(t, os.Symlink(secret, page))
	must(t, os.Symlink("..", filepath.Join(dir, "data", "loop")))
	expectTold(t, verify(t, dir, Options{}).Problems,
		"error file-irregular data/site/index.html", "error file-irregular data/loop", "error oxum-wrong bag-info.txt")
}

// TestUnreadableFilesStopNothing: a bad sector in one file is told, and the
// others are verified.
func TestUnreadableFilesStopNothing(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "sealed"), year(t, 2020))
	bag := unlay(t, filepath.Join(dir, "sealed"))
	bag["data/source/trống.md"] = "x"
	zip := bag.pack(t, filepath.Join(dir, "bag.zip"), "bag")
	in, err := inspect(context.Background(), zip, Options{})
	must(t, err)
	place, err := in.store.(*zipped).reader.File[in.files["data/site/index.html"].at].DataOffset()
	must(t, err)
	in.close()
	text, err := os.ReadFile(zip)
	must(t, err)
	text[place+3] ^= 0xff
	must(t, os.WriteFile(zip, text, 0o666))
	expectTold(t, verify(t, zip, Options{}).Problems,
		"error file-unreadable data/site/index.html", "error file-length data/source/trống.md", "error oxum-wrong bag-info.txt")
}

func TestWhatIsNoBag(t *testing.T) {
	dir := tree{"a/x": "x", "x.tar": strings.Repeat("\x00", 600), "empty": ""}.lay(t, t.TempDir())
	for name, want := range map[string]string{"a": "error not-found", "x.tar": "error container", "empty": "error container"} {
		expectTold(t, verify(t, filepath.Join(dir, name), Options{}).Problems, want)
	}
	if _, err := Verify(context.Background(), filepath.Join(dir, "none"), Options{}); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("nothing there: %v", err)
	}
}

func TestLimits(t *testing.T) {
	dir := t.TempDir()
	b := year(t, 2020)
	write(t, filepath.Join(dir, "bag"), b)
	write(t, filepath.Join(dir, "bag.zip"), b)
	for _, name := range []string{"bag", "bag.zip"} {
		expectTold(t, verify(t, filepath.Join(dir, name), Options{MaxFiles: 3}).Problems, "error too-many")
		expectTold(t, verify(t, filepath.Join(dir, name), Options{MaxBytes: 99}).Problems, "error too-large")
	}
}

func TestProgressReachesTheEnd(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "bag")
	write(t, dir, year(t, 2020))
	var last Progress
	verify(t, dir, Options{Progress: func(p Progress) {
		if p.Bytes < last.Bytes || p.Files < last.Files || p.Bytes > p.TotalBytes {
			t.Errorf("%+v after %+v", p, last)
		}
		last = p
	}})
	if last.Files != last.TotalFiles || last.Bytes != last.TotalBytes || last.Files != 9 {
		t.Errorf("ended at %+v", last)
	}
	ctx, cancel := context.WithCancel(context.Background())
	if _, err := Verify(ctx, dir, Options{Progress: func(Progress) { cancel() }}); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
}

// TestMemoryIsFlat: verifying allocates buffers, not contents.
func TestMemoryIsFlat(t *testing.T) {
	dir := t.TempDir()
	const size = 48 << 20
	hole := filepath.Join(dir, "hole")
	must(t, os.WriteFile(hole, nil, 0o666))
	must(t, os.Truncate(hole, size))
	files, err := Tree("data", os.DirFS(dir))
	must(t, err)
	bag := filepath.Join(t.TempDir(), "bag.zip")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	write(t, bag, Bag{Payload: files, Date: year(t, 2020).Date})
	r := verify(t, bag, Options{})
	runtime.ReadMemStats(&after)
	if !r.Valid() || r.Bytes != size {
		t.Errorf("%d bytes, %v", r.Bytes, r.Problems)
	}
	if got := after.TotalAlloc - before.TotalAlloc; got > size/8 {
		t.Errorf("%d bytes were allocated for %d", got, size)
	}
}
