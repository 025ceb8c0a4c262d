package main

import (
	"context"
	"embed"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"bulletin/internal/archive"
)

// scaffold is the newcomer's site, one example of each kind.
//
//go:embed all:scaffold
var scaffold embed.FS

func (a *app) initCommand() *cobra.Command {
	var from string
	c := a.command("init", a.t("arg.folder"), func(ctx context.Context, args []string) error {
		if len(args) != 1 {
			return a.usage("init-arguments")
		}
		dir := args[0]
		if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
			return a.usage("init-not-empty", dir)
		}
		if from != "" {
			return a.restore(ctx, from, dir)
		}
		files, err := fs.Sub(scaffold, "scaffold")
		if err != nil {
			return err
		}
		count := 0
		err = fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			data, err := fs.ReadFile(files, name)
			if err != nil {
				return err
			}
			count++
			return writeNew(filepath.Join(dir, filepath.FromSlash(name)), data)
		})
		if err != nil {
			return err
		}
		if filepath.Clean(dir) == "." {
			a.say("init-done-here", count)
		} else {
			a.say("init-done", count, dir)
		}
		return nil
	})
	c.Flags().StringVar(&from, "from", "", a.t("flag.from"))
	return c
}

// restore makes a site of the sources in a bag that is what was sealed.
func (a *app) restore(ctx context.Context, bag, dir string) error {
	result, err := archive.Verify(ctx, bag, archive.Options{})
	if err != nil {
		return a.refused(err)
	}
	if !result.Valid() {
		_ = a.verified([]string{bag}, []archive.Result{result}, nil) // says what differs, and that it does
		return statusError{exitDiffers, a.usage("init-from-refused", bag)}
	}
	if err := archive.Extract(ctx, bag, "data/source", dir, archive.Options{}); err != nil {
		return a.refused(err)
	}
	clock := ""
	for _, f := range result.Info {
		if f.Label == "Bulletin-Clock" {
			clock = f.Value
		}
	}
	a.say("init-restored", dir, bag, clock)
	return nil
}
