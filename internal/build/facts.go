package build

import (
	"strconv"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/schema"
	"bulletin/internal/theme"
	"bulletin/internal/viet"
)

// elsewhere are the keys that a page words in its own way, beside those that
// have a part of the page to themselves. All others appear in the fact box, so
// a new field is seen without further ado.
var elsewhere = map[content.Kind]map[string]bool{
	content.KindMeeting: set("opinions", "start", "end", "minutes"),
	content.KindStory:   set("meeting", "other_titles", "topic", "number"),
	content.KindAward: set("award", "title_as_written", "recipient", "recipient_type", "issuer", "signer",
		"decision_no", "decision_date", "revoked", "scan"),
	content.KindClassification: set("year", "subject", "score", "decided_by", "decision_no"),
	content.KindIssue:          set("sections", "print", "period", "lead"),
}

func set(keys ...string) map[string]bool {
	m := make(map[string]bool, len(keys))
	for _, key := range keys {
		m[key] = true
	}
	return m
}

// facts is an item's fact box: its date, then its kind's fields in their order.
func (a *articlePage) facts() []theme.Fact {
	spec := a.doc.Kind.Spec()
	if spec.Folder == "" || a.doc.Kind == content.KindNews {
		return nil
	}
	var facts []theme.Fact
	if a.doc.Kind != content.KindIssue { // which says it on top
		date := a.date(a.doc.DateOf())
		facts = []theme.Fact{{Key: "date", Label: a.t("fact.date"), Values: []theme.Value{{Text: date.Text, Unknown: date.Unknown}}}}
	}
	if meeting, ok := a.doc.Detail.(*content.Meeting); ok {
		facts = append(facts, a.time(meeting)...)
	}
	for _, f := range spec.Schema().Fields {
		if f.Part || elsewhere[a.doc.Kind][f.Key] || !f.Within(a.doc.Detail) {
			continue
		}
		if values := a.values(f.Of(&a.doc.Meta, a.doc.Detail)); len(values) > 0 {
			facts = append(facts, theme.Fact{Key: f.Key, Label: f.Label(a.lang), Values: values})
		}
	}
	return append(facts, a.kindFacts()...)
}

// kindFacts are facts that join several fields.
func (a *articlePage) kindFacts() []theme.Fact {
	var facts []theme.Fact
	add := func(key string, values ...theme.Value) {
		facts = append(facts, theme.Fact{Key: key, Label: a.t("fact." + key), Values: values})
	}
	switch d := a.doc.Detail.(type) {
	case *content.Meeting:
		if d.Minutes.Number != "" || d.Minutes.Approved != nil {
			text := d.Minutes.Number
			if d.Minutes.Approved != nil {
				text = join(" · ", text, a.t("minutes.approved."+strconv.FormatBool(*d.Minutes.Approved)))
			}
			add("minutes", theme.Value{Text: text})
		}
	case *content.Award:
		if a.recipe.Scan != "" {
			add("scan", theme.Value{Text: join(" ", a.t("scan.open"), a.fileNote(a.recipe.Scan, a.recipe.ScanBytes)), Href: a.recipe.Scan})
		}
	}
	return facts
}

// time is a meeting's time of day.
func (w *wording) time(m *content.Meeting) []theme.Fact {
	text := clock(m.Start)
	if end := clock(m.End); end != "" {
		text = join(" – ", text, end)
	}
	if text == "" {
		return nil
	}
	return []theme.Fact{{Key: "time", Label: w.t("fact.time"), Values: []theme.Value{{Text: text}}}}
}

// clock is a time of day, "" when not given.
func clock(c content.Clock) string {
	minutes, ok := c.Minutes()
	if !ok {
		return ""
	}
	return viet.Clock(minutes)
}

// values writes a field's value in words; nothing for what was not given or has
// no short form.
func (w *wording) values(v any) []theme.Value {
	text := ""
	switch v := v.(type) {
	case string:
		text = v
	case []string:
		var values []theme.Value
		for _, s := range v {
			if s != "" {
				values = append(values, theme.Value{Text: s})
			}
		}
		return values
	case bool:
		if v {
			text = w.t("yes")
		}
	case int:
		text = w.number(v)
	case *int:
		if v != nil {
			text = w.number(*v)
		}
	case content.Date:
		text = w.long(v.Date)
	case content.Month:
		text = w.long(v.Date)
	case content.Span:
		text = w.span(v)
	default:
		if enum, value, ok := schema.AsEnum(v); ok && value != "" {
			text = w.option(enum, value)
		}
	}
	if text == "" {
		return nil
	}
	return []theme.Value{{Text: text}}
}

// span is a period in words.
func (w *wording) span(s content.Span) string {
	from, to := w.long(s.From.Date), w.long(s.To.Date)
	if from == to {
		return from
	}
	return join(" – ", from, to)
}

// option is the label of a value of a fixed set.
func (w *wording) option(options []schema.Option, value string) string {
	for _, o := range options {
		if o.Value == value {
			return o.Label(w.lang)
		}
	}
	return value
}

// long is a date in words, "" when unknown.
func (w *wording) long(d viet.Date) string {
	if d.Precision == viet.Unknown {
		return ""
	}
	if w.lang == diag.VI {
		return d.Vietnamese()
	}
	return d.English()
}

// short is a date for tables, "" when unknown.
func (w *wording) short(d viet.Date) string {
	if w.lang == diag.VI {
		return d.Short()
	}
	return d.ShortEN()
}

// date is a date as views carry it.
func (w *wording) date(d viet.Date) theme.Date {
	if d.Precision == viet.Unknown {
		return theme.Date{Text: w.t("date.unknown"), Unknown: true}
	}
	view := theme.Date{Text: w.long(d), Short: d.Short(), Year: strconv.Itoa(d.Year), Machine: machine(d)}
	if d.Month > 0 {
		view.Month = strconv.Itoa(d.Month)
	}
	if d.Day > 0 {
		view.Day = strconv.Itoa(d.Day)
	}
	return view
}

// machine is a date for HTML's <time>, which knows no quarters.
func machine(d viet.Date) string {
	if d.Precision == viet.Unknown || d.Precision == viet.ByQuarter {
		return ""
	}
	return d.String()
}

// number is an integer with the language's separators.
func (w *wording) number(n int) string {
	if w.lang == diag.VI {
		return viet.Int(n)
	}
	return viet.IntEN(n)
}
