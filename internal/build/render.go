package build

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	"bulletin/internal/build/publish"
	"bulletin/internal/theme"
)

// put takes the bytes of one file of the site.
type put func(path string, class publish.Class, data []byte) error

// render makes the bytes of every task and hands them on, several at a time.
func render(ctx context.Context, tasks []Task, th *theme.Theme, put put) error {
	buffers := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	return parallel(ctx, len(tasks), func(i int) error {
		task := tasks[i]
		if task.Layout == "" {
			data, err := task.Data()
			if err != nil {
				return fmt.Errorf("making %s: %w", task.Path, err)
			}
			return put(task.Path, task.Class, data)
		}
		buffer := buffers.Get().(*bytes.Buffer)
		defer buffers.Put(buffer)
		buffer.Reset()
		if err := th.Render(buffer, task.Layout, task.View()); err != nil {
			return fmt.Errorf("rendering %s: %w", task.Path, err)
		}
		return put(task.Path, task.Class, buffer.Bytes())
	})
}

// fileTasks are the theme's assets and the pictures and attachments that the
// shown items use.
func (l *Loaded) fileTasks() []Task {
	var tasks []Task
	for _, asset := range l.Theme.Assets() {
		tasks = append(tasks, Task{Path: asset.Path, Class: publish.Asset, Data: func() ([]byte, error) { return asset.Data, nil }})
	}
	for _, file := range l.Site.Files {
		tasks = append(tasks, Task{Path: file.Address, Class: publish.Asset, Data: func() ([]byte, error) {
			return fs.ReadFile(l.root.FS(), file.Name)
		}})
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
