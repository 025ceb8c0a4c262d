package main

import (
	"context"

	"github.com/spf13/cobra"

	"bulletin/internal/build"
	"bulletin/internal/diag"
)

func (a *app) checkCommand() *cobra.Command {
	c := a.command("check", "", func(ctx context.Context, args []string) error {
		if len(args) > 0 {
			return a.usage("no-arguments", args[0])
		}
		if a.flags.json && a.flags.sarif {
			return a.usage("one-form", "--json", "--sarif")
		}
		o, err := a.siteOptions()
		if err != nil {
			return err
		}
		pages, problems, err := build.Check(ctx, o)
		if err != nil {
			return err
		}
		if a.flags.sarif {
			if err := a.writeJSON(a.sarif(problems)); err != nil {
				return err
			}
			return a.quietVerdict(problems)
		}
		if a.flags.json {
			verdict := a.quietVerdict(problems)
			if err := a.writeJSON(checkJSON{jsonVersion, "check", verdict == nil, pages, a.problemsJSON(problems)}); err != nil {
				return err
			}
			return verdict
		}
		if verdict := a.found(problems); verdict != nil {
			return verdict
		}
		a.say("checked", pages, problems.Count(diag.Warning), problems.Count(diag.Info))
		return nil
	})
	a.siteFlags(c)
	a.audienceFlag(c)
	a.jsonFlag(c)
	c.Flags().BoolVar(&a.flags.sarif, "sarif", false, a.t("flag.sarif"))
	return c
}

type checkJSON struct {
	Version  int           `json:"version"`
	Command  string        `json:"command"`
	OK       bool          `json:"ok"`
	Pages    int           `json:"pages"`
	Problems []problemJSON `json:"problems"`
}
