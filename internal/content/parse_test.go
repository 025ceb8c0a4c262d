package content

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"bulletin/internal/award"
	"bulletin/internal/diag"
	"bulletin/internal/markdown"
	"bulletin/internal/source"
	"bulletin/internal/viet"
)

// read takes a file through source and content as a build does.
func read(path string, raw []byte) (*Document, diag.List) {
	fsys := fstest.MapFS{path: &fstest.MapFile{Data: raw}}
	f, problems := source.Read(fsys, source.Entry{Path: path, Stat: source.Stat{Size: int64(len(raw))}}, "content/")
	if problems != nil {
		return nil, problems
	}
	return NewParser(markdown.Options{}, "content/", award.Builtin()).Parse(f)
}

// TestProblems is the list of what is refused: each input ends in its code at
// its place, with the line's text and a hint in both languages, and no document.
func TestProblems(t *testing.T) {
	const ok = "title: T\ndate: 2020\n"
	tests := []struct {
		name, path, text string
		want             string // line:col code
	}{
		{"empty file", "news/a.md", "", "1:1 front-matter-missing"},
		{"no front matter", "news/a.md", "# Tin\n", "1:1 front-matter-missing"},
		{"text before front matter", "news/a.md", "\nx\n---\ntitle: T\n---\n", "2:1 front-matter-missing"},
		{"unclosed", "news/a.md", "---\ntitle: T\n\nbody\n", "1:1 front-matter-unclosed"},
		{"closed by four hyphens", "news/a.md", "---\ntitle: T\n----\n", "1:1 front-matter-unclosed"},
		{"indented delimiter", "news/a.md", "---\ntitle: T\nsummary: |\n  a\n  ---\n  b\n---\n", "5:1 front-matter-indented"},
		{"colon in a value", "news/a.md", "---\ntitle: Họp: tháng 7\n---\n", "2:11 yaml-colon"},
		{"open quote", "news/a.md", "---\ntitle: \"Họp\n---\n", "3:1 yaml-unclosed"},
		{"open bracket", "news/a.md", "---\n" + ok + "tags: [a, b\n---\n", "5:1 yaml-unclosed"},
		{"tab", "news/a.md", "---\n" + ok + "tags:\n\t- a\n---\n", "5:1 yaml-character"},
		{"anchor", "news/a.md", "---\n" + ok + "summary: &a x\n---\n", "4:10 yaml-anchor"},
		{"alias", "news/a.md", "---\n" + ok + "summary: *a\n---\n", "4:10 yaml-anchor"},
		{"tag", "news/a.md", "---\n" + ok + "draft: !!bool yes\n---\n", "4:8 yaml-tag"},
		{"anchor on a key", "news/a.md", "---\n&a title: T\ndate: 2020\n---\n", "2:1 yaml-anchor"},
		{"anchor without a value", "news/a.md", "---\n" + ok + "draft: &a\n---\n", "4:8 yaml-anchor"},
		{"tag on a key", "news/a.md", "---\n!!str title: T\ndate: 2020\n---\n", "2:1 yaml-tag"},
		{"tag on the whole", "news/a.md", "---\n!!map\n" + ok + "---\n", "2:1 yaml-tag"},
		{"merge key", "news/a.md", "---\n" + ok + "<<: {draft: true}\n---\n", "4:1 unknown-key"},
		{"second document", "news/a.md", "---\n" + ok + "...\ndraft: true\n---\n", "5:1 yaml-documents"},
		{"a list at the top", "news/a.md", "---\n- title: T\n---\n", "2:1 want-keys"},
		{"only a word", "news/a.md", "---\ntitle\n---\n", "2:1 want-keys"},
		{"no title", "news/a.md", "---\ndate: 2020\n---\n", "2:1 missing-key"},
		{"empty front matter", "news/a.md", "---\n---\n", "2:1 missing-key"},
		{"empty title", "news/a.md", "---\ntitle: \"\"\ndate: 2020\n---\n", "2:8 key-empty"},
		{"title that shows nothing", "news/a.md", "---\ntitle: \"\u00a0\u200b\"\ndate: 2020\n---\n", "2:8 key-empty"},
		{"title without a value", "news/a.md", "---\ntitle:\ndate: 2020\n---\n", "2:1 key-empty"},
		{"required choice without a value", "meetings/a.md", "---\n" + ok + "meeting_kind: ~\n---\n", "4:1 key-empty"},
		{"required text without a value", "meetings/a.md", "---\n" + ok + "meeting_kind: regular\nvotes: [{matter: \"\"}]\n---\n", "5:18 key-empty"},
		{"is it a draft?", "news/a.md", "---\n" + ok + "draft:\n---\n", "4:1 key-empty"},
		{"is it internal?", "news/a.md", "---\n" + ok + "visibility: null\n---\n", "4:1 key-empty"},
		{"published when?", "news/a.md", "---\n" + ok + "publish_date:\n---\n", "4:1 key-empty"},
		{"new award published unfilled", "awards/a.md", "---\n" + ok + "award: gk\nrecipient: …\n---\n", "5:12 placeholder"},
		{"new file published with its sample sentence", "news/a.md", "---\n" + ok + "---\n\nViết nội dung ở đây, thay cho dòng này.\n", "6:1 placeholder-text"},
		{"unknown key", "news/a.md", "---\n" + ok + "quyển: x\n---\n", "4:1 unknown-key"},
		{"misspelt key", "news/a.md", "---\n" + ok + "summry: x\n---\n", "4:1 unknown-key-near"},
		{"key of another kind", "news/a.md", "---\n" + ok + "teller: x\n---\n", "4:1 key-of-kind"},
		{"the folder's name misspelt", "meeting/a.md", "---\n" + ok + "chủ trì: x\n---\n", "4:1 key-of-kind"},
		{"key that is a list", "news/a.md", "---\n" + ok + "[a]: x\n---\n", "4:1 key-not-text"},
		{"duplicate key", "news/a.md", "---\n" + ok + "title: U\n---\n", "4:1 duplicate-key"},
		{"duplicate under its label", "news/a.md", "---\n" + ok + "tiêu đề: U\n---\n", "4:1 duplicate-key"},
		{"nested duplicate", "meetings/a.md", "---\n" + ok + "meeting_kind: regular\nattendance:\n  total: 3\n  total: 4\n---\n", "7:3 duplicate-key"},
		{"list for text", "news/a.md", "---\n" + ok + "summary: [a]\n---\n", "4:10 want-text"},
		{"text for list", "news/a.md", "---\n" + ok + "tags: a\n---\n", "4:7 want-list"},
		{"empty item", "news/a.md", "---\n" + ok + "tags: [a, ]\naliases:\n  -\n---\n", "6:4 empty-item"},
		{"blank item", "meetings/a.md", "---\n" + ok + "meeting_kind: regular\nplaces: [a, \" \"]\n---\n", "5:13 empty-item"},
		{"text for mapping", "meetings/a.md", "---\n" + ok + "meeting_kind: regular\nattendance: 21\n---\n", "5:13 want-mapping"},
		{"text for number", "meetings/a.md", "---\n" + ok + "meeting_kind: regular\nattendance: {total: hai}\n---\n", "5:21 want-number"},
		{"fraction for number", "meetings/a.md", "---\n" + ok + "meeting_kind: regular\nattendance: {total: 2.5}\n---\n", "5:21 want-number"},
		{"number beyond counting", "meetings/a.md", "---\n" + ok + "meeting_kind: regular\nattendance: {total: 9223372036854775807}\n---\n", "5:21 number-huge"},
		{"text for bool", "news/a.md", "---\n" + ok + "draft: maybe\n---\n", "4:8 want-bool"},
		{"quoted bool", "news/a.md", "---\n" + ok + "draft: \"true\"\n---\n", "4:8 want-bool"},
		{"out of the set", "news/a.md", "---\n" + ok + "visibility: secret\n---\n", "4:13 not-allowed"},
		{"near the set", "meetings/a.md", "---\n" + ok + "meeting_kind: regulr\n---\n", "4:15 not-allowed-near"},
		{"impossible date", "news/a.md", "---\ntitle: T\ndate: 31/02/2020\n---\n", "3:7 date-impossible"},
		{"date without a year", "news/a.md", "---\ntitle: T\ndate: 27/7\n---\n", "3:7 date-no-year"},
		{"no date at all", "news/a.md", "---\ntitle: T\ndate: hôm qua\n---\n", "3:7 date-syntax"},
		{"wrong weekday", "news/a.md", "---\ntitle: T\ndate: Thứ ba 22/02/2021\n---\n", "3:7 date-weekday"},
		{"precision too fine", "news/a.md", "---\n" + ok + "date_precision: day\n---\n", "4:17 precision-conflict"},
		{"expired before published", "news/a.md", "---\n" + ok + "publish_date: 2020-02-02\nexpiry_date: 2020-02-01\n---\n", "5:14 expiry-before-publish"},
		{"impossible publishing date", "news/a.md", "---\n" + ok + "publish_date: 2020-13-02\n---\n", "4:15 date-impossible"},
		{"published in a month", "news/a.md", "---\n" + ok + "publish_date: 7/2020\n---\n", "4:15 date-no-day"},
		{"empty tag", "news/a.md", "---\n" + ok + "tags: [\"!\"]\n---\n", "4:8 tag-empty"},
		{"slug with a slash", "news/a.md", "---\n" + ok + "slug: ../x\n---\n", "4:7 slug-empty"},
		{"absolute picture", "news/a.md", "---\n" + ok + "images: [/etc/passwd]\n---\n", "4:10 path-absolute"},
		{"drive letter", "news/a.md", "---\n" + ok + "images: [\"C:\\\\a.jpg\"]\n---\n", "4:10 path-absolute"},
		{"time of day", "meetings/a.md", "---\n" + ok + "meeting_kind: regular\nstart: 25:00\n---\n", "5:8 clock-syntax"},
		{"end before start", "meetings/a.md", "---\n" + ok + "meeting_kind: regular\nstart: 10:00\nend: 08:00\n---\n", "6:6 end-before-start"},
		{"total", "meetings/a.md", "---\n" + ok + "meeting_kind: regular\nattendance: {total: 22, official: 20, probationary: 1}\n---\n", "5:21 attendance-total"},
		{"present", "meetings/a.md", "---\n" + ok + "meeting_kind: regular\nattendance: {total: 22, present: 20, excused: 1, unexcused: 0}\n---\n", "5:34 attendance-present"},
		{"negative", "meetings/a.md", "---\n" + ok + "meeting_kind: regular\nattendance: {total: -1}\n---\n", "5:21 number-range"},
		{"score", "meetings/a.md", "---\n" + ok + "meeting_kind: regular\nquality: {score: 101}\n---\n", "5:18 score-range"},
		{"story number", "stories/a.md", "---\n" + ok + "number: 13\n---\n", "4:9 story-number"},
		{"unknown award", "awards/a.md", "---\n" + ok + "award: bk_tinh_ủy\nrecipient: Chi bộ\n---\n", "4:8 award-unknown-near"},
		{"unlike any award", "awards/a.md", "---\n" + ok + "award: giải nhất cờ tướng\nrecipient: Chi bộ\n---\n", "4:8 award-unknown"},
		{"period reversed", "awards/a.md", "---\n" + ok + "award: gk\nrecipient: Chi bộ\nperiod: {from: 2021, to: 2020}\n---\n", "6:26 span-reversed"},
		{"grade of members", "classifications/a.md", "---\ntitle: T\nyear: 2020\nsubject: member\ngrade: good\n---\n", "5:8 grade-of-members"},
		{"script for a source", "news/a.md", "---\n" + ok + "sources: [{text: a, url: \"javascript:alert(1)\"}]\n---\n", "4:26 url-syntax"},
		{"annual score", "classifications/a.md", "---\ntitle: T\nyear: 2020\nsubject: cell\ngrade: good\nscore: 101\n---\n", "6:8 score-range"},
		{"year of an issue", "issues/a.md", "---\ntitle: T\nmasthead: {year: 99999}\n---\n", "3:18 year-range"},
		{"a picture's name with blanks and brackets", "news/a.md", "---\n" + ok + "---\n\n![Họp](Ảnh bìa (1).jpg)\n", "6:8 link-blank"},
		{"a caption in Word's quotes", "news/a.md", "---\n" + ok + "---\n\n![Họp](a.jpg “Chi bộ”)\n", "6:13 link-quotes"},
		{"a caption with quotes in it", "news/a.md", "---\n" + ok + "---\n\n![Họp](a.jpg \"Chi \"bộ\" họp\")\n", "6:13 link-quotes"},
		{"a link that is not closed", "news/a.md", "---\n" + ok + "---\n\n[kế hoạch](b.pdf\n", "6:12 link-open"},
		{"raw script link", "news/a.md", "---\n" + ok + "---\n\n[x](javascript:alert)\n", "6:5 unsafe-link"},
		{"control character", "news/a.md", "---\ntitle: T\x00\n---\n", "2:9 control-character"},
		{"form feed in front matter", "news/a.md", "---\n" + ok + "summary: a\fb\n---\n", "4:11 yaml-control"},
		{"line separator hides a key", "news/a.md", "---\n" + ok + "summary: a\u2028draft: true\n---\n", "4:11 yaml-control"},
		{"next line hides a key", "news/a.md", "---\n" + ok + "summary: a\u0085draft: true\n---\n", "4:11 yaml-control"},
		{"byte order mark inside", "news/a.md", "---\n" + ok + "\ufeffdraft: true\n---\n", "4:1 yaml-control"},
		{"noncharacter", "news/a.md", "---\n" + ok + "summary: \uffff\n---\n", "4:10 yaml-control"},
		{"escaped control character", "news/a.md", "---\n" + ok + "summary: \"a\\e[31m\"\n---\n", "4:10 yaml-escape"},
		{"no-break space before a delimiter", "news/a.md", "---\n" + ok + "\u00a0---\n", "4:1 front-matter-indented"},
		{"UTF-32", "news/a.md", "\xff\xfe\x00\x00-\x00\x00\x00", "1:1 undecodable"},
		{"not UTF-8", "news/a.md", "---\ntitle: Th\xb8i\n---\n", "2:10 undecodable"},
		{"odd UTF-16", "news/a.md", "\xff\xfe-\x00-", "1:2 undecodable"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			doc, problems := read(tt.path, []byte(tt.text))
			if doc != nil {
				t.Error("the document would be published")
			}
			var got []string
			for _, d := range problems {
				if d.Severity == diag.Error {
					got = append(got, fmt.Sprintf("%d:%d %s", d.Pos.Line, d.Pos.Col, d.Code))
					saysEnough(t, d, tt.text)
				}
			}
			if !slices.Contains(got, tt.want) || len(got) != 1 {
				t.Errorf("got %q, want only %q", got, tt.want)
			}
		})
	}
}

// saysEnough checks that a problem can be shown to a person.
func saysEnough(t *testing.T, d diag.Diagnostic, text string) {
	t.Helper()
	if d.Pos.File == "" || !strings.HasPrefix(d.Pos.File, "content/") {
		t.Errorf("%s names the file %q", d.Code, d.Pos.File)
	}
	if d.Line == "" && text != "" && strings.TrimSpace(strings.Split(text, "\n")[max(0, d.Pos.Line-1)]) != "" {
		t.Errorf("%s does not show its line", d.Code)
	}
	for _, lang := range []diag.Lang{diag.VI, diag.EN} {
		if d.Message(lang) == string(d.Code) || d.Hint(lang) == "" {
			t.Errorf("%s has no text or hint in %s", d.Code, lang)
		}
		if strings.Contains(d.Message(lang)+d.Hint(lang), "{") && !strings.Contains(string(d.Code), "count") {
			t.Errorf("%s in %s leaves a place open: %s %s", d.Code, lang, d.Message(lang), d.Hint(lang))
		}
	}
}

// TestAllProblemsAtOnce: one run shows everything that is wrong with a file.
func TestAllProblemsAtOnce(t *testing.T) {
	_, problems := read("meetings/a.md", []byte("---\ntitle: T\ndate: 31/02/2020\nmeeting_kind: x\nfoo: 1\nvotes: [{for: a}]\n---\n[a](javascript:b)\n"))
	var codes []string
	for _, d := range problems.Sort() {
		codes = append(codes, string(d.Code))
	}
	for _, want := range []string{"date-impossible", "not-allowed", "unknown-key", "want-number", "missing-key", "unsafe-link"} {
		if !slices.Contains(codes, want) {
			t.Errorf("%s is missing from %q", want, codes)
		}
	}
}

// TestVietnameseLabels: labels are keys, composed or not, in any case, and so
// are the labels of values.
func TestVietnameseLabels(t *testing.T) {
	text := "---\nTiêu đề: Họp\nNgày: 27/7/2020\nloại: Chuyên đề\nThành phần:\n  tổng số: 3\nBản nháp: có\n---\nX\n"
	for name, raw := range map[string][]byte{
		"composed": []byte(text), "decomposed": []byte(decompose(text)),
		"crlf": []byte(strings.ReplaceAll(text, "\n", "\r\n")), "bom": []byte("\ufeff" + text), "utf-16": utf16LE(text),
	} {
		doc, problems := read("meetings/a.md", raw)
		if problems.HasErrors() {
			t.Errorf("%s: %v", name, problems.Err())
			continue
		}
		m := doc.Detail.(*Meeting)
		if doc.Title != "Họp" || doc.DateOf() != viet.OnDay(2020, 7, 27) || m.MeetingKind != "thematic" || *m.Attendance.Total != 3 || !doc.Draft {
			t.Errorf("%s: %+v %+v", name, doc.Meta, m)
		}
		if doc.Body.HTML != "<p>X</p>\n" {
			t.Errorf("%s: body %q", name, doc.Body.HTML)
		}
	}
}

// TestSampleSite: every document of the sample site and of the newcomer's site
// is understood.
func TestSampleSite(t *testing.T) {
	for _, root := range []string{"../../content", "../../cmd/bulletin/scaffold/content"} {
		fsys := os.DirFS(root)
		entries, problems := source.List(fsys, "content/")
		if problems != nil {
			t.Fatal(problems)
		}
		for _, e := range entries {
			if !e.IsText() {
				continue
			}
			raw, err := fs.ReadFile(fsys, e.Name())
			if err != nil {
				t.Fatal(err)
			}
			if _, problems := read(e.Path, raw); problems.HasErrors() {
				t.Errorf("%s: %v", root, problems.Err())
			}
		}
	}
}

// TestBlank: a new document of every kind is a valid draft at once, in both
// languages, and stays valid when every comment is taken away.
func TestBlank(t *testing.T) {
	for _, spec := range Kinds {
		for _, lang := range []diag.Lang{diag.VI, diag.EN} {
			text := Blank(spec.Kind, `Sinh hoạt "tháng 7": phần 1`, viet.OnDay(2020, 7, 27), lang)
			path := strings.TrimPrefix(spec.Folder+"/a.md", "/")
			doc, problems := read(path, text)
			if problems.HasErrors() {
				t.Errorf("%s: %v\n%s", spec.Kind, problems.Err(), text)
				continue
			}
			if doc.Kind != spec.Kind || !doc.Draft || doc.Title != `Sinh hoạt "tháng 7": phần 1` {
				t.Errorf("%s: %+v", spec.Kind, doc.Meta)
			}
			for _, f := range spec.Schema().Fields {
				if f.Key != "kind" && !strings.Contains(string(text), f.Key+":") {
					t.Errorf("%s does not offer %s", spec.Kind, f.Key)
				}
			}
		}
	}
}

// TestBlankYear: the year of a new classification is the title's, else today's.
func TestBlankYear(t *testing.T) {
	for title, want := range map[string]int{"Xếp loại đảng viên năm 2024": 2024, "Xếp loại Chi bộ": 2026, "Quyết định 9999 năm 2025": 2025} {
		text := Blank("classification", title, viet.OnDay(2026, 1, 7), diag.VI)
		doc, problems := read("classifications/a.md", text)
		if problems.HasErrors() || doc.Detail.(*Classification).Year != want {
			t.Errorf("%q: %v\n%s", title, problems, text)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("meetings/a.md", []byte("---\ntitle: T\nmeeting_kind: regular\nvotes: [{matter: x, for: 1}]\n---\n# A\n[x](y.md)\n"))
	f.Add("stories/a.md", []byte("\ufeff---\r\ntiêu đề: T\r\nlesson: |\r\n  *a* [b](c)\r\n---\r\n"))
	f.Add("issues/a/index.md", []byte("---\ntitle: T\nmasthead: {issue_no: 1}\nsections: [{title: a, items: [b]}]\n---\n"))
	f.Fuzz(func(t *testing.T, path string, raw []byte) {
		if !fs.ValidPath(path) || path == "." {
			return
		}
		doc, problems := read(path, raw)
		if (doc == nil) != problems.HasErrors() {
			t.Fatalf("document %v, problems %v", doc, problems)
		}
		for _, d := range problems {
			if d.Pos.Line < 0 || d.Pos.Col < 0 || d.Message(diag.VI) == string(d.Code) {
				t.Fatalf("problem %+v", d)
			}
		}
	})
}
