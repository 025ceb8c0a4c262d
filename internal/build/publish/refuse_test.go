package publish

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestUnsafePaths(t *testing.T) {
	for _, p := range []string{
		"", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b", `a\b`, "a:b", "C:/a", "a\x00b", "a\nb",
		"con", "nul.html", "a/COM1.txt", "lpt9", "com¹", "aux", "a.", "a ", "a/b./c", "a?b", "\xff", "AUX .x",
		".bulletin-stage/x", strings.Repeat("a", 256),
	} {
		st := begin(t, temp(t))
		var bad *PathError
		if err := st.Put(p, Page, Fingerprint{}, nil); !errors.As(err, &bad) {
			t.Errorf("Put(%q) = %v", p, err)
		}
		if _, err := st.Commit(noCtx(), Stamp{}); !errors.Is(err, errFailed) {
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
		if err := st.Put(c[0], Page, Fingerprint{}, nil); err != nil {
			t.Fatal(err)
		}
		var clash *ConflictError
		err := st.Put(c[1], Page, Fingerprint{}, nil)
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
