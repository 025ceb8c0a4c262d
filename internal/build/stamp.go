package build

import (
	"context"
	"encoding/hex"
	"slices"
	"time"

	"bulletin/internal/build/cache"
	"bulletin/internal/build/publish"
	"bulletin/internal/config"
	"bulletin/internal/diag"
	"bulletin/internal/record"
	"bulletin/internal/source"
	"bulletin/internal/theme"
)

// stamped is everything that a site is made of but the time, which [cache.Outcome]
// bounds: program, configuration, theme, what is shown, and the content.
type stamped struct {
	Program               string
	Config                config.Config
	Theme                 [32]byte
	Layers                []string
	Minify                bool
	Drafts, Future, Ended bool
	Files                 []stampedFile
}

// stampedFile is a source file: by its bytes, or by its description when nothing
// has read it.
type stampedFile struct {
	Path string
	Raw  record.Sum
	Stat source.Stat
}

var stampCodec = record.For[stamped]()

// stamp names everything that the site is made of; zero when something of it
// is not known yet.
func (s *Session) stamp() record.Sum {
	if s.root == nil || !s.library.unchanged() || len(s.problems)+len(s.library.listing) > 0 {
		return record.Sum{}
	}
	opts := theme.Options{Layers: layers(s.options, s.Config.Theme), Minify: s.options.Minify}
	sources, err := s.themeSum(opts)
	if err != nil {
		return record.Sum{}
	}
	all := stamped{
		Program: s.options.program(), Config: s.Config, Theme: sources, Minify: s.options.Minify,
		Drafts: s.options.View.Drafts, Future: s.options.View.Future, Ended: s.options.View.Expired,
		Files: make([]stampedFile, len(s.library.files)),
	}
	for _, layer := range opts.Layers {
		all.Layers = append(all.Layers, layer.Name)
	}
	for i, f := range s.library.files {
		all.Files[i] = stampedFile{Path: f.row.Path, Raw: f.row.Raw}
		if f.row.Raw == (record.Sum{}) {
			all.Files[i].Stat = f.row.Stat
		}
	}
	return record.SumOf(stampCodec.Append(make([]byte, 0, 100*len(all.Files)), &all))
}

// themeSum names the theme that the edition was made with, which may have changed
// since; before there is an edition, the theme as it is.
func (s *Session) themeSum(opts theme.Options) (sum [32]byte, err error) {
	if s.edition == nil {
		return theme.SourceDigest(opts)
	}
	_, err = hex.Decode(sum[:], []byte(s.edition.theme.Digest()))
	return sum, err
}

// standing tells whether nothing need be done: the site was built of the same
// before, at a time at which it was what it is now, and every file of it stands.
func (s *Session) standing(ctx context.Context) (Report, diag.List, bool, error) {
	stamp := s.stamp()
	if stamp == (record.Sum{}) {
		return Report{}, nil, false, nil
	}
	outcome, known := s.library.cache.Outcome(stamp)
	if !known || !outcome.HoldsAt(s.options.View.Clock) {
		return Report{}, nil, false, nil
	}
	problems := cache.List(outcome.Problems)
	if s.options.Stops(problems) {
		return Report{}, nil, false, nil
	}
	stage, err := publish.Begin(ctx, s.publishing())
	if err != nil {
		return Report{}, nil, false, err
	}
	published, stands := stage.Standing(ctx, publish.Stamp(stamp))
	report := Report{
		Dest: s.Dest, Pages: outcome.Pages, Files: outcome.Files, NoBase: s.Config.BaseURL == "", Publish: published,
	}
	if outcome.Until != 0 {
		report.Next = time.Unix(0, outcome.Until).In(s.Config.Zone)
	}
	return report, problems, stands, stage.Abort()
}

// outcome is what the next build may take for granted under the same stamp.
func (s *Session) outcome(stamp record.Sum) cache.Outcome {
	kept, ok := cache.Keep(s.reported)
	if !ok || s.edition == nil || stamp == (record.Sum{}) {
		return cache.Outcome{}
	}
	linked := s.edition.site
	o := cache.Outcome{Stamp: stamp, Pages: len(linked.Items), Files: len(s.edition.tasks), Problems: slices.Clip(kept)}
	if !linked.Since.IsZero() {
		o.Since = linked.Since.UnixNano()
	}
	if !linked.Next.IsZero() {
		o.Until = linked.Next.UnixNano()
	}
	return o
}

func (s *Session) publishing() publish.Options {
	return publish.Options{Dest: s.Dest, State: s.options.state(), Verify: s.options.Verify, Step: s.options.step}
}
