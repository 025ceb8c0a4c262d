package build_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"bulletin/internal/build"
)

// explained is a site that has every kind of output.
type explained struct {
	*testing.T
	root  string
	clock time.Time
}

func newExplained(t *testing.T) *explained {
	e := &explained{t, t.TempDir(), time.Date(2020, 9, 1, 0, 0, 0, 0, time.UTC)}
	e.write("bulletin.yaml", "title: Bản tin\nsearch: true\nbase_url: https://example.vn/bt/\nper_page: 2\n")
	for i := range 5 {
		e.write(fmt.Sprintf("content/news/tin-%d.md", i), fmt.Sprintf("---\ntitle: Tin %d\ndate: 2020-07-0%d\ntags: [chung]\n---\nThân.\n", i, i+1))
	}
	e.write("content/news/index.md", "---\ntitle: Tin tức\n---\nLời mở.\n")
	e.write("content/years/2020.md", "---\ntitle: Năm 2020\n---\nLời mở.\n")
	e.write("content/meetings/hop.md", meetingText("Họp tháng 7", "2020-07-05", "chung"))
	e.write("content/stories/chuyen.md", "---\ntitle: Chuyện\ndate: 2020-07-04\nlesson: Bài học.\ntags: [chung]\n---\nThân.\n")
	e.write("content/news/anh/index.md", "---\ntitle: Ảnh\ndate: 2020-06-01\nimages: [{file: anh.jpg, alt: Ảnh}]\n---\nThân, [kế hoạch](ke-hoach.pdf).\n")
	e.write("content/news/anh/anh.jpg", string(photographOf(t, 900, 1800)))
	e.write("content/news/anh/ke-hoach.pdf", "%PDF-1.7 một")
	e.write("content/issues/so-1.md", "---\ntitle: Số 1\ndate: 2020-07\nmasthead: {issue_no: 1, year: 2020}\nsections: [{title: Tin, items: [../news/tin-0.md, ../meetings/hop.md]}]\n---\nLời.\n")
	e.write("content/news/khac.md", "---\ntitle: Việc khác\ndate: 2018-07-01\n---\nThân.\n")
	return e
}

func meetingText(title, date, tags string) string {
	return fmt.Sprintf("---\ntitle: %s\ndate: %s\nmeeting_kind: regular\nstory: chuyen\ntags: [%s]\naliases: [/hop-cu/]\nattendance: {official: 20, present: 18}\n---\nThân.\n", title, date, tags)
}

func (e *explained) write(name, text string) {
	writeFile(e.T, filepath.Join(e.root, filepath.FromSlash(name)), text)
}

func (e *explained) options(dest string) build.Options {
	o := options(e.root, filepath.Join(e.root, dest), e.clock)
	o.Theme, o.Explain = builtin("default"), true
	return o
}

// build builds into a folder, and says of each file that was made why.
func (e *explained) build(dest string) map[string]build.Made {
	e.Helper()
	report, problems, err := build.Run(context.Background(), e.options(dest))
	if err != nil || problems.HasErrors() {
		e.Fatal(err, problems)
	}
	made := map[string]build.Made{}
	for _, m := range report.Made {
		made[m.Path] = m
	}
	for _, file := range report.Publish.Changed {
		if _, told := made[file]; !told {
			e.Errorf("%s was written, and nobody knows why", file)
		}
	}
	return made
}

// TestEveryOutputHasItsReason: whatever is done to one source, each file that is made anew
// names it, and is not said to be made for anything else.
func TestEveryOutputHasItsReason(t *testing.T) {
	e := newExplained(t)
	e.build("public")
	covered := map[string]bool{}
	for _, step := range []struct {
		name   string
		source string
		text   string // "" removes it
		want   map[string]build.Why
	}{
		{"an item's title", "content/meetings/hop.md", meetingText("Họp chi bộ", "2020-07-05", "chung"), map[string]build.Why{
			"meetings/2020/hop/index.html": build.WhyDocument, "meetings/index.html": build.WhyShown, "index.html": build.WhyShown,
			"hop-cu/index.html": build.WhyDocument, "issues/2020/so-1/index.html": build.WhyShown, "issues/2020/so-1/print/index.html": build.WhyShown,
			"stories/2020/chuyen/index.html": build.WhyShown, "tags/chung/index.html": build.WhyShown,
			"years/2020/index.html": build.WhyShown, "years/2020/report/index.html": build.WhyShown,
			"search/index.html": build.WhyRelated, "search/0/i0.js": build.WhyShown, "search/0/t1.js": build.WhyShown,
			"atom.xml": build.WhyShown, "rss.xml": build.WhyShown, "feed.json": build.WhyShown, "calendar.ics": build.WhyShown,
		}},
		{"an item's day and topics", "content/meetings/hop.md", meetingText("Họp chi bộ", "2020-07-06", "chung, riêng"), map[string]build.Why{
			"sitemap.xml": build.WhyShown, "tags/index.html": build.WhyRelated, "tags/rieng/index.html": build.WhyNew,
		}},
		{"a new item", "content/news/moi.md", "---\ntitle: Mới\ndate: 2020-08-01\ntags: [chung]\n---\nThân.\n", map[string]build.Why{
			"news/2020/moi/index.html": build.WhyNew, "news/index.html": build.WhyShown, "years/index.html": build.WhyRelated,
			"news/2020/tin-4/index.html": build.WhyShown, "sitemap.xml": build.WhyShown,
		}},
		{"a story", "content/stories/chuyen.md", "---\ntitle: Chuyện hay\ndate: 2020-07-04\nlesson: Bài học.\ntags: [chung]\n---\nThân.\n", map[string]build.Why{
			"stories/index.html": build.WhyShown, "meetings/2020/hop/index.html": build.WhyShown,
		}},
		{"an introduction", "content/news/index.md", "---\ntitle: Tin của cơ quan\n---\nLời khác.\n", map[string]build.Why{"news/index.html": build.WhyDocument}},
		{"a year's introduction", "content/years/2020.md", "---\ntitle: Năm 2020\n---\nLời khác.\n", map[string]build.Why{
			"years/2020/index.html": build.WhyDocument, "years/2020/report/index.html": build.WhyShown,
		}},
		{"a picture", "content/news/anh/anh.jpg", string(photographOf(t, 1000, 1800)), map[string]build.Why{
			"news/2020/anh/anh.480.jpg": build.WhyFile, "news/2020/anh/index.html": build.WhyRelated, "news/page/1/index.html": build.WhyRelated,
		}},
		{"an attachment", "content/news/anh/ke-hoach.pdf", "%PDF-1.7 hai, dài hơn nhiều lần", map[string]build.Why{
			"news/2020/anh/ke-hoach.pdf": build.WhyFile,
		}},
		{"the issue", "content/issues/so-1.md", "---\ntitle: Số 1\ndate: 2020-07\nmasthead: {issue_no: 1, year: 2020}\nsections: [{title: Tin, items: [../meetings/hop.md]}]\n---\nLời khác.\n", map[string]build.Why{
			"issues/2020/so-1/index.html": build.WhyDocument, "issues/2020/so-1/print/index.html": build.WhyDocument,
			"issues/index.html": build.WhyShown, "issues/atom.xml": build.WhyShown,
		}},
		{"an item that is gone", "content/news/tin-1.md", "", map[string]build.Why{
			"news/2020/tin-2/index.html": build.WhyGone, "news/page/2/index.html": build.WhyGone, "search/0/i0.js": build.WhyGone,
		}},
		{"an item of another year", "content/news/khac.md", "---\ntitle: Việc khác\ndate: 2018-07-01\n---\nThân khác.\n", map[string]build.Why{
			"news/2018/khac/index.html": build.WhyDocument, "search/0/t0.js": build.WhyShown,
		}},
	} {
		t.Run(step.name, func(t *testing.T) {
			e.T = t
			if step.text == "" {
				if err := os.Remove(filepath.Join(e.root, filepath.FromSlash(step.source))); err != nil {
					t.Fatal(err)
				}
			} else {
				e.write(step.source, step.text)
			}
			e.look()
			made := e.build("public")
			if len(made) == 0 {
				t.Fatal("nothing was made")
			}
			for file, m := range made {
				covered[file] = true
				switch m.Why {
				case build.WhyNew:
				case build.WhyDocument, build.WhyShown, build.WhyRelated, build.WhyGone, build.WhyFile:
					if !slices.Equal(m.Files, []string{step.source}) {
						t.Errorf("%s was made for %q (%s)", file, m.Files, m.Why)
					}
				default:
					t.Errorf("%s was made for %s", file, m.Why)
				}
			}
			for file, why := range step.want {
				if made[file].Why != why {
					t.Errorf("%s was made for %q, want %q", file, made[file].Why, why)
				}
			}
		})
	}
	e.T = t
	for file := range e.build("other") { // all files there are
		if !covered[file] && !slices.ContainsFunc([]string{"assets/", "robots.txt", "404.html"}, func(s string) bool { return strings.HasPrefix(file, s) }) {
			t.Errorf("no edit led to %s", file)
		}
	}
}

// TestReasonsOfWhatIsNoSource: what the configuration, the theme, the calendar or somebody
// in the output folder did is told apart from edits.
func TestReasonsOfWhatIsNoSource(t *testing.T) {
	e := newExplained(t)
	e.write("content/news/hen.md", "---\ntitle: Hẹn\ndate: 2020-07-03\npublish_date: 2020-10-01\nexpiry_date: 2020-10-31\n---\nThân.\n")
	e.build("public")
	const config = "title: Bản tin\nsearch: true\nbase_url: https://example.vn/bt/\n"
	e.write("bulletin.yaml", config+"per_page: 3\n")
	e.because("news/index.html", e.build("public"), build.WhyMakers)
	e.write("assets/main.css", "body{margin:0}\n")
	for file, m := range e.build("public") {
		if m.Why != build.WhyMakers && m.Why != build.WhyNew {
			t.Errorf("%s was made for %s", file, m.Why)
		}
	}
	if err := os.Remove(filepath.Join(e.root, "public", "index.html")); err != nil {
		t.Fatal(err)
	}
	e.because("index.html", e.build("public"), build.WhyDamaged)

	e.clock = time.Date(2020, 10, 5, 0, 0, 0, 0, time.UTC)
	made := e.build("public")
	e.because("news/2020/hen/index.html", made, build.WhyNew)
	e.because("years/2020/index.html", made, build.WhyShown, "content/news/hen.md")
	e.clock = time.Date(2020, 11, 5, 0, 0, 0, 0, time.UTC)
	e.because("years/2020/index.html", e.build("public"), build.WhyGone, "content/news/hen.md")
	o := e.options("public")
	o.View.Expired = true
	if _, _, err := build.Run(context.Background(), o); err != nil {
		t.Fatal(err)
	}
	e.clock = time.Date(2020, 10, 5, 0, 0, 0, 0, time.UTC)
	e.because("news/2020/hen/index.html", e.build("public"), build.WhyDated, "content/news/hen.md")
}

// because fails unless a file was made for a reason.
func (e *explained) because(file string, made map[string]build.Made, why build.Why, sources ...string) {
	e.Helper()
	if m := made[file]; m.Why != why || !slices.Equal(m.Files, sources) {
		e.Errorf("%s was made for %q %q, want %q %q", file, m.Why, m.Files, why, sources)
	}
}

// TestReasonsWhateverCameBetween: an edit is told of by the build that publishes it, also
// when builds were refused or made for another folder meanwhile; so by a followed site.
func TestReasonsWhateverCameBetween(t *testing.T) {
	e := newExplained(t)
	e.build("public")
	e.build("other")
	e.write("content/news/tin-1.md", "---\ntitle: Tin khác\ndate: 2020-07-02\n---\nThân.\n")
	e.write("content/news/tin-2.md", "---\ntitle: Hỏng\ndate: không phải ngày\n---\nThân.\n")
	if _, problems, err := build.Run(context.Background(), e.options("public")); err != nil || !problems.HasErrors() {
		t.Fatal("the build was not refused", err)
	}
	e.write("content/news/tin-2.md", "---\ntitle: Tin 2\ndate: 2020-07-03\ntags: [chung]\n---\nThân.\n")
	for _, dest := range []string{"other", "public"} {
		e.because("news/2020/tin-1/index.html", e.build(dest), build.WhyDocument, "content/news/tin-1.md")
	}

	live := &build.Live{Options: e.options("public")}
	defer live.Close()
	follow := func(change build.Change) map[string]build.Made {
		change.Clock = e.clock
		if problems, err := live.Change(context.Background(), change); err != nil || problems.HasErrors() {
			t.Fatal(err, problems)
		}
		report, err := live.Publish(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		made := map[string]build.Made{}
		for _, m := range report.Made {
			made[m.Path] = m
		}
		return made
	}
	follow(build.Change{All: true})
	for i, name := range []string{"tin-1", "tin-3"} {
		file := "content/news/" + name + ".md"
		e.write(file, fmt.Sprintf("---\ntitle: Tin\ndate: 2020-07-0%d\n---\nThân, sửa.\n", 2+2*i))
		made := follow(build.Change{Paths: []string{filepath.Join(e.root, filepath.FromSlash(file))}})
		e.because("news/2020/"+name+"/index.html", made, build.WhyDocument, file)
		for made, m := range made {
			if !slices.Equal(m.Files, []string{file}) {
				t.Errorf("%s was made for %q %q", made, m.Why, m.Files)
			}
		}
	}
}

// TestLastBuild: what a build noted is told of each file until another changes something,
// and never of a folder that is another by now.
func TestLastBuild(t *testing.T) {
	e := newExplained(t)
	why := func(name string) *build.LastBuild {
		t.Helper()
		r, _, err := build.Explain(context.Background(), e.options("public"), name)
		if err != nil {
			t.Fatal(err)
		}
		return r.Last
	}
	if last := why("content/news/tin-1.md"); last != nil {
		t.Errorf("something was built before anything was: %v", last)
	}
	e.build("public")
	note := e.note()
	if info, err := os.Stat(note); err != nil || info.Size() > 4000 {
		t.Errorf("a clean build of 12 sources notes more than that all is new (%v)", err)
	}
	if last := why("content/news/tin-1.md"); last == nil || last.Why != build.WhyNew || !last.At.Equal(e.clock) {
		t.Errorf("a new file: %v", last)
	}
	first := e.clock
	e.clock = e.clock.Add(time.Hour)
	e.build("public")
	if last := why("news/"); last == nil || !last.At.Equal(first) {
		t.Errorf("after a build that changed nothing: %v", last)
	}
	e.write("content/news/tin-1.md", "---\ntitle: Tin khác\ndate: 2020-07-02\n---\nThân.\n")
	e.build("public")
	if last := why("content/news/tin-1.md"); last == nil || !last.Made || last.Why != build.WhyDocument || !last.At.Equal(e.clock) {
		t.Errorf("an edited file: %v", last)
	}
	if last := why("content/news/khac.md"); last == nil || last.Made {
		t.Errorf("a file that was kept: %v", last)
	}
	e.write("strings/vi.yaml", "plan:\n  home: Nhà\n")
	e.build("public")
	for name, made := range map[string]bool{"content/news/khac.md": true, "content/news/anh/anh.jpg": false} {
		if last := why(name); last == nil || last.Made != made || made && last.Why != build.WhyMakers {
			t.Errorf("%s after the words of the pages changed: %v", name, last)
		}
	}

	old, err := os.ReadFile(note)
	if err != nil {
		t.Fatal(err)
	}
	e.write("content/news/tin-1.md", "---\ntitle: Tin\ndate: 2020-07-02\n---\nThân.\n")
	e.build("public")
	good, err := os.ReadFile(note)
	if err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{"older": old, "cut": good[:len(good)/2], "empty": {}, "spoilt": append([]byte("x"), good[1:]...)} {
		if err := os.WriteFile(note, data, 0o600); err != nil {
			t.Fatal(err)
		}
		if last := why("content/news/tin-1.md"); last != nil {
			t.Errorf("a note that is %s was believed: %v", name, last)
		}
	}
	e.write("content/news/tin-1.md", "---\ntitle: Tin nữa\ndate: 2020-07-02\n---\nThân.\n")
	e.because("news/2020/tin-1/index.html", e.build("public"), build.WhySources)
	if last := why("content/news/tin-1.md"); last == nil || last.Why != build.WhySources {
		t.Errorf("a file that was made while nobody knew what was before: %v", last)
	}

	if err := os.Remove(note); err != nil { // where it cannot be written, there is none
		t.Fatal(err)
	}
	e.write(".bulletin/last/"+filepath.Base(note)+"/x", "")
	e.write("content/news/tin-1.md", "---\ntitle: Tin mới nữa\ndate: 2020-07-02\n---\nThân.\n")
	e.build("public")
	if last := why("content/news/tin-1.md"); last != nil {
		t.Errorf("a note that could not be written: %v", last)
	}
}

// note is the file of the only note.
func (e *explained) note() string {
	e.Helper()
	names, err := filepath.Glob(filepath.Join(e.root, build.StateDir, "last", "*"))
	if err != nil || len(names) != 1 {
		e.Fatal(names, err)
	}
	return names[0]
}

// look lets the program read the site without publishing it, as check, list and serve do.
func (e *explained) look() {
	e.Helper()
	s, err := build.Open(context.Background(), e.options("public"))
	if err != nil {
		e.Fatal(err)
	}
	if _, err = s.Load(context.Background()); err != nil {
		e.Fatal(err)
	}
	if err := s.Close(); err != nil {
		e.Fatal(err)
	}
}
