package theme

import "html/template"

// View is everything a page's template may see: plain values, already worded
// and formatted in the site's language, with no way to reach the rest of the
// site. A page is a function of its View, its layout and the theme, which is
// what lets the build know that an unchanged View gives an unchanged page.
//
// Addresses ("Href") are site paths without a leading slash, such as
// "meetings/2020/x/index.html"; a template writes {{$.Page.Root}}{{.Href}} and
// thereby a relative link that holds from file:// and below any sub-path.
// External addresses stand in fields named URL.
type View struct {
	Site *Site // one value for the whole site
	Page Page
	Main any // what the layout shows: *Home, *List, *Item, *Year, *Tags, *NotFound or *Redirect
}

// Site is what all pages share.
type Site struct {
	Title       string
	Description string
	Lang        string // BCP 47: "vi" or "en"
	Cell        Cell
	Menu        []MenuItem
	FooterMenu  []MenuItem
	Footer      string // the site's own line at the bottom, "" when none
	Home        string // href of the home page
	Generator   string // "bulletin 1.2.3"
	Calendar    string // href of the iCalendar file, "" when none
	Feeds       []Feed // empty when the site has no base URL
}

// Cell names the organisation in the masthead.
type Cell struct {
	Name   string // Chi bộ …
	Parent string // Đảng bộ, Đảng ủy cấp trên
	Agency string // cơ quan
}

// MenuItem is one entry of a menu.
type MenuItem struct {
	Label   string
	Href    string // a site path, or "" when URL is set
	URL     string
	Section string // the entry is current on pages whose Page.Section equals it
}

// Feed is one machine-readable listing.
type Feed struct {
	Title string
	Type  string // media type
	Href  string
}

// Page describes the page itself, for its head and its surroundings.
type Page struct {
	Path        string // site path of this page
	Root        string // relative way to the site's root: "", "../", "../../" …
	Title       string
	Description string // plain text, at most about 200 characters
	Section     string // "meetings", "stories", … or "" ; marks the current menu entry
	Layout      string // the layout's name, for a class on <body>
	Breadcrumbs []Link // from the home page down to the parent; empty on the home page
	Canonical   string // absolute URL, "" without a base URL
	Image       string // absolute URL of the sharing picture, "" when none
	OGType      string // "website" or "article"
	Published   string // RFC 3339 date or date-time for article:published_time, "" when unknown
	JSONLD      any    // marshals to schema.org JSON-LD; nil when none
	NoIndex     bool   // the 404 page
}

// Link is a labelled address inside the site.
type Link struct {
	Label string
	Href  string
}

// Date is a date as it is shown and as a machine reads it.
type Date struct {
	Text     string // "ngày 27 tháng 7 năm 2020", "tháng 3 năm 1936", "Không rõ ngày"
	Short    string // "27/7/2020", "3/1936", "2020", "" when unknown
	Machine  string // "2020-07-27", "1936-03", "2020"; "" when not expressible in <time datetime>
	Day      string // "27" for a card's calendar leaf, "" when the day is unknown
	Month    string // "7" (Vietnamese: shown as "Tháng 7"), "" when unknown
	Year     string // "2020", "" when unknown
	Unknown  bool
	Verbatim string // the source's own wording where the date was doubtful, usually ""
}

// Image is a picture with its intrinsic size in pixels.
type Image struct {
	Href          string
	Alt           string
	Width, Height int // 0 when unknown (SVG)
	Caption       template.HTML
	Credit        string
}

// Section is a titled list of cards with a way to the whole.
type Section struct {
	Key   string // "meetings", …
	Title string
	Cards []*Card
	More  Link // "Xem tất cả"; zero when there is no more
	Count int  // all items, also those not shown
}

// Home is the front page.
type Home struct {
	Intro    template.HTML // body of content/index.md, "" when none
	Lead     *Card         // the item put first, nil on an empty site
	Sections []Section     // kinds with their newest items
	Years    []YearLink    // newest first
	Tags     []TagLink
}

// YearLink leads to a year's page.
type YearLink struct {
	Year  string
	Href  string
	Count int
}

// TagLink leads to a tag's page.
type TagLink struct {
	Label string
	Href  string
	Count int
}

// List is a page of items: a kind's list or a tag's.
type List struct {
	Title    string
	Intro    template.HTML // body of the section's own index.md, "" when none
	Groups   []Group       // by year, newest first
	Total    int           // items in the whole list
	Pager    Pager
	Feeds    []Feed
	Calendar string // href of the iCalendar file on the meetings' list, else ""
}

// Group is a run of cards under one heading.
type Group struct {
	Title string // "2020", "Không rõ ngày"
	Cards []*Card
}

// Pager walks a long list. Pages are numbered from the oldest items, so that a
// full page keeps its items and its address as newer ones arrive.
type Pager struct {
	Newer  *Link // towards the front page of the list
	Older  *Link
	Oldest *Link  // page 1
	Label  string // "Trang 3", "" on the front page
}

// Year gathers everything of one year.
type Year struct {
	Year     string
	Intro    template.HTML // body of content/years/2020.md, "" when none
	Sections []Section     // every item of the year, by kind; no More
	Figures  []Figure      // counts that lead to the sections
	Previous *YearLink
	Next     *YearLink
}

// Figure is a number with what it counts.
type Figure struct {
	Value string // formatted: "1.234"
	Label string
	Href  string // "#meetings" or a site path
	Note  string // "12 câu chuyện được nêu, 2 được ghi lại"; "" when none
}

// Tags is the page of all tags.
type Tags struct {
	Groups []TagGroup // by first letter in Vietnamese order
	Total  int
}

// TagGroup is the tags under one letter.
type TagGroup struct {
	Letter string
	Tags   []TagLink
}

// Item is the page of one document of any kind.
type Item struct {
	Card      *Card
	Lede      string // the summary its author wrote, "" when Card.Summary was taken from the body
	Body      template.HTML
	TOC       []Heading // empty for a short page
	Facts     []Fact    // the fact box, in the kind's order
	Detail    any       // *Meeting, *Story, *Award, *Classification, *Issue or nil
	Tags      []Link
	Images    []Image // of the front matter
	Sources   []Source
	Note      template.HTML // the editor's note, "" when none
	Related   []*Card
	Backlinks []RefGroup // items that refer to this one, e.g. "Được kể tại"
	Previous  *Card      // the older neighbour in the kind
	Next      *Card      // the newer neighbour
	Updated   Date       // zero when not stated
}

// Heading is an entry of the table of contents.
type Heading struct {
	ID       string
	Text     string
	Children []Heading
}

// Fact is one row of the fact box.
type Fact struct {
	Key    string // the field's key: "chair", "places"
	Label  string
	Values []Value // one or more
}

// Value is one value of a fact: text, maybe leading somewhere.
type Value struct {
	Text    string
	Href    string // "" when it leads nowhere
	Unknown bool   // stated to be unknown: shown muted
}

// RefGroup is items under the name of their relation.
type RefGroup struct {
	Label string
	Cards []*Card
}

// Source is where a statement comes from.
type Source struct {
	Text string
	URL  string
}

// Meeting is what a meeting's page shows besides the facts.
type Meeting struct {
	Attendance     *Attendance // nil when not recorded
	CurrentAffairs []string
	Documents      []Paper
	Story          *Card // the story told
	Review         template.HTML
	Tasks          []Task
	Votes          []Vote
	Conclusion     *Conclusion
	Quality        *Quality
}

// Attendance is counts only; names are sensitive. A nil count was not recorded.
type Attendance struct {
	Total, Official, Probationary, Temporary *int
	Exempt, Away                             *int
	Present, Excused, Unexcused              *int
	Rate                                     string  // "95,5%", "" when it cannot be computed
	RatePercent                              float64 // 0–100, for the meter
}

// Paper is a document that was read out: "Chỉ thị số 05-CT/TW".
type Paper struct{ Number, Title string }

// Task is something to do.
type Task struct {
	Task, Assignee string
	Due            Date
}

// Vote is a matter put to the vote.
type Vote struct{ Matter, For, Against, Abstain string }

// Conclusion is what the meeting decided.
type Conclusion struct {
	Label  string // "Kết luận" or "Nghị quyết"
	Number string
	Text   template.HTML
}

// Quality is the meeting's grade.
type Quality struct{ Score, Grade, Key string } // "92", "Tốt", "good"

// Story is what a story's page shows besides the summary.
type Story struct {
	Number      string // 1–12, "" when unknown
	Topic       string
	Teller      string // with role, "" when unknown
	Lesson      template.HTML
	Application template.HTML
	Commitment  template.HTML
	OtherTitles []string
	Book        string // citation of the printed source
	BookURL     string
	Meetings    []*Card
}

// Award is what an award's page shows as its heart: who, what, by whom, decision.
type Award struct {
	Name          string // the catalogue's name, or the title as written
	AsWritten     string // the title as written when it differs
	Level         string // "Cấp tỉnh"
	LevelKey      string // "national", "ministry", "province", "base", "sector", "party"
	Recipient     string
	RecipientType string // "Tập thể"
	Issuer        string
	Signer        string
	Decision      string // "Quyết định số 12/QĐ-UBND ngày 03 tháng 4 năm 2018"; "" when unknown
	Achievement   template.HTML
	Revoked       string // "Đã thu hồi theo …"; "" when in force
}

// Classification is a year's grade.
type Classification struct {
	Year      string
	Subject   string // "Chi bộ", "Đảng viên", "Cơ quan"
	Grade     string // "Hoàn thành xuất sắc nhiệm vụ", "" when only counts are given
	GradeKey  string // "excellent", "good", "completed", "not_completed"
	Score     string
	DecidedBy string
	Counts    []GradeCount
	CountsSum string
}

// GradeCount is how many reached a grade.
type GradeCount struct {
	Key, Label, Count, Share string
	Percent                  float64
}

// Issue is a number of the newsletter.
type Issue struct {
	Masthead []Fact // governing body, publisher, editorial board, …
	Name     string
	Number   string // "Số 7/2020"
	Sections []Section
	Notice   string // circulation: "Lưu hành nội bộ"
}

// NotFound is the 404 page.
type NotFound struct {
	Sections []Link // ways onward
}

// Redirect is the page at an address that is no longer used.
type Redirect struct {
	Target Link // where the page is now
}
