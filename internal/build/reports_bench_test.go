package build

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"bulletin/internal/site"
	"bulletin/themes"
)

// BenchmarkReports makes the reports of a site of 20 years and 20,000 records, from
// gathering their recipes to their HTML, and says what share of a cold build that is.
func BenchmarkReports(b *testing.B) {
	const years, perYear = 20, 1000
	root := b.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(root+"/"+name, []byte(text), 0o666); err != nil {
			b.Fatal(err)
		}
	}
	for _, dir := range []string{"/content", "/content/meetings", "/content/stories"} {
		if err := os.Mkdir(root+dir, 0o777); err != nil {
			b.Fatal(err)
		}
	}
	write("bulletin.yaml", "title: Bản tin\n")
	body := strings.Repeat("Chi bộ họp, nghe kể chuyện và góp ý cho công tác tháng tới.\n\n", 8)
	for i := range years * perYear {
		year, month, day := 2001+i/perYear, 1+i%12, 1+i%28
		if i%4 == 0 {
			write(fmt.Sprintf("content/stories/%d.md", i), fmt.Sprintf("---\ntitle: Chuyện %d\ndate: %d-%02d-%02d\nlesson: Bài học %d\n---\n%s", i, year, month, day, i, body))
			continue
		}
		write(fmt.Sprintf("content/meetings/%d.md", i), fmt.Sprintf(
			"---\ntitle: Họp %d\ndate: %d-%02d-%02d\nmeeting_kind: regular\nattendance: {total: 20, present: %d}\nnext_tasks: [Việc %d]\nquality: {grade: good}\n---\n%s",
			i, year, month, day, 10+i%11, i, body))
	}
	s, problems := load(b, Options{Root: root, Theme: themes.Default(), View: site.View{Clock: time.Date(2021, 3, 1, 0, 0, 0, 0, time.UTC)}})
	if problems.HasErrors() {
		b.Fatal(problems)
	}
	var reports []Task
	for _, task := range s.edition.tasks.all() {
		if task.Layout == "report" {
			reports = append(reports, task)
		}
	}
	if len(reports) != years {
		b.Fatalf("%d reports", len(reports))
	}
	took := func(work func() error) time.Duration {
		begin := time.Now()
		if err := work(); err != nil {
			b.Fatal(err)
		}
		return time.Since(begin)
	}
	var of, all time.Duration
	for b.Loop() {
		of += took(func() error {
			return produce(context.Background(), tasks{others: reports}, s.edition.theme, nowhere{}, nil, nil, func(int) {})
		})
		all += took(func() error {
			cold := s.options
			cold.Dest, cold.State = b.TempDir()+"/public", b.TempDir()
			_, _, err := Run(context.Background(), cold)
			return err
		})
	}
	b.ReportMetric(100*of.Seconds()/all.Seconds(), "%of-build")
	b.ReportMetric(of.Seconds()*1000/float64(b.N)/years, "ms/report")
}
