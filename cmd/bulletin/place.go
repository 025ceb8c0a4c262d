package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"bulletin/internal/build"
	"bulletin/internal/config"
	"bulletin/internal/source"
)

// siteOptions are the options of a command that needs a site to work on.
func (a *app) siteOptions() (build.Options, error) {
	o, err := a.options()
	if err != nil {
		return o, err
	}
	return o, a.misplaced(o)
}

// misplaced explains a call in a folder that is no site, where the site is one
// level up or down: building there would make a second, wrong site. A folder of
// Markdown files without configuration is a site.
func (a *app) misplaced(o build.Options) error {
	if isSite(o.Root) || build.ContentFolder(o) != o.Root {
		return nil
	}
	if abs, err := filepath.Abs(o.Root); err == nil {
		for dir := filepath.Dir(abs); dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
			if isSite(dir) {
				return a.usage("inside-site", dir)
			}
		}
	}
	entries, err := os.ReadDir(o.Root)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if below := filepath.Join(o.Root, e.Name()); e.IsDir() && isSite(below) {
			return a.usage("above-site", below)
		}
	}
	if !holdsText(o.Root) {
		return a.usage("no-site", o.Root)
	}
	return nil
}

// isSite tells whether a folder has a configuration.
func isSite(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, config.File))
	return err == nil && info.Mode().IsRegular()
}

// holdsText tells whether there is a Markdown file anywhere in a folder.
func holdsText(root string) bool {
	found := errors.New("found")
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil || name == ".":
			return nil
		case d.IsDir() && source.Ignored(d.Name()):
			return fs.SkipDir
		case !d.IsDir() && (source.Entry{Path: name}).IsText():
			return found
		}
		return nil
	})
	return errors.Is(err, found)
}
