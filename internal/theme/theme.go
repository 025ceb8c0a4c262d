package theme

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/text/unicode/norm"

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
	minify  bool
	digest  string
	words   map[string]func() Strings // by language, each once
	assets  func() assets             // once
	layouts func() *layouts           // all, or those that every site needs
	apart   func() *layouts           // the others; nil when layouts has all
	chromes chromeCache
}

// Layouts are the names every theme must be able to render, directly or through
// the built-in theme.
func Layouts() []string {
	return []string{
		"404", "award", "classification", "edition", "home", "issue", "list", "mail", "meeting",
		"news", "page", "redirect", "report", "story", "tags", "year", "years",
	}
}

// Load reads and merges the layers. The Theme is usable only when the list
// holds no error. Whatever a layer above the built-in one may have broken is
// read and checked now; the built-in theme alone is known to be right.
func Load(opts Options) (*Theme, diag.List) {
	var diags diag.List
	t := &Theme{minify: opts.Minify}
	sum, err := SourceDigest(opts) // before anything is read, so that it cannot name what came later
	if err != nil {
		diags.Add(diag.Diagnostic{Code: "theme-unreadable", Args: []any{err}})
	}
	t.digest = hex.EncodeToString(sum[:])
	layers := opts.Layers
	above := layers[:max(0, len(layers)-1)]
	checkManifests(above, &diags)
	ownWords, ownLayouts, ownAssets := own(layers, "strings"), own(layers, "layouts"), own(layers, "assets")
	t.words = loadWords(ownWords, &diags)
	t.assets = sync.OnceValue(func() assets { return loadAssets(ownAssets) })
	checked := len(ownLayouts) != 1 || len(ownWords) != 1
	t.layouts = sync.OnceValue(func() *layouts {
		return t.loadLayouts(ownLayouts, checked, func(name string) bool { return checked || !ofIssues[name] })
	})
	if !checked {
		t.apart = sync.OnceValue(func() *layouts {
			return t.loadLayouts(ownLayouts, false, func(name string) bool { return ofIssues[name] || strings.HasPrefix(name, "partials/") })
		})
	}
	if checked || len(ownAssets) != 1 {
		diags = append(diags, t.assets().problems...)
	}
	if checked {
		diags = append(diags, t.layouts().problems...)
	}
	return t, diags.Sort()
}

// Prepare reads what planning and rendering a site in a language ask for first, so
// that it can be done beside other work. What is wrong is said by those.
func (t *Theme) Prepare(lang string) {
	var beside sync.WaitGroup
	beside.Go(func() { t.assets() })
	_, _ = t.set("", lang)
	beside.Wait()
}

// ofIssues are the templates that only a site with a newsletter needs. No others of the
// built-in theme use them, so they are read apart, with the partials that they may use; a
// site's own may do as they like, and are read with the rest.
var ofIssues = map[string]bool{"edition.html": true, "mail.html": true, "partials/piece.html": true, "partials/mail-piece.html": true}

// layoutsOf are the layouts of which a template is one.
func (t *Theme) layoutsOf(name string) *layouts {
	if t.apart != nil && ofIssues[name] {
		return t.apart()
	}
	return t.layouts()
}

// own are the layers to read a folder from: the built-in theme alone if no other
// has it.
func own(layers []Layer, dir string) []Layer {
	for i, l := range layers {
		if _, err := fs.Stat(l.FS, dir); i == len(layers)-1 || !errors.Is(err, fs.ErrNotExist) {
			return layers[i:]
		}
	}
	return nil
}

// Digest is [SourceDigest] of what the theme was loaded from, as lower-case
// hexadecimal.
func (t *Theme) Digest() string { return t.digest }

// SourceDigest stands for all that [Load] reads from the layers, and for the way
// pages are written, without loading anything: a SHA-256 over the path and the
// bytes of every file that counts. A file that another layer hides does not, nor does
// a fixed layer, which is a part of the program. A build that finds the digest
// unchanged, under the same program, knows that the theme is.
func SourceDigest(opts Options) ([sha256.Size]byte, error) {
	h := sha256.New()
	fmt.Fprintln(h, opts.Minify)
	taken := map[string]bool{}
	for i, l := range opts.Layers {
		if l.Fixed {
			continue
		}
		for _, dir := range []string{"theme.yaml", "layouts", "assets", "strings"} {
			err := walkLayer(l, dir, func(p string, data []byte) {
				name := norm.NFC.String(p)
				if dir == "strings" || dir == "theme.yaml" { // each layer's counts
					name = strconv.Itoa(len(opts.Layers)-i) + "/" + name
				}
				if !taken[name] {
					taken[name] = true
					fmt.Fprintf(h, "%q %d\n", name, len(data))
					h.Write(data)
				}
			})
			if err != nil {
				return [sha256.Size]byte{}, fmt.Errorf("reading the theme: %w", err)
			}
		}
	}
	return [sha256.Size]byte(h.Sum(nil)), nil
}
