package pdf

import (
	"fmt"
	"slices"
	"testing"
)

// TestNamesOfElements: they are the same whatever the browser counted before and in
// whatever order it did; the text of a page is left alone.
func TestNamesOfElements(t *testing.T) {
	// printed is a file whose three elements the browser gave these numbers: a head, a
	// cell below it and another cell, with the names in two leaves.
	printed := func(numbers ...int) *file {
		var ids, names []string
		for i, n := range numbers {
			ids = append(ids, fmt.Sprintf("(node%08d)", n))
			names = append(names, fmt.Sprintf("%s %d 0 R", ids[i], 2+i))
		}
		slices.Sort(names)
		first, second, third := names[0][:14], names[1][:14], names[2][:14]
		texts := []string{
			2: "<</S /TH /ID " + ids[0] + ">>",
			3: "<</S /TD /ID " + ids[1] + "\n/A <</Headers [" + ids[0] + "]>>>>",
			4: "<</S /TD /ID " + ids[2] + ">>",
			5: "<</Length 14>> stream\n(node00000042)\nendstream",
			6: `<</Title (see \(node00000042\))>>`,
			7: "<</Limits [" + first + " " + second + "]\n/Names [" + names[0] + " " + names[1] + "]>>",
			8: "<</Limits [" + third + " " + third + "]\n/Names [" + names[2] + "]>>",
			9: "<</Kids [7 0 R 8 0 R]>>", 10: "<</IDTree 9 0 R>>", 11: "<</StructTreeRoot 10 0 R>>",
		}
		f := &file{objects: map[int][]byte{}, catalog: 11}
		for n, text := range texts[2:] {
			f.objects[2+n], f.order = []byte(text), append(f.order, 2+n)
		}
		return f
	}
	want := printed(1, 2, 3)
	for _, numbers := range [][]int{{12, 206, 207}, {7, 983, 1044}, {900, 20, 3}, {20, 3, 900}} {
		f := printed(numbers...)
		if err := f.renumber(); err != nil {
			t.Fatal(err)
		}
		for n, object := range want.objects {
			if got := string(f.objects[n]); got != string(object) {
				t.Errorf("of %v, object %d: %s, want %s", numbers, n, got, object)
			}
		}
	}
	if untagged := (&file{objects: map[int][]byte{1: []byte("<<>>")}, catalog: 1, order: []int{1}}); untagged.renumber() != nil {
		t.Error("a file without structure is refused")
	}
}
