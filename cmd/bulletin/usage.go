package main

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// printUsage writes how a command is called. It stands in for cobra's template,
// which counts bytes where Vietnamese text needs letters counted, and speaks
// English.
func (a *app) printUsage(c *cobra.Command) error {
	var b strings.Builder
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "%s:\n  %s %s %s\n\n%s:\n", a.t("usage"), c.CommandPath(), a.t("arg.command-name"), a.t("arg.options"), a.t("commands"))
		var rows [][2]string
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() || sub.Name() == "help" {
				rows = append(rows, [2]string{sub.Name(), sub.Short})
			}
		}
		table(&b, rows)
	} else {
		fmt.Fprintf(&b, "%s:\n  %s %s\n", a.t("usage"), strings.TrimSuffix(c.UseLine(), " [flags]"), a.t("arg.options"))
	}
	a.flagTable(&b, a.t("flags"), c.LocalFlags())
	a.flagTable(&b, a.t("common-flags"), c.InheritedFlags())
	if c.HasAvailableSubCommands() {
		fmt.Fprintf(&b, "\n%s\n", a.t("more-help", c.CommandPath()))
	}
	fmt.Fprintf(&b, "\n%s\n", a.t("exit-statuses"))
	_, err := io.WriteString(c.OutOrStderr(), b.String())
	return err
}

// flagTable lists flags under a heading; nothing when there are none.
func (a *app) flagTable(b *strings.Builder, heading string, flags *pflag.FlagSet) {
	var rows [][2]string
	flags.VisitAll(func(f *pflag.Flag) {
		if f.Hidden {
			return
		}
		name := "    --" + f.Name
		if f.Shorthand != "" {
			name = "-" + f.Shorthand + ", --" + f.Name
		}
		text := f.Usage
		switch f.DefValue {
		case "", "false", "0", "0s":
		default:
			text += " (" + a.t("default-value", f.DefValue) + ")"
		}
		rows = append(rows, [2]string{name, text})
	})
	if len(rows) > 0 {
		fmt.Fprintf(b, "\n%s:\n", heading)
		table(b, rows)
	}
}

// table writes two columns, the first as wide as its widest entry in letters.
func table(b *strings.Builder, rows [][2]string) {
	width := 0
	for _, row := range rows {
		width = max(width, utf8.RuneCountInString(row[0]))
	}
	for _, row := range rows {
		pad := strings.Repeat(" ", width-utf8.RuneCountInString(row[0]))
		fmt.Fprintf(b, "  %s%s  %s\n", row[0], pad, row[1])
	}
}
