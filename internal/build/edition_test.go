package build

import (
	"regexp"
	"slices"
	"strings"
	"testing"
)

// TestEdition: the print edition holds all items of an issue in full, in the order of
// its own page, the lead story once and first; every id stands once, links lead to where
// they do from the item's page, and nothing of what is not published is in it.
func TestEdition(t *testing.T) {
	body := "## Đề mục\n\nXem [tin kia](khac.md) và chú thích[^1].\n\n[^1]: Một chú thích.\n"
	s := small{files: map[string]string{
		"news/tin.md":     doc("Một tin", "date: 2020-07-01") + body,
		"news/khac.md":    doc("Tin kia", "date: 2020-07-02") + body,
		"stories/bai.md":  doc("Một chuyện", "date: 2020-07-03", "lesson: Bài học rút ra"),
		"issues/so.md":    doc("Số 7", "date: 2020-07", "masthead: {issue_no: 7, year: 2020, printer: Nhà in Mẫu}", "lead: ../news/khac.md", "quote: {text: Câu hay}", "sections: [{title: Tin, text: Lời dẫn, items: [../news/tin.md, ../news/khac.md]}, {title: Trống}, {title: Chuyện, items: [../stories/bai.md]}]") + "Lời ban biên tập.\n",
		"issues/nhap.md":  doc("Số nháp", "date: 2020-08", "draft: true"),
		"news/nhap.md":    doc("Tin nháp", "date: 2020-07-05", "draft: true"),
		"news/le.md":      doc("Tin ngoài số", "date: 2020-07-05"),
		"issues/index.md": "---\ntitle: Các số\n---\n",
	}}
	pages := s.html(t)
	page, ok := pages["issues/2020/so/print/index.html"]
	if !ok {
		t.Fatal("there is no print edition")
	}
	at := -1
	main := page[strings.Index(page, "</nav>"):]
	for _, text := range []string{">Tin kia</h3>", "Lời ban biên tập.", "Câu hay", ">Tin</h2>", "Lời dẫn", ">Một tin</h3>", ">Chuyện</h2>", ">Một chuyện</h3>", "Bài học rút ra", "Nhà in Mẫu"} {
		found := strings.Index(main, text)
		if found <= at {
			t.Errorf("%q is missing or not in its place", text)
		}
		at = max(at, found)
		if strings.Count(main, text) != 1 {
			t.Errorf("%q stands there %d times", text, strings.Count(main, text))
		}
	}
	for _, text := range []string{"Trống", "nháp", "Tin ngoài số"} {
		if strings.Contains(page, text) {
			t.Errorf("%q is in the print edition", text)
		}
	}
	var ids []string
	for _, m := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if slices.Contains(ids, m[1]) {
			t.Errorf("the id %q stands there twice", m[1])
		}
		ids = append(ids, m[1])
	}
	for _, m := range regexp.MustCompile(`href="#([^"]*)"`).FindAllStringSubmatch(page, -1) {
		if !slices.Contains(ids, m[1]) {
			t.Errorf("#%s leads nowhere", m[1])
		}
	}
	if !strings.Contains(page, `<a href="../../../../news/2020/khac/index.html">tin kia</a>`) {
		t.Error("a link does not lead to where it does from the item's page")
	}
	for _, name := range []string{"issues/2020/nhap/print/index.html", "issues/print/index.html"} {
		if _, made := pages[name]; made {
			t.Errorf("there is %s", name)
		}
	}
	if !strings.Contains(pages["issues/2020/so/index.html"], `href="../../../issues/2020/so/print/index.html"`) {
		t.Error("the issue does not lead to its print edition")
	}
}

// TestThreeEditions: the web, the print and the e-mail edition of an issue hold the same
// items in the same order, also when the lead story is one of a section, or of none.
func TestThreeEditions(t *testing.T) {
	sections := "sections: [{title: Một, items: [../news/b.md, ../news/a.md]}, {title: Hai, items: [../stories/d.md, ../news/c.md]}]"
	for name, tt := range map[string]struct{ lead, want string }{
		"no lead":           {"print: false", "B A D C"},
		"lead of a section": {"lead: ../stories/d.md", "D B A C"},
		"lead of none":      {"lead: ../news/e.md", "E B A D C"},
	} {
		t.Run(name, func(t *testing.T) {
			s := small{files: map[string]string{
				"news/a.md": doc("mục-A", "date: 2020-07-01"), "news/b.md": doc("mục-B", "date: 2020-07-02"), "news/c.md": doc("mục-C", "date: 2020-07-03"),
				"stories/d.md": doc("mục-D", "date: 2020-07-04"), "news/e.md": doc("mục-E", "date: 2020-07-05"),
				"issues/so.md": doc("Số 7", "date: 2020-07", "masthead: {issue_no: 7, year: 2020}", tt.lead, sections),
			}}
			pages := s.html(t)
			session := s.sound(t)
			item, err := session.issue("7/2020")
			if err != nil {
				t.Fatal(err)
			}
			mailing, err := (&Issue{Item: item, Site: Tree{session}, session: session}).Mailing("")
			if err != nil {
				t.Fatal(err)
			}
			printed := pages["issues/2020/so/print/index.html"]
			for edition, text := range map[string]string{
				"web": pages["issues/2020/so/index.html"], "contents": printed[:strings.Index(printed, "</nav>")], "print": printed[strings.Index(printed, "</nav>"):],
				"HTML": string(mailing.HTML), "text": mailing.Text,
			} {
				var order []string
				for _, m := range regexp.MustCompile(`mục-([A-Z])`).FindAllStringSubmatch(text, -1) {
					order = append(order, m[1])
				}
				if got := strings.Join(slices.Compact(order), " "); got != tt.want {
					t.Errorf("%s: %s, want %s", edition, got, tt.want)
				}
			}
		})
	}
}
