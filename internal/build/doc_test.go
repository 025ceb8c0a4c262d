package build_test

import (
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"pgregory.net/rapid"
)

var (
	folders = []string{"news", "meetings", "stories", "awards", "classifications", "issues", ""}
	stems   = []string{"a", "b", "hop-thang-7", "Cai-Thuoc-La", "c/index"}
	topics  = []string{"học tập", "Học tập", "tri ân", "thi đua"}
)

// document is a document of the site under edits; what its kind asks for is added
// when it is written, so that it may be moved from kind to kind.
type document struct {
	title, date, extra, body string
	tags                     []string
}

// needed are the lines without which a document is not one of its folder's kind.
var needed = map[string]string{
	"meetings": "meeting_kind: regular\n", "awards": "award: gk\nrecipient: Chi bộ\n",
	"classifications": "year: 2020\nsubject: cell\ngrade: good\n",
}

// figures are lines of which the reports of years count something, by folder.
var figures = map[string][]string{
	"meetings": {
		"attendance: {total: 22, present: 20}\n", "attendance: {total: 22, present: 9}\n", "period: 2019-12\n", "period: 2022-01\n",
		"quality: {score: 95, grade: good}\n", "conclusion: {type: resolution, number: 1-NQ/CB, text: Nhất trí}\n",
		"documents: [{number: 1-CT/TW, title: Một}]\n", "next_tasks: [Quét dọn]\n", "review_previous: Tốt\n", "places: [Hội trường]\n",
	},
	"stories":         {"teller: An\n", "number: 3\n", "topic: Tiết kiệm\n", "lesson: Một bài\n", "lesson: Bài khác\n"},
	"awards":          {"revoked: {reason: nhầm}\n", "issuer: Đảng ủy\n", "decision_no: 1/QĐ\n"},
	"classifications": {"counts: {good: 3}\n", "counts: {good: 4}\n", "decided_by: Đảng ủy\n"},
}

// otherWords are words that a report shows of a figure, and that count nothing, each
// with another in its place.
var otherWords = strings.NewReplacer("Một", "Hai", "Hai", "Một", "Quét dọn", "Dọn kho", "Dọn kho", "Quét dọn",
	"Nhất trí", "Thống nhất", "Thống nhất", "Nhất trí", "Hội trường", "Phòng họp", "Phòng họp", "Hội trường")

// text is the document's file in a folder.
func (d document) text(folder string) string {
	return fmt.Sprintf("---\ntitle: %q\ndate: %s\ntags: [%s]\n%s%s---\n\n%s", d.title, d.date, strings.Join(d.tags, ", "), needed[folder], d.extra, d.body)
}

// folderOf is the folder that gives a document its kind.
func folderOf(name string) string {
	folder, _, below := strings.Cut(strings.TrimPrefix(name, "content/"), "/")
	if !below || !slices.Contains(folders, folder) {
		return ""
	}
	return folder
}

// place draws the name of a document's file.
func place(t *rapid.T) string {
	return path.Join("content", rapid.SampledFrom(folders).Draw(t, "folder"), rapid.SampledFrom(stems).Draw(t, "stem")) + ".md"
}

// known are the documents that there are.
func (e *edits) known() []string { return slices.Sorted(maps.Keys(e.docs)) }

// one draws a document that there is; false when there is none.
func (e *edits) one(t *rapid.T) (string, bool) {
	known := e.known()
	if len(known) == 0 {
		return "", false
	}
	return rapid.SampledFrom(known).Draw(t, "document"), true
}

// put writes a document.
func (e *edits) put(t *rapid.T, name string, d document) {
	e.docs[name] = d
	e.write(t, name, d.text(folderOf(name)))
}

// drop removes a document.
func (e *edits) drop(t *rapid.T, name string) {
	delete(e.docs, name)
	e.remove(t, name)
}

// document draws a document for a place.
func (e *edits) document(t *rapid.T, name string) document {
	return document{
		title: rapid.SampledFrom([]string{"Họp chi bộ", "Ủy ban", "Đi chợ", "Tháng 7: một"}).Draw(t, "title"),
		date:  rapid.SampledFrom([]string{"2020", "27/7/2020", "2021-03", "quý III/2019"}).Draw(t, "date"),
		tags:  rapid.SliceOfN(rapid.SampledFrom(topics), 0, 3).Draw(t, "tags"),
		extra: e.extra(t, name),
		body:  e.body(t, name),
	}
}

// extra draws lines of front matter beyond the usual: how a document is published,
// and what it refers to.
func (e *edits) extra(t *rapid.T, name string) string {
	lines := []string{
		"", "", "", "draft: true\n", "visibility: internal\n", "publish_date: 2020-06-01\n", "expiry_date: 2020-06-01\n",
		"aliases: [cu/x.html]\n", "slug: khac\n", "summary: Tóm tắt\n", "images: [" + relative(name, pictureFile) + "]\n",
	}
	lines = append(lines, figures[folderOf(name)]...)
	for _, other := range e.known() {
		if folderOf(name) == "meetings" && folderOf(other) == "stories" {
			lines = append(lines, "story: "+relative(name, other)+"\n")
		}
	}
	return rapid.SampledFrom(lines).Draw(t, "extra")
}

// body draws a text, with links to what there is.
func (e *edits) body(t *rapid.T, name string) string {
	bodies := []string{
		"Một đoạn.\n", "## Đề mục\n\nHai đoạn.\n", "[nhà](" + relative(name, "content/index.md") + ")\n",
		"![ảnh](" + relative(name, pictureFile) + ")\n", "[tệp](" + relative(name, attachedFile) + ")\n",
	}
	for _, other := range e.known() {
		bodies = append(bodies, "Xem [bài]("+relative(name, other)+").\n")
	}
	return rapid.SampledFrom(bodies).Draw(t, "body")
}

// issue is a number of the newsletter that lists some of the items that there are.
func (e *edits) issue(t *rapid.T, name string) document {
	var items []string
	for _, other := range e.known() {
		if folder := folderOf(other); folder != "" && folder != "issues" && rapid.Bool().Draw(t, "listed") {
			items = append(items, relative(name, other))
		}
	}
	extra := fmt.Sprintf("masthead: {issue_no: %d}\nsections: [{title: Tin, text: %q, items: [%s]}]\n",
		rapid.IntRange(1, 40).Draw(t, "number"), rapid.SampledFrom([]string{"", "- Văn bản mới", "Xem [trang đầu](../index.md)."}).Draw(t, "text"), strings.Join(items, ", "))
	if len(items) > 0 && rapid.Bool().Draw(t, "led") {
		extra += "lead: " + rapid.SampledFrom(items).Draw(t, "lead") + "\nquote: {text: Một câu, item: " + rapid.SampledFrom(items).Draw(t, "quoted") + "}\n"
	}
	return document{title: "Bản tin số 7", date: "2020-07", body: "Lời ngỏ.\n", extra: extra}
}

// relative is the way from one file of the site to another, as a link writes it.
func relative(from, to string) string {
	rel, err := filepath.Rel(path.Dir(from), to)
	if err != nil {
		panic(err) // both are paths in the site
	}
	return filepath.ToSlash(rel)
}
