package build

import (
	"errors"
	"strings"
	"testing"
)

// TestMailing: the e-mail edition holds the items of the web edition in their order, in
// HTML and in text, by summaries and whole addresses; its lead story's picture goes with
// it; nothing in it needs the site's files.
func TestMailing(t *testing.T) {
	body := "Xem [tin kia](../news/khac.md#muc), [chỗ này](#cho-nay).\n\n## Chỗ này\n\n- một\n- hai\n"
	s := small{config: "title: Bản tin\nbase_url: https://example.vn/bt/\n", files: map[string]string{
		"news/tin.md":    doc("Một tin", "date: 2020-07-01", "summary: Tóm tắt tin") + "Thân bài.\n",
		"news/khac.md":   doc("Tin kia", "date: 2020-07-02", "summary: Tóm tắt kia", "images: [{file: a.png, alt: Ảnh kia}]") + "## Mục\n\nThân.\n",
		"news/a.png":     tinyPNG,
		"stories/bai.md": doc("Một chuyện", "date: 2020-07-03", "summary: Tóm tắt chuyện"),
		"issues/so.md":   doc("Số 7", "date: 2020-07", "masthead: {issue_no: 7, year: 2020, printer: Nhà in Mẫu}", "lead: ../news/khac.md", "quote: {text: Câu hay}", "sections: [{title: Tin, text: Lời dẫn, items: [../news/tin.md, ../news/khac.md]}, {title: Trống}, {title: Chuyện, items: [../stories/bai.md]}]") + body,
	}}
	session := s.sound(t)
	item, err := session.issue("7/2020")
	if err != nil {
		t.Fatal(err)
	}
	issue := &Issue{Item: item, Site: Tree{session}, session: session}
	m, err := issue.Mailing("mailto:thoi@example.vn")
	if err != nil {
		t.Fatal(err)
	}
	for kind, text := range map[string]string{"HTML": string(m.HTML), "text": m.Text} {
		at := -1
		for _, want := range []string{"Tin kia", "Tóm tắt kia", "https://example.vn/bt/news/2020/khac/", "chỗ này", "Câu hay", "Lời dẫn", "Một tin", "Tóm tắt tin", "Một chuyện", "Tóm tắt chuyện", "Nhà in Mẫu", "mailto:thoi@example.vn"} {
			found := strings.Index(text[max(at, 0):], want)
			if found < 0 {
				t.Errorf("%s: %q is missing or not in its place:\n%s", kind, want, text)
				continue
			}
			at = max(at, 0) + found
		}
		for _, bad := range []string{"Thân bài", "Trống", `src="../`, `href="#`, `href=""`, "ZgotmplZ", "../"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s: %q is in it", kind, bad)
			}
		}
	}
	if !strings.Contains(string(m.HTML), `<a href="https://example.vn/bt/news/2020/khac/#muc" style=`) || !strings.Contains(m.Text, "tin kia (https://example.vn/bt/news/2020/khac/#muc)") {
		t.Error("a link of the editorial does not lead to the site")
	}
	if len(m.Pictures) != 1 || string(m.Pictures[0].Data) != tinyPNG || !strings.Contains(string(m.HTML), `src="cid:`+m.Pictures[0].ID+`"`) {
		t.Errorf("the pictures are %+v", m.Pictures)
	}
	for line := range strings.Lines(m.Text) {
		if n := len([]rune(line)); n > plainWidth+1 && !strings.Contains(line, "https://") {
			t.Errorf("%d characters are in the line %q", n, line)
		}
	}
}

// TestOpenIssue finds an issue by its path, by its file and by its number, of those that
// are published; of two that have one name, neither.
func TestOpenIssue(t *testing.T) {
	number := func(no, year string) string { return "masthead: {issue_no: " + no + ", year: " + year + "}" }
	s := small{files: map[string]string{
		"issues/2020-07.md":        doc("Số 7", "date: 2020-07", number("7", "2020")),
		"issues/2020-08.md":        doc("Số 8", "date: 2020-08", number("8", "2020")),
		"issues/2020-09.md":        doc("Số 9", "date: 2020-09", "draft: true", number("9", "2020")),
		"issues/2018/so-1.md":      doc("Cũ", "date: 2018-01", number("1", "2018")),
		"issues/2019/so-1.md":      doc("Mới", "date: 2019-01", number("1", "2019")),
		"issues/2019/tet/index.md": doc("Tết", "date: 2019-02", number("2", "2019")),
		"news/2020-10.md":          doc("Tin", "date: 2020-10"),
	}}
	session := s.sound(t)
	for name, want := range map[string]string{
		"2020-07": "Số 7", "content/issues/2020-07.md": "Số 7", `content\issues\2020-08.md`: "Số 8", `C:\bantin\content\issues\2020-08.md`: "Số 8", "8/2020": "Số 8",
		"2019/so-1": "Mới", "issues/2018/so-1.md": "Cũ", "1/2019": "Mới", "so-1": "content/issues/2018/so-1.md content/issues/2019/so-1.md", "2017/so-1": "",
		"tet": "Tết", "content/issues/2019/tet/index.md": "Tết", "content/issues/2019/tet/": "Tết",
		"số 8/2020": "Số 8", "tháng 7 năm 2020": "Số 7", "9/2020": "Số 9 draft", "2020-09": "Số 9 draft", "2020-10": "", "": "",
	} {
		got := ""
		item, err := session.issue(name)
		var none *NoIssueError
		switch {
		case err == nil:
			got = item.Title
		case !errors.As(err, &none):
			t.Errorf("%q: %v", name, err)
		case none.Held != nil:
			got = none.Held.Title + " " + none.Held.State.String()
		case len(none.Same) > 0:
			got = strings.Join(none.Same, " ")
		case strings.Join(none.Known, " ") != "so-1 (1/2018) so-1 (1/2019) tet (2/2019) 2020-07 (7/2020) 2020-08 (8/2020)":
			t.Errorf("%q: known are %v", name, none.Known)
		}
		if got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
	names := map[string]bool{}
	for _, name := range []string{"1/2018", "1/2019", "2/2019", "7/2020"} {
		item, err := session.issue(name)
		if err != nil {
			t.Fatal(err)
		}
		names[(&Issue{Item: item}).EditionName()] = true
	}
	if len(names) != 4 || !names["2020-07"] || !names["2019_tet"] {
		t.Errorf("the files are called %v", names)
	}
}
