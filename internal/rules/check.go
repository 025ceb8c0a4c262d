package rules

import (
	"cmp"
	"slices"

	"bulletin/internal/award"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// Input is what the rules are held against.
type Input struct {
	Rules  Rules
	Awards award.Catalogue
	Items  []*Item                  // that are published
	Years  map[int]content.Reported // what sources state of whole years
	Today  viet.Date                // months and quarters that are not over yet are not asked for
	Now    viet.Date                // a meeting of a later day is yet to come; zero = none is
}

// Check finds where the records fall short of the rules, one by one and year by
// year. The findings stand by year, those of whole years first, then by path.
func Check(in Input) []Finding {
	c := &checker{Input: in, years: map[int]*year{}}
	c.Items = slices.SortedFunc(slices.Values(in.Items), func(a, b *Item) int { return cmp.Compare(a.Path, b.Path) })
	for _, item := range c.Items {
		c.item = item
		c.one()
	}
	c.item = nil
	for _, y := range c.years {
		c.year(y)
	}
	c.twice()
	slices.SortStableFunc(c.findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.path(), b.path()), cmp.Compare(a.Code, b.Code))
	})
	return c.findings
}

func (f Finding) path() string {
	if f.Item == nil {
		return ""
	}
	return f.Item.Path
}

// checker is one run of [Check].
type checker struct {
	Input
	item     *Item // that is looked at
	years    map[int]*year
	findings []Finding
}

// year is what a year has.
type year struct {
	number   int
	meetings []*Item
	stories  []*Item
}

// one looks at one item, and adds it to its year.
func (c *checker) one() {
	item := c.item
	number := item.Counts()
	switch {
	case item.Figures.Meeting != nil && c.planned():
	case item.Figures.Meeting != nil:
		c.of(number).meetings = append(c.of(number).meetings, item)
		c.meeting(item.Figures.Meeting)
	case item.Story != nil:
		c.of(number).stories = append(c.of(number).stories, item)
		c.story(item.Story)
	case item.Award != nil:
		c.award(item.Award)
	case item.Classification != nil:
		c.classification(item.Classification)
	}
}

// planned tells whether the meeting that is looked at is yet to come: there are no minutes
// of it, and it does not count.
func (c *checker) planned() bool {
	return c.Now.Precision != viet.Unknown && c.item.Date().First().Compare(c.Now.Last()) > 0
}

func (c *checker) of(number int) *year {
	if c.years[number] == nil {
		c.years[number] = &year{number: number}
	}
	return c.years[number]
}

// add notes a finding about the item that is looked at.
func (c *checker) add(key string, severity diag.Severity, code diag.Code, args ...any) {
	c.findings = append(c.findings, Finding{
		Item: c.item, Year: c.item.Counts(), Key: key, Severity: severity, Code: code, Args: args,
	})
}

// addYear notes a finding about a whole year.
func (c *checker) addYear(number int, severity diag.Severity, code diag.Code, args ...any) {
	c.findings = append(c.findings, Finding{Year: number, Severity: severity, Code: code, Args: args})
}

// lacks are the names of what a record should hold and does not.
type lacks struct {
	of    *Item
	named []diag.Words
}

// add adds what is absent, unless the office keeps it to itself under one of the keys.
func (l *lacks) add(absent bool, vi, en string, keys ...string) {
	if absent && !slices.ContainsFunc(keys, l.of.Withholds) {
		l.named = append(l.named, diag.Words{VI: vi, EN: en})
	}
}

// missing tells what is not recorded: what was set down at the time should be there;
// of what is known only roughly there is just not enough data.
func (c *checker) missing(code diag.Code, lacks lacks) {
	switch {
	case len(lacks.named) == 0:
	case c.item.Date().Precision == viet.ByDay:
		c.add("title", diag.Warning, code, words(lacks.named))
	default:
		c.add("title", diag.Info, "data-missing", words(lacks.named))
	}
}
