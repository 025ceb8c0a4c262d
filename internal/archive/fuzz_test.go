package archive

import (
	"bulletin/internal/diag"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzManifest: whatever a manifest holds, reading it ends, and no path it gives
// leads out of the bag.
func FuzzManifest(f *testing.F) {
	sum := strings.Repeat("0a", 32)
	for _, text := range []string{
		"", sum + "  data/a\n", sum + " *./data/a\r\n" + sum + "\tdata/b\r", sum + "  data/..\\x", sum + "  data/%0Ab%25", "\uFEFF" + sum + "  ~", "\xff\xfe\x00",
		sum + "  ./", sum + "  C:x", strings.Repeat("x", longestLine+1) + "\n" + sum + "  data/a",
	} {
		f.Add([]byte(text), "utf-8")
		f.Add([]byte(text), "utf-16")
		f.Add([]byte(text), "windows-1258")
	}
	f.Fuzz(func(t *testing.T, text []byte, encoding string) {
		enc, known := encodingOf(encoding)
		if !known {
			return
		}
		var problems diag.List
		var told spellingTold
		m := &manifest{name: "manifest-sha256.txt", alg: sha256Sum}
		l := readLines(strings.NewReader(string(text)), enc, m.name, &problems)
		err := readManifest(l, m, &told, func(one listed) error {
			for _, p := range []string{one.path, decodePath(one.path)} {
				if escapes(p) || untidy(p) || !filepath.IsLocal(p) {
					t.Errorf("%q leads out of the bag", p)
				}
			}
			if len(one.sum) != sha256Sum.size() || one.line < 1 || len(one.path) > longestLine {
				t.Errorf("%+v", one)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		_ = problems.Sort()
	})
}

// FuzzVerifyZip: whatever a file holds, verifying it ends without a panic, and
// what is found valid can be taken out and is still what it was.
func FuzzVerifyZip(f *testing.F) {
	f.Add(packAll(f, plainBag()))
	f.Add(overlapping(packAll(f, plainBag())))
	f.Add(smaller(packAll(f, plainBag())))
	f.Add(encrypted(packAll(f, plainBag())))
	f.Add(flat(f))
	f.Add([]byte("PK\x05\x06"))
	f.Fuzz(func(t *testing.T, text []byte) {
		dir := t.TempDir()
		p := filepath.Join(dir, "bag.zip")
		must(t, os.WriteFile(p, text, 0o666))
		o := Options{MaxFiles: 100, MaxBytes: 1 << 20, Workers: 1}
		r, err := Verify(context.Background(), p, o)
		must(t, err)
		if !r.Valid() || r.Files == 0 {
			return
		}
		out := filepath.Join(dir, "out")
		if err := Extract(context.Background(), p, "data", out, o); err != nil {
			t.Fatalf("a valid bag: %v", err)
		}
		if got := unlay(t, out); len(got) != r.Files {
			t.Errorf("%d files of %d", len(got), r.Files)
		}
		if left, err := os.ReadDir(dir); err != nil || len(left) != 2 {
			t.Errorf("left %v, %v", left, err)
		}
	})
}
