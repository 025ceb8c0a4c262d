package build

import (
	"strconv"

	"bulletin/internal/content"
	"bulletin/internal/site"
	"bulletin/internal/theme"
	"bulletin/internal/viet"
)

// detail is what an item's page shows beyond the fact box, by kind.
func (p *planner) detail(item *site.Item, view *theme.Item) any {
	switch d := item.Detail.(type) {
	case *content.Meeting:
		return p.meeting(item, d)
	case *content.Story:
		return p.story(item, d)
	case *content.Award:
		return p.award(item, d)
	case *content.Classification:
		return p.classification(d)
	case *content.Issue:
		return p.issue(item, d)
	}
	return nil
}

func (p *planner) meeting(item *site.Item, d *content.Meeting) *theme.Meeting {
	view := &theme.Meeting{
		Attendance: p.attendance(d.Attendance), CurrentAffairs: d.CurrentAffairs,
		Review: p.html(item, item.Address, &d.Review.Doc),
	}
	if item.Story != nil {
		view.Story = p.cards[item.Story]
	}
	for _, paper := range d.Documents {
		view.Documents = append(view.Documents, theme.Paper{Number: paper.Number, Title: paper.Title})
	}
	for _, task := range d.NextTasks {
		due := theme.Date{}
		if task.Due.Precision != viet.Unknown {
			due = p.date(task.Due.Date)
		}
		view.Tasks = append(view.Tasks, theme.Task{Task: task.Task, Assignee: task.Assignee, Due: due})
	}
	for _, vote := range d.Votes {
		view.Votes = append(view.Votes, theme.Vote{
			Matter: vote.Matter, For: p.count(vote.For), Against: p.count(vote.Against), Abstain: p.count(vote.Abstain),
		})
	}
	if c := &d.Conclusion; c.Text.Text != "" || c.Number != "" {
		kind := c.Type
		if kind == "" {
			kind = "conclusion"
		}
		view.Conclusion = &theme.Conclusion{
			Label: p.option(kind.Options(), string(kind)), Number: c.Number,
			Text: p.html(item, item.Address, &c.Text.Doc),
		}
	}
	if q := d.Quality; q.Score != nil || q.Grade != "" {
		view.Quality = &theme.Quality{Score: p.count(q.Score), Grade: p.option(q.Grade.Options(), string(q.Grade)), Key: string(q.Grade)}
	}
	return view
}

// attendance shows counts only; the names of those absent are never published.
func (p *planner) attendance(a content.Attendance) *theme.Attendance {
	view := &theme.Attendance{
		Total: a.Total, Official: a.Official, Probationary: a.Probationary, Temporary: a.Temporary,
		Exempt: a.Exempt, Away: a.Away, Present: a.Present, Excused: a.Excused.N(), Unexcused: a.Unexcused.N(),
	}
	if *view == (theme.Attendance{}) {
		return nil
	}
	if a.Total != nil && a.Present != nil {
		due := *a.Total
		for _, n := range []*int{a.Exempt, a.Away} {
			if n != nil {
				due -= *n
			}
		}
		if due > 0 {
			view.RatePercent = float64(*a.Present) / float64(due) * 100
			view.Rate = p.percent(*a.Present, due)
		}
	}
	return view
}

// count is a number that may be absent.
func (p *planner) count(n *int) string {
	if n == nil {
		return ""
	}
	return p.number(*n)
}

func (p *planner) percent(part, whole int) string {
	if p.lang == "vi" {
		return viet.Percent(part, whole)
	}
	return viet.PercentEN(part, whole)
}

func (p *planner) story(item *site.Item, d *content.Story) *theme.Story {
	view := &theme.Story{
		Number: p.count(d.Number), Topic: d.Topic, Teller: join(", ", d.Teller, d.TellerRole),
		Lesson:      p.html(item, item.Address, &d.Lesson.Doc),
		Application: p.html(item, item.Address, &d.Application.Doc),
		Commitment:  p.html(item, item.Address, &d.Commitment.Doc),
		OtherTitles: d.OtherTitles, BookURL: d.Source.URL, Meetings: p.cardsOf(item.Meetings),
	}
	year := ""
	if d.Source.Year != nil {
		year = strconv.Itoa(*d.Source.Year)
	}
	page := ""
	if d.Source.Page != "" {
		page = p.t("book.page", d.Source.Page)
	}
	view.Book = join(", ", d.Source.Author, d.Source.Book, d.Source.Publisher, year, page)
	return view
}

func (p *planner) award(item *site.Item, d *content.Award) *theme.Award {
	kind, _ := p.site.Awards.Find(d.Award)
	view := &theme.Award{
		Name: kind.Label(p.lang), AsWritten: d.TitleAsWritten,
		Level: p.option(kind.Level.Options(), string(kind.Level)), LevelKey: string(kind.Level),
		Recipient: d.Recipient, RecipientType: p.option(d.RecipientType.Options(), string(d.RecipientType)),
		Issuer: d.Issuer, Signer: d.Signer, Achievement: p.html(item, item.Address, &d.Achievement.Doc),
	}
	switch date := p.long(d.DecisionDate.Date); {
	case d.DecisionNo != "" && date != "":
		view.Decision = p.t("award.decision.full", d.DecisionNo, date)
	case d.DecisionNo != "":
		view.Decision = p.t("award.decision.number", d.DecisionNo)
	case date != "":
		view.Decision = p.t("award.decision.date", date)
	}
	if r := d.Revoked; r != nil {
		view.Revoked = join(" · ", p.t("award.revoked"), r.DecisionNo, p.long(r.On.Date), r.Reason)
	}
	return view
}

func (p *planner) classification(d *content.Classification) *theme.Classification {
	view := &theme.Classification{
		Year: strconv.Itoa(d.Year), Subject: p.option(d.Subject.Options(), string(d.Subject)),
		Grade: p.option(d.Grade.Options(), string(d.Grade)), GradeKey: string(d.Grade),
		Score: p.count(d.Score), DecidedBy: join(" · ", d.DecidedBy, d.DecisionNo),
	}
	if d.Counts == nil {
		return view
	}
	sum := 0
	for _, n := range d.Counts.ByGrade() {
		if n != nil {
			sum += *n
		}
	}
	view.CountsSum = p.number(sum)
	for i, n := range d.Counts.ByGrade() {
		if n == nil {
			continue
		}
		grade := d.Grade.Options()[i]
		row := theme.GradeCount{Key: grade.Value, Label: grade.Label(p.lang), Count: p.number(*n), Share: p.percent(*n, sum)}
		if sum > 0 {
			row.Percent = float64(*n) / float64(sum) * 100
		}
		view.Counts = append(view.Counts, row)
	}
	return view
}

func (p *planner) issue(item *site.Item, d *content.Issue) *theme.Issue {
	m := d.Masthead
	view := &theme.Issue{Name: m.Name, Number: p.issueNumber(d), Notice: m.Circulation}
	if view.Name == "" {
		view.Name = p.chrome.Title
	}
	if m.Volume != "" {
		view.Number = join(" · ", p.label(item, "masthead.volume")+" "+m.Volume, view.Number)
	}
	add := func(key string, values ...string) {
		fact := theme.Fact{Key: key, Label: p.t("masthead." + key)}
		for _, value := range values {
			if value != "" {
				fact.Values = append(fact.Values, theme.Value{Text: value})
			}
		}
		if len(fact.Values) > 0 {
			view.Masthead = append(view.Masthead, fact)
		}
	}
	add("governing_body", m.GoverningBody)
	add("publisher", m.Publisher)
	add("responsible", m.Responsible)
	add("editorial_board", m.Board...)
	if m.Licence.Number != "" {
		add("licence", join(", ", m.Licence.Number, p.long(m.Licence.Date.Date), m.Licence.Issuer))
	}
	add("printer", m.Printer)
	add("copies", p.count(m.Copies))
	add("periodicity", m.Periodicity)
	for i, part := range d.Sections {
		cards := p.cardsOf(item.Parts[i])
		view.Sections = append(view.Sections, theme.Section{Key: "phan-" + strconv.Itoa(i+1), Title: part.Title, Cards: cards, Count: len(cards)})
	}
	return view
}

// label is what a key of an item's front matter is called, by its path.
func (p *planner) label(item *site.Item, path string) string {
	for _, leaf := range item.Kind.Spec().Schema.Leaves() {
		if leaf.Path == path {
			return leaf.Field.Label(p.lang)
		}
	}
	return path
}
