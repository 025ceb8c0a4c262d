package theme_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"path"
	"regexp"
	"strings"
	"testing"

	"bulletin/internal/theme"
)

// TestAssets: names carry the fingerprint of their content, every address in a
// style sheet leads to an asset, and two loads agree on every byte.
func TestAssets(t *testing.T) {
	assets, again := load(t).Assets(), load(t).Assets()
	paths := map[string]bool{}
	for i, a := range assets {
		paths[a.Path] = true
		if a.Path != again[i].Path || !bytes.Equal(dataOf(t, a), dataOf(t, again[i])) {
			t.Errorf("%s differs between two loads", a.Name)
		}
		if path.Ext(a.Path) == ".txt" {
			continue
		}
		sum := sha256.Sum256(dataOf(t, a))
		ext := path.Ext(a.Name)
		want := "assets/" + strings.TrimSuffix(a.Name, ext) + "." + hex.EncodeToString(sum[:])[:10] + ext
		if a.Path != want {
			t.Errorf("%s is published as %s, want %s", a.Name, a.Path, want)
		}
	}
	fonts := 0
	for _, a := range assets {
		if path.Ext(a.Path) != ".css" {
			continue
		}
		for _, m := range regexp.MustCompile(`url\("?([^")]+)"?\)`).FindAllSubmatch(dataOf(t, a), -1) {
			if target := path.Join(path.Dir(a.Path), string(m[1])); !paths[target] {
				t.Errorf("%s points to %s, which is no asset", a.Path, target)
			}
			fonts++
		}
		if bytes.Contains(dataOf(t, a), []byte("@import")) || bytes.Contains(dataOf(t, a), []byte("\n\t")) {
			t.Errorf("%s is not bundled and minified", a.Path)
		}
	}
	if fonts < 15 {
		t.Errorf("the style sheets name %d files, want the 15 of the typefaces", fonts)
	}
	for _, licence := range []string{"assets/fonts/be-vietnam-pro-OFL.txt", "assets/fonts/source-serif-4-OFL.txt"} {
		if !paths[licence] {
			t.Errorf("%s is missing", licence)
		}
	}
}

// TestStyleSheetPaths: addresses are relative to the style sheet that is
// published, wherever the part lies that holds them.
func TestStyleSheetPaths(t *testing.T) {
	th := load(t, layer("", map[string]string{
		"assets/x/sheet.css":    "/* url(ignored.png) */ @import \"parts/_a.css\"; a{background:url(b.svg#x)}",
		"assets/x/parts/_a.css": "i{background:url('../../c.svg')} u{background:url(d.svg)} b{background:url(data:image/gif;base64,R0lGODlhAQABAAAAACw=)}",
		"assets/x/b.svg":        "<svg/>", "assets/c.svg": "<svg/>", "assets/x/parts/d.svg": "<svg/>",
	}))
	paths := map[string]theme.Asset{}
	for _, a := range th.Assets() {
		paths[a.Name] = a
	}
	sheet := string(dataOf(t, paths["x/sheet.css"]))
	base := func(name string) string { return path.Base(paths[name].Path) }
	for _, want := range []string{
		"url(" + base("x/b.svg") + "#x)", "url(../" + base("c.svg") + ")", "url(parts/" + base("x/parts/d.svg") + ")", "url(data:image/gif",
	} {
		if !strings.Contains(sheet, want) {
			t.Errorf("%s lacks %s", sheet, want)
		}
	}
}

func dataOf(t *testing.T, a theme.Asset) []byte {
	t.Helper()
	data, err := a.Data()
	if err != nil {
		t.Fatal(err)
	}
	return data
}
