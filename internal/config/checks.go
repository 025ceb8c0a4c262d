package config

import (
	"slices"
	"strconv"

	"bulletin/internal/diag"
	"bulletin/internal/schema"
	"bulletin/internal/viet"
)

// Check sets the severity of what is found under a code.
type Check struct {
	Code     string   `key:"code" vi:"Mã" en:"Code" required:"true"`
	Severity Severity `key:"severity" vi:"Mức" en:"Severity" required:"true"`
}

// Severity is how grave a site takes a finding.
type Severity string

// Options are the severities; what is off is not shown.
func (*Severity) Options() []schema.Option {
	return []schema.Option{
		{Value: "error", VI: "Lỗi", EN: "Error"},
		{Value: "warning", VI: "Cảnh báo", EN: "Warning"},
		{Value: "info", VI: "Lưu ý", EN: "Note"},
		{Value: "off", VI: "Tắt", EN: "Off"},
	}
}

// severities are those of package diag; what is off has none.
var severities = map[Severity]diag.Severity{"error": diag.Error, "warning": diag.Warning, "info": diag.Info}

// Adjust gives problems the severities that the site sets. An error that is no matter
// of judgement stays one: what cannot be read with certainty is not published.
func (c Config) Adjust(problems diag.List) diag.List {
	if len(c.Checks) == 0 {
		return problems
	}
	set := make(map[diag.Code]int, len(c.Checks))
	for i, check := range c.Checks {
		set[diag.Code(check.Code)] = i
	}
	told := map[int]bool{}
	var adjusted diag.List
	for _, d := range problems {
		i, ok := set[d.Code]
		if !ok {
			adjusted.Add(d)
			continue
		}
		severity, shown := severities[c.Checks[i].Severity]
		if d.Severity == diag.Error && (!shown || severity != diag.Error) && !diag.Adjustable(d.Code) {
			if adjusted.Add(d); !told[i] {
				told[i] = true
				adjusted.Add(c.At(checkPath(i), "check-fixed", string(d.Code)))
			}
			continue
		}
		if d.Severity = severity; shown {
			adjusted.Add(d)
		}
	}
	return adjusted
}

func checkPath(i int) string { return "checks[" + strconv.Itoa(i) + "].code" }

// checks tells of codes that do not exist.
func (l *loading) checks() {
	known := diag.Codes()
	for i, check := range l.config.Checks {
		switch near, ok := viet.Nearest(check.Code, known); {
		case check.Code == "" || slices.Contains(known, check.Code):
		case ok:
			l.fail(checkPath(i), "check-code-near", check.Code, near)
		default:
			l.fail(checkPath(i), "check-code", check.Code)
		}
	}
}
