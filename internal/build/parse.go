package build

import (
	"context"
	"runtime"
	"sync"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/site"
	"bulletin/internal/source"
)

// parseAll reads and parses every document, several at a time, into in.
func parseAll(ctx context.Context, in *site.Input, entries []source.Entry, parser content.Parser) (diag.List, error) {
	var (
		texts []source.Entry
		all   diag.List
	)
	for _, e := range entries {
		if e.IsText() {
			texts = append(texts, e)
		} else {
			in.Files = append(in.Files, e)
			if source.Misnamed(in.FS, e) {
				all.Add(diag.Diagnostic{Pos: diag.Pos{File: in.Prefix + e.Path}, Severity: diag.Warning, Code: "not-markdown"})
			}
		}
	}
	docs := make([]*content.Document, len(texts))
	problems := make([]diag.List, len(texts))
	err := parallel(ctx, len(texts), func(i int) error {
		f, bad := source.Read(in.FS, texts[i], in.Prefix)
		if bad == nil {
			docs[i], bad = parser.Parse(f)
		}
		problems[i] = bad
		return nil
	})
	for i, doc := range docs {
		all = append(all, problems[i]...)
		if doc == nil {
			in.Broken[texts[i].Path] = true
			continue
		}
		in.Documents = append(in.Documents, doc)
	}
	return all, err
}

// parallel calls f for 0 … n−1 on all processors and returns the first error in
// index order. It stops early when the context ends.
func parallel(ctx context.Context, n int, f func(i int) error) error {
	errs := make([]error, n)
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := range next {
				errs[i] = f(i)
			}
		})
	}
	for i := range n {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	workers.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return ctx.Err()
}
