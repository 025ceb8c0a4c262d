package build

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"bulletin/internal/theme"
)

// yearOf is a site of the year 2020 with news in the first months, three to a
// page: news of each day of a month that is named.
func yearOf(news ...string) small {
	s := small{config: "title: T\nper_page: 3\n", files: map[string]string{
		"stories/a.md": doc("A", "date: 2020"), "meetings/b.md": doc("B", "date: 2020-05-01", "meeting_kind: regular"),
		"classifications/c.md": doc("C", "year: 2020", "date: 2021-01-09", "subject: cell", "grade: good"),
	}}
	for i, date := range news {
		s.files[fmt.Sprintf("news/tin-%d.md", i+1)] = doc(fmt.Sprintf("Tin %d", i+1), "date: "+date)
	}
	return s
}

// TestSmallYear: a year of few items is one page that shows them all.
func TestSmallYear(t *testing.T) {
	views := yearOf("2020-01-05", "2020-02-05", "2020-03-05", "2020-04-05", "2020-05-05").views(t)
	year := views["years/2020/index.html"].Main.(*theme.Year)
	for i, want := range []struct {
		key   string
		count int
	}{{"meetings", 1}, {"stories", 1}, {"classifications", 1}, {"news", 5}} {
		s, f := year.Sections[i], year.Figures[i]
		if s.Key != want.key || s.Count != want.count || len(s.Cards) != want.count || s.Pages != nil {
			t.Errorf("%s: %+v", want.key, s)
		}
		if f.Value != fmt.Sprint(want.count) || f.Href != "#"+want.key || f.Label != s.Title {
			t.Errorf("%s: %+v", want.key, f)
		}
	}
	for path := range views {
		if strings.HasPrefix(path, "years/") && path != "years/2020/index.html" && path != yearsAddress && path != reportAddress(2020) {
			t.Errorf("there is %s", path)
		}
	}
}

// TestBusyYear: a kind with more than two pages' worth shows the newest on the
// year's page, with the count of all, and leads to the others by their months.
func TestBusyYear(t *testing.T) {
	s := yearOf("2020", "2020-Q1", "2020-01-05", "2020-03-01", "2020-03-02", "2020-03-03", "2020-04-01", "2020-04-02", "2020-05-01", "2020-05-02", "2021-01-01")
	views := s.views(t)
	year := views["years/2020/index.html"].Main.(*theme.Year)
	news := year.Sections[3]
	if news.Count != 10 || len(news.Cards) != 4 || year.Figures[3].Value != "10" {
		t.Errorf("%d of %d news, figure %s", len(news.Cards), news.Count, year.Figures[3].Value)
	}
	want := []theme.Link{{Label: "2020 – 01/2020", Href: "years/2020/news/page/1/index.html"}, {Label: "3/2020", Href: "years/2020/news/page/2/index.html"}}
	if diff := cmp.Diff(want, news.Pages); diff != "" {
		t.Error(diff)
	}
	got := map[string]string{}
	for _, path := range slices.Sorted(maps.Keys(views)) {
		if list, is := views[path].Main.(*theme.List); is && strings.HasPrefix(path, "years/") {
			for _, group := range list.Groups {
				got[path] += group.Title + ": " + titles(&theme.List{Groups: []theme.Group{group}}) + "; "
			}
		}
	}
	months := map[string]string{
		"years/2020/news/page/1/index.html": "Tháng 01 năm 2020: 3; Quý I năm 2020: 2; Năm 2020: 1; ",
		"years/2020/news/page/2/index.html": "Tháng 3 năm 2020: 6 5 4; ",
	}
	if diff := cmp.Diff(months, got); diff != "" {
		t.Error(diff)
	}
	second := views["years/2020/news/page/2/index.html"]
	crumbs := []theme.Link{{Label: "Trang chủ", Href: "index.html"}, {Label: "Các năm", Href: yearsAddress}, {Label: "Năm 2020", Href: "years/2020/index.html#news"}}
	if diff := cmp.Diff(crumbs, second.Page.Breadcrumbs); diff != "" {
		t.Error(diff)
	}
	pager := second.Main.(*theme.List).Pager
	if pager.Newer.Href != "years/2020/index.html#news" || pager.Older.Href != "years/2020/news/page/1/index.html" || second.Page.Title != "Tin tức năm 2020 · Trang 2" {
		t.Errorf("%+v, %s", pager, second.Page.Title)
	}
}

// TestAllYears: one page leads to all years, and a year to those beside it.
func TestAllYears(t *testing.T) {
	views := yearOf("2018-01-05", "2018-02-05", "2021-01-01").views(t)
	years := views[yearsAddress].Main.(*theme.Years)
	want := &theme.Years{Total: 3, Years: []theme.YearLink{
		{Year: "2021", Href: "years/2021/index.html", Count: 1}, {Year: "2020", Href: "years/2020/index.html", Count: 3}, {Year: "2018", Href: "years/2018/index.html", Count: 2},
	}}
	if diff := cmp.Diff(want, years); diff != "" {
		t.Error(diff)
	}
	year := views["years/2020/index.html"].Main.(*theme.Year)
	if hrefOf(year.Previous) != "years/2018/index.html" || hrefOf(year.Next) != "years/2021/index.html" {
		t.Errorf("%+v, %+v", year.Previous, year.Next)
	}
}

// TestYearLinksHold: in both styles of links every anchor of a year is on its page.
func TestYearLinksHold(t *testing.T) {
	for config, front := range map[string]string{"": "../../../../../years/2020/index.html#news", "links: pretty\n": "../../../../../years/2020/#news"} {
		s := yearOf("2020-01-05", "2020-01-06", "2020-01-07", "2020-01-08", "2020-01-09", "2020-01-10")
		s.config += config
		pages := s.html(t)
		wantAll(t, pages["years/2020/news/page/1/index.html"], `href="`+front+`"`)
		wantAll(t, pages["years/2020/index.html"], `id="news"`, `href="#news"`, `id="news_earlier"`, `href="#news_earlier"`)
	}
}
