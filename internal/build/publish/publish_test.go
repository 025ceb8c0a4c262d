package publish

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bulletin/internal/diag"
)

func noCtx() context.Context { return context.Background() }

// first is a small site with every class.
func first() site {
	return site{
		"index.html":                 page("trang chủ"),
		"meetings/index.html":        page("danh sách"),
		"meetings/2020/q3.html":      page("sinh hoạt quý III"),
		"meetings/2020/q4.html":      page("sinh hoạt quý IV"),
		"stories/cai-thuoc-la.html":  page("Cai thuốc lá"),
		"stories/anh/bìa.jpg":        "JPEG",
		"sitemap.xml":                "<urlset/>",
		"feeds/atom.xml":             "<feed/>",
		"awards/co-thi-dua/bản.html": page("Cờ"),
	}.asset("assets/site.css", "body{}")
}

func TestColdThenUnchangedThenEdited(t *testing.T) {
	o, s := temp(t), first()
	r := s.mustPublish(t, o)
	if len(r.Changed) != len(s) || r.Unchanged != 0 || r.Removed != nil || r.Foreign != nil {
		t.Errorf("cold: %+v", r)
	}
	wantTree(t, o.Dest, s)
	before := times(t, o.Dest)

	if r := s.mustPublish(t, o); len(r.Changed)+len(r.Removed) != 0 || r.Unchanged != len(s) {
		t.Errorf("unchanged: %+v", r)
	}
	if diff := cmp.Diff(before, times(t, o.Dest)); diff != "" {
		t.Errorf("an unchanged file was touched:\n%s", diff)
	}

	s["meetings/2020/q4.html"] = page("đã sửa")
	delete(s, "awards/co-thi-dua/bản.html")
	r = s.mustPublish(t, o)
	want := Report{
		Changed: []string{"meetings/2020/q4.html"}, Removed: []string{"awards/co-thi-dua/bản.html"}, Unchanged: len(s) - 1,
	}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Errorf("edited (-want +got):\n%s", diff)
	}
	wantTree(t, o.Dest, s) // read lists empty folders: awards/ is gone
	after := times(t, o.Dest)
	delete(before, "meetings/2020/q4.html")
	delete(before, "awards/co-thi-dua/bản.html")
	delete(after, "meetings/2020/q4.html")
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("an unchanged file was touched:\n%s", diff)
	}
	if left, _ := os.ReadDir(filepath.Join(o.State, "publish")); len(left) != 1 {
		t.Errorf("state: %v", left)
	}
}

// times are the modification times of the files in a folder.
func times(t testing.TB, dir string) map[string]time.Time {
	t.Helper()
	got := map[string]time.Time{}
	for p := range read(t, dir) {
		info, err := os.Lstat(filepath.Join(dir, filepath.FromSlash(p)))
		if err != nil {
			t.Fatal(err)
		}
		got[p] = info.ModTime()
	}
	return got
}

// A former file becomes a folder and the reverse, with all that was in it.
func TestFileBecomesFolderAndBack(t *testing.T) {
	o := temp(t)
	file := site{"a": page("tệp"), "b/c/d.html": page("d"), "b/e.html": page("e"), "index.html": page("")}
	tree := site{"a/x.html": page("x"), "a/y/z.html": page("z"), "b": page("b"), "index.html": page("")}
	for i, s := range []site{file, tree, file, tree} {
		s.mustPublish(t, o)
		wantTree(t, o.Dest, s)
		if t.Failed() {
			t.Fatalf("at publish %d", i)
		}
	}
}

func TestOutputsAreHealed(t *testing.T) {
	q3 := "meetings/2020/q3.html"
	for name, harm := range map[string]func(string) error{
		"edited":              func(p string) error { return os.WriteFile(p, []byte("sửa tay"), 0o644) },
		"truncated":           func(p string) error { return os.Truncate(p, 3) },
		"deleted":             os.Remove,
		"folder deleted":      func(p string) error { return os.RemoveAll(filepath.Dir(p)) },
		"same size":           func(p string) error { return os.WriteFile(p, []byte(strings.ToUpper(first()[q3])), 0o644) },
		"same size and time":  sameTime,
		"replaced by a copy":  func(p string) error { return os.WriteFile(p, []byte(first()["index.html"]), 0o644) },
		"replaced by nothing": func(p string) error { return errors.Join(os.Remove(p), os.Mkdir(p, 0o755)) },
	} {
		t.Run(name, func(t *testing.T) {
			o, s := temp(t), first()
			s.mustPublish(t, o)
			if err := harm(filepath.Join(o.Dest, filepath.FromSlash(q3))); err != nil {
				t.Fatal(err)
			}
			r := s.mustPublish(t, o)
			wantTree(t, o.Dest, s)
			if !slices.Contains(r.Changed, q3) {
				t.Errorf("%s was healed but is not reported: %+v", q3, r)
			}
		})
	}
}

// sameTime changes a file's bytes within the clock's grain of its writing.
func sameTime(p string) error {
	info, err := os.Stat(p)
	if err != nil {
		return err
	}
	old, err := os.ReadFile(p)
	if err != nil {
		return err
	}
	old[len(old)-1] ^= 1
	return errors.Join(os.WriteFile(p, old, 0o644), os.Chtimes(p, time.Time{}, info.ModTime()))
}

// What is not ours is left alone and reported, and keeps its folder.
func TestForeignFilesAreLeftAlone(t *testing.T) {
	o, s := temp(t), first()
	foreign := site{
		".gitignore": "*\n", "web.config": "<configuration/>", "stories/anh/ghi chú.txt": "của tôi",
		".git/objects/aa/bb": "x", "kho/a/b.pdf": "%PDF", "meetings/2020/copy.html": "<p>",
	}
	lay(t, o.Dest, foreign)
	s.mustPublish(t, o)
	wantTree(t, o.Dest, s.with(foreign))

	r := site{}.mustPublish(t, o)
	wantTree(t, o.Dest, foreign)
	want := []string{".git/", "kho/", "meetings/2020/copy.html", "stories/anh/ghi chú.txt", "web.config"}
	if diff := cmp.Diff(want, r.Foreign); diff != "" {
		t.Errorf("foreign (-want +got):\n%s", diff)
	}
}

// Every foreign file in the way is named at once, and nothing changes.
func TestForeignFilesInTheWay(t *testing.T) {
	o, s := temp(t), first()
	foreign := site{
		"index.html":               "<title>Trang của tôi</title>",
		"stories":                  "một tệp",
		"sitemap.xml/nested/a.txt": "x",
		"feeds/atom.xml":           "<feed>khác</feed>",
	}
	lay(t, o.Dest, foreign)
	_, err := s.publish(o)
	var in *ForeignError
	if !errors.As(err, &in) {
		t.Fatalf("error is %v", err)
	}
	want := []string{"feeds/atom.xml", "index.html", "sitemap.xml/nested/a.txt", "stories"}
	if diff := cmp.Diff(want, in.Paths); diff != "" {
		t.Errorf("in the way (-want +got):\n%s", diff)
	}
	wantTree(t, o.Dest, foreign)
	l := in.Diagnostics()
	if len(l) != 4 || l[0].Message(diag.VI) == "foreign-file" || l[0].Hint(diag.EN) == "" {
		t.Errorf("diagnostics: %v", l)
	}
	if _, err := os.Stat(filepath.Join(o.State, "publish")); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(o.State, "publish", "*", "stage")); left != nil {
		t.Errorf("left behind: %v", left)
	}
}

// Without its manifest the program knows its pages and assets by themselves.
func TestLostManifestIsHealed(t *testing.T) {
	for name, harm := range map[string]func(string) error{
		"deleted":   os.Remove,
		"truncated": func(p string) error { return os.Truncate(p, 40) },
		"empty":     func(p string) error { return os.Truncate(p, 0) },
		"one digit": func(p string) error {
			data, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			data[len(data)/2] ^= 1
			return os.WriteFile(p, data, 0o644)
		},
	} {
		t.Run(name, func(t *testing.T) {
			o, s := temp(t), first()
			lay(t, o.Dest, site{"web.config": "x"})
			s.mustPublish(t, o)
			at, err := locate(o)
			if err != nil {
				t.Fatal(err)
			}
			if err := harm(at.manifest()); err != nil {
				t.Fatal(err)
			}
			next := site{"index.html": page("mới"), "sitemap.xml": s["sitemap.xml"]}.asset("assets/site.css", "p{}")
			r := next.mustPublish(t, o)
			// Pictures and feeds cannot be told from foreign files any more.
			left := site{"web.config": "x", "stories/anh/bìa.jpg": "JPEG", "feeds/atom.xml": "<feed/>"}
			wantTree(t, o.Dest, next.with(left))
			if r.Unchanged != 1 || len(r.Foreign) != 3 {
				t.Errorf("report: %+v", r)
			}
		})
	}
}

func TestRecognise(t *testing.T) {
	for _, c := range []struct {
		path, data string
		want       bool
	}{
		{"a.html", page("x"), true},
		{"a.html", `<head><meta name=generator content="bulletin 1.2"></head>`, true},
		{"a.html", `<meta name="generator" content="bulletin">`, true},
		{"a.html", `<meta name="generator" content="bulletin-board 3">`, false},
		{"a.html", `<meta name="generator" content="Hugo 0.1">`, false},
		{"a.txt", page("x"), false},
		{"a.230d8358dc.css", "abc", false},
		{"a.ba7816bf8f.css", "abc", true}, // FIPS 180-2: SHA-256("abc") = ba7816bf 8f01cfea …
		{"a.ba7816bf8f.css", "abd", false},
	} {
		dir := t.TempDir()
		lay(t, dir, site{c.path: c.data})
		if got := (place{dest: dir}).recognise(c.path); got != c.want {
			t.Errorf("recognise(%s, %s) = %v", c.path, c.data, got)
		}
	}
}

// A link is never followed, replaced or deleted, whether it is new or took the
// place of an output.
func TestLinksAreForeign(t *testing.T) {
	outside := t.TempDir()
	lay(t, outside, site{"q3.html": "bí mật", "index.html": "bí mật"})
	link := func(t *testing.T, from, to string) {
		t.Helper()
		if err := os.Symlink(to, from); err != nil {
			t.Fatal(err)
		}
	}
	s := site{"index.html": page("x"), "meetings/q3.html": page("y")}
	for _, at := range []string{"index.html", "meetings"} {
		for _, before := range []bool{true, false} {
			o := temp(t)
			if before {
				s.mustPublish(t, o)
				if err := os.RemoveAll(filepath.Join(o.Dest, at)); err != nil {
					t.Fatal(err)
				}
			} else if err := os.MkdirAll(o.Dest, 0o755); err != nil {
				t.Fatal(err)
			}
			target := outside
			if at == "index.html" {
				target = filepath.Join(outside, at)
			}
			link(t, filepath.Join(o.Dest, at), target)
			old := read(t, o.Dest)
			for _, next := range []site{s, s.with(site{"meetings/q3.html": "bí mật"}), s.with(site{"index.html": "bí mật"})} {
				var in *ForeignError
				if _, err := next.publish(o); !errors.As(err, &in) || in.Paths[0] != at {
					t.Errorf("%s, published before %v: %v", at, before, err)
				}
			}
			wantTree(t, o.Dest, old)
			r := site{}.mustPublish(t, o)
			if !slices.Contains(r.Foreign, at) {
				t.Errorf("%s not reported: %+v", at, r)
			}
		}
	}
	wantTree(t, outside, site{"q3.html": "bí mật", "index.html": "bí mật"})
}

// The destination itself may be a link.
func TestLinkedDestination(t *testing.T) {
	o, elsewhere := temp(t), t.TempDir()
	if err := os.Symlink(elsewhere, o.Dest); err != nil {
		t.Fatal(err)
	}
	first().mustPublish(t, o)
	wantTree(t, elsewhere, first())
}

func TestCaseOnlyRename(t *testing.T) {
	o := temp(t)
	old := site{"Meetings/Q3.html": page("q3"), "A.html": page("a"), "B.html": page("b")}
	next := site{"meetings/q3.html": page("q3"), "a.html": page("a"), "b.html": page("đã sửa")}
	old.mustPublish(t, o)
	r := next.mustPublish(t, o)
	wantTree(t, o.Dest, next) // on Windows and macOS too, where both spellings are one file
	if len(r.Changed) != 3 || len(r.Removed) != 3 {
		t.Errorf("report: %+v", r)
	}
}

func TestUnsafePaths(t *testing.T) {
	for _, p := range []string{
		"", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b", `a\b`, "a:b", "C:/a", "a\x00b", "a\nb",
		"con", "nul.html", "a/COM1.txt", "lpt9", "com¹", "aux", "a.", "a ", "a/b./c", "a?b", "\xff", "AUX .x",
		".bulletin-stage/x", strings.Repeat("a", 256),
	} {
		st := begin(t, temp(t))
		var bad *PathError
		if err := st.Put(p, Page, nil); !errors.As(err, &bad) {
			t.Errorf("Put(%q) = %v", p, err)
		}
		if _, err := st.Commit(noCtx()); !errors.Is(err, errFailed) {
			t.Errorf("Commit after Put(%q) = %v", p, err)
		}
	}
	for _, p := range []string{"a", ".nojekyll", "a b", "đảng/ủy.html", "console.html", "com10", "a..b", ".well-known/x", strings.Repeat("a", 255)} {
		if err := checkPath(p); err != nil {
			t.Errorf("%q: %v", p, err)
		}
	}
}

func TestConflictingPaths(t *testing.T) {
	for _, c := range [][2]string{
		{"a.html", "a.html"}, {"a.html", "A.html"}, {"Đảng.html", "đảng.html"}, {"a", "a/b"}, {"a/b", "a"},
		{"a/b/c", "A/d"}, {"K.html", "k.html"}, // KELVIN SIGN
	} {
		st := begin(t, temp(t))
		if err := st.Put(c[0], Page, nil); err != nil {
			t.Fatal(err)
		}
		var clash *ConflictError
		err := st.Put(c[1], Page, nil)
		if !errors.As(err, &clash) || clash.First != c[0] || clash.Second != c[1] {
			t.Errorf("%q: %v", c, err)
		}
	}
}

func begin(t testing.TB, o Options) *Stage {
	t.Helper()
	st, err := Begin(noCtx(), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = st.Abort() })
	return st
}

func TestLockNamesItsHolder(t *testing.T) {
	o := temp(t)
	st := begin(t, o)
	_, err := Begin(noCtx(), o)
	var held *LockedError
	if !errors.As(err, &held) || held.PID != os.Getpid() || held.Since.IsZero() || held.Dest != o.Dest {
		t.Fatalf("second Begin: %v", err)
	}
	if _, err := Recover(o); !errors.As(err, &held) {
		t.Errorf("Recover: %v", err)
	}
	other := o
	other.Dest += "-internal" // another tree of the same site
	begin(t, other)
	if err := st.Abort(); err != nil {
		t.Fatal(err)
	}
	first().mustPublish(t, o)
}

func TestAbortChangesNothing(t *testing.T) {
	o, s := temp(t), first()
	s.mustPublish(t, o)
	st := begin(t, o)
	if err := s.with(site{"index.html": page("khác"), "mới/a.html": page("a")}).putAll(st); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(st.Abort(), st.Abort()); err != nil {
		t.Fatal(err)
	}
	if _, err := st.Commit(noCtx()); err == nil {
		t.Error("a commit after Abort succeeded")
	}
	if err := st.Put("x", Page, nil); err == nil {
		t.Error("a Put after Abort succeeded")
	}
	wantTree(t, o.Dest, s)
	ctx, cancel := context.WithCancel(noCtx())
	st = begin(t, o)
	cancel()
	if _, err := st.Commit(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled commit: %v", err)
	}
	wantTree(t, o.Dest, s)
}

func TestClean(t *testing.T) {
	o := temp(t)
	if completed, err := Recover(o); completed || err != nil {
		t.Errorf("Recover where nothing was built: %v, %v", completed, err)
	}
	if _, err := os.Stat(o.State); err == nil {
		t.Error("Recover made a folder")
	}
	first().mustPublish(t, o)
	lay(t, o.Dest, site{"stories/tôi.txt": "x", ".gitignore": "*"})
	r, err := Clean(noCtx(), o)
	if err != nil || len(r.Removed) != len(first()) {
		t.Errorf("%+v, %v", r, err)
	}
	wantTree(t, o.Dest, site{"stories/tôi.txt": "x", ".gitignore": "*"})
	if entries, err := Manifest(o); len(entries) != 0 || err != nil {
		t.Errorf("manifest: %v, %v", entries, err)
	}
}

func TestDestinationsRefused(t *testing.T) {
	dir := t.TempDir()
	state := filepath.Join(dir, "site", ".bulletin")
	lay(t, dir, site{"file": "x"})
	root := filepath.VolumeName(dir) + string(filepath.Separator)
	for _, dest := range []string{root, dir, filepath.Join(dir, "site"), state, filepath.Join(state, "x"), filepath.Join(dir, "file")} {
		var bad *DestError
		if _, err := Begin(noCtx(), Options{Dest: dest, State: state}); !errors.As(err, &bad) {
			t.Errorf("%s: %v", dest, err)
		}
	}
	wantTree(t, dir, site{"file": "x"})
}

// A destination that takes no files is found out before anything is moved. The
// test runs as root in containers, whom permissions do not stop: there it makes
// the folder immutable instead.
func TestUnwritableDestination(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Log("folders are made unwritable on Linux only")
		return
	}
	o, s := temp(t), first()
	s.mustPublish(t, o)
	lock, unlock := []string{"chmod", "555"}, []string{"chmod", "755"}
	if os.Geteuid() == 0 {
		lock, unlock = []string{"chattr", "+i"}, []string{"chattr", "-i"}
	}
	if out, err := exec.Command(lock[0], lock[1], o.Dest).CombinedOutput(); err != nil {
		t.Logf("%v: %s", err, out)
		return
	}
	defer exec.Command(unlock[0], unlock[1], o.Dest).Run()
	if _, err := s.publish(o); err != nil {
		t.Errorf("nothing to write, and yet: %v", err)
	}
	for _, next := range []site{s.with(site{"meetings/2020/q4.html": "x"}), {"index.html": s["index.html"]}} {
		var half *IncompleteError
		if _, err := next.publish(o); err == nil || errors.As(err, &half) || !strings.Contains(err.Error(), "cannot be written") {
			t.Errorf("error is %v", err)
		}
		wantTree(t, o.Dest, s)
	}
}

// A destination on another file system than the state is staged beside it.
func TestOtherFileSystem(t *testing.T) {
	dir := otherFileSystem(t)
	for _, dest := range []string{filepath.Join(dir, "public"), dir} {
		o := temp(t)
		o.Dest = dest
		s := first()
		s.mustPublish(t, o)
		s["meetings/2021/a.html"], s["index.html"] = page("a"), page("2021")
		r := s.mustPublish(t, o)
		wantTree(t, o.Dest, s) // and nothing staged is left in it
		if len(r.Changed) != 2 || r.Foreign != nil {
			t.Errorf("report: %+v", r)
		}
		if _, err := Clean(noCtx(), o); err != nil {
			t.Fatal(err)
		}
		if dest != dir {
			if err := os.Remove(dest); err != nil { // Clean leaves it, empty
				t.Fatal(err)
			}
		}
		if names, err := os.ReadDir(dir); len(names) > 0 || err != nil {
			t.Errorf("left behind: %v %v", names, err)
		}
	}
}

// otherFileSystem is a new folder on another file system than the temporary
// folder where the system has one, else just another folder.
func otherFileSystem(t *testing.T) string {
	t.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "publish")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}
