package markdown

import (
	"bytes"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/net/html"
	"pgregory.net/rapid"
)

// checkDoc holds a Doc to what the package promises of every text.
func checkDoc(t testing.TB, d Doc) {
	t.Helper()
	last := 0
	for i, l := range d.Links {
		if l.Offset < 0 {
			if l.Path != "" || l.Query != "" {
				t.Errorf("link %d to %q has no slot", i, l.Dest)
			}
			continue
		}
		if l.Offset < last || l.Offset > len(d.HTML) {
			t.Fatalf("slot %d at %d after one at %d, of %d bytes", i, l.Offset, last, len(d.HTML))
		}
		last = l.Offset
		if l.Line < 1 || l.Col < 1 {
			t.Errorf("link %d to %q has no place", i, l.Dest)
		}
	}
	for _, p := range d.Problems {
		if p.Pos.Line < 1 || p.Pos.Col < 1 {
			t.Errorf("%s has no place", p)
		}
	}
	page := echo(d)
	if !utf8.Valid(page) || !utf8.ValidString(d.Summary) {
		t.Error("not UTF-8")
	}
	if n := utf8.RuneCountInString(d.Summary); n > summaryLength {
		t.Errorf("summary of %d characters", n)
	}
	checkHTML(t, page)
}

var (
	void      = []string{"br", "hr", "img", "input", "wbr"}
	forbidden = []string{"script", "style", "iframe", "object", "embed", "form", "button", "link", "meta", "base", "svg", "math", "h1", "body", "html", "main"}
)

// checkHTML demands that every element is closed where it was opened, and that
// nothing runs, styles or loads.
func checkHTML(t testing.TB, page []byte) {
	t.Helper()
	var open []string
	ids := map[string]bool{}
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if z.Err() != io.EOF {
				t.Fatal(z.Err())
			}
			break
		}
		tok := z.Token()
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			checkTag(t, tok, ids)
			if tok.Data == "a" && slices.Contains(open, "a") {
				t.Error("a link inside a link")
			}
			if !slices.Contains(void, tok.Data) {
				open = append(open, tok.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != tok.Data {
				t.Fatalf("</%s> while %v are open", tok.Data, open[max(0, len(open)-5):])
			}
			open = open[:len(open)-1]
		case html.CommentToken, html.DoctypeToken:
			t.Errorf("a %s in the page", kind)
		}
	}
	if len(open) > 0 {
		t.Errorf("left open: %v", open)
	}
}

func checkTag(t testing.TB, tok html.Token, ids map[string]bool) {
	t.Helper()
	if slices.Contains(forbidden, tok.Data) {
		t.Errorf("<%s> in the page", tok.Data)
	}
	seen := map[string]bool{}
	for _, a := range tok.Attr {
		if a.Key == "style" || strings.HasPrefix(a.Key, "on") || seen[a.Key] {
			t.Errorf("<%s %s>", tok.Data, a.Key)
		}
		seen[a.Key] = true
		switch a.Key {
		case "id":
			if ids[a.Val] || a.Val == "" {
				t.Errorf("id %q twice, or empty", a.Val)
			}
			ids[a.Val] = true
		case "href", "src":
			checkAddress(t, tok.Data, a.Val)
		}
	}
}

// checkAddress reads an address as a browser does.
func checkAddress(t testing.TB, tag, url string) {
	t.Helper()
	url = strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(strings.TrimLeft(url, " \x00\x01\x1f"))
	scheme := schemeOf(url)
	if scheme == "data" && tag == "img" && dataImage().MatchString(url) {
		return
	}
	if scheme != "" && (!schemes[scheme] || tag == "img") || strings.HasPrefix(url, "//") {
		t.Errorf("<%s> with the address %q", tag, url)
	}
}

// FuzzRender looks for a text that breaks a promise, with raw HTML left out and
// let through.
func FuzzRender(f *testing.F) {
	for _, file := range fixtures(f) {
		for _, p := range readArchive(f, file).parts {
			if strings.HasSuffix(p.name, ".md") {
				f.Add([]byte(p.text))
			}
		}
	}
	for _, text := range hostile {
		f.Add([]byte(text(300)))
	}
	safe, unsafe := New(Options{}), New(Options{Unsafe: true})
	f.Fuzz(func(t *testing.T, src []byte) {
		before := bytes.Clone(src)
		checkDoc(t, safe.Render(src))
		checkDoc(t, unsafe.Render(src))
		if !bytes.Equal(src, before) {
			t.Error("the text was changed")
		}
	})
}

// TestHostile renders texts made to exhaust a renderer: each stays balanced and
// of a size in proportion, and none takes the stack down.
func TestHostile(t *testing.T) {
	const size, most = 20_000, 60 // bytes in, bytes out for each
	for _, unsafe := range []bool{false, true} {
		r := New(Options{Unsafe: unsafe})
		for _, name := range slices.Sorted(maps.Keys(hostile)) {
			doc := r.Render([]byte(hostile[name](size)))
			checkDoc(t, doc)
			if len(doc.HTML) > most*size {
				t.Errorf("%s: %d bytes became %d", name, size, len(doc.HTML))
			}
			if t.Failed() {
				t.Fatalf("%s, unsafe %v", name, unsafe)
			}
		}
	}
}

// TestHostileAtLength renders the texts on which goldmark alone takes quadratic
// time, at a length at which that would outlast any test's patience (minutes
// each, against a second).
func TestHostileAtLength(t *testing.T) {
	r := New(Options{})
	for _, name := range []string{"angle links", "link openers", "definitions of links", "callouts", "far definitions", "footnotes", "quotes", "lists and blanks"} {
		if doc := r.Render([]byte(hostile[name](1_000_000))); !utf8.ValidString(doc.HTML) {
			t.Errorf("%s: not UTF-8", name)
		}
	}
}

// TestAnyWords mixes the pieces of Markdown at random.
func TestAnyWords(t *testing.T) {
	pieces := []string{"\n", "\n\n", "    ", "> ", "- ", "1. ", "# ", "## ", "```\n", "|", "|-|\n", "*", "**", "_", "`", "[", "](", ")", "![",
		"](x.md)", "[^1]", "[^1]: ", "[!NOTE]", "<b>", "</b>", "<div>", "</div>\n", "<!--", "-->", "<a href=y>", ": ", "\\", "&lt;", "\x00", "\t",
		"a", "đảng viên", "http://a.b", "{#x}", "~~", "---\n", "===\n", "<table><tr>", "[x]: y.md\n", "- [ ] ", "\"slot:0\"", "<p>", "<li>"}
	safe, unsafe := New(Options{}), New(Options{Unsafe: true})
	rapid.Check(t, func(rt *rapid.T) {
		src := []byte(strings.Join(rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 40).Draw(rt, "pieces"), ""))
		checkDoc(t, safe.Render(src))
		checkDoc(t, unsafe.Render(src))
		if t.Failed() {
			rt.Fatalf("%q", src)
		}
	})
}
