package site

import (
	"time"

	"bulletin/internal/content"
)

// State is whether an item is published, and if not, why.
type State uint8

// The states; what is not Live is not published.
const (
	Live State = iota
	Draft
	Future
	Expired
	Internal
)

// String is the state's stable name.
func (s State) String() string {
	return [...]string{"live", "draft", "future", "expired", "internal"}[s]
}

// publish decides of every document whether it is shown, and finds the next
// time at which that changes by itself.
func (l *linker) publish() {
	items := make([]Item, len(l.Documents))
	l.site.All = make([]*Item, 0, len(l.Documents))
	for i, doc := range l.Documents {
		item := &items[i]
		item.Head, item.Relations = doc, &unrelated
		item.State = l.state(doc)
		item.Shown = item.State == Live || l.previews(item.State)
		item.Intro = doc.IsIntro()
		if item.Shown && !item.Intro {
			l.listed[doc.Kind.Spec().Folder] = true
		}
		l.site.All = append(l.site.All, item)
		l.byPath[doc.Path] = item
	}
}

// state applies the rules in order of gravity: what is internal stays internal
// even when it is a draft that is being previewed.
func (l *linker) state(doc *content.Head) State {
	if doc.Internal {
		return Internal
	}
	from, until := Bounds(doc, l.Config.Zone)
	if doc.Draft {
		return Draft
	}
	l.changes(from)
	l.changes(until)
	switch {
	case !until.IsZero() && !l.Clock.Before(until):
		return Expired
	case l.Clock.Before(from):
		return Future
	}
	return Live
}

// Bounds are the first instant at which a document is published and the first
// at which it no longer is; a zero time is no bound. A day without a time of
// day is meant whole: published from its beginning, expired after its end.
func Bounds(doc *content.Head, zone *time.Location) (from, until time.Time) {
	from, _, _ = doc.More().PublishDate.In(zone)
	until, day, ok := doc.More().ExpiryDate.In(zone)
	if ok && day {
		year, month, number := until.Date()
		until = content.DayStart(time.Date(year, month, number+1, 0, 0, 0, 0, time.UTC), zone)
	}
	return from, until
}

// changes notes an instant at which the site changes by itself; a zero time is
// none.
func (l *linker) changes(at time.Time) {
	switch {
	case at.IsZero():
	case !at.After(l.Clock):
		if at.After(l.site.Since) {
			l.site.Since = at
		}
	case l.site.Next.IsZero() || at.Before(l.site.Next):
		l.site.Next = at
	}
}

func (l *linker) previews(s State) bool {
	return s == Draft && l.Drafts || s == Future && l.Future || s == Expired && l.Expired || s == Internal && l.Internal
}
