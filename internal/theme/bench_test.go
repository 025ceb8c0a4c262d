package theme_test

import (
	"bytes"
	"fmt"
	"testing"

	"bulletin/internal/theme"
)

// BenchmarkLoad loads the built-in theme, which reads little; then it makes a
// first page, which reads all that a site in one language needs; then it loads
// and checks the theme below a site's own layout and strings.
func BenchmarkLoad(b *testing.B) {
	p := richPages()[10]
	own := layer("", map[string]string{
		"layouts/404.html": "<p>{{.Page.Title}}</p>", "strings/en.yaml": "page: {locale: en_US}", "assets/a.svg": "<svg/>",
	})
	b.Run("built-in", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			load(b)
		}
	})
	b.Run("first-page", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if err := load(b).Render(new(bytes.Buffer), p.layout, p.view); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("own", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			load(b, own)
		}
	})
	b.Run("digest", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := theme.SourceDigest(theme.Options{Layers: []theme.Layer{own, builtin()}}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkRender(b *testing.B) {
	th := load(b)
	for _, p := range append(richPages(), listOf30()) {
		b.Run(p.name, func(b *testing.B) {
			var page bytes.Buffer
			b.ReportAllocs()
			for b.Loop() {
				page.Reset()
				if err := th.Render(&page, p.layout, p.view); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkParallel renders from as many goroutines as there are processors;
// with -cpu 1,2 it tells what they hold each other up.
func BenchmarkParallel(b *testing.B) {
	th := load(b)
	for _, p := range []page{richPages()[10], listOf30()} {
		b.Run(p.name, func(b *testing.B) {
			b.ReportAllocs()
			b.RunParallel(func(pb *testing.PB) {
				var page bytes.Buffer
				for pb.Next() {
					page.Reset()
					if err := th.Render(&page, p.layout, p.view); err != nil {
						b.Error(err)
					}
				}
			})
		})
	}
}

// BenchmarkColdCards renders lists whose cards were never seen before.
func BenchmarkColdCards(b *testing.B) {
	th := load(b)
	p := listOf30()
	list := p.view.Main.(*theme.List)
	var page bytes.Buffer
	b.ReportAllocs()
	n := 0
	for b.Loop() {
		for i, card := range list.Groups[0].Cards {
			n++
			list.Groups[0].Cards[i] = changed(card, func(f *theme.CardFields) { f.Note = fmt.Sprint(n) })
		}
		page.Reset()
		if err := th.Render(&page, p.layout, p.view); err != nil {
			b.Fatal(err)
		}
	}
}

func listOf30() page {
	p := richPages()[2]
	p.name = "list-30"
	list := richList()
	list.Groups = []theme.Group{{Title: "2020"}}
	for n := range 30 {
		list.Groups[0].Cards = append(list.Groups[0].Cards, newsCard(n))
	}
	p.view.Main = list
	return p
}
