package rules

import (
	"cmp"
	"strings"

	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// year looks at a year as a whole: at each month and quarter that is over.
func (c *checker) year(y *year) {
	if y.number == 0 || len(y.meetings)+len(y.stories) == 0 {
		return
	}
	c.regular(y)
	c.thematic(y)
	c.stories(y)
}

// over tells whether a period is over today.
func (c *checker) over(period viet.Date) bool { return period.Last().Compare(c.Today) < 0 }

// regular: a month without its meeting, or with two.
func (c *checker) regular(y *year) {
	held, vague := map[int][]*Item{}, 0
	for _, item := range y.meetings {
		if m := item.Figures.Meeting; IsRegular(m.Kind) {
			if month := Month(item.Date(), m); month.Precision == viet.ByMonth {
				held[month.Month] = append(held[month.Month], item)
			} else {
				vague++
			}
		}
	}
	var lacks []int
	asked := false
	var citation string
	for month := 1; month <= 12; month++ {
		when := viet.InMonth(y.number, month)
		rule, ok := c.Rules.on(when.Last(), func(s *Ruleset) *int { return s.RegularPerMonth })
		if !ok || !c.over(when) {
			continue
		}
		asked, citation = true, rule.Citation
		if len(held[month]) < rule.Value {
			lacks = append(lacks, month)
		}
	}
	for _, items := range held {
		for i, item := range items[1:] {
			c.item = item
			c.add("title", diag.Warning, "regular-twice", Path(items[i].Path))
		}
	}
	c.item = nil
	switch {
	case len(lacks) == 0 || !asked:
	case vague > 0:
		c.addYear(y.number, diag.Info, "months-unknown", y.number, vague, runs(lacks))
	default:
		c.addYear(y.number, diag.Warning, "month-no-regular", y.number, runs(lacks), citation)
	}
}

// runs words ascending numbers: "1, 4–9, 12".
func runs(numbers []int) string {
	var b strings.Builder
	for i := 0; i < len(numbers); {
		end := i
		for end+1 < len(numbers) && numbers[end+1] == numbers[end]+1 {
			end++
		}
		if end-i < 2 {
			end = i
		}
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(itoa(numbers[i]))
		if end > i {
			b.WriteString("–" + itoa(numbers[end]))
		}
		i = end + 1
	}
	return b.String()
}

// thematic: a quarter without its topic.
func (c *checker) thematic(y *year) {
	var held [5]int
	vague := 0
	for _, item := range y.meetings {
		if m := item.Figures.Meeting; IsThematic(m.Kind) {
			if q := cmp.Or(Month(item.Date(), m), item.Date()).QuarterNumber(); q > 0 {
				held[q]++
			} else {
				vague++
			}
		}
	}
	var lacks []diag.Words
	var citation string
	for quarter := 1; quarter <= 4; quarter++ {
		when := viet.InQuarter(y.number, quarter)
		rule, ok := c.Rules.on(when.Last(), func(s *Ruleset) *int { return s.ThematicPerQuarter })
		if ok && c.over(when) && held[quarter] < rule.Value {
			roman := []string{"I", "II", "III", "IV"}[quarter-1]
			lacks, citation = append(lacks, diag.Words{VI: roman, EN: "Q" + itoa(quarter)}), rule.Citation
		}
	}
	switch {
	case len(lacks) == 0:
	case vague > 0:
		c.addYear(y.number, diag.Info, "quarters-unknown", y.number, vague, words(lacks))
	default:
		c.addYear(y.number, diag.Warning, "quarter-no-thematic", y.number, words(lacks), citation)
	}
}

// stories: fewer than a year should have. What a source says of stories that are not
// recorded is missing data, no failure.
func (c *checker) stories(y *year) {
	when := viet.InYear(y.number)
	rule, ok := c.Rules.on(when.Last(), func(s *Ruleset) *int { return s.StoriesPerYear })
	n := len(y.stories)
	if !ok || !c.over(when) || n >= rule.Value {
		return
	}
	if said := c.Years[y.number].Stories; said != nil && *said > n {
		c.addYear(y.number, diag.Info, "stories-unrecorded", y.number, *said, n)
		return
	}
	c.addYear(y.number, diag.Warning, "stories-few", y.number, n, rule.Value, rule.Citation)
}
