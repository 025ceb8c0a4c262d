package main

import (
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"bulletin/internal/build"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/mail"
	"bulletin/internal/newsletter"
	"bulletin/internal/pdf"
	"bulletin/internal/picture"
	"bulletin/internal/site"
)

// issueCommand is the newsletter's: each of its own commands is about its numbers.
func (a *app) issueCommand() *cobra.Command {
	c := a.command("issue", "", nil)
	c.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) > 0 {
			return a.unknownCommand(cmd, args[0])
		}
		return cmd.Help()
	}
	c.AddCommand(a.issueNewCommand(), a.issueListCommand(), a.issuePrintCommand(), a.issueMailCommand(), a.issueSendCommand(), a.issuePublishCommand())
	return c
}

func (a *app) issueNewCommand() *cobra.Command {
	var number int
	var numbered func() bool // whether one was asked for
	c := a.command("issue-new", "", func(ctx context.Context, args []string) error {
		if len(args) != 1 {
			return a.usage("issue-period")
		}
		period, err := newsletter.ParsePeriod(args[0])
		if err != nil {
			return a.usage("not-a-period", args[0])
		}
		if number < 0 || number == 0 && numbered() {
			return a.usage("not-a-number", number)
		}
		o, err := a.siteOptions()
		if err != nil {
			return err
		}
		file := filepath.Join(build.ContentFolder(o), content.KindIssue.Spec().Folder, period.Name()+".md")
		session, err := build.Open(ctx, o)
		if err != nil {
			return err
		}
		defer session.Close()
		composed, problems, err := session.Compose(ctx, period, number)
		if err != nil {
			return err
		}
		if problems.HasErrors() { // what cannot be read might belong into the number
			return a.problems(problems)
		}
		if err := writeNew(file, composed.Document()); err != nil {
			if errors.Is(err, fs.ErrExist) {
				return a.usage("issue-exists", shortPath(file))
			}
			return err
		}
		a.composed(composed, file, session.ContentPrefix())
		return nil
	})
	c.Use = "new " + a.t("arg.period")
	c.Flags().IntVar(&number, "number", 0, a.t("flag.number"))
	numbered = func() bool { return c.Flags().Changed("number") }
	c.Flags().StringVar(&a.flags.clock, "clock", "", a.t("flag.clock"))
	return c
}

// composed tells what was put into a number, and what was left.
func (a *app) composed(n newsletter.Number, file, prefix string) {
	a.say("issue-written", shortPath(file), n.Label())
	all := 0
	for _, s := range n.Sections {
		if count := len(s.Items) + len(s.Text); count > 0 {
			a.say("issue-section", s.Title, count)
			all += count
		}
	}
	if all == 0 {
		a.say("issue-empty")
	}
	for _, left := range n.Left {
		switch {
		case left.In != nil:
			a.say("issue-left-in", prefix+left.Path, prefix+left.In.Path)
		case !left.Shown:
			a.say("issue-left-unpublished", prefix+left.Path)
		default:
			a.say("issue-left-section", prefix+left.Path)
		}
	}
	a.say("issue-next")
}

// pagesMost is how many pages a bulletin may have (Press law 2016, art. 34).
const pagesMost = 64

// withIssue is a command about one number of the newsletter. For a trial it may be one
// that is not published yet.
func (a *app) withIssue(trial func() bool, use func(ctx context.Context, o build.Options, issue *build.Issue, problems diag.List) error) func(context.Context, []string) error {
	return func(ctx context.Context, args []string) error {
		if len(args) != 1 {
			return a.usage("issue-which")
		}
		o, err := a.siteOptions()
		if err != nil {
			return err
		}
		issue, problems, err := build.OpenIssue(ctx, o, args[0])
		var none *build.NoIssueError
		if errors.As(err, &none) && none.Held != nil && trial() {
			o.View.Drafts, o.View.Future, o.View.Expired = true, true, true
			issue, problems, err = build.OpenIssue(ctx, o, args[0])
		}
		if errors.As(err, &none) {
			return a.noIssue(none, args[0])
		}
		if err != nil {
			return err
		}
		if issue == nil {
			return a.problems(problems)
		}
		defer issue.Close()
		if verdict := a.found(problems); verdict != nil {
			return verdict
		}
		return use(ctx, o, issue, problems)
	}
}

func never() bool { return false }

// goesOut refuses a number that is only shown for a look at it, or that has something to
// be mended: what is sent cannot be taken back.
func (a *app) goesOut(issue *build.Issue, problems diag.List) error {
	if a.flags.drafts || a.flags.future || a.flags.expired {
		return a.usage("issue-preview")
	}
	if issue.State != site.Live {
		return a.heldBack(issue.File(), issue.State, issue.EditionName())
	}
	for _, d := range problems { // what is a warning elsewhere stops it here, but not that a number came out on paper only
		if d.Pos.File == issue.File() && d.Severity < diag.Info && d.Code != "issue-number-missing" {
			return statusError{exitContent, errors.New(a.t("issue-blocked", d.Pos.File))}
		}
	}
	return nil
}

func (a *app) issuePrintCommand() *cobra.Command {
	var browser string
	var booklet bool
	c := a.command("issue-print", "", a.withIssue(never, func(ctx context.Context, _ build.Options, issue *build.Issue, _ diag.List) error {
		return a.printIssue(ctx, issue, browser, booklet)
	}))
	c.Use = "print " + a.t("arg.issue")
	f := a.siteFlags(c)
	f.StringVarP(&a.flags.destination, "destination", "d", "", a.t("flag.issue-destination"))
	f.StringVar(&browser, "browser", "", a.t("flag.browser"))
	f.BoolVar(&booklet, "booklet", false, a.t("flag.booklet"))
	return c
}

func (a *app) issueMailCommand() *cobra.Command {
	c := a.command("issue-mail", "", a.withIssue(never, func(_ context.Context, _ build.Options, issue *build.Issue, _ diag.List) error {
		letter, err := letterOf(issue)
		if err != nil {
			return err
		}
		return a.writeLetter(letter, cmp.Or(a.flags.destination, "issue-"+issue.EditionName()))
	}))
	c.Use = "mail " + a.t("arg.issue")
	a.siteFlags(c).StringVarP(&a.flags.destination, "destination", "d", "", a.t("flag.mail-destination"))
	return c
}

// letterOf is the e-mail edition of an issue.
func letterOf(issue *build.Issue) (mail.Letter, error) {
	settings := issue.Newsletter().Mail
	unsubscribe := settings.Unsubscribe
	if strings.Contains(unsubscribe, "@") && !strings.Contains(unsubscribe, ":") {
		unsubscribe = "mailto:" + unsubscribe
	}
	mailing, err := issue.Mailing(unsubscribe)
	if err != nil {
		return mail.Letter{}, err
	}
	letter := mail.Letter{
		From: settings.From, ReplyTo: settings.ReplyTo, Unsubscribe: unsubscribe,
		Subject: mailing.Subject, HTML: string(mailing.HTML), Text: mailing.Text, Date: issue.Date().In(nil), Name: issue.Path,
	}
	for _, p := range mailing.Pictures {
		letter.Pictures = append(letter.Pictures, mail.Picture{ID: p.ID, Ending: p.Ending, Data: p.Data})
	}
	return letter, nil
}

// clipped is from how many bytes of HTML on Gmail shows only a part of a mail.
const clipped = 102 << 10

// writeLetter writes a message that is yet to be sent, and what it looks like.
func (a *app) writeLetter(letter mail.Letter, name string) error {
	message, preview, err := packed(letter)
	if err != nil {
		return a.usage("mail-address", err)
	}
	if err := writeWhole(name+".eml", message); err != nil {
		return err
	}
	if err := writeWhole(name+".html", preview); err != nil {
		return err
	}
	a.say("mail-written", name, len(message)>>10)
	a.weigh(letter)
	return nil
}

// packed is a letter as a message to nobody yet, and as a page with its pictures in it.
func packed(letter mail.Letter) (message, preview []byte, err error) {
	message, err = letter.Message("")
	page := letter.HTML
	for _, p := range letter.Pictures {
		data := "data:" + http.DetectContentType(p.Data) + ";base64," + base64.StdEncoding.EncodeToString(p.Data)
		page = strings.ReplaceAll(page, "cid:"+p.ID, data)
	}
	return message, []byte(page), err
}

// weigh warns of a letter that is not shown as a whole.
func (a *app) weigh(letter mail.Letter) {
	if len(letter.HTML) > clipped {
		a.say("mail-clipped", len(letter.HTML)>>10)
	}
}

func (a *app) noIssue(none *build.NoIssueError, name string) error {
	switch {
	case none.Held != nil:
		return a.heldBack(none.Held.Path, none.Held.State, name)
	case len(none.Same) > 0:
		return a.usage("issue-same", none.Name, strings.Join(none.Same, ", "))
	case len(none.Known) == 0:
		return a.usage("no-issues", none.Name)
	}
	return a.usage("no-issue", none.Name, strings.Join(none.Known, ", "))
}

// heldBack tells why a number is not published, and what to do.
func (a *app) heldBack(file string, state site.State, name string) error {
	switch state {
	case site.Draft:
		return a.usage("issue-is-draft", file, name)
	case site.Internal:
		return a.usage("issue-is-internal", file)
	}
	return a.usage("issue-held", file, a.t("state."+state.String()), map[site.State]string{site.Future: "-F", site.Expired: "-E"}[state])
}

// printIssue writes the print edition as a PDF, or as sheets to be folded.
func (a *app) printIssue(ctx context.Context, issue *build.Issue, browser string, booklet bool) error {
	printed, pages, err := a.printed(ctx, issue, browser)
	if err != nil {
		return err
	}
	ending := ".pdf"
	if booklet {
		ending = "-booklet.pdf"
		if printed, err = pdf.Booklet(printed); err != nil {
			return err
		}
	}
	name := cmp.Or(a.flags.destination, "issue-"+issue.EditionName()+ending)
	if err := writeWhole(name, printed); err != nil {
		return err
	}
	if booklet {
		a.say("issue-booklet", name, pages, (pages+3)/4)
	} else {
		a.say("issue-printed", name, pages)
	}
	a.pages(pages)
	return nil
}

// printWidth is how wide photographs of the print edition stay, in pixels: 300 to the inch
// in a column of 8 cm, 160 across the page.
const printWidth = 1200

// printed is the print edition, and how many pages it has.
func (a *app) printed(ctx context.Context, issue *build.Issue, browser string) ([]byte, int, error) {
	printed, err := pdf.Print(ctx, picture.Reduce(issue.Site, printWidth), issue.Edition, pdf.Options{
		Browser: browser, Base: issue.Base, Time: issue.Date().In(nil), Creator: "bulletin " + version,
	})
	if err != nil {
		return nil, 0, err
	}
	return printed.Bytes, printed.Pages, a.warn(printed.Problems)
}

// pages warns of an issue that is longer than the law lets it be.
func (a *app) pages(n int) {
	if n > pagesMost {
		a.say("issue-long", n, pagesMost)
	}
}

func (a *app) issueListCommand() *cobra.Command {
	c := a.command("issue-list", "", func(ctx context.Context, args []string) error {
		if len(args) > 0 {
			return a.usage("issue-list-arguments")
		}
		return a.withSession(ctx, func(session *build.Session) error {
			all, problems, err := session.All(ctx)
			if err != nil {
				return err
			}
			prefix := session.ContentPrefix()
			if err := a.writeIssues(all, prefix); err != nil {
				return err
			}
			var concerned diag.List // those of the numbers themselves
			for _, d := range problems {
				if strings.HasPrefix(d.Pos.File, prefix+content.KindIssue.Spec().Folder+"/") {
					concerned = append(concerned, d)
				}
			}
			return a.found(concerned)
		})
	})
	c.Use = "list"
	a.siteFlags(c)
	a.jsonFlag(c)
	return c
}

type issuesJSON struct {
	Version int         `json:"version"`
	Command string      `json:"command"`
	Issues  []issueJSON `json:"issues"`
}

type issueJSON struct {
	File    string `json:"file"`
	Number  string `json:"number"` // "7/2020"; "" without one
	Date    string `json:"date"`
	State   string `json:"state"`
	Items   int    `json:"items"`
	Title   string `json:"title"`
	Address string `json:"address"`
}

// writeIssues writes the numbers of the newsletter, one a line.
func (a *app) writeIssues(all []*site.Item, prefix string) error {
	list := issuesJSON{Version: jsonVersion, Command: "issue list", Issues: []issueJSON{}}
	for _, item := range all {
		if item.Kind != content.KindIssue {
			continue
		}
		held := 0
		if item.Holds != nil {
			for _, section := range item.Holds.Sections {
				held += len(section)
			}
		}
		list.Issues = append(list.Issues, issueJSON{
			File: prefix + item.Path, Number: item.Note, Date: item.Date().String(), State: item.State.String(),
			Items: held, Title: item.Title, Address: item.Address,
		})
	}
	if a.flags.json {
		return a.writeJSON(list)
	}
	w := tabwriter.NewWriter(a.out, 0, 4, 2, ' ', 0)
	for _, i := range list.Issues {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t%s\n", orDash(i.Number), orDash(i.Date), a.t("state."+i.State), a.t("issue-items", i.Items), i.Title, i.File)
	}
	return w.Flush()
}
