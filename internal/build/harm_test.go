package build_test

import (
	"bytes"
	"os"
	"path/filepath"

	"pgregory.net/rapid"

	"bulletin/internal/build"
)

// rewrite writes a document's own bytes again, or others of the same length, and
// puts the time back.
func (e *edits) rewrite(t *rapid.T, known []string, other bool) {
	if len(known) == 0 {
		return
	}
	name := rapid.SampledFrom(known).Draw(t, "rewritten")
	info, err := os.Stat(e.path(name))
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(e.path(name))
	if err != nil {
		t.Fatal(err)
	}
	if other {
		data = bytes.Replace(data, []byte("đoạn"), []byte("đoán"), 1)
	}
	e.write(t, name, string(data))
	if err := os.Chtimes(e.path(name), info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
}

// lengthen adds to a document's text what nothing else on the site need know of.
func (e *edits) lengthen(t *rapid.T, known []string) {
	if len(known) == 0 {
		return
	}
	name := rapid.SampledFrom(known).Draw(t, "lengthened")
	data, err := os.ReadFile(e.path(name))
	if err != nil {
		t.Fatal(err)
	}
	e.write(t, name, string(data)+"\nThêm một đoạn.\n")
}

// harmCache removes, cuts or spoils a file of the cache.
func (e *edits) harmCache(t *rapid.T) {
	files, err := filepath.Glob(filepath.Join(e.root, build.StateDir, "cache", "*"))
	if err != nil || len(files) == 0 {
		return
	}
	name := rapid.SampledFrom(files).Draw(t, "cached")
	data, err := os.ReadFile(name)
	if err != nil || len(data) == 0 {
		return
	}
	switch rapid.IntRange(0, 2).Draw(t, "harm") {
	case 0:
		err = os.Remove(name)
	case 1:
		err = os.Truncate(name, int64(rapid.IntRange(0, len(data)-1).Draw(t, "length")))
	default:
		data[rapid.IntRange(0, len(data)-1).Draw(t, "byte")] ^= 1
		err = os.WriteFile(name, data, 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
}
