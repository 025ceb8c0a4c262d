package main

import (
	"context"

	"github.com/spf13/cobra"

	"bulletin/internal/build"
)

func (a *app) cleanCommand() *cobra.Command {
	c := a.command("clean", "", func(ctx context.Context, args []string) error {
		if len(args) > 0 {
			return a.stray(args[0])
		}
		o, err := a.options()
		if err != nil {
			return err
		}
		if _, _, problems := build.Config(o); problems.HasErrors() {
			return a.problems(problems) // it may name another output than the default
		}
		report, dest, err := build.Clean(ctx, o)
		if err != nil {
			return err
		}
		if a.flags.json {
			return a.writeJSON(map[string]any{
				"version": jsonVersion, "command": "clean", "destination": dest,
				"deleted": append([]string{}, report.Removed...), "foreign": append([]string{}, report.Foreign...),
			})
		}
		a.say("cleaned", len(report.Removed), shortPath(dest))
		for _, path := range report.Foreign {
			a.say("foreign", path)
		}
		return nil
	})
	c.Flags().StringVarP(&a.flags.destination, "destination", "d", "", a.t("flag.destination"))
	a.jsonFlag(c)
	return c
}
