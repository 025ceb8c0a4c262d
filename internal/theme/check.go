package theme

import (
	"maps"
	"slices"
	"text/template/parse"

	"bulletin/internal/diag"
)

// check finds what a template asks for and does not exist: partials, strings,
// assets. Only constant names can be checked, and templates use no others.
func (t *Theme) check(ls *layouts) {
	used := map[string]bool{}
	for _, tmpl := range ls.escaped.Templates() {
		if tmpl.Tree == nil {
			continue
		}
		c := checker{theme: t, layouts: ls, tree: tmpl.Tree, used: used}
		walk(tmpl.Tree.Root, c.visit)
	}
	t.checkUnusedStrings(used, &ls.problems)
}

type checker struct {
	theme   *Theme
	layouts *layouts
	tree    *parse.Tree
	used    map[string]bool // string keys
}

func (c checker) visit(n parse.Node) {
	switch n := n.(type) {
	case *parse.TemplateNode:
		if c.layouts.escaped.Lookup(n.Name) == nil {
			c.report(n, "theme-partial-unknown", n.Name)
		}
	case *parse.CommandNode:
		if len(n.Args) < 2 {
			return
		}
		fn, isFunc := n.Args[0].(*parse.IdentifierNode)
		arg, isText := n.Args[1].(*parse.StringNode)
		if isFunc && isText {
			c.call(n, fn.Ident, arg.Text)
		}
	}
}

// call checks one call of a function with a constant first argument.
func (c checker) call(n parse.Node, fn, arg string) {
	switch fn {
	case "t":
		c.used[arg] = true
		if !c.theme.Strings(fallbackLang).Has(arg) {
			c.report(n, "theme-string-unknown", arg)
		}
	case "asset":
		if _, ok := c.theme.assets().paths[arg]; !ok {
			c.report(n, "theme-asset-unknown", arg)
		}
	}
}

func (c checker) report(n parse.Node, code diag.Code, args ...any) {
	f := c.layouts.files[c.tree.ParseName]
	line, col := place(f.text(), int(n.Position()))
	c.layouts.problems.Add(diag.Diagnostic{Pos: f.at(line, col), Code: code, Line: f.line(line), Args: args})
}

// checkUnusedStrings warns of a string that a site or its theme adds to the
// built-in ones without using it: mostly a misspelt key.
func (t *Theme) checkUnusedStrings(used map[string]bool, diags *diag.List) {
	for _, lang := range slices.Sorted(maps.Keys(t.words)) {
		s := t.words[lang]()
		for _, key := range s.Keys() {
			if e := s.entries[key]; e.added && e.lang == lang && !used[key] {
				diags.Add(diag.Diagnostic{
					Pos: e.at.at(e.line, 0), Severity: diag.Warning, Code: "theme-string-unused",
					Line: e.at.line(e.line), Args: []any{key},
				})
			}
		}
	}
}
