package theme

import (
	"bytes"
	"encoding/hex"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
	"github.com/tdewolff/minify/v2/js"
	"github.com/tdewolff/minify/v2/json"
	"github.com/tdewolff/minify/v2/svg"

	"bulletin/internal/diag"
	"bulletin/internal/picture"
	"bulletin/internal/record"
)

// Asset is a file to publish beside the pages.
type Asset struct {
	Name string // as a template asks for it: "fonts/text-400.woff2"
	Path string // site path: "assets/fonts/text-400.0123456789.woff2"
	Sum  record.Sum
	Data func() ([]byte, error) // not to be changed
}

// fingerprintLen is the number of hexadecimal digits of a content's SHA-256 in
// an asset's name: 40 bits, so that an old page never meets a new style sheet.
const fingerprintLen = 10

// assets are all files to publish, and what is wrong with them.
type assets struct {
	list     []Asset           // by name
	paths    map[string]string // "main.css" → "assets/main.0123456789.css"
	problems diag.List
}

// Assets lists the files to publish, by name. An asset's path changes exactly
// when its content does; only licence texts (.txt, .md) keep their names.
func (t *Theme) Assets() []Asset { return t.assets().list }

// loadAssets reads, minifies and names all assets. Style sheets come last,
// because their content holds the names of the others. A file whose name begins
// with "_" is an ingredient of others and not published.
func loadAssets(layers []Layer) assets {
	a := assets{paths: map[string]string{}}
	files := merge(layers, "assets", func(string) bool { return true }, &a.problems)
	style := styler{files: files, diags: &a.problems}
	add := func(f file, data []byte) {
		name, sum := strings.TrimPrefix(f.name, "assets/"), record.SumOf(data)
		a.paths[name] = fingerprinted(f.name, sum)
		asset := Asset{Name: name, Path: a.paths[name], Sum: sum, Data: func() ([]byte, error) { return data, nil }}
		if f.again != nil && bytes.Equal(data, f.data) {
			asset.Data = f.again
		}
		a.list = append(a.list, asset)
	}
	var sheets []file
	for _, name := range slices.Sorted(maps.Keys(files)) {
		switch {
		case strings.HasPrefix(path.Base(name), "_"):
		case path.Ext(name) == ".css":
			sheets = append(sheets, files[name])
		default:
			f := cleaned(files[name], &a.problems)
			add(f, shrink(f))
		}
	}
	style.paths = maps.Clone(a.paths)
	for _, f := range sheets {
		add(f, style.sheet(f))
	}
	slices.SortFunc(a.list, func(x, y Asset) int { return strings.Compare(x.Name, y.Name) })
	return a
}

// fingerprinted puts the content's fingerprint before the extension.
func fingerprinted(name string, sum record.Sum) string {
	ext := path.Ext(name)
	if ext == ".txt" || ext == ".md" {
		return name
	}
	return strings.TrimSuffix(name, ext) + "." + hex.EncodeToString(sum[:])[:fingerprintLen] + ext
}

// cleaned is a file without what a camera or a program wrote into a picture: the place, the
// day, names.
func cleaned(f file, diags *diag.List) file {
	clean := picture.Clean
	if strings.EqualFold(path.Ext(f.name), ".svg") {
		clean = picture.CleanSVG
	}
	data, err := clean(f.data)
	if err != nil {
		diags.Add(diag.Diagnostic{Pos: f.at(0, 0), Code: "picture-unclean"})
		return f
	}
	if !bytes.Equal(data, f.data) {
		f.data, f.again = data, nil
	}
	return f
}

// shrink minifies pictures and scripts; what the minifier cannot read stays as
// it is, since browsers are more lenient.
func shrink(f file) []byte {
	var out bytes.Buffer
	m := minify.New()
	switch path.Ext(f.name) {
	case ".svg":
		if svg.Minify(m, &out, bytes.NewReader(f.data), nil) == nil {
			return out.Bytes()
		}
	case ".js":
		if js.Minify(m, &out, bytes.NewReader(f.data), nil) == nil {
			return out.Bytes()
		}
	}
	return f.data
}

// minifyHTML makes a page smaller without changing what it means: end tags,
// quotes and the document's own tags stay, for tools that read pages simply.
func minifyHTML(page []byte) ([]byte, error) {
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true})
	m.AddFunc("application/ld+json", json.Minify)
	return m.Bytes("text/html", page)
}
