package theme

import (
	"cmp"
	"html/template"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"text/template/parse"

	"bulletin/internal/diag"
	"bulletin/internal/theme/program"
)

// layouts are the parsed templates of a theme.
type layouts struct {
	files    map[string]file    // by template name: "home.html", "partials/card.html"
	pristine *template.Template // parsed, never executed, so that it can be cloned

	mu   sync.Mutex
	sets map[string]*langSet // by language
}

// langSet are the templates with the functions of one language.
type langSet struct {
	lang    string
	set     *template.Template
	program *program.Program  // runs what it can of set
	unsafe  []*template.Error // what could not be escaped; none in a loaded theme
	cards   *cardCache
}

// loadLayouts reads, parses and checks the templates.
func (t *Theme) loadLayouts(layers []Layer, diags *diag.List) {
	found := merge(layers, "layouts", func(name string) bool { return path.Ext(name) == ".html" }, diags)
	t.layouts.files = map[string]file{}
	for name, f := range found {
		t.layouts.files[strings.TrimPrefix(name, "layouts/")] = f
	}
	t.layouts.sets = map[string]*langSet{}
	t.layouts.pristine = template.New("").Funcs(t.funcs(t.Strings(fallbackLang), nil))
	for _, name := range t.parseOrder() {
		t.parse(name, diags)
	}
	for _, name := range Layouts() {
		if _, ok := t.layouts.files[name+".html"]; !ok {
			diags.Add(diag.Diagnostic{Code: "theme-layout-missing", Args: []any{name}})
		}
	}
	if !diags.HasErrors() {
		t.check(diags)
	}
	if !diags.HasErrors() {
		t.checkEscaping(diags)
	}
}

// parseOrder has the built-in files first, so that a name defined twice is
// reported where the site's author can mend it.
func (t *Theme) parseOrder() []string {
	files := t.layouts.files
	return slices.SortedFunc(maps.Keys(files), func(a, b string) int {
		return cmp.Or(cmp.Compare(files[b].rank, files[a].rank), strings.Compare(a, b))
	})
}

// parse adds one file to the set and reports what is wrong with it.
func (t *Theme) parse(name string, diags *diag.List) {
	f := t.layouts.files[name]
	if !checkUTF8(f, diags) {
		return
	}
	trees, err := parse.Parse(name, f.text(), "", "", parserFuncs(t.funcs(Strings{}, nil)))
	if err != nil {
		diags.Add(t.diagnose("theme-template", err))
		return
	}
	for _, defined := range slices.Sorted(maps.Keys(trees)) {
		tree := trees[defined]
		if t.layouts.pristine.Lookup(defined) != nil && defined != name {
			other := t.layouts.pristine.Lookup(defined).Tree.ParseName
			diags.Add(diag.Diagnostic{Pos: f.at(0, 0), Code: "theme-template-duplicate", Args: []any{defined, other}})
			continue
		}
		if !strings.Contains(f.text(), "<pre") && !strings.Contains(f.text(), "<textarea") {
			compact(tree.Root)
		}
		if _, err := t.layouts.pristine.AddParseTree(defined, tree); err != nil {
			diags.Add(t.diagnose("theme-template", err))
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

// lineBreaks are the indentation and empty lines between two pieces of markup.
var lineBreaks = regexp.MustCompile(`\s*\n\s*`)

// compact drops a template's indentation from its output. Line breaks stay, so
// that words do not run together.
func compact(n parse.Node) {
	walk(n, func(n parse.Node) {
		if text, ok := n.(*parse.TextNode); ok {
			text.Text = lineBreaks.ReplaceAll(text.Text, []byte("\n"))
		}
	})
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
