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
	Main any // what the layout shows: *Home, *List, *Item, *Year, *Report, *Years, *Tags, *Search, *NotFound or *Redirect
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
	Search      string // href of the page to search on, "" when none
	Feeds       []Feed // empty when the site has no base URL
	Internal    bool   // what is kept inside the office is in it
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
	JSONLD      *LinkedData
	NoIndex     bool // the 404 page
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
	Href          string      // of the widest
	Thumb         string      // of the narrowest, which is wide enough for a list
	Sizes         []ImageSize // all of them, narrowest first, for srcset; none when there is one only
	WebP          []ImageSize // the same as WebPs, for a <source> before the <img>; none when there are none
	ThumbWebP     []ImageSize // the narrowest of them alone
	Alt           string
	Width, Height int // 0 when unknown (SVG)
	Caption       string
	Credit        string
	Alone         bool // there is no other beside it, so it is shown as wide as a text
}

// ImageSize is a picture in one of its sizes.
type ImageSize struct {
	Href  string
	Width int // in pixels
}

// Section is a titled list of cards with a way to the whole.
type Section struct {
	Key   string // "meetings", …
	Title string
	Cards []*Card
	More  Link   // "Xem tất cả"; zero when there is no more
	Count int    // all items, also those not shown
	Pages []Link // the numbered pages with the rest of a year's section, oldest first, named by their months
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

// List is a page of items: of a kind's list, a tag's or a year's of one kind.
type List struct {
	Title    string
	Intro    template.HTML // body of the section's own index.md, "" when none
	Groups   []Group       // by year, of a year's list by month, newest first
	Total    int           // items in the whole list, on its front page only
	Pager    Pager
	Feeds    []Feed
	Calendar string // href of the iCalendar file on the meetings' list, else ""
	Covers   bool   // the items are shown as the covers of issues
}

// Group is a run of cards under one heading.
type Group struct {
	Title string // "2020", "Tháng 7 năm 2020", "Không rõ ngày"
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
	Sections []Section     // the year by kind: what is newest, and the Pages with the rest; no More
	Figures  []Figure      // counts of the whole year, which lead to the sections
	Report   *Link         // nil when nothing of the year is counted
	Previous *Link
	Next     *Link
}

// Years is the page of all years.
type Years struct {
	Years []YearLink // newest first
	Total int
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

// NotFound is the 404 page.
type NotFound struct {
	Sections []Link // ways onward
}

// Redirect is the page at an address that is no longer used.
type Redirect struct {
	Target Link // where the page is now
}

// Search is the page to search on.
type Search struct {
	Script  string // the address of the files it loads begins so, below the root: "search/"
	Index   string // what the script must know of them, in JSON
	PerText int    // how many items' texts are in one of them
	Total   int    // items that can be found
	Filters []Filter
	Browse  []Link // lists, for who has no script or found nothing
}

// Filter narrows a search down: "kind", "year", "tag" or "level", of awards.
type Filter struct {
	Name    string
	Label   string
	Choices []Choice
}

// Choice is a value to filter by.
type Choice struct{ Value, Label string }
