package build

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"bulletin/internal/build/cache"
	"bulletin/internal/build/publish"
	"bulletin/internal/content"
	"bulletin/internal/site"
	"bulletin/internal/source"
)

// BenchmarkStages measures each stage of a build by itself, at a site of a
// thousand items: divide by a thousand for one item's share. What a stage needs of
// the others is there before it is measured; files come from the system's memory.
func BenchmarkStages(b *testing.B) {
	const items = 1000
	s := manyItems(items).sound(b)
	e, l := s.edition, s.library
	ctx := context.Background()
	in := site.Input{Config: s.Config, Awards: s.awards, View: s.options.View, FS: l.fsys, Prefix: l.prefix, Broken: map[string]bool{}}
	l.gather(&in)
	texts, heads := make([]source.File, len(l.files)), make([]string, len(l.files))
	for i, f := range l.files {
		var problems = l.listing
		if texts[i], problems = source.Read(l.fsys, f.row.Entry, l.prefix); problems.HasErrors() {
			b.Fatal(problems)
		}
		heads[i] = string(f.head.Encode(nil))
	}
	rows := l.rows()
	first := s.explain(nil, true)
	first.learn()
	note := first.note(publish.Report{})
	stages := []struct {
		name string
		run  func()
	}{
		{"list", func() { source.List(l.fsys, l.prefix) }},
		{"read", func() {
			for _, f := range l.files {
				source.Read(l.fsys, f.row.Entry, l.prefix)
			}
		}},
		{"understand", func() {
			for _, text := range texts {
				if doc, _ := l.parser.Read(text); doc == nil {
					b.Fatal(text.Path)
				}
			}
		}},
		{"heads", func() {
			for _, head := range heads {
				if err := new(content.Head).Decode("", head); err != nil {
					b.Fatal(err)
				}
			}
		}},
		{"link", func() { site.Link(in) }},
		{"plan", func() { plan(e.site, s.asked, l, e.theme, s.options) }},
		{"fingerprints", func() {
			p, _ := plan(e.site, s.asked, l, e.theme, s.options)
			var scratch []byte
			for _, task := range p.tasks.all() {
				recipe, err := task.Recipe()
				if err != nil {
					b.Fatal(err)
				}
				_, scratch = task.fingerprint(recipe, scratch)
			}
		}},
		{"make", func() {
			if err := produce(ctx, e.tasks, e.theme, nowhere{}, nil, nil, func(int) {}); err != nil {
				b.Fatal(err)
			}
		}},
		{"reasons", func() {
			x := s.explain(note, false)
			x.compare()
			x.count = 1
			x.note(publish.Report{})
		}},
		{"index", func() {
			dir := b.TempDir()
			c := cache.Open(dir, s.rules(l.parser))
			if err := c.Commit(rows, e.plan.by, cache.Outcome{}); err != nil {
				b.Fatal(err)
			}
			cache.Open(dir, s.rules(l.parser))
		}},
	}
	for _, stage := range stages {
		b.Run(stage.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				stage.run()
			}
		})
	}
}

// manyItems is a site of meetings and news that link to one another.
func manyItems(n int) small {
	s := small{config: "title: Bản tin\nbase_url: https://example.vn/\n", files: map[string]string{}}
	paragraph := strings.Repeat("Chi bộ họp thường kỳ, nghe kể chuyện và góp ý cho công tác tháng tới. ", 8)
	for i := range n {
		var text bytes.Buffer
		kind, more := "news", ""
		if i%2 == 0 {
			kind, more = "meetings", "meeting_kind: regular\n"
		}
		fmt.Fprintf(&text, "---\ntitle: Bài số %d\ndate: %d-%02d-%02d\ntags: [chủ đề %d, chủ đề %d]\n%s---\n", i, 2001+i%20, 1+i%12, 1+i%28, i%30, i%7, more)
		for part := range 4 {
			fmt.Fprintf(&text, "## Phần %d\n\n%s\n\n- **Một** việc\n- Việc [khác](bai-%d.md)\n\n", part, paragraph, (i+2)%n)
		}
		s.files[fmt.Sprintf("%s/bai-%d.md", kind, i)] = text.String()
	}
	return s
}
