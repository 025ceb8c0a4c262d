package theme

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
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

// Theme is a loaded theme. It is safe for concurrent use. Its parts are read
// when they are first needed: most of the built-in theme is never asked for by a
// build that changes one page.
type Theme struct {
	layers  []Layer
	minify  bool
	words   map[string]func() Strings // by language, each once
	assets  func() assets             // once
	layouts func() *layouts
	digest  func() string
	chromes chromeCache
	buffers sync.Pool // of *[]byte
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
// holds no error. Whatever a layer above the built-in one may have broken is
// read and checked now; the built-in theme alone is known to be right.
func Load(opts Options) (*Theme, diag.List) {
	var diags diag.List
	t := &Theme{layers: opts.Layers, minify: opts.Minify}
	t.assets = sync.OnceValue(t.loadAssets)
	checked := t.own("layouts") || t.own("strings")
	t.layouts = sync.OnceValue(func() *layouts { return t.loadLayouts(checked) })
	t.digest = sync.OnceValue(t.computeDigest)
	checkManifests(t.above(), &diags)
	if t.own("strings") {
		t.words = loadStrings(t.layers, &diags)
	} else {
		t.words = lazyStrings(t.layers[len(t.layers)-1], &diags)
	}
	if checked || t.own("assets") {
		diags = append(diags, t.assets().problems...)
	}
	if checked {
		diags = append(diags, t.layouts().problems...)
	}
	return t, diags.Sort()
}

// above are the layers above the built-in theme.
func (t *Theme) above() []Layer { return t.layers[:max(0, len(t.layers)-1)] }

// own tells whether a layer above the built-in theme has a folder, or whether
// there is no built-in theme.
func (t *Theme) own(dir string) bool {
	return len(t.layers) == 0 || slices.ContainsFunc(t.above(), func(l Layer) bool {
		_, err := fs.Stat(l.FS, dir)
		return !errors.Is(err, fs.ErrNotExist)
	})
}

// Digest changes whenever a layout, a string or an asset that the theme uses
// changes, or the way pages are written; a file that another layer hides does
// not count. It is a lower-case hexadecimal SHA-256.
func (t *Theme) Digest() string { return t.digest() }

func (t *Theme) computeDigest() string {
	h := sha256.New()
	put := func(parts ...string) {
		for _, p := range parts {
			fmt.Fprintf(h, "%d:", len(p))
			io.WriteString(h, p) // a hash never fails
		}
	}
	put("minify", strconv.FormatBool(t.minify))
	files := t.layouts().files
	for _, name := range slices.Sorted(maps.Keys(files)) {
		put("layout", name, files[name].text())
	}
	for _, lang := range slices.Sorted(maps.Keys(t.words)) {
		t.words[lang]().digest(func(key, form, text string) { put("string", lang, key, form, text) })
	}
	for _, a := range t.assets().list {
		put("asset", a.Name, a.Path)
	}
	return hex.EncodeToString(h.Sum(nil))
}

// SourceDigest stands for all that [Load] would read from the layers, and for
// the way pages are written, without loading anything: a SHA-256 over the path
// and the bytes of every file. A build that finds it unchanged, under the same
// program, knows that the theme is.
func SourceDigest(opts Options) ([sha256.Size]byte, error) {
	h := sha256.New()
	fmt.Fprintln(h, opts.Minify, len(opts.Layers))
	for i, l := range opts.Layers {
		for _, dir := range []string{"theme.yaml", "layouts", "assets", "strings"} {
			err := walkLayer(l, dir, func(p string, data []byte) {
				fmt.Fprintf(h, "%d %q %q %d\n", i, l.Name, p, len(data))
				h.Write(data)
			})
			if err != nil {
				return [sha256.Size]byte{}, fmt.Errorf("reading the theme: %w", err)
			}
		}
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}
