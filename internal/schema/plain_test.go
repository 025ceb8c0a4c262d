package schema

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// readBoth reads a text as front matter with the plain reader and with the
// library, and fails unless they agree. It tells whether the plain reader could.
func readBoth(t interface {
	Helper()
	Fatalf(format string, args ...any)
}, text string) bool {
	t.Helper()
	var d decoding
	if d.unprintable([]byte(text)) {
		return false
	}
	got, ok := readPlain(text)
	if !ok {
		return false
	}
	var want node
	if d.parse([]byte(text), &want); len(d.problems) > 0 {
		t.Fatalf("%q is read, but the library says %v", text, d.problems)
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(node{})); diff != "" {
		t.Fatalf("%q is read otherwise (-library +reader):\n%s", text, diff)
	}
	return true
}

// TestPlainIsWhatOfficesWrite: such front matter needs no library.
func TestPlainIsWhatOfficesWrite(t *testing.T) {
	for _, text := range []string{
		"title: Sinh hoạt chi bộ tháng 7\ndate: 2020-07-03\n",
		"title: \"Họp chi ủy: tháng 12\"\ntags: [\"nêu gương\", văn nghệ, 'tiết kiệm']\nstart: \"07:00\"\nend: 09:30",
		"# ghi chú\ntitle: a\n\nplaces:\n  - Hội trường\n  - \"Phòng họp số 2\"\n\n  # hết\nattendance: {total: 22, present: 20}\n",
		"places:\n- Hội trường\nvotes:\n  - {matter: \"Thông qua\", for: 17, against: 1}\n  - matter: Khác\n    for: -1\nchair:\nconclusion:\n  type: resolution\n  text: Nhất trí.\n",
		"draft: true\nnumber: 7\nsummary:    \nempty: []\nnone: {}\nnull_word: null\n",
		"Tiêu đề: Bức thư Bác viết (1/7/1947)\nNgày: 27/7/2020\nurl: http://example.org/a#b\n",
	} {
		if !readBoth(t, text) {
			t.Errorf("the reader gave up on %q", text)
		}
	}
}

// yamlPieces are put together at random: much of it is front matter, some of it
// wrong, and all of it close to what the reader reads.
var yamlPieces = []string{
	"\n", "\n", "\n", "\n  ", "\n  - ", "\n- ", "\n    ", " ", " ", "  ", "title: ", "tags:", "ngày: ", "a: b", "x", "đồng chí", "20", "-1", "07:30",
	": ", ":", ", ", ",", "[", "]", "{", "}", "\"", "'", "\"x\"", "'y z'", "[a, b]", "{a: 1, b: x}", "{a: }", "[ ]", "#", " # c", "- ", "-", "--- ", "...",
	"null", "Null", "~", "true", "!!str ", "&a ", "*a", "|\n  x", ">", "\\", "\t", "%", "@", "?", "? ", "<<: ", "=", ".5", "(a)", "/b", "é", "\u0301", "\u00a0", "y", "no",
}

// TestPlainReadsAsTheLibrary: whatever the reader does not give up on, it reads as
// the library does, every value with its place.
func TestPlainReadsAsTheLibrary(t *testing.T) {
	read := 0
	rapid.Check(t, func(t *rapid.T) {
		for range 50 {
			text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(yamlPieces), 1, 24).Draw(t, "pieces"), "")
			if readBoth(t, text) {
				read++
			}
			if readBoth(t, "k: "+text) {
				read++
			}
		}
	})
	t.Logf("%d texts were read by both", read)
	if read < 100 {
		t.Errorf("the reader read %d texts only: nothing is proved", read)
	}
}

func FuzzPlain(f *testing.F) {
	for _, text := range yamlPieces {
		f.Add("k: " + text)
	}
	f.Add("a:\n  - b: 1\n    c: [x, \"y\"]\n  - {d: 'e'}\nf:\n- g\n")
	f.Fuzz(func(t *testing.T, text string) { readBoth(t, text) })
}
