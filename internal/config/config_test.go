package config

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"bulletin/internal/award"
	"bulletin/internal/diag"
)

// load reads a configuration as a command does.
func load(yaml string, environ []string, settings ...Setting) (Config, Origins, diag.List) {
	return Load(fstest.MapFS{File: {Data: []byte(yaml)}}, environ, settings...)
}

func codes(problems diag.List) []string {
	var all []string
	for _, d := range problems {
		all = append(all, fmt.Sprintf("%s %s", d.Pos, d.Code))
	}
	return all
}

// TestDefaults: a folder without a configuration has one all the same, and the
// defaults are what the documentation says.
func TestDefaults(t *testing.T) {
	c, origins, problems := Load(fstest.MapFS{}, nil)
	if problems != nil {
		t.Fatal(problems)
	}
	if c.Zone == nil || c.Zone.String() != "Asia/Ho_Chi_Minh" {
		t.Errorf("the zone is %v", c.Zone)
	}
	c.Zone = nil
	want := Config{
		Language: "vi", Timezone: "Asia/Ho_Chi_Minh", Links: "portable", Theme: "default",
		Content: "content", Output: "public", PerPage: 20, FeedItems: 20, WebP: true, Newsletter: Newsletter{Paper: "a4", Mail: Mail{Security: "starttls"}},
	}
	if diff := cmp.Diff(want, c, cmpopts.IgnoreUnexported(Config{})); diff != "" {
		t.Error(diff)
	}
	for path, origin := range origins {
		if origin != "default" {
			t.Errorf("%s comes from %s", path, origin)
		}
	}
	for _, path := range []string{"title", "cell.name", "markdown.unsafe", "per_page"} {
		if origins[path] == "" {
			t.Errorf("%s has no origin", path)
		}
	}
	for _, text := range []string{"", "# nothing\n", "---\n", "title:\ncell:\n"} {
		got, origins, problems := load(text, nil)
		got.Zone = nil
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Config{})); diff != "" || problems != nil || origins["title"] != "default" {
			t.Errorf("%q: %s %v %s", text, diff, problems, origins["title"])
		}
	}
}

// TestPrecedence: defaults, then the file, then the environment, then the flag.
func TestPrecedence(t *testing.T) {
	file := "title: Tệp\nlanguage: en\nper_page: 5\ncell:\n  name: Chi bộ\n  staff_total: 23\nmarkdown: {unsafe: true}\n"
	environ := []string{
		"PATH=/bin", "BULLETIN_LANG=vi", "BULLETIN_TITLE=Môi trường", "BULLETIN_PER_PAGE=7", "BULLETIN_CELL_NAME=Chi bộ 2",
		"BULLETIN_MARKDOWN_UNSAFE=false", "BULLETIN_CELL_STAFF_TOTAL=24", "BULLETIN_MENU=x", "BULLETIN_FOOTER=a=b",
	}
	c, origins, problems := load(file, environ, Setting{"per_page", "9", "--per-page"}, Setting{"base_url", "https://a.vn/x", "--base-url"})
	if problems != nil {
		t.Fatal(problems)
	}
	got := map[string]string{}
	for _, path := range []string{"title", "language", "per_page", "cell.name", "cell.staff_total", "markdown.unsafe", "footer", "base_url", "theme", "cell.agency"} {
		got[path] = Schema().Get(path, c) + " ← " + origins[path]
	}
	want := map[string]string{
		"title": "Môi trường ← BULLETIN_TITLE", "language": "en ← bulletin.yaml:2", "per_page": "9 ← --per-page",
		"cell.name": "Chi bộ 2 ← BULLETIN_CELL_NAME", "cell.staff_total": "24 ← BULLETIN_CELL_STAFF_TOTAL",
		"markdown.unsafe": "false ← BULLETIN_MARKDOWN_UNSAFE", "footer": "a=b ← BULLETIN_FOOTER",
		"base_url": "https://a.vn/x/ ← --base-url", "theme": "default ← default", "cell.agency": " ← default",
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(Config{})); diff != "" {
		t.Error(diff)
	}
}

// TestLanguageKeys: the site's language has two keys; the program's own language
// is another matter.
func TestLanguageKeys(t *testing.T) {
	for _, text := range []string{"language: en", "lang: en", "Ngôn ngữ: en", "ngôn ngữ: tiếng anh"} {
		if c, _, problems := load(text, []string{"BULLETIN_LANG=vi"}); c.Language != "en" || problems != nil {
			t.Errorf("%s: %s %v", text, c.Language, problems)
		}
	}
	if c, _, _ := load("", []string{"BULLETIN_LANGUAGE=en"}); c.Language != "en" {
		t.Error("BULLETIN_LANGUAGE is not read")
	}
}

// TestProblems is the list of what a configuration may not say, each with the
// line, variable or flag that says it.
func TestProblems(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"unknown key", "title: T\nx: 1", "bulletin.yaml:2:1 unknown-key"},
		{"misspelt key", "tilte: T", "bulletin.yaml:1:1 unknown-key-near"},
		{"duplicate key", "title: T\ntên trang: U", "bulletin.yaml:2:1 duplicate-key"},
		{"unknown key of the cell", "cell:\n  members: 22", "bulletin.yaml:2:3 unknown-key"},
		{"syntax", "title: a: b", "bulletin.yaml:1:9 yaml-colon"},
		{"not UTF-8", "title: a\nfooter: \xb8", "bulletin.yaml:2:9 undecodable"},
		{"language", "language: fr", "bulletin.yaml:1:11 not-allowed"},
		{"link style", "links: prety", "bulletin.yaml:1:8 not-allowed-near"},
		{"time zone", "title: T\ntimezone: Asia/Hanoi", "bulletin.yaml:2:11 timezone-unknown"},
		{"this computer's time zone", "timezone: Local", "bulletin.yaml:1:11 timezone-unknown"},
		{"no time zone", `timezone: ""`, "bulletin.yaml:1:11 timezone-unknown"},
		{"base URL without a scheme", "base_url: bantin.vn", "bulletin.yaml:1:11 base-url"},
		{"base URL of another scheme", "base_url: ftp://bantin.vn/", "bulletin.yaml:1:11 base-url"},
		{"base URL without a host", "base_url: https:///x", "bulletin.yaml:1:11 base-url"},
		{"base URL with a query", "base_url: https://a.vn/?x", "bulletin.yaml:1:11 base-url"},
		{"base URL with a fragment", "base_url: https://a.vn/#x", "bulletin.yaml:1:11 base-url"},
		{"base URL that is none", `base_url: "https://a b/%"`, "bulletin.yaml:1:11 base-url"},
		{"no items on a page", "per_page: 0", "bulletin.yaml:1:11 number-range"},
		{"words for a number", "per_page: hai", "bulletin.yaml:1:11 want-number"},
		{"feed items", "feed_items: -1", "bulletin.yaml:1:13 number-range"},
		{"content above", "content: ../x", "bulletin.yaml:1:10 config-path"},
		{"content elsewhere", "content: /srv/x", "bulletin.yaml:1:10 config-path"},
		{"content with a backslash", `content: noi\dung`, "bulletin.yaml:1:10 config-path"},
		{"content is the output", "content: public", "bulletin.yaml:1:10 config-path"},
		{"content is the program's own", "content: .bulletin", "bulletin.yaml:1:10 config-path"},
		{"empty content", `content: ""`, "bulletin.yaml:1:10 config-path"},
		{"empty output", `output: ""`, "bulletin.yaml:1:9 config-path"},
		{"theme is a path", "theme: a/b", "bulletin.yaml:1:8 config-path"},
		{"theme above", "theme: ..", "bulletin.yaml:1:8 config-path"},
		{"menu entry with neither", "menu:\n  - {label: A, page: a.md}\n  - {label: B}", "bulletin.yaml:3:5 menu-item"},
		{"menu entry with both", "menu:\n  - label: A\n    page: a.md\n    url: https://a.vn", "bulletin.yaml:2:5 menu-item"},
		{"menu address without a label", "title: T\nmenu:\n\n  - url: https://a.vn", "bulletin.yaml:4:5 menu-item"},
		{"award without a name", "awards:\n  - {key: a, level: base}", "bulletin.yaml:2:5 missing-key"},
		{"award of no level", "awards:\n  - {key: a, name: A, level: xã}", "bulletin.yaml:2:30 not-allowed"},
		{"award with marks in its key", "awards:\n  - {name: A, level: base, key: giấy_khen}", "bulletin.yaml:2:33 award-key"},
		{"award twice", "awards:\n  - {key: a, name: A, level: base}\n  - {key: a, name: B, level: base}", "bulletin.yaml:3:11 award-key-twice"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			c, _, problems := load(tt.text, nil)
			if diff := cmp.Diff([]string{tt.want}, codes(problems)); diff != "" {
				t.Error(diff)
			}
			if !problems.HasErrors() || c.Zone == nil {
				t.Error("no error, or no time zone to go on with")
			}
			for _, d := range problems {
				if d.Line != strings.ToValidUTF8(strings.Split(tt.text, "\n")[d.Pos.Line-1], "�") {
					t.Errorf("shows the line %q", d.Line)
				}
			}
		})
	}
	_, _, problems := load("per_page: 3\ntimezone: Asia/Hanoi", []string{"BULLETIN_PER_PAGE=0", "BULLETIN_LINKS=x"}, Setting{"timezone", "Local", "--timezone"})
	want := []string{"BULLETIN_LINKS not-allowed", "--timezone timezone-unknown", "BULLETIN_PER_PAGE number-range"}
	if diff := cmp.Diff(want, codes(problems)); diff != "" {
		t.Error(diff)
	}
}

// TestAllowed is what may look wrong and is not.
func TestAllowed(t *testing.T) {
	for _, text := range []string{
		"output: ../web", "output: /srv/web", "output: D:/web", "content: noi-dung/2020", "base_url: http://10.0.0.5:8080/bantin",
		"menu: [{page: a.md}, {label: B, url: https://b.vn}]", "theme: chi-bo", "timezone: UTC", "per_page: 1", "content: .",
	} {
		if _, _, problems := load(text, nil); problems != nil {
			t.Errorf("%s: %v", text, problems)
		}
	}
}

// TestMenuKnowsItsPlace: what is found out later about an entry can still name
// its line.
func TestMenuKnowsItsPlace(t *testing.T) {
	c, _, _ := load("menu:\n  - page: a.md\n  - page: b.md", nil)
	if at := c.At(MenuPath(1), "menu-page").Pos; len(c.Menu) != 2 || at.Line != 3 || at.Col != 5 {
		t.Errorf("%+v %v", c.Menu, at)
	}
}

// TestBaseURL: it always ends in one slash, so that addresses can be appended.
func TestBaseURL(t *testing.T) {
	for written, want := range map[string]string{
		"": "", "https://a.vn": "https://a.vn/", "https://a.vn/": "https://a.vn/", "https://a.vn/bt": "https://a.vn/bt/",
	} {
		if c, _, _ := load("", nil, Setting{"base_url", written, "--base-url"}); c.BaseURL != want {
			t.Errorf("%q is %q, want %q", written, c.BaseURL, want)
		}
	}
}

// TestAwards: a site adds to the catalogue and may word a built-in award anew.
func TestAwards(t *testing.T) {
	c, _, problems := load("awards:\n  - {key: gk_cong_doan, name: Giấy khen của Công đoàn, level: cấp cơ sở}\n  - {key: gk, name: Giấy khen (mẫu mới), level: base}\n", nil)
	if problems != nil {
		t.Fatal(problems)
	}
	all := award.Builtin().With(c.Awards)
	added, _ := all.Find("gk_cong_doan")
	changed, _ := all.Find("gk")
	if added.Level != "base" || changed.Name != "Giấy khen (mẫu mới)" || len(all) != len(award.Builtin())+1 {
		t.Errorf("%+v %+v", added, changed)
	}
}
