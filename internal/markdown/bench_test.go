package markdown

import (
	"bytes"
	"os"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
)

func article(b *testing.B) []byte {
	b.Helper()
	src, err := os.ReadFile("testdata/article.md")
	if err != nil {
		b.Fatal(err)
	}
	return src
}

// BenchmarkRender renders an ordinary article of 3 KB. Compare it with
// BenchmarkGoldmark, the same text through goldmark alone.
func BenchmarkRender(b *testing.B) {
	src, r := article(b), New(Options{})
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		r.Render(src)
	}
}

func BenchmarkGoldmark(b *testing.B) {
	src := article(b)
	md := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithParserOptions(parser.WithAutoHeadingID()))
	var out bytes.Buffer
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		out.Reset()
		if err := md.Convert(src, &out); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkRenderUnsafe(b *testing.B) {
	src, r := append(article(b), "\n<div class=\"hop\">\n\n**x**\n\n</div>\n"...), New(Options{Unsafe: true})
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		r.Render(src)
	}
}

func BenchmarkFill(b *testing.B) {
	d := New(Options{}).Render(article(b))

	b.ReportAllocs()
	for b.Loop() {
		d.Fill(func(int, Link) Target { return Target{Href: "../x/index.html", Width: 640, Height: 480} })
	}
}
