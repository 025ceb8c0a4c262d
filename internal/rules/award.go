package rules

import (
	"strings"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

// award holds one award against what a decision says.
func (c *checker) award(a *content.AwardFigures) {
	lacks := lacks{of: c.item}
	lacks.add(a.DecisionNo == "", "số quyết định", "the decision's number", "decision_no")
	lacks.add(a.Decision.Precision != viet.ByDay, "ngày quyết định", "the decision's date", "decision_date")
	lacks.add(a.Issuer == "", "cơ quan khen thưởng", "the issuer", "issuer")
	c.missing("award-incomplete", lacks)
	c.issuer(a)
	c.law(a)
}

// issuer: the catalogue knows who decides on an award.
func (c *checker) issuer(a *content.AwardFigures) {
	known, ok := c.Awards.Find(a.Award)
	if !ok || a.Issuer == "" || known.DecidedBy == "" || mayDecide(a.Issuer, known.DecidedBy) {
		return
	}
	c.add("issuer", diag.Warning, "award-issuer", a.Issuer, known.DecidedBy)
}

// general are words of the catalogue that stand for any organisation of a sort, and
// ranks that a decision need not name.
const general = " cac chu tich bo truong thu nganh ban don vi tinh quan lien cap tren co so hoac dang uy chi va cua thanh pho "

// mayDecide tells whether an issuer is one of those that the catalogue names: each
// word of an alternative is in the issuer's name, but for those that any may leave
// out. What the catalogue says in general words only, any issuer may be.
func mayDecide(issuer, catalogue string) bool {
	has := " " + strings.ReplaceAll(viet.Slug(expand(issuer)), "-", " ") + " "
	for _, alternative := range strings.FieldsFunc(strings.ReplaceAll(catalogue, " hoặc ", ";"), func(r rune) bool { return r == ';' }) {
		fits := true
		for word := range strings.SplitSeq(viet.Slug(alternative), "-") {
			if !strings.Contains(general, " "+word+" ") && !strings.Contains(has, " "+word+" ") {
				fits = false
			}
		}
		if fits {
			return true
		}
	}
	return false
}

// expand writes out what offices shorten.
func expand(name string) string {
	return strings.NewReplacer("UBND", "Ủy ban nhân dân", "BTV", "Ban Thường vụ", "TTCP", "Thủ tướng Chính phủ").Replace(name)
}

// law: the law of 2022 applies from 01/01/2024, that of 2003 before (Luật
// 06/2022/QH15, điều 94).
func (c *checker) law(a *content.AwardFigures) {
	day := a.Decision
	if day.Precision == viet.Unknown {
		day = c.item.Date()
	}
	if a.Law == "" || day.Precision == viet.Unknown {
		return
	}
	want := content.Law("2003")
	if day.Year >= 2024 {
		want = "2022"
	}
	if a.Law != want {
		c.add("law", diag.Warning, "award-law", string(a.Law), day.Year, string(want))
	}
}

// classification holds a year's grade against the rules of that year's end.
func (c *checker) classification(k *content.ClassificationFigures) {
	end := viet.OnDay(max(c.item.Year(), 1), 12, 31)
	want, citation, ok := c.Rules.grade(end, k.Score, new(content.AnnualGrade), annualBands)
	if ok && k.Grade != "" && string(k.Grade) != want.Value {
		severity := diag.Error
		if rank(&k.Grade, string(k.Grade)) > rank(&k.Grade, want.Value) { // each grade has conditions beside its points
			severity = diag.Info
		}
		c.add("grade", severity, "annual-grade-score", label(&k.Grade, string(k.Grade)), *k.Score, worded(want), citation)
	}
	excellent, good := k.Counts.Excellent, k.Counts.Good
	if excellent == nil || good == nil {
		return
	}
	if rule, ok := c.Rules.on(end, func(s *Ruleset) *int { return s.ExcellentShare }); ok && *excellent*100 > rule.Value*(*good) {
		c.add("counts.excellent", diag.Warning, "excellent-share", *excellent, *good, rule.Value, rule.Citation)
	}
}
