package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"bulletin/internal/award"
	"bulletin/internal/build"
	"bulletin/internal/config"
	"bulletin/internal/content"
)

func (a *app) schemaCommand() *cobra.Command {
	c := a.command("schema", "["+a.t("arg.kind")+" | config | awards]", func(ctx context.Context, args []string) error {
		switch {
		case len(args) > 1:
			return a.usage("no-arguments", args[1])
		case len(args) == 0:
			return a.writeJSON(content.Schema(a.lang))
		case args[0] == "config":
			return a.writeJSON(config.Schema().JSON("bulletin.yaml", a.lang))
		case args[0] == "awards":
			return a.writeAwards(ctx)
		}
		kind, err := a.kind(args[0])
		if err != nil {
			return err
		}
		spec := kind.Spec()
		return a.writeJSON(spec.Schema().JSON(spec.Label(a.lang), a.lang))
	})
	return c
}

// writeAwards lists the award catalogue, with the site's own awards.
func (a *app) writeAwards(ctx context.Context) error {
	o, err := a.options()
	if err != nil {
		return err
	}
	cfg, _, problems := build.Config(o)
	w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
	for _, t := range award.Builtin().With(cfg.Awards) {
		level := string(t.Level)
		for _, option := range t.Level.Options() {
			if option.Value == level {
				level = option.Label(a.lang)
			}
		}
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", t.Key, t.Label(a.lang), level, t.DecidedBy)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return a.found(problems)
}
