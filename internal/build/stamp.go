package build

import (
	"context"
	"encoding/binary"
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
	Theme                 string
	Layers                []string
	Minify                bool
	Drafts, Future, Ended bool
	Internal              bool
	Rules                 record.Sum
}

var (
	stampCodec     = record.For[stamped]()
	stampStatCodec = record.For[source.Stat]()
)

// stamp names everything that the site is made of as it is now; zero when
// something of it is not known yet.
func (s *Session) stamp() record.Sum {
	if !s.allKnown() { // before the theme is read for nothing
		return record.Sum{}
	}
	sources, err := theme.SourceDigest(s.themeOptions())
	if err != nil {
		return record.Sum{}
	}
	return s.stampWith(hex.EncodeToString(sources[:]))
}

func (s *Session) themeOptions() theme.Options {
	return theme.Options{Layers: layers(s.options, s.Config.Theme), Minify: s.options.Minify}
}

// allKnown tells whether every source is known by the sum of its bytes, and none of them
// was complained about as the folders were listed.
func (s *Session) allKnown() bool {
	return s.root != nil && s.library.unchanged() && len(s.problems)+len(s.library.listing) == 0
}

// stampWith names it with a theme, by its digest: that of the edition is the one
// that it was made with.
func (s *Session) stampWith(sources string) record.Sum {
	if !s.allKnown() {
		return record.Sum{}
	}
	var mark record.Marker
	text := s.setup(sources)
	for i := range s.library.files { // there may be many: they are not gathered first
		if text = appendStamped(text, s.library.files[i].row); len(text) >= stampPart {
			_, _ = mark.Write(text)
			text = text[:0]
		}
	}
	_, _ = mark.Write(text)
	return mark.Mark()
}

// appendStamped names a source file: by its bytes, or by its description when nothing
// has read it; and by where it lies, for what a draft's bundle holds is not published
// through a link that stands elsewhere. No file name holds a zero.
func appendStamped(to []byte, row *cache.Row) []byte {
	to = append(append(append(to, row.Path...), 0), row.Link()...)
	to = append(append(to, 0), row.Raw[:]...)
	if row.Raw == (record.Sum{}) {
		to = stampStatCodec.Append(to, &row.Stat)
	}
	return to
}

// setup is everything that the site is made of beside content and time, with a theme, by
// its digest.
func (s *Session) setup(sources string) []byte {
	all := stamped{
		Program: s.options.program(), Config: s.Config, Theme: sources, Minify: s.options.Minify,
		Drafts: s.options.View.Drafts, Future: s.options.View.Future, Ended: s.options.View.Expired,
		Internal: s.options.View.Internal, Rules: s.asked.sum,
	}
	for _, layer := range layers(s.options, s.Config.Theme) {
		all.Layers = append(all.Layers, layer.Name)
	}
	return stampCodec.Append(nil, &all)
}

// stampPart is how much is summed up at a time, in bytes.
const stampPart = 16 << 10

// known is what a former build gave, if it built the site of the same, at a time at
// which it was what it is now.
func (s *Session) known() (outcome cache.Outcome, known bool) {
	stamp := s.stamp()
	if stamp == (record.Sum{}) {
		return outcome, false
	}
	outcome, known = s.library.cache.Outcome(stamp)
	return outcome, known && outcome.HoldsAt(s.options.View.Clock) && !s.options.Stops(cache.List(outcome.Problems))
}

// publishedAs names the site of an outcome where it is published: what it was made of,
// and between which times. One that was published of the same before a date passed is
// another, though what is known by now holds for after.
func publishedAs(o cache.Outcome) publish.Stamp {
	if o.Stamp == (record.Sum{}) {
		return publish.Stamp{}
	}
	at := binary.LittleEndian.AppendUint64(o.Stamp[:], uint64(o.Since))
	return publish.Stamp(record.SumOf(binary.LittleEndian.AppendUint64(at, uint64(o.Until))))
}

// standing tells whether nothing need be done: what a build would give is known,
// and every file of it stands.
func (s *Session) standing(ctx context.Context) (Report, diag.List, bool, error) {
	outcome, known := s.known()
	if !known {
		return Report{}, nil, false, nil
	}
	stage, err := publish.Begin(ctx, s.publishing())
	if err != nil {
		return Report{}, nil, false, err
	}
	published, stands := stage.Standing(ctx, publishedAs(outcome))
	report := Report{
		Dest: s.Dest, Pages: outcome.Pages, Files: outcome.Files, NoBase: s.Config.BaseURL == "", Publish: published,
	}
	if outcome.Until != 0 {
		report.Next = time.Unix(0, outcome.Until).In(s.Config.Zone)
	}
	return report, cache.List(outcome.Problems), stands, stage.Abort()
}

// outcome is what the next build may take for granted under the same stamp.
func (s *Session) outcome(stamp record.Sum) cache.Outcome {
	kept, ok := cache.Keep(s.reported)
	if !ok || s.edition == nil || stamp == (record.Sum{}) {
		return cache.Outcome{}
	}
	linked := s.edition.site
	o := cache.Outcome{Stamp: stamp, Pages: len(linked.Items), Files: s.edition.tasks.len(), Problems: slices.Clip(kept)}
	if !linked.Since.IsZero() {
		o.Since = linked.Since.UnixNano()
	}
	if !linked.Next.IsZero() {
		o.Until = linked.Next.UnixNano()
	}
	return o
}

func (s *Session) publishing() publish.Options {
	audience := "public"
	if s.options.View.Internal {
		audience = "internal"
	}
	return publish.Options{Dest: s.Dest, Audience: audience, State: s.options.state(), Verify: s.options.Verify, Survey: s.survey, Step: s.options.step}
}
