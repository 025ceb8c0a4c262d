package schema

import (
	"encoding/json"
	"strconv"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"bulletin/internal/diag"
)

// compile makes a validator of a schema; the compiler checks the schema itself
// against the draft it names.
func compile(t *testing.T, schema map[string]any) *jsonschema.Schema {
	t.Helper()
	data, err := json.Marshal(schema)
	if err != nil {
		t.Fatal(err)
	}
	var plain any
	if err := json.Unmarshal(data, &plain); err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", plain); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// instance is a YAML text as an editor's validator sees it: YAML 1.2's core
// schema, in which a date is a text.
func instance(t *testing.T, text string) any {
	t.Helper()
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	if len(doc.Content) == 0 {
		return map[string]any{}
	}
	return plain(doc.Content[0])
}

func plain(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = plain(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		all := []any{}
		for _, item := range n.Content {
			all = append(all, plain(item))
		}
		return all
	}
	switch n.Tag {
	case "!!null":
		return nil
	case "!!bool":
		return n.Value == "true"
	case "!!int", "!!float":
		if f, err := strconv.ParseFloat(n.Value, 64); err == nil {
			return f
		}
	}
	return n.Value
}

// TestJSONSchemaAgrees: what decoding accepts the schema accepts, and what it
// refuses for its form the schema refuses, in both languages.
func TestJSONSchemaAgrees(t *testing.T) {
	accepted := []string{
		"title: T", "title: 2020", "title: true", "Tiêu đề: T", "tiêu đề: T", "Title: T",
		"title: T\ncount: 2\nscore: 0\ndraft: true\nagreed: false", "title: T\ndraft: Có\nagreed: không", "title: T\ndraft: yes",
		"title: T\ngrade: not_good", "title: T\nXếp loại: chưa tốt", "title: T\nhạng: Tốt", "title: T\nMức: good",
		"title: T\nlaw: 2003", "title: T\nlaw: '2003'", "title: T\nlaw: luật 2003",
		"title: T\ntags: [a, 1]\nnumbers: [1]", "title: T\ntags: []", "title: T\nstart_at: 8", "title: T\nstart_at: 08:00",
		"title: T\nbook: S", "title: T\nbook: {name: S, year: 1990}", "title: T\nsách: {tên sách: S}",
		"title: T\nminutes: {number: 7/BB, approved: true}", "title: T\nabsent: 3", "title: T\nabsent: [An]",
		"title: T\nvotes: [{matter: A, for: 2}, {nội dung: B}]", "title: T\nnote: N",
		"title: T\ncount:\ndraft:\ngrade:\nlaw:\ntags:\nstart_at:\nbook:\nminutes:\nabsent:\nvotes:\nnote:",
	}
	refused := []string{
		"count: 1", "title:", `title: ""`, `title: "  "`, "title: [T]", "title: {a: b}", "title: T\nqqqqqqq: 1", "title: T\ncount: hai", "title: T\ncount: 2.5",
		`title: T` + "\n" + `count: "2"`, "title: T\ndraft: maybe", "title: T\ndraft: 1", "title: T\ngrade: x", "title: T\nlaw: 2004",
		"title: T\ntags: a", "title: T\ntags: {a: b}", "title: T\ntags: [[a]]", "title: T\nnumbers: [a]", "title: T\ntags: [a, ~]", "title: T\nstart_at: [8]",
		"title: T\nbook: [a]", "title: T\nbook: {year: 1990}", "title: T\nminutes: 7", "title: T\nminutes: {approved: true}",
		"title: T\nminutes: {number: 1, x: 2}", "title: T\nabsent: {a: 1}", "title: T\nvotes: [{for: 1}]", "title: T\nvotes: [{matter: A, for: b}]",
		"title: T\nvotes: [A]", "- title", "text",
	}
	for _, lang := range []diag.Lang{diag.VI, diag.EN} {
		schema := compile(t, Of(report{}, more{}).JSON("Report", lang))
		for _, text := range accepted {
			if _, _, _, problems := decode(text); problems != nil {
				t.Errorf("decoding refuses %q: %v", text, problems)
			}
			if err := schema.Validate(instance(t, text)); err != nil {
				t.Errorf("the schema refuses %q: %v", text, err)
			}
		}
		for _, text := range refused {
			if _, _, _, problems := decode(text); problems == nil {
				t.Errorf("decoding accepts %q", text)
			}
			if err := schema.Validate(instance(t, text)); err == nil {
				t.Errorf("the schema accepts %q", text)
			}
		}
	}
}

// TestJSONSchemaSpeaks: titles and descriptions come in the language asked for.
func TestJSONSchemaSpeaks(t *testing.T) {
	for lang, want := range map[diag.Lang][2]string{diag.VI: {"Tiêu đề", "Tên"}, diag.EN: {"Title", "The name"}} {
		j := Of(report{}).JSON("Báo cáo", lang)
		title := j["properties"].(map[string]any)["title"].(map[string]any)
		if j["$schema"] != Dialect || j["title"] != "Báo cáo" || title["title"] != want[0] || title["description"] != want[1] {
			t.Errorf("%s: %v", lang, title)
		}
	}
}
