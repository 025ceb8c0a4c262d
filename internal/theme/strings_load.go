package theme

import (
	"path"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
	"golang.org/x/text/language"

	"bulletin/internal/diag"
	"bulletin/internal/pattern"
)

// placeholder is a gap of a string, {0} to {9}.
var placeholder = pattern.Of(`\{([0-9])\}`)

// loadWords reads strings/*.yaml of every layer; those of a single one, which is
// the built-in theme, when they are asked for.
func loadWords(layers []Layer, diags *diag.List) map[string]func() Strings {
	if len(layers) == 1 {
		return lazyStrings(layers[0], diags)
	}
	return loadStrings(layers, diags)
}

// loadStrings reads the strings of every layer and merges them key by key.
func loadStrings(layers []Layer, diags *diag.List) map[string]func() Strings {
	all := map[string]Strings{}
	for i, l := range slices.Backward(layers) { // the built-in first, so that others replace
		for _, f := range readLayer(l, "strings", diags) {
			lang, ok := strings.CutSuffix(path.Base(f.name), ".yaml")
			if !ok || !checkUTF8(f, diags) {
				continue
			}
			if _, known := all[lang]; !known {
				all[lang] = newStrings(lang)
			}
			readStrings(f, all[lang], i == len(layers)-1, diags)
		}
	}
	fillGaps(all, diags)
	words := map[string]func() Strings{}
	for lang, s := range all {
		words[lang] = func() Strings { return s }
	}
	return words
}

// lazyStrings reads the strings of the built-in theme alone, each language when
// it is asked for. They need no checks and have no gaps.
func lazyStrings(builtin Layer, diags *diag.List) map[string]func() Strings {
	words := map[string]func() Strings{}
	for _, f := range readLayer(builtin, "strings", diags) {
		if lang, ok := strings.CutSuffix(path.Base(f.name), ".yaml"); ok {
			words[lang] = sync.OnceValue(func() Strings {
				s := newStrings(lang)
				var none diag.List
				readStrings(f, s, true, &none)
				return s
			})
		}
	}
	return words
}

func newStrings(lang string) Strings {
	return Strings{lang: lang, tag: language.Make(lang), entries: map[string]entry{}}
}

// readStrings puts the entries of one file into s.
func readStrings(f file, s Strings, builtin bool, diags *diag.List) {
	var doc yaml.Node
	if err := yaml.Load([]byte(f.text()), &doc); err != nil {
		addYAMLErrors(f, err, diags)
		return
	}
	if doc.Kind == yaml.DocumentNode && len(doc.Content) == 1 {
		r := stringsReader{file: f, into: s, builtin: builtin, seen: map[string]int{}, diags: diags}
		r.group("", doc.Content[0])
	}
}

// stringsReader walks one strings file. Groups nest: {nav: {skip: …}} is the
// key "nav.skip".
type stringsReader struct {
	file    file
	into    Strings
	builtin bool           // the layer is the last one
	seen    map[string]int // key → line
	diags   *diag.List
}

func (r *stringsReader) report(n *yaml.Node, code diag.Code, args ...any) {
	r.diags.Add(diag.Diagnostic{
		Pos: r.file.at(n.Line, n.Column), Code: code, Line: r.file.line(n.Line), Args: args,
	})
}

func (r *stringsReader) group(prefix string, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		r.report(n, "theme-string-shape", strings.TrimSuffix(prefix, "."))
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		key := prefix + k.Value
		if first, dup := r.seen[key]; dup {
			r.report(k, "theme-string-duplicate", key, first)
			continue
		}
		r.seen[key] = k.Line
		switch {
		case v.Kind == yaml.ScalarNode && v.Tag != "!!null":
			r.put(k, key, map[string]string{"other": v.Value})
		case isPlural(v):
			r.put(k, key, pluralForms(v))
		case v.Kind == yaml.MappingNode:
			r.group(key+".", v)
		default:
			r.report(v, "theme-string-shape", key)
		}
	}
}

// isPlural tells a set of plural forms from a group: it has "other", and only
// texts under CLDR's names.
func isPlural(n *yaml.Node) bool {
	other := false
	if n.Kind != yaml.MappingNode {
		return false
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name := n.Content[i].Value
		if n.Content[i+1].Kind != yaml.ScalarNode || !isPluralName(name) {
			return false
		}
		other = other || name == "other"
	}
	return other
}

func isPluralName(name string) bool {
	for _, n := range pluralNames {
		if n == name {
			return true
		}
	}
	return false
}

func pluralForms(n *yaml.Node) map[string]string {
	forms := map[string]string{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		forms[n.Content[i].Value] = n.Content[i+1].Value
	}
	return forms
}

// put stores an entry, if it asks for no value that the entry it replaces does
// not get.
func (r *stringsReader) put(k *yaml.Node, key string, forms map[string]string) {
	old, replaces := r.into.entries[key]
	if replaces {
		for _, text := range forms {
			for _, m := range placeholder().FindAllStringSubmatch(text, -1) {
				if !strings.Contains(old.forms["other"], m[0]) {
					r.report(k, "theme-string-placeholder", key, m[1], old.forms["other"])
					return
				}
			}
		}
	}
	r.into.entries[key] = entry{
		forms: forms, lang: r.into.lang, at: r.file, line: k.Line,
		added: !r.builtin && (!replaces || old.added),
	}
}

// fillGaps gives each language the strings it lacks, from English or else from
// Vietnamese, with a warning at the string that has no counterpart.
func fillGaps(all map[string]Strings, diags *diag.List) {
	for _, from := range []string{fallbackLang, "vi"} {
		src, ok := all[from]
		if !ok {
			continue
		}
		for lang, s := range all {
			for key, e := range src.entries {
				if _, ok := s.entries[key]; ok {
					continue
				}
				s.entries[key] = e
				diags.Add(diag.Diagnostic{
					Pos: e.at.at(e.line, 0), Severity: diag.Warning, Code: "theme-string-missing",
					Line: e.at.line(e.line), Args: []any{key, lang},
				})
			}
		}
	}
}
