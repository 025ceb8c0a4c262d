package build

import (
	"bytes"
	"fmt"
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"bulletin/internal/sheet"
)

// drawn is a site of random records of 2018 to 2021, and what was counted of 2020
// while it was written.
type drawn struct {
	small
	regular, thematic, stories, awards, present, due int
	held                                             [13]int // regular meetings by month
}

func drawYear(t *rapid.T) *drawn {
	y := &drawn{small: small{config: "title: T\n", files: map[string]string{}}}
	for i := range rapid.IntRange(1, 14).Draw(t, "meetings") {
		kind := rapid.SampledFrom([]string{"regular", "thematic", "regular_thematic", "committee"}).Draw(t, "kind")
		month, total := rapid.IntRange(1, 12).Draw(t, "month"), rapid.IntRange(1, 30).Draw(t, "total")
		exempt := rapid.IntRange(0, 1).Draw(t, "exempt")
		if exempt >= total {
			exempt = 0
		}
		present := rapid.IntRange(0, total-exempt).Draw(t, "present")
		year := rapid.SampledFrom([]int{2019, 2020, 2020, 2020}).Draw(t, "year")
		lines := []string{"meeting_kind: " + kind, fmt.Sprintf("date: %d-%02d-03", year, month)}
		if rapid.Bool().Draw(t, "period") { // it counts for that, whenever it was held
			year, month = rapid.SampledFrom([]int{2018, 2019, 2020, 2021}).Draw(t, "period's year"), rapid.IntRange(1, 12).Draw(t, "period's month")
			lines = append(lines, fmt.Sprintf("period: %d-%02d", year, month))
		}
		if counted := rapid.Bool().Draw(t, "counted"); counted {
			lines = append(lines, fmt.Sprintf("attendance: {total: %d, exempt: %d, present: %d}", total, exempt, present))
			if year == 2020 && kind != "committee" {
				y.present, y.due = y.present+present, y.due+total-exempt
			}
		}
		if year == 2020 && strings.HasPrefix(kind, "regular") {
			y.regular, y.held[month] = y.regular+1, y.held[month]+1
		}
		if year == 2020 && strings.HasSuffix(kind, "thematic") {
			y.thematic++
		}
		y.files[fmt.Sprintf("meetings/%d.md", i)] = doc(fmt.Sprintf("Họp %d", i), lines...)
	}
	for i := range rapid.IntRange(0, 14).Draw(t, "stories") {
		y.files[fmt.Sprintf("stories/%d.md", i)] = doc(fmt.Sprintf("Chuyện %d", i), "date: 2020-05-05")
		y.stories++
	}
	for i := range rapid.IntRange(0, 5).Draw(t, "awards") {
		revoked := rapid.Bool().Draw(t, "revoked")
		lines := []string{"date: 2020-06-01", "recipient: Chi bộ", "award: " + rapid.SampledFrom([]string{"gk", "bk_tinh", "bk_tinh_uy"}).Draw(t, "award")}
		if revoked {
			lines = append(lines, "revoked: {reason: nhầm}")
		} else {
			y.awards++
		}
		y.files[fmt.Sprintf("awards/%d.md", i)] = doc(fmt.Sprintf("Khen %d", i), lines...)
	}
	return y
}

// TestReportCountsWhatIsThere: the figures of a report are those that were counted
// while the records were written; each leads to the pages that it counts, and what
// these add is the figure.
func TestReportCountsWhatIsThere(t *testing.T) {
	years := rapid.Custom(drawYear)
	for seed := range 40 {
		y := years.Example(seed)
		site := Tree{y.sound(t)}
		page, err := fs.ReadFile(site, reportAddress(2020))
		total := y.regular + y.thematic + y.stories + y.awards
		if err != nil {
			if total > 0 {
				t.Fatal("there is no report")
			}
			continue
		}
		r := readReport(t, string(page))
		sameInOtherForms(t, site.session, r)
		for label, want := range map[string]int{
			"Sinh hoạt thường kỳ": y.regular, "Sinh hoạt chuyên đề": y.thematic, "Câu chuyện về Bác": y.stories, "Khen thưởng": y.awards,
		} {
			if got := r.figures[label]; got != want {
				t.Errorf("%d: %s: %d, counted %d", seed, label, got, want)
			}
		}
		months := r.tables["bang_months"]
		for month := 1; month <= 12 && len(months) > 12; month++ {
			if got := months[month-1][1]; got.number() != y.held[month] {
				t.Errorf("month %d: %q regular meetings, counted %d", month, got.text, y.held[month])
			}
		}
		r.follow(t, site.session.edition)
		if y.due > 0 && len(months) == 0 {
			t.Fatal("there is no grid of months")
		}
		if y.due == 0 {
			continue
		}
		if sum := months[len(months)-1]; sum[3].number() != y.present || sum[4].number() != y.due {
			t.Errorf("attendance %s of %s, counted %d of %d", sum[3].text, sum[4].text, y.present, y.due)
		}
	}
}

// sameInOtherForms: what the page says, the JSON and the spreadsheet say.
func sameInOtherForms(t *testing.T, s *Session, r readOf) {
	t.Helper()
	y, err := s.yearly(2020)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range y.JSON().Figures {
		if f.Of > 0 {
			continue // a rate
		}
		sum := 0
		for _, page := range f.Pages {
			sum += page.Adds
		}
		if *f.Value != r.figures[f.Label] || len(f.Pages) > 0 && sum != *f.Value {
			t.Errorf("JSON: %s is %d, its pages add up to %d; the page says %d", f.Label, *f.Value, sum, r.figures[f.Label])
		}
	}
	var b bytes.Buffer
	if err := sheet.WriteXLSX(&b, y.Workbook("")); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	for _, table := range y.JSON().Tables {
		rows, err := book.GetRows(strings.ReplaceAll(table.Title, ":", ""), excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		shown := r.tables["bang_"+table.Key]
		head := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 1 && row[0] == table.Columns[0].Title })
		all := table.Rows
		if table.Total != nil {
			all = append(all, table.Total)
		}
		for i, row := range all {
			for j, value := range row {
				n, ok := value.(int)
				if !ok {
					continue
				}
				if in := rows[head+1+i][j]; in != strconv.Itoa(n) || shown[i][j].number() != n {
					t.Errorf("%s, row %d, column %d: JSON %d, XLSX %q, the page %q", table.Title, i+1, j+1, n, in, shown[i][j].text)
				}
			}
		}
	}
}

// readOf is a report as a reader sees it.
type readOf struct {
	figures map[string]int
	tables  map[string][][]cellOf // by id, the total last
	counts  map[string][]cellOf   // by id, what each page adds
	sums    map[string]int
	wholes  map[string]int  // of a rate
	totals  map[string]bool // tables that end with a total
}

type cellOf struct{ text, href string }

// number is the number that a cell shows; 0 for none.
func (c cellOf) number() int {
	n, _ := strconv.Atoi(strings.ReplaceAll(c.text, ".", ""))
	return n
}

// follow follows each number to the pages that it counts.
func (r readOf) follow(t *testing.T, e *edition) {
	stands := func(href string) bool {
		address, _, _ := strings.Cut(strings.TrimPrefix(href, "../../../"), "#")
		_, ok := e.task(address)
		return ok
	}
	for id, rows := range r.tables {
		above := make([]int, 20)
		for i, row := range rows {
			for j, cell := range row {
				n, err := strconv.Atoi(cell.text)
				if err != nil || n == 0 {
					continue
				}
				if id == "bang_levels" && j == 2 {
					continue // a running total, see below
				}
				if r.totals[id] && i == len(rows)-1 {
					if above[j] != n {
						t.Errorf("%s: the total of column %d is %d, its rows add up to %d", id, j+1, n, above[j])
					}
					continue
				}
				above[j] += n
				counted, listed := strings.CutPrefix(cell.href, "#dem-")
				table, rows := strings.CutPrefix(cell.href, "#")
				switch {
				case listed && r.sums["dem-"+counted] != n && r.wholes["dem-"+counted] != n:
					t.Errorf("%s: %d leads to dem-%s, which is %d of %d", id, n, counted, r.sums["dem-"+counted], r.wholes["dem-"+counted])
				case !listed && rows && r.tables[table] == nil:
					t.Errorf("%s: %d leads to %s, which is no table", id, n, table)
				case !listed && !rows && !stands(cell.href):
					t.Errorf("%s: %d leads to %q, which is no page", id, n, cell.href)
				}
			}
		}
		if id == "bang_levels" {
			running := 0
			for _, row := range rows {
				if running += row[1].number(); row[2].number() != running {
					t.Errorf("%s: the running total is %s, not %d", id, row[2].text, running)
				}
			}
		}
	}
	for id, parts := range r.counts {
		sum, whole := 0, 0
		for _, part := range parts {
			n, of, _ := strings.Cut(part.text, "/")
			sum, whole = sum+(cellOf{text: n}).number(), whole+(cellOf{text: of}).number()
			if !stands(part.href) {
				t.Errorf("%s leads to %q, which is no page", id, part.href)
			}
		}
		if sum != r.sums[id] || whole != r.wholes[id] {
			t.Errorf("%s: the pages add up to %d of %d, not %d of %d", id, sum, whole, r.sums[id], r.wholes[id])
		}
	}
}

var countOf = regexp.MustCompile(`^ \(([\d/]+)\)`)

// readReport reads a report's page.
func readReport(t *testing.T, page string) readOf {
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	r := readOf{figures: map[string]int{}, tables: map[string][][]cellOf{}, counts: map[string][]cellOf{}, sums: map[string]int{}, wholes: map[string]int{}, totals: map[string]bool{}}
	for n := range root.Descendants() {
		switch {
		case n.Data == "li" && strings.Contains(attr(n.Parent, "class"), "report-figures"):
			value := cellOf{text: textOf(first(n, "b"))}
			r.figures[textOf(first(n, "span"))] = value.number()
		case n.Data == "table":
			id := attr(n.Parent, "aria-labelledby")
			for row := range n.Descendants() {
				if row.Data != "tr" || row.Parent.Data == "thead" {
					continue
				}
				r.totals[id] = row.Parent.Data == "tfoot"
				var cells []cellOf
				for c := range row.ChildNodes() {
					cells = append(cells, cellOf{textOf(c), attr(first(c, "a"), "href")})
				}
				r.tables[id] = append(r.tables[id], cells)
			}
		case n.Data == "div" && strings.HasPrefix(attr(n, "id"), "dem-"):
			id := attr(n, "id")
			sum, whole, _ := strings.Cut(textOf(first(n, "b")), "/")
			r.sums[id], r.wholes[id] = cellOf{text: sum}.number(), cellOf{text: whole}.number()
			for a := range n.Descendants() {
				if a.Data != "a" {
					continue
				}
				part := cellOf{"1", attr(a, "href")}
				if a.NextSibling != nil {
					if m := countOf.FindStringSubmatch(a.NextSibling.Data); m != nil {
						part.text = m[1]
					}
				}
				r.counts[id] = append(r.counts[id], part)
			}
		}
	}
	return r
}

func first(n *html.Node, name string) *html.Node {
	if n != nil {
		for d := range n.Descendants() {
			if d.Type == html.ElementNode && d.Data == name {
				return d
			}
		}
	}
	return nil
}

func attr(n *html.Node, key string) string {
	if n != nil {
		for _, a := range n.Attr {
			if a.Key == key {
				return a.Val
			}
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	if n == nil {
		return ""
	}
	if n.Type == html.TextNode {
		return n.Data
	}
	var b strings.Builder
	for c := range n.ChildNodes() {
		b.WriteString(textOf(c))
	}
	return strings.TrimSpace(b.String())
}

// TestReportProse: what a year's own text says under the headings of the report
// stands in its sections, the rest before them.
func TestReportProse(t *testing.T) {
	s := small{config: "title: T\n", files: map[string]string{
		"meetings/a.md": doc("Họp", "meeting_kind: regular", "date: 2020-01-03"),
		"years/2020.md": doc("Năm 2020", "paper: {number: 07-BC/CB, place: Thái Nguyên, date: 20/12/2020, signer: Đồng chí A, signer_role: Bí thư, recipients: [Đảng ủy]}") +
			"Mở đầu.\n\n## III. Nhiệm vụ chính trị\n\nHoàn thành [kế hoạch](../meetings/a.md).\n\n### Chi tiết\n\nMột.\n\n## Phương hướng năm 2021\n\nTiếp tục.\n\n## Mục riêng\n\nRiêng.\n",
	}}
	page := s.html(t)[reportAddress(2020)]
	for _, want := range []string{
		`report-intro"><p>Mở đầu.</p><h2 id="muc-rieng">`, `07-BC/CB`, `Thái Nguyên, ngày 20 tháng 12 năm 2020`, `<b>Đồng chí A</b>`, `<p>Bí thư</p>`, `<li>Đảng ủy</li>`,
		"Lãnh đạo thực hiện nhiệm vụ chính trị</h2>\n<div class=\"prose\"><p>Hoàn thành <a href=\"../../../meetings/2020/a/index.html\">",
		"Phương hướng, nhiệm vụ năm tới</h2>\n<div class=\"prose\"><p>Tiếp tục.</p></div>",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the report lacks %q", want)
		}
	}
	if strings.Contains(page, `id="iii-nhiem-vu-chinh-tri"`) || strings.Contains(page, "<h3 id=\"chi-tiet\">Chi tiết") == false {
		t.Error("a section's heading stands twice, or one below it is lost")
	}
}

// TestReportProseTitled: a title above them does not hide the sections.
func TestReportProseTitled(t *testing.T) {
	s := small{config: "title: T\n", files: map[string]string{
		"meetings/a.md": doc("Họp", "meeting_kind: regular", "date: 2020-01-03"),
		"years/2020.md": doc("Năm 2020") + "# Báo cáo của chi bộ\n\nMở đầu.\n\n## Phương hướng\n\nMột.\n\n### Khen thưởng\n\nHai.\n\n# Nơi nhận\n\nBa.\n",
	}}
	page := s.html(t)[reportAddress(2020)]
	for _, want := range []string{
		"Phương hướng, nhiệm vụ năm tới</h2>\n<div class=\"prose\"><p>Một.</p>\n<h4 id=\"khen-thuong\">",
		`<p>Mở đầu.</p><h2 id="noi-nhan">`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the report lacks %q:\n%s", want, page)
		}
	}
}

// TestReportProseInside: a heading in a quote, a list or an element is a part of that,
// which is not torn apart; nor is the text at what only looks like a heading.
func TestReportProseInside(t *testing.T) {
	s := small{config: "title: T\nmarkdown: {unsafe: true}\n", files: map[string]string{
		"meetings/a.md": doc("Họp", "meeting_kind: regular", "date: 2020-01-03"),
		"years/2020.md": doc("Năm 2020") + "<h2 id=\"phuong-huong\">Giả</h2>\n\n> # Khen thưởng\n>\n> Trích.\n\n- ## Hạn chế\n\n  Một.\n\n<div>\n\n## Kiểm tra, giám sát\n\n</div>\n\n" +
			"## Phương hướng\n\nHai.\n\n## Phương hướng\n\nBa.\n\n## Khen thưởng\n\nXem [trên](#phuong-huong).\n",
	}}
	page := s.html(t)[reportAddress(2020)]
	if want := "Phương hướng, nhiệm vụ năm tới</h2>\n<div class=\"prose\"><span id=\"phuong-huong\"></span><p>Hai.</p><p>Ba.</p></div>"; !strings.Contains(page, want) {
		t.Errorf("the report lacks %q", want)
	}
	root, err := html.Parse(strings.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		if attr(n, "class") == "prose report-intro" {
			for _, want := range []string{"Giả", "Khen thưởng", "Trích.", "Hạn chế", "Một.", "Kiểm tra, giám sát"} {
				if !strings.Contains(textOf(n), want) {
					t.Errorf("the introduction lacks %q", want)
				}
			}
		}
		if attr(n, "class") == "report-section" && n.Parent.Data != "article" {
			t.Errorf("the section %s lies in %s", attr(n, "id"), n.Parent.Data)
		}
	}
}

// TestReportOfPeriods: a year to which meetings belong by their period only has its
// report, and a page that leads there.
func TestReportOfPeriods(t *testing.T) {
	pages := small{config: "title: T\n", files: map[string]string{
		"meetings/a.md": doc("Họp", "meeting_kind: regular", "date: 2020-12-30", "period: 2021-01"),
	}}.html(t)
	if page := pages[reportAddress(2021)]; !strings.Contains(page, "meetings/2020/a/index.html") {
		t.Error("the meeting is in no report of 2021")
	}
	if !strings.Contains(pages[yearAddress(2021)], "report/index.html") || pages[reportAddress(2020)] != "" {
		t.Error("the page of 2021 does not lead to the report, or there is one of 2020")
	}
}
