package main

import (
	"bytes"
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
	"bulletin/internal/report"
	"bulletin/internal/sheet"
	"bulletin/internal/viet"
)

// The forms in which a report is written.
var reportFormats = []string{"pdf", "xlsx", "csv", "json"}

func (a *app) reportCommand() *cobra.Command {
	var asOf, formats, browser string
	c := a.command("report", a.t("arg.year"), func(ctx context.Context, args []string) error {
		if len(args) != 1 {
			return a.usage("report-year")
		}
		year, err := strconv.Atoi(args[0])
		if err != nil || year < 1 {
			return a.usage("not-a-year", args[0])
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
		if verdict := a.problems(problems); verdict != nil || y == nil {
			return verdict
		}
		defer y.Close()
		return a.writeReport(ctx, y, o, wanted, browser)
	})
	f := a.siteFlags(c)
	f.StringVarP(&a.flags.destination, "destination", "d", "", a.t("flag.report-destination"))
	f.StringVar(&asOf, "as-of", "", a.t("flag.as-of"))
	f.StringVar(&formats, "format", strings.Join(reportFormats, ","), a.t("flag.format"))
	f.StringVar(&browser, "browser", "", a.t("flag.browser"))
	a.jsonFlag(c)
	return c
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
func (a *app) writeReport(ctx context.Context, y *build.Yearly, o build.Options, wanted []string, browser string) error {
	outline := y.JSON()
	if o.AsOf != (viet.Date{}) {
		outline.AsOf = o.AsOf.String()
	}
	if a.flags.json {
		return a.writeJSON(outline)
	}
	dir := a.flags.destination
	name := "report-" + strconv.Itoa(y.Year)
	if dir == "" {
		dir = name
	}
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	book := y.Workbook(y.Base)
	var written []string
	for _, form := range wanted {
		files, err := a.reportFiles(ctx, form, name, y, book, outline, browser)
		if err != nil {
			return err
		}
		for _, f := range files {
			file := filepath.Join(dir, filepath.FromSlash(f.name))
			if err := writeWhole(file, f.data); err != nil {
				return err
			}
			written = append(written, file)
		}
	}
	a.say("reported", y.Year, len(written), dir)
	return nil
}

// reportFile is one file of a report.
type reportFile struct {
	name string // slash-separated
	data []byte
}

// reportFiles are the files of one form.
func (a *app) reportFiles(ctx context.Context, form, name string, y *build.Yearly, book sheet.Workbook, outline report.JSON, browser string) ([]reportFile, error) {
	var b bytes.Buffer
	switch form {
	case "xlsx":
		err := sheet.WriteXLSX(&b, book)
		return []reportFile{{name + ".xlsx", b.Bytes()}}, err
	case "csv":
		var files []reportFile
		for i, s := range book.Sheets {
			var one bytes.Buffer
			if err := sheet.WriteCSV(&one, s, sheet.CSV{}); err != nil {
				return nil, err
			}
			files = append(files, reportFile{"csv/" + outline.Tables[i].Key + ".csv", one.Bytes()})
		}
		return files, nil
	case "json":
		enc := json.NewEncoder(&b)
		enc.SetIndent("", "  ")
		enc.SetEscapeHTML(false)
		err := enc.Encode(outline)
		return []reportFile{{name + ".json", b.Bytes()}}, err
	}
	return a.reportPDF(ctx, name, y, browser)
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
func (a *app) reportPDF(ctx context.Context, name string, y *build.Yearly, browser string) ([]reportFile, error) {
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
	return []reportFile{{name + ".pdf", printed.Bytes}}, a.warn(printed.Problems)
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
