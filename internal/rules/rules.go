// Package rules holds what the Party asks of a cell's meetings, stories and awards,
// by the date from which it is asked, and finds where a record falls short of it.
//
// The rules are data: [Builtin] reads the embedded rulesets.yaml, a site adds to it
// or replaces parts ([Rules.With]). A rule applies to what took place on a day on or
// after its valid_from, as the latest ruleset that states it has it. Before, nothing
// is asked. What is not known is told as missing data, never as a failure.
package rules

import (
	_ "embed"
	"slices"
	"strings"

	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/record"
	"bulletin/internal/schema"
	"bulletin/internal/viet"
)

// Ruleset is one source of rules: what it asks, and since when. Numbers that are nil
// are left as they were.
type Ruleset struct {
	Name      string       `key:"name" vi:"Tên" en:"Name" required:"true" help_vi:"Tên ngắn; trùng tên bộ có sẵn thì thay bộ ấy" help_en:"A short name; that of a built-in set replaces it"`
	ValidFrom content.Date `key:"valid_from" vi:"Áp dụng từ" en:"Valid from" required:"true" help_vi:"Ngày bắt đầu áp dụng: 2025-10-28" help_en:"The first day on which it applies: 2025-10-28"`
	Citation  string       `key:"citation" vi:"Căn cứ" en:"Citation" required:"true" help_vi:"Văn bản làm căn cứ" help_en:"The document it rests on"`
	URL       string       `key:"url" vi:"Địa chỉ" en:"Address"`

	RegularPerMonth    *int `key:"regular_per_month" vi:"Sinh hoạt thường kỳ mỗi tháng" en:"Regular meetings a month, at least"`
	ThematicPerQuarter *int `key:"thematic_per_quarter" vi:"Sinh hoạt chuyên đề mỗi quý" en:"Thematic meetings a quarter, at least"`
	RegularDay         *int `key:"regular_day" vi:"Ngày sinh hoạt thường kỳ" en:"Day of the month of regular meetings"`
	AttendanceAbove    *int `key:"attendance_above" vi:"Tỉ lệ dự họp trên (%)" en:"Attendance above (%)"`
	MinutesAtLeast     *int `key:"minutes_at_least" vi:"Thời gian tối thiểu (phút)" en:"Duration at least (minutes)"`
	MinutesCombined    *int `key:"minutes_combined" vi:"Thời gian tối thiểu khi kết hợp chuyên đề (phút)" en:"Duration at least, with a topic (minutes)"`
	StoriesPerYear     *int `key:"stories_per_year" vi:"Câu chuyện về Bác mỗi năm" en:"Stories a year, at least"`
	MeetingGood        *int `key:"meeting_good" vi:"Buổi họp loại Tốt từ (điểm)" en:"Meeting graded good from (points)"`
	MeetingFair        *int `key:"meeting_fair" vi:"Buổi họp loại Khá từ (điểm)" en:"Meeting graded fair from (points)"`
	MeetingAverage     *int `key:"meeting_average" vi:"Buổi họp loại Trung bình từ (điểm)" en:"Meeting graded average from (points)"`
	AnnualExcellent    *int `key:"annual_excellent" vi:"Hoàn thành xuất sắc từ (điểm)" en:"Year graded excellent from (points)"`
	AnnualGood         *int `key:"annual_good" vi:"Hoàn thành tốt từ (điểm)" en:"Year graded good from (points)"`
	AnnualCompleted    *int `key:"annual_completed" vi:"Hoàn thành từ (điểm)" en:"Year graded completed from (points)"`
	ExcellentShare     *int `key:"excellent_share" vi:"Số xuất sắc tối đa so với số tốt (%)" en:"Excellent at most, of those rated good (%)"`
}

// Rules are rulesets by the day from which they apply, those of one day in the order
// in which they were stated.
type Rules []Ruleset

// file is the form of a file of rulesets.
type file struct {
	Rulesets []Ruleset `key:"rulesets" vi:"Bộ quy tắc" en:"Rulesets" required:"true"`
}

//go:embed rulesets.yaml
var builtin []byte

// Builtin are the rules that are known of. It panics when the embedded file is
// broken: that is a programmer's error.
func Builtin() Rules {
	rules, problems := Read(builtin, schema.Origin{File: "rulesets.yaml", FirstLine: 1})
	if problems.HasErrors() {
		panic(problems.Err())
	}
	return rules
}

// Read reads a file of rulesets, strictly.
func Read(text []byte, origin schema.Origin) (Rules, diag.List) {
	var f file
	places, problems := schema.Of(f).Decode(schema.Parse(text, origin), &f)
	for i, set := range f.Rulesets {
		key := "rulesets[" + itoa(i) + "]"
		if set.ValidFrom.Precision != viet.ByDay && set.ValidFrom.Date != (viet.Date{}) {
			problems.Add(origin.At(places[key+".valid_from"], diag.Error, "ruleset-day", key+".valid_from", set.ValidFrom.String()))
		}
		for name, n := range set.numbers() {
			if n != nil && *n < 0 {
				problems.Add(origin.At(places[key+"."+name], diag.Error, "number-range", key+"."+name, name, *n, 0))
			}
		}
	}
	return Rules(nil).With(f.Rulesets), problems.Sort()
}

// numbers are the rules of a set by their keys.
func (s Ruleset) numbers() map[string]*int {
	numbers := map[string]*int{}
	for _, f := range ruleFields.Fields {
		if n, ok := f.Of(&s).(*int); ok {
			numbers[f.Key] = n
		}
	}
	return numbers
}

var ruleFields = schema.Of(Ruleset{})

// With adds rulesets; one of a name already there takes its place.
func (r Rules) With(more []Ruleset) Rules {
	all := slices.Clone(r)
	for _, set := range more {
		if i := slices.IndexFunc(all, func(have Ruleset) bool { return strings.EqualFold(have.Name, set.Name) }); i >= 0 {
			all[i] = set
		} else {
			all = append(all, set)
		}
	}
	slices.SortStableFunc(all, func(a, b Ruleset) int { return a.ValidFrom.Compare(b.ValidFrom.Date) })
	return all
}

var codec = record.For[Rules]()

// Fingerprint names the rules: what the pages of years say depends on them.
func (r Rules) Fingerprint() record.Sum { return record.SumOf(codec.Append(nil, &r)) }

// Rule is what is asked, and by what.
type Rule struct {
	Value    int
	Citation string
}

// on is what is asked on a day; false when nothing is. Of a day that is not known
// exactly, the first it may be counts.
func (r Rules) on(day viet.Date, of func(*Ruleset) *int) (Rule, bool) {
	var rule Rule
	found := false
	if day.Precision == viet.Unknown {
		return rule, false
	}
	for i := range r {
		if r[i].ValidFrom.Compare(day.First()) > 0 {
			break
		}
		if n := of(&r[i]); n != nil {
			rule, found = Rule{*n, r[i].Citation}, true
		}
	}
	return rule, found
}
