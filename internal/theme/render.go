package theme

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"bulletin/internal/diag"
	"bulletin/internal/pattern"
	"bulletin/internal/theme/program"
)

// pageView is a layout's dot: the View and its chrome.
type pageView struct {
	*View
	Chrome chromeHTML
}

// RenderError is a template that failed on a View, with the place in the
// template.
type RenderError struct {
	Page       string
	Diagnostic diag.Diagnostic
	err        error
}

func (e *RenderError) Error() string {
	return fmt.Sprintf("rendering %s: %v", e.Page, e.Diagnostic)
}

// Diagnostics is the failure as a problem with its place in the template.
func (e *RenderError) Diagnostics() diag.List { return diag.List{e.Diagnostic} }

// Unwrap returns the template package's own error.
func (e *RenderError) Unwrap() error { return e.err }

// Render appends the page that a layout makes of a View. Nothing is appended when it
// fails. Its error is a [*RenderError].
func (t *Theme) Render(to *bytes.Buffer, layout string, v View) error {
	name := layout + ".html"
	if _, ok := t.layoutsOf(name).files[name]; !ok {
		return &RenderError{Page: v.Page.Path, Diagnostic: diag.Diagnostic{
			Code: "theme-layout-unknown", Args: []any{layout, strings.Join(t.names(), ", ")},
		}}
	}
	common, err := t.set("", v.Site.Lang)
	if err != nil {
		return t.renderError(v, err)
	}
	chrome, err := t.chrome(common, &v)
	if err != nil {
		return t.renderError(v, err)
	}
	ls, err := t.set(name, v.Site.Lang)
	if err != nil {
		return t.renderError(v, err)
	}
	page, err := ls.run(to.AvailableBuffer(), name, &pageView{View: &v, Chrome: chrome})
	if err != nil {
		return t.renderError(v, err)
	}
	if t.minify {
		if page, err = minifyHTML(page); err != nil {
			return t.renderError(v, err)
		}
	}
	to.Write(page) // which is in its place already, if it fitted there
	return nil
}

// run appends what a template makes of data, a pointer, to dst.
func (ls *langSet) run(dst []byte, name string, data any) ([]byte, error) {
	if out, err := ls.program.Run(dst, name, data); err == nil {
		return out, nil
	}
	set, err := ls.html()
	if err != nil {
		return dst, err
	}
	b := bytes.NewBuffer(dst)
	err = set.ExecuteTemplate(b, name, data)
	return b.Bytes(), err
}

// names lists the layouts there are.
func (t *Theme) names() []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(t.layouts().files)) {
		if !strings.Contains(name, "/") {
			names = append(names, strings.TrimSuffix(name, ".html"))
		}
	}
	return names
}

// set returns the templates of a language of which one is, "" for those that every site
// needs, made at their first use.
func (t *Theme) set(name, lang string) (*langSet, error) {
	all := t.layoutsOf(name)
	if err := all.problems.Err(); err != nil {
		return nil, err
	}
	s := t.Strings(lang)
	all.mu.Lock()
	defer all.mu.Unlock()
	if ls, ok := all.sets[s.lang]; ok {
		return ls, nil
	}
	ls := &langSet{lang: s.lang}
	funcs := t.funcs(s, ls)
	if all.escaped == nil { // a site in two languages: rare enough not to keep the trees for it
		var none diag.List
		all.escaped = all.parseAll(funcs, &none)
		all.escape(funcs)
	}
	ls.program = program.Compile(all.escaped, program.Funcs{Values: funcs, Writers: ls.writers()})
	all.escaped = nil
	ls.html = sync.OnceValues(func() (*template.Template, error) {
		var diags diag.List
		return all.parseAll(funcs, &diags), diags.Err()
	})
	all.sets[s.lang] = ls
	return ls, nil
}

func (t *Theme) renderError(v View, err error) error {
	d := t.layouts().diagnose("theme-render", err)
	d.Args = []any{v.Page.Path, d.Args[0]}
	return &RenderError{Page: v.Page.Path, Diagnostic: d, err: err}
}

// templateError is how text/template and html/template begin their messages.
var templateError = pattern.Of(`(?:html/)?template: ?([^:\s]+\.html):(\d+)(?::(\d+))?: (.*)`)

// diagnose turns an error of the template packages into a diagnostic at the
// innermost place that it names.
func (ls *layouts) diagnose(code diag.Code, err error) diag.Diagnostic {
	d := diag.Diagnostic{Code: code, Args: []any{err.Error()}}
	var escape *template.Error
	if errors.As(err, &escape) && escape.Name != "" && escape.Line > 0 {
		f := ls.files[escape.Name]
		d.Pos, d.Line, d.Args = f.at(escape.Line, 0), f.line(escape.Line), []any{escape.Description}
		return d
	}
	for rest := err.Error(); ; {
		m := templateError().FindStringSubmatch(rest)
		if m == nil {
			return d
		}
		f, known := ls.files[m[1]]
		if !known {
			return d
		}
		line, _ := strconv.Atoi(m[2])
		d.Pos, d.Line, d.Args = f.at(line, 0), f.line(line), []any{m[4]}
		rest = m[4]
	}
}

// place turns a byte offset into line and column, both 1-based, the column in
// characters.
func place(text string, offset int) (line, col int) {
	before := text[:min(offset, len(text))]
	start := strings.LastIndexByte(before, '\n') + 1
	return 1 + strings.Count(before, "\n"), 1 + len([]rune(before[start:]))
}
