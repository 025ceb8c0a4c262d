package main

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// root is the command with all its subcommands, in the chosen language.
func (a *app) root() *cobra.Command {
	cobra.MousetrapHelpText = "" // a double-click in Explorer shows the help instead of a scolding
	root := &cobra.Command{
		Use: "bulletin", Short: a.t("bulletin.short"), Long: a.t("bulletin.short") + ".\n\n" + a.t("bulletin.long"),
		SilenceErrors: true, SilenceUsage: true, Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return a.unknownCommand(cmd, args[0])
			}
			return cmd.Help()
		},
		PersistentPreRunE: func(*cobra.Command, []string) error {
			if _, ok := langOf(a.flags.lang); a.flags.lang != "" && !ok {
				return a.usage("bad-lang", a.flags.lang)
			}
			return nil
		},
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.AddCommand(a.initCommand(), a.newCommand(), a.buildCommand(), a.watchCommand(), a.serveCommand(),
		a.checkCommand(), a.issueCommand(), a.reportCommand(), a.archiveCommand(), a.verifyCommand(), a.publishCommand(), a.listCommand(), a.whyCommand(), a.schemaCommand(), a.configCommand(), a.cleanCommand(), a.versionCommand())
	f := root.PersistentFlags()
	f.StringVarP(&a.flags.source, "source", "s", ".", a.t("flag.source"))
	f.StringVar(&a.flags.lang, "lang", "", a.t("flag.lang"))
	f.BoolVarP(&a.flags.quiet, "quiet", "q", false, a.t("flag.quiet"))
	f.BoolVarP(&a.flags.verbose, "verbose", "v", false, a.t("flag.verbose"))
	root.SetFlagErrorFunc(a.flagError)
	a.translate(root)
	return root
}

// siteFlags are the flags of every command that reads the site.
func (a *app) siteFlags(c *cobra.Command) *pflag.FlagSet {
	f := c.Flags()
	f.StringVarP(&a.flags.baseURL, "base-url", "b", "", a.t("flag.base-url"))
	f.BoolVarP(&a.flags.drafts, "drafts", "D", false, a.t("flag.drafts"))
	f.BoolVarP(&a.flags.future, "future", "F", false, a.t("flag.future"))
	f.BoolVarP(&a.flags.expired, "expired", "E", false, a.t("flag.expired"))
	f.StringVar(&a.flags.clock, "clock", "", a.t("flag.clock"))
	f.BoolVar(&a.flags.strict, "strict", false, a.t("flag.strict"))
	return f
}

// outputFlags are the flags of every command that writes the site.
func (a *app) outputFlags(c *cobra.Command) *pflag.FlagSet {
	f := a.siteFlags(c)
	f.StringVarP(&a.flags.destination, "destination", "d", "", a.t("flag.destination"))
	f.BoolVar(&a.flags.minify, "minify", false, a.t("flag.minify"))
	return f
}

// audience is the value of a flag: "public" or "internal", or their names in Vietnamese.
type audience string

func (v *audience) String() string { return string(*v) }

// Type is that of a plain text, to pflag.
func (v *audience) Type() string { return "string" }

// Set takes any text; whether it is an audience is asked where it is used.
func (v *audience) Set(text string) error {
	switch viet.Slug(text) {
	case "cong-khai":
		text = "public"
	case "noi-bo":
		text = "internal"
	}
	*v = audience(text)
	return nil
}

// audienceFlag is the flag of the commands that show the site to somebody.
func (a *app) audienceFlag(c *cobra.Command) {
	a.flags.audience = "public"
	c.Flags().Var((*audience)(&a.flags.audience), "audience", a.t("flag.site-audience"))
}

func (a *app) jsonFlag(c *cobra.Command) {
	c.Flags().BoolVar(&a.flags.json, "json", false, a.t("flag.json"))
}

// translate puts cobra's own words into the chosen language.
func (a *app) translate(root *cobra.Command) {
	root.SetUsageFunc(a.printUsage)
	root.SetHelpTemplate("{{with or .Long .Short}}{{. | trimTrailingWhitespaces}}\n\n{{end}}{{.UsageString}}")
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	for _, c := range root.Commands() {
		a.translateFlags(c)
		for _, sub := range c.Commands() {
			a.translateFlags(sub)
		}
		switch c.Name() {
		case "help":
			c.Short, c.Long = a.t("help.short"), a.t("help.short")
			c.Use = "help " + a.t("arg.command")
			c.Run, c.RunE = nil, func(_ *cobra.Command, args []string) error { return a.help(root, args) }
		case "completion":
			c.Short, c.Long = a.t("completion.short"), a.t("completion.short")+".\n\n"+a.t("completion.long")
			c.Args, c.RunE = cobra.ArbitraryArgs, func(*cobra.Command, []string) error { return a.usage("completion-arguments") }
			for _, shell := range c.Commands() {
				shell.Short = a.t("completion.shell", shell.Name())
				shell.Long = a.t("completion.load", shell.Name())
				a.translateFlags(shell)
			}
		}
	}
	a.translateFlags(root)
}

func (a *app) translateFlags(c *cobra.Command) {
	c.InitDefaultHelpFlag()
	for _, name := range []string{"help", "no-descriptions"} {
		if flag := c.Flags().Lookup(name); flag != nil {
			flag.Usage = a.t("flag." + name)
		}
	}
}

// help shows the help of the command that the words name.
func (a *app) help(root *cobra.Command, words []string) error {
	c, rest, err := root.Find(words)
	if err != nil || c == root && len(rest) > 0 {
		return a.unknownCommand(root, words[0])
	}
	return c.Help()
}

// unknownCommand reports a word that is no command, with what was likely meant.
func (a *app) unknownCommand(root *cobra.Command, word string) error {
	root.SuggestionsMinimumDistance = 2
	if near := root.SuggestionsFor(word); len(near) > 0 {
		return a.usage("unknown-command-near", word, near[0])
	}
	if name, ok := vietnamese[viet.Slug(word)]; ok && !root.HasParent() {
		return a.usage("unknown-command-near", word, name)
	}
	return a.usage("unknown-command", word, root.CommandPath())
}

// vietnamese are words for what the commands do, by which one may be looked for.
var vietnamese = map[string]string{
	"bao-cao": "report", "cau-hinh": "config", "danh-sach": "list", "dang": "publish", "don": "clean", "giup": "help",
	"khoi-tao": "init", "kiem-tra": "check", "liet-ke": "list", "luu-tru": "archive", "moi": "new", "niem-phong": "archive",
	"phien-ban": "version", "so": "issue", "tao": "init", "tao-moi": "new", "theo-doi": "watch", "tro-giup": "help", "vi-sao": "why",
	"xem": "serve", "xem-thu": "serve", "xoa": "clean", "xuat": "build", "xuat-ban": "publish", "xuat-trang": "build",
}

// stray reports an argument of a command that takes none. Word makes one dash of the two
// before a flag.
func (a *app) stray(arg string) error {
	if bare := strings.TrimLeft(arg, "–—-"); bare != arg && bare != "" {
		return a.usage("dash", arg, "--"+bare)
	}
	return a.usage("no-arguments", arg)
}

// flagError says pflag's typed errors in our words.
func (a *app) flagError(c *cobra.Command, err error) error {
	var (
		unknown *pflag.NotExistError
		needs   *pflag.ValueRequiredError
		invalid *pflag.InvalidValueError
	)
	switch {
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		if unknown.GetSpecifiedShortnames() != "" {
			return a.usage("unknown-flag", "-"+name)
		}
		if name == "version" {
			return a.usage("unknown-flag-near", "--"+name, "bulletin version")
		}
		var flags []string
		c.Flags().VisitAll(func(f *pflag.Flag) { flags = append(flags, f.Name) })
		if near, ok := viet.Nearest(name, flags); ok {
			return a.usage("unknown-flag-near", "--"+name, "--"+near)
		}
		return a.usage("unknown-flag", "--"+name)
	case errors.As(err, &needs):
		return a.usage("flag-needs-value", "--"+needs.GetFlag().Name)
	case errors.As(err, &invalid):
		return a.usage("flag-value", invalid.GetValue(), "--"+invalid.GetFlag().Name)
	}
	return statusError{exitUsage, err}
}

// explain says an error of the pipeline to a person.
func (a *app) explain(err error) string {
	var known interface{ Diagnostics() diag.List }
	if !errors.As(err, &known) {
		return a.cause(err)
	}
	var lines []string
	for _, d := range known.Diagnostics() {
		line := d.Message(a.lang)
		if place := d.Pos.String(); place != "" {
			line = place + ": " + line
		}
		lines = append(lines, line)
		if hint := d.Hint(a.lang); hint != "" {
			lines = append(lines, "    → "+hint)
		}
	}
	return strings.Join(lines, "\n")
}
