package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"bulletin/internal/build"
	"bulletin/internal/diag"
	"bulletin/internal/pdf"
	"bulletin/internal/sheet"
	"bulletin/internal/viet"
)

// The forms in which a report is written.
var reportFormats = []string{"pdf", "xlsx", "csv", "json"}

func (a *app) reportCommand() *cobra.Command {
	var asOf, formats, browser string
	c := a.command("report", a.t("arg.year"), func(ctx context.Context, args []string) error {
		year, err := a.year(args, "report-year")
		if err != nil {
			return err
		}
		wanted, err := a.formats(formats)
		if err != nil {
			return err
		}
		o, err := a.siteOptions()
		if err != nil {
			return err
		}
		if asOf != "" {
			if err := a.asOf(&o, asOf); err != nil {
				return err
			}
		}
		y, problems, err := build.ReportYear(ctx, o, year)
		var none *build.NoReportError
		if errors.As(err, &none) {
			return a.usage("no-report", year, years(none.Years))
		}
		if err != nil {
			return err
		}
		if verdict := a.found(problems); verdict != nil || y == nil {
			return verdict
		}
		defer y.Close()
		return a.writeReport(ctx, y, wanted, browser)
	})
	f := a.siteFlags(c)
	f.StringVarP(&a.flags.destination, "destination", "d", "", a.t("flag.report-destination"))
	f.StringVar(&asOf, "as-of", "", a.t("flag.as-of"))
	f.StringVar(&formats, "format", strings.Join(reportFormats, ","), a.t("flag.format"))
	f.StringVar(&browser, "browser", "", a.t("flag.browser"))
	a.jsonFlag(c)
	return c
}

// year reads the year that a command is about; missing asks for it.
func (a *app) year(args []string, missing string) (int, error) {
	if len(args) != 1 {
		return 0, a.usage(missing)
	}
	year, err := strconv.Atoi(args[0])
	if err != nil || year < 1 {
		return 0, a.usage("not-a-year", args[0])
	}
	return year, nil
}

// formats reads the list of forms.
func (a *app) formats(list string) ([]string, error) {
	var wanted []string
	for word := range strings.SplitSeq(list, ",") {
		if word = strings.ToLower(strings.TrimSpace(word)); !slices.Contains(reportFormats, word) {
			return nil, a.usage("bad-format", word, strings.Join(reportFormats, ", "))
		}
		wanted = append(wanted, word)
	}
	return wanted, nil
}

// asOf lets the site be as it was at the end of a day.
func (a *app) asOf(o *build.Options, text string) error {
	day, err := viet.ParseDate(text)
	if err != nil || day.Precision != viet.ByDay {
		return a.usage("bad-as-of", text)
	}
	cfg, _, _ := build.Config(*o)
	o.AsOf = day
	o.View.Clock = day.In(cfg.Zone).AddDate(0, 0, 1).Add(-time.Second)
	return nil
}

// years lists years for a message.
func years(all []int) string {
	texts := make([]string, len(all))
	for i, year := range all {
		texts[i] = strconv.Itoa(year)
	}
	return strings.Join(texts, ", ")
}

// writeReport writes the report in all wanted forms.
func (a *app) writeReport(ctx context.Context, y *build.Yearly, wanted []string, browser string) error {
	if a.flags.json {
		return a.writeJSON(y.JSON())
	}
	dir := cmp.Or(a.flags.destination, reportName(y))
	written, err := a.writeForms(ctx, dir, y, y.Base, wanted, browser)
	if err != nil {
		return err
	}
	a.say("reported", y.Year, written, dir)
	return nil
}

// writeForms writes the report into a folder, and tells how many files that makes. The
// cells of tables lead to pages below base.
func (a *app) writeForms(ctx context.Context, dir string, y *build.Yearly, base string, wanted []string, browser string) (int, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return 0, err
	}
	written := 0
	for _, form := range wanted {
		files, err := a.reportFiles(ctx, form, y, base, browser)
		if err != nil {
			return written, err
		}
		for _, f := range files {
			if err := writeWhole(filepath.Join(dir, filepath.FromSlash(f.name)), f.data); err != nil {
				return written, err
			}
			written++
		}
	}
	return written, nil
}

// reportName is what the files of a report are called.
func reportName(y *build.Yearly) string { return "report-" + strconv.Itoa(y.Year) }

// reportFile is one file of a report.
type reportFile struct {
	name string // slash-separated
	data []byte
}

// reportFiles are the files of one form.
func (a *app) reportFiles(ctx context.Context, form string, y *build.Yearly, base, browser string) ([]reportFile, error) {
	var b bytes.Buffer
	switch form {
	case "xlsx":
		err := sheet.WriteXLSX(&b, y.Workbook(base))
		return []reportFile{{reportName(y) + ".xlsx", b.Bytes()}}, err
	case "csv":
		var files []reportFile
		tables := y.JSON().Tables
		for i, s := range y.Workbook(base).Sheets {
			var one bytes.Buffer
			if err := sheet.WriteCSV(&one, s, sheet.CSV{}); err != nil {
				return nil, err
			}
			files = append(files, reportFile{"csv/" + tables[i].Key + ".csv", one.Bytes()})
		}
		return files, nil
	case "json":
		enc := json.NewEncoder(&b)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		err := enc.Encode(y.JSON())
		return []reportFile{{reportName(y) + ".json", b.Bytes()}}, err
	}
	return a.reportPDF(ctx, y, browser)
}

// writeWhole writes a file so that it is never seen half written.
func writeWhole(name string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+"-*")
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err == nil {
		if err = os.Chmod(f.Name(), 0o644); err == nil {
			err = os.Rename(f.Name(), name)
		}
	}
	if err != nil {
		_ = os.Remove(f.Name())
	}
	return err
}

// reportPDF prints the report's page; there is none when no browser is installed and
// none was asked for, which is said.
func (a *app) reportPDF(ctx context.Context, y *build.Yearly, browser string) ([]reportFile, error) {
	printed, err := pdf.Print(ctx, y.Site, y.Page, pdf.Options{
		Browser: browser, Base: y.Base, Time: y.Through.In(nil), Creator: "bulletin " + version,
	})
	var none *pdf.NotFoundError
	if errors.As(err, &none) && browser == "" {
		return nil, a.warn(none.Diagnostics())
	}
	if err != nil {
		return nil, err
	}
	return []reportFile{{reportName(y) + ".pdf", printed.Bytes}}, a.warn(printed.Problems)
}

// warn shows problems that stop nothing.
func (a *app) warn(problems diag.List) error {
	for i := range problems {
		problems[i].Severity = max(problems[i].Severity, diag.Warning)
	}
	if len(problems) == 0 || a.flags.quiet {
		return nil
	}
	return problems.Print(a.err, diag.Style{Lang: a.lang, Color: a.colour})
}
