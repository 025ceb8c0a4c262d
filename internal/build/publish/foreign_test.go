package publish

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bulletin/internal/diag"
)

// What is not ours is left alone and reported, and keeps its folder.
func TestForeignFilesAreLeftAlone(t *testing.T) {
	o, s := temp(t), first()
	foreign := site{
		".gitignore": "*\n", "web.config": "<configuration/>", "stories/anh/ghi chú.txt": "của tôi",
		".git/objects/aa/bb": "x", "kho/a/b.pdf": "%PDF", "meetings/2020/copy.html": "<p>",
	}
	lay(t, o.Dest, foreign)
	s.mustPublish(t, o)
	wantTree(t, o.Dest, s.with(foreign))

	r := site{}.mustPublish(t, o)
	wantTree(t, o.Dest, foreign)
	want := []string{".git/", "kho/", "meetings/2020/copy.html", "stories/anh/ghi chú.txt", "web.config"}
	if diff := cmp.Diff(want, r.Foreign); diff != "" {
		t.Errorf("foreign (-want +got):\n%s", diff)
	}
}

// Every foreign file in the way is named at once, and nothing changes.
func TestForeignFilesInTheWay(t *testing.T) {
	o, s := temp(t), first()
	foreign := site{
		"index.html":               "<title>Trang của tôi</title>",
		"stories":                  "một tệp",
		"sitemap.xml/nested/a.txt": "x",
		"feeds/atom.xml":           "<feed>khác</feed>",
	}
	lay(t, o.Dest, foreign)
	_, err := s.publish(o)
	var in *ForeignError
	if !errors.As(err, &in) {
		t.Fatalf("error is %v", err)
	}
	want := []string{"feeds/atom.xml", "index.html", "sitemap.xml/nested/a.txt", "stories"}
	if diff := cmp.Diff(want, in.Paths); diff != "" {
		t.Errorf("in the way (-want +got):\n%s", diff)
	}
	wantTree(t, o.Dest, foreign)
	l := in.Diagnostics()
	if len(l) != 4 || l[0].Message(diag.VI) == "foreign-file" || l[0].Hint(diag.EN) == "" {
		t.Errorf("diagnostics: %v", l)
	}
	if _, err := os.Stat(filepath.Join(o.State, "publish")); err != nil {
		t.Fatal(err)
	}
	if left, _ := filepath.Glob(filepath.Join(o.State, "publish", "*", "stage")); left != nil {
		t.Errorf("left behind: %v", left)
	}
}

// Without its manifest the program knows its pages and assets by themselves.
func TestLostManifestIsHealed(t *testing.T) {
	for name, harm := range map[string]func(string) error{
		"deleted":   os.Remove,
		"truncated": func(p string) error { return os.Truncate(p, 40) },
		"empty":     func(p string) error { return os.Truncate(p, 0) },
		"one digit": func(p string) error {
			data, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			data[len(data)/2] ^= 1
			return os.WriteFile(p, data, 0o644)
		},
	} {
		t.Run(name, func(t *testing.T) {
			o, s := temp(t), first()
			lay(t, o.Dest, site{"web.config": "x"})
			s.mustPublish(t, o)
			at, err := locate(o)
			if err != nil {
				t.Fatal(err)
			}
			if err := harm(at.manifest()); err != nil {
				t.Fatal(err)
			}
			next := site{"index.html": page("mới"), "sitemap.xml": s["sitemap.xml"]}.asset("assets/site.css", "p{}")
			r := next.mustPublish(t, o)
			// Pictures, and feeds without a mark, cannot be told from foreign files any more.
			left := site{"web.config": "x", "stories/anh/bìa.jpg": "JPEG", "feeds/atom.xml": "<feed/>"}
			wantTree(t, o.Dest, next.with(left))
			if r.Unchanged != 1 || len(r.Foreign) != 3 {
				t.Errorf("report: %+v", r)
			}
		})
	}
}

func TestRecognise(t *testing.T) {
	for _, c := range []struct {
		path, data string
		want       bool
	}{
		{"a.html", page("x"), true},
		{"a.html", `<head><meta name=generator content="bulletin 1.2"></head>`, true},
		{"a.html", `<meta name="generator" content="bulletin">`, true},
		{"a.html", `<meta name="generator" content="bulletin-board 3">`, false},
		{"a.html", `<meta name="generator" content="Hugo 0.1">`, false},
		{"a.txt", page("x"), false},
		{"robots.txt", "# bulletin\nUser-agent: *\n", true},
		{"robots.txt", "User-agent: *\n# bulletin\n", false},
		{"sitemap.xml", "<?xml version=\"1.0\"?>\n<!-- bulletin -->\n<urlset/>", true},
		{"sitemap.xml", "<urlset>bulletin</urlset>", false},
		{"feed.json", `{"version": "1.1", "_bulletin": {"generator": "bulletin 1"}}`, true},
		{"calendar.ics", "BEGIN:VCALENDAR\r\nPRODID:-//bulletin//bulletin 1//VI\r\n", true},
		{"calendar.ics", "BEGIN:VCALENDAR\r\nPRODID:-//Google//\r\n", false},
		{"search/0/i0.js", "bulletinSearch(\"0/i0\",{});\n", true},
		{"search/0/i0.js", "var bulletinSearch(1);\n", false},
		{"a.230d8358dc.css", "abc", false},
		{"a.ba7816bf8f.css", "abc", true}, // FIPS 180-2: SHA-256("abc") = ba7816bf 8f01cfea …
		{"a.ba7816bf8f.css", "abd", false},
	} {
		dir := t.TempDir()
		lay(t, dir, site{c.path: c.data})
		if got := (place{dest: dir}).recognise(c.path); got != c.want {
			t.Errorf("recognise(%s, %s) = %v", c.path, c.data, got)
		}
	}
}

// A link is never followed, replaced or deleted, whether it is new or took the
// place of an output.
func TestLinksAreForeign(t *testing.T) {
	outside := t.TempDir()
	lay(t, outside, site{"q3.html": "bí mật", "index.html": "bí mật"})
	link := func(t *testing.T, from, to string) {
		t.Helper()
		if err := os.Symlink(to, from); err != nil {
			t.Fatal(err)
		}
	}
	s := site{"index.html": page("x"), "meetings/q3.html": page("y")}
	for _, at := range []string{"index.html", "meetings"} {
		for _, before := range []bool{true, false} {
			o := temp(t)
			if before {
				s.mustPublish(t, o)
				if err := os.RemoveAll(filepath.Join(o.Dest, at)); err != nil {
					t.Fatal(err)
				}
			} else if err := os.MkdirAll(o.Dest, 0o755); err != nil {
				t.Fatal(err)
			}
			target := outside
			if at == "index.html" {
				target = filepath.Join(outside, at)
			}
			link(t, filepath.Join(o.Dest, at), target)
			old := read(t, o.Dest)
			for _, next := range []site{s, s.with(site{"meetings/q3.html": "bí mật"}), s.with(site{"index.html": "bí mật"})} {
				var in *ForeignError
				if _, err := next.publish(o); !errors.As(err, &in) || in.Paths[0] != at {
					t.Errorf("%s, published before %v: %v", at, before, err)
				}
			}
			wantTree(t, o.Dest, old)
			r := site{}.mustPublish(t, o)
			if !slices.Contains(r.Foreign, at) {
				t.Errorf("%s not reported: %+v", at, r)
			}
		}
	}
	wantTree(t, outside, site{"q3.html": "bí mật", "index.html": "bí mật"})
}

// The destination itself may be a link.
func TestLinkedDestination(t *testing.T) {
	o, elsewhere := temp(t), t.TempDir()
	if err := os.Symlink(elsewhere, o.Dest); err != nil {
		t.Fatal(err)
	}
	first().mustPublish(t, o)
	wantTree(t, elsewhere, first())
}

// TestOutermost: a folder stands for all that it holds, however much that is.
func TestOutermost(t *testing.T) {
	got := outermost([]string{"b/x/", "a", "b/", "b/y", "a", "b/z/w", "bc"})
	if want := []string{"a", "b/", "bc"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
