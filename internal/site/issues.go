package site

import (
	"cmp"
	"path"
	"slices"
	"strconv"

	"bulletin/internal/content"
)

// EditionAddress is where the print edition of the issue at an address is.
func EditionAddress(issue string) string { return path.Join(path.Dir(issue), "print", "index.html") }

// hold notes that an issue of the newsletter holds an item, on both sides; nil is one
// that was not found.
func (l *linker) hold(issue *Item, ref content.Reference, item *Item) {
	relations := issue.relations()
	if relations.Holds == nil {
		relations.Holds = new(Contents)
	}
	in := relations.Holds
	for len(in.Sections) <= ref.Part {
		in.Sections = append(in.Sections, nil)
	}
	switch {
	case item == nil:
		return
	case ref.Part == content.QuotePart:
		in.Quoted = item
		return
	case ref.Part == content.LeadPart:
		in.Lead = item
	case slices.ContainsFunc(in.Sections, func(section []*Item) bool { return slices.Contains(section, item) }):
		l.report(issue, ref.Place, "issue-item-twice", ref.Text)
	default:
		in.Sections[ref.Part] = append(in.Sections[ref.Part], item)
	}
	if item.Revoked {
		l.warn(issue, ref.Place, "issue-item-revoked", ref.Text)
	}
	item.relations().Issues = join(item.Issues, issue)
}

// numbers reports numbers of the newsletter that are given twice or left out. They
// begin with 1 in each year or go on from the year before; the first that is known may
// be any.
func (l *linker) numbers() {
	var issues []*Item
	for _, item := range l.site.All {
		if n := item.More().Numbered; n != nil && n.Year != 0 {
			issues = append(issues, item)
		}
	}
	slices.SortStableFunc(issues, func(a, b *Item) int {
		m, n := a.More().Numbered, b.More().Numbered
		return cmp.Or(m.Year-n.Year, m.Number-n.Number, a.Date().First().Compare(b.Date().First())) // of two of one number it is the later that is wrong
	})
	for i, item := range issues[min(1, len(issues)):] {
		last, n := issues[i].More().Numbered, item.More().Numbered
		switch {
		case n.Year == last.Year && n.Number == last.Number:
			l.report(item, n.At, "issue-number-twice", item.Note, relative(item.Path, issues[i].Path))
		case n.Number == last.Number+1, n.Year > last.Year && n.Number == 1:
		case n.Year > last.Year && n.Number <= last.Number: // the new year's count does not begin with 1
			l.warn(item, n.At, "issue-number-missing", item.Note, numbersFrom(1, n.Number-1))
		default:
			l.warn(item, n.At, "issue-number-missing", item.Note, numbersFrom(last.Number+1, n.Number-1))
		}
	}
}

// numbersFrom words a run of numbers: "3", "3–5".
func numbersFrom(first, last int) string {
	if first == last {
		return strconv.Itoa(first)
	}
	return strconv.Itoa(first) + "–" + strconv.Itoa(last)
}
