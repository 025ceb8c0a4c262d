package rules

import (
	"strconv"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// Item is a record as the rules see it.
type Item struct {
	*content.Head
	content.Figures
	Told int // the meetings at which a story was told
}

// Path is the source path of another document, among a finding's arguments.
type Path string

// Finding is where a record, or a year as a whole, falls short of a rule.
type Finding struct {
	Item     *Item  // nil for a year as a whole
	Year     int    // to which it belongs; 0 when unknown
	Key      string // of the front matter; "title" when the whole document is meant
	Severity diag.Severity
	Code     diag.Code
	Args     []any
}

// Month is the month that a meeting counts for: the period it names, else that of
// its date; of no precision when the month is not known.
func Month(date viet.Date, m *content.MeetingFigures) viet.Date {
	if m.Period.Precision == viet.ByMonth {
		return m.Period
	}
	if date.Precision < viet.ByMonth {
		return viet.Date{}
	}
	return date.Coarsen(viet.ByMonth)
}

// IsRegular tells whether a meeting is the regular one of its month.
func IsRegular(kind content.MeetingKind) bool { return kind == "regular" || kind == "regular_thematic" }

// IsThematic tells whether a meeting treats a topic.
func IsThematic(kind content.MeetingKind) bool {
	return kind == "thematic" || kind == "regular_thematic"
}

// OfAll tells whether all members are to come to a meeting: the rules on attendance
// and duration speak of those.
func OfAll(kind content.MeetingKind) bool {
	return IsRegular(kind) || IsThematic(kind) || kind == "year_review"
}

// total is how many belong to a meeting, those who attend for a time among them; false
// when that is not known.
func total(m *content.MeetingFigures) (int, bool) {
	switch {
	case m.Total != nil:
		return *m.Total, true
	case m.Official != nil && m.Probationary != nil:
		return *m.Official + *m.Probationary + value(m.Temporary), true
	}
	return 0, false
}

// Members is how many members the cell has as a meeting counted them; false when that
// is not known. Those who attend for a time only are members of another cell.
func Members(m *content.MeetingFigures) (int, bool) {
	n, ok := total(m)
	return n - value(m.Temporary), ok
}

// Due is how many members were to come to a meeting; false when that is not known.
func Due(m *content.MeetingFigures) (int, bool) {
	n, ok := total(m)
	due := n - value(m.Exempt) - value(m.Away)
	return due, ok && due > 0
}

// Attendance is how many came to a meeting, of how many who were to come; false when
// that is not known.
func Attendance(m *content.MeetingFigures) (present, due int, ok bool) {
	due, ok = Due(m)
	if !ok || m.Present == nil {
		return 0, 0, false
	}
	return *m.Present, due, true
}

// value is a count that may be absent, which then counts for nothing.
func value(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

func itoa(n int) string { return strconv.Itoa(n) }

// rate words a share.
func rate(part, whole int) diag.Words {
	return diag.Words{VI: viet.Percent(part, whole), EN: viet.PercentEN(part, whole)}
}

// words joins words in both languages.
func words(all []diag.Words) diag.Words {
	var joined diag.Words
	for i, w := range all {
		if i > 0 {
			joined.VI, joined.EN = joined.VI+", ", joined.EN+", "
		}
		joined.VI, joined.EN = joined.VI+w.VI, joined.EN+w.EN
	}
	return joined
}
