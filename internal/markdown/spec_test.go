package markdown

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bulletin/internal/diag"
)

var update = flag.Bool("update", false, "write what is rendered into testdata")

// The fixtures are text archives of pairs: name.md is rendered, name.html is
// the page's HTML with every slot filled with the destination itself, and
// name.told, if there is anything to tell, lists links, headings and problems.
// The archive's comment may hold the words "unsafe" and "english" on a line
// that begins with "options:".

func TestSpec(t *testing.T) {
	for _, file := range fixtures(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			want := readArchive(t, file)
			r := New(optionsOf(want.comment))
			got := archive{comment: want.comment}
			for _, f := range want.parts {
				name, ok := strings.CutSuffix(f.name, ".md")
				if !ok {
					continue
				}
				doc := r.Render([]byte(f.text))
				got.parts = append(got.parts, f, part{name + ".html", string(echo(doc))})
				if told := tell(doc, r.labels.lang); told != "" {
					got.parts = append(got.parts, part{name + ".told", told})
				}
			}
			if *update {
				if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if diff := cmp.Diff(want.String(), got.String()); diff != "" {
				t.Errorf("rendered differently (-want +got), see -update:\n%s", diff)
			}
		})
	}
}

// TestDigestFollowsSpec keeps the cache honest: whoever changes what the
// fixtures expect has to change the digest.
func TestDigestFollowsSpec(t *testing.T) {
	h := sha256.New()
	for _, file := range fixtures(t) {
		fmt.Fprintf(h, "%s\n%s", filepath.Base(file), readArchive(t, file))
	}
	if want := hex.EncodeToString(h.Sum(nil))[:12]; rules != want {
		t.Errorf("the fixtures have changed: in digest.go, set rules to %q (it is %q)", want, rules)
	}
}

func fixtures(t testing.TB) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	return files
}

func optionsOf(comment string) Options {
	var o Options
	for line := range strings.Lines(comment) {
		if words, ok := strings.CutPrefix(line, "options:"); ok {
			o.Unsafe = strings.Contains(words, "unsafe")
			if strings.Contains(words, "english") {
				o.Lang = diag.EN
			}
		}
	}
	return o
}

// echo fills every slot with the destination as it is listed; pictures are 640
// by 480.
func echo(d Doc) []byte {
	out := []byte(d.Fill(func(_ int, l Link) Target {
		t := Target{Href: l.Dest}
		if l.Image {
			t.Width, t.Height = 640, 480
		}
		return t
	}))
	if len(out) > 0 && out[len(out)-1] != '\n' {
		out = append(out, '\n')
	}
	return out
}

// tell lists what a Doc holds besides its HTML.
func tell(d Doc, lang string) string {
	var b strings.Builder
	for _, h := range d.Headings {
		fmt.Fprintf(&b, "heading %d: h%d #%s %s\n", h.Line, h.Level, h.ID, h.Text)
	}
	for _, l := range d.Links {
		kind := "link"
		switch {
		case l.Image:
			kind = "picture"
		case l.Offset < 0:
			kind = "fragment"
		}
		fmt.Fprintf(&b, "%s %d:%d: %s (path %q, query %q, fragment %q)\n", kind, l.Line, l.Col, l.Dest, l.Path, l.Query, l.Fragment)
	}
	for _, p := range d.Problems {
		fmt.Fprintf(&b, "%s %d:%d: %s [%s]\n", p.Severity, p.Pos.Line, p.Pos.Col, p.Message(diag.Lang(lang)), p.Code)
	}
	return b.String()
}
