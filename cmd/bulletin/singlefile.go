package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"bulletin/internal/build"
	"bulletin/internal/diag"
	"bulletin/internal/singlefile"
	"bulletin/internal/viet"
)

// besideOutput stands for the name of the output folder with .html.
const besideOutput = "*"

// mailMost is what most mail servers take, less what the mail's own encoding adds to a
// file: a third, and the rest of the letter. In bytes.
const mailMost = 18 << 20

// singleFile writes what was built just now as one document.
func (a *app) singleFile(ctx context.Context, o build.Options, name string) error {
	published, dest, err := build.Published(o)
	if err != nil {
		return err
	}
	if name == besideOutput {
		name = dest + ".html"
	} else if filepath.Ext(name) == "" { // a double-click would not open it
		name += ".html"
	}
	if isBelow(dest, name) { // the next copy of the folder would take it along
		return a.usage("single-file-inside", shortPath(name), shortPath(dest))
	}
	entries := published.Entries()
	names := make([]string, len(entries))
	for i, e := range entries {
		names[i] = e.Path
	}
	root, err := os.OpenRoot(published.Folder())
	if err != nil {
		return fmt.Errorf("opening the output: %w", err)
	}
	defer root.Close()
	made, err := singlefile.Make(ctx, root.FS(), names)
	if err != nil {
		return fmt.Errorf("making %s: %w", shortPath(name), err)
	}
	if err := writeWhole(name, made.HTML); err != nil {
		return fmt.Errorf("writing %s: %w", shortPath(name), err)
	}
	a.say("single-file", shortPath(name), made.Pages, made.Files, a.megabytes(len(made.HTML)))
	if len(made.HTML) > mailMost {
		a.say("single-file-large")
	}
	if len(made.Dropped) > 0 {
		a.say("single-file-dropped", len(made.Dropped))
	}
	if a.flags.verbose {
		for _, path := range made.Dropped {
			a.say("made", path, a.t("single-file-not-in"))
		}
	}
	return nil
}

// megabytes is a size as a person reads it.
func (a *app) megabytes(bytes int) string {
	hundredths := float64((bytes+5_000)/10_000) / 100
	if a.lang == diag.VI {
		return viet.Number(hundredths) + " MB"
	}
	return viet.NumberEN(hundredths) + " MB"
}
