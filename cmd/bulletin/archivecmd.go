package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"bulletin/internal/archive"
	"bulletin/internal/build"
	"bulletin/internal/config"
	"bulletin/internal/tempdir"
)

// archiveFlags are those of the archive command.
type archiveFlags struct {
	audience, reseal, previous, key, passphrase, newKey, browser, formats string
	zip                                                                   bool
	wanted                                                                []string // formats, read
}

// passphraseVariable names the passphrase of the private key.
const passphraseVariable = "BULLETIN_KEY_PASSPHRASE"

func (a *app) archiveCommand() *cobra.Command {
	var f archiveFlags
	c := a.command("archive", a.t("arg.year"), func(ctx context.Context, args []string) error {
		if f.newKey != "" {
			return a.newKey(f)
		}
		year, err := a.year(args, "archive-year")
		if err != nil {
			return err
		}
		if f.wanted, err = a.formats(f.formats); err != nil {
			return err
		}
		o, err := a.siteOptions()
		if err != nil {
			return err
		}
		if err := a.audience(&o, f.audience); err != nil {
			return err
		}
		return a.archive(ctx, o, year, f)
	})
	flags := a.siteFlags(c)
	flags.StringVarP(&a.flags.destination, "destination", "d", "", a.t("flag.archive-destination"))
	flags.BoolVar(&f.zip, "zip", false, a.t("flag.zip"))
	f.audience = "public"
	flags.Var((*audience)(&f.audience), "audience", a.t("flag.audience"))
	flags.StringVar(&f.previous, "previous", "", a.t("flag.previous"))
	flags.StringVar(&f.reseal, "reseal", "", a.t("flag.reseal"))
	flags.StringVar(&f.key, "key", "", a.t("flag.key"))
	flags.StringVar(&f.passphrase, "passphrase-file", "", a.t("flag.passphrase-file"))
	flags.StringVar(&f.newKey, "new-key", "", a.t("flag.new-key"))
	flags.StringVar(&f.formats, "format", strings.Join(reportFormats, ","), a.t("flag.format"))
	flags.StringVar(&f.browser, "browser", "", a.t("flag.browser"))
	return c
}

// newKey makes a pair of keys: NAME.key to sign with, NAME.pub for all who verify.
func (a *app) newKey(f archiveFlags) error {
	passphrase, err := secret(a.env, passphraseVariable, f.passphrase)
	if err != nil {
		return err
	}
	public, err := archive.NewKeys(f.newKey+".key", f.newKey+".pub", passphrase)
	if err != nil {
		return a.refused(err)
	}
	a.say("new-key", f.newKey+".key", f.newKey+".pub", public.ID())
	return nil
}

// archive seals a year. Everything is made in a folder of its own first, of the very
// sources that go into the bag, so that they give the same pages again.
func (a *app) archive(ctx context.Context, o build.Options, year int, f archiveFlags) error {
	dest, err := a.bagPlace(o, year, f.zip)
	if err != nil {
		return err
	}
	if err := a.finishReseal(ctx, dest); err != nil {
		return err
	}
	bag := archive.Bag{Date: o.View.Clock, Year: year, Internal: f.audience == "internal", Name: bagName(year)}
	replaced, err := a.seals(ctx, &bag, dest, f.reseal)
	if err != nil {
		return err
	}
	if bag.Previous, err = a.previous(ctx, dest, year, f.previous); err != nil {
		return err
	}
	if bag.Key, err = a.privateKey(f); err != nil {
		return err
	}
	work, err := tempdir.Make("archive")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	if err := a.fillBag(ctx, &bag, o, work, f); err != nil {
		return err
	}
	return a.seal(ctx, bag, dest, replaced)
}

// finishReseal puts a bag in its place whose making was ended between the two moves by
// which it replaces another, see [app.seal].
func (a *app) finishReseal(ctx context.Context, dest string) error {
	made := lastBeside(dest, "new")
	if exists(dest) || made == "" || lastBeside(dest, "replaced") == "" {
		return nil // nothing was interrupted
	}
	if _, err := archive.DigestOf(ctx, made); err != nil {
		return nil //nolint:nilerr // it is something else
	}
	if err := os.Rename(made, dest); err != nil {
		return err
	}
	a.say("reseal-finished", dest)
	return nil
}

// seals prepares a bag that replaces another of its year; replaced is where that one
// is kept, "" when there is none.
func (a *app) seals(ctx context.Context, bag *archive.Bag, dest, reason string) (replaced string, err error) {
	if !exists(dest) {
		if reason != "" {
			return "", a.usage("reseal-nothing", dest)
		}
		return "", nil
	}
	if strings.TrimSpace(reason) == "" {
		return "", a.usage("sealed", dest)
	}
	bag.Seals, err = archive.Reseal(ctx, dest, bag.Date, reason)
	if err != nil {
		return "", a.refused(err)
	}
	return beside(dest, "replaced", len(bag.Seals)), nil
}

// previous is the bag of the year before: the one that is named, else one beside the
// new bag.
func (a *app) previous(ctx context.Context, dest string, year int, named string) (archive.Link, error) {
	if named == "" {
		base := filepath.Join(filepath.Dir(dest), bagName(year-1))
		for _, candidate := range []string{base, base + ".zip"} {
			if _, err := os.Stat(candidate); err == nil {
				named = candidate
				break
			}
		}
	}
	if named == "" {
		return archive.Link{}, nil
	}
	digest, err := archive.DigestOf(ctx, named)
	if err != nil {
		return archive.Link{}, a.refused(err)
	}
	return archive.Link{Name: filepath.Base(named), Digest: digest}, nil
}

// privateKey reads the key to sign with; nil for none.
func (a *app) privateKey(f archiveFlags) (*archive.PrivateKey, error) {
	if f.key == "" {
		return nil, nil
	}
	passphrase, err := secret(a.env, passphraseVariable, f.passphrase)
	if err != nil {
		return nil, err
	}
	file, err := os.Open(f.key)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	key, err := archive.ReadPrivateKey(file, passphrase)
	if err != nil {
		return nil, a.refused(err)
	}
	return key, nil
}

// fillBag makes what goes into the bag: sources, pages, report, and what says how to
// read them.
func (a *app) fillBag(ctx context.Context, bag *archive.Bag, o build.Options, work string, f archiveFlags) error {
	source, site, reports := filepath.Join(work, "source"), filepath.Join(work, "site"), filepath.Join(work, "report")
	copied, problems, err := build.CopyYear(ctx, o, bag.Year, source)
	var none *build.NoReportError
	if errors.As(err, &none) {
		return a.usage("no-report", bag.Year, years(none.Years))
	}
	if err != nil {
		return err
	}
	if verdict := a.found(problems); verdict != nil {
		return verdict
	}
	alone := build.Options{Root: source, Dest: site, State: filepath.Join(work, "state"), Photos: build.PhotosOf(o), View: o.View, Theme: o.Theme, Version: o.Version}
	_, problems, err = build.Run(ctx, alone)
	if err != nil {
		return err
	}
	if problems.HasErrors() {
		return a.found(problems)
	}
	if err := a.reportOf(ctx, alone, bag.Year, reports, f); err != nil {
		return err
	}
	cfg, _, _ := build.Config(alone)
	if err := writeReadme(work, a.readme(bag, cfg, o.Version)); err != nil {
		return err
	}
	for _, part := range []string{"source", "site", "report", "readme"} {
		prefix := "data/" + part
		if part == "readme" {
			prefix = "data"
		}
		files, err := archive.Tree(prefix, os.DirFS(filepath.Join(work, part)))
		if err != nil {
			return err
		}
		bag.Payload = append(bag.Payload, files...)
	}
	bag.Info = a.bagInfo(bag, cfg, o, copied)
	return nil
}

// reportOf writes the report of the bag's own site. Without a browser there is no PDF,
// which is said.
func (a *app) reportOf(ctx context.Context, o build.Options, year int, dir string, f archiveFlags) error {
	y, _, err := build.ReportYear(ctx, o, year)
	if err != nil {
		return err
	}
	defer y.Close()
	_, err = a.writeForms(ctx, dir, y, "", f.wanted, f.browser)
	return err
}

// bagInfo is what bag-info.txt says first.
func (a *app) bagInfo(bag *archive.Bag, cfg config.Config, o build.Options, copied *build.YearFolder) []archive.Field {
	var info []archive.Field
	add := func(label, value string) {
		if value != "" {
			info = append(info, archive.Field{Label: label, Value: value})
		}
	}
	add("Source-Organization", cfg.Cell.Name)
	add("Bulletin-Parent-Organization", cfg.Cell.Parent)
	add("Bulletin-Agency", cfg.Cell.Agency)
	add("External-Description", a.t("bag.description", bag.Year, cfg.Title))
	add("Bag-Software-Agent", "bulletin "+o.Version)
	add("Bulletin-Clock", o.View.Clock.Format(time.RFC3339))
	add("Bulletin-Records", strconv.Itoa(len(copied.Items)))
	for _, path := range copied.Also {
		add("Bulletin-Of-Other-Years", path)
	}
	return info
}

// seal writes the bag. One that is replaced is kept under another name.
func (a *app) seal(ctx context.Context, bag archive.Bag, dest, replaced string) error {
	target := dest
	if replaced != "" {
		target = beside(dest, "new", 0)
	}
	digest, err := archive.Write(ctx, target, bag)
	if err != nil {
		return a.refused(err)
	}
	if replaced != "" {
		if err := os.Rename(dest, replaced); err != nil {
			return err
		}
		if err := os.Rename(target, dest); err != nil {
			return errors.Join(err, os.Rename(replaced, dest)) // no moment without a bag of this name but the one between
		}
		a.say("resealed", replaced)
	}
	a.say("sealed-year", bag.Year, dest, len(bag.Payload), string(digest))
	if bag.Previous != (archive.Link{}) {
		a.say("sealed-after", bag.Previous.Name)
	}
	return nil
}
