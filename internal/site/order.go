package site

import (
	"cmp"
	"slices"
	"strings"

	"bulletin/internal/content"
	"bulletin/internal/viet"
)

// order sorts the shown items and gathers them in sections, years and tags.
func (l *linker) order() {
	s := l.site
	collator := viet.NewCollator()
	intros := map[string]*Item{}
	for _, item := range s.All {
		switch {
		case !item.Shown:
		case item.IsIntro():
			intros[item.Path] = item
		default:
			s.Items = append(s.Items, item)
		}
		hideUnpublished(item)
	}
	newestFirst(s.Items, collator)
	for i, item := range s.Items {
		item.Number = i
	}
	s.Home = intros["index.md"]
	l.sections(intros)
	l.years(intros)
	l.tags(collator)
	l.related()
	slices.SortFunc(s.Files, func(a, b *File) int { return strings.Compare(a.Address, b.Address) })
}

// newestFirst sorts items by date, those of one date by title. Titles are
// compared as Vietnamese orders them, which is costly, and so only where dates
// are equal.
func newestFirst(items []*Item, collator *viet.Collator) {
	slices.SortFunc(items, func(a, b *Item) int {
		return cmp.Or(-a.Date.Compare(b.Date), strings.Compare(a.Path, b.Path))
	})
	type titled struct {
		title []byte
		item  *Item
	}
	var run []titled
	for from := 0; from < len(items); from += max(1, len(run)) {
		run = run[:0]
		for _, item := range items[from:] {
			if item.Date != items[from].Date {
				break
			}
			run = append(run, titled{item: item})
		}
		if len(run) < 2 {
			continue
		}
		for i := range run {
			run[i].title = collator.Key(run[i].item.Title)
		}
		slices.SortStableFunc(run, func(a, b titled) int { return slices.Compare(a.title, b.title) })
		for i := range run {
			items[from+i] = run[i].item
		}
	}
}

// hideUnpublished drops relations to items that are not shown: an unpublished
// story may refer to a published meeting, which must not know of it.
func hideUnpublished(item *Item) {
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
		if year := item.Year; year > 0 && item.Kind != content.KindPage {
			y := add(year)
			y.Items = append(y.Items, item)
		}
	}
	for path, intro := range intros {
		if year := content.IntroducedYear(path); year > 0 {
			add(year).Intro = intro
		}
	}
	slices.SortFunc(l.site.Years, func(a, b *Year) int { return cmp.Compare(b.Year, a.Year) })
}

// tags gathers items by topic. Spellings that differ only in case, marks or
// composition are one topic, shown as most items write it.
func (l *linker) tags(collator *viet.Collator) {
	bySlug := map[string]*Tag{}
	byLabel := map[string]*Tag{} // the same, by every spelling
	for _, item := range l.site.Items {
		for _, label := range item.Head.Tags {
			tag := byLabel[label]
			if tag == nil {
				slug := viet.Slug(label)
				if tag = bySlug[slug]; tag == nil {
					tag = &Tag{Slug: slug, spellings: map[string]int{}}
					bySlug[slug] = tag
					l.site.Tags = append(l.site.Tags, tag)
				}
				byLabel[label] = tag
			}
			if n := len(tag.Items); n > 0 && tag.Items[n-1] == item {
				continue
			}
			tag.Items = append(tag.Items, item)
			tag.spellings[label]++
		}
	}
	keys := make(map[*Tag][]byte, len(l.site.Tags))
	for _, tag := range l.site.Tags {
		for label, n := range tag.spellings {
			best := tag.spellings[tag.Label]
			if n > best || n == best && label < tag.Label {
				tag.Label = label
			}
		}
		tag.spellings = nil
		keys[tag] = collator.Key(tag.Label)
	}
	slices.SortFunc(l.site.Tags, func(a, b *Tag) int {
		return cmp.Or(slices.Compare(keys[a], keys[b]), strings.Compare(a.Slug, b.Slug))
	})
}

// Neighbours in each tag's list that are looked at, and items that are shown.
const (
	relatedReach = 3
	relatedMost  = 4
)

// candidate is an item that may be related to another.
type candidate struct {
	item             *Item
	shared, distance int
}

// related finds for each item the few that share most topics with it, among its
// nearest neighbours in each topic's list: a new item then changes the related
// items of its neighbours only, whatever the size of the site.
func (l *linker) related() {
	type place struct {
		tag *Tag
		at  int
	}
	places := make([][]place, len(l.site.Items)) // by the item's number
	for _, tag := range l.site.Tags {
		for at, item := range tag.Items {
			places[item.Number] = append(places[item.Number], place{tag, at})
		}
	}
	var near []candidate
	for _, item := range l.site.Items {
		near = near[:0]
		for _, p := range places[item.Number] {
			near = neighbours(near, p.tag.Items, p.at)
		}
		near = slices.DeleteFunc(near, func(c candidate) bool {
			return slices.Contains(item.Stories, c.item) || slices.Contains(item.Meetings, c.item)
		})
		slices.SortFunc(near, func(a, b candidate) int {
			return cmp.Or(cmp.Compare(b.shared, a.shared), cmp.Compare(a.distance, b.distance), strings.Compare(a.item.Path, b.item.Path))
		})
		for _, c := range near[:min(len(near), relatedMost)] {
			item.Related = append(item.Related, c.item)
		}
	}
}

// neighbours adds to the candidates what stands near a place of a list.
func neighbours(near []candidate, items []*Item, at int) []candidate {
	for i := max(0, at-relatedReach); i <= min(len(items)-1, at+relatedReach); i++ {
		if i == at {
			continue
		}
		known := slices.IndexFunc(near, func(c candidate) bool { return c.item == items[i] })
		if known < 0 {
			known = len(near)
			near = append(near, candidate{item: items[i]})
		}
		near[known].shared++
		near[known].distance += max(i-at, at-i)
	}
	return near
}
