package main

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
)

// writer makes the items' texts. It is safe for concurrent use.
type writer struct {
	words lexicon
	tags  tagPicker
}

func newWriter() *writer { return &writer{words: newLexicon(), tags: newTagPicker(vocabulary())} }

// The two sites of a corpus are folders beside each other.
const (
	bulletinSite = "bulletin"
	hugoSite     = "hugo"
)

//go:embed all:hugo
var hugoTheme embed.FS

// siteTitle and siteAbout stand on every page of both sites.
const (
	siteTitle = "Bản tin Chi bộ Cơ quan"
	siteAbout = "Sinh hoạt chi bộ, câu chuyện về Bác, khen thưởng và tin tức"
	baseURL   = "https://bantin.example.org/"
)

// bulletinConfig turns every feed, the sitemap and the calendar on.
const bulletinConfig = `title: ` + siteTitle + `
description: ` + siteAbout + `
language: vi
base_url: ` + baseURL + `
per_page: 20
cell:
  name: Chi bộ Cơ quan
  agency: Cơ quan
footer: Nội dung do máy ghép để đo tốc độ; không nói về người hay việc nào có thật.
`

// writeCorpus writes the first n items as two sites below dir, which must not
// exist or be empty.
func writeCorpus(ctx context.Context, dir string, n int) error {
	if entries, err := os.ReadDir(dir); len(entries) > 0 || err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("the corpus wants an empty folder: %s (%w)", dir, errors.Join(err, fs.ErrExist))
	}
	if err := writeFrames(dir); err != nil {
		return err
	}
	for _, k := range kinds {
		for year := range years {
			for _, site := range []string{bulletinSite, hugoSite} {
				if err := os.MkdirAll(filepath.Join(dir, site, "content", string(k), fmt.Sprint(firstYear+year)), 0o755); err != nil {
					return err
				}
			}
		}
	}
	return writeItems(ctx, dir, n)
}

// writeFrames writes what a site has beside its items.
func writeFrames(dir string) error {
	if err := writeFile(filepath.Join(dir, bulletinSite, "bulletin.yaml"), bulletinConfig); err != nil {
		return err
	}
	theme, err := fs.Sub(hugoTheme, "hugo")
	if err != nil {
		return err
	}
	if err := os.CopyFS(filepath.Join(dir, hugoSite), theme); err != nil {
		return err
	}
	for _, k := range kinds {
		index := fmt.Sprintf("---\ntitle: %q\n---\n", k.label())
		if err := writeFile(filepath.Join(dir, hugoSite, "content", string(k), "_index.md"), index); err != nil {
			return err
		}
	}
	return nil
}

// writeItems writes the items with a worker for each processor.
func writeItems(ctx context.Context, dir string, n int) error {
	w := newWriter()
	var next atomic.Int64
	var workers sync.WaitGroup
	failures := make([]error, runtime.GOMAXPROCS(0))
	for worker := range failures {
		workers.Go(func() {
			for failures[worker] == nil {
				number := int(next.Add(1)) - 1
				if number >= n {
					return
				}
				failures[worker] = errors.Join(ctx.Err(), w.writeItem(dir, number))
			}
		})
	}
	workers.Wait()
	return errors.Join(failures...)
}

// writeItem writes one item into both sites. The text is the same; Hugo, which
// has no years of its own, is told the year as a term.
func (w *writer) writeItem(dir string, number int) error {
	it := w.itemAt(number)
	head, body := w.frontMatter(it), w.body(it)
	name := filepath.FromSlash(it.path()) + ".md"
	text := "---\n" + head + "---\n\n" + body
	if err := os.WriteFile(filepath.Join(dir, bulletinSite, "content", name), []byte(text), 0o644); err != nil {
		return err
	}
	text = "---\n" + head + fmt.Sprintf("years: [\"%d\"]\n", it.day.Year()) + "---\n\n" + body
	return os.WriteFile(filepath.Join(dir, hugoSite, "content", name), []byte(text), 0o644)
}

// writeFile writes a text and the folders above it.
func writeFile(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(strings.TrimLeft(text, "\n")), 0o644)
}
