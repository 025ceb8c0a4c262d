package schema

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// TestWithoutComments: nothing of a comment is left, and no text is taken for one.
func TestWithoutComments(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"none", "title: a\n", "title: a\n"},
		{"lines", "# kín\ntitle: a\n  # kín\ntags: [b]\n#kín\n", "#\ntitle: a\n  #\ntags: [b]\n#\n"},
		{"behind values", "title: a # kín\ntags: [b, c] # kín\nn: 1\t# kín\r\nempty: # kín\n", "title: a\ntags: [b, c]\nn: 1\r\nempty:\n"},
		{"no blank before", "url: http://a/b#c\nn: a#b\n", "url: http://a/b#c\nn: a#b\n"},
		{"in quotes", "a: \"x # y\" # kín\nb: 'it''s # z' # kín\nc: [\"p # q\", 'r # s'] # kín\nd: \"\\\" # e\" # kín\n", "a: \"x # y\"\nb: 'it''s # z'\nc: [\"p # q\", 'r # s']\nd: \"\\\" # e\"\n"},
		{"quotes over lines", "a: \"x\n  # y\n  z\" # kín\n", "a: \"x\n  # y\n  z\"\n"},
		{"quotes within a text", "a: Bác's # kín\nb: 5' x 6\" # kín\n", "a: Bác's\nb: 5' x 6\"\n"},
		{"blocks", "a: | # kín\n  # chữ\n  hai # chữ\n\n  # chữ\nb: >-\n  # chữ\n# kín\nc: 1\n", "a: |\n  # chữ\n  hai # chữ\n\n  # chữ\nb: >-\n  # chữ\n#\nc: 1\n"},
		{"blocks in lists", "l:\n  - a: |\n      # chữ\n    b: 1 # kín\n    # kín\n  - |\n    # chữ\n  - c # kín\n", "l:\n  - a: |\n      # chữ\n    b: 1\n    #\n  - |\n    # chữ\n  - c\n"},
		{"behind a block", "a: |\n    chữ\n  # kín\nb: >2\n    # chữ\n # kín\nc: |\n\n  # chữ\n   # chữ\n # kín\n", "a: |\n    chữ\n  #\nb: >2\n    # chữ\n #\nc: |\n\n  # chữ\n   # chữ\n #\n"},
		{"blanks behind the sign of a block", "a: |  \n  # chữ\nb: >- \t\n  x # chữ\n", "a: |  \n  # chữ\nb: >- \t\n  x # chữ\n"},
		{"the sign of a block at the end of a text", "a: x:>\n  # kín\nb: 1\n", "a: x:>\n  #\nb: 1\n"},
		{"a text of a list over lines", "l:\n  - x\n    'y # kín\n  - z\n", "l:\n  - x\n    'y\n  - z\n"},
		{"as in JSON", "a: {\"b\":\"c # d\"} # kín\n", "a: {\"b\":\"c # d\"}\n"},
		{"behind indented blocks", "a: |\n\n    # chữ\n     # chữ\n  # kín\nb: |2-\n    # chữ\n  # chữ\n # kín\nl:\n  - >+1\n    # chữ\n   # chữ\n  # kín\n", "a: |\n\n    # chữ\n     # chữ\n  #\nb: |2-\n    # chữ\n  # chữ\n #\nl:\n  - >+1\n    # chữ\n   # chữ\n  #\n"},
		{"lists over lines", "l: [ # kín\n  a, # kín\n  # kín\n  'b # c',\n]\n", "l: [\n  a,\n  #\n  'b # c',\n]\n"},
	} {
		if got := WithoutComments(tt.in); got != tt.want {
			t.Errorf("%s:\n%q, want\n%q", tt.name, got, tt.want)
		}
	}
}

// TestWithoutCommentsReadsTheSame: a text says what it says without its comments, at the
// same places.
func TestWithoutCommentsReadsTheSame(t *testing.T) {
	pieces := append([]string{"\nb: 'it''s # x'", "\nc: \"# y\" # z", "\nd: |\n  # t\n  u # v\n", "\ne: [\"a # b\", # c\n  d]", "\nf: Bác's # x", "\n# y"}, yamlPieces...)
	rapid.Check(t, func(t *rapid.T) {
		text := "a: b" + strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 12).Draw(t, "pieces"), "")
		was, ok := readWhole(text)
		if !ok || strings.Contains(text, "?") { // the library takes what follows for the place of an empty key's value
			return
		}
		without := WithoutComments(text)
		is, ok := readWhole(without)
		if diff := cmp.Diff(was, is, cmp.AllowUnexported(node{})); !ok || diff != "" {
			t.Fatalf("%q is read otherwise as %q:\n%s", text, without, diff)
		}
	})
}

// readWhole reads a text with the library; false when it is wrong.
func readWhole(text string) (node, bool) {
	var d decoding
	if d.unprintable([]byte(text)) {
		return node{}, false
	}
	var root node
	d.parse([]byte(text), &root)
	forgetOdd(&root)
	return root, len(d.problems) == 0
}

// forgetOdd lets go of the library's own nodes, which hold comments.
func forgetOdd(n *node) {
	n.odd = nil
	for i := range n.content {
		forgetOdd(&n.content[i])
	}
}

func TestComment(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "#\n": 0, "a: 1\n# # #\nb: 'x # y'\nc: |\n  # z\n": 0, "a: [": 0,
		"a: 1\nb: 2 # kín\n": 2, "? k # kín\n: v\n": 1, "? k\n: v # kín\n": 2, "a: 1\n? [x, # kín\n  y]\n: z\n": 2, "a: 1\n# kín": 1,
		"a: 1\n---\nb: 2 # kín\n": 3,
	} {
		if got := Comment([]byte(text)); got != want {
			t.Errorf("%q: %d, want %d", text, got, want)
		}
	}
}

// TestNoCommentIsOverlooked: what a comment said is not there any more, or is told.
func TestNoCommentIsOverlooked(t *testing.T) {
	pieces := []string{
		"\nb: 1 # kín", "\n? k # kín\n: v", "\n? k\n: v # kín", "\n? [x, # kín\n  y] # kín\n: - 1 # kín\n  - 2", "\n? |- # kín\n  k # chữ\n: >\n  v # chữ\n# kín",
		"\nc: {d: 1, # kín\n  ? e # kín\n  : 2 } # kín", "\nf: 'x # chữ' # kín", "\ng:\n  ? h # kín\n  : i # kín", "\n- # kín\n", "\nl:\n- ? m # kín\n  : n\n- o # kín", "\n# kín", "\n",
	}
	rapid.Check(t, func(t *rapid.T) {
		text := "a: b" + strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 8).Draw(t, "pieces"), "")
		without := WithoutComments(text)
		if _, ok := readWhole(without); ok && strings.Contains(without, "kín") && Comment([]byte(without)) == 0 {
			t.Fatalf("%q holds a comment of %q", without, text)
		}
	})
}
