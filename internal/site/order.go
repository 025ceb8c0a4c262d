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
	titles := make(map[*Item][]byte, len(s.All))
	intros := map[string]*Item{}
	for _, item := range s.All {
		switch {
		case !item.Shown:
		case isIntro(item.Head):
			intros[item.Path] = item
		default:
			titles[item] = collator.Key(item.Title)
			s.Items = append(s.Items, item)
		}
		hideUnpublished(item)
	}
	slices.SortFunc(s.Items, func(a, b *Item) int {
		return cmp.Or(-a.Date.Compare(b.Date), slices.Compare(titles[a], titles[b]), strings.Compare(a.Path, b.Path))
	})
	s.Home = intros["index.md"]
	l.sections(intros)
	l.years(intros)
	l.tags(collator)
	l.related()
	slices.SortFunc(s.Files, func(a, b *File) int { return strings.Compare(a.Address, b.Address) })
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
		if year := yearOf(path); year > 0 {
			add(year).Intro = intro
		}
	}
	slices.SortFunc(l.site.Years, func(a, b *Year) int { return cmp.Compare(b.Year, a.Year) })
}

// tags gathers items by topic. Spellings that differ only in case, marks or
// composition are one topic, shown as most items write it.
func (l *linker) tags(collator *viet.Collator) {
	tags := map[string]*Tag{}
	spellings := map[string]map[string]int{}
	for _, item := range l.site.Items {
		seen := map[string]bool{}
		for _, label := range item.Head.Tags {
			slug := viet.Slug(label)
			if seen[slug] {
				continue
			}
			seen[slug] = true
			if tags[slug] == nil {
				tags[slug], spellings[slug] = &Tag{Slug: slug}, map[string]int{}
				l.site.Tags = append(l.site.Tags, tags[slug])
			}
			tags[slug].Items = append(tags[slug].Items, item)
			spellings[slug][label]++
		}
	}
	keys := map[*Tag][]byte{}
	for _, tag := range l.site.Tags {
		for label, n := range spellings[tag.Slug] {
			best := spellings[tag.Slug][tag.Label]
			if n > best || n == best && label < tag.Label {
				tag.Label = label
			}
		}
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

// related finds for each item the few that share most topics with it, among its
// nearest neighbours in each topic's list: a new item then changes the related
// items of its neighbours only, whatever the size of the site.
func (l *linker) related() {
	type candidate struct{ shared, distance int }
	all := make(map[*Item]map[*Item]candidate, len(l.site.Items))
	for _, tag := range l.site.Tags {
		for i, item := range tag.Items {
			for j := max(0, i-relatedReach); j <= min(len(tag.Items)-1, i+relatedReach); j++ {
				if j == i {
					continue
				}
				if all[item] == nil {
					all[item] = map[*Item]candidate{}
				}
				c := all[item][tag.Items[j]]
				c.shared++
				c.distance += max(i-j, j-i)
				all[item][tag.Items[j]] = c
			}
		}
	}
	for item, candidates := range all {
		for other := range candidates {
			if !slices.Contains(item.Stories, other) && !slices.Contains(item.Meetings, other) {
				item.Related = append(item.Related, other)
			}
		}
		slices.SortFunc(item.Related, func(a, b *Item) int {
			return cmp.Or(cmp.Compare(candidates[b].shared, candidates[a].shared),
				cmp.Compare(candidates[a].distance, candidates[b].distance), strings.Compare(a.Path, b.Path))
		})
		item.Related = item.Related[:min(len(item.Related), relatedMost)]
	}
}
