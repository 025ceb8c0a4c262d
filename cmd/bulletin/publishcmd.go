package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"bulletin/internal/build"
	"bulletin/internal/deploy"
	"bulletin/internal/diag"
)

// publishFlags are those of the command that brings the site to its readers.
type publishFlags struct {
	access                                     access
	dryRun, rollback, verify, forget, breakOut bool
}

func (a *app) publishCommand() *cobra.Command {
	var f publishFlags
	c := a.command("publish", a.t("arg.target"), func(ctx context.Context, args []string) error {
		if len(args) != 1 {
			return a.usage("publish-which")
		}
		return a.publish(ctx, args[0], f)
	})
	flags := c.Flags()
	flags.StringVarP(&a.flags.baseURL, "base-url", "b", "", a.t("flag.base-url"))
	flags.StringVarP(&a.flags.destination, "destination", "d", "", a.t("flag.destination"))
	flags.StringVar(&a.flags.clock, "clock", "", a.t("flag.clock"))
	flags.BoolVar(&a.flags.strict, "strict", false, a.t("flag.strict"))
	flags.BoolVar(&a.flags.minify, "minify", false, a.t("flag.minify"))
	a.audienceFlag(c)
	flags.BoolVar(&f.dryRun, "dry-run", false, a.t("flag.publish-dry-run"))
	flags.BoolVar(&f.rollback, "rollback", false, a.t("flag.rollback"))
	flags.BoolVar(&f.verify, "verify", false, a.t("flag.publish-verify"))
	flags.BoolVar(&f.forget, "forget", false, a.t("flag.forget"))
	flags.BoolVar(&f.breakOut, "break-lock", false, a.t("flag.break-lock"))
	flags.StringVar(&f.access.keyFile, "key-file", "", a.t("flag.key-file"))
	flags.StringVar(&f.access.knownHosts, "known-hosts", "", a.t("flag.known-hosts"))
	flags.StringVar(&f.access.passwordFile, "password-file", "", a.t("flag.publish-password-file"))
	a.jsonFlag(c)
	return c
}

// publish builds the site and brings it to a target, or takes the last time back.
func (a *app) publish(ctx context.Context, name string, f publishFlags) error {
	o, err := a.siteOptions()
	if err != nil {
		return err
	}
	cfg, _, problems := build.Config(o)
	if problems.HasErrors() {
		return a.problems(problems)
	}
	to, err := a.target(name, o, cfg, f.access)
	if err != nil {
		return err
	}
	var site deploy.Site
	if !f.rollback {
		if site, err = a.fit(ctx, o); err != nil {
			return err
		}
	}
	target, end, err := a.openTarget(to, f.dryRun)
	if err != nil {
		return err
	}
	defer end()
	how := a.deployOptions(o.Root, to, f)
	var report deploy.Report
	if f.rollback {
		report, err = deploy.Rollback(ctx, target, how)
	} else {
		report, err = deploy.Publish(ctx, target, site, how)
	}
	return a.published(ctx, to.name, report, f, err)
}

// fit builds the site; what may not be published stops here.
func (a *app) fit(ctx context.Context, o build.Options) (deploy.Site, error) {
	start := time.Now()
	report, problems, err := build.Run(ctx, o)
	if verdict := a.problems(problems); err == nil && verdict != nil {
		return deploy.Site{}, verdict
	}
	if err != nil {
		return deploy.Site{}, err
	}
	a.say("built", report.Pages, report.Files, a.seconds(time.Since(start)), shortPath(report.Dest))
	output, err := build.Output(o, report.Dest)
	if err != nil {
		return deploy.Site{}, err
	}
	return deploy.Site{FS: output, Paths: output.Files(), Audience: output.Audience()}, nil
}

func (a *app) deployOptions(root string, to destination, f publishFlags) deploy.Options {
	how := deploy.Options{
		Local: filepath.Join(root, build.StateDir), Name: to.name, Who: whoami(), Now: time.Now(),
		DryRun: f.dryRun, Verify: f.verify, Forget: f.forget || to.forget, BreakLock: f.breakOut,
		Planned: func(r deploy.Report) { a.planned(to.name, r, f) },
	}
	if a.isTerminal() && !a.flags.quiet {
		how.Progress = func(done, all int) { fmt.Fprintf(a.err, "\r%s\x1b[K\r", a.t("publish-progress", done, all)) }
	}
	return how
}

// whoami is the user and the computer, for those who find a lock.
func whoami() string {
	name, host := "?", "?"
	if u, err := user.Current(); err == nil {
		name = u.Username
	}
	if h, err := os.Hostname(); err == nil {
		host = h
	}
	return name + "@" + host
}

// planned tells what is going to be done: in full for a dry run.
func (a *app) planned(name string, r deploy.Report, f publishFlags) {
	if r.Resumed {
		a.say("publish-resumed")
	}
	for _, p := range r.Differing {
		a.say("publish-differs", p)
	}
	a.say("publish-plan", name, len(r.New), len(r.Changed), len(r.Deleted), r.Unchanged, (r.Bytes+1023)>>10)
	if a.flags.json || !f.dryRun && !a.flags.verbose {
		return
	}
	for _, list := range []struct {
		mark  string
		paths []string
	}{{"+", r.New}, {"~", r.Changed}, {"-", r.Deleted}} {
		for _, p := range list.paths {
			fmt.Fprintln(a.out, list.mark, p)
		}
	}
}

type publishJSON struct {
	Version   int      `json:"version"`
	Command   string   `json:"command"`
	OK        bool     `json:"ok"`
	Error     string   `json:"error,omitempty"`
	Target    string   `json:"target"`
	DryRun    bool     `json:"dry_run"`
	Rollback  bool     `json:"rollback"`
	Resumed   bool     `json:"resumed"`
	New       []string `json:"new"`
	Changed   []string `json:"changed"`
	Deleted   []string `json:"deleted"`
	Differing []string `json:"differing"`
	Unchanged int      `json:"unchanged"`
	Bytes     int64    `json:"bytes"`
}

// published tells what was done, or why it was not.
func (a *app) published(ctx context.Context, name string, r deploy.Report, f publishFlags, err error) error {
	if err == nil && f.dryRun && len(r.Differing) > 0 {
		err = &deploy.MismatchError{Target: name, Paths: r.Differing}
	}
	if a.flags.json {
		list := func(paths []string) []string { return append([]string{}, paths...) }
		j := publishJSON{
			Version: jsonVersion, Command: "publish", OK: err == nil, Target: name, DryRun: f.dryRun, Rollback: f.rollback, Resumed: r.Resumed,
			New: list(r.New), Changed: list(r.Changed), Deleted: list(r.Deleted), Differing: list(r.Differing), Unchanged: r.Unchanged, Bytes: r.Bytes,
		}
		if err != nil {
			j.Error = a.explain(err)
		}
		if written := a.writeJSON(j); written != nil {
			return written
		}
	}
	switch {
	case err != nil:
		return a.unpublished(ctx, name, err)
	case f.dryRun:
		a.say("publish-dry")
	case f.rollback:
		a.say("publish-back", name, a.moment(r.At.Local()), cmp.Or(r.By, "?"))
	case r.Nothing():
		a.say("publish-same", name)
	default:
		a.say("publish-done", name)
	}
	return nil
}

// unpublished gives an error its exit status, and its words if it has none.
func (a *app) unpublished(ctx context.Context, name string, err error) error {
	var differs *deploy.MismatchError
	var audience *deploy.AudienceError
	var previous *deploy.NoPreviousError
	var foreign *deploy.ForeignError
	var known interface{ Diagnostics() diag.List }
	switch {
	case errors.As(err, &differs):
		return statusError{exitDiffers, err}
	case errors.As(err, &audience), errors.As(err, &previous), errors.As(err, &foreign):
		return statusError{exitUsage, err}
	case errors.As(err, &known), ctx.Err() != nil:
		return err
	}
	return statusError{exitIO, errors.New(a.t("publish-failed", name, a.cause(err)))}
}
