// Package build is the pipeline: it reads the content, links the site, plans
// one task for every file, renders them and writes what changed.
//
//	source.List → content.Parse → site.Link → Plan → render → publish
//
// A page is a function of its View, its layout and the theme. Nothing is
// written unless everything could be read: one error anywhere leaves the
// published site as it was.
package build

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"bulletin/internal/award"
	"bulletin/internal/build/publish"
	"bulletin/internal/config"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/markdown"
	"bulletin/internal/site"
	"bulletin/internal/source"
	"bulletin/internal/theme"
)

// Options say what to build and where to.
type Options struct {
	Root     string           // the site's folder
	Dest     string           // the output's; "" = the configuration's
	State    string           // where the program keeps what is its own; "" = StateDir in Root
	Settings []config.Setting // from flags
	Environ  []string         // "KEY=value"
	View     site.View
	Theme    fs.FS  // the built-in theme
	Version  string // of the program
	Strict   bool   // warnings stop the build too
	Minify   bool   // leave out of pages what browsers do not need

	Progress func(done, all int) // called now and then while files are made, from several goroutines; nil = not
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
}

// Run builds the site. Problems are complete and sorted; when they stop the
// build, or err is not nil, the published site is as it was.
func Run(ctx context.Context, o Options) (Report, diag.List, error) {
	loaded, tasks, problems, err := prepare(ctx, o)
	if err != nil {
		return Report{}, problems, err
	}
	defer loaded.Close()
	if o.stops(problems) {
		return Report{}, problems, nil
	}
	report := Report{
		Dest: loaded.Dest, Pages: len(loaded.Site.Items), Files: len(tasks),
		Next: loaded.Site.Next.In(loaded.Config.Zone), NoBase: loaded.Config.BaseURL == "",
	}
	stage, err := publish.Begin(ctx, publish.Options{Dest: loaded.Dest, State: o.state()})
	if err != nil {
		return report, problems, err
	}
	if err := render(ctx, tasks, loaded.Theme, o.counted(len(tasks), stage.Put)); err != nil {
		return report, problems, errors.Join(err, stage.Abort())
	}
	report.Publish, err = stage.Commit(ctx)
	return report, problems, err
}

// Check does everything that a build does but writing, and returns the number
// of pages and all problems.
func Check(ctx context.Context, o Options) (int, diag.List, error) {
	loaded, tasks, problems, err := prepare(ctx, o)
	if err != nil {
		return 0, problems, err
	}
	defer loaded.Close()
	if o.stops(problems) {
		return 0, problems, nil
	}
	discard := func(string, publish.Class, []byte) error { return nil }
	return len(loaded.Site.Items), problems, render(ctx, tasks, loaded.Theme, discard)
}

// prepare loads and plans. When the problems stop the build, there are no tasks.
func prepare(ctx context.Context, o Options) (*Loaded, []Task, diag.List, error) {
	loaded, problems, err := Load(ctx, o)
	if err != nil || o.stops(problems) {
		return loaded, nil, problems.Sort(), errors.Join(err, closeIf(loaded, err != nil))
	}
	tasks, more := Plan(loaded.Site, loaded.Theme, o.Version)
	return loaded, append(tasks, loaded.fileTasks()...), append(problems, more...).Sort(), nil
}

// stops tells whether problems keep the site from being published.
func (o Options) stops(problems diag.List) bool {
	return problems.HasErrors() || o.Strict && problems.Count(diag.Warning) > 0
}

func closeIf(l *Loaded, failed bool) error {
	if !failed {
		return nil
	}
	return l.Close()
}

// progressStep is the number of files between two calls of Progress.
const progressStep = 250

// counted tells Progress of the files that were handed on.
func (o Options) counted(all int, next put) put {
	if o.Progress == nil {
		return next
	}
	var done atomic.Int64
	return func(path string, class publish.Class, data []byte) error {
		if n := int(done.Add(1)); n%progressStep == 0 {
			o.Progress(n, all)
		}
		return next(path, class, data)
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

// Clean removes what the program wrote to the output, and only that.
func Clean(ctx context.Context, o Options) (publish.Report, string, error) {
	cfg, _, _ := Config(o)
	dest := Destination(o, cfg)
	report, err := publish.Clean(ctx, publish.Options{Dest: dest, State: o.state()})
	return report, dest, err
}

// Loaded is a site that was read and linked.
type Loaded struct {
	Config  config.Config
	Origins config.Origins
	Dest    string // absolute
	Theme   *theme.Theme
	Site    *site.Site
	prefix  string   // the content folder as problems name it
	root    *os.Root // of the content folder
}

// ContentPrefix is the content folder as problems name it: "content/".
func (l *Loaded) ContentPrefix() string { return l.prefix }

// Close releases the content folder.
func (l *Loaded) Close() error {
	if l.root == nil {
		return nil
	}
	return l.root.Close()
}

// Load reads configuration, theme and content and links the site, collecting
// all problems. An error means that the folders could not be opened at all.
func Load(ctx context.Context, o Options) (*Loaded, diag.List, error) {
	l := &Loaded{}
	var problems diag.List
	l.Config, l.Origins, problems = config.Load(os.DirFS(o.Root), o.Environ, o.Settings...)
	l.Dest = Destination(o, l.Config)
	var more diag.List
	l.Theme, more = theme.Load(theme.Options{Layers: layers(o, l.Config.Theme), Minify: o.Minify})
	problems = append(append(problems, more...), places(o, l)...)

	folder, prefix := contentFolder(o.Root, l.Config.Content)
	if info, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		problems.Add(l.Config.At("content", "content-missing", prefix))
		l.Site, _ = site.Link(site.Input{Config: l.Config, View: o.View})
		return l, problems, nil
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return l, problems, fmt.Errorf("opening the content folder: %w", err)
	}
	l.root, l.prefix = root, prefix
	in := site.Input{
		Config: l.Config, Awards: award.Builtin().With(l.Config.Awards),
		FS: root.FS(), Prefix: prefix, View: o.View, Broken: map[string]bool{},
	}
	entries, more := source.List(in.FS, prefix, skipped(prefix, folder, l.Dest)...)
	problems = append(problems, more...)
	parser := content.NewParser(markdown.Options{Unsafe: l.Config.Markdown.Unsafe, Lang: diag.Lang(l.Config.Language)}, prefix, in.Awards)
	more, err = parseAll(ctx, &in, entries, parser)
	problems = append(problems, more...)
	if err != nil {
		return l, problems, err
	}
	l.Site, more = site.Link(in)
	return l, append(problems, more...), nil
}

// contentFolder is where the documents are: the configured folder, or the
// site's folder itself when there is neither a configuration nor such a folder.
func contentFolder(root, configured string) (folder, prefix string) {
	folder = filepath.Join(root, filepath.FromSlash(configured))
	if _, err := os.Stat(folder); err == nil {
		return folder, prefixOf(configured)
	}
	if _, err := os.Stat(filepath.Join(root, config.File)); err == nil {
		return folder, prefixOf(configured)
	}
	return root, ""
}

// prefixOf is how problems name the files of a content folder: "content/", or
// nothing when the site's folder itself is meant.
func prefixOf(configured string) string {
	if configured == "." {
		return ""
	}
	return configured + "/"
}

// skipped are the folders that are not content when the site's folder itself is
// the content folder.
func skipped(prefix, folder, dest string) []string {
	if prefix != "" {
		return nil
	}
	skip := []string{"public", "themes", "layouts", "assets", "strings"}
	if rel, err := filepath.Rel(folder, dest); err == nil {
		skip = append(skip, filepath.ToSlash(rel))
	}
	return skip
}
