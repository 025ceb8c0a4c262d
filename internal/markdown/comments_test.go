package markdown

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestWithoutComments: nothing of a comment is left, wherever it stands, and code is not
// touched.
func TestWithoutComments(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"none", "Một <b>hai</b>.\n", "Một <b>hai</b>.\n"},
		{"in a line", "Một <!-- BÍ MẬT --> hai.\n", "Một <!--........--> hai.\n"},
		{"by itself", "Một.\n\n<!-- BÍ\nMẬT\n\n-->\n\nHai.\n", "Một.\n\n<!--...\n...\n\n-->\n\nHai.\n"},
		{"CRLF", "<!-- BÍ\r\nMẬT -->\r\n", "<!--...\r\n....-->\r\n"},
		{"in a quote", "> <!-- BÍ\n> MẬT -->\n> Hai.\n", "> <!--...\n> ....-->\n> Hai.\n"},
		{"in a list", "- a\n  <!-- BÍ -->\n- b <!-- MẬT -->\n", "- a\n  <!--....-->\n- b <!--.....-->\n"},
		{"in HTML", "<div>\n<!-- BÍ --> a <!-- MẬT -->\n</div>\n", "<div>\n<!--....--> a <!--.....-->\n</div>\n"},
		{"without an end", "<!-- BÍ\n\nMẬT\n", "<!--...\n\n...\n"},
		{"in code", "`<!-- mã -->`\n\n```\n<!-- mã -->\n```\n\n    <!-- mã -->\n", "`<!-- mã -->`\n\n```\n<!-- mã -->\n```\n\n    <!-- mã -->\n"},
		{"in a heading", "# Tên <!-- BÍ -->\n", "# Tên <!--....-->\n"},
		{"in a table", "| a | b |\n|---|---|\n| 1 <!-- BÍ --> | 2 |\n", "| a | b |\n|---|---|\n| 1 <!--....--> | 2 |\n"},
		{"behind a table's row", "| a | b |\n|---|---|\n| 1 | 2 | <!-- BÍ | MẬT -->\n| 1 | 2 <!-- BÍ --> |\n", "| a | b |\n|---|---|\n| 1 | 2 | <!--..........-->\n| 1 | 2 <!--....--> |\n"},
		{"in a note given twice", "a[^1]\n\n[^1]: b\n\n[^1]: c <!-- BÍ\n    MẬT --> d\n\n    - e <!-- BÍ -->\n", "a[^1]\n\n[^1]: b\n\n[^1]: c <!--...\n    ....--> d\n\n    - e <!--....-->\n"},
		{"as browsers see it", "<? BÍ ?>\n\na <!X BÍ> <![CDATA[BÍ]]>\n", "<?....?>\n\na <!X...> <![CDATA[..]]>\n"},
		{"a definition", "[//]: # (BÍ MẬT)\n\n[MẬT]: <>\n\n[b]: c.md \"d\"\n\n[e]: # 'f'\n[e]\n", "[//]: # (.. ...)\n\n[...]: <>\n\n[b]: c.md \"d\"\n\n[e]: # 'f'\n[e]\n"},
		{"in a note", "Một[^1].\n\n[^1]: Hai <!-- BÍ -->\n", "Một[^1].\n\n[^1]: Hai <!--....-->\n"},
	} {
		if got := string(WithoutComments([]byte(tt.in))); got != tt.want {
			t.Errorf("%s:\n%q, want\n%q", tt.name, got, tt.want)
		}
	}
}

// TestWithoutCommentsRendersTheSame: the page of a text is that of the text without
// comments.
func TestWithoutCommentsRendersTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pieces := rapid.SliceOf(rapid.SampledFrom([]string{
			"<!--", "-->", "<!-- kín -->", "\n", "\n\n", "> ", "- ", "    ", "`", "```\n", "chữ ", "<div>", "</div>", "<b>", "</b>", "| a | b |\n|---|---|\n", "# ", "[x](y.md)", "[^1]", "[^1]: ", "\r\n", "*", "!--", ">", "<?", "?>", "<!X ", "<![CDATA[", "]]>", "[x]: <> 'y'\n", "\n[//]: # (z)\n", "[x]", "| c ", "\\",
		})).Draw(t, "text")
		text := strings.Join(pieces, "")
		r := New(Options{})
		was, is := r.Render([]byte(text)), r.Render(WithoutComments([]byte(text)))
		if strings.Count(text, "|---|") != strings.Count(string(WithoutComments([]byte(text))), "|---|") {
			return // the line in the comment kept a table behind it from being one: archives refuse such a text
		}
		if was.HTML != is.HTML {
			t.Fatalf("%q:\n%s\nbut without comments\n%s", text, was.HTML, is.HTML)
		}
	})
}

// TestUnendedComment: what begins like a comment and has no end takes the rest of the
// text with it, which is told however little that is.
func TestUnendedComment(t *testing.T) {
	for text, told := range map[string]int{"<!--\n": 1, "<!-- a\n": 1, "> <!--": 1, "<!-->\n": 0, "<!--->\n": 0, "<!-- a -->\n": 0} {
		if doc := New(Options{}).Render([]byte(text)); len(doc.Problems) != told {
			t.Errorf("%q: %v", text, doc.Problems)
		}
	}
}
