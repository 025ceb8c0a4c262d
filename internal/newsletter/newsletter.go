// Package newsletter composes the numbers of the newsletter: it chooses the items of a
// period, puts them into sections, and writes a document that a clerk goes on with.
package newsletter

import (
	"cmp"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"bulletin/internal/config"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/pattern"
	"bulletin/internal/site"
	"bulletin/internal/viet"
)

// Item is a document that may stand in a number.
type Item struct {
	*site.Item
	Detail content.Detail // of a meeting; else it need not be there
}

// Input is what a number is composed of.
type Input struct {
	Period Period
	Lang   diag.Lang
	Config config.Newsletter
	Number int    // 0 = the next one
	Items  []Item // of the whole site, also what is not published
	Folder string // of the numbers, in the content folder: "issues"
	Title  string // of the site, for a newsletter without a name of its own
}

// Number is a composed number of the newsletter.
type Number struct {
	Period   Period
	Lang     diag.Lang
	No, Year int
	Imprint  config.Imprint
	Print    bool
	Lead     string // its path from the folder of the numbers; "" when there is nothing to put on top
	Sections []Section
	Left     []Left
}

// Section is a section of a number.
type Section struct {
	Title string
	Text  []string // lines of a list, in Markdown
	Items []Entry
	Maybe []Entry // whose dates are not known well enough to tell whether they are of the period
}

// Entry is an item of a section.
type Entry struct {
	Path  string // from the folder of the numbers
	Date  viet.Date
	Title string
}

// Left is an item of the period that is in no section, and why.
type Left struct {
	*site.Item
	In *site.Item // the number that holds it; nil when it is not published or no section takes it
}

// Compose chooses what goes into a number.
func Compose(in Input) Number {
	n := Number{
		Period: in.Period, Lang: in.Lang, Imprint: in.Config.Imprint, Print: in.Config.Print,
		Year: in.Period.To.Year,
	}
	n.No = cmp.Or(in.Number, next(in.Items, in.Period))
	n.Imprint.Name = cmp.Or(n.Imprint.Name, in.Title)
	departments := in.Config.Sections
	if len(departments) == 0 {
		departments = standard(in.Lang)
	}
	holders := holdersOf(in.Items)
	chosen, maybe := map[config.Take][]Item{}, map[config.Take][]Item{}
	for _, item := range in.Items {
		if !in.Period.touches(item) {
			continue
		}
		take := takeOf(item, departments)
		switch {
		case !in.Period.holds(item):
			if take != "" && item.Shown && holders[item.Item] == nil {
				maybe[take] = append(maybe[take], item)
			}
		case take == "":
			if item.Kind != content.KindIssue && item.Kind != content.KindPage {
				n.Left = append(n.Left, Left{Item: item.Item})
			}
		case !item.Shown || item.Intro:
			n.Left = append(n.Left, Left{Item: item.Item})
		case holders[item.Item] != nil:
			n.Left = append(n.Left, Left{Item: item.Item, In: holders[item.Item]})
		default:
			chosen[take] = append(chosen[take], item)
		}
	}
	for _, d := range departments {
		section := Section{Title: d.Title}
		for _, take := range d.Takes {
			switch take {
			case config.TakeDocuments:
				section.Text = append(section.Text, documents(in, holders)...)
			case config.TakeCalendar:
				section.Text = append(section.Text, calendar(in, holders)...)
			}
			section.Items = append(section.Items, entries(chosen[take], in.Folder)...)
			section.Maybe = append(section.Maybe, entries(maybe[take], in.Folder)...)
		}
		slices.SortStableFunc(section.Items, byDate)
		slices.SortStableFunc(section.Maybe, byDate)
		n.Sections = append(n.Sections, section)
	}
	n.Lead = lead(n.Sections, in)
	return n
}

// holdersOf are the numbers, also the drafts, that hold the items already.
func holdersOf(items []Item) map[*site.Item]*site.Item {
	holders := map[*site.Item]*site.Item{}
	for _, issue := range items {
		if issue.Holds == nil {
			continue
		}
		for _, item := range append(slices.Concat(issue.Holds.Sections...), issue.Holds.Lead) {
			holders[item] = issue.Item
		}
	}
	return holders
}

func entries(items []Item, folder string) []Entry {
	var all []Entry
	for _, item := range items {
		all = append(all, Entry{Path: relative(folder, item.Path), Date: item.Date(), Title: item.Title})
	}
	return all
}

func byDate(a, b Entry) int { return a.Date.First().Compare(b.Date.First()) }

// standard are the sections of a newsletter that names none.
func standard(lang diag.Lang) []config.Department {
	all := []struct {
		title diag.Words
		takes []config.Take
	}{
		{diag.Words{VI: "Tin sinh hoạt", EN: "Cell news"}, []config.Take{config.TakeMeetings, config.TakeNews}},
		{diag.Words{VI: "Câu chuyện về Bác", EN: "Stories of Uncle Ho"}, []config.Take{config.TakeStories}},
		{diag.Words{VI: "Chuyên đề", EN: "Themes"}, []config.Take{config.TakeThematic}},
		{diag.Words{VI: "Khen thưởng", EN: "Awards"}, []config.Take{config.TakeAwards, config.TakeClassifications}},
		{diag.Words{VI: "Văn bản mới", EN: "New documents"}, []config.Take{config.TakeDocuments}},
		{diag.Words{VI: "Lịch tháng tới", EN: "Next month"}, []config.Take{config.TakeCalendar}},
	}
	var departments []config.Department
	for _, d := range all {
		departments = append(departments, config.Department{Title: words(d.title, lang), Takes: d.takes})
	}
	return departments
}

// takeOf is as what an item is taken; "" when no section takes it. A thematic meeting is
// a meeting where no section asks for themes.
func takeOf(item Item, departments []config.Department) config.Take {
	var take config.Take
	switch item.Kind {
	case content.KindMeeting:
		take = config.TakeMeetings
		if m, ok := item.Detail.(*content.Meeting); ok && m.MeetingKind == "thematic" && taken(config.TakeThematic, departments) {
			take = config.TakeThematic
		}
	case content.KindStory:
		take = config.TakeStories
	case content.KindAward:
		take = config.TakeAwards
	case content.KindClassification:
		take = config.TakeClassifications
	case content.KindNews:
		take = config.TakeNews
	}
	if !taken(take, departments) {
		return ""
	}
	return take
}

func words(w diag.Words, lang diag.Lang) string {
	if lang == diag.EN {
		return w.EN
	}
	return w.VI
}

func taken(take config.Take, departments []config.Department) bool {
	return slices.ContainsFunc(departments, func(d config.Department) bool { return slices.Contains(d.Takes, take) })
}

// lead is the item on top: the first with a picture, else the first.
func lead(sections []Section, in Input) string {
	pictured := map[string]bool{}
	for _, item := range in.Items {
		if len(item.More().Images) > 0 {
			pictured[relative(in.Folder, item.Path)] = true
		}
	}
	first := ""
	for _, s := range sections {
		for _, e := range s.Items {
			if pictured[e.Path] {
				return e.Path
			}
			first = cmp.Or(first, e.Path)
		}
	}
	return first
}

// next is the number after those of the periods that ended before; numbers go on over the turn of
// a year where they did so before.
func next(items []Item, p Period) int {
	var known []*content.Numbered
	for _, item := range items {
		if n := item.More().Numbered; n != nil && n.Year > 0 && item.Date().Last().Before(p.To) {
			known = append(known, n)
		}
	}
	if len(known) == 0 {
		return 1
	}
	slices.SortFunc(known, func(a, b *content.Numbered) int { return cmp.Or(a.Year-b.Year, a.Number-b.Number) })
	last, goesOn := known[len(known)-1], false
	for i, n := range known[1:] {
		goesOn = goesOn || n.Year > known[i].Year && n.Number == known[i].Number+1
	}
	if last.Year != p.To.Year && !goesOn {
		return 1
	}
	return last.Number + 1
}

// documents are those that the meetings of the period read out, each once, but of
// meetings that another number holds.
func documents(in Input, holders map[*site.Item]*site.Item) []string {
	var lines []string
	for _, item := range in.Items {
		meeting, ok := item.Detail.(*content.Meeting)
		if !ok || !in.Period.holds(item) || !item.Shown || holders[item.Item] != nil {
			continue
		}
		for _, d := range meeting.Documents {
			line := escaped(d.Title)
			if d.Number != "" {
				line = strings.TrimSuffix("**"+escaped(d.Number)+"**: "+line, ": ")
			}
			if !slices.Contains(lines, line) {
				lines = append(lines, line)
			}
		}
	}
	return lines
}

// calendar is what is known of the month after the period: meetings, and tasks that the
// meetings of the period set for it, but for those that another number holds.
func calendar(in Input, holders map[*site.Item]*site.Item) []string {
	type day struct {
		date viet.Date
		text string
	}
	month := viet.InMonth(in.Period.To.Year, in.Period.To.Month+1)
	if in.Period.To.Month == 12 {
		month = viet.InMonth(in.Period.To.Year+1, 1)
	}
	var days []day
	for _, item := range in.Items {
		meeting, ok := item.Detail.(*content.Meeting)
		if !ok || item.Draft || item.Internal {
			continue
		}
		if month.Contains(item.Date()) {
			days = append(days, day{item.Date(), escaped(item.Title) + whenAndWhere(meeting, in.Lang)})
		}
		if !in.Period.holds(item) || !item.Shown || holders[item.Item] != nil {
			continue
		}
		for _, task := range meeting.NextTasks {
			if month.Contains(task.Due.Date) {
				days = append(days, day{task.Due.Date, strings.TrimSuffix(escaped(task.Task)+" ("+escaped(task.Assignee)+")", " ()")})
			}
		}
	}
	slices.SortStableFunc(days, func(a, b day) int { return a.date.First().Compare(b.date.First()) })
	var lines []string
	for _, d := range days {
		date := d.date.Short()
		if in.Lang == diag.EN {
			date = d.date.ShortEN()
		}
		lines = append(lines, date+": "+d.text)
	}
	return lines
}

// whenAndWhere is what a calendar adds to a meeting: ", 14 giờ, Hội trường". No colon: it
// parts a day from what is on.
func whenAndWhere(m *content.Meeting, lang diag.Lang) string {
	var all string
	if start, ok := m.Start.Minutes(); ok {
		switch hour, minute := start/60, start%60; {
		case lang == diag.EN:
			all += ", " + viet.Clock(start)
		case minute == 0:
			all += fmt.Sprintf(", %d giờ", hour)
		default:
			all += fmt.Sprintf(", %d giờ %02d", hour, minute)
		}
	}
	if len(m.Places) > 0 {
		all += ", " + escaped(strings.Join(m.Places, ", "))
	}
	return all
}

// beginnings are what at the head of a line would begin a list or a heading (CommonMark,
// sections 4.2, 4.3, 5.2).
var beginnings = pattern.Of(`^(\d{1,9})([.)](?: |$))|^([-+=](?: |$))`)

// escaped is a text as Markdown that shows it as it is, in one line.
func escaped(text string) string {
	var b strings.Builder
	for _, r := range strings.Join(strings.Fields(text), " ") {
		if strings.ContainsRune("\\`*_[]<>#|~&", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return beginnings().ReplaceAllString(b.String(), `$1\$2$3`)
}

// relative is the path of a file of the content folder from another folder of it.
func relative(folder, file string) string {
	up := ""
	for dir := folder; dir != "." && dir != ""; dir = path.Dir(dir) {
		if rest, below := strings.CutPrefix(file, dir+"/"); below {
			return up + rest
		}
		up += "../"
	}
	return up + file
}

// ErrPeriod is a period that cannot be understood.
var ErrPeriod = errors.New("not a month, a quarter or two dates")

// Period is the time that a number covers: all its days from one to another.
type Period struct {
	From, To viet.Date // days
	whole    viet.Date // the month, quarter or year that this is; unknown for another
}

// ParsePeriod reads a month, a quarter or a year in any form that [viet.ParseDate]
// knows, or two dates with ".." between them. The error is [ErrPeriod] or that of a
// date.
func ParsePeriod(text string) (Period, error) {
	from, to, two := strings.Cut(text, "..")
	first, err := viet.ParseDate(strings.TrimSpace(from))
	if err != nil {
		return Period{}, err
	}
	last := first
	if two {
		if last, err = viet.ParseDate(strings.TrimSpace(to)); err != nil {
			return Period{}, err
		}
	}
	p := Period{From: first.First(), To: last.Last()}
	if !two {
		p.whole = first
	}
	if first.IsZero() || last.IsZero() || p.To.Before(p.From) || !two && first.Precision == viet.ByDay {
		return Period{}, ErrPeriod
	}
	return p, nil
}

// holds tells whether an item's date is certainly in the period.
func (p Period) holds(item Item) bool {
	return !item.Date().IsZero() && !item.Date().First().Before(p.From) && !p.To.Before(item.Date().Last())
}

// touches tells whether an item's date may be in the period.
func (p Period) touches(item Item) bool {
	return !item.Date().IsZero() && !p.To.Before(item.Date().First()) && !item.Date().Last().Before(p.From)
}

// Name is the period as a file name: "2020-07", "2020-q3", "2020-07-01-2020-08-15".
func (p Period) Name() string {
	if !p.whole.IsZero() {
		return strings.ToLower(p.whole.String())
	}
	return p.From.String() + "-" + p.To.String()
}
