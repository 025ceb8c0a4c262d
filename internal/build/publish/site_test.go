package publish

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// site is what a build produces: bytes by path. The extension gives the class.
type site map[string]string

func classOf(p string) Class {
	switch {
	case path.Base(p) == "index.html" || path.Ext(p) == ".xml":
		return List
	case path.Ext(p) == ".html" || path.Ext(p) == "":
		return Page
	}
	return Asset
}

// page is the text of a page of ours.
func page(body string) string {
	return `<!doctype html><meta charset="utf-8"><meta name="generator" content="bulletin 1.0">` + body
}

// asset adds a fingerprinted asset.
func (s site) asset(name, data string) site {
	ext := path.Ext(name)
	sum := fmt.Sprintf("%x", sha256.Sum256([]byte(data)))
	s[strings.TrimSuffix(name, ext)+"."+sum[:10]+ext] = data
	return s
}

func (s site) with(more site) site {
	out := site{}
	maps.Copy(out, s)
	maps.Copy(out, more)
	return out
}

func (s site) putAll(st *Stage) error {
	for _, p := range slices.Sorted(maps.Keys(s)) {
		if err := st.Put(p, classOf(p), Fingerprint{}, []byte(s[p])); err != nil {
			return err
		}
	}
	return nil
}

// publish builds a site into the destination.
func (s site) publish(o Options) (Report, error) {
	st, err := Begin(noCtx(), o)
	if err != nil {
		return Report{}, err
	}
	defer st.Abort()
	if err := s.putAll(st); err != nil {
		return Report{}, err
	}
	return st.Commit(noCtx(), Stamp{})
}

func (s site) mustPublish(t testing.TB, o Options) Report {
	t.Helper()
	r, err := s.publish(o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// read lists a destination: files with their bytes, links as "→ target", empty
// folders with a slash.
func read(t testing.TB, dir string) site {
	t.Helper()
	got := site{}
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, _ := filepath.Rel(dir, name)
		rel = filepath.ToSlash(rel)
		switch {
		case d.Type()&fs.ModeSymlink != 0:
			target, err := os.Readlink(name)
			got[rel] = "→ " + target
			return err
		case d.IsDir():
			if empty, err := isEmpty(name); err != nil || !empty || rel == "." {
				return err
			}
			got[rel+"/"] = ""
			return nil
		}
		data, err := os.ReadFile(name)
		got[rel] = string(data)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return got
}

func wantTree(t testing.TB, dir string, want site) {
	t.Helper()
	if diff := cmp.Diff(want, read(t, dir)); diff != "" {
		t.Fatalf("the destination differs (-want +got):\n%s", diff)
	}
}

// lay writes files that are not ours.
func lay(t testing.TB, dir string, files site) {
	t.Helper()
	for p, data := range files {
		name := filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func temp(t testing.TB) Options {
	dir := t.TempDir()
	return Options{Dest: filepath.Join(dir, "public"), State: filepath.Join(dir, ".bulletin")}
}
