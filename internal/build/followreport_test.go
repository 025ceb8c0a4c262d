package build_test

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"testing"
	"time"

	"bulletin/internal/build"
)

// TestFollowedReport: the report of a followed site is a clean build's after each
// edit that it alone shows, wherever the content and the rules lie.
func TestFollowedReport(t *testing.T) {
	meeting := func(lines string) string {
		return "---\ntitle: Họp\nmeeting_kind: regular\n" + lines + "---\nĐoạn.\n"
	}
	for content, rules := range map[string]string{".": "rules.yaml", "content": "rules.yaml", "bai": "bai/rules.yaml"} {
		t.Run(content, func(t *testing.T) {
			root := t.TempDir()
			clock := time.Date(2021, 5, 20, 0, 0, 0, 0, time.UTC)
			live := &build.Live{Options: options(root, "", clock)}
			defer live.Close()
			config := "title: T\ncontent: %s\ncell: {name: %s, ruleset: " + rules + "}\n"
			writeFile(t, filepath.Join(root, "bulletin.yaml"), fmt.Sprintf(config, content, "Một"))
			writeFile(t, filepath.Join(root, rules), rulesOf(2))
			writeFile(t, filepath.Join(root, content, "meetings", "b.md"), meeting("date: 2020-02-03\n"))
			writeFile(t, filepath.Join(root, content, "meetings", "c.md"), meeting("date: 2021-02-03\n")) // 2020 is over
			a, year := filepath.Join(content, "meetings", "a.md"), filepath.Join(content, "years", "2020.md")
			var before []byte
			for i, edit := range []struct{ name, text string }{
				{a, meeting("date: 2020-01-03\nattendance: {total: 22, present: 20}\n")},
				{a, meeting("date: 2020-01-03\nattendance: {total: 22, present: 19}\n")},
				{a, meeting("date: 2020-01-03\nattendance: {total: 22, present: 19}\nperiod: 2019-12\n")},
				{a, meeting("date: 2020-01-03\nattendance: {total: 22, present: 18}\nperiod: 2019-12\n")},
				{a, meeting("date: 2020-01-03\nattendance: {total: 22, present: 18}\n")},
				{rules, rulesOf(3)},
				{rules, rulesOf(4)},
				{year, "---\ntitle: Năm 2020\nkind: page\nreported: {stories: 12}\n---\nMột.\n"},
				{year, "---\ntitle: Năm 2020\nkind: page\nreported: {stories: 11}\n---\nMột.\n"},
				{year, "---\ntitle: Năm 2020\nkind: page\nreported: {stories: 11}\n---\n## Phương hướng\n\nHai.\n"},
				{"bulletin.yaml", fmt.Sprintf(config, content, "Hai")},
			} {
				name := writeFile(t, filepath.Join(root, edit.name), edit.text)
				problems, err := live.Change(context.Background(), build.Change{Paths: []string{name}, Clock: clock})
				if err != nil || problems.HasErrors() {
					t.Fatal(i, err, problems)
				}
				clean := &build.Live{Options: options(root, "", clock)}
				clean.Options.State = t.TempDir()
				if _, err := clean.Change(context.Background(), build.Change{All: true, Clock: clock}); err != nil {
					t.Fatal(err)
				}
				for _, page := range []string{"years/2020/report/index.html", "years/2019/report/index.html", "years/2020/index.html"} {
					want, _ := fs.ReadFile(clean.Tree(), page)
					if got, _ := fs.ReadFile(live.Tree(), page); !bytes.Equal(got, want) {
						t.Errorf("edit %d, of %s: %s is not a clean build's", i, edit.name, page)
					}
				}
				report, _ := fs.ReadFile(clean.Tree(), "years/2020/report/index.html")
				if bytes.Equal(report, before) && edit.name != a {
					t.Errorf("edit %d, of %s, changes nothing", i, edit.name)
				}
				before = report
				if err := clean.Close(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}
