// Package config reads the site's configuration, bulletin.yaml: strict about
// unknown keys, each single-valued key overridable by an environment variable
// BULLETIN_<KEY>, with a record of where every value came from.
package config

import (
	"errors"
	"io/fs"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"bulletin/internal/award"
	"bulletin/internal/diag"
	"bulletin/internal/schema"
	"bulletin/internal/source"
)

// File is the configuration's name in the site's folder.
const File = "bulletin.yaml"

// Config is what a site says of itself.
type Config struct {
	Title       string       `key:"title" vi:"Tên trang" en:"Title" help_vi:"Tên của bản tin, hiện ở đầu mọi trang" help_en:"The bulletin's name, on top of every page"`
	Description string       `key:"description" vi:"Mô tả" en:"Description" help_vi:"Một câu giới thiệu" help_en:"One sentence about the site"`
	Language    Language     `key:"language" vi:"Ngôn ngữ" en:"Language" also:"lang" help_vi:"Ngôn ngữ của trang: vi hoặc en" help_en:"The pages' language: vi or en"`
	Timezone    string       `key:"timezone" vi:"Múi giờ" en:"Time zone" help_vi:"Tên theo danh mục IANA" help_en:"A name of the IANA database"`
	BaseURL     string       `key:"base_url" vi:"Địa chỉ gốc" en:"Base URL" help_vi:"Địa chỉ đầy đủ của trang; cần cho Atom, RSS, sitemap" help_en:"The site's full address; needed for Atom, RSS, sitemap"`
	Links       LinkStyle    `key:"links" vi:"Kiểu liên kết" en:"Link style" help_vi:"portable: ghi rõ index.html, mở được bằng cách bấm đúp; pretty: chỉ ghi thư mục" help_en:"portable names index.html and works by double-click; pretty names the folder"`
	Theme       string       `key:"theme" vi:"Giao diện" en:"Theme" help_vi:"Tên thư mục trong themes/" help_en:"A folder of themes/"`
	Content     string       `key:"content" vi:"Thư mục nội dung" en:"Content folder"`
	Output      string       `key:"output" vi:"Thư mục kết quả" en:"Output folder"`
	PerPage     int          `key:"per_page" vi:"Số mục mỗi trang" en:"Items per page" help_vi:"Số mục trên một trang danh sách" help_en:"Items on one page of a list"`
	FeedItems   int          `key:"feed_items" vi:"Số mục trong nguồn tin" en:"Items in feeds" help_vi:"Số mục mới nhất trong Atom, RSS, JSON Feed" help_en:"Newest items in Atom, RSS, JSON Feed"`
	Footer      string       `key:"footer" vi:"Chân trang" en:"Footer" help_vi:"Một dòng ở cuối mọi trang" help_en:"A line at the bottom of every page"`
	Cell        Cell         `key:"cell" vi:"Chi bộ" en:"Cell"`
	Menu        []MenuItem   `key:"menu" vi:"Trình đơn" en:"Menu" help_vi:"Thêm vào sau các mục nội dung" help_en:"Added after the kinds"`
	Markdown    Markdown     `key:"markdown" vi:"Markdown" en:"Markdown"`
	Awards      []award.Type `key:"awards" vi:"Khen thưởng bổ sung" en:"Further awards" help_vi:"Danh hiệu không có trong danh mục sẵn có" help_en:"Awards that the built-in catalogue lacks"`

	Zone    *time.Location // of Timezone
	written written
}

// written is where the values come from.
type written struct {
	origin  schema.Origin
	places  schema.Places
	origins Origins
}

// At builds an error about a key ("menu[1].page"), at its place in bulletin.yaml
// or naming the variable or flag that gave its value.
func (c Config) At(path string, code diag.Code, args ...any) diag.Diagnostic {
	from := c.written.origins[path]
	if from == "" || from == "default" || strings.HasPrefix(from, File+":") {
		d := c.written.origin.At(c.written.places[path], diag.Error, code, path, args...)
		d.Pos.File = File
		return d
	}
	return diag.Diagnostic{Pos: diag.Pos{File: from}, Code: code, Field: path, Args: args}
}

// Cell is the organisation (chi bộ) that the site belongs to.
type Cell struct {
	Name         string   `key:"name" vi:"Tên chi bộ" en:"Name"`
	Parent       string   `key:"parent" vi:"Đảng bộ, Đảng ủy cấp trên" en:"Parent organisation"`
	Agency       string   `key:"agency" vi:"Cơ quan" en:"Agency"`
	Secretary    string   `key:"secretary" vi:"Bí thư" en:"Secretary"`
	Deputy       string   `key:"deputy" vi:"Phó Bí thư" en:"Deputy secretary"`
	Committee    []string `key:"committee" vi:"Chi ủy" en:"Committee"`
	Official     *int     `key:"members_official" vi:"Đảng viên chính thức" en:"Official members"`
	Probationary *int     `key:"members_probationary" vi:"Đảng viên dự bị" en:"Probationary members"`
	Staff        *int     `key:"staff_total" vi:"Tổng số công chức" en:"Staff"`
	Ruleset      string   `key:"ruleset" vi:"Bộ quy tắc" en:"Ruleset"`
}

// MenuItem is one entry of the menu: a page of the site or an outside address.
type MenuItem struct {
	Label string `key:"label" vi:"Nhãn" en:"Label"`
	Page  string `key:"page" vi:"Trang" en:"Page" help_vi:"Tệp trong thư mục nội dung, ví dụ gioi-thieu.md" help_en:"A file of the content folder, for example about.md"`
	URL   string `key:"url" vi:"Địa chỉ" en:"Address"`
}

// Markdown sets how Markdown is read.
type Markdown struct {
	Unsafe bool `key:"unsafe" vi:"Cho phép HTML" en:"Allow HTML" help_vi:"true: giữ HTML trong Markdown sau khi đã lọc bỏ phần nguy hiểm" help_en:"true: HTML in Markdown is kept after what is dangerous was removed"`
}

// Language is a language pages can be in.
type Language string

// Options are the languages of the theme's strings.
func (*Language) Options() []schema.Option {
	return []schema.Option{
		{Value: "vi", VI: "Tiếng Việt", EN: "Vietnamese"},
		{Value: "en", VI: "Tiếng Anh", EN: "English"},
	}
}

// LinkStyle is how links name a page.
type LinkStyle string

// Options are the link styles.
func (*LinkStyle) Options() []schema.Option {
	return []schema.Option{
		{Value: "portable", VI: "Mang đi được", EN: "Portable"},
		{Value: "pretty", VI: "Gọn", EN: "Pretty"},
	}
}

// Schema describes the configuration file.
func Schema() *schema.Schema { return schema.Of(Config{}) }

// Default is the configuration of a folder without a bulletin.yaml.
func Default() Config {
	return Config{
		Language: "vi", Timezone: "Asia/Ho_Chi_Minh", Links: "portable", Theme: "default",
		Content: "content", Output: "public", PerPage: 20, FeedItems: 20,
	}
}

// Origins tells where each single-valued key's value came from: "default",
// "bulletin.yaml:3", "BULLETIN_TITLE" or "--base-url".
type Origins map[string]string

// Setting is a value given from outside the file, which has the last word.
type Setting struct{ Path, Text, From string }

// Load reads bulletin.yaml from the site's folder (a missing one is not an
// error), then the environment ("KEY=value"), then the settings of the command.
func Load(root fs.FS, environ []string, settings ...Setting) (Config, Origins, diag.List) {
	c, s, origins := Default(), Schema(), Origins{}
	for _, leaf := range s.Leaves() {
		origins[leaf.Path] = "default"
	}
	problems := c.file(root, s, origins)
	for _, set := range append(fromEnvironment(s, environ), settings...) {
		problems = append(problems, s.Set(set.Path, set.Text, schema.Origin{File: set.From}, &c)...)
		origins[set.Path] = set.From
	}
	c.written.origins = origins
	problems = append(problems, c.finish()...)
	return c, origins, problems
}

// file merges bulletin.yaml into the defaults.
func (c *Config) file(root fs.FS, s *schema.Schema, origins Origins) diag.List {
	info, err := fs.Stat(root, File)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("not a regular file")
	}
	if err != nil {
		return diag.List{{Pos: diag.Pos{File: File}, Code: "unreadable", Args: []any{err}}}
	}
	f, problems := source.Read(root, source.Entry{Path: File, Name: File, Size: info.Size()}, "")
	if problems != nil {
		return problems
	}
	origin := schema.Origin{File: File, FirstLine: 1, Line: f.Line}
	places, problems := s.Decode(schema.Parse(f.Text, origin), c)
	c.written.origin, c.written.places = origin, places
	for path, place := range places {
		if _, single := origins[path]; single {
			origins[path] = diag.Pos{File: File, Line: place.Line}.String()
		}
	}
	for i, item := range c.Menu {
		if (item.Page == "") == (item.URL == "") || (item.URL != "" && item.Label == "") {
			problems.Add(c.At(MenuPath(i), "menu-item"))
		} else if item.URL != "" && !outside(item.URL) {
			problems.Add(c.At(MenuPath(i)+".url", "url-syntax", item.URL))
		}
	}
	return problems
}

// fromEnvironment finds the variables that name a key: BULLETIN_CELL_NAME for
// cell.name. BULLETIN_LANG is the program's language, not the site's.
func fromEnvironment(s *schema.Schema, environ []string) []Setting {
	var settings []Setting
	for _, leaf := range s.Leaves() {
		name := "BULLETIN_" + strings.ToUpper(strings.ReplaceAll(leaf.Path, ".", "_"))
		for _, variable := range environ {
			if key, value, _ := strings.Cut(variable, "="); key == name {
				settings = append(settings, Setting{Path: leaf.Path, Text: value, From: name})
			}
		}
	}
	return settings
}

// finish checks the values together and derives what follows from them.
func (c *Config) finish() diag.List {
	var problems diag.List
	fail := func(path string, code diag.Code, args ...any) {
		problems.Add(c.At(path, code, args...))
	}
	zone, err := time.LoadLocation(c.Timezone)
	if err != nil || c.Timezone == "" || c.Timezone == "Local" {
		fail("timezone", "timezone-unknown", c.Timezone)
		zone = time.FixedZone("+07", 7*60*60)
	}
	c.Zone = zone
	if c.BaseURL != "" {
		u, err := url.Parse(c.BaseURL)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
			fail("base_url", "base-url", c.BaseURL)
		}
		c.BaseURL = strings.TrimSuffix(c.BaseURL, "/") + "/"
	}
	if c.PerPage < 1 {
		fail("per_page", "number-range", "per_page", c.PerPage, 1)
	}
	if c.FeedItems < 1 {
		fail("feed_items", "number-range", "feed_items", c.FeedItems, 1)
	}
	// What is refused gives way to the default: nothing outside the site's folder
	// is read, not even to be complained about.
	for path, value := range map[string]*string{"content": &c.Content, "output": &c.Output, "theme": &c.Theme} {
		if !inside(path, *value) {
			fail(path, "config-path", path, *value)
			*value = Schema().Get(path, Default())
		}
	}
	return problems
}

// inside tells whether a folder named in the file stays in the site's folder.
// The output may lie elsewhere: a file share is a usual place for it.
func inside(path, value string) bool {
	switch path {
	case "output":
		return value != ""
	case "theme":
		return value != "" && !strings.ContainsAny(value, `/\`) && value != "." && value != ".."
	}
	return fs.ValidPath(value) && !slices.Contains([]string{"public", "themes", ".bulletin"}, value)
}

// outside tells whether an address of the menu leads to another site, or to a
// person.
func outside(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		return u.Host != ""
	case "mailto", "tel":
		return u.Opaque != ""
	}
	return false
}

// MenuPath is the path of the i-th entry of the menu, for [Config.At].
func MenuPath(i int) string { return "menu[" + strconv.Itoa(i) + "]" }
