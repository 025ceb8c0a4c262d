package theme_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"bulletin/internal/diag"
	"bulletin/internal/theme"
)

// layer makes a layer of text files.
func layer(name string, files map[string]string) theme.Layer {
	m := fstest.MapFS{}
	for path, text := range files {
		m[path] = &fstest.MapFile{Data: []byte(text)}
	}
	return theme.Layer{FS: m, Name: name}
}

// TestOverride replaces one layout, one partial, one string and one asset, each
// from the layer that has it first.
func TestOverride(t *testing.T) {
	office := layer("themes/office", map[string]string{
		"layouts/404.html":           "theme's {{.Page.Title}}",
		"layouts/tags.html":          "theme's tags",
		"strings/en.yaml":            "home: {empty: From the theme.}\nlist: {empty: Theme's nothing.}",
		"layouts/partials/mark.html": `<svg class="office"></svg>`,
		"assets/_tokens.css":         ":root{--paper:#fffffe}",
	})
	site := layer("", map[string]string{
		"layouts/404.html":  "site's {{.Page.Title}}",
		"strings/en.yaml":   "home: {empty: \"From the site.\"}",
		"layouts/.swp.html": "{{broken",
		"assets/logo.svg":   `<svg xmlns="http://www.w3.org/2000/svg"/>`,
		"content/x.html":    "{{not a layout",
	})
	th := load(t, site, office)
	pages := map[string]string{}
	for _, p := range emptyPages() {
		pages[p.layout] = render(t, th, p)
	}
	for layout, want := range map[string]string{
		"404": "site's Untitled", "tags": "theme's tags", "home": "From the site.", "list": "Theme&#39;s nothing.", "news": `class="office"`,
	} {
		if !strings.Contains(pages[layout], want) {
			t.Errorf("%s lacks %q", layout, want)
		}
	}
	names := map[string]theme.Asset{}
	for _, a := range th.Assets() {
		names[a.Name] = a
	}
	if !bytes.Contains(dataOf(t, names["main.css"]), []byte("#fffffe")) {
		t.Error("the style sheet does not take in the theme's _tokens.css")
	}
	if _, ok := names["logo.svg"]; !ok || names["_tokens.css"].Path != "" {
		t.Errorf("assets: %v", names)
	}
}

// TestProblems wants each problem of a theme at its place, with its words.
func TestProblems(t *testing.T) {
	for _, tc := range []struct {
		name, file, text string
		want             string // file:line[:col]: … [code]
	}{
		{"syntax", "layouts/home.html", "<p>\n{{if}}\n</p>", "layouts/home.html:2: error: the template is wrong: missing value for if [theme-template]"},
		{"unclosed", "layouts/home.html", "<p>\n\n{{if .Main}}", "layouts/home.html:3: error: the template is wrong: unexpected EOF [theme-template]"},
		{"function", "layouts/home.html", "\r\n\r\n{{shell \"x\"}}", "layouts/home.html:3: error: the template is wrong: function \"shell\" not defined [theme-template]"},
		{"partial", "layouts/home.html", "\n{{template \"partials/none.html\" .}}", "layouts/home.html:2:12: error: there is no template “partials/none.html” [theme-partial-unknown]"},
		{"string", "layouts/home.html", "Đầu {{t \"no.such\"}}", "layouts/home.html:1:7: error: there is no string “no.such” [theme-string-unknown]"},
		{"asset", "layouts/home.html", "{{if true}}\n<img src=\"{{rel .Page.Root (asset \"no.png\")}}\">{{end}}", "layouts/home.html:2:29: error: there is no file “no.png” in assets/ [theme-asset-unknown]"},
		{"context", "layouts/home.html", "<p>\n<a {{.Page.Title}}=\"x\" href={{if .Main}}\"{{end}}>", "layouts/home.html:2: error: a value stands where it cannot be escaped safely: {{if}} branches end in different contexts"},
		{"encoding", "layouts/home.html", "<p>\nB\xe9", "layouts/home.html:2: error: the encoding of this file cannot be read [undecodable]"},
		{"duplicate", "layouts/home.html", "{{define \"toc-list\"}}x{{end}}", "layouts/home.html: error: the template “toc-list” is already defined in partials/toc.html [theme-template-duplicate]"},
		{"yaml", "strings/vi.yaml", "nav:\n  skip: {0} mục\n", "strings/vi.yaml:2"},
		{"twice", "strings/vi.yaml", "nav:\n  skip: a\n  skip: b\n", "strings/vi.yaml:3:3: error: the key “nav.skip” appears twice, first on line 2 [theme-string-duplicate]"},
		{"shape", "strings/vi.yaml", "nav: [a]\n", "strings/vi.yaml:1:6: error: “nav” must be a text, a group of texts or plural forms [theme-string-shape]"},
		{"placeholder", "strings/vi.yaml", "list:\n  count: \"{0} trên {1}\"\n", "strings/vi.yaml:2:3: error: “list.count” uses placeholder number 1"},
		{"unused", "strings/vi.yaml", "nav:\n  skpi: Bỏ qua\n", "strings/vi.yaml:2: warning: the string “nav.skpi” is used nowhere [theme-string-unused]"},
		{"url", "assets/_tokens.css", "a{}\nb{background:url(no.png)}", "assets/_tokens.css:2: error: there is no file “no.png” in assets/ [theme-asset-unknown]"},
		{"outside", "assets/_tokens.css", "b{background:url(\"https://example.vn/a.png\")}", "assets/_tokens.css:1: error: the style sheet points outside"},
		{"absolute", "assets/_tokens.css", "b{background:url('/a.png')}", "assets/_tokens.css:1: error: the style sheet points outside"},
		{"import", "assets/_tokens.css", "@import url(x.css) print;", "assets/_tokens.css:1: error: @import url(x.css) print cannot be taken in [theme-css-import]"},
		{"circle", "assets/_tokens.css", "@import \"main.css\";", "assets/_tokens.css:1: error: @import \"main.css\" cannot be taken in [theme-css-import]"},
		{"manifest", "theme.yaml", "name: x\nversoin: 1\n", "theme.yaml:2"},
		{"newer", "theme.yaml", "view: 99\n", "theme.yaml: error: the theme needs View version 99, this program has 1 [theme-too-new]"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			_, diags := theme.Load(theme.Options{Layers: []theme.Layer{layer("", map[string]string{tc.file: tc.text}), builtin()}})
			if !strings.Contains(report(diags), tc.want) {
				t.Errorf("got:\n%swant: %s", report(diags), tc.want)
			}
			for _, d := range diags {
				if d.Hint(diag.VI) == "" || d.Hint(diag.EN) == "" || d.Message(diag.VI) == d.Message(diag.EN) {
					t.Errorf("%s lacks words in one of the languages", d.Code)
				}
			}
		})
	}
}

func report(l diag.List) string {
	var b strings.Builder
	for _, d := range l {
		fmt.Fprintln(&b, d)
	}
	return b.String()
}

func TestMissingLayoutAndLayer(t *testing.T) {
	_, diags := theme.Load(theme.Options{})
	if got := diags.Count(diag.Error); got != len(theme.Layouts()) {
		t.Errorf("%d errors for %d layouts", got, len(theme.Layouts()))
	}
}

// TestRenderErrors wants the place in the template, and nothing written.
func TestRenderErrors(t *testing.T) {
	th := load(t, layer("", map[string]string{
		"layouts/page.html":          "<p>\n{{.Main.Nothing}}",
		"layouts/partials/card.html": "\n\n{{.Card.Nothing}}",
	}))
	pages := richPages()
	for _, tc := range []struct{ name, layout, want string }{
		{"field", "page", "layouts/page.html:2: error: the page pages/2020/gioi-thieu/index.html cannot be rendered: executing \"page.html\" at <.Main.Nothing>"},
		{"card", "list", "layouts/partials/card.html:3: error: the page news/index.html cannot be rendered"},
		{"layout", "none", "there is no layout “none” [theme-layout-unknown]"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			view := pages[0].view
			for _, p := range pages {
				if p.name == tc.layout { // of the same name
					view = p.view
				}
			}
			var b bytes.Buffer
			err := th.Render(&b, tc.layout, view)
			var failed *theme.RenderError
			if !errors.As(err, &failed) || !strings.Contains(failed.Diagnostic.String(), tc.want) {
				t.Errorf("got  %v\nwant %s", err, tc.want)
			}
			if b.Len() > 0 {
				t.Errorf("%d bytes were written", b.Len())
			}
		})
	}
}

// TestDigest: a loaded theme knows the digest of what it was loaded from.
func TestDigest(t *testing.T) {
	plain := load(t).Digest()
	if sum, err := theme.SourceDigest(theme.Options{Layers: []theme.Layer{builtin()}}); err != nil || hex.EncodeToString(sum[:]) != plain {
		t.Fatal("the digest is not stable")
	}
	digests := map[string]string{"": plain}
	for name, files := range map[string]map[string]string{
		"layout": {"layouts/404.html": "x"}, "partial": {"layouts/partials/mark.html": "x"},
		"string": {"strings/en.yaml": "page: {locale: en_US}"}, "asset": {"assets/a.svg": "<svg/>"}, "style": {"assets/_code.css": ""},
	} {
		d := load(t, layer("", files)).Digest()
		for other, digest := range digests {
			if d == digest {
				t.Errorf("%s and %q have the same digest", name, other)
			}
		}
		digests[name] = d
	}
}
