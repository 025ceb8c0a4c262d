package rules

import (
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// meeting holds one meeting against the rules of its day.
func (c *checker) meeting(m *content.MeetingFigures) {
	c.votes(m)
	c.grade(m)
	c.period(m)
	c.unrecorded(m)
	if m.Approved != nil && !*m.Approved {
		c.add("minutes", diag.Warning, "minutes-not-approved")
	}
	if !OfAll(m.Kind) {
		return
	}
	c.attendance(m)
	c.duration(m)
	if rule, ok := c.Rules.on(c.item.Date(), func(s *Ruleset) *int { return s.RegularDay }); ok && IsRegular(m.Kind) &&
		c.item.Date().Precision == viet.ByDay && c.item.Date().Day != rule.Value {
		c.add("date", diag.Info, "regular-day", rule.Value, rule.Citation)
	}
}

// attendance: who came, who did not, and why.
func (c *checker) attendance(m *content.MeetingFigures) {
	rule, asked := c.Rules.on(c.item.Date(), func(s *Ruleset) *int { return s.AttendanceAbove })
	if !asked {
		return
	}
	if present, due, ok := Attendance(m); ok && present*100 <= rule.Value*due {
		c.add("attendance", diag.Warning, "attendance-low", rate(present, due), rule.Value, rule.Citation)
	}
	if n := value(m.Unexcused); n > 0 {
		c.add("attendance.unexcused", diag.Warning, "absent-unexcused", n, rule.Citation)
	}
	if m.NoReason > 0 {
		c.add("attendance.excused", diag.Warning, "absent-no-reason", m.NoReason)
	}
}

// duration is asked to be longer when a topic is treated too.
func (c *checker) duration(m *content.MeetingFigures) {
	start, hasStart := m.Start.Minutes()
	end, hasEnd := m.End.Minutes()
	if !hasStart || !hasEnd || end <= start {
		return
	}
	rule, asked := c.Rules.on(c.item.Date(), func(s *Ruleset) *int { return s.MinutesAtLeast })
	if m.Kind == "regular_thematic" {
		if longer, ok := c.Rules.on(c.item.Date(), func(s *Ruleset) *int { return s.MinutesCombined }); ok {
			rule, asked = longer, true
		}
	}
	if asked && end-start < rule.Value {
		c.add("end", diag.Warning, "meeting-short", end-start, rule.Value, rule.Citation)
	}
}

// votes cannot be more than those who may vote: official members who came (Điều lệ
// Đảng, điều 3).
func (c *checker) votes(m *content.MeetingFigures) {
	most := m.Official
	if m.Present != nil && (most == nil || *m.Present < *most) {
		most = m.Present
	}
	for i, cast := range m.Cast {
		if most != nil && cast > *most {
			c.add("votes["+itoa(i)+"]", diag.Error, "votes-over", cast, *most)
		}
	}
}

// grade: the score decides it, but that a meeting of enough points is no good one when
// attendance, duration, opinions or minutes fall short.
func (c *checker) grade(m *content.MeetingFigures) {
	want, citation, ok := c.Rules.grade(c.item.Date(), m.Score, new(content.Grade), meetingBands)
	if !ok || m.Grade == "" || string(m.Grade) == want.Value {
		return
	}
	severity := diag.Error
	if want.Value == "good" && m.Grade == "fair" {
		severity = diag.Info
	}
	c.add("quality.grade", severity, "grade-score", label(new(content.Grade), string(m.Grade)), *m.Score, worded(want), citation)
}

// period: a meeting counts for the month in which it is held.
func (c *checker) period(m *content.MeetingFigures) {
	if m.Period.Precision == viet.ByMonth && c.item.Date().Precision == viet.ByDay && !m.Period.Contains(c.item.Date()) {
		c.add("period", diag.Warning, "date-outside-period",
			diag.Words{VI: c.item.Date().Short(), EN: c.item.Date().ShortEN()}, diag.Words{VI: m.Period.Short(), EN: m.Period.ShortEN()})
	}
}

// unrecorded: what the record of a meeting should hold and does not.
func (c *checker) unrecorded(m *content.MeetingFigures) {
	lacks := lacks{of: c.item}
	lacks.add(!m.Chair, "chủ trì", "the chair", "chair")
	lacks.add(!m.Secretary, "thư ký", "the secretary", "secretary")
	lacks.add(!m.Conclusion, "kết luận", "the conclusion", "conclusion")
	if OfAll(m.Kind) {
		_, _, known := Attendance(m)
		lacks.add(!known, "số đảng viên dự họp", "how many members came", "attendance")
		_, started := m.Start.Minutes()
		_, ended := m.End.Minutes()
		lacks.add(!started || !ended, "giờ bắt đầu, kết thúc", "when it began and ended", "start", "end")
		lacks.add(m.Approved == nil, "biên bản đã thông qua hay chưa", "whether the minutes were approved", "minutes")
	}
	c.missing("meeting-incomplete", lacks)
}
