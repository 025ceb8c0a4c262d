package pdf

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// catalog gives what qpdf reads: a JSON of objects.
func catalog(t *testing.T, doc Document) (root map[string]any, object func(any) map[string]any) {
	t.Helper()
	var file struct{ Qpdf []map[string]any }
	if err := json.Unmarshal([]byte(read(t, doc, "qpdf", "--json=2", "FILE")), &file); err != nil || len(file.Qpdf) != 2 {
		t.Fatal("qpdf's JSON is not as it was", err)
	}
	objects := file.Qpdf[1]
	object = func(ref any) map[string]any {
		if o, ok := objects[fmt.Sprint("obj:", ref)].(map[string]any); ok {
			if s, ok := o["stream"].(map[string]any); ok {
				return s["dict"].(map[string]any)
			}
			return o["value"].(map[string]any)
		}
		d, _ := ref.(map[string]any)
		return d
	}
	trailer := objects["trailer"].(map[string]any)["value"].(map[string]any)
	return object(trailer["/Root"]), object
}

func TestDocumentIsTaggedNamedAndOutlined(t *testing.T) {
	const title = "Báo cáo “2020” (Chi bộ) – <&>"
	head := `<title>Báo cáo “2020” (Chi bộ) – &lt;&amp;&gt;</title><meta name="author" content="Chi bộ"><meta name="description" content="Một năm">`
	body := chapters(2) + `<table><tr><th scope="col">Quý</th></tr><tr><td>Một</td></tr></table><ul><li>Mục</li></ul>`
	doc := mustPrint(t, published(t, head, body), Options{})
	if out := read(t, doc, "qpdf", "--check", "FILE"); !strings.Contains(out, "No syntax or stream encoding errors found") {
		t.Error(out)
	}
	info := read(t, doc, "pdfinfo", "FILE")
	for _, want := range []string{"Title:           " + title, "Author:          Chi bộ", "Subject:         Một năm", "Tagged:          yes", "Metadata Stream: yes"} {
		if !strings.Contains(info, want) {
			t.Errorf("no %q in\n%s", want, info)
		}
	}
	structure := read(t, doc, "pdfinfo", "-struct", "FILE")
	for _, want := range []string{"H1", "H2", "Table", "TH", "TD", "L", "LI", "Link", "P"} {
		if !slices.Contains(strings.Fields(strings.ReplaceAll(structure, ":", " ")), want) {
			t.Errorf("no element %s in\n%s", want, structure)
		}
	}
	root, object := catalog(t, doc)
	if root["/Lang"] != "u:vi" || object(root["/MarkInfo"])["/Marked"] != true || object(root["/ViewerPreferences"])["/DisplayDocTitle"] != true {
		t.Errorf("the catalog: %v", root)
	}
	intent := object(root["/OutputIntents"].([]any)[0])
	if intent["/S"] != "/GTS_PDFA1" || object(intent["/DestOutputProfile"])["/N"] != 3.0 {
		t.Errorf("the output intent: %v", intent)
	}
	outline := read(t, doc, "pdftohtml", "-xml", "-stdout", "-i", "FILE")
	for _, want := range []string{`<item page="1">Báo cáo năm</item>`, `<item page="2">Chương thứ 1</item>`} {
		if !strings.Contains(outline, want) {
			t.Errorf("no %s in the outline", want)
		}
	}
	meta := read(t, doc, "pdfinfo", "-meta", "FILE")
	for _, want := range []string{"Báo cáo “2020” (Chi bộ) – &lt;&amp;&gt;", "<rdf:li>vi</rdf:li>", "<rdf:li>Chi bộ</rdf:li>", "Một năm"} {
		if !strings.Contains(meta, want) {
			t.Errorf("no %s in\n%s", want, meta)
		}
	}
}

// Every typeface is the theme's and in the file, with a way back to the text;
// also the one that a margin box alone uses.
func TestTypefacesAreInTheFile(t *testing.T) {
	doc := mustPrint(t, published(t, "<title>x</title>", "<p>"+sentence+"</p>"), Options{})
	lines := strings.Split(strings.TrimSpace(read(t, doc, "pdffonts", "FILE")), "\n")[2:]
	if len(lines) < 2 {
		t.Errorf("fonts: %q", lines)
	}
	for _, line := range lines {
		f := strings.Fields(line)
		if !strings.Contains(line, "BeVietnamPro") && !strings.Contains(line, "SourceSerif4") || !slices.Equal(f[len(f)-5:len(f)-2], []string{"yes", "yes", "yes"}) {
			t.Errorf("a font that is not the theme's, or not embedded: %s", line)
		}
	}
}
