package build

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"slices"

	"bulletin/internal/config"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/site"
	"bulletin/internal/source"
)

// YearFolder is a folder that holds what the pages of one year are made of: a site
// that builds by itself.
type YearFolder struct {
	Files int
	Items []string // source paths of the records of the year
	Also  []string // of other years, which pages of the year lead to
}

// CopyYear writes into a new folder what the pages of a year are made of, as the site's
// folder has it: the year's records, the texts above lists, pages that belong to no
// year, what these lead to in other years, the pictures and attachments that they show,
// the configuration and the theme. What is not shown under the options is left out, and
// so is what is never published of a document unless internal items are shown. There is
// no folder when problems stop the build.
func CopyYear(ctx context.Context, o Options, year int, dir string) (*YearFolder, diag.List, error) {
	s, err := Open(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	defer s.Close()
	problems, linked, next, err := s.edit(ctx)
	if err != nil || next == nil {
		return nil, problems, err
	}
	if next.plan.records[year] == nil {
		_, err := next.plan.recorded(year)
		return nil, problems, err
	}
	note, err := next.plan.archive(year)
	if err != nil {
		return nil, problems, err
	}
	c := &yearCopy{session: s, site: linked, year: year, note: note, dir: dir, taken: map[string]bool{}, written: map[string]bool{}, out: &YearFolder{}}
	if err := c.all(); err != nil {
		return nil, problems, errors.Join(fmt.Errorf("copying the year %d: %w", year, err), os.RemoveAll(dir))
	}
	if c.refused.HasErrors() {
		return nil, append(problems, c.refused...).Sort(), os.RemoveAll(dir)
	}
	return c.out, problems, nil
}

// yearCopy is one run of [CopyYear].
type yearCopy struct {
	session *Session
	site    *site.Site
	year    int
	note    config.Archive // what the configuration says of the folder
	dir     string
	taken   map[string]bool // source paths
	written map[string]bool // names below dir
	queue   []*site.Item
	refused diag.List // what could not be written as it must be
	out     *YearFolder
}

// all copies everything.
func (c *yearCopy) all() error {
	for _, item := range c.site.All {
		if c.belongs(item) {
			c.take(item)
		}
	}
	files := map[string]*site.File{}
	for _, f := range c.site.Files {
		files[f.Address] = f
		files[f.Picture.Address] = f // of a photograph that is shown in sizes; "" for what is no picture
	}
	delete(files, "")
	shown := map[string]*site.Item{}
	for _, item := range c.site.All {
		if item.Shown {
			shown[item.Address] = item
		}
	}
	for len(c.queue) > 0 {
		item := c.queue[0]
		c.queue = c.queue[1:]
		if err := c.copyText(item.Path); err != nil {
			return err
		}
		if item.Year() == c.year || item.Counts() == c.year {
			c.out.Items = append(c.out.Items, item.Path)
		} else if item.Year() > 0 && !item.Intro {
			c.out.Also = append(c.out.Also, item.Path)
		}
		if err := c.follow(item, shown, files); err != nil {
			return err
		}
	}
	return c.surroundings()
}

// belongs tells whether a document is one of the year, or of none.
func (c *yearCopy) belongs(item *site.Item) bool {
	if !item.Shown {
		return false
	}
	if year := content.IntroducedYear(item.Path); year > 0 {
		return year == c.year
	}
	return item.Year() == c.year || item.Counts() == c.year || item.Intro || item.Kind == content.KindPage && item.Year() == 0
}

func (c *yearCopy) take(item *site.Item) {
	if item != nil && item.Shown && !c.taken[item.Path] {
		c.taken[item.Path] = true
		c.queue = append(c.queue, item)
	}
}

// follow takes what an item's page leads to, and copies the files that it shows.
func (c *yearCopy) follow(item *site.Item, shown map[string]*site.Item, files map[string]*site.File) error {
	c.take(item.Story)
	for _, other := range slices.Concat(item.Stories, item.Meetings, item.Holds.All()) {
		c.take(other)
	}
	used := append(slices.Clone(item.Files), item.Scanned)
	for _, target := range item.Targets {
		c.take(shown[target.Address])
		used = append(used, files[target.Address])
	}
	for _, f := range used {
		if f == nil || c.taken[f.Path] {
			continue
		}
		c.taken[f.Path] = true
		if f.Owner != nil {
			c.take(f.Owner) // the file's address is that of its bundle
		}
		if err := c.copyFile(f); err != nil {
			return err
		}
	}
	return nil
}

// copyFile copies a picture or an attachment, as it is published if others may see it: a
// picture without the place.
func (c *yearCopy) copyFile(f *site.File) error {
	l := c.session.library
	if c.session.options.View.Internal {
		return c.copy(f.Path)
	}
	sum, err := l.sum(f.Entry)
	if err != nil {
		return err
	}
	data, err := l.published(f.Entry, sum)
	if err != nil {
		return err
	}
	return c.write(l.prefix+f.Path, bytes.NewReader(data))
}

// copyText copies a document; without what is private if that is to stay inside.
func (c *yearCopy) copyText(name string) error {
	l := c.session.library
	i := l.index(name)
	if i < 0 || c.session.options.View.Internal {
		return c.copy(name)
	}
	raw, problems := source.Raw(l.fsys, l.files[i].row.Entry, l.prefix, nil)
	if problems.HasErrors() {
		return &ChangedError{File: l.prefix + name}
	}
	f, problems := source.Understand(l.files[i].row.Entry, raw, l.prefix)
	if problems.HasErrors() {
		return &ChangedError{File: l.prefix + name}
	}
	text, problems := l.parser.Public(f)
	c.refused = append(c.refused, problems...)
	if bytes.Equal(text, f.Text) {
		text = raw
	}
	return c.write(l.prefix+name, bytes.NewReader(text))
}

// copy copies a file of the content folder, as its bytes are.
func (c *yearCopy) copy(name string) error {
	i := c.session.library.index(name)
	if i < 0 {
		return &ChangedError{File: c.session.library.prefix + name}
	}
	in, err := c.session.library.fsys.Open(c.session.library.files[i].row.Name())
	if err != nil {
		return err
	}
	defer in.Close()
	return c.write(c.session.library.prefix+name, in)
}
