package build

import (
	"bytes"
	"context"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"bulletin/internal/build/publish"
	"bulletin/internal/garbage"
	"bulletin/internal/record"
	"bulletin/internal/site"
	"bulletin/internal/theme"
)

// outputs are where the files of the site go.
type outputs interface {
	// Keep tells whether a file stands that was made of the same.
	Keep(path string, class publish.Class, made publish.Fingerprint) bool
	// Made tells of what a file was made that a former build wrote.
	Made(path string) (publish.Fingerprint, bool)
	// Put takes the bytes of a file, which may be changed after.
	Put(path string, class publish.Class, made publish.Fingerprint, data []byte) error
}

// scratch is what making one file after the other reuses.
type scratch struct {
	recipe []byte
	page   bytes.Buffer
}

// scratchMost is the most that is worth reusing, in bytes: a calendar of decades
// or a page of a whole year would else stay for good.
const scratchMost = 1 << 18

func (s *scratch) giveBack(pool *sync.Pool) {
	if cap(s.recipe) <= scratchMost && s.page.Cap() <= scratchMost {
		pool.Put(s)
	}
}

// produce makes the files that do not stand yet, several at a time, the last first:
// they are the largest, which else would be made when most memory is in use, and
// one processor would wait for the other. x hears why,
// unless it is nil; note hears how many are done.
func produce(ctx context.Context, tasks tasks, th *theme.Theme, to outputs, x *explainer, c *garbage.Collector, note func(done int)) error {
	defer c.Begin()()
	pool := sync.Pool{New: func() any { return new(scratch) }}
	var done atomic.Int64
	return parallel(ctx, tasks.len(), func(i int) error {
		task := tasks.at(tasks.len() - 1 - i)
		recipe, err := task.Recipe()
		if err != nil {
			return fmt.Errorf("gathering %s: %w", task.Path, err)
		}
		use := pool.Get().(*scratch)
		defer use.giveBack(&pool)
		var sum record.Sum
		sum, use.recipe = task.fingerprint(recipe, use.recipe)
		made := publish.Fingerprint(sum)
		if !to.Keep(task.Path, task.Class, made) {
			var data []byte
			use.page.Reset()
			work := c.Work
			if task.Class == publish.Asset { // a photograph takes as long as a thousand pages
				work = func(piece func()) { piece() }
			}
			work(func() { data, err = task.make(recipe, th, &use.page) })
			if err != nil {
				return err
			}
			if x != nil {
				was, stood := to.Made(task.Path)
				x.tell(task, recipe, stood, was == made)
			}
			if err := to.Put(task.Path, task.Class, made, data); err != nil {
				return err
			}
		}
		note(int(done.Add(1)))
		return nil
	})
}

// nowhere is where a check's files go.
type nowhere struct{}

func (nowhere) Keep(string, publish.Class, publish.Fingerprint) bool { return false }

func (nowhere) Made(string) (publish.Fingerprint, bool) { return publish.Fingerprint{}, false }

func (nowhere) Put(string, publish.Class, publish.Fingerprint, []byte) error { return nil }

// copied is the recipe of a file that is published as it is, or as the program cleans it.
type copied struct {
	Content record.Sum
	Cleaner record.Sum // names the program; zero for what is published as it is

	file *site.File `record:"-"` // nil for the theme's
}

// fileTasks are the theme's assets and the pictures and attachments that the
// shown items use.
func fileTasks(th *theme.Theme, s *site.Site, l *library, d *darkroom, program string) []Task {
	var tasks []Task
	asIs, cleaner := &method{Class: publish.Asset}, record.SumOf([]byte(program))
	for _, asset := range th.Assets() {
		tasks = append(tasks, Task{
			Path: asset.Path, method: asIs,
			maker: &steps{
				recipe: func() (any, error) { return copied{Content: asset.Sum}, nil },
				data:   func(any) ([]byte, error) { return asset.Data() },
			},
		})
	}
	for _, file := range s.Files {
		if file.Whole {
			tasks = append(tasks, Task{
				Path: file.Address, method: asIs,
				maker: &steps{
					recipe: func() (any, error) {
						sum, err := l.sum(file.Entry)
						return copied{sum, cleaner, file}, err
					},
					data: func(recipe any) ([]byte, error) { return l.published(file.Entry, recipe.(copied).Content) },
				},
			})
		}
		for n, size := range slices.Concat(file.Sizes, file.WebP) {
			tasks = append(tasks, Task{
				Path: size.Address, method: asIs,
				maker: &steps{
					recipe: func() (any, error) {
						sum, err := l.sum(file.Entry)
						return sized{sum, d.maker, size.Width, n >= len(file.Sizes), file}, err
					},
					data: func(recipe any) ([]byte, error) { return d.size(l, file, recipe.(sized).Content, n) },
				},
			})
		}
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
	return append(all, theme.Layer{FS: o.Theme, Name: "themes/default", Fixed: true})
}

// escapePath writes a site path as the path of a URL.
func escapePath(address string) string { return (&url.URL{Path: address}).EscapedPath() }
