package build_test

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"bulletin/internal/build"
)

// secretive are internal items of every kind, bound to the public ones in every way that
// does not make a link: by topics, years, stories, files and dates.
var secretive = map[string]string{
	"meetings/kin.md":             "---\ntitle: Họp KÍN\ndate: 2020-07-06\nvisibility: internal\nmeeting_kind: regular\ntags: [chung, KÍN một]\nstory: cai-thuoc-la\nattendance: {official: 3, present: 3}\nplaces: [Phòng KÍN]\nchair: Đồng chí KÍN\n---\nThân KÍN.\n",
	"meetings/1999/kin.md":        "---\ntitle: Họp KÍN cũ\ndate: 1999-07-06\nvisibility: internal\nmeeting_kind: regular\n---\nThân KÍN.\n",
	"stories/kin.md":              "---\ntitle: Chuyện KÍN\ndate: 2020-07-07\nvisibility: internal\ntags: [chung]\nlesson: Bài KÍN\n---\nThân KÍN [tới](../news/cong-khai/index.md).\n",
	"awards/kin.md":               "---\ntitle: Bằng KÍN\ndate: 2020-07-08\nvisibility: internal\naward: gk\nrecipient: Người KÍN\nissuer: Cấp KÍN\ntags: [chung]\n---\nThân KÍN.\n",
	"classifications/2020-kin.md": "---\ntitle: Xếp loại KÍN\ndate: 2020-12-08\nvisibility: internal\nyear: 2020\nsubject: cell\ngrade: good\n---\nThân KÍN.\n",
	"news/kin/index.md":           "---\ntitle: Tin KÍN\ndate: 2020-07-09\nvisibility: internal\ntags: [chung, KÍN hai]\naliases: [/kin-cu/]\nimages: [{file: anh-kin.jpg, alt: Ảnh KÍN}]\n---\n![KÍN](anh-kin.jpg)\n\n[KÍN](ke-hoach-kin.pdf)\n",
	"news/kin/anh-kin.jpg":        "",
	"news/kin/ke-hoach-kin.pdf":   "%PDF-1.7 KÍN",
	"issues/kin.md":               "---\ntitle: Số KÍN\ndate: 2020-08\nvisibility: internal\nmasthead: {issue_no: 9, year: 2020}\nsections: [{title: KÍN, items: [../news/cong-khai/index.md]}]\n---\nLời KÍN.\n",
	"kin.md":                      "---\ntitle: Trang KÍN\nvisibility: internal\n---\nThân KÍN.\n",
}

// TestNoTraceOfWhatIsInternal: the public site is the same, byte for byte, whether there
// is anything internal or not; the internal one has it all, and says what it is.
func TestNoTraceOfWhatIsInternal(t *testing.T) {
	public := map[string]string{
		"meetings/thang-7.md":     "---\ntitle: Họp tháng 7\ndate: 2020-07-05\nmeeting_kind: regular\ntags: [chung]\nstory: cai-thuoc-la\nattendance: {official: 20, present: 18}\n---\nThân.\n",
		"meetings/thang-8.md":     "---\ntitle: Họp tháng 8\ndate: 2020-08-05\nmeeting_kind: regular\ntags: [chung]\n---\nThân.\n",
		"stories/cai-thuoc-la.md": "---\ntitle: Cai thuốc lá\ndate: 2020-07-01\nlesson: Bài học.\ntags: [chung, chuyện]\n---\nThân.\n",
		"awards/gk.md":            "---\ntitle: Giấy khen\ndate: 2020-07-10\naward: gk\nrecipient: Chi bộ\nissuer: Cơ quan\n---\nThân.\n",
		"news/cong-khai/index.md": "---\ntitle: Tin\ndate: 2020-07-11\ntags: [chung]\nimages: [{file: anh.jpg, alt: Ảnh}]\n---\nThân.\n",
		"news/cong-khai/anh.jpg":  "",
		"issues/so-1.md":          "---\ntitle: Số 1\ndate: 2020-07\nmasthead: {issue_no: 1, year: 2020}\nsections: [{title: Tin, items: [../news/cong-khai/index.md]}]\n---\nLời.\n",
	}
	root := t.TempDir()
	writeFile(t, filepath.Join(root, "bulletin.yaml"), "title: Bản tin\nsearch: true\nbase_url: https://example.vn/bt/\n")
	write := func(files map[string]string) {
		for name, text := range files {
			if strings.HasSuffix(name, ".jpg") {
				text = string(photograph(t))
			}
			writeFile(t, filepath.Join(root, "content", filepath.FromSlash(name)), text)
		}
	}
	run := func(dest string, internal bool) map[string][]byte {
		o := options(root, filepath.Join(root, dest), time.Date(2020, 9, 1, 0, 0, 0, 0, time.UTC))
		o.View.Internal = internal
		if _, problems, err := build.Run(context.Background(), o); err != nil || problems.HasErrors() {
			t.Fatal(err, problems)
		}
		return tree(t, o.Dest)
	}
	write(public)
	want := run("public", false)
	write(secretive)
	public["news/cong-khai/index.md"] += ":::internal\n## Mục KÍN\n\nSố KÍN 0912345678, ![KÍN](anh-kin.jpg), [KÍN](../kin/index.md).\n:::\n"
	public["news/cong-khai/anh-kin.jpg"] = ""
	public["stories/cai-thuoc-la.md"] = strings.Replace(public["stories/cai-thuoc-la.md"], "lesson: Bài học.", "lesson: |\n  Bài học.\n\n  :::nội bộ\n  Lời KÍN.\n  :::", 1)
	public["meetings/thang-8.md"] = strings.Replace(public["meetings/thang-8.md"], "tags: [chung]", "tags: [chung]\nchair: Đồng chí KÍN\nplaces: [Phòng KÍN]\ninternal_fields: [chair, places]", 1)
	write(public)
	if d := differences(want, run("public", false)); d != nil {
		t.Errorf("the public site differs when there is something internal: %q", d)
	}
	if d := differences(want, run("clean", false)); d != nil {
		t.Errorf("a clean public site differs when there is something internal: %q", d)
	}
	inside := run("inside", true)
	for page, hidden := range map[string]string{"news/2020/cong-khai/index.html": "Mục KÍN", "stories/2020/cai-thuoc-la/index.html": "Lời KÍN"} {
		if !bytes.Contains(inside[page], []byte(hidden)) || bytes.Contains(inside[page], []byte(":::")) {
			t.Errorf("%s of the internal site does not show %q", page, hidden)
		}
	}
	for _, name := range []string{"meetings/2020/kin/index.html", "stories/2020/kin/index.html", "awards/2020/kin/index.html", "news/2020/kin/anh-kin.jpg", "news/2020/kin/ke-hoach-kin.pdf", "kin/index.html", "years/1999/index.html"} {
		if inside[name] == nil {
			t.Errorf("the internal site has no %s", name)
		}
	}
	for name, page := range inside {
		if filepath.Ext(name) == ".html" && !bytes.Contains(page, []byte(`name="robots" content="noindex"`)) {
			t.Errorf("%s of the internal site may be indexed", name)
		}
	}
}
