package theme

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"sync"

	"bulletin/internal/diag"
)

// ViewVersion is the version of the View contract. A theme.yaml that names a
// higher one needs a newer program.
const ViewVersion = 1

// Options say where the theme's files are.
type Options struct {
	Layers []Layer // in order of precedence; the last one is the built-in theme
	Minify bool    // pages too; assets always are
}

// Theme is a loaded theme. It is safe for concurrent use.
type Theme struct {
	layouts   layouts
	strings   map[string]Strings // by language
	assets    []Asset            // by path
	assetPath map[string]string  // "main.css" → "assets/main.0123456789.css"
	minify    bool
	digest    string
	chromes   chromeCache
	buffers   sync.Pool // of *[]byte
}

// Layouts are the names every theme must be able to render, directly or through
// the built-in theme.
func Layouts() []string {
	return []string{
		"404", "award", "classification", "home", "issue", "list", "meeting",
		"news", "page", "redirect", "story", "tags", "year",
	}
}

// Load reads and merges the layers. The Theme is usable only when the list
// holds no error.
func Load(opts Options) (*Theme, diag.List) {
	var diags diag.List
	checkManifests(opts.Layers, &diags)
	t := &Theme{minify: opts.Minify}
	t.strings = loadStrings(opts.Layers, &diags)
	t.assets, t.assetPath = loadAssets(opts.Layers, &diags)
	t.loadLayouts(opts.Layers, &diags)
	t.digest = t.computeDigest()
	return t, diags.Sort()
}

// Digest changes whenever a layout, a string or an asset that the theme uses
// changes, or the way pages are written; a file that another layer hides does
// not count. It is a lower-case
// hexadecimal SHA-256.
func (t *Theme) Digest() string { return t.digest }

func (t *Theme) computeDigest() string {
	h := sha256.New()
	put := func(parts ...string) {
		for _, p := range parts {
			fmt.Fprintf(h, "%d:", len(p))
			io.WriteString(h, p) // a hash never fails
		}
	}
	put("minify", strconv.FormatBool(t.minify))
	for _, name := range slices.Sorted(maps.Keys(t.layouts.files)) {
		put("layout", name, t.layouts.files[name].text())
	}
	for _, lang := range slices.Sorted(maps.Keys(t.strings)) {
		t.strings[lang].digest(func(key, form, text string) { put("string", lang, key, form, text) })
	}
	for _, a := range t.assets {
		put("asset", a.Name, a.Path)
	}
	return hex.EncodeToString(h.Sum(nil))
}
