package build

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	"bulletin/internal/build/publish"
	"bulletin/internal/record"
	"bulletin/internal/site"
	"bulletin/internal/theme"
)

// put takes the bytes of one file of the site.
type put func(path string, class publish.Class, data []byte) error

// produce makes every task's file and hands it on, several at a time.
func produce(ctx context.Context, tasks []Task, th *theme.Theme, put put) error {
	buffers := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	return parallel(ctx, len(tasks), func(i int) error {
		recipe, err := tasks[i].Recipe()
		if err != nil {
			return fmt.Errorf("gathering %s: %w", tasks[i].Path, err)
		}
		buffer := buffers.Get().(*bytes.Buffer)
		defer buffers.Put(buffer)
		buffer.Reset()
		if err := tasks[i].make(recipe, th, buffer); err != nil {
			return err
		}
		return put(tasks[i].Path, tasks[i].Class, buffer.Bytes())
	})
}

// copied is the recipe of a file that is published as it is.
type copied struct{ Content record.Sum }

// fileTasks are the theme's assets and the pictures and attachments that the
// shown items use.
func fileTasks(th *theme.Theme, s *site.Site, l *library) []Task {
	var tasks []Task
	for _, asset := range th.Assets() {
		tasks = append(tasks, Task{
			Path: asset.Path, Class: publish.Asset,
			Recipe: func() (any, error) { return copied{record.SumOf(asset.Data)}, nil },
			Data:   func(any) ([]byte, error) { return asset.Data, nil },
		})
	}
	for _, file := range s.Files {
		tasks = append(tasks, Task{
			Path: file.Address, Class: publish.Asset,
			Recipe: func() (any, error) {
				sum, err := l.sum(file.Entry)
				return copied{sum}, err
			},
			Data: func(recipe any) ([]byte, error) { return l.bytes(file.Entry, recipe.(copied).Content) },
		})
	}
	return tasks
}

// layers are the folders that make up the theme: the site's own, the theme it
// names, the built-in one.
func layers(o Options, name string) []theme.Layer {
	var all []theme.Layer
	add := func(dir, shown string, parts ...string) {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return
		}
		all = append(all, theme.Layer{FS: os.DirFS(dir), Name: shown})
	}
	add(o.Root, "")
	add(filepath.Join(o.Root, "themes", name), "themes/"+name)
	return append(all, theme.Layer{FS: o.Theme, Name: "themes/default"})
}

// escapePath writes a site path as the path of a URL.
func escapePath(address string) string { return (&url.URL{Path: address}).EscapedPath() }
