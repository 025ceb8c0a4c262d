package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
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
		case errors.As(err, &none) && len(none.Near) > 0:
			return a.usage("why-none-near", none.Name, strings.Join(none.Near, "\n  "))
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
	Version    int            `json:"version"`
	Command    string         `json:"command"`
	Path       string         `json:"path"`
	Layout     string         `json:"layout"`
	Source     string         `json:"source"`
	Kind       string         `json:"kind"`
	Title      string         `json:"title"`
	State      string         `json:"state"`
	Published  bool           `json:"published"`
	From       string         `json:"published_from"`
	Until      string         `json:"published_until"`
	Audience   string         `json:"audience"`
	Fields     []string       `json:"internal_fields"`
	Parts      []int          `json:"internal_parts"`
	As         []string       `json:"published_as"`
	Users      []userJSON     `json:"used_by"`
	Bundle     *userJSON      `json:"kept_back_by"`
	Output     string         `json:"output"`
	Last       *lastBuildJSON `json:"last_build"`
	Next       string         `json:"next_change"`
	NextOf     []string       `json:"next_change_of"`
	ShownOn    []string       `json:"shown_on"`
	PartOf     []string       `json:"part_of"`
	LinkedFrom []string       `json:"linked_from"`
	Shows      []string       `json:"shows"`
}

type userJSON struct {
	File   string `json:"file"`
	State  string `json:"state"`
	Hidden bool   `json:"internal_part"`
}

type lastBuildJSON struct {
	At      string   `json:"at"`
	Program string   `json:"program"`
	Made    bool     `json:"made"`
	Why     string   `json:"why"`
	Sources []string `json:"sources"`
	More    int      `json:"more_sources"`
}

func (a *app) reasonJSON(r *build.Reason) reasonJSON {
	j := reasonJSON{
		Version: jsonVersion, Command: "why", Path: r.Path, Layout: r.Layout, Source: r.Source, Kind: string(r.Kind), Title: r.Title,
		State: r.State.String(), Published: r.Output != "", From: stamped(r.From), Until: stamped(r.Until),
		Audience: string(r.Audience), Fields: append([]string{}, r.Fields...), Parts: append([]int{}, r.Parts...),
		As: []string{}, Users: []userJSON{}, Output: string(r.Output), Next: stamped(r.Next.At), NextOf: append([]string{}, r.Next.Sources...),
		ShownOn: append([]string{}, r.ShownOn...), PartOf: append([]string{}, r.PartOf...),
		LinkedFrom: append([]string{}, r.LinkedFrom...), Shows: append([]string{}, r.Shows...),
	}
	if f := r.File; f != nil {
		j.State, j.As = "", append(j.As, f.As...)
		for _, u := range f.Users {
			j.Users = append(j.Users, userJSON{u.Source, u.State.String(), u.Hidden})
		}
		if f.Bundle != nil {
			j.Bundle = &userJSON{f.Bundle.Source, f.Bundle.State.String(), f.Bundle.Hidden}
		}
	}
	if l := r.Last; l != nil {
		j.Last = &lastBuildJSON{stamped(l.At), l.Program, l.Made, string(l.Why), append([]string{}, l.Files...), l.More}
	}
	return j
}

// writeReason writes what is known of a file, one fact a line.
func (a *app) writeReason(r *build.Reason) error {
	if a.flags.json {
		return a.writeJSON(a.reasonJSON(r))
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
	if r.Layout != "" || r.Kind != "" {
		say("path", r.Path)
	} else if r.File == nil || len(r.File.As) > 0 && r.Path != r.File.As[0] { // it is the first of a list below
		say("path-file", r.Path)
	}
	say("layout", r.Layout)
	say("audience", a.audienceOf(r))
	if r.Source != "" {
		say("state", a.stateOf(r))
	}
	if r.Output != "" {
		say("output", a.t("why.output-"+string(r.Output)))
	}
	say("last", a.lastOf(r.Last))
	if r.State != site.Internal && r.State != site.Draft {
		say("from", a.instant(r.From))
		say("until", a.instant(r.Until))
	}
	say("next", a.nextOf(r.Next))
	lists := []nameList{{"shown-on", r.ShownOn}, {"part-of", r.PartOf}, {"linked-from", r.LinkedFrom}, {"shows", r.Shows}}
	if r.File != nil {
		lists = append([]nameList{{"as", r.File.As}, {"used-by", a.usersOf(r.File)}}, lists...)
	}
	for _, list := range lists {
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

// nameList are names under a label.
type nameList struct {
	key string
	all []string
}

// audienceOf says which sites have a source, and what of it only that of the office has.
func (a *app) audienceOf(r *build.Reason) string {
	if r.Audience == "" {
		return ""
	}
	text := a.t("why.audience-" + string(r.Audience))
	var hidden []string
	if len(r.Fields) > 0 {
		var names []string
		for _, key := range r.Fields {
			name := key
			if f, known := r.Kind.Spec().Schema().Field(key); known {
				name = f.Label(a.lang) + " (" + key + ")"
			}
			names = append(names, name)
		}
		hidden = append(hidden, a.t("why.fields", strings.Join(names, ", ")))
	}
	if len(r.Parts) > 0 {
		var lines []string
		for _, line := range r.Parts {
			lines = append(lines, strconv.Itoa(line))
		}
		hidden = append(hidden, a.t("why.parts", strings.Join(lines, ", ")))
	}
	if len(hidden) == 0 {
		return text
	}
	return a.t("why.audience-hidden", text, strings.Join(hidden, a.t("why.and")))
}

// lastOf says what the last build that changed anything did with a file, and why.
func (a *app) lastOf(l *build.LastBuild) string {
	switch {
	case l == nil:
		return ""
	case !l.Made:
		return a.t("why.last-kept", a.instant(l.At))
	case l.Why == build.WhyNew:
		return a.t("why.last-new", a.instant(l.At))
	}
	files := strings.Join(l.Files, ", ")
	if l.More > 0 {
		files += a.t("why.last-more", l.More)
	}
	return a.t("why.last-made", a.instant(l.At), a.t("why."+string(l.Why), files))
}

// nextOf says what changes next by itself.
func (a *app) nextOf(t build.Turn) string {
	switch {
	case t.At.IsZero():
		return ""
	case t.Begins:
		return a.t("why.next-begins", a.instant(t.At))
	case t.Ends:
		return a.t("why.next-ends", a.instant(t.At))
	}
	return a.t("why.next-changes", a.instant(t.At), strings.Join(t.Sources, ", "))
}

// usersOf are the items that use a file, with what keeps them from being published.
func (a *app) usersOf(f *build.FileReason) []string {
	var users []string
	for _, u := range f.Users {
		name := u.Source
		if u.State != site.Live {
			name += " (" + a.t("state."+u.State.String()) + ")"
		} else if u.Hidden {
			name += " (" + a.t("why.hidden") + ")"
		}
		users = append(users, name)
	}
	return users
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

// stateOf says whether a source is published, and if not, why.
func (a *app) stateOf(r *build.Reason) string {
	if r.File != nil && !r.Shown {
		return a.withheld(r.File)
	}
	text := a.t("why.state-" + r.State.String())
	if r.Shown && r.State != site.Live {
		text += "; " + a.t("why.preview")
	}
	return text
}

// withheld says why a picture or an attachment is not published.
func (a *app) withheld(f *build.FileReason) string {
	switch {
	case f.Bundle != nil:
		return a.t("why.file-bundle", f.Bundle.Source, a.t("state."+f.Bundle.State.String()))
	case len(f.Users) == 0:
		return a.t("why.file-unused")
	case slices.ContainsFunc(f.Users, func(u build.User) bool { return u.Shown && u.Hidden }):
		return a.t("why.file-hidden")
	}
	return a.t("why.file-users")
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
