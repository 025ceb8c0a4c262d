package pdf

import "testing"

// TestNamesOfElements: they are the same whatever the browser counted before, in their
// order; the text of a page is left alone.
func TestNamesOfElements(t *testing.T) {
	printed := func(head, cell string) *file {
		return &file{objects: map[int][]byte{
			1: []byte("<</Names [(" + head + ") 2 0 R (" + cell + ") 3 0 R]>>"),
			2: []byte("<</S /TH /ID (" + head + ")>>"),
			3: []byte("<</S /TD /ID (" + cell + ")\n/A <</Headers [(" + head + ")]>>>>"),
			4: []byte("<</Length 14>> stream\n(node00000042)\nendstream"),
			5: []byte(`<</Title (see \(node00000042\))>>`),
		}}
	}
	want := map[int]string{
		1: "<</Names [(node00000001) 2 0 R (node00000002) 3 0 R]>>", 2: "<</S /TH /ID (node00000001)>>",
		3: "<</S /TD /ID (node00000002)\n/A <</Headers [(node00000001)]>>>>",
		4: "<</Length 14>> stream\n(node00000042)\nendstream", 5: `<</Title (see \(node00000042\))>>`,
	}
	for _, f := range []*file{printed("node00000012", "node00000206"), printed("node00000007", "node00000983")} {
		f.renumber()
		for n, text := range want {
			if got := string(f.objects[n]); got != text {
				t.Errorf("object %d: %s, want %s", n, got, text)
			}
		}
	}
}
