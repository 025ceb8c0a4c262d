package main

import (
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"bulletin/internal/build"
	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

func (a *app) buildCommand() *cobra.Command {
	var single string
	c := a.command("build", "", func(ctx context.Context, args []string) error {
		if len(args) > 0 && single == besideOutput {
			return a.usage("single-file-name", args[0])
		}
		if len(args) > 0 {
			return a.stray(args[0])
		}
		o, err := a.siteOptions()
		if err != nil {
			return err
		}
		if err := a.build(ctx, o); err != nil || single == "" {
			return err
		}
		return a.singleFile(ctx, o, single)
	})
	f := a.outputFlags(c)
	a.audienceFlag(c)
	f.BoolVar(&a.flags.verify, "verify", false, a.t("flag.verify"))
	f.BoolVar(&a.flags.explain, "explain", false, a.t("flag.explain"))
	f.StringVar(&single, "single-file", "", a.t("flag.single-file"))
	f.Lookup("single-file").NoOptDefVal = besideOutput
	a.jsonFlag(c)
	return c
}

// build runs one build and reports it.
func (a *app) build(ctx context.Context, o build.Options) error {
	start := time.Now()
	report, problems, err := build.Run(ctx, o)
	if a.flags.json {
		if err := a.writeJSON(a.buildJSON(report, problems, err)); err != nil {
			return err
		}
		if err == nil {
			err = a.quietVerdict(problems)
		}
		return err
	}
	if verdict := a.problems(problems); err == nil && verdict != nil {
		return verdict
	}
	if err != nil {
		return err
	}
	a.reportBuild(report, time.Since(start))
	return nil
}

// reportBuild says what a build did, and when the site changes next by itself.
func (a *app) reportBuild(r build.Report, took time.Duration) {
	a.say("built", r.Pages, r.Files, a.seconds(took), shortPath(r.Dest))
	a.say("built-counts", len(r.Publish.Changed), r.Publish.Unchanged, len(r.Publish.Removed))
	if a.flags.verbose {
		for _, path := range r.Publish.Changed {
			a.say("wrote", path)
		}
		for _, path := range r.Publish.Removed {
			a.say("removed", path)
		}
	}
	for _, m := range r.Made {
		a.say("made", m.Path, a.t("why."+string(m.Why), strings.Join(m.Files, ", ")))
	}
	for _, path := range r.Publish.Foreign {
		a.say("foreign", path)
	}
	if r.NoBase {
		a.say("no-base")
	}
	if r.Next.IsZero() {
		a.say("next-never")
		return
	}
	a.say("next", a.moment(r.Next))
}

// moment is a point in time in words.
func (a *app) moment(t time.Time) string {
	day := viet.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day(), Precision: viet.ByDay}
	if a.lang == diag.EN {
		return t.Format("15:04") + ", " + day.English()
	}
	return t.Format("15:04") + " " + day.Vietnamese()
}

// seconds is a duration as a person reads it.
func (a *app) seconds(d time.Duration) string {
	if a.lang == diag.VI {
		return viet.Number(float64(d.Milliseconds())/1000) + " giây"
	}
	return viet.NumberEN(float64(d.Milliseconds())/1000) + " s"
}

// shortPath is a path as seen from here, when that is shorter.
func shortPath(path string) string {
	if here, err := filepath.Abs("."); err == nil {
		if rel, err := filepath.Rel(here, path); err == nil && len(rel) < len(path) {
			return rel
		}
	}
	return path
}

// jsonVersion is the version of everything --json prints; it changes when a key
// changes its meaning or goes away.
const jsonVersion = 1

type buildJSON struct {
	Version   int           `json:"version"`
	Command   string        `json:"command"`
	OK        bool          `json:"ok"`
	Error     string        `json:"error,omitempty"`
	Dest      string        `json:"destination,omitempty"`
	Pages     int           `json:"pages"`
	Files     int           `json:"files"`
	Written   int           `json:"written"`
	Unchanged int           `json:"unchanged"`
	Deleted   int           `json:"deleted"`
	Foreign   []string      `json:"foreign"`
	Next      string        `json:"next_change,omitempty"`
	Made      []madeJSON    `json:"made,omitempty"`
	Problems  []problemJSON `json:"problems"`
}

func (a *app) buildJSON(r build.Report, problems diag.List, err error) buildJSON {
	j := buildJSON{
		Version: jsonVersion, Command: "build", OK: err == nil && a.quietVerdict(problems) == nil,
		Dest: r.Dest, Pages: r.Pages, Files: r.Files,
		Written: len(r.Publish.Changed), Unchanged: r.Publish.Unchanged, Deleted: len(r.Publish.Removed),
		Foreign: append([]string{}, r.Publish.Foreign...), Problems: a.problemsJSON(problems),
	}
	for _, m := range r.Made {
		j.Made = append(j.Made, madeJSON{m.Path, string(m.Why), m.Files})
	}
	if err != nil {
		j.Error = a.explain(err)
	}
	if !r.Next.IsZero() {
		j.Next = r.Next.Format(time.RFC3339)
	}
	return j
}

type madeJSON struct {
	File    string   `json:"file"`
	Why     string   `json:"why"`
	Sources []string `json:"sources,omitempty"`
}

type problemJSON struct {
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"`
	Code     string `json:"code"`
	Field    string `json:"field,omitempty"`
	Message  string `json:"message"`
	Hint     string `json:"hint,omitempty"`
	Text     string `json:"text,omitempty"`
}

func (a *app) problemsJSON(list diag.List) []problemJSON {
	out := make([]problemJSON, 0, len(list))
	for _, d := range list {
		out = append(out, problemJSON{
			File: d.Pos.File, Line: d.Pos.Line, Column: d.Pos.Col, Severity: d.Severity.String(),
			Code: string(d.Code), Field: d.Field, Message: d.Message(a.lang), Hint: d.Hint(a.lang), Text: d.Line,
		})
	}
	return out
}

// quietVerdict is the verdict without the closing line.
func (a *app) quietVerdict(list diag.List) error {
	quiet := *a
	quiet.flags.quiet = true
	return quiet.verdict(list, "stopped")
}

// writeJSON writes a value to the standard output, indented.
func (a *app) writeJSON(v any) error {
	enc := json.NewEncoder(a.out)
	enc.SetIndent("", "  ")
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}
