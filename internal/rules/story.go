package rules

import (
	"strings"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// story holds one story against what a record of it should tell.
func (c *checker) story(s *content.StoryFigures) {
	lacks := lacks{of: c.item}
	lacks.add(!s.Source, "xuất xứ", "its printed source", "source")
	lacks.add(!s.Lesson, "bài học", "the lesson", "lesson")
	lacks.add(!s.Application, "liên hệ thực tiễn", "the application", "application")
	lacks.add(c.item.Told == 0, "buổi sinh hoạt đã kể", "the meeting at which it was told")
	c.missing("story-incomplete", lacks)
	if c.item.Told > 1 {
		c.add("title", diag.Warning, "story-told-often", c.item.Told)
	}
}

// twice finds what was told or honoured twice. Titles are compared without tones and
// case, so that a slip does not hide a repetition.
func (c *checker) twice() {
	stories, awards, honoured := map[string]*Item{}, map[string]*Item{}, map[string]*Item{}
	first := func(seen map[string]*Item, key string) *Item {
		if seen[key] == nil {
			seen[key] = c.item
			return nil
		}
		return seen[key]
	}
	for _, item := range c.Items {
		c.item = item
		switch {
		case item.Story != nil:
			if earlier := first(stories, viet.Slug(item.Title)); earlier != nil {
				c.add("title", diag.Warning, "story-twice", Path(earlier.Path))
			}
		case item.Award != nil && !item.Award.Revoked:
			c.honouredTwice(item.Award, first, awards, honoured)
		}
	}
	c.item = nil
}

// honouredTwice: one achievement earns no two awards, and nobody the same award twice
// for one time.
func (c *checker) honouredTwice(a *content.AwardFigures, first func(map[string]*Item, string) *Item, awards, honoured map[string]*Item) {
	recipient := viet.Slug(a.Recipient)
	time := a.To.String()
	if time == "" && c.item.Year() > 0 {
		time = itoa(c.item.Year())
	}
	if time != "" {
		if earlier := first(awards, strings.Join([]string{a.Award, recipient, a.From.String(), time}, "|")); earlier != nil {
			c.add("award", diag.Warning, "award-twice", Path(earlier.Path))
			return
		}
	}
	if a.Achievement != "" {
		if earlier := first(honoured, recipient+"|"+viet.Slug(a.Achievement)); earlier != nil {
			c.add("achievement", diag.Warning, "achievement-twice", Path(earlier.Path))
		}
	}
}
