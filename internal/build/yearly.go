package build

import (
	"context"
	"io/fs"

	"bulletin/internal/diag"
	"bulletin/internal/report"
	"bulletin/internal/site"
)

// Yearly is the report of a year with the site that it is part of, in memory.
type Yearly struct {
	*report.Report
	Site    fs.FS
	Page    string // the report's page in Site
	Base    string // the site's full address; "" when it has none
	session *Session
}

// NoReportError is a year of which nothing is recorded.
type NoReportError struct {
	Year  int
	Years []int // that have reports, newest first
}

func (e *NoReportError) Error() string { return "nothing is recorded of that year" }

// ReportYear reads the site and works out the report of a year. Problems are complete
// and sorted; when they stop the build there is no report. The caller must call Close.
func ReportYear(ctx context.Context, o Options, year int) (*Yearly, diag.List, error) {
	return openPart(ctx, o, func(s *Session) (*Yearly, error) { return s.yearly(year) })
}

// yearly is the report of a year of the edition.
func (s *Session) yearly(year int) (*Yearly, error) {
	p := s.edition.plan
	of, err := p.recorded(year)
	if err != nil {
		return nil, err
	}
	in, err := p.yearly(of).input()
	if err != nil {
		return nil, err
	}
	return &Yearly{Report: report.New(in), Site: Tree{s}, Page: reportAddress(year), Base: s.Config.BaseURL, session: s}, nil
}

// recorded is a year that has records; the error names those that have.
func (p *planner) recorded(year int) (*site.Year, error) {
	missing := &NoReportError{Year: year}
	for _, y := range p.site.Years {
		if p.records[y.Year] == nil {
			continue
		}
		if y.Year == year {
			return y, nil
		}
		missing.Years = append(missing.Years, y.Year)
	}
	return nil, missing
}

// Close releases the site.
func (y *Yearly) Close() error { return y.session.Close() }
