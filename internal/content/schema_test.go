package content

import (
	"encoding/json"
	"io/fs"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"go.yaml.in/yaml/v4"

	"bulletin/internal/award"
	"bulletin/internal/diag"
	"bulletin/internal/markdown"
	"bulletin/internal/source"
	"bulletin/internal/viet"
)

// validator is the JSON Schema that `bulletin schema` prints for one kind, or
// for all; the compiler checks it against draft 2020-12.
func validator(t *testing.T, schema map[string]any) *jsonschema.Schema {
	t.Helper()
	data, err := json.Marshal(schema)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

// asJSON is a YAML value as editors hand it to the schema: dates are texts.
func asJSON(n *yaml.Node) any {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i < len(n.Content); i += 2 {
			m[n.Content[i].Value] = asJSON(n.Content[i+1])
		}
		return m
	case yaml.SequenceNode:
		all := []any{}
		for _, item := range n.Content {
			all = append(all, asJSON(item))
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

func frontMatter(t *testing.T, f source.File) any {
	t.Helper()
	block, _, _, _, problems := NewParser(markdown.Options{}, "", award.Builtin()).split(f)
	if problems != nil {
		t.Fatal(problems)
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(block, &doc); err != nil {
		t.Fatal(err)
	}
	return asJSON(doc.Content[0])
}

// TestJSONSchemaOfRealContent: every document of the sample site and of what
// `bulletin init` writes is valid under the schema of its kind and of all kinds.
func TestJSONSchemaOfRealContent(t *testing.T) {
	for _, lang := range []diag.Lang{diag.VI, diag.EN} {
		all := validator(t, Schema(lang))
		for _, dir := range []string{"../../content", "../../cmd/bulletin/scaffold/content"} {
			fsys := os.DirFS(dir)
			entries, problems := source.List(fsys, "")
			if problems != nil || len(entries) == 0 {
				t.Fatal(dir, problems)
			}
			for _, e := range entries {
				if !e.IsText() {
					continue
				}
				data, err := fs.ReadFile(fsys, e.Name())
				if err != nil {
					t.Fatal(err)
				}
				doc, problems := read(e.Path, data)
				if doc == nil {
					t.Fatal(problems)
				}
				spec := doc.Kind.Spec()
				f, _ := source.Read(fsys, e, "")
				value := frontMatter(t, f)
				if err := validator(t, spec.Schema().JSON("x", lang)).Validate(value); err != nil {
					t.Errorf("%s/%s: %v", dir, e.Path, err)
				}
				if err := all.Validate(value); err != nil {
					t.Errorf("%s/%s: %v", dir, e.Path, err)
				}
			}
		}
	}
}

// TestJSONSchemaRefuses: what decoding refuses for its form, an editor marks.
func TestJSONSchemaRefuses(t *testing.T) {
	tests := []struct{ path, text string }{
		{"news/a.md", "date: 2020"}, {"news/a.md", "title:\ndate: 2020"}, {"news/a.md", "title: T\nsummry: x"}, {"news/a.md", "title: T\nteller: x"},
		{"news/a.md", "title: T\nvisibility: secret"}, {"news/a.md", "title: T\ntags: a"}, {"news/a.md", "title: T\nimages: [{alt: x}]"},
		{"news/a.md", "title: T\ndate: [2020]"}, {"news/a.md", "title: T\nsources: [{url: x}]"}, {"news/a.md", "title: T\ndraft: maybe"},
		{"meetings/a.md", "title: T"}, {"meetings/a.md", "title: T\nmeeting_kind:"}, {"meetings/a.md", "title: T\nmeeting_kind: x"},
		{"meetings/a.md", "title: T\nmeeting_kind: regular\nattendance: 21"}, {"meetings/a.md", "title: T\nmeeting_kind: regular\nattendance: {total: hai}"},
		{"meetings/a.md", "title: T\nmeeting_kind: regular\nattendance: {excused: hai}"}, {"meetings/a.md", "title: T\nmeeting_kind: regular\nvotes: [{for: 1}]"},
		{"meetings/a.md", "title: T\nmeeting_kind: regular\nstart: [8]"}, {"meetings/a.md", "title: T\nmeeting_kind: regular\nopinions: [{speaker: A}]"},
		{"awards/a.md", "title: T\nrecipient: A"}, {"awards/a.md", "title: T\naward: gk"}, {"awards/a.md", "title: T\naward: gk\nrecipient:"},
		{"awards/a.md", "title: T\naward: \"\"\nrecipient: A"}, {"awards/a.md", "title: T\naward: gk\nrecipient: A\nlaw: 2013"},
		{"classifications/a.md", "title: T\nyear: hai\nsubject: cell"}, {"classifications/a.md", "title: T\nsubject: cell"},
		{"issues/a.md", "title: T\nsections: [{items: [a.md]}]"}, {"issues/a.md", "title: T\nmasthead: {issue_no: một}"},
	}
	for _, tt := range tests {
		raw := []byte("---\n" + tt.text + "\n---\n")
		if doc, problems := read(tt.path, raw); doc != nil || !problems.HasErrors() {
			t.Errorf("%s %q is accepted: %v", tt.path, tt.text, problems)
		}
		schema := validator(t, KindOf(tt.path).Spec().Schema().JSON("x", diag.EN))
		if err := schema.Validate(frontMatter(t, source.File{Path: tt.path, Text: raw})); err == nil {
			t.Errorf("the schema accepts %s %q", tt.path, tt.text)
		}
	}
}

// TestBlankIsAManual: a new document of each kind, as it is written and with any
// of its comments made to count, can be read; its keys are all keys of the kind.
func TestBlankIsAManual(t *testing.T) {
	day := viet.Date{Year: 2026, Month: 2, Day: 3, Precision: viet.ByDay}
	commented := regexp.MustCompile(`^# ( *)([a-z_]+):`)
	for _, spec := range Kinds {
		for _, lang := range []diag.Lang{diag.VI, diag.EN} {
			blank := string(Blank(spec.Kind, "Họp: “tháng 7”", day, lang))
			path := spec.Folder + "/a.md"
			doc := accepted(t, path, blank)
			if doc.Title != "Họp: “tháng 7”" || !doc.Draft || doc.Kind != spec.Kind || spec.Dated && doc.DateOf() != day {
				t.Errorf("%s: %+v", spec.Kind, doc.Meta)
			}
			lines := strings.Split(blank, "\n")
			var keys []string
			for i, line := range lines {
				m := commented.FindStringSubmatch(line)
				if m == nil {
					continue
				}
				keys = append(keys, m[2])
				accepted(t, path, strings.Join(uncommented(lines, i, len(m[1])), "\n"))
			}
			for _, f := range spec.Schema().Fields {
				if f.Key != "kind" && !slices.Contains(keys, f.Key) && !strings.Contains(blank, "\n"+f.Key+":") {
					t.Errorf("%s: the key %s is not shown", spec.Kind, f.Key)
				}
			}
			for _, line := range lines {
				if rest, is := strings.CutPrefix(line, "# "); is && !commented.MatchString(line) {
					t.Errorf("%s: %q is neither key nor value", spec.Kind, rest)
				}
			}
		}
	}
}

// uncommented makes one line count, and the lines of the mappings that hold it.
func uncommented(lines []string, i, indent int) []string {
	out := slices.Clone(lines)
	out[i] = strings.TrimPrefix(out[i], "# ")
	for ; indent > 0; i-- {
		above := strings.TrimPrefix(lines[i], "# ")
		if depth := len(above) - len(strings.TrimLeft(above, " ")); depth < indent {
			out[i], indent = above, depth
		}
	}
	return out
}

// accepted reads a text that must be without errors.
func accepted(t *testing.T, path, text string) *Document {
	t.Helper()
	doc, problems := read(strings.TrimPrefix(path, "/"), []byte(text))
	if doc == nil {
		t.Fatalf("%v\n%s", problems, text)
	}
	return doc
}

// TestHas: a key without a value, or with an empty one, is not there.
func TestHas(t *testing.T) {
	raw := "---\ntitle: T\ndate: 2020\nlesson:\napplication: \"\"\ncommitment: Giữ lời hứa\ntags: []\nsources: [A]\ndraft: false\nteller: A\n---\n"
	doc := accepted(t, "stories/a.md", raw)
	for key, want := range map[string]bool{
		"title": true, "lesson": false, "application": false, "commitment": true, "tags": false, "sources": true, "draft": false, "teller": true,
		"topic": false, "nope": false, "images": false,
	} {
		if doc.Has(key) != want {
			t.Errorf("%s: %v", key, !want)
		}
	}
}
