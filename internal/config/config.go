// Package config reads the site's configuration, bulletin.yaml: strict about
// unknown keys, each single-valued key overridable by an environment variable
// BULLETIN_<KEY>, with a record of where every value came from.
package config

import (
	"strconv"
	"strings"
	"time"

	"bulletin/internal/award"
	"bulletin/internal/diag"
	"bulletin/internal/schema"
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
	Search      bool         `key:"search" vi:"Tìm kiếm" en:"Search" help_vi:"true: có trang tìm kiếm, dùng được cả khi mở bằng cách bấm đúp" help_en:"true: a page to search on, which works by double-click too"`
	WebP        bool         `key:"webp" vi:"Ảnh WebP" en:"WebP pictures" help_vi:"false: ảnh chụp chỉ có bản JPEG, xuất nhanh hơn trên máy chậm" help_en:"false: photographs are JPEGs only, which are made sooner on a slow computer"`
	Footer      string       `key:"footer" vi:"Chân trang" en:"Footer" help_vi:"Một dòng ở cuối mọi trang" help_en:"A line at the bottom of every page"`
	Cell        Cell         `key:"cell" vi:"Chi bộ" en:"Cell"`
	Newsletter  Newsletter   `key:"newsletter" vi:"Bản tin định kỳ" en:"Newsletter" help_vi:"Măng-sét và chuyên mục mà “bulletin issue new” ghi vào mỗi số" help_en:"The masthead and the sections that “bulletin issue new” writes into each number"`
	Publish     []Target     `key:"publish" vi:"Nơi xuất bản" en:"Places of publication" help_vi:"Nơi “bulletin publish” đưa trang tới" help_en:"Where “bulletin publish” brings the site"`
	Menu        []MenuItem   `key:"menu" vi:"Trình đơn" en:"Menu" help_vi:"Thêm vào sau các mục nội dung" help_en:"Added after the kinds"`
	Markdown    Markdown     `key:"markdown" vi:"Markdown" en:"Markdown"`
	Checks      []Check      `key:"checks" vi:"Mức của các kiểm tra" en:"Severities of checks" help_vi:"Mã kiểm tra và mức: error, warning, info, off" help_en:"The code of a check and its severity: error, warning, info, off"`
	Archive     Archive      `key:"archive" vi:"Trích từ năm" en:"Part of a site" help_vi:"Do “bulletin archive” ghi: thư mục chỉ có những gì thuộc một năm" help_en:"Written by “bulletin archive”: the folder holds what belongs to one year only"`
	Awards      []award.Type `key:"awards" vi:"Khen thưởng bổ sung" en:"Further awards" help_vi:"Danh hiệu không có trong danh mục sẵn có" help_en:"Awards that the built-in catalogue lacks"`

	Zone    *time.Location `record:"-"` // of Timezone
	written written        `record:"-"`
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
	Ruleset      string   `key:"ruleset" vi:"Bộ quy tắc" en:"Ruleset" help_vi:"Tệp YAML trong thư mục của trang, thêm hoặc thay các bộ quy tắc có sẵn" help_en:"A YAML file in the site's folder that adds to the built-in rulesets or replaces some"`
}

// Archive says that a folder holds only what the pages of one year are made of. Of other
// years there is no more than what these lead to, so nothing can be counted of them; what
// the year's report compares it with is told.
type Archive struct {
	Year   int           `key:"year" vi:"Năm" en:"Year"`
	Over   bool          `key:"over" vi:"Đã hết năm" en:"Over" help_vi:"true: khi trích, trang đã có bản ghi của năm sau" help_en:"true: the site had records of a later year"`
	Before []YearSummary `key:"before" vi:"Các năm trước" en:"Years before" help_vi:"Số liệu để so sánh trong báo cáo" help_en:"What the report compares the year with"`
}

// Other tells whether a year is another than the one that the folder holds.
func (a Archive) Other(year int) bool { return a.Year > 0 && year != a.Year }

// YearSummary is what was recorded of a year before, as the report of a later one
// compares with it: numbers of records, those present at and due for meetings of all
// members, and the cell's annual grade. What is absent was not recorded.
type YearSummary struct {
	Year        int    `key:"year" vi:"Năm" en:"Year" required:"true"`
	Regular     int    `key:"regular" vi:"Sinh hoạt thường kỳ" en:"Regular meetings"`
	Thematic    int    `key:"thematic" vi:"Sinh hoạt chuyên đề" en:"Thematic meetings"`
	Resolutions int    `key:"resolutions" vi:"Nghị quyết" en:"Resolutions"`
	Stories     int    `key:"stories" vi:"Câu chuyện" en:"Stories"`
	Awards      int    `key:"awards" vi:"Khen thưởng" en:"Awards"`
	Present     int    `key:"present" vi:"Có mặt" en:"Present"`
	Due         int    `key:"due" vi:"Được triệu tập" en:"Due"`
	Grade       string `key:"grade" vi:"Xếp loại" en:"Grade"`
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
		Content: "content", Output: "public", PerPage: 20, FeedItems: 20, WebP: true, Newsletter: Newsletter{Paper: "a4", Mail: Mail{Security: "starttls"}},
	}
}

// Origins tells where each single-valued key's value came from: "default",
// "bulletin.yaml:3", "BULLETIN_TITLE" or "--base-url".
type Origins map[string]string

// Setting is a value given from outside the file, which has the last word.
type Setting struct{ Path, Text, From string }

// MenuPath is the path of the i-th entry of the menu, for [Config.At].
func MenuPath(i int) string { return "menu[" + strconv.Itoa(i) + "]" }
