package build

import (
	"strconv"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/schema"
	"bulletin/internal/site"
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
	content.KindIssue:          set("sections", "print"),
}

func set(keys ...string) map[string]bool {
	m := make(map[string]bool, len(keys))
	for _, key := range keys {
		m[key] = true
	}
	return m
}

// facts is an item's fact box: its date, then its kind's fields in their order.
func (p *planner) facts(item *site.Item) []theme.Fact {
	spec := item.Kind.Spec()
	if spec.Folder == "" || item.Kind == content.KindNews {
		return nil
	}
	date := p.date(item.DateOf())
	facts := []theme.Fact{{Key: "date", Label: p.t("fact.date"), Values: []theme.Value{{Text: date.Text, Unknown: date.Unknown}}}}
	if meeting, ok := item.Detail.(*content.Meeting); ok {
		facts = append(facts, p.time(meeting)...)
	}
	for _, f := range spec.Schema.Fields {
		if f.Part || elsewhere[item.Kind][f.Key] || !f.Within(item.Detail) {
			continue
		}
		if values := p.values(f.Of(&item.Meta, item.Detail)); len(values) > 0 {
			facts = append(facts, theme.Fact{Key: f.Key, Label: f.Label(p.lang), Values: values})
		}
	}
	return append(facts, p.kindFacts(item)...)
}

// kindFacts are facts that join several fields.
func (p *planner) kindFacts(item *site.Item) []theme.Fact {
	var facts []theme.Fact
	add := func(key string, values ...theme.Value) {
		facts = append(facts, theme.Fact{Key: key, Label: p.t("fact." + key), Values: values})
	}
	switch d := item.Detail.(type) {
	case *content.Meeting:
		if d.Minutes.Number != "" || d.Minutes.Approved != nil {
			text := d.Minutes.Number
			if d.Minutes.Approved != nil {
				text = join(" · ", text, p.t("minutes.approved."+strconv.FormatBool(*d.Minutes.Approved)))
			}
			add("minutes", theme.Value{Text: text})
		}
	case *content.Award:
		if item.Scan != nil {
			add("scan", theme.Value{Text: p.t("scan.open"), Href: item.Scan.Address})
		}
	}
	return facts
}

// time is a meeting's time of day.
func (p *planner) time(m *content.Meeting) []theme.Fact {
	text := clock(m.Start)
	if end := clock(m.End); end != "" {
		text = join(" – ", text, end)
	}
	if text == "" {
		return nil
	}
	return []theme.Fact{{Key: "time", Label: p.t("fact.time"), Values: []theme.Value{{Text: text}}}}
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
func (p *planner) values(v any) []theme.Value {
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
			text = p.t("yes")
		}
	case int:
		text = p.number(v)
	case *int:
		if v != nil {
			text = p.number(*v)
		}
	case content.Date:
		text = p.long(v.Date)
	case content.Month:
		text = p.long(v.Date)
	case content.Span:
		text = p.span(v)
	default:
		if enum, value, ok := schema.AsEnum(v); ok && value != "" {
			text = p.option(enum, value)
		}
	}
	if text == "" {
		return nil
	}
	return []theme.Value{{Text: text}}
}

// span is a period in words.
func (p *planner) span(s content.Span) string {
	from, to := p.long(s.From.Date), p.long(s.To.Date)
	if from == to {
		return from
	}
	return join(" – ", from, to)
}

// option is the label of a value of a fixed set.
func (p *planner) option(options []schema.Option, value string) string {
	for _, o := range options {
		if o.Value == value {
			return o.Label(p.lang)
		}
	}
	return value
}

// long is a date in words, "" when unknown.
func (p *planner) long(d viet.Date) string {
	if d.Precision == viet.Unknown {
		return ""
	}
	if p.lang == diag.VI {
		return d.Vietnamese()
	}
	return d.English()
}

// date is a date as views carry it.
func (p *planner) date(d viet.Date) theme.Date {
	if d.Precision == viet.Unknown {
		return theme.Date{Text: p.t("date.unknown"), Unknown: true}
	}
	view := theme.Date{Text: p.long(d), Short: d.Short(), Year: strconv.Itoa(d.Year)}
	if d.Precision != viet.ByQuarter { // HTML's <time> knows no quarters
		view.Machine = d.String()
	}
	if d.Month > 0 {
		view.Month = strconv.Itoa(d.Month)
	}
	if d.Day > 0 {
		view.Day = strconv.Itoa(d.Day)
	}
	return view
}

// number is an integer with the language's separators.
func (p *planner) number(n int) string {
	if p.lang == diag.VI {
		return viet.Int(n)
	}
	return viet.IntEN(n)
}
