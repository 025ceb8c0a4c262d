package build

import (
	"context"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/lint"
	"bulletin/internal/rules"
	"bulletin/internal/site"
	"bulletin/internal/source"
	"bulletin/internal/viet"
)

// Check does everything that a build does but writing, holds the records against the
// rules, and returns the number of pages and all problems.
func Check(ctx context.Context, o Options) (int, diag.List, error) {
	s, err := Open(ctx, o)
	if err != nil {
		return 0, nil, err
	}
	defer s.Close()
	s.whole = true
	problems, linked, next, err := s.edit(ctx)
	if err != nil || linked == nil {
		return 0, problems, err
	}
	problems = slices.DeleteFunc(problems, func(d diag.Diagnostic) bool { return lint.IsPrivate(d.Code) }) // they are among what is marked
	marked, err := s.marked(ctx, linked)
	if err != nil {
		return 0, problems, err
	}
	ruled, err := s.ruled(linked)
	if err != nil {
		return 0, problems, err
	}
	problems = append(problems, s.Config.Adjust(append(ruled, marked...))...).Sort()
	if next == nil {
		return 0, problems, nil
	}
	return len(linked.Items), problems, produce(ctx, next.tasks, next.theme, nowhere{}, nil, o.Garbage, o.counted(0))
}

// marked is what an editor would mark in the texts, and what must not be given out by
// those that are published. How the site places its tone marks is counted first.
func (s *Session) marked(ctx context.Context, linked *site.Site) (diag.List, error) {
	l := s.library
	if len(l.files) == 0 {
		return nil, nil
	}
	var mu sync.Mutex
	var tones lint.Tones
	each := func(do func(e source.Entry, f lint.File)) error {
		return parallel(ctx, len(l.files), func(i int) error {
			e := l.files[i].row.Entry
			if !e.IsText() {
				return nil
			}
			raw, problems := source.Raw(l.fsys, e, l.prefix, nil)
			if problems != nil {
				return nil // it was told when the file was understood
			}
			if f, problems := source.Understand(e, raw, l.prefix); problems == nil {
				do(e, lint.File{Path: l.prefix + e.Path, Raw: raw, Text: f.Text})
			}
			return nil
		})
	}
	err := each(func(_ source.Entry, f lint.File) {
		count := lint.CountTones(f)
		mu.Lock()
		defer mu.Unlock()
		tones = tones.Add(count)
	})
	if err != nil {
		return nil, err
	}
	var found diag.List
	err = each(func(e source.Entry, f lint.File) {
		item, known := linked.Item(e.Path)
		var marked diag.List
		if whole := f; !s.options.View.Internal {
			if f.Text = content.ToPublic(whole.Text); len(f.Text) != len(whole.Text) {
				marked, f.Raw = lint.Composed(whole), nil // what is on the disk is the whole
			}
		}
		marked = append(marked, lint.Text(f, lint.Options{Public: known && item.Shown && item.State != site.Internal, Tones: tones})...)
		mu.Lock()
		defer mu.Unlock()
		found = append(found, marked...)
	})
	return found, err
}

// ruled is where the records fall short of the rules, each finding at its place.
func (s *Session) ruled(linked *site.Site) (diag.List, error) {
	asked, err := s.account(linked)
	if err != nil {
		return nil, err
	}
	var found diag.List
	var last *content.Document
	for _, f := range rules.Check(asked) {
		if f.Item == nil {
			found.Add(s.aboutYear(linked, f))
			continue
		}
		if last == nil || last.Path != f.Item.Path {
			last = s.library.placed(f.Item.Path)
		}
		if last != nil {
			found.Add(last.At(f.Key, f.Severity, f.Code, s.named(f.Args)...))
		}
	}
	return found, nil
}

// named gives the arguments that are paths of documents the name of the content
// folder, as problems name files.
func (s *Session) named(args []any) []any {
	args = slices.Clone(args)
	for i, arg := range args {
		if p, ok := arg.(rules.Path); ok {
			args[i] = s.library.prefix + string(p)
		}
	}
	return args
}

// aboutYear places what is found about a whole year: at its introduction, else at the
// folder of what it speaks of.
func (s *Session) aboutYear(linked *site.Site, f rules.Finding) diag.Diagnostic {
	name := path.Join("years", strconv.Itoa(f.Year)+".md")
	if item, ok := linked.Item(name); ok {
		d := item.At("title", f.Severity, f.Code, f.Args...)
		d.Pos.File = s.library.prefix + d.Pos.File
		return d
	}
	folder := content.KindMeeting.Spec().Folder
	if strings.HasPrefix(string(f.Code), "stories-") {
		folder = content.KindStory.Spec().Folder
	}
	return diag.Diagnostic{Pos: diag.Pos{File: s.library.prefix + folder}, Severity: f.Severity, Code: f.Code, Args: f.Args}
}

// placed is a document with the places of its keys, which the cache does not keep; nil
// when the file is gone or another.
func (l *library) placed(name string) *content.Document {
	i := l.index(name)
	if i < 0 {
		return nil
	}
	doc, _ := l.understandAgain(l.files[i].row.Entry)
	return doc
}

// account is what the rules are held against: all that is published, and what is kept
// inside the office. Of a folder that holds one year it is that year's: of others there
// are only some items.
func (s *Session) account(linked *site.Site) (rules.Input, error) {
	in := rules.Input{
		Rules: s.asked.rules(), Awards: s.awards, Years: map[int]content.Reported{},
		Today: viet.DateOf(s.options.View.Clock.In(s.Config.Zone)),
	}
	in.Now = in.Today
	for _, item := range linked.All {
		if only := s.Config.Archive; only.Other(item.Counts()) && only.Other(content.IntroducedYear(item.Path)) {
			continue
		}
		figures, err := s.library.Figures(item.Head)
		if err != nil {
			return in, err
		}
		if year := content.IntroducedYear(item.Path); year > 0 && figures.Reported != nil {
			in.Years[year] = *figures.Reported
		}
		if figures.Any() && (item.Shown || item.State == site.Internal) {
			in.Items = append(in.Items, &rules.Item{Head: item.Head, Figures: figures, Told: len(item.Meetings)})
		}
	}
	return in, nil
}
