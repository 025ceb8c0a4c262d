package publish

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
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
	if _, err := st.Commit(noCtx(), Stamp{}); err == nil {
		t.Error("a commit after Abort succeeded")
	}
	if err := st.Put("x", Page, Fingerprint{}, nil); err == nil {
		t.Error("a Put after Abort succeeded")
	}
	wantTree(t, o.Dest, s)
	ctx, cancel := context.WithCancel(noCtx())
	st = begin(t, o)
	cancel()
	if _, err := st.Commit(ctx, Stamp{}); !errors.Is(err, context.Canceled) {
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
