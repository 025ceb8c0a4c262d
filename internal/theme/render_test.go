package theme_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"bulletin/internal/theme"
	"bulletin/themes"
)

// pagesDir is for looking at the theme: go test ./internal/theme -run Pages -pages DIR
var pagesDir = flag.String("pages", "", "write the fixture pages and the assets to this folder")

func builtin() theme.Layer { return theme.Layer{FS: themes.Default(), Name: "themes/default"} }

// load loads the built-in theme below the given layers and wants no problem.
func load(t testing.TB, above ...theme.Layer) *theme.Theme {
	t.Helper()
	th, diags := theme.Load(theme.Options{Layers: append(above, builtin())})
	for _, d := range diags {
		t.Errorf("%s", d)
	}
	if t.Failed() {
		t.FailNow()
	}
	return th
}

func render(t testing.TB, th *theme.Theme, p page) string {
	t.Helper()
	var b bytes.Buffer
	if err := th.Render(&b, p.layout, p.view); err != nil {
		t.Fatalf("%s: %v", p.name, err)
	}
	return b.String()
}

func TestPagesForLooking(t *testing.T) {
	th := load(t)
	dir := t.TempDir()
	if *pagesDir != "" {
		dir = *pagesDir
	}
	write := func(name string, data []byte) {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range append(richPages(), emptyPages()...) {
		if p.view.Site.Lang == "en" {
			p.view.Page.Path = "empty/" + p.view.Page.Path
			p.view.Page.Root = "../../"
		}
		write(p.view.Page.Path, []byte(render(t, th, p)))
	}
	for _, a := range th.Assets() {
		write(a.Path, a.Data)
	}
	svg := `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800" width="1200" height="800"><path fill="#d8cfbd" d="M0 0h1200v800H0z"/><path fill="#a89c86" d="m0 800 400-420 260 250 190-170 350 340z"/></svg>`
	write("pictures/ảnh 1.svg", []byte(svg))
	write("pictures/b.svg", []byte(svg))
}
