package theme

import (
	"html/template"
	"io"
	"maps"
	"slices"
	"text/template/parse"
)

// prime makes html/template work out the escaping of every template, which it
// otherwise does at the first page, and returns what it cannot escape. The
// executions themselves fail early, for want of a View; that says nothing.
func (t *Theme) prime(set *template.Template) []*template.Error {
	var errs []*template.Error
	for _, name := range slices.Sorted(maps.Keys(t.layouts.files)) {
		err := set.ExecuteTemplate(io.Discard, name, nil)
		if e, ok := err.(*template.Error); ok {
			errs = append(errs, e)
		}
	}
	return errs
}

// fold replaces each {{t "key"}} by its text. It works on primed templates, where
// the escaper at the pipeline's end tells that the place is plain text or a
// quoted attribute, so that escaping for HTML is the right one. A page asks for
// some forty constant strings; each call costs more than the rest of its line.
func fold(set *template.Template, s Strings) {
	for _, tmpl := range set.Templates() {
		if tmpl.Tree == nil {
			continue
		}
		walk(tmpl.Tree.Root, func(n parse.Node) {
			list, ok := n.(*parse.ListNode)
			if !ok || list == nil {
				return
			}
			for i, child := range list.Nodes {
				if key, ok := constantString(child); ok {
					text := template.HTMLEscapeString(s.T(key))
					list.Nodes[i] = &parse.TextNode{NodeType: parse.NodeText, Pos: child.Position(), Text: []byte(text)}
				}
			}
		})
	}
}

// constantString recognises {{t "key" | escaper}}.
func constantString(n parse.Node) (key string, ok bool) {
	action, isAction := n.(*parse.ActionNode)
	if !isAction || len(action.Pipe.Decl) > 0 || len(action.Pipe.Cmds) != 2 {
		return "", false
	}
	call, escape := action.Pipe.Cmds[0].Args, action.Pipe.Cmds[1].Args
	if len(call) != 2 || len(escape) != 1 {
		return "", false
	}
	fn, isFunc := call[0].(*parse.IdentifierNode)
	text, isText := call[1].(*parse.StringNode)
	escaper, isEscaper := escape[0].(*parse.IdentifierNode)
	if !isFunc || !isText || !isEscaper || fn.Ident != "t" {
		return "", false
	}
	html := escaper.Ident == "_html_template_htmlescaper" || escaper.Ident == "_html_template_attrescaper"
	return text.Text, html
}
