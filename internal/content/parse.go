package content

import (
	"path"
	"reflect"
	"strings"
	"sync"

	"bulletin/internal/award"
	"bulletin/internal/diag"
	"bulletin/internal/markdown"
	"bulletin/internal/schema"
	"bulletin/internal/source"
	"bulletin/internal/viet"
)

// Parser turns files into documents. It is safe for concurrent use.
type Parser struct {
	Markdown *markdown.Renderer
	Prefix   string // the content folder as problems name it: "content/"
	Awards   award.Catalogue
}

// Parse understands one file. The document is nil when there is any error:
// what cannot be read with certainty is not published.
func (p Parser) Parse(f source.File) (*Document, diag.List) {
	identity := f.Path
	f.Path = p.Prefix + f.Path
	block, body, blockLine, bodyLine, problems := split(f)
	if problems != nil {
		return nil, problems
	}
	doc := &Document{
		Path: identity, Digest: f.Digest, Bundle: isBundle(identity),
		origin: schema.Origin{File: f.Path, FirstLine: blockLine, Line: lines(f.Text)},
	}
	problems = doc.decode(block)
	if !problems.HasErrors() {
		c := &checker{doc: doc, awards: p.Awards}
		c.common()
		doc.Detail.check(c)
		problems = append(problems, c.problems...)
	}
	problems = append(problems, p.render(doc, f.Text, body, bodyLine)...)
	if problems.HasErrors() {
		return nil, problems
	}
	return doc, problems
}

// lines tells the text of each line, counted from 1. The text is taken apart at
// the first question, and only once: a file can have thousands of problems.
func lines(text []byte) func(int) string {
	all := sync.OnceValue(func() []string { return strings.Split(string(text), "\n") })
	return func(n int) string {
		if n < 1 || n > len(all()) {
			return ""
		}
		return all()[n-1]
	}
}

// isBundle tells whether a file is an item's index.md, whose folder is the item.
func isBundle(file string) bool {
	if path.Base(file) != "index.md" || path.Dir(file) == "." {
		return false
	}
	_, section := IsSectionIndex(file)
	return !section
}

// decode reads the front matter into the struct of the kind, which is named by
// the folder unless the file itself says "kind:".
func (d *Document) decode(block []byte) diag.List {
	mapping := schema.Parse(block, d.origin)
	d.Kind = KindOf(d.Path)
	if named := mapping.Choice("kind", "Loại nội dung", new(Kind).Options()); named != "" {
		d.Kind = Kind(named)
	}
	spec := d.Kind.Spec()
	d.Detail = spec.New()
	var problems diag.List
	d.places, problems = spec.Schema.Decode(mapping, &d.Meta, d.Detail)
	return problems
}

// render renders the body and every Prose of the front matter, and moves what
// they report to its place in the file.
func (p Parser) render(d *Document, file, body []byte, bodyLine int) diag.List {
	var problems diag.List
	d.Body = p.Markdown.Render(body)
	d.locate(&d.Body, &problems, func(line, col int) schema.Place {
		return schema.Place{Line: line + bodyLine - 1, Col: col}
	})
	d.eachProse(func(prose *Prose) {
		if prose.Text == "" {
			return
		}
		prose.Doc = p.Markdown.Render([]byte(prose.Text))
		if len(prose.Doc.Links)+len(prose.Doc.Problems) > 0 {
			d.locate(&prose.Doc, &problems, mapProse(prose, file).place)
		}
	})
	return problems
}

// locate gives a text's links their places in the file, and moves its problems
// to those of the document.
func (d *Document) locate(doc *markdown.Doc, problems *diag.List, place func(line, col int) schema.Place) {
	for i := range doc.Links {
		at := place(doc.Links[i].Line, doc.Links[i].Col)
		doc.Links[i].Line, doc.Links[i].Col = at.Line, at.Col
	}
	for _, p := range doc.Problems {
		problems.Add(d.origin.At(place(p.Pos.Line, p.Pos.Col), p.Severity, p.Code, p.Field, p.Args...))
	}
	doc.Problems = nil
}

// proseType is the type of Markdown inside the front matter.
var proseType = reflect.TypeFor[Prose]()

// eachProse calls f for every Prose of the front matter, wherever it is nested.
func (d *Document) eachProse(f func(*Prose)) {
	walkProse(reflect.ValueOf(&d.Meta).Elem(), f)
	walkProse(reflect.ValueOf(d.Detail).Elem(), f)
}

func walkProse(v reflect.Value, f func(*Prose)) {
	switch {
	case v.Type() == proseType:
		f(v.Addr().Interface().(*Prose))
	case v.Kind() == reflect.Struct && v.Type() != reflect.TypeFor[viet.Date]():
		for i := range v.NumField() {
			walkProse(v.Field(i), f)
		}
	case v.Kind() == reflect.Pointer && !v.IsNil():
		walkProse(v.Elem(), f)
	case v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Struct:
		for i := range v.Len() {
			walkProse(v.Index(i), f)
		}
	}
}

// EachText calls f for the body and every rendered Prose.
func (d *Document) EachText(f func(*markdown.Doc)) {
	f(&d.Body)
	d.eachProse(func(p *Prose) { f(&p.Doc) })
}
