package build

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"

	"bulletin/internal/award"
	"bulletin/internal/build/cache"
	"bulletin/internal/build/publish"
	"bulletin/internal/config"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/markdown"
	"bulletin/internal/record"
	"bulletin/internal/rules"
	"bulletin/internal/site"
	"bulletin/internal/source"
	"bulletin/internal/theme"
)

// Session is an open site: its configuration, what is known of its files, and
// the last edition that could be made of them.
type Session struct {
	Config  config.Config
	Origins config.Origins
	Dest    string // absolute

	options  Options
	survey   *publish.Survey // of the output folder; nil = none
	awards   award.Catalogue
	asked    yardstick
	folder   string        // of the content
	root     *os.Root      // the same, open; nil when there is none
	library  *library      // the files as they were seen last
	problems diag.List     // of configuration and folders
	reported diag.List     // all that was said last
	linked   span          // of the site that it was said of
	built    cache.Outcome // of the last time that it was published
	by       record.Sum    // what the files published then were made by

	darkroom *darkroom
	whole    bool // pictures are looked through with the texts, so that all that is wrong is told at once

	mu      sync.RWMutex // held for reading while a file is made, for writing while the edition changes
	edition *edition     // the last good one, nil until there is one
}

// edition is a site that was read without errors, linked and planned.
type edition struct {
	theme   *theme.Theme
	warned  diag.List // of the theme
	site    *site.Site
	library *library // the files that it was made of
	plan    *planner
	tasks   tasks
	loose   bool // there is something to say, at places that an edit may move

	find struct {
		sync.Once
		tasks map[string]int // by path
	}
}

// Open reads the configuration and finds out what is known of the content,
// without understanding what is new. An error means that the folders could not
// be opened at all. The caller must call Close.
func Open(ctx context.Context, o Options) (*Session, error) {
	s := configured(o)
	if err := s.find(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

// configured is a session of which only the configuration is known.
func configured(o Options) *Session {
	s := &Session{options: o, library: &library{}, darkroom: newDarkroom(o)}
	s.Config, s.Origins, s.problems = config.Load(os.DirFS(o.Root), o.Environ, o.Settings...)
	s.Dest = Destination(o, s.Config)
	s.awards = award.Builtin().With(s.Config.Awards)
	s.asked.rules = sync.OnceValue(rules.Builtin)
	if name := s.Config.Cell.Ruleset; name != "" {
		s.ownRules(name)
	}
	s.problems = append(s.problems, places(o, s.Config, s.Dest)...)
	return s
}

// yardstick is what the records are held against. The built-in rules are a part of the
// program, whose name is a part of everything that is made, and are read when they are
// needed; so sum names the site's own only.
type yardstick struct {
	rules func() rules.Rules
	sum   record.Sum
}

// ownRules reads the site's own rulesets.
func (s *Session) ownRules(name string) {
	all, wrong := rules.Load(os.DirFS(s.options.Root), name, func(code diag.Code, args ...any) diag.Diagnostic {
		return s.Config.At("cell.ruleset", code, args...)
	})
	s.asked = yardstick{func() rules.Rules { return all }, all.Fingerprint()}
	s.problems = append(s.problems, wrong...)
}

// find finds out what is known of the content.
func (s *Session) find(ctx context.Context) error {
	var prefix string
	s.folder, prefix = contentFolder(s.options.Root, s.Config.Content)
	if info, err := os.Stat(s.folder); errors.Is(err, fs.ErrNotExist) || err == nil && !info.IsDir() {
		s.problems.Add(s.Config.At("content", "content-missing", prefix))
		return nil
	}
	root, err := os.OpenRoot(s.folder)
	if err != nil {
		return fmt.Errorf("opening the content folder: %w", err)
	}
	s.root = root
	parser := s.parser(prefix, s.options.View.Internal)
	s.library = &library{
		fsys: root.FS(), plain: source.Folder(s.folder), prefix: prefix, skip: skipped(prefix, s.folder, s.Dest),
		reading: &sync.Pool{New: func() any { return new(reading) }}, texts: &sync.Pool{New: func() any { return new(headTexts) }},
		summaries: new([summariesKept]atomic.Pointer[summary]), summing: new([16]sync.Mutex), exchange: new(sync.RWMutex), garbage: s.options.Garbage,
		parser: parser, open: func() *cache.Cache { return cache.Open(s.cacheFolder(), s.rules(parser)) },
	}
	if err := s.library.list(ctx, s.options.Verify); err != nil {
		return errors.Join(err, s.Close())
	}
	return nil
}

// parser reads documents as the public or the office sees them.
func (s *Session) parser(prefix string, inside bool) content.Parser {
	settings := markdown.Options{Unsafe: s.Config.Markdown.Unsafe, Lang: diag.Lang(s.Config.Language)}
	parser := content.NewParser(settings, prefix, s.awards)
	if inside {
		return parser.Inside()
	}
	return parser
}

// cacheFolder holds what is known of the sources, as one audience sees them.
func (s *Session) cacheFolder() string {
	if s.options.View.Internal {
		return filepath.Join(s.options.state(), "cache-internal")
	}
	return filepath.Join(s.options.state(), "cache")
}

// rules name what understanding a file depends on beside the file.
func (s *Session) rules(parser content.Parser) record.Sum {
	return record.SumOf([]byte(s.options.program() + parser.Rules() + cache.Layout()))
}

// program tells one program from another: by its version and, while it is worked
// on, by its file.
func (o Options) program() string {
	name, err := os.Executable()
	if err != nil {
		return o.Version
	}
	info, err := os.Stat(name)
	if err != nil {
		return o.Version
	}
	return fmt.Sprintf("%s %d %d", o.Version, info.Size(), info.ModTime().UnixNano())
}

// Load understands what is new, links the site and plans it, collecting all
// problems. When they stop the build, the edition is as it was.
func (s *Session) Load(ctx context.Context) (diag.List, error) {
	problems, _, next, err := s.edit(ctx)
	if err != nil {
		return problems, err
	}
	s.reported = problems
	if next == nil || s.options.Stops(problems) {
		return problems, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.edition = next
	return problems, nil
}

// edit links the site and makes an edition; there is none when the problems stop it.
func (s *Session) edit(ctx context.Context) (diag.List, *site.Site, *edition, error) {
	var (
		th      *theme.Theme
		warned  diag.List
		loading sync.WaitGroup
	)
	loading.Go(func() {
		if th, warned = s.theme(); !warned.HasErrors() {
			th.Prepare(string(s.Config.Language))
		}
	})
	linked, more, err := s.link(ctx)
	if err == nil && s.whole {
		var wrong diag.List
		wrong, err = s.develop(ctx, linked)
		more = append(more, wrong...)
		if err == nil {
			wrong, err = s.traces(ctx, linked)
			more = append(more, wrong...)
		}
	}
	loading.Wait()
	problems := s.Config.Adjust(slices.Concat(s.problems, warned, more))
	if err = cmp.Or(err, ctx.Err()); err != nil { // something may have changed while the theme was read
		return problems.Sort(), linked, nil, err
	}
	s.linked = span{linked.Since, linked.Next}
	if s.options.Stops(problems) {
		return problems.Sort(), linked, nil, nil
	}
	next := &edition{theme: th, warned: warned, site: linked, library: s.library, loose: len(more) > 0}
	more = s.plan(next)
	return append(problems, s.Config.Adjust(more)...).Sort(), linked, next, nil
}

// plan lists the files of an edition.
func (s *Session) plan(e *edition) (problems diag.List) {
	e.plan, problems = plan(e.site, s.asked, e.library, e.theme, s.options)
	e.tasks = e.plan.tasks
	e.tasks.others = append(e.tasks.others, fileTasks(e.theme, e.site, e.library, s.darkroom, s.options.program())...)
	return problems
}

// theme is that of the edition, loaded for the first.
func (s *Session) theme() (*theme.Theme, diag.List) {
	if s.edition != nil {
		return s.edition.theme, s.edition.warned
	}
	return theme.Load(s.themeOptions())
}

// link understands what is new and links the site.
func (s *Session) link(ctx context.Context) (*site.Site, diag.List, error) {
	in := site.Input{Config: s.Config, Awards: s.awards, View: s.options.View}
	if s.root == nil {
		linked, _ := site.Link(in)
		return linked, nil, nil
	}
	in.FS, in.Prefix, in.Broken = s.library.fsys, s.library.prefix, map[string]bool{}
	problems, err := s.library.understand(ctx, &in)
	if err != nil {
		return nil, problems, err
	}
	linked, more := site.Link(in)
	more = append(more, s.gate(linked)...)
	s.library.excerpts(more)
	return linked, slices.Concat(s.library.listing, problems, more), nil
}

// develop makes what is published of the site's pictures, and says what is wrong with them.
func (s *Session) develop(ctx context.Context, linked *site.Site) (diag.List, error) {
	return s.darkroom.develop(ctx, s.library, linked.Files, func(done, all int) {
		if s.options.Progress != nil {
			s.options.Progress(done, all)
		}
	})
}

// All are the site's items, also those that are not shown, in the order of their
// paths; with the problems that reading and linking found.
func (s *Session) All(ctx context.Context) ([]*site.Item, diag.List, error) {
	linked, problems, err := s.link(ctx)
	if err != nil {
		return nil, nil, err
	}
	return linked.All, s.Config.Adjust(append(slices.Clone(s.problems), problems...)).Sort(), nil
}

// ContentPrefix is the content folder as problems name it: "content/".
func (s *Session) ContentPrefix() string { return s.library.prefix }

// keep writes down what was learned so far, and what a build gave. What cannot be
// written is learned again.
func (s *Session) keep() {
	if s.root != nil && s.library.files != nil {
		_ = s.library.cache.Commit(s.library.rows(), s.by, s.built)
	}
}

// forget lets go of all that files are made of.
func (s *Session) forget() {
	s.edition = nil
	for i := range s.library.files {
		s.library.files[i].head = nil
	}
	s.library.collect()
}

// Close releases the content folder and keeps what was learned of its files.
func (s *Session) Close() error {
	s.keep()
	return s.release()
}

// release releases the content folder.
func (s *Session) release() error {
	if s.root == nil {
		return nil
	}
	err := errors.Join(s.library.cache.Close(), s.root.Close())
	s.root = nil
	return err
}
