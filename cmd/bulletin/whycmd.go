package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"bulletin/internal/build"
	"bulletin/internal/site"
)

func (a *app) whyCommand() *cobra.Command {
	c := a.command("why", a.t("arg.page"), func(ctx context.Context, args []string) error {
		if len(args) != 1 {
			return a.usage("why-what")
		}
		o, err := a.siteOptions()
		if err != nil {
			return err
		}
		reason, problems, err := build.Explain(ctx, o, args[0])
		var none *build.NoReasonError
		switch {
		case errors.As(err, &none):
			return a.usage("why-none", none.Name)
		case err != nil:
			return err
		case reason == nil:
			return a.problems(problems)
		}
		return a.writeReason(reason)
	})
	a.siteFlags(c)
	a.audienceFlag(c)
	a.jsonFlag(c)
	return c
}

type reasonJSON struct {
	Version    int      `json:"version"`
	Command    string   `json:"command"`
	Path       string   `json:"path"`
	Layout     string   `json:"layout"`
	Source     string   `json:"source"`
	Kind       string   `json:"kind"`
	Title      string   `json:"title"`
	State      string   `json:"state"`
	From       string   `json:"published_from"`
	Until      string   `json:"published_until"`
	Output     string   `json:"output"`
	ShownOn    []string `json:"shown_on"`
	LinkedFrom []string `json:"linked_from"`
	Shows      []string `json:"shows"`
}

// writeReason writes what is known of a file, one fact a line.
func (a *app) writeReason(r *build.Reason) error {
	if a.flags.json {
		return a.writeJSON(reasonJSON{
			Version: jsonVersion, Command: "why", Path: r.Path, Layout: r.Layout, Source: r.Source, Kind: string(r.Kind), Title: r.Title,
			State: r.State.String(), From: stamped(r.From), Until: stamped(r.Until), Output: string(r.Output),
			ShownOn: append([]string{}, r.ShownOn...), LinkedFrom: append([]string{}, r.LinkedFrom...), Shows: append([]string{}, r.Shows...),
		})
	}
	w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
	say := func(key, text string) {
		if text != "" {
			fmt.Fprintf(w, "%s\t%s\n", a.t("why."+key), text)
		}
	}
	say("title", r.Title)
	say("source", r.Source)
	if r.Kind != "" {
		say("kind", r.Kind.Spec().Label(a.lang))
	}
	say("path", r.Path)
	say("layout", r.Layout)
	if r.Source != "" {
		say("state", a.stateOf(r))
	}
	if r.Output != "" {
		say("output", a.t("why.output-"+string(r.Output)))
	}
	if r.State != site.Internal && r.State != site.Draft {
		say("from", a.instant(r.From))
		say("until", a.instant(r.Until))
	}
	for _, list := range []struct {
		key string
		all []string
	}{{"shown-on", r.ShownOn}, {"linked-from", r.LinkedFrom}, {"shows", r.Shows}} {
		for i, name := range a.first(list.all) {
			label := ""
			if i == 0 {
				label = a.t("why."+list.key, len(list.all))
			}
			fmt.Fprintf(w, "%s\t%s\n", label, name)
		}
	}
	return w.Flush()
}

// reasonsShown is how many files of a sort are named, unless all are asked for.
const reasonsShown = 10

// first are the first of many names, and how many there are more.
func (a *app) first(all []string) []string {
	if a.flags.verbose || len(all) <= reasonsShown {
		return all
	}
	return append(append([]string{}, all[:reasonsShown]...), a.t("why.more", len(all)-reasonsShown))
}

// stateOf says whether an item is published, and what its front matter says of it.
func (a *app) stateOf(r *build.Reason) string {
	text := a.t("why.state-" + r.State.String())
	if r.Shown && r.State != site.Live {
		text += "; " + a.t("why.preview")
	}
	return text
}

func (a *app) instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return strings.TrimSpace(t.Format("15:04 02/01/2006"))
}

func stamped(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.RFC3339)
}
