package build_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"bulletin/internal/build"
)

// archive is a site of several hundred items, five to a page: an item every
// second day from 1 January 2019, two news and then a meeting, each under one of
// four topics.
type archive struct {
	t     *testing.T
	root  string
	clock time.Time
}

var archiveTopics = []string{"học tập", "nêu gương", "thi đua", "tri ân"}

func newArchive(t *testing.T, n int) archive {
	a := archive{t, t.TempDir(), time.Date(2021, 6, 1, 0, 0, 0, 0, time.UTC)}
	writeFile(t, filepath.Join(a.root, "bulletin.yaml"), "title: Bản tin\nbase_url: https://example.vn/\nper_page: 5\nfeed_items: 5\n")
	for i := range n {
		folder, more := "news", ""
		if i%3 == 2 {
			folder, more = "meetings", "meeting_kind: regular\n"
		}
		date := time.Date(2019, 1, 1+2*i, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		a.write(fmt.Sprintf("%s/muc-%03d.md", folder, i), date, archiveTopics[i/3%4], more)
	}
	a.build()
	return a
}

// write writes an item.
func (a archive) write(name, date, topic, more string) {
	title := strings.TrimSuffix(filepath.Base(name), ".md")
	writeFile(a.t, filepath.Join(a.root, "content", filepath.FromSlash(name)),
		fmt.Sprintf("---\ntitle: %s\ndate: %s\ntags: [%s]\nsummary: Tóm tắt\n%s---\nNội dung.\n", title, date, topic, more))
}

// replace edits an item.
func (a archive) replace(name, old, text string) {
	name = filepath.Join(a.root, "content", filepath.FromSlash(name))
	data, err := os.ReadFile(name)
	if err != nil || !bytes.Contains(data, []byte(old)) {
		a.t.Fatalf("%s does not hold %q (%v)", name, old, err)
	}
	writeFile(a.t, name, strings.Replace(string(data), old, text, 1))
}

func (a archive) remove(name string) {
	if err := os.Remove(filepath.Join(a.root, "content", filepath.FromSlash(name))); err != nil {
		a.t.Fatal(err)
	}
}

func (a archive) build() {
	a.t.Helper()
	if _, problems, err := build.Run(context.Background(), options(a.root, "", a.clock)); err != nil || problems.HasErrors() {
		a.t.Fatal(err, problems)
	}
}

// reach builds again after an edit and tells which files are new ("+"), gone
// ("-") and changed. All others kept their bytes and their time.
func (a archive) reach(edit func()) []string {
	a.t.Helper()
	public := filepath.Join(a.root, "public")
	before, times := tree(a.t, public), modTimes(a.t, public)
	edit()
	a.build()
	after, now := tree(a.t, public), modTimes(a.t, public)
	for name := range after {
		if bytes.Equal(before[name], after[name]) && !times[name].Equal(now[name]) {
			a.t.Errorf("%s did not change but was written", name)
		}
	}
	var reached []string
	for _, name := range differences(before, after) {
		mark := ""
		if before[name] == nil {
			mark = "+ "
		} else if after[name] == nil {
			mark = "- "
		}
		reached = append(reached, mark+strings.TrimSuffix(name, "/index.html"))
	}
	slices.Sort(reached)
	return reached
}

var run = regexp.MustCompile(`\{(\d+)–(\d+)\}`)

// spelt spells out runs, "page/{3–5}", in names separated by blanks; "+" and "-"
// stand before what is new or gone.
func spelt(names ...string) []string {
	var all []string
	for _, name := range strings.Fields(strings.NewReplacer("+ ", "+", "- ", "-").Replace(strings.Join(names, " "))) {
		if mark := name[0]; mark == '+' || mark == '-' {
			name = string(mark) + " " + name[1:]
		}
		bounds := run.FindStringSubmatch(name)
		if bounds == nil {
			all = append(all, name)
			continue
		}
		from, _ := strconv.Atoi(bounds[1])
		to, _ := strconv.Atoi(bounds[2])
		for n := from; n <= to; n++ {
			all = append(all, strings.Replace(name, bounds[0], strconv.Itoa(n), 1))
		}
	}
	slices.Sort(all)
	return all
}

// TestReach: how far an edit reaches, file by file, in a site of 360 items. What
// is not named here keeps its bytes and its time. Every step follows on the one
// before.
func TestReach(t *testing.T) {
	a := newArchive(t, 360)
	const counts = " index.html tags years sitemap.xml " // that name how many items there are
	const feeds = " atom.xml rss.xml feed.json "
	for _, step := range []struct {
		name string
		edit func()
		want []string
	}{
		{"the newest item: the neighbours in its kind and topic, the front pages of its lists", func() {
			a.write("news/moi-1.md", "2020-12-21", "thi đua", "")
		}, spelt("+ news/2020/moi-1", "news/2020/muc-358 news/2020/muc-355 meetings/2020/muc-356", "news tags/thi-dua years/2020", counts, feeds)},
		{"so many that a page of each list is full: beside the new ones, only those that now lead to them", func() {
			for n := 2; n <= 5; n++ {
				a.write(fmt.Sprintf("news/moi-%d.md", n), "2020-12-22", "thi đua", "")
			}
		}, spelt("+ news/2020/moi-{2–5}", "news/2020/moi-1 meetings/2020/muc-356", "+ news/page/48 news/page/47 news",
			"+ tags/thi-dua/page/18 tags/thi-dua/page/17 tags/thi-dua", "+ years/2020/news/page/23 years/2020/news/page/22 years/2020", counts, feeds)},
		{"the first item of a year: the year before leads to it, and nothing else", func() {
			a.write("news/nam-moi.md", "2021-01-05", "thi đua", "")
		}, spelt("+ news/2021/nam-moi", "news/2020/moi-{2–3}", "news tags/thi-dua", "+ years/2021 years/2020", counts, feeds)},
		{"the newest meeting: also the calendar; the first of its year makes a report, and the year before is over", func() {
			a.write("meetings/hop.md", "2021-01-06", "tri ân", "meeting_kind: regular\n")
		}, spelt("+ meetings/2021/hop", "meetings/2020/muc-359 news/2020/muc-358", "meetings tags/tri-an years/2021 calendar.ics", "+ years/2021/report years/2020/report", counts, feeds)},
		{"an item of an old date: every page of its lists from there on, and not those of older items", func() {
			a.write("news/cu.md", "2020-01-10", "thi đua", "")
		}, spelt("+ news/2020/cu", "news/2020/muc-{186–187} news/2020/muc-189 news/2020/muc-198 meetings/2020/muc-188",
			"news news/page/{26–48}", "tags/thi-dua tags/thi-dua/page/{10–18}", "years/2020 years/2020/news/page/{1–23}", counts)},
		{"its removal: the same again", func() {
			a.remove("news/cu.md")
		}, spelt("- news/2020/cu", "news/2020/muc-{186–187} news/2020/muc-189 news/2020/muc-198 meetings/2020/muc-188",
			"news news/page/{26–48}", "tags/thi-dua tags/thi-dua/page/{10–18}", "years/2020 years/2020/news/page/{1–23}", counts)},
		{"another topic: its page, who was and who is related, and both topics' pages from there on", func() {
			a.replace("news/muc-300.md", "tags: [học tập]", "tags: [tri ân]")
		}, spelt("news/2020/muc-{300–301} news/2020/muc-289 news/2020/muc-298 news/2020/muc-{309–310}", "meetings/2020/muc-290 meetings/2020/muc-299 meetings/2020/muc-302",
			"tags/hoc-tap tags/hoc-tap/page/16 - tags/hoc-tap/page/17", "tags/tri-an tags/tri-an/page/{16–17}", "index.html tags sitemap.xml")},
		{"a title: where the item is shown", func() {
			a.replace("news/muc-150.md", "title: muc-150", "title: Tên khác")
		}, spelt("news/2019/muc-{150–151} news/2019/muc-139 news/2019/muc-148 meetings/2019/muc-140 meetings/2019/muc-152",
			"news/page/21 tags/thi-dua/page/8 years/2019/news/page/21")},
		{"what is counted of a meeting: its page, and the reports of its year and of those after", func() {
			a.replace("meetings/muc-356.md", "meeting_kind: regular", "meeting_kind: regular\nattendance: {total: 9, present: 8}")
		}, spelt("meetings/2020/muc-356 years/2020/report years/2021/report")},
		{"what is read out at a meeting: its page, and the report of its year", func() {
			a.replace("meetings/muc-356.md", "meeting_kind: regular", "meeting_kind: regular\ndocuments: [{number: 1-CT, title: Một}]")
		}, spelt("meetings/2020/muc-356 years/2020/report")},
		{"its title, which counts nothing: its page, and the report of its year, that shows it", func() {
			a.replace("meetings/muc-356.md", "title: Một", "title: Hai")
		}, spelt("meetings/2020/muc-356 years/2020/report")},
		{"another spelling of a topic: its page", func() {
			a.replace("news/muc-150.md", "tags: [thi đua]", "tags: [Thi đua]")
		}, spelt("news/2019/muc-150")},
		{"a text: its page", func() {
			a.replace("news/muc-150.md", "Nội dung.", "Nội dung khác.")
		}, spelt("news/2019/muc-150")},
	} {
		if diff := cmp.Diff(step.want, a.reach(step.edit)); diff != "" {
			t.Errorf("%s:\n%s", step.name, diff)
		}
	}
}
