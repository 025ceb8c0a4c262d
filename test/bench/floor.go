package main

import (
	"cmp"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

// The floor is the least that any program has to do for this corpus: read it,
// turn Markdown into HTML, and write as many pages of about the same size. It is
// written for this corpus alone: it trusts every file, checks no link, knows no
// theme, keeps no cache and writes straight into place.

// floorCommand builds the floor's site.
func floorCommand(args []string) error {
	flags := flag.NewFlagSet("floor", flag.ContinueOnError)
	site := flags.String("site", "", "the folder of a corpus's bulletin site")
	out := flags.String("o", "", "the folder to write")
	if err := flags.Parse(args); err != nil {
		return err
	}
	if *site == "" || *out == "" {
		return errors.New("name the site with -site and the folder to write with -o")
	}
	f := &floor{source: filepath.Join(*site, "content"), out: *out, made: &sync.Map{}}
	if err := f.read(); err != nil {
		return err
	}
	return f.write()
}

// statCommand asks for the size and time of every source: no program that takes
// files as they are can know in less that nothing has changed.
func statCommand(args []string) error {
	if len(args) != 1 {
		return errors.New("name the folder")
	}
	return filepath.WalkDir(args[0], func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		_, err = d.Info()
		return err
	})
}

// floor is the site: of each item only what lists need stays in memory.
type floor struct {
	source, out string
	items       []*entry // newest first
	byKind      map[string][]*entry
	byTag       map[string][]*entry
	byYear      map[string][]*entry
	made        *sync.Map // folders that are there
}

// entry is an item as lists show it.
type entry struct {
	path    string // "meetings/2020/name"
	kind    string
	date    string // "2020-07-27"
	title   string
	summary string
	tags    []string
	newer   *entry
	older   *entry
}

// read finds the items and reads the top of each.
func (f *floor) read() error {
	err := filepath.WalkDir(f.source, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			rel, _ := filepath.Rel(f.source, name)
			path := strings.TrimSuffix(filepath.ToSlash(rel), ".md")
			f.items = append(f.items, &entry{path: path, kind: path[:strings.IndexByte(path, '/')]})
		}
		return err
	})
	if err != nil {
		return err
	}
	if err := inParallel(len(f.items), func(i int) error { return f.readItem(f.items[i]) }); err != nil {
		return err
	}
	slices.SortFunc(f.items, func(a, b *entry) int { return cmp.Or(cmp.Compare(b.date, a.date), cmp.Compare(a.path, b.path)) })
	f.byKind, f.byTag, f.byYear = map[string][]*entry{}, map[string][]*entry{}, map[string][]*entry{}
	for _, it := range f.items {
		if before := f.byKind[it.kind]; len(before) > 0 {
			it.newer = before[len(before)-1]
			it.newer.older = it
		}
		f.byKind[it.kind] = append(f.byKind[it.kind], it)
		f.byYear[it.date[:4]] = append(f.byYear[it.date[:4]], it)
		for _, tag := range it.tags {
			f.byTag[tag] = append(f.byTag[tag], it)
		}
	}
	return nil
}

func (f *floor) readItem(it *entry) error {
	head, body, err := f.load(it)
	if err != nil {
		return err
	}
	for key, value := range head {
		switch key {
		case "title":
			it.title = strings.Clone(value.text)
		case "date":
			it.date = strings.Clone(value.text)
		case "summary":
			it.summary = strings.Clone(value.text)
		case "tags":
			for _, tag := range value.list {
				it.tags = append(it.tags, strings.Clone(tag))
			}
		}
	}
	if it.summary == "" {
		first, _, _ := strings.Cut(body, "\n\n")
		it.summary = strings.Clone(plain(first))
	}
	return nil
}

// write writes every page.
func (f *floor) write() error {
	if err := inParallel(len(f.items), func(i int) error { return f.writeItem(f.items[i]) }); err != nil {
		return err
	}
	var lists []listOf
	for _, k := range kinds {
		lists = append(lists, listOf{folder: string(k), title: k.label(), items: f.byKind[string(k)]})
	}
	for tag, items := range f.byTag {
		lists = append(lists, listOf{folder: "tags/" + asciiOf(tag), title: tag, items: items})
	}
	if err := inParallel(len(lists), func(i int) error { return f.writeList(lists[i]) }); err != nil {
		return err
	}
	return f.writeRest(lists)
}

// file writes one page, and its folder if it is the first there.
func (f *floor) file(name string, text []byte) error {
	name = filepath.Join(f.out, filepath.FromSlash(name))
	dir := filepath.Dir(name)
	if _, known := f.made.LoadOrStore(dir, true); !known {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	return os.WriteFile(name, text, 0o644)
}

// inParallel calls do for 0 to n-1 with a worker for each processor.
func inParallel(n int, do func(int) error) error {
	var next atomic.Int64
	var workers sync.WaitGroup
	failures := make([]error, runtime.GOMAXPROCS(0))
	for worker := range failures {
		workers.Go(func() {
			for failures[worker] == nil {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if err := do(i); err != nil {
					failures[worker] = fmt.Errorf("item %d: %w", i, err)
				}
			}
		})
	}
	workers.Wait()
	return errors.Join(failures...)
}
