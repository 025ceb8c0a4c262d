package markdown

import (
	"bytes"
	"strings"

	"github.com/alecthomas/chroma/v2"
	"github.com/yuin/goldmark/ast"
)

// What is coloured is bounded, because chroma's rules backtrack: on a hostile
// text some take quadratic time, and chroma then gives up after a while, which
// would make the output depend on the computer's speed.
const (
	maxHighlighted     = 16 << 10  // bytes of one block
	maxHighlightedLine = 400       // bytes of one line
	maxHighlightedText = 128 << 10 // bytes of all blocks of a text
)

// languages are those that are coloured, with chroma's names: what an office's
// computing people write about, and what was measured to stay in proportion
// (Java, Make, Markdown and Apache's configuration do not).
var languages = map[string]string{
	"bash": "bash", "sh": "bash", "shell": "bash", "console": "bash", "powershell": "powershell", "ps1": "powershell",
	"bat": "batchfile", "cmd": "batchfile", "yaml": "yaml", "yml": "yaml", "json": "json", "html": "html", "css": "css",
	"javascript": "javascript", "js": "javascript", "typescript": "typescript", "ts": "typescript",
	"python": "python", "py": "python", "sql": "sql", "xml": "xml", "ini": "ini", "toml": "toml", "diff": "diff",
	"c": "c", "cpp": "c++", "c++": "c++", "csharp": "c#", "cs": "c#", "c#": "c#", "php": "php", "dockerfile": "docker",
	"docker": "docker", "nginx": "nginx", "vb": "vb.net", "rust": "rust", "properties": "properties",
}

// code renders a block of code. It may be wider than the page, so it can take
// the keyboard's focus to be scrolled.
func (p *page) code(n ast.Node, language []byte) {
	var text []byte
	lines := n.Lines()
	for i := range lines.Len() {
		line := lines.At(i)
		text = append(text, line.Value(p.src)...)
	}
	text = bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n"))
	lang := string(resolved(language))
	var tokens []chroma.Token
	if p.highlighted += len(text); p.highlighted <= maxHighlightedText {
		tokens = tokensOf(lang, text)
	}
	if tokens == nil {
		p.str(`<pre tabindex="0"><code`)
	} else {
		p.str(`<pre class="chroma" tabindex="0"><code`)
	}
	if lang != "" {
		p.str(` class="language-`)
		p.attr(lang)
		p.byte('"')
	}
	p.byte('>')
	if tokens == nil {
		p.out = appendEscaped(p.out, text)
	}
	for _, t := range tokens {
		p.token(t)
	}
	p.str("</code></pre>\n")
	p.gap()
}

// token writes one token of highlighted code: classes only, see [HighlightCSS].
func (p *page) token(t chroma.Token) {
	class := tokenClass(t.Type)
	if class == "" {
		p.out = appendEscaped(p.out, []byte(t.Value))
		return
	}
	p.str(`<span class="` + class + `">`)
	p.out = appendEscaped(p.out, []byte(t.Value))
	p.str("</span>")
}

func tokenClass(t chroma.TokenType) string {
	for ; t != 0; t = t.Parent() {
		if class, ok := chroma.StandardTypes[t]; ok {
			return class
		}
	}
	return ""
}

// tokensOf splits code into tokens, or returns nil when the language is unknown
// or the code is better shown plain. The tokens make up the text exactly.
func tokensOf(language string, text []byte) (tokens []chroma.Token) {
	name, known := languages[strings.ToLower(language)]
	if !known || len(text) > maxHighlighted || bytes.IndexByte(text, 0) >= 0 {
		return nil
	}
	for line := range bytes.Lines(text) {
		if len(line) > maxHighlightedLine {
			return nil
		}
	}
	lexer := lexers().Get(name)
	if lexer == nil {
		return nil
	}
	defer func() { // chroma's iterators panic on a rule that goes wrong
		if recover() != nil {
			tokens = nil
		}
	}()
	tokens, err := chroma.Tokenise(chroma.Coalesce(lexer), &chroma.TokeniseOptions{State: "root"}, string(text))
	if err != nil || !sameText(tokens, text) {
		return nil
	}
	return tokens
}

func sameText(tokens []chroma.Token, text []byte) bool {
	for _, t := range tokens {
		rest, ok := bytes.CutPrefix(text, []byte(t.Value))
		if !ok {
			return false
		}
		text = rest
	}
	return len(text) == 0
}

// HighlightCSS returns the style sheets for the classes of highlighted code, on
// a light and on a dark background. Every colour has a contrast of at least
// 4.5:1 (WCAG 2.2 AA) on #f6f6f4 and #1d1f23 and on anything lighter or darker.
func HighlightCSS() (light, dark string) { return lightCSS, darkCSS }

const lightCSS = `.chroma [class^="k"],.chroma .ow{color:#a3231f}
.chroma [class^="s"],.chroma .dl,.chroma .ld{color:#1c5a34}
.chroma [class^="m"],.chroma .il{color:#0b50a4}
.chroma [class^="c"]{color:#5f6368;font-style:italic}
.chroma .nf,.chroma .fm,.chroma .nc,.chroma .nn,.chroma .nd{color:#6a2d9c}
.chroma .nt,.chroma .nb,.chroma .bp{color:#0b5c6b}
.chroma .na,.chroma .nv,.chroma .vi,.chroma .vg,.chroma .vc,.chroma .vm,.chroma .no{color:#7a4b00}
.chroma .gd{color:#a3231f}
.chroma .gi{color:#1c5a34}
.chroma .gh,.chroma .gu{color:#0b50a4;font-weight:600}
.chroma .ge{font-style:italic}
.chroma .gs{font-weight:600}
.chroma .err{text-decoration:underline wavy}
`

const darkCSS = `.chroma [class^="k"],.chroma .ow{color:#ff9d94}
.chroma [class^="s"],.chroma .dl,.chroma .ld{color:#9fd8a4}
.chroma [class^="m"],.chroma .il{color:#8ebcff}
.chroma [class^="c"]{color:#a3a8ae;font-style:italic}
.chroma .nf,.chroma .fm,.chroma .nc,.chroma .nn,.chroma .nd{color:#d7b3ff}
.chroma .nt,.chroma .nb,.chroma .bp{color:#86d3de}
.chroma .na,.chroma .nv,.chroma .vi,.chroma .vg,.chroma .vc,.chroma .vm,.chroma .no{color:#f0c27a}
.chroma .gd{color:#ff9d94}
.chroma .gi{color:#9fd8a4}
.chroma .gh,.chroma .gu{color:#8ebcff;font-weight:600}
.chroma .ge{font-style:italic}
.chroma .gs{font-weight:600}
.chroma .err{text-decoration:underline wavy}
`
