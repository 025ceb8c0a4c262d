package archive

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestBagToTheByte is the format of a bag of ours.
func TestBagToTheByte(t *testing.T) {
	dest := filepath.Join(t.TempDir(), "chi-bo-2020")
	b := year(t, 2020)
	files, err := Tree("data/source", tree{"Hà Nội 100%.md": "a\n", "b.md": ""}.fs())
	must(t, err)
	b.Payload, b.Internal = files, true
	b.Previous = Link{"chi-bo-2019", Digest(strings.Repeat("0f", 32))}
	b.Info[0].Value = "Chi bộ\n2" // a line break, and a letter with its mark apart
	digest := write(t, dest, b)
	got := unlay(t, dest)
	for name := range got {
		if strings.Contains(name, "512") {
			delete(got, name)
		}
	}
	want := tree{
		"bagit.txt":                  "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
		"data/source/Hà Nội 100%.md": "a\n",
		"data/source/b.md":           "",
		"manifest-sha256.txt":        "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7  data/source/Hà Nội 100%25.md\ne3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  data/source/b.md\n",
		"bag-info.txt":               "Source-Organization: Chi bộ 2\nExternal-Description: Bản tin năm 2020\nBagging-Date: 2021-01-15\nBulletin-Year: 2020\nBulletin-Audience: internal\nBulletin-Previous-Bag: chi-bo-2019\nBulletin-Previous-Digest: " + strings.Repeat("0f", 32) + "\nPayload-Oxum: 2.2\n",
		"tagmanifest-sha256.txt":     got["tagmanifest-sha256.txt"],
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	r := verify(t, dest, Options{})
	expectTold(t, r.Problems)
	if r.Digest != digest || r.Year != 2020 || !r.Internal || r.Previous != b.Previous || r.Files != 2 || r.Bytes != 2 || r.Version != "1.0" {
		t.Errorf("result: %+v", r)
	}
	if d, err := DigestOf(context.Background(), dest); d != digest || err != nil {
		t.Errorf("DigestOf = %s, %v; Write gave %s", d, err, digest)
	}
}

// TestSameBytes: order and Unicode form of what is given do not matter, and the
// folder and the zip have one digest.
func TestSameBytes(t *testing.T) {
	dir := t.TempDir()
	b := year(t, 2020)
	digest := write(t, filepath.Join(dir, "a"), b)
	first := write(t, filepath.Join(dir, "bag.zip"), b)
	if first != digest {
		t.Errorf("the zip's digest is %s, the folder's %s", first, digest)
	}
	slices.Reverse(b.Payload)
	for i := range b.Payload {
		b.Payload[i].Path = strings.ReplaceAll(b.Payload[i].Path, "ạ", "a\u0323")
	}
	must(t, os.Mkdir(filepath.Join(dir, "again"), 0o777))
	write(t, filepath.Join(dir, "b"), b)
	write(t, filepath.Join(dir, "again", "bag.zip"), b)
	if diff := cmp.Diff(unlay(t, filepath.Join(dir, "a")), unlay(t, filepath.Join(dir, "b"))); diff != "" {
		t.Error(diff)
	}
	one, err := os.ReadFile(filepath.Join(dir, "bag.zip"))
	must(t, err)
	two, err := os.ReadFile(filepath.Join(dir, "again", "bag.zip"))
	must(t, err)
	if string(one) != string(two) {
		t.Error("two zips of the same bag differ")
	}
	r, err := zip.OpenReader(filepath.Join(dir, "bag.zip"))
	must(t, err)
	defer r.Close()
	for _, f := range r.File {
		if len(f.Extra) > 0 || f.Modified.Year() != 1980 || !strings.HasPrefix(f.Name, "bag/") {
			t.Errorf("%s: extra %x, time %s", f.Name, f.Extra, f.Modified)
		}
	}
	expectTold(t, verify(t, filepath.Join(dir, "bag.zip"), Options{}).Problems)
}

func TestUnsafePathsAreNamed(t *testing.T) {
	for _, p := range []string{
		"", "data", "data/", "index.md", "/data/x", "data//x", "data/../x", "data/./x", `data/a\b`, "data/a:b", "data/a\x00b", "data/a\nb",
		"data/con", "data/NUL.html", "data/a/COM1.txt", "data/com¹", "data/CONIN$", "data/aux .x", "data/a.", "data/a ", "data/b./c", "data/a?b",
		"data/a\"b", "data/a<b", "data/a|b", "data/a*b", "data/\u0085b", "data/\xff", "data/" + strings.Repeat("đ", 196), "data/" + strings.Repeat("😀", 98),
	} {
		want := "error path-unsafe"
		if p != "" {
			want += " " + p
		}
		expectRefused(t, Bag{Payload: []File{text(p, "x")}, Date: year(t, 2020).Date}, want)
	}
	for _, p := range []string{
		"data/a", "data/.nojekyll", "data/a b", "data/Đảng ủy/100%.html", "data/console.html", "data/com10", "data/a..b", "data/~x",
		"data/" + strings.Repeat("đ", 195), "data/" + strings.Repeat("😀", 97),
	} {
		if why := payloadPath(p); why != nil {
			t.Errorf("%q: %s", p, why.EN)
		}
	}
}

func TestClashesAreNamed(t *testing.T) {
	for _, c := range [][]string{
		{"data/a.html", "data/A.html"}, {"data/Đ", "data/đ"}, {"data/a", "data/a/b"}, {"data/a", "data/a"}, {"data/A/x", "data/a/y"},
		{"data/K", "data/\u212a"}, {"data/ạ", "data/a\u0323"},
	} {
		b := Bag{Date: year(t, 2020).Date}
		for _, p := range c {
			b.Payload = append(b.Payload, text(p, "x"))
		}
		var refusal *Refusal
		_, err := Write(context.Background(), filepath.Join(t.TempDir(), "bag"), b)
		if !errors.As(err, &refusal) || len(refusal.Problems) != 1 || !strings.HasPrefix(told(refusal.Problems)[0], "error path-clash data/") {
			t.Errorf("%q: %v", c, err)
		}
	}
}

func TestBagsThatAreRefused(t *testing.T) {
	good := func() Bag { return year(t, 2020) }
	for want, spoil := range map[string]func(*Bag){
		"error date-missing bag-info.txt":        func(b *Bag) { b.Date = Bag{}.Date },
		"error label-invalid bag-info.txt":       func(b *Bag) { b.Info = append(b.Info, Field{"payload-oxum", "1.1"}) },
		"error link-invalid bag-info.txt":        func(b *Bag) { b.Previous = Link{"chi-bo-2019", "xyz"} },
		"error seal-invalid bulletin-seals.json": func(b *Bag) { b.Seals = []Seal{{Digest(strings.Repeat("00", 32)), "2021-02-01", " "}} },
		"error path-unsafe data/source/aux":      func(b *Bag) { b.Payload = append(b.Payload, text("data/source/aux", "x")) },
	} {
		b := good()
		spoil(&b)
		expectRefused(t, b, want)
	}
	b := good()
	b.Info = []Field{{"a:b", "x"}, {"", "x"}, {"x", " "}}
	expectRefused(t, b, "error label-invalid bag-info.txt", "error label-invalid bag-info.txt", "error label-invalid bag-info.txt")
}

func expectRefused(t *testing.T, b Bag, want ...string) {
	t.Helper()
	dir := t.TempDir()
	for _, name := range []string{"bag", "bag.zip"} {
		_, err := Write(context.Background(), filepath.Join(dir, name), b)
		var refusal *Refusal
		if !errors.As(err, &refusal) {
			t.Errorf("Write = %v, want a refusal: %s", err, want)
			continue
		}
		speaks(t, refusal.Problems)
		expectTold(t, refusal.Problems, want...)
	}
	expectEmpty(t, dir)
}

func expectEmpty(t *testing.T, dir string) {
	t.Helper()
	left, err := os.ReadDir(dir)
	must(t, err)
	for _, e := range left {
		t.Errorf("%s is left", e.Name())
	}
}

// TestNothingIsOverwritten also when the other appears while a bag is written.
func TestNothingIsOverwritten(t *testing.T) {
	for _, name := range []string{"bag", "bag.zip"} {
		for _, late := range []bool{false, true} {
			dest := filepath.Join(t.TempDir(), name)
			appear := func() { tree{"mine": "x"}.lay(t, dest) }
			b := year(t, 2020)
			if late {
				b.Progress = func(p Progress) {
					if p.Files == 2 {
						appear()
					}
				}
			} else {
				appear()
			}
			var refusal *Refusal
			if _, err := Write(context.Background(), dest, b); !errors.As(err, &refusal) || refusal.Problems[0].Code != codeExists {
				t.Errorf("%s, late %t: %v", name, late, err)
			}
			if left := unlay(t, filepath.Dir(dest)); len(left) != 1 {
				t.Errorf("%s, late %t: left %q", name, late, left)
			}
		}
	}
}

// TestFailuresLeaveNothing: of files that change or cannot be read, of no room,
// of a user who stops it.
func TestFailuresLeaveNothing(t *testing.T) {
	broken := errors.New("bad sector")
	for name, f := range map[string]File{
		"grown":    {Path: "data/x", Size: 1, Open: text("", "xx").Open},
		"unopened": {Path: "data/x", Open: func() (io.ReadCloser, error) { return nil, broken }},
		"unreadable": {Path: "data/x", Open: func() (io.ReadCloser, error) {
			return io.NopCloser(io.MultiReader(strings.NewReader("x"), failure{broken})), nil
		}},
	} {
		dir := t.TempDir()
		for _, dest := range []string{"bag", "bag.zip"} {
			_, err := Write(context.Background(), filepath.Join(dir, dest), Bag{Payload: []File{f}, Date: year(t, 2020).Date})
			if err == nil || !strings.Contains(err.Error(), "data/x") {
				t.Errorf("%s: %v", name, err)
			}
		}
		expectEmpty(t, dir)
	}
	dir := t.TempDir()
	ctx, cancel := context.WithCancel(context.Background())
	b := year(t, 2020)
	b.Progress = func(Progress) { cancel() }
	if _, err := Write(ctx, filepath.Join(dir, "bag"), b); !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if _, err := Write(context.Background(), filepath.Join(dir, "none", "bag"), year(t, 2020)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("no folder: %v", err)
	}
	expectEmpty(t, dir)
}

func TestTreeTakesPlainFilesOnly(t *testing.T) {
	dir := tree{"a": "x"}.lay(t, t.TempDir())
	must(t, os.Symlink("a", filepath.Join(dir, "b")))
	if _, err := Tree("data", os.DirFS(dir)); err == nil || !strings.Contains(err.Error(), "b is not a plain file") {
		t.Errorf("a link: %v", err)
	}
}

func TestEmptyBag(t *testing.T) {
	for _, name := range []string{"bag", "bag.zip"} {
		dest := filepath.Join(t.TempDir(), name)
		write(t, dest, Bag{Date: year(t, 2020).Date})
		expectTold(t, verify(t, dest, Options{}).Problems)
	}
}

// text is a file of a payload.
func text(p, content string) File {
	return File{Path: p, Open: func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(content)), nil }}
}

type failure struct{ err error }

func (f failure) Read([]byte) (int, error) { return 0, f.err }
