package site

import (
	"slices"
	"strings"
)

// Neighbours in each tag's list that are looked at, and items that are shown.
const (
	relatedReach = 3
	relatedMost  = 4
)

// Related are the items that share most topics with one of the site's.
func (s *Site) Related(item *Item) []*Item {
	var all []*Item
	for _, number := range item.related {
		if number > 0 {
			all = append(all, s.Items[number-1])
		}
	}
	return all
}

// candidate is an item that may be related to another.
type candidate struct {
	item             *Item
	shared, distance int
}

// compare puts first what shares most topics, then what is nearest.
func (c candidate) compare(d candidate) int {
	switch { // paths are rarely asked for, and far away in memory
	case c.shared != d.shared:
		return d.shared - c.shared
	case c.distance != d.distance:
		return c.distance - d.distance
	}
	return strings.Compare(c.item.Path, d.item.Path)
}

// place is where an item stands in a topic's list.
type place struct {
	tag *Tag
	at  int
}

// related finds for each item the few that share most topics with it, among its
// nearest neighbours in each topic's list: a new item then changes the related
// items of its neighbours only, whatever the size of the site. What is found of
// one item is independent of the others, so all processors look.
func (l *linker) related() {
	items := l.site.Items
	places := l.places()
	share(len(items), func(from, to int) {
		var near []candidate
		for _, item := range items[from:to] {
			near = item.relate(places[item.Number], near[:0])
		}
	})
}

// places are where each item stands in the lists of its topics, by its number.
func (l *linker) places() [][]place {
	counts, all := make([]int, len(l.site.Items)), 0
	for _, tag := range l.site.Tags {
		for _, item := range tag.Items {
			counts[item.Number]++
			all++
		}
	}
	places, room := make([][]place, len(counts)), make([]place, all)
	for number, count := range counts {
		places[number], room = room[:0:count], room[count:]
	}
	for _, tag := range l.site.Tags {
		for at, item := range tag.Items {
			places[item.Number] = append(places[item.Number], place{tag, at})
		}
	}
	return places
}

// relate fills in the related items of one that stands at some places. It
// returns what it used of memory.
func (item *Item) relate(places []place, near []candidate) []candidate {
	for _, p := range places {
		near = neighbours(near, p.tag.Items, p.at)
	}
	near = slices.DeleteFunc(near, func(c candidate) bool {
		return slices.Contains(item.Stories, c.item) || slices.Contains(item.Meetings, c.item)
	})
	for i := range min(len(near), relatedMost) { // few are wanted: to sort all would take longer
		best := i
		for j := i + 1; j < len(near); j++ {
			if near[j].compare(near[best]) < 0 {
				best = j
			}
		}
		near[i], near[best] = near[best], near[i]
		item.related[i] = near[i].item.Number + 1
	}
	return near
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
