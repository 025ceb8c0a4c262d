package content

import (
	"strings"

	"bulletin/internal/record"
	"bulletin/internal/viet"
)

// Figures are what the rules and a year's report count of a document: numbers,
// and what is needed to tell items apart. One of the fields is set, by the kind;
// none for a kind of which nothing is counted. Titles and dates stand in the
// [Head], long texts are fetched with the [Document]; Texts names those that the
// report shows.
type Figures struct {
	Meeting        *MeetingFigures
	Story          *StoryFigures
	Award          *AwardFigures
	Classification *ClassificationFigures
	Reported       *Reported
	Texts          record.Sum
	Withheld       string // the keys that only the office sees, each between blanks
}

// Withholds tells whether something is recorded under a key that only the office sees: then
// it is neither lacking nor to be shown.
func (f Figures) Withholds(key string) bool { return strings.Contains(f.Withheld, " "+key+" ") }

// Any tells whether the document is one of which something is counted.
func (f Figures) Any() bool {
	return f.Meeting != nil || f.Story != nil || f.Award != nil || f.Classification != nil
}

// MeetingFigures are those of a meeting. Pointers are nil for what was not
// recorded, which is not zero.
type MeetingFigures struct {
	Kind                         MeetingKind
	Period                       viet.Date // the month that it counts for; zero when not given
	Places                       []string
	Start, End                   Clock
	Total, Official              *int
	Probationary, Temporary      *int
	Exempt, Away                 *int
	Present, Excused, Unexcused  *int
	NoReason                     int // of those named as excused
	Chair, Secretary, Conclusion bool
	Resolution                   bool   // the conclusion is one
	Number                       string // of the conclusion
	Approved                     *bool  // the minutes
	Score                        *int
	Grade                        Grade
	Topic                        string
	Documents, Tasks             int
	Review                       bool  // of what the meeting before had set
	Cast                         []int // votes in each matter
}

// StoryFigures are those of a story.
type StoryFigures struct {
	Number                      *int
	Teller                      string
	Topic                       string
	Source, Lesson, Application bool
}

// AwardFigures are those of an award.
type AwardFigures struct {
	Award              string // key of the catalogue
	Recipient          string
	Issuer, DecisionNo string
	Decision           viet.Date
	From, To           viet.Date
	Achievement        string // its beginning as plain text
	Law                Law
	Revoked            bool
}

// ClassificationFigures are those of a year's grade.
type ClassificationFigures struct {
	Subject   Subject
	Score     *int
	Grade     AnnualGrade
	Counts    GradeCounts
	DecidedBy string
}

// counted is a kind of which something is counted.
type counted interface{ figures(*Figures) }

// AllFigures are those of the document; there are none of most kinds.
func (d *Document) AllFigures() (f Figures) {
	if kind, ok := d.Detail.(counted); ok {
		kind.figures(&f)
		f.Withheld = d.withheld
	}
	return f
}

// counts is the year whose report counts a document: that of the period of a meeting,
// else the document's own; 0 when none does.
func (f Figures) counts(d *Document) int {
	switch {
	case f.Meeting != nil && f.Meeting.Period.Year > 0:
		return f.Meeting.Period.Year
	case f.Any():
		return d.Year()
	}
	return 0
}

func (m *Meeting) figures(f *Figures) {
	a := &m.Attendance
	f.Meeting = &MeetingFigures{
		Kind: m.MeetingKind, Period: m.Period.Date, Places: m.Places, Start: m.Start, End: m.End,
		Total: a.Total, Official: a.Official, Probationary: a.Probationary, Temporary: a.Temporary,
		Exempt: a.Exempt, Away: a.Away, Present: a.Present, Excused: a.Excused.N(), Unexcused: a.Unexcused.N(),
		Chair: m.Chair != "", Secretary: m.Secretary != "", Conclusion: m.Conclusion.Text.Text != "",
		Resolution: m.Conclusion.Type == "resolution", Number: m.Conclusion.Number, Approved: m.Minutes.Approved,
		Score: m.Quality.Score, Grade: m.Quality.Grade, Topic: m.Topic,
		Documents: len(m.Documents), Tasks: len(m.NextTasks), Review: m.Review.Text != "",
	}
	for _, absent := range a.Excused.Names {
		if absent.Reason == "" {
			f.Meeting.NoReason++
		}
	}
	for _, v := range m.Votes {
		f.Meeting.Cast = append(f.Meeting.Cast, value(v.For)+value(v.Against)+value(v.Abstain))
	}
	f.Texts = record.SumOf(meetingTexts.Append(nil, &meetingText{m.Documents, m.NextTasks, m.Review.Text, m.Conclusion.Text.Text}))
}

// meetingText is what the report shows of a meeting in its own words.
type meetingText struct {
	Documents  []Paper
	Tasks      []NextTask
	Review     string
	Conclusion string
}

var meetingTexts = record.For[meetingText]()

func (s *Story) figures(f *Figures) {
	f.Story = &StoryFigures{
		Number: s.Number, Teller: s.Teller, Topic: s.Topic,
		Source: s.Source != (StoryBook{}), Lesson: s.Lesson.Text != "", Application: s.Application.Text != "",
	}
	f.Texts = record.SumOf([]byte(s.Lesson.Text))
}

func (a *Award) figures(f *Figures) {
	f.Award = &AwardFigures{
		Award: a.Award, Recipient: a.Recipient, Issuer: a.Issuer, DecisionNo: a.DecisionNo,
		Decision: a.DecisionDate.Date, From: a.Period.From.Date, To: a.Period.To.Date,
		Achievement: a.Achievement.Doc.Summary, Law: a.Law, Revoked: a.Revoked != nil,
	}
}

func (k *Classification) figures(f *Figures) {
	f.Classification = &ClassificationFigures{Subject: k.Subject, Score: k.Score, Grade: k.Grade, DecidedBy: k.DecidedBy}
	if k.Counts != nil {
		f.Classification.Counts = *k.Counts
	}
}

// Reported are the figures that a source states for a whole year, of which not
// every item need be recorded: of the introduction to a year.
type Reported struct {
	Members      *int `key:"members" vi:"Đảng viên" en:"Members"`
	Meetings     *int `key:"meetings" vi:"Buổi sinh hoạt thường kỳ" en:"Regular meetings"`
	Thematic     *int `key:"thematic" vi:"Buổi sinh hoạt chuyên đề" en:"Thematic meetings"`
	Stories      *int `key:"stories" vi:"Câu chuyện về Bác" en:"Stories"`
	StudyPercent *int `key:"study_percent" vi:"Tỉ lệ đảng viên tham gia học tập (%)" en:"Members who took part in study (%)"`
	Documents    *int `key:"documents" vi:"Văn bản quán triệt" en:"Documents read out"`
}

func (p *Page) figures(f *Figures) { f.Reported = p.Reported }
