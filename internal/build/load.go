package build

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"bulletin/internal/award"
	"bulletin/internal/build/cache"
	"bulletin/internal/config"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/markdown"
	"bulletin/internal/record"
	"bulletin/internal/site"
	"bulletin/internal/source"
	"bulletin/internal/theme"
)

// Loaded is a site that was read and linked.
type Loaded struct {
	Config   config.Config
	Origins  config.Origins
	Dest     string // absolute
	Theme    *theme.Theme
	Site     *site.Site
	options  Options
	awards   award.Catalogue
	root     *os.Root // of the content folder; nil when there is none
	library  *library
	problems diag.List // of configuration, folders and listing
}

// ContentPrefix is the content folder as problems name it: "content/".
func (l *Loaded) ContentPrefix() string { return l.library.prefix }

// Close releases the content folder and keeps what was learned of its files.
func (l *Loaded) Close() error { return l.close(cache.Outcome{}) }

// close also keeps what a build gave. What cannot be kept is learned again.
func (l *Loaded) close(outcome cache.Outcome) error {
	if l.root == nil {
		return nil
	}
	if l.library.rows != nil {
		_ = l.library.cache.Commit(l.library.rows, outcome)
	}
	err := errors.Join(l.library.cache.Close(), l.root.Close())
	l.root = nil
	return err
}

// Load reads configuration, theme and content and links the site, collecting
// all problems. An error means that the folders could not be opened at all.
func Load(ctx context.Context, o Options) (*Loaded, diag.List, error) {
	l, err := open(ctx, o)
	if err != nil {
		return nil, nil, err
	}
	problems, err := l.link(ctx)
	if err != nil {
		return nil, problems, errors.Join(err, l.Close())
	}
	return l, problems, nil
}

// open reads the configuration and finds the content, without understanding it.
func open(ctx context.Context, o Options) (*Loaded, error) {
	l := &Loaded{options: o, library: &library{}}
	l.Config, l.Origins, l.problems = config.Load(os.DirFS(o.Root), o.Environ, o.Settings...)
	l.Dest = Destination(o, l.Config)
	l.awards = award.Builtin().With(l.Config.Awards)
	l.problems = append(l.problems, places(o, l)...)
	folder, prefix := contentFolder(o.Root, l.Config.Content)
	if info, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		l.problems.Add(l.Config.At("content", "content-missing", prefix))
		return l, nil
	}
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, fmt.Errorf("opening the content folder: %w", err)
	}
	l.root = root
	settings := markdown.Options{Unsafe: l.Config.Markdown.Unsafe, Lang: diag.Lang(l.Config.Language)}
	parser := content.NewParser(settings, prefix, l.awards)
	l.library = &library{
		fsys: root.FS(), prefix: prefix, parser: parser,
		cache: cache.Open(filepath.Join(o.state(), "cache"), record.SumOf([]byte(o.Version+program()+parser.Rules()+cache.Layout()))),
	}
	listed := time.Now()
	var more diag.List
	l.library.entries, more = source.List(l.library.fsys, prefix, skipped(prefix, folder, l.Dest)...)
	l.problems = append(l.problems, more...)
	if err := l.library.look(ctx, listed, o.Verify); err != nil {
		return nil, errors.Join(err, l.Close())
	}
	return l, nil
}

// link reads the theme, understands the documents and links them.
func (l *Loaded) link(ctx context.Context) (diag.List, error) {
	problems := slices.Clone(l.problems)
	var more diag.List
	l.Theme, more = theme.Load(theme.Options{Layers: layers(l.options, l.Config.Theme), Minify: l.options.Minify})
	problems = append(problems, more...)
	in := site.Input{Config: l.Config, Awards: l.awards, View: l.options.View}
	if l.root == nil {
		l.Site, _ = site.Link(in)
		return problems, nil
	}
	in.FS, in.Prefix, in.Broken = l.library.fsys, l.library.prefix, map[string]bool{}
	more, err := l.library.understand(ctx, &in)
	problems = append(problems, more...)
	if err != nil {
		return problems, err
	}
	l.Site, more = site.Link(in)
	l.library.excerpts(more)
	return append(problems, more...), nil
}

// program tells one executable from another: while it is being worked on, its
// version does not.
func program() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	info, err := os.Stat(name)
	if err != nil {
		return ""
	}
	return fmt.Sprintf(" %d %d ", info.Size(), info.ModTime().UnixNano())
}
