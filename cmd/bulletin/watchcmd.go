package main

import (
	"context"
	"time"

	"github.com/spf13/cobra"

	"bulletin/internal/build"
)

func (a *app) watchCommand() *cobra.Command {
	var poll time.Duration
	c := a.command("watch", "", func(ctx context.Context, args []string) error {
		if len(args) > 0 {
			return a.stray(args[0])
		}
		o, err := a.siteOptions()
		if err != nil {
			return err
		}
		first := true
		live := &build.Live{Options: o}
		defer live.Close()
		return a.follow(ctx, live, poll, true, func(r outcome) {
			a.reportOutcome(r, first)
			if first {
				a.say("watching")
			}
			first = false
		})
	})
	a.outputFlags(c)
	a.audienceFlag(c)
	c.Flags().DurationVar(&poll, "poll", 0, a.t("flag.poll"))
	return c
}

// reportOutcome says what a build gave: at length the first time, then a line.
func (a *app) reportOutcome(r outcome, first bool) {
	if r.repeats {
		return
	}
	verdict := a.problems(r.problems)
	switch {
	case r.err != nil:
		a.complain(r.err)
	case verdict != nil:
	case first && r.published:
		a.reportBuild(r.report, r.took)
	case first:
		a.say("read", r.report.Pages, r.report.Files, a.seconds(r.took))
	case !r.published:
		a.say("updated", time.Now().Format("15:04:05"), a.seconds(r.took))
	default:
		p := r.report.Publish
		a.say("rebuilt", time.Now().Format("15:04:05"), len(p.Changed), len(p.Removed), a.seconds(r.took))
	}
}
