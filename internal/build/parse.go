package build

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

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
			docs[i], bad = parser.Read(f)
		}
		problems[i] = bad
		return nil
	})
	for i, doc := range docs {
		all = append(all, problems[i]...)
		switch broken := doc == nil || problems[i].HasErrors(); {
		case !broken:
			in.Documents = append(in.Documents, doc)
			continue
		case doc != nil:
			in.Damaged = append(in.Damaged, doc)
		}
		in.Broken[texts[i].Path] = true
	}
	return all, err
}

// parallel calls f for 0 … n−1 on all processors and returns the first error in
// index order. It stops early at an error and when the context ends; since calls
// begin in index order, no earlier error is missed.
func parallel(ctx context.Context, n int, f func(i int) error) error {
	var failed atomic.Bool
	errs := make([]error, n)
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		workers.Go(func() {
			for i := range next {
				if errs[i] = f(i); errs[i] != nil {
					failed.Store(true)
				}
			}
		})
	}
	for i := range n {
		if failed.Load() || ctx.Err() != nil {
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
