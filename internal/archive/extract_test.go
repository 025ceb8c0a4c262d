package archive

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestExtract(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"bag", "bag.zip"} {
		bag := filepath.Join(dir, name)
		write(t, bag, year(t, 2020))
		for _, dest := range []string{filepath.Join(dir, name+"-new"), t.TempDir()} {
			must(t, Extract(context.Background(), bag, "data/source", dest, Options{}))
			if diff := cmp.Diff(sample, unlay(t, dest)); diff != "" {
				t.Error(diff)
			}
		}
		dest := filepath.Join(dir, name+"-all")
		must(t, Extract(context.Background(), bag, "data/", dest, Options{}))
		if got := unlay(t, dest); len(got) != 5 || got["site/index.html"] == "" {
			t.Errorf("all of it: %q", got)
		}
	}
}

// TestExtractRefuses: whatever is wrong, the destination stays as it was.
func TestExtractRefuses(t *testing.T) {
	sealed := filepath.Join(t.TempDir(), "bag")
	write(t, sealed, year(t, 2020))
	for _, c := range []struct {
		name, prefix string
		do           func(tree)
		want         string // "" = it succeeds
	}{
		{"changed", "data/source", func(b tree) { b["data/source/trống.md"] = "x" }, "error file-changed data/source/trống.md"},
		{"missing", "data/source", func(b tree) { delete(b, "data/source/trống.md") }, "error file-missing data/source/trống.md"},
		{"extra", "data/source", func(b tree) { b["data/source/x"] = "x" }, "error file-extra data/source/x"},
		{"changed elsewhere", "data/site", func(b tree) { b["data/source/trống.md"] = "x" }, ""},
		{"lost elsewhere", "data/site", func(b tree) { delete(b, "data/source/trống.md") }, ""},
		{"manifest changed", "data/site", func(b tree) { b["manifest-sha256.txt"] += "\n" }, "error tag-changed manifest-sha256.txt"},
		{"manifest lost", "data/site", func(b tree) { delete(b, "manifest-sha512.txt") }, "error tag-missing manifest-sha512.txt"},
		{"no such part", "data/sour", func(tree) {}, "error part-missing"},
		{"not the payload", ".", func(b tree) {}, ""},
		{"tag files", "metadata", func(b tree) { b["metadata/x"] = "x" }, "error part-missing"},
		{"hostile", "data/site", func(b tree) { b["manifest-md5.txt"] = strings.Repeat("0", 32) + "  data/../../x\n" }, "error path-escapes manifest-md5.txt"},
	} {
		t.Run(c.name, func(t *testing.T) {
			bag := unlay(t, sealed)
			c.do(bag)
			for _, path := range []string{bag.lay(t, filepath.Join(t.TempDir(), "bag")), bag.pack(t, filepath.Join(t.TempDir(), "bag.zip"), "bag")} {
				out := t.TempDir()
				dest := filepath.Join(out, "dest")
				err := Extract(context.Background(), path, c.prefix, dest, Options{})
				if c.want == "" {
					must(t, err)
					continue
				}
				var refusal *Refusal
				if !errors.As(err, &refusal) {
					t.Fatalf("Extract = %v", err)
				}
				speaks(t, refusal.Problems)
				expectTold(t, refusal.Problems, c.want)
				expectEmpty(t, out)
			}
		})
	}
}

func TestExtractOverwritesNothing(t *testing.T) {
	dir := t.TempDir()
	bag := filepath.Join(dir, "bag")
	write(t, bag, year(t, 2020))
	tree{"full/mine": "x", "file": "x"}.lay(t, dir)
	for _, dest := range []string{"full", "file"} {
		var refusal *Refusal
		if err := Extract(context.Background(), bag, "data/source", filepath.Join(dir, dest), Options{}); !errors.As(err, &refusal) || refusal.Problems[0].Code != codeDestUsed {
			t.Errorf("%s: %v", dest, err)
		}
	}
	late := filepath.Join(dir, "late")
	err := Extract(context.Background(), bag, "data/source", late, Options{Progress: func(Progress) { tree{"late/mine": "x"}.lay(t, dir) }})
	var refusal *Refusal
	if !errors.As(err, &refusal) || refusal.Problems[0].Code != codeDestUsed {
		t.Errorf("filled meanwhile: %v", err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	err = Extract(ctx, bag, "data/source", filepath.Join(dir, "stopped"), Options{Progress: func(Progress) { cancel() }})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	left, err := os.ReadDir(dir)
	must(t, err)
	if len(left) != 4 {
		t.Errorf("left: %v", left)
	}
}
