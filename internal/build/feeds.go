package build

import "bulletin/internal/theme"

const calendarAddress = "calendar.ics"

func (p *planner) feedLinks() []theme.Feed { return nil }
func (p *planner) hasCalendar() bool       { return false }
func (p *planner) planFeeds()              {}
