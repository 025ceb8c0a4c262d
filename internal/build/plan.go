package build

import (
	"path"
	"strconv"
	"strings"

	"bulletin/internal/build/publish"
	"bulletin/internal/config"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/site"
	"bulletin/internal/theme"
	"bulletin/internal/viet"
)

// Task is one file to write: either a layout with the View it shows, or bytes
// made by the program itself.
type Task struct {
	Path   string // site path
	Class  publish.Class
	Layout string                 // "" for a file made by Data
	View   func() theme.View      // for a layout; called once, when the page is rendered
	Data   func() ([]byte, error) // for anything else
}

// planner turns the linked site into tasks. Cards are made once per item and
// shared by every page that shows them.
type planner struct {
	site    *site.Site
	config  configView
	strings theme.Strings
	lang    diag.Lang
	chrome  *theme.Site
	cards   map[*site.Item]*theme.Card
	events  []*site.Item // the meetings of the calendar
	tasks   []Task
}

// configView is what planning needs of the configuration, ready to use.
type configView struct {
	perPage  int
	baseURL  string // with a trailing slash, or ""
	pretty   bool
	hasFeeds bool
}

// Plan lists every file of the site. Tasks have distinct paths; their order
// does not matter.
func Plan(s *site.Site, th *theme.Theme, version string) ([]Task, diag.List) {
	p := &planner{
		site: s, strings: th.Strings(string(s.Config.Language)), lang: diag.Lang(s.Config.Language),
		config: configView{
			perPage: s.Config.PerPage, baseURL: s.Config.BaseURL,
			pretty: s.Config.Links == "pretty", hasFeeds: s.Config.BaseURL != "",
		},
		cards: make(map[*site.Item]*theme.Card, len(s.Items)),
	}
	for _, item := range s.Items {
		p.cards[item] = p.card(item)
	}
	problems := p.planChrome(version)
	p.planItems()
	p.planHome()
	p.planLists()
	p.planYears()
	p.planTags()
	p.planNotFound()
	p.planAliases()
	p.planFeeds()
	return p.tasks, problems
}

// page adds a rendered page.
func (p *planner) page(address, layout string, class publish.Class, view func() theme.View) {
	p.tasks = append(p.tasks, Task{Path: address, Class: class, Layout: layout, View: view})
}

// file adds a file made by the program itself.
func (p *planner) file(address string, class publish.Class, data func() ([]byte, error)) {
	p.tasks = append(p.tasks, Task{Path: address, Class: class, Data: data})
}

// t is one of the theme's strings for planning, in the site's language.
func (p *planner) t(key string, args ...any) string { return p.strings.T("plan."+key, args...) }

// href is a site path as links write it: in the portable style the file itself,
// in the pretty one its folder.
func (p *planner) href(address string) string {
	if p.config.pretty {
		return folderOf(address)
	}
	return address
}

// folderOf names a folder's own page by the folder, and any other file as it is.
func folderOf(address string) string {
	if path.Base(address) == "index.html" {
		return strings.TrimSuffix(address, "index.html")
	}
	return address
}

// absolute is an address as a full URL, "" without a base URL. It is the pretty
// one in both styles: a page has one canonical address.
func (p *planner) absolute(address string) string {
	if p.config.baseURL == "" {
		return ""
	}
	return p.config.baseURL + escapePath(folderOf(address))
}

// rootOf is the relative way from a page to the site's root.
func rootOf(address string) string { return strings.Repeat("../", strings.Count(address, "/")) }

// head fills in what every page's head needs.
func (p *planner) head(address, layout, section, title, description string, crumbs ...theme.Link) theme.Page {
	page := theme.Page{
		Path: address, Root: rootOf(address), Title: title, Description: description,
		Section: section, Layout: layout, Canonical: p.absolute(address), OGType: "website",
	}
	if address != homeAddress {
		page.Breadcrumbs = append([]theme.Link{{Label: p.t("home"), Href: p.href(homeAddress)}}, crumbs...)
	}
	return page
}

const homeAddress = "index.html"

// planChrome prepares what all pages share.
func (p *planner) planChrome(version string) diag.List {
	cfg := p.site.Config
	p.chrome = &theme.Site{
		Title: cfg.Title, Description: cfg.Description, Lang: string(cfg.Language),
		Cell:   theme.Cell{Name: cfg.Cell.Name, Parent: cfg.Cell.Parent, Agency: cfg.Cell.Agency},
		Footer: cfg.Footer, Home: p.href(homeAddress), Generator: "bulletin " + version,
		Feeds: p.feedLinks(),
	}
	if p.chrome.Title == "" {
		p.chrome.Title = p.t("untitled")
	}
	if p.events = p.meetings(); len(p.events) > 0 {
		p.chrome.Calendar = calendarAddress
	}
	for _, section := range p.site.Sections {
		if len(section.Items) > 0 || section.Intro != nil {
			p.chrome.Menu = append(p.chrome.Menu, theme.MenuItem{
				Label: p.t("section." + section.Folder), Href: p.href(listAddress(section.Folder)), Section: section.Folder,
			})
		}
	}
	if len(p.site.Years) > 0 {
		newest := strconv.Itoa(p.site.Years[0].Year)
		p.chrome.FooterMenu = append(p.chrome.FooterMenu, theme.MenuItem{Label: p.t("year.title", newest), Href: p.href(yearAddress(p.site.Years[0].Year))})
	}
	if len(p.site.Tags) > 0 {
		p.chrome.FooterMenu = append(p.chrome.FooterMenu, theme.MenuItem{Label: p.t("tags.title"), Href: p.href(tagsAddress), Section: "tags"})
	}
	return p.menu()
}

// menu adds the configuration's own entries.
func (p *planner) menu() diag.List {
	var problems diag.List
	for i, entry := range p.site.Config.Menu {
		if entry.URL != "" {
			p.chrome.Menu = append(p.chrome.Menu, theme.MenuItem{Label: entry.Label, URL: entry.URL})
			continue
		}
		item, ok := p.site.Item(viet.NFC(entry.Page))
		if !ok || !item.Shown {
			problems.Add(p.site.Config.At(config.MenuPath(i)+".page", "menu-page", entry.Page))
			continue
		}
		label := entry.Label
		if label == "" {
			label = item.Title
		}
		p.chrome.Menu = append(p.chrome.Menu, theme.MenuItem{Label: label, Href: p.href(item.Address), Section: sectionOf(item)})
	}
	return problems
}

// sectionOf is the menu entry that is current on an item's page: its kind's
// list, or the page itself.
func sectionOf(item *site.Item) string {
	if kind, ok := content.IsSectionIndex(item.Path); ok {
		return kind.Spec().Folder
	}
	if item.Kind == content.KindPage {
		return item.Address
	}
	return item.Kind.Spec().Folder
}

func listAddress(folder string) string { return path.Join(folder, "index.html") }
func yearAddress(year int) string      { return path.Join("years", strconv.Itoa(year), "index.html") }

const tagsAddress = "tags/index.html"
