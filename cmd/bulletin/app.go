package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"bulletin/internal/build"
	"bulletin/internal/build/publish"
	"bulletin/internal/config"
	"bulletin/internal/diag"
	"bulletin/internal/garbage"
	"bulletin/internal/site"
	"bulletin/internal/viet"
	"bulletin/themes"
)

// Exit statuses.
const (
	exitOK          = 0
	exitContent     = 1   // problems in the content
	exitUsage       = 2   // wrong call or configuration
	exitIO          = 3   // input, output or network
	exitDiffers     = 4   // what was verified is not what it should be
	exitInterrupted = 130 // Ctrl-C
)

// app is one run of the program: its streams, its language and its flags.
type app struct {
	in      io.Reader
	out     io.Writer // data
	err     io.Writer // for people
	environ []string
	lang    diag.Lang
	colour  bool
	flags   flags
	garbage *garbage.Collector
}

// flags are the flags that several commands share.
type flags struct {
	audience, source, destination, baseURL, clock string
	drafts, future, expired                       bool
	json, strict, quiet, verbose, minify          bool
	sarif, external                               bool
	verify, explain                               bool
	lang                                          string
}

// statusError is an error with its exit status. One without text was already
// explained.
type statusError struct {
	status int
	err    error
}

func (e statusError) Error() string {
	if e.err == nil {
		return ""
	}
	return e.err.Error()
}

func (e statusError) Unwrap() error { return e.err }

func newApp(in io.Reader, out, errw io.Writer, environ, args []string) *app {
	a := &app{in: in, out: out, err: errw, environ: environ}
	a.lang = a.language(args)
	a.colour = a.isTerminal() && a.env("NO_COLOR") == "" && a.env("TERM") != "dumb"
	return a
}

// env is the value of an environment variable.
func (a *app) env(name string) string {
	for _, variable := range a.environ {
		if key, value, _ := strings.Cut(variable, "="); key == name {
			return value
		}
	}
	return ""
}

// isTerminal tells whether a person reads the messages as they come.
func (a *app) isTerminal() bool {
	f, ok := a.err.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// interruptible ends the context at Ctrl-C; a second one kills the program.
func (a *app) interruptible() (context.Context, context.CancelFunc) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, stop
}

// finish explains an error and turns it into an exit status.
func (a *app) finish(ctx context.Context, err error) int {
	if err == nil {
		return exitOK
	}
	if ctx.Err() != nil {
		a.say("interrupted")
		return exitInterrupted
	}
	status := exitIO
	var place *publish.DestError
	if errors.As(err, &place) {
		status = exitUsage
	}
	var known statusError
	if errors.As(err, &known) {
		status, err = known.status, known.err
	}
	if err != nil {
		a.complain(err)
	}
	return status
}

// complain says an error to a person.
func (a *app) complain(err error) {
	fmt.Fprintf(a.err, "%s: %s\n", a.t("error"), a.explain(err))
}

// say writes a line for a person, unless --quiet.
func (a *app) say(key string, args ...any) {
	if !a.flags.quiet {
		fmt.Fprintln(a.err, a.t(key, args...))
	}
}

// usage is an error of the call.
func (a *app) usage(key string, args ...any) error {
	return statusError{exitUsage, errors.New(a.t(key, args...))}
}

// options turns the flags into the pipeline's options.
func (a *app) options() (build.Options, error) {
	o := build.Options{
		Root: cmp.Or(a.flags.source, "."), Dest: a.flags.destination, Environ: a.environ,
		Theme: themes.Default(), Version: version, Strict: a.flags.strict, Minify: a.flags.minify, Verify: a.flags.verify, Explain: a.flags.explain,
		Garbage: a.garbage,
	}
	if info, err := os.Stat(o.Root); err != nil || !info.IsDir() {
		return o, a.usage("no-source", o.Root)
	}
	if a.flags.baseURL != "" {
		o.Settings = append(o.Settings, config.Setting{Path: "base_url", Text: a.flags.baseURL, From: "--base-url"})
	}
	if a.isTerminal() && !a.flags.quiet {
		o.Progress = a.progress
	}
	clock, err := a.clock(func() *time.Location {
		cfg, _, _ := build.Config(o) // its problems are reported when the site is loaded
		return cfg.Zone
	})
	o.View = site.View{Clock: clock, Drafts: a.flags.drafts, Future: a.flags.future, Expired: a.flags.expired}
	switch a.flags.audience {
	case "", "public":
	case "internal":
		o.View.Internal = true
	default:
		return o, a.usage("bad-audience", a.flags.audience)
	}
	return o, err
}

// progress shows how far a build is, on a line that the next message replaces.
func (a *app) progress(done, all int) {
	fmt.Fprintf(a.err, "\r%s\x1b[K\r", a.t("progress", done, all))
}

// clock is the time the site is built for: --clock, SOURCE_DATE_EPOCH
// (reproducible-builds.org), else now. A --clock without a zone is the site's.
func (a *app) clock(zone func() *time.Location) (time.Time, error) {
	if text := a.flags.clock; text != "" {
		at, _, err := viet.ParseTime(text, zone())
		if err != nil {
			return time.Time{}, a.usage("bad-clock", text)
		}
		return at, nil
	}
	if epoch := a.env("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil || seconds < 0 || seconds > epochMost {
			return time.Time{}, a.usage("bad-epoch", epoch)
		}
		return time.Unix(seconds, 0), nil
	}
	return time.Now(), nil
}

// epochMost is the last second of the year 9999, the last that dates here have.
const epochMost = 253402300799

// problems shows the diagnostics of a build and returns the status they deserve,
// nil when they let the site be published.
func (a *app) problems(list diag.List) error { return a.show(list, "stopped") }

// found does so for a command that builds nothing.
func (a *app) found(list diag.List) error { return a.show(list, "found") }

func (a *app) show(list diag.List, closing string) error {
	shown := list
	if a.flags.quiet && !a.flags.strict {
		shown = only(list, diag.Error)
	}
	if len(shown) > 0 {
		if err := shown.Print(a.err, diag.Style{Lang: a.lang, Color: a.colour}); err != nil {
			return err
		}
	}
	return a.verdict(list, closing)
}

// verdict is the status that problems deserve; closing is the text that says so.
func (a *app) verdict(list diag.List, closing string) error {
	errs, warnings := list.Count(diag.Error), list.Count(diag.Warning)
	switch {
	case errs > 0:
		a.say(closing, errs, warnings)
	case warnings > 0 && a.flags.strict:
		a.say(closing+"-strict", warnings)
	default:
		return nil
	}
	if onlyConfiguration(list) {
		return statusError{status: exitUsage}
	}
	return statusError{status: exitContent}
}

// onlyConfiguration tells whether every error stands in bulletin.yaml or a
// setting: then the call is wrong, not the content.
func onlyConfiguration(list diag.List) bool {
	for _, d := range list {
		file := d.Pos.File
		setting := strings.HasPrefix(file, "BULLETIN_") || strings.HasPrefix(file, "--")
		if d.Severity == diag.Error && !setting && !strings.HasPrefix(file, config.File) {
			return false
		}
	}
	return list.HasErrors()
}

func only(list diag.List, severity diag.Severity) diag.List {
	var kept diag.List
	for _, d := range list {
		if d.Severity == severity {
			kept.Add(d)
		}
	}
	return kept
}

// withSession reads a site for a command that builds nothing.
func (a *app) withSession(ctx context.Context, use func(*build.Session) error) error {
	o, err := a.siteOptions()
	if err != nil {
		return err
	}
	session, err := build.Open(ctx, o)
	if err != nil {
		return err
	}
	defer session.Close()
	return use(session)
}

// command makes a subcommand whose texts stand under its name.
func (a *app) command(name, args string, run func(ctx context.Context, args []string) error) *cobra.Command {
	return &cobra.Command{
		Use:   strings.TrimSpace(name + " " + args),
		Short: a.t(name + ".short"),
		Long:  a.t(name+".short") + ".\n\n" + a.t(name+".long"),
		Args:  cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			forgetOthers(cmd)
			return run(cmd.Context(), args)
		},
	}
}

// forgetOthers lets go of the commands that were not asked for: their names, flags and
// texts are a tenth of what is in use when a build begins.
func forgetOthers(asked *cobra.Command) {
	root := asked.Root()
	others := slices.DeleteFunc(slices.Clone(root.Commands()), func(c *cobra.Command) bool { return c == asked || c == asked.Parent() })
	root.RemoveCommand(others...)
}
