package build

import (
	"fmt"

	"bulletin/internal/config"
	"bulletin/internal/content"
	"bulletin/internal/report"
)

// archive is what the configuration of a year's folder says of it.
func (p *planner) archive(year int) (config.Archive, error) {
	if known := p.site.Config.Archive; known.Year > 0 {
		return known, nil
	}
	a := config.Archive{Year: year, Over: year < p.newestYear}
	for before := year - comparedYears; before < year; before++ {
		if r := p.records[before]; r != nil {
			summary, err := p.summary(r)
			if err != nil {
				return a, err
			}
			a.Before = append(a.Before, toldOf(before, summary))
		}
	}
	return a, nil
}

// toldOf is a year's summary as a configuration holds it.
func toldOf(year int, s report.Summary) config.YearSummary {
	return config.YearSummary{
		Year: year, Regular: s.Regular, Thematic: s.Thematic, Resolutions: s.Resolutions, Stories: s.Stories, Awards: s.Awards,
		Present: s.Present, Due: s.Due, Grade: string(s.Grade),
	}
}

// summaryOf is the summary that a configuration tells.
func summaryOf(y config.YearSummary) report.Summary {
	return report.Summary{
		Regular: y.Regular, Thematic: y.Thematic, Resolutions: y.Resolutions, Stories: y.Stories, Awards: y.Awards,
		Present: y.Present, Due: y.Due, Grade: content.AnnualGrade(y.Grade),
	}
}

// appendArchive appends the note to a configuration that has none.
func appendArchive(text []byte, a config.Archive) []byte {
	text = fmt.Appendf(text, "archive:\n  year: %d\n  over: %t\n", a.Year, a.Over)
	for i, y := range a.Before {
		if i == 0 {
			text = append(text, "  before:\n"...)
		}
		text = fmt.Appendf(text, "    - {year: %d", y.Year)
		for _, n := range []struct {
			key string
			n   int
		}{
			{"regular", y.Regular}, {"thematic", y.Thematic}, {"resolutions", y.Resolutions}, {"stories", y.Stories},
			{"awards", y.Awards}, {"present", y.Present}, {"due", y.Due},
		} {
			if n.n != 0 {
				text = fmt.Appendf(text, ", %s: %d", n.key, n.n)
			}
		}
		if y.Grade != "" {
			text = fmt.Appendf(text, ", grade: %s", y.Grade)
		}
		text = append(text, "}\n"...)
	}
	return text
}
