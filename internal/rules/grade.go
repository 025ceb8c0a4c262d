package rules

import (
	"slices"

	"bulletin/internal/diag"
	"bulletin/internal/schema"
	"bulletin/internal/viet"
)

// bands are the rules that say from how many points the grades are given, best first;
// the last grade needs none.
type bands [3]func(*Ruleset) *int

var (
	meetingBands = bands{
		func(s *Ruleset) *int { return s.MeetingGood },
		func(s *Ruleset) *int { return s.MeetingFair },
		func(s *Ruleset) *int { return s.MeetingAverage },
	}
	annualBands = bands{
		func(s *Ruleset) *int { return s.AnnualExcellent },
		func(s *Ruleset) *int { return s.AnnualGood },
		func(s *Ruleset) *int { return s.AnnualCompleted },
	}
)

// grade is the one of an enumeration's grades that a score gives on a day; false when
// there is no score, or no rule says.
func (r Rules) grade(day viet.Date, score *int, grades schema.Enum, from bands) (want schema.Option, citation string, ok bool) {
	if score == nil {
		return want, "", false
	}
	all := grades.Options()
	for i, of := range from {
		rule, asked := r.on(day, of)
		if !asked {
			return want, "", false
		}
		if want, citation = all[i], rule.Citation; *score >= rule.Value {
			return want, citation, true
		}
	}
	return all[len(from)], citation, true
}

// rank is the place of a grade among its like, 0 for the best.
func rank(e schema.Enum, value string) int {
	return slices.IndexFunc(e.Options(), func(o schema.Option) bool { return o.Value == value })
}

// label words a grade.
func label(e schema.Enum, value string) diag.Words {
	if i := rank(e, value); i >= 0 {
		return worded(e.Options()[i])
	}
	return diag.Words{VI: value, EN: value}
}

func worded(o schema.Option) diag.Words { return diag.Words{VI: o.VI, EN: o.EN} }
