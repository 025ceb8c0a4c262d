package program_test

import (
	"bytes"
	"errors"
	"fmt"
	"html/template"
	"strings"
	"testing"

	"bulletin/internal/theme/program"
)

type inner struct {
	Name  string
	Count int
}

func (inner) Method() string { return "m" }

type data struct {
	inner2
	Text, Empty, URL, Path string
	HTML                   template.HTML
	Link                   template.URL
	N                      int
	Float                  float64
	Yes                    bool
	List                   []inner
	Words                  []string
	None                   []inner
	Pointer, Nil           *inner
	Any, Nothing           any
	Map                    map[string]string
	Number                 *int
	JSON                   *linked
	hidden                 string
}

type inner2 struct{ Promoted string }

type linked struct {
	Name string `json:"@name"`
}

func example() *data {
	n := 7
	return &data{
		inner2: inner2{"promoted"}, Text: `a<b>&"c"'+`, URL: "javascript:alert(1)", Path: "a b/đ.html?x=1&y#z", HTML: "<b>b</b>", Link: "x y&z",
		N: 1234, Float: 1.5, Yes: true, List: []inner{{"one", 1}, {"two", 2}}, Words: []string{"v", "<w>"}, Pointer: &inner{"p", 3},
		Any: &inner{"held", 4}, Map: map[string]string{"k": "v"}, Number: &n, JSON: &linked{"</script>"}, hidden: "h",
	}
}

func funcs() program.Funcs {
	return program.Funcs{
		Values: template.FuncMap{
			"word":  func(key string, args ...any) string { return key + fmt.Sprint(args...) },
			"twice": func(n int) string { return fmt.Sprint(2 * n) },
			"must": func(s string) (string, error) {
				if s == "" {
					return "", errors.New("nothing")
				}
				return s, nil
			},
			"join":  func(a, b string) template.URL { return template.URL(a + b) },
			"with_": func(s string, v any) any { return struct{ S, V any }{s, v} },
			"is":    func(v any) (bool, error) { return v != nil, nil },
			"rune":  func(r rune) string { return string(r) }, // a signature that is not known
			"list":  func(words []string) template.HTML { return template.HTML(strings.Join(words, "<br>")) },
		},
		Writers: map[string]program.Writer{
			"list": func(dst []byte, args program.Args) ([]byte, error) {
				words, ok := args.Any(0).([]string)
				if !ok {
					return dst, program.ErrDeclined
				}
				return append(dst, strings.Join(words, "<br>")...), nil
			},
		},
	}
}

// both renders a template by html/template and by a program made of it.
func both(t *testing.T, text string, v any) (slow, fast string, failed, declined error) {
	t.Helper()
	set, err := template.New("page").Funcs(funcs().Values).Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	failed = set.ExecuteTemplate(&b, "page", v)
	out, declined := program.Compile(set, funcs()).Run([]byte("before "), "page", v)
	if !bytes.HasPrefix(out, []byte("before ")) || declined != nil && len(out) != len("before ") {
		t.Errorf("Run does not append: %q", out)
	}
	return b.String(), strings.TrimPrefix(string(out), "before "), failed, declined
}

// TestRun: what a program knows, it writes as html/template does.
func TestRun(t *testing.T) {
	for _, text := range []string{
		`text {{/* comment */}} only`,
		`{{.Text}} {{.HTML}} {{.Link}} {{.N}} {{.Promoted}}`,
		`<p title="{{.Text}}" id='{{.N}}'>`, `<title>{{.Text}}</title>`, `<textarea>{{.Text}}</textarea>`,
		`<a href="{{.Path}}">{{.Path}}</a> <a href="{{.Link}}">`, `<a href="#{{.Path}}">`, `<a href="#{{.Link}}">`,
		`<meta http-equiv="refresh" content="0; url={{.Path}}">`,
		`<script type="application/ld+json">{{.JSON}}</script>`,
		`{{if .Empty}}a{{else if .Yes}}b{{else}}c{{end}} {{if .None}}a{{end}} {{if .Nil}}a{{end}} {{if .Nothing}}a{{end}} {{if .N}}a{{end}}`,
		`{{with .Pointer}}{{.Name}} {{$.N}}{{end}} {{with .Nil}}a{{else}}b{{end}} {{with $x := .Any}}{{$x.Name}}{{.Count}}{{end}}`,
		`{{range .List}}{{.Name}};{{end}} {{range $i, $e := .Words}}{{$i}}{{$e}}{{.}}{{end}} {{range $e := .Words}}{{$e}}{{end}} {{range .None}}a{{else}}b{{end}}`,
		`{{$x := .Text}}{{if .Yes}}{{$y := $x}}{{$y}}{{end}}{{$x}} {{$z := "z"}}{{range .List}}{{$z}}{{$z := .Name}}{{$z}}{{end}}`,
		`{{define "sub"}}{{.Name}}{{$}}{{end}}{{define "leaf"}}<{{.}}>{{end}}{{range .Words}}{{template "leaf" .}}{{end}}{{template "empty"}}{{define "empty"}}e{{end}}`,
		`{{define "tree"}}{{.N}}{{with .Nil}}{{template "tree" .}}{{end}}{{end}}{{template "tree" .}}`,
		`{{or .Empty .Text "x"}} {{or .Empty ""}} {{and .Text .N}} {{and .Text .Empty .N}} {{not .Yes}} {{or .Nothing .Pointer.Name}}`,
		`{{eq .N 1234}} {{eq .Text "x"}} {{ne .N 1}} {{if eq .Empty ""}}a{{end}}`,
		`{{word "k"}} {{word "k" .N .Text .Number}} {{.Text | word "k" .N}} {{word .Text}} {{(word "a" 1) | word}}`,
		`{{twice .N}} {{twice .Number}} {{twice 4}} {{must .Text}} {{must "x"}} {{printf "%.2f %s" .Float .Text}}`,
		`<a href="{{join .Text .Path}}"> <a href="{{join "a/" (must "b")}}"> {{$to := join "x " .Path}}<a href="{{$to}}">`,
		`{{with with_ "s" .Pointer}}{{.S}}{{.V.Name}}{{end}} {{with with_ "s" .Words}}{{range .V}}{{.}}{{end}}{{end}}`,
		`{{if is .Any}}a{{end}} {{if is .Nothing}}a{{end}}`,
		`{{list .Words}}`, `{{true}} {{if true}}a{{end}} {{"<a>"}} {{12}}`,
	} {
		slow, fast, failed, declined := both(t, text, example())
		if failed != nil || declined != nil {
			t.Errorf("%s\nhtml/template: %v\nprogram: %v", text, failed, declined)
		}
		if slow != fast {
			t.Errorf("%s\ngot  %s\nwant %s", text, fast, slow)
		}
	}
}

// TestDeclined: everything else is left to html/template, whether it can do it
// or fails.
func TestDeclined(t *testing.T) {
	for _, text := range []string{
		`{{len .Words}}`, `{{index .Words 0}}`, `{{.Map.k}}`, `{{.Pointer.Method}}`, `{{.Nil.Name}}`, `{{.Nothing.Name}}`, `{{.Missing}}`,
		`{{.Float}}`, `{{.Words}}`, `{{.Nothing}}`, `{{.Number}}`, `{{range .Map}}a{{end}}`, `{{range .N}}a{{end}}`, `{{range .Words}}{{break}}{{end}}`,
		`<a href="{{.URL}}">`, `<p title="{{.HTML}}">`, `<p id={{.Text}}>`, `<p style="color:{{.Text}}">`, `<script>x = {{.Text}}</script>`,
		`<script type="application/ld+json">{{.Pointer}}</script>`, `{{$x := .N}}{{$x = 2}}{{$x}}`, `{{must .Empty}}`, `{{twice .Text}}`, `{{word .HTML}}`,
		`{{rune 65}}`, `{{list .Words | word}}`, `{{if .Float}}a{{end}}`, `{{eq .N .Text}}`, `{{(index .List 0).Name}}`, `{{template "x" .}}{{define "x"}}{{len .Text}}{{end}}`,
		`{{define "loop"}}{{template "loop" .}}{{end}}{{if .Empty}}{{template "loop" .}}{{end}}{{len .Text}}`, `{{twice}}`, `{{printf .N}}`, `{{not}}`, `{{1.5}}`,
	} {
		if _, fast, _, declined := both(t, text, example()); declined == nil {
			t.Errorf("%s is not declined but gives %s", text, fast)
		}
	}
}

func TestUnknownTemplate(t *testing.T) {
	p := program.Compile(template.Must(template.New("page").Parse("x")), program.Funcs{})
	if _, err := p.Run(nil, "other", nil); err == nil || p.Knows("other") || !p.Knows("page") {
		t.Error("a template that does not exist is known")
	}
}

// TestRecursion: a template without end is left to html/template, which reports
// it.
func TestRecursion(t *testing.T) {
	set := template.Must(template.New("page").Parse(`{{define "loop"}}{{if .Yes}}{{template "loop" .}}{{end}}{{end}}{{if .Empty}}{{template "loop" .}}{{end}}`))
	if err := set.Execute(&bytes.Buffer{}, example()); err != nil {
		t.Fatal(err)
	}
	if _, err := program.Compile(set, program.Funcs{}).Run(nil, "loop", example()); !errors.Is(err, program.ErrDeclined) {
		t.Errorf("got %v", err)
	}
}
