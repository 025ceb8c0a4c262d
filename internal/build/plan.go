package build

import (
	"path"
	"sync/atomic"

	"bulletin/internal/award"
	"bulletin/internal/build/publish"
	"bulletin/internal/config"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/record"
	"bulletin/internal/site"
	"bulletin/internal/theme"
	"bulletin/internal/viet"
)

// planner turns the linked site into tasks.
type planner struct {
	*wording
	site       *site.Site
	documents  Documents
	cards      [cardsKept]atomic.Pointer[keptCard] // each at its item's number, modulo
	shown      []shown                             // by the item's number
	events     []*site.Item                        // the meetings of the calendar
	by         record.Sum                          // what makes the site's files of their recipes
	asked      yardstick                           // of the reports
	records    map[int]*records                    // of each year
	asOf       viet.Date                           // records of later days do not count; zero = all do
	newestYear int                                 // that has records
	feeds      []*newest                           // of the site, of the newsletter
	segments   []*searchSegment                    // of the index
	tasks      tasks
	ways       map[content.Kind]*method // to make the pages of items
	methods    map[method]*method       // one of each
}

// Documents fetches documents, or parts of them: what lists show, what their kinds add.
type Documents interface {
	Summary(head *content.Head) (string, error)
	Figures(head *content.Head) (content.Figures, error)
	Document(head *content.Head) (*content.Document, error)
	Record(head *content.Head, whole func(content.Figures) bool) (content.Figures, content.Detail, error)
}

// plan lists every page and feed of the site. Tasks have distinct paths; their
// order does not matter.
func plan(s *site.Site, asked yardstick, documents Documents, th *theme.Theme, o Options) (*planner, diag.List) {
	p := &planner{
		wording: newWording(s, th), site: s, asked: asked, asOf: o.AsOf, documents: documents, shown: make([]shown, len(s.Items)),
		methods: map[method]*method{},
	}
	for i, item := range s.Items {
		p.shown[i].p, p.shown[i].item = p, item
	}
	problems := p.planChrome(o)
	p.by = p.makers(th, o.program())
	p.planItems()
	p.planEditions()
	p.planHome()
	p.planLists()
	p.planReports()
	p.planYears()
	p.planTags()
	p.planSearch()
	p.planNotFound()
	p.planAliases()
	p.planFeeds()
	return p, problems
}

// page is the recipe of a page that shows cards and what its View says: Main is
// the View's, but for its cards, which are in Shown, list by list.
type page struct {
	Page  theme.Page
	Main  any
	Shown [][]*shown
}

// view puts the cards into the page's lists, in their order.
func (r page) view(w *wording) (theme.View, error) {
	var deck deck
	switch main := r.Main.(type) {
	case *theme.List:
		for i, all := range r.Shown {
			main.Groups[i].Cards = deck.cards(all)
		}
	case *theme.Year:
		for i, all := range r.Shown {
			main.Sections[i].Cards = deck.cards(all)
		}
	case *theme.Home:
		for i, all := range r.Shown[1:] {
			main.Sections[i].Cards = deck.cards(all)
		}
		for _, lead := range r.Shown[0] {
			main.Lead = deck.card(lead)
		}
	}
	return theme.View{Site: w.chrome, Page: r.Page, Main: r.Main}, deck.err
}

// method is what the files of a class and a layout have in common.
func (p *planner) method(class publish.Class, layout string) *method {
	of := method{Class: class, Layout: layout, By: &p.by}
	if known := p.methods[of]; known != nil {
		return known
	}
	first := of
	p.methods[of] = &first
	return &first
}

// page adds a page that shows nothing but cards and what its View says.
func (p *planner) page(address, layout string, class publish.Class, recipe func() (page, error)) {
	w := p.wording
	p.add(Task{
		Path: address, method: p.method(class, layout),
		maker: &steps{
			recipe: func() (any, error) { return recipe() },
			view:   func(recipe any) (theme.View, error) { return recipe.(page).view(w) },
		},
	})
}

// add adds a file that is no item's page.
func (p *planner) add(t Task) { p.tasks.others = append(p.tasks.others, t) }

// file adds a file made by the program itself.
func file[R any](p *planner, address string, class publish.Class, recipe func() (R, error), data func(R) []byte) {
	p.add(Task{
		Path: address, method: p.method(class, ""),
		maker: &steps{
			recipe: func() (any, error) { return recipe() },
			data:   func(recipe any) ([]byte, error) { return data(recipe.(R)), nil },
		},
	})
}

// makers names what turns recipes into files: the program, the theme, the
// configuration and what all pages share.
func (p *planner) makers(th *theme.Theme, program string) record.Sum {
	cfg := p.site.Config
	return record.SumOf(makersCodec.Append(nil, &makers{
		Program: program, Theme: th.Digest(), Chrome: *p.chrome, Awards: p.awards,
		Zone: cfg.Timezone, BaseURL: p.baseURL, Pretty: p.pretty,
	}))
}

// makers are the values behind a wording.
type makers struct {
	Program, Theme string
	Chrome         theme.Site
	Awards         award.Catalogue
	Zone, BaseURL  string
	Pretty         bool
}

var makersCodec = record.For[makers]()

// planChrome prepares what all pages share.
func (p *planner) planChrome(o Options) diag.List {
	cfg := p.site.Config
	p.chrome = &theme.Site{
		Title: cfg.Title, Description: cfg.Description, Lang: string(cfg.Language),
		Cell:   theme.Cell{Name: cfg.Cell.Name, Parent: cfg.Cell.Parent, Agency: cfg.Cell.Agency},
		Footer: cfg.Footer, Home: p.href(homeAddress), Generator: "bulletin " + o.Version,
		Feeds: p.feedLinks(""), Internal: o.View.Internal,
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
	// The newest year is not named here: its first item would change every page.
	if len(p.site.Years) > 0 {
		p.chrome.FooterMenu = append(p.chrome.FooterMenu, theme.MenuItem{Label: p.t("years.title"), Href: p.href(yearsAddress), Section: "years"})
	}
	if len(p.site.Tags) > 0 {
		p.chrome.FooterMenu = append(p.chrome.FooterMenu, theme.MenuItem{Label: p.t("tags.title"), Href: p.href(tagsAddress), Section: "tags"})
	}
	if cfg.Search {
		p.chrome.Search = p.href(searchAddress)
		p.chrome.FooterMenu = append(p.chrome.FooterMenu, theme.MenuItem{Label: p.t("search.title"), Href: p.chrome.Search, Section: "search"})
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

const tagsAddress = "tags/index.html"
