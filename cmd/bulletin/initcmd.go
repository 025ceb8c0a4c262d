package main

import (
	"context"
	"embed"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
)

// scaffold is the newcomer's site, one example of each kind.
//
//go:embed all:scaffold
var scaffold embed.FS

func (a *app) initCommand() *cobra.Command {
	return a.command("init", a.t("arg.folder"), func(ctx context.Context, args []string) error {
		if len(args) != 1 {
			return a.usage("init-arguments")
		}
		dir := args[0]
		if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
			return a.usage("init-not-empty", dir)
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
		a.say("init-done", count, dir)
		return nil
	})
}
