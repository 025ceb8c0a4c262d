package site

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"sync"

	"bulletin/internal/content"
	"bulletin/internal/viet"
)

// order gathers the shown items, which stand in their order, in sections, years
// and tags.
func (l *linker) order() {
	s := l.site
	for _, item := range s.All {
		hideUnpublished(item)
	}
	s.Home = l.intros["index.md"]
	var gathering sync.WaitGroup
	gathering.Go(func() {
		l.sections(l.intros)
		l.years(l.intros)
	})
	l.tags(viet.NewCollator())
	l.related()
	gathering.Wait()
	slices.SortFunc(s.Files, func(a, b *File) int { return strings.Compare(a.Address, b.Address) })
}

// sort puts the shown items in their order, and the texts above lists apart. It
// needs nothing but what [linker.publish] found, so it runs beside what resolves
// links.
func (l *linker) sort() {
	s := l.site
	l.intros = map[string]*Item{}
	for _, item := range s.All {
		switch {
		case !item.Shown:
		case item.Intro:
			l.intros[item.Path] = item
		default:
			s.Items = append(s.Items, item)
		}
	}
	newestFirst(s.Items, viet.NewCollator())
	for i, item := range s.Items {
		item.Number = int32(i)
	}
}

// keysFrom is of how many titles keys are made to sort them; fewer are compared two by
// two, which mostly ends at the first words.
const keysFrom = 24

// newestFirst sorts items, which stand in the order of their paths, by date,
// those of one date by title. Titles are compared as Vietnamese orders them, which
// is costly, and so only where dates are equal.
func newestFirst(items []*Item, collator *viet.Collator) {
	type dated struct {
		first, at int
		item      *Item
	}
	all := make([]dated, len(items))
	for i, item := range items {
		first := item.Date().First()
		all[i] = dated{first: ((first.Year*100+first.Month)*100+first.Day)*10 + int(item.Date().Precision), at: i, item: item}
	}
	slices.SortFunc(all, func(a, b dated) int { return cmp.Or(b.first-a.first, a.at-b.at) })
	for from, to := 0, 0; from < len(all); from = to {
		for to = from + 1; to < len(all) && all[to].first == all[from].first; to++ {
		}
		if run := all[from:to]; len(run) < keysFrom {
			slices.SortStableFunc(run, func(a, b dated) int { return collator.Compare(a.item.Title, b.item.Title) })
		} else {
			viet.SortBy(run, collator.Key, func(d dated) string { return d.item.Title })
		}
	}
	for i := range all {
		items[i] = all[i].item
	}
}

// hideUnpublished drops relations to items that are not shown: an unpublished
// story may refer to a published meeting, which must not know of it.
func hideUnpublished(item *Item) {
	if item.Relations == &unrelated {
		return
	}
	gone := func(other *Item) bool { return !other.Shown }
	if item.Story != nil && gone(item.Story) {
		item.Story = nil
	}
	item.Stories = slices.DeleteFunc(item.Stories, gone)
	item.Meetings = slices.DeleteFunc(item.Meetings, gone)
	item.Issues = slices.DeleteFunc(item.Issues, gone)
}

func (l *linker) sections(intros map[string]*Item) {
	byKind := map[content.Kind]*Section{}
	for _, spec := range content.Kinds {
		if spec.Folder == "" {
			continue
		}
		section := &Section{Spec: spec, Intro: intros[spec.Folder+"/index.md"]}
		byKind[spec.Kind] = section
		l.site.Sections = append(l.site.Sections, section)
	}
	for _, item := range l.site.Items {
		section, ok := byKind[item.Kind]
		if !ok {
			l.site.Pages = append(l.site.Pages, item)
			continue
		}
		if n := len(section.Items); n > 0 {
			newer := section.Items[n-1]
			item.Next, newer.Previous = newer, item
		}
		section.Items = append(section.Items, item)
	}
	slices.SortFunc(l.site.Pages, func(a, b *Item) int { return strings.Compare(a.Address, b.Address) })
}

func (l *linker) years(intros map[string]*Item) {
	years := map[int]*Year{}
	add := func(year int) *Year {
		if years[year] == nil {
			years[year] = &Year{Year: year}
			l.site.Years = append(l.site.Years, years[year])
		}
		return years[year]
	}
	for _, item := range l.site.Items {
		if year := item.Year(); year > 0 && item.Kind != content.KindPage {
			y := add(year)
			y.Items = append(y.Items, item)
		}
		if item.Counts() > 0 {
			add(item.Counts()) // it may be the only one of that year, and has its report
		}
	}
	for path, intro := range intros {
		if year := content.IntroducedYear(path); year > 0 {
			add(year).Intro = intro
		}
	}
	slices.SortFunc(l.site.Years, func(a, b *Year) int { return cmp.Compare(b.Year, a.Year) })
}

// spelling is one way in which items write a topic.
type spelling struct {
	tag   *Tag
	label string
	items int
}

// tags gathers items by topic. Spellings that differ only in case, marks or
// composition are one topic, shown as most items write it.
func (l *linker) tags(collator *viet.Collator) {
	bySlug := map[string]*Tag{}
	byLabel := map[string]*spelling{}
	for _, item := range l.site.Items {
		for label := range item.Tags() {
			written := byLabel[label]
			if written == nil {
				written = &spelling{tag: l.tag(bySlug, label), label: label}
				byLabel[label] = written
			}
			tag := written.tag
			if n := len(tag.Items); n > 0 && tag.Items[n-1] == item {
				continue
			}
			tag.Items = append(tag.Items, item)
			written.items++
		}
	}
	most := make(map[*Tag]*spelling, len(bySlug))
	for _, written := range byLabel {
		written.tag.Spellings = append(written.tag.Spellings, written.label)
		best := most[written.tag]
		if best == nil || written.items > best.items || written.items == best.items && written.label < best.label {
			most[written.tag] = written
		}
	}
	keys := make(map[*Tag][]byte, len(most))
	for tag, written := range most {
		tag.Label = written.label
		keys[tag] = collator.Key(tag.Label)
	}
	slices.SortFunc(l.site.Tags, func(a, b *Tag) int {
		return cmp.Or(bytes.Compare(keys[a], keys[b]), strings.Compare(a.Slug, b.Slug))
	})
}

// tag is the topic that a spelling means.
func (l *linker) tag(bySlug map[string]*Tag, label string) *Tag {
	slug := viet.Slug(label)
	tag := bySlug[slug]
	if tag == nil {
		tag = &Tag{Slug: slug}
		bySlug[slug] = tag
		l.site.Tags = append(l.site.Tags, tag)
	}
	return tag
}
