package theme_test

import (
	"bytes"
	"io/fs"
	"slices"
	"testing"
	"testing/fstest"

	"bulletin/internal/theme"
	"bulletin/themes"
)

// TestBuiltinIsRight: the built-in theme is not checked when it stands alone, so
// it is checked here, as the theme of a site. What is read when it is needed is
// what is read at once.
func TestBuiltinIsRight(t *testing.T) {
	checked, alone := load(t, theme.Layer{FS: themes.Default(), Name: "themes/office"}), load(t)
	if !slices.EqualFunc(checked.Assets(), alone.Assets(), func(a, b theme.Asset) bool { return a.Path == b.Path }) {
		t.Error("the assets differ")
	}
	for _, p := range allPages() {
		if render(t, checked, p) != render(t, alone, p) {
			t.Errorf("%s differs", p.name)
		}
	}
	for _, lang := range []string{"vi", "en", "vi-VN", "fr"} {
		a, b := checked.Strings(lang), alone.Strings(lang)
		if a.Lang() != b.Lang() || len(a.Keys()) != len(b.Keys()) || a.T("nav.menu") != b.T("nav.menu") {
			t.Errorf("%s: the words differ", lang)
		}
	}
}

// TestBrokenBuiltin: a built-in theme that is wrong after all fails every page.
func TestBrokenBuiltin(t *testing.T) {
	for name, text := range map[string]string{"syntax": "{{if}}", "context": `<a href={{if .Main}}"{{end}}>`} {
		broken := copyOf(t, themes.Default())
		broken["layouts/home.html"] = &fstest.MapFile{Data: []byte(text)}
		th, diags := theme.Load(theme.Options{Layers: []theme.Layer{{FS: broken, Name: "themes/default"}}})
		if err := diags.Err(); err != nil {
			t.Errorf("%s: loading reads the layouts: %v", name, err)
		}
		var b bytes.Buffer
		if err := th.Render(&b, "404", richPages()[1].view); err == nil || b.Len() > 0 {
			t.Errorf("%s: a page is written: %v", name, err)
		}
	}
}

func copyOf(t *testing.T, files fs.FS) fstest.MapFS {
	t.Helper()
	all := fstest.MapFS{}
	err := fs.WalkDir(files, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(files, p)
		all[p] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestSourceDigest: whatever happens to a file that a theme reads changes the
// digest, and nothing else does.
func TestSourceDigest(t *testing.T) {
	digest := func(change func(own, builtin fstest.MapFS), minify bool) [32]byte {
		own := fstest.MapFS{"layouts/404.html": {Data: []byte("x")}, "assets/a.svg": {Data: []byte("<svg/>")}, "content/a.md": {Data: []byte("x")}}
		builtin := copyOf(t, themes.Default())
		change(own, builtin)
		d, err := theme.SourceDigest(theme.Options{Minify: minify, Layers: []theme.Layer{{FS: own}, {FS: builtin, Name: "themes/default"}}})
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	write := func(name, text string) func(own, builtin fstest.MapFS) {
		return func(own, _ fstest.MapFS) { own[name] = &fstest.MapFile{Data: []byte(text)} }
	}
	same := func(own, builtin fstest.MapFS) {}
	hide := func(_, builtin fstest.MapFS) { builtin["layouts/404.html"] = &fstest.MapFile{Data: []byte("hidden")} }
	first := digest(same, false)
	if digest(hide, false) != first {
		t.Error("a file that another layer hides counts")
	}
	seen := map[[32]byte]string{first: "nothing", digest(same, true): "minify"}
	for name, change := range map[string]func(own, builtin fstest.MapFS){
		"changed": write("layouts/404.html", "y"), "added": write("layouts/b.html", "x"), "string": write("strings/vi.yaml", ""),
		"manifest": write("theme.yaml", ""), "asset": write("assets/a.svg", "<svg></svg>"), "partial": write("layouts/partials/card.html", ""),
		"removed": func(own, _ fstest.MapFS) { delete(own, "layouts/404.html") },
		"renamed": func(own, _ fstest.MapFS) {
			own["layouts/405.html"] = own["layouts/404.html"]
			delete(own, "layouts/404.html")
		},
		"built-in": func(_, builtin fstest.MapFS) { delete(builtin, "assets/favicon.svg") },
		"moved down": func(own, builtin fstest.MapFS) {
			builtin["assets/a.svg"] = own["assets/a.svg"]
			delete(own, "assets/a.svg")
		},
	} {
		d := digest(change, false)
		if other, taken := seen[d]; taken {
			t.Errorf("%s and %s have the same digest", name, other)
		}
		seen[d] = name
	}
	for _, name := range []string{"content/a.md", "layouts/.404.html.swp", "assets/Thumbs.db", "bulletin.yaml"} {
		if digest(write(name, "changed"), false) != first {
			t.Errorf("%s counts", name)
		}
	}
	if _, err := theme.SourceDigest(theme.Options{Layers: []theme.Layer{{FS: failing{themes.Default()}}}}); err == nil {
		t.Error("a layer that cannot be read has a digest")
	}
}

// failing is a file system in which one file cannot be opened.
type failing struct{ fs.FS }

func (f failing) Open(name string) (fs.File, error) {
	if name == "strings/vi.yaml" {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrPermission}
	}
	return f.FS.Open(name)
}
