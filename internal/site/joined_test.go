package site

import (
	"path"
	"testing"

	"pgregory.net/rapid"
)

// TestAppendJoined: a folder and a path are joined as package path does it.
func TestAppendJoined(t *testing.T) {
	part := rapid.SampledFrom([]string{"..", ".", "", "a", ".b", "c.md", "d..", "...", "đ e"})
	rapid.Check(t, func(t *rapid.T) {
		join := func(name string) (all string) {
			for i, p := range rapid.SliceOfN(part, 1, 5).Draw(t, name) {
				if i > 0 {
					all += "/"
				}
				all += p
			}
			return all
		}
		dir, rel := path.Clean(join("dir")), join("rel")
		if path.IsAbs(dir) || path.IsAbs(rel) {
			return
		}
		if got, want := string(appendJoined(nil, dir, rel)), path.Join(dir, rel); got != want {
			t.Fatalf("%q and %q: %q, want %q", dir, rel, got, want)
		}
	})
}
