package main

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"bulletin/internal/build"
	"bulletin/internal/content"
	"bulletin/internal/viet"
)

func (a *app) newCommand() *cobra.Command {
	var bundle bool
	c := a.command("new", a.t("arg.kind")+" "+a.t("arg.title"), func(_ context.Context, args []string) error {
		if len(args) < 2 {
			return a.usage("new-arguments")
		}
		kind, err := a.kind(args[0])
		if err != nil {
			return err
		}
		o, err := a.siteOptions()
		if err != nil {
			return err
		}
		title := viet.NFC(strings.Join(args[1:], " "))
		file, err := newFile(build.ContentFolder(o), kind, title, bundle)
		if err != nil {
			return a.usage("new-title", title)
		}
		if err := writeNew(file, content.Blank(kind, title, today(a.inZone(o)), a.lang)); err != nil {
			if errors.Is(err, fs.ErrExist) {
				return a.usage("new-exists", shortPath(file))
			}
			return err
		}
		a.say("new-written", shortPath(file))
		return nil
	})
	c.Flags().BoolVar(&bundle, "bundle", false, a.t("flag.bundle"))
	c.Flags().StringVar(&a.flags.clock, "clock", "", a.t("flag.clock"))
	return c
}

// newFile is the path of a new document: its title without marks, in the folder
// of its kind.
func newFile(folder string, kind content.Kind, title string, bundle bool) (string, error) {
	name := viet.Slug(title)
	if name == "" {
		return "", errors.New("no letters in the title")
	}
	name = filepath.Join(folder, kind.Spec().Folder, name)
	if bundle {
		return filepath.Join(name, "index.md"), nil
	}
	return name + ".md", nil
}

// writeNew writes a file that must not exist yet.
func writeNew(file string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return cmp.Or(err, f.Close())
}

// inZone is the clock where the site is.
func (a *app) inZone(o build.Options) time.Time {
	if cfg, _, _ := build.Config(o); cfg.Zone != nil {
		return o.View.Clock.In(cfg.Zone)
	}
	return o.View.Clock
}

func today(t time.Time) viet.Date {
	return viet.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day(), Precision: viet.ByDay}
}
