package report

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"bulletin/internal/award"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/viet"
)

func TestSectionOf(t *testing.T) {
	for heading, want := range map[string]string{
		"Nhiệm vụ chính trị": "tasks", "III. Lãnh đạo thực hiện nhiệm vụ chính trị": "tasks", "9. Khen thưởng, xếp loại": "awards",
		"Phương hướng năm 2021": "direction", "IV- CÔNG TÁC XÂY DỰNG CHI BỘ": "building", "Political tasks": "tasks",
		"Học tập và làm theo Bác": "stories", "Công tác kiểm tra, giám sát": "inspection", "Ix": "", "Mở đầu": "", "2020": "", "": "",
	} {
		if got, _ := SectionOf(heading); got != want {
			t.Errorf("%q means %q, want %q", heading, got, want)
		}
	}
}

// TestEverySectionHasItsName: the title of a section, as the report prints it, means
// that section.
func TestEverySectionHasItsName(t *testing.T) {
	for _, lang := range []diag.Lang{diag.VI, diag.EN} {
		for _, s := range New(Input{Year: 2020, Lang: lang}).Sections {
			if got, _ := SectionOf(s.Title); got != s.Key {
				t.Errorf("%q means %q, want %q", s.Title, got, s.Key)
			}
		}
	}
}

// drawItems are records of a year.
func drawItems(t *rapid.T) []*Item {
	var items []*Item
	count := func(label string) *int {
		if n := rapid.IntRange(-1, 30).Draw(t, label); n >= 0 {
			return &n
		}
		return nil
	}
	for i := range rapid.IntRange(0, 12).Draw(t, "records") {
		item := &Item{Address: fmt.Sprint(i), Title: fmt.Sprint("Mục ", i), Year: 2020, Date: viet.OnDay(2020, 1+i%12, 3)}
		switch rapid.IntRange(0, 3).Draw(t, "kind") {
		case 0:
			item.Meeting = &content.MeetingFigures{
				Kind:  rapid.SampledFrom([]content.MeetingKind{"regular", "thematic", "regular_thematic", "committee"}).Draw(t, "meeting"),
				Total: count("total"), Present: count("present"), Exempt: count("exempt"), Resolution: rapid.Bool().Draw(t, "resolution"),
			}
		case 1:
			item.Story = &content.StoryFigures{}
		case 2:
			item.Award = &content.AwardFigures{Award: "gk", Revoked: rapid.Bool().Draw(t, "revoked")}
		case 3:
			item.Classification = &content.ClassificationFigures{Subject: "cell", Grade: rapid.SampledFrom([]content.AnnualGrade{"", "good", "excellent"}).Draw(t, "grade")}
		}
		items = append(items, item)
	}
	return items
}

// TestSummaryIsTheReport: what another year's report shows of a year is what its own
// says.
func TestSummaryIsTheReport(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		items := drawItems(t)
		var records []content.Figures
		for _, item := range items {
			records = append(records, item.Figures)
		}
		s := Summarise(records)
		r := New(Input{Year: 2020, Lang: diag.EN, Awards: award.Builtin(), Items: items})
		got := map[string]int{}
		for _, f := range r.Figures {
			if got[f.Key] = *f.Value.N; f.Key == "attendance" {
				got["due"] = f.Value.Whole
			}
		}
		for key, want := range map[string]int{
			"regular": s.Regular, "thematic": s.Thematic, "resolutions": s.Resolutions, "stories": s.Stories, "awards": s.Awards,
			"attendance": s.Present, "due": s.Due,
		} {
			if got[key] != want {
				t.Errorf("%s: the report says %d, the summary %d", key, got[key], want)
			}
		}
	})
}
