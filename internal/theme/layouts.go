package theme

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"html/template"
	"io"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"text/template/parse"

	"bulletin/internal/diag"
	"bulletin/internal/theme/program"
)

// layouts are the templates of a theme.
type layouts struct {
	files    map[string]file    // by template name: "home.html", "partials/card.html"
	escaped  *template.Template // parsed and escaped, for any language; nil once one was made of it
	problems diag.List

	mu   sync.Mutex
	sets map[string]*langSet // by language
}

// langSet are the templates with the functions of one language.
type langSet struct {
	lang    string
	program *program.Program
	html    func() (*template.Template, error) // once; for what program declines
}

// loadLayouts reads, parses, checks and escapes the templates that are wanted. What the
// built-in ones ask for needs no check.
func (t *Theme) loadLayouts(layers []Layer, checked bool, wanted func(name string) bool) *layouts {
	ls := &layouts{files: map[string]file{}, sets: map[string]*langSet{}}
	found := merge(layers, "layouts", func(name string) bool { return path.Ext(name) == ".html" }, &ls.problems)
	for name, f := range found {
		if name = strings.TrimPrefix(name, "layouts/"); wanted(name) {
			ls.files[name] = f
		}
	}
	for _, name := range Layouts() {
		if _, ok := ls.files[name+".html"]; !ok && wanted(name+".html") {
			ls.problems.Add(diag.Diagnostic{Code: "theme-layout-missing", Args: []any{name}})
		}
	}
	funcs := t.funcs(Strings{}, nil)
	ls.escaped = ls.parseAll(funcs, &ls.problems)
	if checked && !ls.problems.HasErrors() {
		t.check(ls)
	}
	if !ls.problems.HasErrors() {
		ls.escape(funcs)
	}
	return ls
}

// parseAll parses all files, the built-in ones first, so that a name defined
// twice is reported where the site's author can mend it.
func (ls *layouts) parseAll(funcs template.FuncMap, diags *diag.List) *template.Template {
	set := template.New("").Funcs(funcs)
	known := parserFuncs(funcs)
	for _, name := range slices.SortedFunc(maps.Keys(ls.files), func(a, b string) int {
		return cmp.Or(cmp.Compare(ls.files[b].rank, ls.files[a].rank), strings.Compare(a, b))
	}) {
		ls.parse(set, name, known, diags)
	}
	return set
}

// parse adds one file to the set and reports what is wrong with it.
func (ls *layouts) parse(set *template.Template, name string, funcs map[string]any, diags *diag.List) {
	f := ls.files[name]
	if !checkUTF8(f, diags) {
		return
	}
	text := f.text()
	trees, err := parse.Parse(name, text, "", "", funcs)
	if err != nil {
		diags.Add(ls.diagnose("theme-template", err))
		return
	}
	for _, defined := range slices.Sorted(maps.Keys(trees)) {
		tree := trees[defined]
		if other := set.Lookup(defined); other != nil && defined != name {
			diags.Add(diag.Diagnostic{Pos: f.at(0, 0), Code: "theme-template-duplicate", Args: []any{defined, other.Tree.ParseName}})
			continue
		}
		if !strings.Contains(text, "<pre") && !strings.Contains(text, "<textarea") {
			compact(tree.Root)
		}
		if _, err := set.AddParseTree(defined, tree); err != nil {
			diags.Add(ls.diagnose("theme-template", err))
		}
	}
}

// escape makes html/template work out the escaping of every template, all in
// one go: doing it for each costs a multiple. When there is something that it
// cannot escape, it is asked for each template again, so that all of it is
// reported.
func (ls *layouts) escape(funcs template.FuncMap) {
	const all = "all of them"
	var text strings.Builder
	text.WriteString("{{if .}}")
	names := slices.Sorted(maps.Keys(ls.files))
	for _, name := range names {
		fmt.Fprintf(&text, "{{template %q}}", name)
	}
	text.WriteString("{{end}}")
	var none diag.List // parsed before
	set := template.Must(ls.escaped.New(all).Parse(text.String()))
	if set.Execute(io.Discard, nil) == nil {
		return
	}
	set = ls.parseAll(funcs, &none)
	for _, name := range names {
		var failed *template.Error
		if errors.As(set.ExecuteTemplate(io.Discard, name, nil), &failed) {
			ls.problems.Add(ls.diagnose("theme-template-context", failed))
		}
	}
}

// parserFuncs names the functions a template may call: ours and html/template's.
func parserFuncs(ours template.FuncMap) map[string]any {
	all := map[string]any{}
	for _, name := range []string{
		"and", "call", "html", "index", "slice", "js", "len", "not", "or", "print", "printf", "println",
		"urlquery", "eq", "ge", "gt", "le", "lt", "ne",
	} {
		all[name] = true
	}
	maps.Copy(all, ours)
	return all
}

// compact drops a template's indentation and empty lines from its output. Line
// breaks stay, so that words do not run together.
func compact(n parse.Node) {
	walk(n, func(n parse.Node) {
		if text, ok := n.(*parse.TextNode); ok {
			text.Text = joinLines(text.Text)
		}
	})
}

// joinLines replaces each run of white space that holds a line break by one
// line break.
func joinLines(text []byte) []byte {
	const space = "\t\n\f\r "
	out := make([]byte, 0, len(text))
	for len(text) > 0 {
		run := len(text) - len(bytes.TrimLeft(text, space))
		if bytes.IndexByte(text[:run], '\n') >= 0 {
			out = append(out, '\n')
		} else {
			out = append(out, text[:run]...)
		}
		text = text[run:]
		end := bytes.IndexAny(text, space)
		if end < 0 {
			end = len(text)
		}
		out = append(out, text[:end]...)
		text = text[end:]
	}
	return out
}

// walk visits a node and everything below it.
func walk(n parse.Node, visit func(parse.Node)) {
	if n == nil {
		return
	}
	visit(n)
	branch := func(b *parse.BranchNode) {
		walk(b.Pipe, visit)
		walk(b.List, visit)
		if b.ElseList != nil {
			walk(b.ElseList, visit)
		}
	}
	switch n := n.(type) {
	case *parse.ListNode:
		for _, c := range n.Nodes {
			walk(c, visit)
		}
	case *parse.ActionNode:
		walk(n.Pipe, visit)
	case *parse.TemplateNode:
		if n.Pipe != nil {
			walk(n.Pipe, visit)
		}
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			walk(c, visit)
		}
	case *parse.CommandNode:
		for _, a := range n.Args {
			walk(a, visit)
		}
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	}
}
