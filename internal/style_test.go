package internal_test

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"testing"
)

// maxLines is where a file has to be split: the house style aims at 300 lines.
const maxLines = 600

// nondescript are names that say nothing about the domain.
var nondescript = []string{"util", "utils", "common", "helper", "helpers", "types", "manager", "misc"}

// banned is what no Go file of this module contains; the reason follows.
var banned = []struct {
	pattern *regexp.Regexp
	why     string
}{
	{regexp.MustCompile(`(?m)^func init\(`), "init runs behind the reader's back; call it where it is needed"},
	{regexp.MustCompile(`\bt\.Skip(f|Now)?\(|\bb\.Skip(f|Now)?\(`), "a skipped test proves nothing; install what it needs or fail"},
	{regexp.MustCompile(`(?i)//.*\b(TO[D]O|FIX[M]E|XX[X])\b`), "finish it, or write an issue"},
}

// TestHouseStyle checks the rules of the house that a linter does not know.
func TestHouseStyle(t *testing.T) {
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if base := path.Base(name); d.IsDir() && name != "." && (base[0] == '.' || base == "node_modules" || base == "testdata") {
			return fs.SkipDir
		}
		if path.Ext(name) != ".go" {
			return nil
		}
		text, err := os.ReadFile("../" + name)
		if err != nil {
			return err
		}
		if !bytes.HasPrefix(text, []byte("// Code generated ")) {
			checkStyle(t, name, text)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func checkStyle(t *testing.T, name string, text []byte) {
	t.Helper()
	if n := bytes.Count(text, []byte("\n")); n > maxLines {
		t.Errorf("%s has %d lines; split it", name, n)
	}
	if dir := path.Base(path.Dir(name)); slices.Contains(nondescript, dir) {
		t.Errorf("%s: name the package after what it is about, not %q", name, dir)
	}
	for _, b := range banned {
		if found := b.pattern.Find(text); found != nil {
			t.Errorf("%s: %q: %s", name, found, b.why)
		}
	}
}
