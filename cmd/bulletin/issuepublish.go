package main

import (
	"context"
	"errors"
	"path/filepath"

	"github.com/spf13/cobra"

	"bulletin/internal/build"
	"bulletin/internal/diag"
	"bulletin/internal/pdf"
)

func (a *app) issuePublishCommand() *cobra.Command {
	var browser, files string
	c := a.command("issue-publish", "", a.withIssue(never, func(ctx context.Context, o build.Options, issue *build.Issue, problems diag.List) error {
		a.say("step", 1, 4, a.t("step.check"))
		if err := a.goesOut(issue, problems); err != nil {
			return err
		}
		made, err := a.editions(ctx, issue, browser)
		if err != nil {
			return err
		}
		if err := issue.Close(); err != nil { // the build reads the site for itself
			return err
		}
		a.say("step", 4, 4, a.t("step.build"))
		if err := a.build(ctx, o); err != nil {
			return err
		}
		for _, f := range made {
			name := filepath.Join(files, f.name)
			if err := writeWhole(name, f.data); err != nil {
				return err
			}
			a.say("issue-file", name, (len(f.data)+1023)>>10)
		}
		return nil
	}))
	c.Use = "publish " + a.t("arg.issue")
	flags := a.outputFlags(c)
	flags.StringVar(&files, "files", "", a.t("flag.files"))
	flags.StringVar(&browser, "browser", "", a.t("flag.browser"))
	return c
}

// editions makes the editions of an issue that are files, in memory: nothing is
// written before all of it can be.
func (a *app) editions(ctx context.Context, issue *build.Issue, browser string) ([]reportFile, error) {
	base := "issue-" + issue.EditionName()
	var made []reportFile
	a.say("step", 2, 4, a.t("step.print"))
	printed, pages, err := a.printed(ctx, issue, browser)
	var missing *pdf.NotFoundError
	switch {
	case errors.As(err, &missing) && browser == "":
		if err := a.warn(missing.Diagnostics()); err != nil {
			return nil, err
		}
	case err != nil:
		return nil, err
	default:
		a.pages(pages)
		made = append(made, reportFile{base + ".pdf", printed})
	}
	a.say("step", 3, 4, a.t("step.mail"))
	letter, err := letterOf(issue)
	if err != nil {
		return nil, err
	}
	message, preview, err := packed(letter)
	if err != nil {
		return nil, a.usage("mail-address", err)
	}
	a.weigh(letter)
	return append(made, reportFile{base + ".eml", message}, reportFile{base + ".html", preview}), nil
}
