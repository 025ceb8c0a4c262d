package build

import (
	"strconv"

	"bulletin/internal/content"
	"bulletin/internal/site"
	"bulletin/internal/theme"
	"bulletin/internal/viet"
)

// detail is what an item's page shows beyond the fact box, by kind.
func (a *articlePage) detail() any {
	switch d := a.doc.Detail.(type) {
	case *content.Meeting:
		return a.meeting(d)
	case *content.Story:
		return a.story(d)
	case *content.Award:
		return a.award(d)
	case *content.Classification:
		return a.classification(d)
	case *content.Issue:
		view := a.issue(d)
		view.Edition = a.href(site.EditionAddress(a.recipe.Address))
		return view
	}
	return nil
}

func (a *articlePage) meeting(d *content.Meeting) *theme.Meeting {
	view := &theme.Meeting{
		Story: a.deck.card(a.recipe.Story), Attendance: a.attendance(d.Attendance), CurrentAffairs: d.CurrentAffairs,
		Review: a.html(&d.Review.Doc),
	}
	for _, paper := range d.Documents {
		view.Documents = append(view.Documents, theme.Paper{Number: paper.Number, Title: paper.Title})
	}
	for _, task := range d.NextTasks {
		due := theme.Date{}
		if task.Due.Precision != viet.Unknown {
			due = a.date(task.Due.Date)
		}
		view.Tasks = append(view.Tasks, theme.Task{Task: task.Task, Assignee: task.Assignee, Due: due})
	}
	for _, vote := range d.Votes {
		view.Votes = append(view.Votes, theme.Vote{
			Matter: vote.Matter, For: a.count(vote.For), Against: a.count(vote.Against), Abstain: a.count(vote.Abstain),
		})
	}
	if c := &d.Conclusion; c.Text.Text != "" || c.Number != "" {
		kind := c.Type
		if kind == "" {
			kind = "conclusion"
		}
		view.Conclusion = &theme.Conclusion{
			Label: a.option(kind.Options(), string(kind)), Number: c.Number,
			Text: a.html(&c.Text.Doc),
		}
	}
	if q := d.Quality; q.Score != nil || q.Grade != "" {
		view.Quality = &theme.Quality{Score: a.count(q.Score), Grade: a.option(q.Grade.Options(), string(q.Grade)), Key: string(q.Grade)}
	}
	return view
}

// attendance shows counts only; the names of those absent are never published.
func (w *wording) attendance(a content.Attendance) *theme.Attendance {
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
			view.Rate = w.percent(*a.Present, due)
		}
	}
	return view
}

// count is a number that may be absent.
func (w *wording) count(n *int) string {
	if n == nil {
		return ""
	}
	return w.number(*n)
}

func (w *wording) percent(part, whole int) string {
	if w.lang == "vi" {
		return viet.Percent(part, whole)
	}
	return viet.PercentEN(part, whole)
}

func (a *articlePage) story(d *content.Story) *theme.Story {
	view := &theme.Story{
		Number: a.count(d.Number), Topic: d.Topic, Teller: join(", ", d.Teller, d.TellerRole),
		Lesson:      a.html(&d.Lesson.Doc),
		Application: a.html(&d.Application.Doc),
		Commitment:  a.html(&d.Commitment.Doc),
		OtherTitles: d.OtherTitles, BookURL: d.Source.URL, Meetings: a.deck.cards(a.recipe.Meetings),
	}
	year := ""
	if d.Source.Year != nil {
		year = strconv.Itoa(*d.Source.Year)
	}
	page := ""
	if d.Source.Page != "" {
		page = a.t("book.page", d.Source.Page)
	}
	view.Book = join(", ", d.Source.Author, d.Source.Book, d.Source.Publisher, year, page)
	return view
}

func (a *articlePage) award(d *content.Award) *theme.Award {
	kind, _ := a.awards.Find(d.Award)
	view := &theme.Award{
		Name: kind.Label(a.lang), AsWritten: d.TitleAsWritten,
		Level: a.option(kind.Level.Options(), string(kind.Level)), LevelKey: string(kind.Level),
		Recipient: d.Recipient, RecipientType: a.option(d.RecipientType.Options(), string(d.RecipientType)),
		Issuer: d.Issuer, Signer: d.Signer, Achievement: a.html(&d.Achievement.Doc),
	}
	switch date := a.long(d.DecisionDate.Date); {
	case d.DecisionNo != "" && date != "":
		view.Decision = a.t("award.decision.full", d.DecisionNo, date)
	case d.DecisionNo != "":
		view.Decision = a.t("award.decision.number", d.DecisionNo)
	case date != "":
		view.Decision = a.t("award.decision.date", date)
	}
	if r := d.Revoked; r != nil {
		view.Revoked = join(" · ", a.t("award.revoked"), r.DecisionNo, a.long(r.On.Date), r.Reason)
	}
	return view
}

func (w *wording) classification(d *content.Classification) *theme.Classification {
	view := &theme.Classification{
		Year: strconv.Itoa(d.Year), Subject: w.option(d.Subject.Options(), string(d.Subject)),
		Grade: w.option(d.Grade.Options(), string(d.Grade)), GradeKey: string(d.Grade),
		Score: w.count(d.Score), DecidedBy: join(" · ", d.DecidedBy, d.DecisionNo),
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
	view.CountsSum = w.number(sum)
	for i, n := range d.Counts.ByGrade() {
		if n == nil {
			continue
		}
		grade := d.Grade.Options()[i]
		row := theme.GradeCount{Key: grade.Value, Label: grade.Label(w.lang), Count: w.number(*n), Share: w.percent(*n, sum)}
		if sum > 0 {
			row.Percent = float64(*n) / float64(sum) * 100
		}
		view.Counts = append(view.Counts, row)
	}
	return view
}

func (a *articlePage) issue(d *content.Issue) *theme.Issue {
	m := d.Masthead
	view := &theme.Issue{Name: m.Name, Number: a.issueNumber(m.Label()), Notice: m.Circulation}
	if from, to := d.Period.From.Date, d.Period.To.Date; from != to && !from.IsZero() && !to.IsZero() {
		view.Period = a.date(from).Text + " – " + a.date(to).Text
	}
	if view.Name == "" {
		view.Name = a.chrome.Title
	}
	if m.Volume != "" {
		view.Number = join(" · ", a.label(content.KindIssue, "masthead.volume")+" "+m.Volume, view.Number)
	}
	add := func(key string, values ...string) {
		fact := theme.Fact{Key: key, Label: a.t("masthead." + key)}
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
		add("licence", join(", ", m.Licence.Number, a.long(m.Licence.Date.Date), m.Licence.Issuer))
	}
	add("printer", m.Printer)
	add("copies", a.count(m.Copies))
	add("periodicity", m.Periodicity)
	view.Lead = a.deck.card(a.recipe.Lead)
	if d.Quote.Text != "" {
		view.Quote = &theme.Quote{Text: d.Quote.Text, By: d.Quote.By}
		if from := a.deck.card(a.recipe.Quoted); from != nil {
			view.Quote.From = theme.Link{Label: from.Title, Href: from.Href}
		}
	}
	for i, part := range d.Sections {
		section := theme.IssueSection{Key: "phan-" + strconv.Itoa(i+1), Title: part.Title, Text: a.html(&d.Sections[i].Text.Doc)}
		if i < len(a.recipe.Contents) {
			section.Cards = a.deck.cards(a.recipe.Contents[i])
		}
		section.Agenda = a.agenda(section.Text, a.doc.DateOf())
		if section.Text != "" || len(section.Cards) > 0 { // what the clerk left empty is no part of the number
			view.Sections = append(view.Sections, section)
		}
	}
	return view
}

// label is what a key of a kind's front matter is called, by its path.
func (w *wording) label(kind content.Kind, path string) string {
	for _, leaf := range kind.Spec().Schema().Leaves() {
		if leaf.Path == path {
			return leaf.Field.Label(w.lang)
		}
	}
	return path
}
