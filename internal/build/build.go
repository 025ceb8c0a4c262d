// Package build is the pipeline: it reads the content, links the site, plans
// one task for every file, renders them and writes what changed.
//
//	source.List → content.Parse → site.Link → Plan → make → publish
//
// Nothing is written unless everything could be read: one error anywhere leaves
// the published site as it was. What is not made anew is told by three sums, each
// of everything that the thing is a function of: of a source's bytes (see package
// cache), of a file's recipe (see [Task]), and of the whole site (see stamp).
package build

import (
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"bulletin/internal/build/publish"
	"bulletin/internal/config"
	"bulletin/internal/diag"
	"bulletin/internal/garbage"
	"bulletin/internal/site"
	"bulletin/internal/viet"
)

// Options say what to build and where to.
type Options struct {
	Root     string           // the site's folder
	Dest     string           // the output's; "" = the configuration's
	State    string           // where the program keeps what is its own; "" = StateDir in Root
	Photos   string           // where the sizes of photographs are kept for all builds; "" = in State
	Settings []config.Setting // from flags
	Environ  []string         // "KEY=value"
	View     site.View
	Theme    fs.FS     // the built-in theme
	Version  string    // of the program
	Strict   bool      // warnings stop the build too
	Minify   bool      // leave out of pages what browsers do not need
	Verify   bool      // trust no file's description: read every source and every output
	Explain  bool      // find out why each file is made
	AsOf     viet.Date // reports count no record of a later day; zero = all
	Garbage  *garbage.Collector

	Progress func(done, all int) // called now and then while files are made, from several goroutines; nil = not

	step func(name string) // tests only: see [publish.Options]
}

// StateDir is where the program keeps what is its own, beside the configuration.
const StateDir = ".bulletin"

func (o Options) state() string { return cmp.Or(o.State, filepath.Join(o.Root, StateDir)) }

// Report is what a build did.
type Report struct {
	Dest    string
	Pages   int // documents shown
	Files   int // files of the site
	Next    time.Time
	NoBase  bool // feeds and sitemap were left out for want of a base URL
	Publish publish.Report
	Made    []Made // with Options.Explain
}

// Run builds the site. Problems are complete and sorted; when they stop the
// build, or err is not nil, the published site is as it was.
func Run(ctx context.Context, o Options) (Report, diag.List, error) {
	s := configured(o)
	s.whole = true
	if err := s.find(ctx); err != nil {
		return Report{}, nil, err
	}
	s.survey = publish.Look(ctx, s.publishing()) // beside linking, if something changed
	defer s.survey.Close()
	report, problems, stands, err := s.standing(ctx)
	if err != nil || stands {
		return report, problems, errors.Join(err, s.Close())
	}
	problems, err = s.Load(ctx)
	if err != nil || o.Stops(problems) {
		return Report{}, problems, errors.Join(err, s.Close())
	}
	report, err = s.publish(ctx, true)
	if s.edition != nil { // it was given up
		s.keep()
	}
	return report, problems, errors.Join(err, s.release())
}

// Publish makes the output folder hold the edition.
func (s *Session) Publish(ctx context.Context) (Report, error) { return s.publish(ctx, false) }

// publish makes the output folder hold the edition. When nothing follows, the
// edition is let go as soon as all is made, and what was learned is kept beside
// the commit.
func (s *Session) publish(ctx context.Context, last bool) (Report, error) {
	e, report := s.edition, s.report()
	if !s.whole {
		if wrong, err := s.develop(ctx, e.site); err != nil || wrong != nil {
			return report, cmp.Or(err, error(&PictureError{problems: wrong}))
		}
	}
	defer s.darkroom.tidy()
	if last {
		s.library.linked()
	}
	o := s.publishing()
	o.Files = e.tasks.len()
	stage, err := publish.Begin(ctx, o)
	if err != nil {
		return report, err
	}
	x := s.explain(stage.Noted(), stage.Bare())
	stage.Notes(x.note)
	if err := produce(ctx, e.tasks, e.theme, stage, x, s.options.Garbage, s.options.counted(e.tasks.len())); err != nil {
		return report, errors.Join(err, stage.Abort())
	}
	report.Made = x.everything()
	x.learn()
	stamp := s.stampWith(e.theme.Digest()) // now that every file which is published was read
	s.built, s.by = s.outcome(stamp), e.plan.by
	var keeping sync.WaitGroup
	defer keeping.Wait()
	if last {
		e = nil
		s.forget()
		keeping.Go(s.keep)
	}
	if report.Publish, err = stage.Commit(ctx, publishedAs(s.built)); err != nil {
		return report, errors.Join(err, stage.Abort())
	}
	return report, nil
}

// report tells of the edition.
func (s *Session) report() Report {
	e := s.edition
	return Report{
		Dest: s.Dest, Pages: len(e.site.Items), Files: e.tasks.len(),
		Next: e.site.Next.In(s.Config.Zone), NoBase: s.Config.BaseURL == "",
	}
}

// Stops tells whether problems keep the site from being published.
func (o Options) Stops(problems diag.List) bool {
	return problems.HasErrors() || o.Strict && problems.Count(diag.Warning) > 0
}

// progressStep is the number of files between two calls of Progress.
const progressStep = 250

// counted tells Progress how many of all files are done.
func (o Options) counted(all int) func(done int) {
	return func(done int) {
		if o.Progress != nil && all > 0 && done%progressStep == 0 {
			o.Progress(done, all)
		}
	}
}

// Config reads the configuration alone.
func Config(o Options) (config.Config, config.Origins, diag.List) {
	return config.Load(os.DirFS(o.Root), o.Environ, o.Settings...)
}

// ContentFolder is where a site's documents are.
func ContentFolder(o Options) string {
	cfg, _, _ := Config(o)
	folder, _ := contentFolder(o.Root, cfg.Content)
	return folder
}

// Output is what the last build left in an output folder.
func Output(o Options, dest string) (publish.Output, error) {
	p, err := publish.Read(publish.Options{Dest: dest, State: o.state()})
	return publish.Output{Published: p}, err
}

// Clean removes what the program wrote to the output, and only that.
func Clean(ctx context.Context, o Options) (publish.Report, string, error) {
	cfg, _, _ := Config(o)
	dest := Destination(o, cfg)
	report, err := publish.Clean(ctx, publish.Options{Dest: dest, State: o.state()})
	return report, dest, err
}

// Published is the output as the last build left it, for whoever only reads it, and its
// folder. Where nothing was built there is an error.
func Published(o Options) (*publish.Published, string, error) {
	cfg, _, _ := Config(o)
	dest := Destination(o, cfg)
	p, err := publish.Read(publish.Options{Dest: dest, State: o.state()})
	return p, dest, err
}
