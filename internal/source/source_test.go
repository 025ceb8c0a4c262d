package source

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"

	"bulletin/internal/diag"
)

// folder writes files and opens their folder as a build does.
func folder(t *testing.T, files ...string) (string, *os.Root) {
	t.Helper()
	dir := t.TempDir()
	for _, name := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return dir, root
}

func paths(entries []Entry) []string {
	var all []string
	for _, e := range entries {
		all = append(all, e.Path)
	}
	return all
}

func codes(problems diag.List) []string {
	var all []string
	for _, d := range problems.Sort() {
		all = append(all, fmt.Sprintf("%s %s", d.Pos, d.Code))
	}
	return all
}

// TestList: in the order of their paths, byte by byte, without what is hidden,
// left behind by an editor, or to be skipped.
func TestList(t *testing.T) {
	_, root := folder(t,
		"index.md", "meetings/b.md", "meetings/a.md", "meetings-2.md", "meetings/a/index.md", "meetings/a/Ảnh 1.JPG", "Zoe.md", "#1.md", "C#.md",
		".git/config", "meetings/.hidden.md", "~$hop.docx", "a.md~", "#a.md#", "a.swp", "b.tmp", "Thumbs.db", "x/desktop.ini", "node_modules/a/readme.md", "4913",
		"public/index.html", "sub/public/a.md",
	)
	entries, problems := List(root.FS(), "content/", "public")
	want := []string{
		"#1.md", "C#.md", "Zoe.md", "index.md", "meetings-2.md", "meetings/a.md", "meetings/a/index.md", "meetings/a/Ảnh 1.JPG",
		"meetings/b.md", "sub/public/a.md",
	}
	if diff := cmp.Diff(want, paths(entries)); diff != "" || problems != nil {
		t.Error(diff, problems)
	}
	for _, e := range entries {
		if e.Stat.Size != 1 {
			t.Errorf("%s has %d bytes", e.Path, e.Stat.Size)
		}
	}
}

// TestListSymbolicLinks: only a link to a file inside the folder is followed.
func TestListSymbolicLinks(t *testing.T) {
	dir, root := folder(t, "real/a.md")
	outside := filepath.Join(t.TempDir(), "secret.md")
	if err := os.WriteFile(outside, []byte("secret"), 0o666); err != nil {
		t.Fatal(err)
	}
	for name, target := range map[string]string{
		"inside.md": "real/a.md", "second.md": "inside.md", "escape.md": outside, "climb.md": "../" + filepath.Base(filepath.Dir(outside)) + "/secret.md",
		"folder": "real", "dangling.md": "nothing.md", "loop.md": "loop.md", "ring-a.md": "ring-b.md", "ring-b.md": "ring-a.md", "self": ".",
		"device.md": os.DevNull,
	} {
		if err := os.Symlink(filepath.FromSlash(target), filepath.Join(dir, name)); err != nil {
			t.Fatalf("this file system must know symbolic links: %v", err)
		}
	}
	entries, problems := List(root.FS(), "content/")
	if diff := cmp.Diff([]string{"inside.md", "real/a.md", "second.md"}, paths(entries)); diff != "" {
		t.Error(diff)
	}
	want := []string{
		"content/climb.md link-escapes", "content/dangling.md link-escapes", "content/device.md link-escapes", "content/escape.md link-escapes",
		"content/folder link-to-folder", "content/loop.md link-escapes", "content/ring-a.md link-escapes", "content/ring-b.md link-escapes",
		"content/self link-to-folder",
	}
	if diff := cmp.Diff(want, codes(problems)); diff != "" {
		t.Error(diff)
	}
	for _, e := range entries {
		if f, problems := Read(root.FS(), e, "content/"); problems != nil || string(f.Text) != "x" {
			t.Errorf("%s: %q %v", e.Path, f.Text, problems)
		}
	}
}

// TestReadDoesNotEscape: a link put in a file's place after listing leads out
// no more than one that was there before.
func TestReadDoesNotEscape(t *testing.T) {
	dir, root := folder(t, "a.md")
	entries, _ := List(root.FS(), "")
	outside := filepath.Join(t.TempDir(), "secret.md")
	if err := errors.Join(os.WriteFile(outside, []byte("secret"), 0o666), os.Remove(filepath.Join(dir, "a.md")), os.Symlink(outside, filepath.Join(dir, "a.md"))); err != nil {
		t.Fatal(err)
	}
	f, problems := Read(root.FS(), entries[0], "content/")
	if f.Text != nil || !problems.HasErrors() || problems[0].Code != "unreadable" || strings.Contains(problems[0].Message(diag.VI), outside) {
		t.Errorf("%q %v", f.Text, problems)
	}
}

// TestNamesAreComposed: a name that a file system keeps in NFD is the same
// document as one in NFC, and is opened under the name it really has.
func TestNamesAreComposed(t *testing.T) {
	composed := "tin-tức/quý-ba.md"
	onDisk := norm.NFD.String(composed)
	fsys := fstest.MapFS{onDisk: {Data: []byte("x")}}
	entries, problems := List(fsys, "content/")
	want := []Entry{{Path: composed, Odd: &Odd{Name: onDisk}, Stat: Stat{Size: 1, ModTime: time.Time{}.UnixNano()}}}
	if diff := cmp.Diff(want, entries); diff != "" || problems != nil {
		t.Fatal(diff, problems)
	}
	if f, problems := Read(fsys, entries[0], ""); problems != nil || f.Path != composed {
		t.Errorf("%+v %v", f, problems)
	}
}

// TestOneNameTwice: where NFC and NFD are two files, neither may win unseen.
func TestOneNameTwice(t *testing.T) {
	fsys := fstest.MapFS{"quý.md": {Data: []byte("x")}, norm.NFD.String("quý.md"): {Data: []byte("y")}, "quy.md": {}}
	entries, problems := List(fsys, "content/")
	if diff := cmp.Diff([]string{"quy.md", "quý.md"}, paths(entries)); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"content/quý.md name-twice"}, codes(problems)); diff != "" {
		t.Error(diff)
	}
}

// TestNameThatIsNoText: the file is refused, and the problem can still be shown.
func TestNameThatIsNoText(t *testing.T) {
	dir, root := folder(t)
	if err := os.WriteFile(filepath.Join(dir, "h\xf6p.md"), nil, 0o666); err != nil {
		t.Logf("this file system allows no such name: %v", err)
		return
	}
	entries, problems := List(root.FS(), "content/")
	if diff := cmp.Diff([]string{"content/h�p.md name-undecodable"}, codes(problems)); diff != "" || len(entries) != 0 {
		t.Error(diff, entries)
	}
}

// unreadable is a file system in which one folder and one file cannot be read.
type unreadable struct{ fstest.MapFS }

func (u unreadable) Open(name string) (fs.File, error) {
	if name == "khoa" || name == "khoa.md" {
		return nil, &fs.PathError{Op: "open", Path: "/home/somebody/" + name, Err: fs.ErrPermission}
	}
	return u.MapFS.Open(name)
}

func (u unreadable) ReadFile(name string) ([]byte, error) {
	if _, err := u.Open(name); err != nil {
		return nil, err
	}
	return u.MapFS.ReadFile(name)
}

func (u unreadable) ReadDir(name string) ([]fs.DirEntry, error) {
	if name == "khoa" {
		_, err := u.Open(name)
		return nil, err
	}
	return u.MapFS.ReadDir(name)
}

// TestUnreadable: what may not be read is an error with the reason, without the
// path on the author's disk; the rest is still read.
func TestUnreadable(t *testing.T) {
	fsys := unreadable{fstest.MapFS{"a.md": {}, "khoa/b.md": {}, "khoa.md": {}}}
	entries, problems := List(fsys, "content/")
	if diff := cmp.Diff([]string{"a.md", "khoa.md"}, paths(entries)); diff != "" {
		t.Error(diff)
	}
	_, more := Read(fsys, entries[1], "content/")
	problems = append(problems, more...)
	if diff := cmp.Diff([]string{"content/khoa unreadable", "content/khoa.md unreadable"}, codes(problems)); diff != "" {
		t.Error(diff)
	}
	for _, d := range problems {
		if got := d.Message(diag.EN); got != "cannot be opened: permission denied" {
			t.Error(got)
		}
	}
}

func TestTooLarge(t *testing.T) {
	_, problems := Read(fstest.MapFS{"a.md": {}}, Entry{Path: "a.md", Stat: Stat{Size: MaxSize + 1}}, "content/")
	if len(problems) != 1 || problems[0].Message(diag.EN) != "the text file is too large (32 MB)" {
		t.Error(problems)
	}
}

// TestDigest: files that differ only in how the text is stored are one text.
func TestDigest(t *testing.T) {
	want := sha256.Sum256([]byte(sample))
	for name, raw := range map[string]string{
		"as is": sample, "CRLF and a mark": "\xef\xbb\xbf" + strings.ReplaceAll(sample, "\n", "\r\n"), "NFD": norm.NFD.String(sample),
	} {
		f, problems := Read(fstest.MapFS{"a.md": {Data: []byte(raw)}}, Entry{Path: "a.md"}, "")
		if problems != nil || f.Digest != want {
			t.Errorf("%s: %x %v", name, f.Digest, problems)
		}
	}
}

func TestIsText(t *testing.T) {
	for name, want := range map[string]bool{"a.md": true, "b/A.MD": true, "a.markdown": true, "a.md.txt": false, "md": false, "a.pdf": false} {
		if (Entry{Path: name}).IsText() != want {
			t.Errorf("%s: %v", name, !want)
		}
	}
}

func TestLine(t *testing.T) {
	f := File{Text: []byte("một\nhai\n\nbốn")}
	for n, want := range map[int]string{1: "một", 2: "hai", 3: "", 4: "bốn", 5: "", 100: ""} {
		if got := f.Line(n); got != want {
			t.Errorf("line %d is %q, want %q", n, got, want)
		}
	}
	if (File{}).Line(1) != "" || (File{Text: []byte("a\n")}).Line(2) != "" {
		t.Error("an empty line has text")
	}
}

// TestFolderReadsAsTheSystem: a Folder gives the bytes, the descriptions and the
// errors that os.DirFS gives.
func TestFolderReadsAsTheSystem(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"rỗng.md": "", "a.md": "một", "sub/b.md": strings.Repeat("dài ", 1<<15)} {
		if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, name)), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"rỗng.md", "a.md", "sub/b.md"} {
		got, err := fs.ReadFile(Folder(dir), name)
		want, err2 := fs.ReadFile(os.DirFS(dir), name)
		info, err3 := fs.Stat(Folder(dir), name)
		if err := errors.Join(err, err2, err3); err != nil {
			t.Fatal(err)
		}
		if string(got) != string(want) || info.Size() != int64(len(want)) {
			t.Errorf("%s: %d bytes, described with %d, want %d", name, len(got), info.Size(), len(want))
		}
	}
	for _, name := range []string{"missing.md", "../a.md", "/a.md", "a.md/x"} {
		_, want := os.DirFS(dir).Open(name)
		_, got := Folder(dir).Open(name)
		for _, kind := range []error{fs.ErrNotExist, fs.ErrInvalid} {
			if got == nil || errors.Is(got, kind) != errors.Is(want, kind) {
				t.Errorf("%s: %v, want %v", name, got, want)
			}
		}
	}
}
