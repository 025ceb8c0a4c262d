package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"bulletin/internal/build"
	"bulletin/internal/config"
	"bulletin/internal/diag"
	"bulletin/internal/mail"
	"bulletin/internal/tempdir"
)

// smtpPasswordVariable names the password of the mail server.
const smtpPasswordVariable = "BULLETIN_SMTP_PASSWORD"

// sendFlags are those of the command that sends an issue.
type sendFlags struct {
	list, to, password string
	perMinute          int
	dryRun             bool
}

func (a *app) issueSendCommand() *cobra.Command {
	var f sendFlags
	c := a.command("issue-send", "", a.withIssue(func() bool { return f.to != "" }, func(ctx context.Context, o build.Options, issue *build.Issue, problems diag.List) error {
		if f.to == "" {
			if err := a.goesOut(issue, problems); err != nil {
				return err
			}
		}
		return a.send(ctx, o, issue, f)
	}))
	c.Use = "send " + a.t("arg.issue")
	flags := a.siteFlags(c)
	flags.StringVar(&f.list, "list", "", a.t("flag.list"))
	flags.StringVar(&f.to, "to", "", a.t("flag.to"))
	flags.StringVar(&f.password, "password-file", "", a.t("flag.password-file"))
	flags.IntVar(&f.perMinute, "per-minute", 0, a.t("flag.per-minute"))
	flags.BoolVar(&f.dryRun, "dry-run", false, a.t("flag.dry-run"))
	return c
}

// send delivers an issue to all of a list, or to one address to see what it looks like.
func (a *app) send(ctx context.Context, o build.Options, issue *build.Issue, f sendFlags) error {
	settings := issue.Newsletter().Mail
	if settings.From == "" || settings.Host == "" {
		return a.usage("mail-unset")
	}
	to, ledger, err := a.recipients(o.Root, issue, settings, f)
	if err != nil {
		return err
	}
	if f.to != "" { // a trial is sent as often as it is asked for
		defer os.RemoveAll(filepath.Dir(ledger))
	}
	letter, err := letterOf(issue)
	if err != nil {
		return err
	}
	letter.Date = o.View.Clock
	if _, err := letter.Message(to[0].String()); err != nil { // what is wrong with one is wrong with all
		return a.usage("mail-address", err)
	}
	switch {
	case f.dryRun && f.to != "":
		a.say("mail-dry-to", to[0].Address, settings.Host)
		return nil
	case f.dryRun:
		a.say("mail-dry", len(to), settings.Host, ledger)
		a.recite(to)
		return nil
	}
	password, err := secret(a.env, smtpPasswordVariable, f.password)
	if err != nil {
		return err
	}
	if settings.Username != "" && password == "" {
		return a.usage("mail-no-password", settings.Username, smtpPasswordVariable)
	}
	book, err := mail.OpenLedger(ledger)
	var unread *mail.LedgerError
	switch {
	case errors.Is(err, mail.ErrLocked):
		return a.usage("mail-locked", ledger)
	case errors.As(err, &unread):
		return a.usage("mail-ledger-line", unread.File, unread.Line, unread.Text)
	case err != nil:
		return err
	}
	delivery := &mail.Delivery{
		Letter: letter, Ledger: book, PerMinute: cmp.Or(f.perMinute, settings.PerMinute),
		Server: mail.Server{
			Host: settings.Host, Port: settings.Port, Security: mail.Security(settings.Security), Username: settings.Username, Password: password,
		},
	}
	if a.isTerminal() && !a.flags.quiet {
		delivery.Progress = a.progress
	}
	outcome, err := delivery.Send(ctx, to)
	if closed := book.Close(); err == nil {
		err = closed
	}
	verdict := a.delivered(outcome, ledger, len(to))
	switch {
	case errors.Is(err, mail.ErrNoStartTLS):
		return statusError{exitIO, errors.New(a.t("mail-no-starttls", settings.Host))}
	case err != nil && ctx.Err() == nil:
		return statusError{exitIO, errors.New(a.t("mail-stopped", a.unreached(settings.Host, err)))}
	}
	return cmp.Or(err, verdict)
}

// recited is how many recipients are named before a letter goes out: enough to see that
// the right column was read.
const recited = 3

// recite names the first recipients, or all of them.
func (a *app) recite(to []mail.Recipient) {
	shown := to
	if !a.flags.verbose {
		shown = to[:min(recited, len(to))]
	}
	for _, r := range shown {
		a.say("mail-to-one", strings.TrimSpace(r.Name+" <"+r.Address+">"))
	}
	if rest := len(to) - len(shown); rest > 0 {
		a.say("mail-to-more", rest)
	}
}

// unreached says why a server was not reached, as a person would.
func (a *app) unreached(host string, err error) string {
	var name *net.DNSError
	var call *net.OpError
	switch {
	case errors.As(err, &name):
		return a.t("mail-no-host", host)
	case errors.As(err, &call) && call.Op == "dial":
		return a.t("mail-no-answer", host, call.Err)
	}
	return err.Error()
}

// recipients are whom to write to, and where it is noted who was.
func (a *app) recipients(root string, issue *build.Issue, settings config.Mail, f sendFlags) ([]mail.Recipient, string, error) {
	if f.to != "" {
		to, err := mail.ReadRecipients(strings.NewReader(f.to + "\n"))
		if err != nil || len(to) != 1 {
			return nil, "", a.usage("mail-to", f.to)
		}
		dir, err := tempdir.Make("mail")
		return to, filepath.Join(dir, "sent.csv"), err
	}
	name := f.list
	if name == "" && settings.List != "" {
		name = filepath.Join(root, filepath.FromSlash(settings.List))
	}
	if name == "" {
		return nil, "", a.usage("mail-no-list")
	}
	file, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, "", a.usage("mail-no-such-list", name)
	}
	if err != nil {
		return nil, "", err
	}
	defer file.Close()
	lines := bufio.NewReader(file)
	if begin, _ := lines.Peek(len(zipMagic)); string(begin) == zipMagic {
		return nil, "", a.usage("mail-list-excel", name)
	}
	to, err := mail.ReadRecipients(lines)
	var wrong *mail.ListError
	switch {
	case errors.As(err, &wrong):
		var lines []string
		for _, l := range wrong.Lines {
			lines = append(lines, a.t("mail-line", name, l.Line, l.Text))
		}
		return nil, "", statusError{exitUsage, errors.New(strings.Join(lines, "\n") + "\n" + a.t("mail-list-wrong"))}
	case errors.Is(err, mail.ErrNotUTF8):
		return nil, "", a.usage("mail-list-encoding", name)
	case err != nil:
		return nil, "", err
	case len(to) == 0:
		return nil, "", a.usage("mail-list-empty", name)
	}
	return to, filepath.Join(filepath.Dir(name), "issue-"+issue.EditionName()+".sent.csv"), nil
}

// zipMagic begins a workbook of Excel, which is a zip.
const zipMagic = "PK\x03\x04"

// delivered tells what became of the letters: how many, and who did not get one.
func (a *app) delivered(o mail.Outcome, ledger string, all int) error {
	w := tabwriter.NewWriter(a.err, 0, 4, 2, ' ', tabwriter.AlignRight)
	for _, row := range []struct {
		text string
		n    int
	}{
		{"mail-sent", o.Sent}, {"mail-before", o.Before}, {"mail-refused", len(o.Refused)}, {"mail-failed", len(o.Failed)}, {"mail-unsure", len(o.Unsure)},
		{"mail-left", all - o.Sent - o.Before - len(o.Refused) - len(o.Failed) - len(o.Unsure)}, {"mail-all", all},
	} {
		if row.n > 0 || row.text == "mail-sent" {
			fmt.Fprintf(w, "%d\t %s\n", row.n, a.t(row.text))
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, list := range []struct {
		text string
		who  []mail.Failure
	}{{"mail-is-refused", o.Refused}, {"mail-is-failed", o.Failed}, {"mail-is-unsure", o.Unsure}} {
		for _, f := range list.who {
			fmt.Fprintln(a.err, strings.TrimRight(a.t(list.text, f.Address, f.Reason), " :"))
		}
	}
	if _, err := os.Stat(ledger); err == nil && a.flags.verbose {
		a.say("mail-ledger", ledger)
	}
	if o.Sent+o.Before < all {
		return statusError{status: exitIO}
	}
	return nil
}
