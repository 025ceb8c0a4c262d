package main

import (
	"context"
	"fmt"
	"net/url"
	"path/filepath"

	"github.com/spf13/cobra"

	"bulletin/internal/build"
	"bulletin/internal/diag"
	"bulletin/internal/outside"
)

func (a *app) checkCommand() *cobra.Command {
	c := a.command("check", "", func(ctx context.Context, args []string) error {
		if len(args) > 0 {
			return a.stray(args[0])
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
		if a.flags.external {
			dead, err := a.outside(ctx, o)
			if err != nil {
				return err
			}
			problems = append(problems, dead...).Sort()
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
	c.Flags().BoolVar(&a.flags.external, "external", false, a.t("flag.external"))
	return c
}

// outside warns of addresses on other hosts that do not answer any more.
func (a *app) outside(ctx context.Context, o build.Options) (diag.List, error) {
	links, err := build.OutsideLinks(ctx, o)
	if err != nil {
		return nil, err
	}
	addresses := make([]string, len(links))
	for i, link := range links {
		addresses[i] = link.URL
	}
	note := func(int, int) {}
	if a.isTerminal() && !a.flags.quiet {
		note = func(done, all int) { fmt.Fprintf(a.err, "\r%s\x1b[K\r", a.t("asking", done, all)) }
	}
	answers, err := outside.Check(ctx, addresses, outside.Options{
		Cache: filepath.Join(o.Root, build.StateDir, "outside.json"), Now: o.View.Clock, Agent: "bulletin/" + version,
	}, note)
	if err != nil {
		return nil, err
	}
	if hosts := silent(answers); hosts > 1 {
		return diag.List{{Severity: diag.Warning, Code: "outside-offline", Args: []any{len(answers), hosts}}}, nil
	}
	var dead diag.List
	for _, link := range links {
		if answer := answers[link.URL]; answer.Gone {
			d := link.At
			d.Severity, d.Code, d.Args = diag.Warning, "outside-gone", []any{link.URL, answer.Status}
			if answer.Status == 0 {
				d.Code, d.Args = "outside-dead", []any{link.URL, a.refusal(answer.Reason)}
			}
			dead.Add(d)
		}
	}
	return dead, nil
}

// silent is how many hosts were asked when none of them was found or could be reached, as
// on a computer without internet; 0 when any was.
func silent(answers map[string]outside.Answer) int {
	hosts := map[string]bool{}
	for address, answer := range answers {
		text := causeOf(answer.Reason)
		if answer.Status != 0 || text != "cause-host" && text != "cause-unreachable" {
			return 0
		}
		if u, err := url.Parse(address); err == nil {
			hosts[u.Host] = true
		}
	}
	return len(hosts)
}

// refusal is why a host could not be asked, in the user's language where that is known.
func (a *app) refusal(reason string) string {
	if text := causeOf(reason); text != "" {
		return a.t(text, reason)
	}
	return reason
}

type checkJSON struct {
	Version  int           `json:"version"`
	Command  string        `json:"command"`
	OK       bool          `json:"ok"`
	Pages    int           `json:"pages"`
	Problems []problemJSON `json:"problems"`
}
