package build

import (
	"cmp"
	"path"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"bulletin/internal/build/publish"
	"bulletin/internal/config"
	"bulletin/internal/content"
	"bulletin/internal/record"
	"bulletin/internal/report"
	"bulletin/internal/rules"
	"bulletin/internal/site"
	"bulletin/internal/theme"
	"bulletin/internal/viet"
)

// comparedYears is how many years before a year's report shows beside it.
const comparedYears = 4

// reportAddress is the address of a year's report.
func reportAddress(year int) string {
	return listAddress(path.Join("years", strconv.Itoa(year), "report"))
}

// yearly is the recipe of a year's report. The records of the year stand in it by
// their figures, those of the years before by a sum.
type yearly struct {
	Page     theme.Page
	Year     int
	Cell     config.Cell
	Rules    record.Sum
	Today    viet.Date // the first day that the year's records do not reach
	Intro    record.Sum
	Targets  []site.Target // of the introduction's links
	Items    []reported
	Before   []record.Sum
	Told     []config.YearSummary // of years before, in a folder that holds only this one
	p        *planner             `record:"-"`
	own      *records             `record:"-"` // of the year
	items    []*site.Item         `record:"-"` // of Items
	earlier  []*records           `record:"-"` // of Before
	document *site.Item           `record:"-"` // the introduction; nil when there is none
}

// reported is a record as the recipe of its year's report holds it.
type reported struct {
	Address, Title string
	Path           string
	Date           viet.Date
	Figures        record.Sum
	Told           []string // addresses
}

// records are those of a year of which something is counted.
type records struct {
	items []*site.Item                   // oldest first
	sum   func() record.Sum              // of their figures, found once, until an item is forgotten
	known atomic.Pointer[report.Summary] // nil until somebody had all their figures, likewise
}

// counted are the records of each year.
func (p *planner) counted() map[int]*records {
	years := map[int]*records{}
	for _, item := range slices.Backward(p.site.Items) {
		if item.Counts() == 0 || p.later(item) || p.site.Config.Archive.Other(item.Counts()) {
			continue
		}
		if years[item.Counts()] == nil {
			years[item.Counts()] = &records{}
		}
		years[item.Counts()].items = append(years[item.Counts()].items, item)
	}
	for _, r := range years {
		r.forget()
	}
	return years
}

// later tells whether a record is of after the day as of which reports are made.
func (p *planner) later(item *site.Item) bool {
	return p.asOf.Precision == viet.ByDay && item.Date().First().Compare(p.asOf) > 0
}

// forget finds the sums anew.
func (r *records) forget() {
	r.sum = sync.OnceValue(func() record.Sum { return sumOf(r.items) })
	r.known.Store(nil)
}

// learn sums up the figures of the records.
func (r *records) learn(all []content.Figures) report.Summary {
	s := report.Summarise(all)
	r.known.Store(&s)
	return s
}

// summary is what later years tell of these. The report of their own year, which is
// mostly made before, has learned it.
func (p *planner) summary(r *records) (report.Summary, error) {
	if known := r.known.Load(); known != nil {
		return *known, nil
	}
	all := make([]content.Figures, len(r.items))
	for i, item := range r.items {
		var err error
		if all[i], err = p.documents.Figures(item.Head); err != nil {
			return report.Summary{}, err
		}
	}
	return r.learn(all), nil
}

// planReports plans the report of each year that has records.
func (p *planner) planReports() {
	p.records = p.counted()
	for year := range p.records {
		p.newestYear = max(p.newestYear, year)
	}
	for _, year := range p.site.Years { // made from the last on: a report tells of the years before
		if p.records[year.Year] == nil {
			continue
		}
		p.add(Task{
			Path: reportAddress(year.Year), method: p.method(publish.List, "report"),
			maker: &steps{
				recipe: func() (any, error) { return p.yearly(year), nil },
				view:   func(recipe any) (theme.View, error) { return recipe.(*yearly).view() },
			},
		})
	}
}

// yearly gathers the recipe of a year's report.
func (p *planner) yearly(year *site.Year) *yearly {
	address, name := reportAddress(year.Year), strconv.Itoa(year.Year)
	crumbs := append(p.yearCrumbs(), *p.yearLink(year))
	y := &yearly{
		Page: p.head(address, "report", "years", p.t("report.title", name), p.t("report.description", name), crumbs...),
		Year: year.Year, Cell: p.site.Config.Cell, Rules: p.asked.sum, Today: viet.OnDay(year.Year+1, 1, 1),
		p: p, own: p.records[year.Year], items: p.records[year.Year].items, Items: make([]reported, 0, len(p.records[year.Year].items)),
	}
	if year.Year != p.newestYear { // how many there are now says nothing of then
		y.Cell.Official, y.Cell.Probationary, y.Cell.Staff = nil, nil, nil
	}
	if year.Intro != nil {
		y.document, y.Intro, y.Targets = year.Intro, year.Intro.Content, year.Intro.Targets
	}
	var last viet.Date
	for _, item := range y.items {
		r := reported{Address: item.Address, Title: item.Title, Path: item.Path, Date: item.Date(), Figures: item.Figures}
		for _, meeting := range item.Meetings {
			if !p.later(meeting) {
				r.Told = append(r.Told, meeting.Address)
			}
		}
		y.Items = append(y.Items, r)
		if end := item.Date().Last(); end.Compare(last) > 0 {
			last = end
		}
	}
	switch {
	case p.asOf.Year == year.Year:
		y.Today = dayAfter(p.asOf)
	case p.asOf.Year > year.Year || p.site.Config.Archive.Over: // it is over
	case year.Year == p.newestYear && last.Precision == viet.ByDay: // it goes on: what comes after its last record is not missed yet
		y.Today = dayAfter(last)
	}
	for before := year.Year - comparedYears; before < year.Year; before++ {
		var sum record.Sum
		r := p.records[before]
		if r != nil {
			sum = r.sum()
		}
		y.earlier, y.Before = append(y.earlier, r), append(y.Before, sum)
	}
	if p.site.Config.Archive.Year == year.Year {
		y.Told = p.site.Config.Archive.Before
	}
	return y
}

func dayAfter(day viet.Date) viet.Date { return viet.DateOf(day.In(nil).AddDate(0, 0, 1)) }

// sumOf names the figures of records.
func sumOf(items []*site.Item) record.Sum {
	figures := make([]record.Sum, len(items))
	for i, item := range items {
		figures[i] = item.Figures
	}
	sum, _ := figuresCodec.MarkAfter(nil, &figures)
	return sum
}

var figuresCodec = record.For[[]record.Sum]()

// view makes the report of its recipe.
func (y *yearly) view() (theme.View, error) {
	in, err := y.input()
	if err != nil {
		return theme.View{}, err
	}
	view := &theme.Report{
		Year: strconv.Itoa(y.Year), Parent: y.Cell.Parent, Issuer: cmp.Or(y.Cell.Name, y.p.chrome.Title), Title: y.Page.Title,
	}
	prose, err := y.introduction(view)
	if err != nil {
		return theme.View{}, err
	}
	y.p.fillReport(view, report.New(in), prose, y.Page.Root)
	return theme.View{Site: y.p.chrome, Page: y.Page, Main: view}, nil
}

// input fetches what the recipe names.
func (y *yearly) input() (report.Input, error) {
	in := report.Input{
		Year: y.Year, Lang: y.p.lang, AsOf: y.p.asOf, Through: y.Today, Awards: y.p.awards, Before: map[int]report.Summary{}, Paths: map[string]*report.Item{},
		Cell: report.Cell{
			Name: y.Cell.Name, Parent: y.Cell.Parent, Agency: y.Cell.Agency,
			Official: y.Cell.Official, Probationary: y.Cell.Probationary, Staff: y.Cell.Staff,
		},
	}
	if y.document != nil {
		figures, err := y.p.documents.Figures(y.document.Head)
		if err != nil {
			return in, err
		}
		if r := figures.Reported; r != nil {
			in.Reported = *r
		}
	}
	asked := rules.Input{Rules: y.p.asked.rules(), Awards: y.p.awards, Years: map[int]content.Reported{y.Year: in.Reported}, Today: y.Today}
	byAddress := map[string]*report.Item{}
	all := make([]content.Figures, len(y.items))
	for i, item := range y.items {
		r := y.Items[i]
		figures, detail, err := y.p.documents.Record(item.Head, speaks)
		if err != nil {
			return in, err
		}
		figures.Withheld = "" // the page says of what is hidden that it is not recorded, else it told that there is something
		one := &report.Item{Address: r.Address, Title: r.Title, Date: r.Date, Year: y.Year, Figures: figures}
		if one.Texts, err = textsOf(detail); err != nil {
			return in, err
		}
		all[i] = figures
		byAddress[r.Address], in.Paths[r.Path] = one, one
		in.Items = append(in.Items, one)
		asked.Items = append(asked.Items, &rules.Item{Head: item.Head, Figures: one.Figures, Told: len(r.Told)})
	}
	y.own.learn(all)
	for i, item := range in.Items {
		for _, address := range y.Items[i].Told {
			if meeting := byAddress[address]; meeting != nil {
				item.Told = append(item.Told, meeting)
			}
		}
	}
	for _, told := range y.Told {
		in.Before[told.Year] = summaryOf(told)
	}
	for i, r := range y.earlier {
		if r != nil {
			var err error
			if in.Before[y.Year-comparedYears+i], err = y.p.summary(r); err != nil {
				return in, err
			}
		}
	}
	in.Findings = rules.Check(asked)
	return in, nil
}

// speaks tells whether the report shows a record of these figures in its own words.
func speaks(f content.Figures) bool {
	return f.Story != nil || f.Meeting != nil && (f.Meeting.Documents+f.Meeting.Tasks > 0 || f.Meeting.Resolution)
}

// textsOf are what the report shows of a record in its own words; none of no detail.
func textsOf(detail content.Detail) (apart report.Texts, err error) {
	var all report.Texts
	switch d := detail.(type) {
	case *content.Meeting:
		all = report.Texts{Documents: d.Documents, Tasks: d.NextTasks, Conclusion: d.Conclusion.Text.Doc.Summary}
	case *content.Story:
		all = report.Texts{Lesson: d.Lesson.Doc.Summary}
	default:
		return apart, nil
	}
	// Not parts of the whole detail, of which a year has many.
	err = textsCodec.Read(string(textsCodec.Append(nil, &all)), &apart)
	return apart, err
}

var textsCodec = record.For[report.Texts]()
