// Package report works out what a cell did in a year: the figures of the yearly
// report and its tables, in the sections and the order of such a paper.
//
// A report is a function of the records of the year, those of the years that it is
// compared with, and the rules. Every number that counts records names them with what
// each adds ([Count]), so that a reader can follow it; the sum of the parts is the
// number. What is not recorded is nil or told as missing, never zero.
package report

import (
	"cmp"
	"slices"

	"bulletin/internal/award"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/rules"
	"bulletin/internal/viet"
)

// Item is a record as the report sees it.
type Item struct {
	Address string // of its page
	Title   string
	Date    viet.Date
	Year    int
	content.Figures
	Told  []*Item // the meetings at which a story was told, of the same year
	Texts Texts   // of the records of the report's own year
}

// Texts are what the report shows in a record's own words.
type Texts struct {
	Documents  []content.Paper
	Tasks      []content.NextTask
	Lesson     string // the beginning of it
	Conclusion string
}

// Input is what a report is made of.
type Input struct {
	Year     int
	Lang     diag.Lang
	Awards   award.Catalogue
	Cell     Cell
	Items    []*Item          // of the year, oldest first
	Before   map[int]Summary  // the years that it is compared with, of those that have records
	Reported content.Reported // what a source states of the year
	AsOf     viet.Date        // the day as of which it was asked for; zero for none
	Through  viet.Date        // the first day that the records do not reach
	Findings []rules.Finding  // where the records of the year fall short
	Paths    map[string]*Item // by source path, for the findings
}

// Cell is what is said of the cell itself.
type Cell struct {
	Name, Parent, Agency          string
	Official, Probationary, Staff *int
}

// Report is the report of a year.
type Report struct {
	Year     int
	Lang     diag.Lang
	Cell     Cell
	Sections []Section
	AsOf     viet.Date // the day as of which it was asked for; zero for none
	Through  viet.Date // the first day that the records do not reach
	Figures  []Figure  // the most important numbers, each from one of the tables
	Counts   []*Count  // what numbers count that are more than one record, in their order
	missing  []finding
	paths    map[string]*Item
}

// Section is a part of the report. Its prose is the cell's own and stands before the
// tables.
type Section struct {
	Key    string // "members": also of the heading under which the prose stands
	Number int
	Title  string
	Tables []Table
}

// Figure is a number that sums up a part of the year.
type Figure struct {
	Key      string
	Label    string
	Value    Value
	Reported *int // what a source states, when it differs
}

// Table is one table of the report.
type Table struct {
	Key     string
	Title   string
	Columns []Column
	Rows    []Row
	Total   *Row
	Note    string
	Empty   string // what to say when there are no rows; "" leaves the table out
}

// Form is how the values of a column are written.
type Form uint8

// The forms.
const (
	Text Form = iota
	Integer
	Percent
	Day
)

// Column is a column of a table.
type Column struct {
	Key   string
	Title string
	Form  Form
}

// Row is a row of a table.
type Row struct {
	Key    string // of a row that others look for; "" for most
	Cells  []Value
	Struck bool // what was withdrawn and does not count
}

// Value is a value of a table. Which field holds depends on the column's form; a cell
// that says nothing is not known.
type Value struct {
	Text  string
	N     *int
	Whole int // of a per cent: the value is N of Whole
	Date  viet.Date
	Parts []Part // what the number counts
	Item  *Item  // the record that the value is about, or the only one that it counts; nil for none
	Count *Count // where the records are listed that it counts, unless Table says
	Table string // key of the table whose rows it counts, "" = none
	Year  int    // the year whose report has that table; 0 = this one
}

// Count is the records behind a number.
type Count struct {
	ID    string // unique in the report: "dem-3"
	Label string
	Parts []Part
}

// Part is what one record adds to a number.
type Part struct {
	Item *Item
	N    int
	Of   int // of a rate: N of so many; 0 for a mere count
}

// Sum is the number that is counted, and of how many it is a part.
func (c *Count) Sum() (n, of int) {
	for _, p := range c.Parts {
		n, of = n+p.N, of+p.Of
	}
	return n, of
}

// New works out a report.
func New(in Input) *Report {
	m := &maker{Input: in, told: map[*Item][]*Item{}, report: &Report{Year: in.Year, Lang: in.Lang, Cell: in.Cell, AsOf: in.AsOf, Through: in.Through, paths: in.Paths}}
	m.sort()
	m.section("members", m.members(), m.compared())
	m.section("politics", m.documents())
	m.section("tasks")
	m.section("building", m.kinds(), m.months(), m.grades(), m.resolutions(), m.followed())
	m.section("stories", m.storyTable())
	m.section("thematic", m.topics())
	m.section("unions")
	m.section("inspection")
	m.section("awards", m.levels(), m.awards(), m.classified())
	m.section("limits")
	m.section("direction")
	m.section("appendix", m.lacking())
	return m.report
}

// maker is one run of [New].
type maker struct {
	Input
	report                                     *Report
	meetings, stories, honours, classification []*Item
	told                                       map[*Item][]*Item // stories, by the meetings at which they were told
}

// sort takes the records apart by kind.
func (m *maker) sort() {
	for _, item := range m.Items {
		switch {
		case item.Meeting != nil:
			m.meetings = append(m.meetings, item)
		case item.Story != nil:
			m.stories = append(m.stories, item)
			for _, meeting := range item.Told {
				m.told[meeting] = append(m.told[meeting], item)
			}
		case item.Award != nil:
			m.honours = append(m.honours, item)
		case item.Classification != nil:
			m.classification = append(m.classification, item)
		}
	}
	slices.SortStableFunc(m.stories, func(a, b *Item) int {
		return cmp.Or(cmp.Compare(number(a), number(b)), a.Date.Compare(b.Date))
	})
}

// number is a story's place among those of the year; those without one come last.
func number(item *Item) int {
	if item.Story.Number == nil {
		return 13
	}
	return *item.Story.Number
}

// section adds a section with those of the tables that there are.
func (m *maker) section(key string, tables ...*Table) {
	s := Section{Key: key, Number: len(m.report.Sections) + 1, Title: m.say("section." + key)}
	for _, t := range tables {
		if t != nil && (len(t.Rows) > 0 || t.Note != "" || t.Empty != "") {
			s.Tables = append(s.Tables, *t)
		}
	}
	m.report.Sections = append(m.report.Sections, s)
}

// count is a number with the records that it counts.
func (m *maker) count(label string, parts []Part) Value {
	value := numberOf(parts)
	if len(parts) > 1 {
		value.Count = &Count{ID: "dem-" + itoa(len(m.report.Counts)+1), Label: label, Parts: parts}
		m.report.Counts = append(m.report.Counts, value.Count)
	}
	return value
}

// numberOf is a number and what it counts, which nothing lists.
func numberOf(parts []Part) Value {
	c := Count{Parts: parts}
	n, of := c.Sum()
	value := Value{N: &n, Whole: of, Parts: parts}
	if len(parts) == 1 {
		value.Item = parts[0].Item
	}
	return value
}

// rows is a number of records that are the rows of a table.
func rows(table string, parts []Part) Value {
	value := numberOf(parts)
	if value.Item == nil && len(parts) > 0 {
		value.Table = table
	}
	return value
}

// each counts records one by one.
func each(items []*Item) []Part {
	parts := make([]Part, len(items))
	for i, item := range items {
		parts[i] = Part{Item: item, N: 1}
	}
	return parts
}

// figure adds one of the most important numbers.
func (m *maker) figure(key string, value Value, reported *int) {
	if reported != nil && value.N != nil && *reported == *value.N {
		reported = nil
	}
	if reported == nil && value.N != nil && *value.N == 0 && value.Whole == 0 {
		return // nothing is recorded, which does not mean that there was nothing
	}
	m.report.Figures = append(m.report.Figures, Figure{Key: key, Label: m.say("figure." + key), Value: value, Reported: reported})
}

// where picks the records for which something holds.
func where(items []*Item, holds func(*Item) bool) []*Item {
	var found []*Item
	for _, item := range items {
		if holds(item) {
			found = append(found, item)
		}
	}
	return found
}

func text(s string) Value { return Value{Text: s} }
