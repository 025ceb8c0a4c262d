package publish

import (
	"crypto/sha256"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// made is the fingerprint of what a test's output is made of.
func made(recipe string) Fingerprint {
	var f Fingerprint
	copy(f[:], recipe)
	return f
}

// settle makes the destination's files, and then the manifest, old enough to be
// trusted.
func settle(t *testing.T, o Options, s site) {
	t.Helper()
	for p := range s {
		old := time.Now().Add(-time.Hour)
		if err := os.Chtimes(join(o.Dest, p), old, old); err != nil {
			t.Fatal(err)
		}
	}
	build(t, o, s, Stamp{1})
}

// build keeps what stands and puts the rest; the recipe of an output is its bytes.
func build(t *testing.T, o Options, s site, stamp Stamp) (r Report, kept []string) {
	t.Helper()
	st := begin(t, o)
	for p, data := range s {
		if st.Keep(p, classOf(p), made(data)) {
			kept = append(kept, p)
		} else if err := st.Put(p, classOf(p), made(data), []byte(data)); err != nil {
			t.Fatal(err)
		}
	}
	r, err := st.Commit(noCtx(), stamp)
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(kept)
	return r, kept
}

// What stands of the same fingerprint is kept, what was damaged or is made of
// something else is not, and nothing is trusted whose size or time differs.
func TestKeep(t *testing.T) {
	o, s := temp(t), first()
	if _, kept := build(t, o, s, Stamp{}); kept != nil {
		t.Errorf("kept of nothing: %q", kept)
	}
	settle(t, o, s)
	if r, kept := build(t, o, s, Stamp{}); len(kept) != len(s) || r.Unchanged != len(s) {
		t.Errorf("%+v, kept %q", r, kept)
	}
	damaged := join(o.Dest, "meetings/2020/q3.html")
	data := []byte(s["meetings/2020/q3.html"])
	data[len(data)-1] ^= 1
	if err := os.WriteFile(damaged, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(join(o.Dest, "index.html")); err != nil {
		t.Fatal(err)
	}
	s["sitemap.xml"] = "<urlset>2</urlset>"
	r, kept := build(t, o, s, Stamp{})
	want := []string{"index.html", "meetings/2020/q3.html", "sitemap.xml"}
	if !slices.Equal(r.Changed, want) || len(kept) != len(s)-len(want) {
		t.Errorf("changed %q, want %q; kept %q", r.Changed, want, kept)
	}
	wantTree(t, o.Dest, s)
}

// A site stands while its stamp is the one and every output is as it was written.
func TestStanding(t *testing.T) {
	o, s := temp(t), first()
	build(t, o, s, Stamp{1})
	settle(t, o, s)
	stands := func(stamp Stamp) bool {
		st := begin(t, o)
		defer st.Abort()
		r, ok := st.Standing(noCtx(), stamp)
		if ok && (r.Unchanged != len(s) || len(r.Changed)+len(r.Removed) > 0) {
			t.Errorf("%+v", r)
		}
		return ok
	}
	if !stands(Stamp{1}) || stands(Stamp{2}) || stands(Stamp{}) {
		t.Error("a stamp is not told from another")
	}
	if err := os.Remove(join(o.Dest, "index.html")); err != nil {
		t.Fatal(err)
	}
	if stands(Stamp{1}) {
		t.Error("it stands without its front page")
	}
}

// Bytes that were changed and whose size and time were put back are found when
// nothing is trusted, and then only.
func TestVerify(t *testing.T) {
	o, s := temp(t), first()
	build(t, o, s, Stamp{1})
	settle(t, o, s)
	name := join(o.Dest, "index.html")
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	data := []byte(s["index.html"])
	data[len(data)-1] ^= 1
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(name, info.ModTime(), info.ModTime()); err != nil {
		t.Fatal(err)
	}
	if _, kept := build(t, o, s, Stamp{1}); !slices.Contains(kept, "index.html") {
		t.Error("sizes and times were not trusted")
	}
	o.Verify = true
	if r, _ := build(t, o, s, Stamp{1}); !slices.Equal(r.Changed, []string{"index.html"}) {
		t.Errorf("%+v", r)
	}
	wantTree(t, o.Dest, s)
}

// What a manifest of a former version lists is ours: it is not foreign after an update
// of the program, stays as it is when it holds what it is to hold, and goes when the
// site no longer has it.
func TestOldManifest(t *testing.T) {
	for name, encode := range map[string]func([]Entry) string{
		"1": func(entries []Entry) string {
			var lines strings.Builder
			for _, e := range entries {
				fmt.Fprintf(&lines, "%064x %d %d %s\n", e.Sum, e.Size, e.ModTime, e.Path)
			}
			return oldManifestHead + lines.String()
		},
		"2": func(entries []Entry) string {
			old := oldManifestFile{Stamp: Stamp{1}, Entries: make([]oldEntry, len(entries))}
			for i, e := range entries {
				old.Entries[i] = oldEntry{Path: e.Path, Sum: [sha256.Size]byte{1}, Size: e.Size, ModTime: e.ModTime, Made: e.Made}
			}
			return string(oldManifestCodec.Append([]byte(oldManifestHead2), &old))
		},
	} {
		t.Run(name, func(t *testing.T) {
			o, s := temp(t), first()
			s.mustPublish(t, o)
			entries, err := Manifest(o)
			if err != nil {
				t.Fatal(err)
			}
			at, err := locate(o)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(at.manifest(), seal([]byte(encode(entries))), 0o644); err != nil {
				t.Fatal(err)
			}
			delete(s, "stories/anh/bìa.jpg")
			r, kept := build(t, o, s, Stamp{1})
			if kept != nil || !slices.Equal(r.Removed, []string{"stories/anh/bìa.jpg"}) || r.Foreign != nil || r.Changed != nil {
				t.Errorf("%+v, kept %q", r, kept)
			}
			wantTree(t, o.Dest, s)
		})
	}
}
