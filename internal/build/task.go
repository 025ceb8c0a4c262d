package build

import (
	"bytes"
	"fmt"
	"iter"

	"bulletin/internal/build/publish"
	"bulletin/internal/record"
	"bulletin/internal/theme"
)

// Task is one file of the site.
//
// How the site is never stale and yet not made anew, for every file alike: a
// file is a function of its recipe and of what is the same for the whole site
// (theme, configuration, program), named by By. The recipe is a plain value that
// holds, or names by digest, everything else that the file is made of; what makes
// the bytes sees the recipe and no more. So the sum of By, the layout and the
// recipe is the file's fingerprint: while it is the one that the file was
// published with, the file would come out the same, and is not made.
type Task struct {
	Path string
	*method
	maker
}

// tasks are the files of an edition: the pages of the site's items in their order, which
// need no list of their own, and all others.
type tasks struct {
	pages  []shown
	others []Task
}

func (t tasks) len() int { return len(t.pages) + len(t.others) }

// at is the task of a number below len.
func (t tasks) at(n int) Task {
	if n < len(t.pages) {
		return t.pages[n].task()
	}
	return t.others[n-len(t.pages)]
}

// all are the tasks by their numbers.
func (t tasks) all() iter.Seq2[int, Task] {
	return func(yield func(int, Task) bool) {
		for n := range t.len() {
			if !yield(n, t.at(n)) {
				return
			}
		}
	}
}

// method is what all files have in common that are made in the same way.
type method struct {
	Class  publish.Class
	Layout string      // of a page; "" for any other file
	By     *record.Sum // what makes the file of its recipe; nil when the recipe names the very bytes
}

// maker gathers a file's recipe and makes the file of it. There are as many as
// files, so those of items' pages are what is kept of the items anyway.
type maker interface {
	Recipe() (any, error)                // is called when it is needed, and what it returns is not kept
	View(recipe any) (theme.View, error) // of a page
	Data(recipe any) ([]byte, error)     // of any other file
}

// steps make a file by functions.
type steps struct {
	recipe func() (any, error)
	view   func(recipe any) (theme.View, error) // nil for what is no page
	data   func(recipe any) ([]byte, error)     // nil for a page
}

func (s *steps) Recipe() (any, error)                { return s.recipe() }
func (s *steps) View(recipe any) (theme.View, error) { return s.view(recipe) }
func (s *steps) Data(recipe any) ([]byte, error)     { return s.data(recipe) }

// recipes writes any recipe, under the name of its type.
var recipes = record.For[any]()

// fingerprint names everything that the file is made of.
func (t Task) fingerprint(recipe any, scratch []byte) (record.Sum, []byte) {
	var by record.Sum
	if t.By != nil {
		by = *t.By
	}
	b := append(scratch[:0], by[:]...)
	b = append(append(b, t.Layout...), 0)
	return recipes.MarkAfter(b, &recipe)
}

// make makes the file's bytes; those of a page are in the buffer.
func (t Task) make(recipe any, th *theme.Theme, page *bytes.Buffer) ([]byte, error) {
	if t.Layout == "" {
		data, err := t.Data(recipe)
		if err != nil {
			return nil, fmt.Errorf("making %s: %w", t.Path, err)
		}
		return data, nil
	}
	view, err := t.View(recipe)
	if err == nil {
		err = th.Render(page, t.Layout, view)
	}
	if err != nil {
		return nil, fmt.Errorf("rendering %s: %w", t.Path, err)
	}
	return page.Bytes(), nil
}
