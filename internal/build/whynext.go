package build

import (
	"context"
	"slices"
	"time"

	"bulletin/internal/build/publish"
	"bulletin/internal/site"
)

// Turn is a time at which something changes by itself. The zero Turn is none.
type Turn struct {
	At      time.Time
	Begins  bool     // it is published then
	Ends    bool     // it is published no longer
	Sources []string // that get to their day, when it is neither
}

// turnsTried is at how many times it is looked whether a file is another then: few items
// have a day of their own, and each time is one of linking the site.
const turnsTried = 16

// next is the next change by date: the site is linked as it will be at each time at which
// something in it gets to its day, and the file's fingerprint tells whether it is another.
func (s *Session) next(ctx context.Context, sub subject) (Turn, error) {
	days := map[time.Time][]*site.Item{}
	for _, item := range s.edition.site.All {
		if item.State == site.Internal || item.State == site.Draft {
			continue
		}
		from, until := site.Bounds(item.Head, s.Config.Zone)
		for _, day := range []time.Time{from, until} {
			if day.After(s.options.View.Clock) {
				days[day] = append(days[day], item)
			}
		}
	}
	outputs := sub.outputs
	if sub.item != nil {
		outputs = []string{sub.item.Address}
	}
	now, err := s.edition.fingerprints(outputs)
	if err != nil {
		return Turn{}, err
	}
	times := make([]time.Time, 0, len(days))
	for day := range days {
		times = append(times, day)
	}
	slices.SortFunc(times, time.Time.Compare)
	defer func(clock time.Time) { s.options.View.Clock = clock }(s.options.View.Clock)
	for _, day := range times[:min(len(times), turnsTried)] {
		s.options.View.Clock = day
		linked, _, err := s.link(ctx)
		if err != nil {
			return Turn{}, err
		}
		then := &edition{theme: s.edition.theme, site: linked, library: s.library}
		s.plan(then)
		sums, err := then.fingerprints(outputs)
		if err != nil {
			return Turn{}, err
		}
		if !slices.Equal(now, sums) {
			return s.turn(day, sub.item, days[day]), nil
		}
	}
	return Turn{}, nil
}

// turn is what happens at a time.
func (s *Session) turn(at time.Time, own *site.Item, items []*site.Item) Turn {
	t := Turn{At: at.In(s.Config.Zone)}
	for _, item := range items {
		if item == own {
			from, _ := site.Bounds(item.Head, s.Config.Zone)
			begins := from.Equal(at)
			return Turn{At: t.At, Begins: begins, Ends: !begins}
		}
		t.Sources = append(t.Sources, s.library.prefix+item.Path)
	}
	return t
}

// fingerprints name what files are made of; zero for one that there is not.
func (e *edition) fingerprints(paths []string) ([]publish.Fingerprint, error) {
	sums := make([]publish.Fingerprint, len(paths))
	for i, p := range paths {
		task, ok := e.task(p)
		if !ok {
			continue
		}
		recipe, err := task.Recipe()
		if err != nil {
			return nil, err
		}
		sum, _ := task.fingerprint(recipe, nil)
		sums[i] = publish.Fingerprint(sum)
	}
	return sums, nil
}
