package markdown

import (
	"fmt"
	"strings"
)

// hostile are texts made to exhaust a renderer, each a function of its size in
// bytes, more or less.
var hostile = map[string]func(n int) string{
	"quotes":             rep(">"),
	"quotes spaced":      rep("> "),
	"quotes each line":   func(n int) string { return strings.Repeat(strings.Repeat(">", 200)+"a\n", n/200) },
	"lists":              rep("- "),
	"lists and blanks":   func(n int) string { return strings.Repeat("- ", n/4) + strings.Repeat("\n", n/2) },
	"numbered":           rep("1. "),
	"list ladder":        func(n int) string { return ladder(n, "- a\n") },
	"quote and list":     rep("> - "),
	"footnote nesting":   rep("[^a]: "),
	"definitions":        rep("a\n: b\n"),
	"definition nesting": func(n int) string { return "a\n" + strings.Repeat(": ", n/2) },
	"brackets":           rep("["),
	"brackets both":      func(n int) string { return strings.Repeat("[", n/2) + strings.Repeat("]", n/2) },
	"brackets text":      func(n int) string { return strings.Repeat("[a", n/4) + strings.Repeat("]b", n/4) },
	"pictures":           rep("!["),
	"picture nesting":    func(n int) string { return strings.Repeat("![", n/6) + strings.Repeat("](a)", n/6) },
	"link openers":       rep("[a](b"),
	"link titles":        rep(`[a](b "`),
	"link parens":        rep("[a](b ("),
	"link in brackets":   rep("[[a](b)"),
	"reference openers":  rep("[a]["),
	"angle links":        rep("[a](<b"),
	"stars":              rep("*"),
	"stars spaced":       rep("* "),
	"openers":            rep("*a "),
	"openers mixed":      rep("*a _b "),
	"strong openers":     rep("**a "),
	"a**b c*":            rep("a**b c* "),
	"_a __a":             rep("_a __a "),
	"strike":             rep("~~a ~b "),
	"nested emphasis":    func(n int) string { return strings.Repeat("*a ", n/6) + strings.Repeat(" b*", n/6) },
	"nested strong":      func(n int) string { return strings.Repeat("**a", n/6) + strings.Repeat("b**", n/6) },
	"long runs":          rep(strings.Repeat("*", 100) + "a "),
	"ticks":              rep("`"),
	"tick lengths":       ticks,
	"tick lines":         rep("` a\n"),
	"tags":               rep("<a "),
	"tags quotes":        rep(`<a b="`),
	"tag attributes":     func(n int) string { return "<a" + strings.Repeat(" a=b", n/4) },
	"comments":           rep("<!-- a "),
	"comment lines":      rep("x <!-- a\n"),
	"instructions":       rep("x <? "),
	"declarations":       rep("x <!A "),
	"cdata":              rep("x <![CDATA[ "),
	"html blocks":        rep("<div>\n\n"),
	"entities":           rep("&#"),
	"entities named":     rep("&amp"),
	"backslashes":        rep(`\`),
	"wide table":         wideTable,
	"long table":         func(n int) string { return "|a|b|\n|-|-|\n" + strings.Repeat("|c|d|\n", n/6) },
	"table ticks":        func(n int) string { return "|a|\n|-|\n" + strings.Repeat("|`\\|`|\n", n/7) },
	"delimiter rows":     rep("|-|\n"),
	"headings same":      rep("# a\n"),
	"heading braces":     func(n int) string { return "# " + strings.Repeat("{a=", n/3) },
	"heading ends":       rep("# a {#b}\n"),
	"setext":             rep("a\n=\n"),
	"definitions of links": func(n int) string {
		return strings.Repeat("[a]: b\n", n/7)
	},
	"link amplification": func(n int) string {
		return "[a]: " + strings.Repeat("b", n/2) + "\n\n" + strings.Repeat("[a]", n/6)
	},
	"far definitions": func(n int) string {
		far := strings.Repeat(" ", n/4)
		return "[a]:" + far + "x\n[b]:" + far + "y\n\n" + strings.Repeat("[a][b]", n/12)
	},
	"footnotes":             func(n int) string { return notes(n / 30) },
	"footnotes missing":     rep("[^a] "),
	"one line of links":     rep("[a](b) "),
	"words":                 rep("một hai "),
	"addresses":             rep("http://a.b "),
	"mail":                  rep("a@b.c "),
	"at signs":              rep("a@"),
	"www":                   rep("www."),
	"zero bytes":            rep("\x00"),
	"not utf-8":             rep("\xff\xc2"),
	"carriage returns":      rep("a\r"),
	"tabs":                  rep("\t- a\n"),
	"fences":                rep("```\n"),
	"code":                  func(n int) string { return "```go\n" + strings.Repeat("x := \"a\n", n/8) },
	"code yaml":             func(n int) string { return "```yaml\n" + strings.Repeat("a: [", n/4) },
	"code quotes":           func(n int) string { return "```yaml\n" + strings.Repeat("'", n) },
	"code blocks":           rep("```java\na b a b a b\n```\n```js\n'((\n```\n"),
	"callouts":              rep("> [!NOTE]\n"),
	"tasks":                 rep("- [ ] "),
	"star lines":            rep("*a\n"),
	"bracket lines":         rep("[a\n"),
	"link lines":            rep("[a](b) c\n"),
	"picture lines":         rep("![a](b\n"),
	"tick lines alone":      rep("`a\n"),
	"tag lines":             rep("<a\n"),
	"end tag lines":         rep("x </a\n"),
	"task items":            rep("- [ ] a\n"),
	"definition paragraphs": rep("[a]: b\n\n"),
	"unsafe unclosed":       rep("<b>"),
	"unsafe table":          rep("<table><tr><td>"),
	"unsafe misnested":      rep("<b><i></b>"),
	"unsafe quotes":         rep("<blockquote>\n\n> "),
}

func rep(s string) func(int) string {
	return func(n int) string { return strings.Repeat(s, n/len(s)+1) }
}

func ladder(n int, s string) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(strings.Repeat("  ", i%300) + s)
	}
	return b.String()
}

func ticks(n int) string {
	var b strings.Builder
	for i := 1; b.Len() < n; i++ {
		b.WriteString("e" + strings.Repeat("`", i))
	}
	return b.String()
}

func wideTable(n int) string {
	return strings.Repeat("|a", n/8) + "\n" + strings.Repeat("|-", n/8) + "\n" + strings.Repeat("b\n", n/4)
}

func notes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a[^%d]\n\n[^%d]: b\n\n", i, n-i)
	}
	return b.String()
}
