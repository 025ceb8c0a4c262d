package tempdir

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestMake: what a killed run left a day ago goes; what may be in use, what has
// another name, files and what a link leads to stay.
func TestMake(t *testing.T) {
	temp, elsewhere := t.TempDir(), t.TempDir()
	for _, name := range []string{"TMPDIR", "TMP", "TEMP"} {
		t.Setenv(name, temp)
	}
	old := time.Now().Add(-2 * abandoned)
	folder := func(dir, name string, when time.Time) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Join(path, "in"), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(path, "in", "a.md"), []byte("x"), 0o666); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, when, when); err != nil {
			t.Fatal(err)
		}
		return path
	}
	left := folder(temp, "bulletin-archive-1", old)
	stay := []string{
		folder(temp, "bulletin-archive-2", time.Now()), folder(temp, "bulletin-print-1", old), folder(temp, "archive", old),
		folder(elsewhere, "bulletin-archive-3", old), filepath.Join(temp, "bulletin-archive-text"),
	}
	if err := os.WriteFile(stay[4], nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(stay[4], old, old); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(stay[3], filepath.Join(temp, "bulletin-archive-link")); err != nil {
		t.Log("no links here:", err)
	}
	dir, err := Make("archive")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(left); !os.IsNotExist(err) {
		t.Errorf("%s is still there: %v", left, err)
	}
	for _, path := range append(stay, dir, filepath.Join(stay[3], "in", "a.md")) {
		if _, err := os.Stat(path); err != nil {
			t.Error(err)
		}
	}
	if filepath.Dir(dir) != filepath.Clean(temp) {
		t.Errorf("%s was not made in %s", dir, temp)
	}
}
