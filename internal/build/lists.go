package build

import (
	"errors"
	"html/template"
	"path"
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	"bulletin/internal/build/publish"
	"bulletin/internal/content"
	"bulletin/internal/site"
	"bulletin/internal/theme"
	"bulletin/internal/viet"
)

// planLists plans the pages of every kind's list.
func (p *planner) planLists() {
	for _, section := range p.site.Sections {
		if len(section.Items) == 0 && section.Intro == nil {
			continue
		}
		title := p.t("section." + section.Folder)
		intro := section.Intro
		if intro != nil {
			title = intro.Title
		}
		list := p.listing(section.Folder, title, section.Items)
		list.section, list.intro, list.covers = section.Folder, intro, section.Kind == content.KindIssue
		switch {
		case section.Kind == content.KindMeeting && len(p.events) > 0:
			list.calendar = calendarAddress
		case section.Kind == content.KindIssue && len(section.Items) > 0:
			list.feeds = p.feedLinks(section.Folder)
		}
		p.planListing(list)
	}
}

// listing is a list of items over as many pages as it needs. They are numbered
// from the oldest items: page 1 holds the oldest, each numbered page is full for
// good, and the front page holds the newest, between one and two pages' worth. A
// new item therefore changes the front page only, and now and then adds a
// numbered one; links to numbered pages hold.
type listing struct {
	folder   string // below which its pages are numbered
	section  string // current menu entry
	kind     string // key of a year's section
	title    string
	items    []*site.Item
	newest   []*site.Item   // of the front page
	full     [][]*site.Item // of the numbered pages, from page 1
	front    theme.Link     // to the front page
	crumbs   []theme.Link   // down to it
	heading  func(*site.Item) string
	intro    *site.Item
	calendar string
	covers   bool // as covers of issues
	feeds    []theme.Feed
}

// listing cuts a list into pages. Its front page is its folder's own, and its
// items stand under their years, if nobody else says otherwise.
func (p *planner) listing(folder, title string, items []*site.Item) listing {
	list := listing{
		folder: folder, title: title, items: items, newest: items, feeds: p.chrome.Feeds,
		front: theme.Link{Label: title, Href: p.href(listAddress(folder))}, heading: p.yearHeading,
	}
	per := p.site.Config.PerPage
	for range len(items)/per - 1 {
		rest := len(list.newest) - per
		list.full, list.newest = append(list.full, list.newest[rest:]), list.newest[:rest]
	}
	return list
}

// pageAddress is where a numbered page of a list is.
func (l listing) pageAddress(number int) string {
	return path.Join(l.folder, "page", strconv.Itoa(number), "index.html")
}

// planListing plans all pages of a list.
func (p *planner) planListing(list listing) {
	address := listAddress(list.folder)
	p.page(address, "list", publish.List, func() (page, error) {
		groups, cards := p.grouped(list.newest, list.heading)
		view := &theme.List{
			Title: list.title, Groups: groups, Calendar: list.calendar, Total: len(list.items), Feeds: list.feeds, Covers: list.covers,
			Pager: p.pager(&list, len(list.full)+1),
		}
		head := p.head(address, "list", list.section, list.title, "", list.crumbs...)
		var err error
		if list.intro != nil {
			view.Intro, head.Description, err = p.intro(list.intro, address)
		}
		return page{head, view, cards}, err
	})
	p.planNumbered(&list)
}

// planNumbered plans the numbered pages of a list, of which a site has many.
func (p *planner) planNumbered(list *listing) {
	way := p.method(publish.List, "list")
	for i := range slices.Backward(list.full) {
		p.add(Task{Path: list.pageAddress(i + 1), method: way, maker: &numbered{p, list, i + 1}})
	}
}

// numbered makes a numbered page of a list.
type numbered struct {
	p      *planner
	list   *listing
	number int
}

// Recipe gathers all that the page is made of.
func (n *numbered) Recipe() (any, error) {
	p, list, label := n.p, n.list, n.p.pageLabel(n.number)
	groups, cards := p.grouped(list.full[n.number-1], list.heading)
	view := &theme.List{Title: list.title, Groups: groups, Calendar: list.calendar, Pager: p.pager(list, n.number), Covers: list.covers}
	view.Pager.Label = label
	crumbs := append(slices.Clone(list.crumbs), list.front)
	return page{p.head(list.pageAddress(n.number), "list", list.section, list.title+" · "+label, "", crumbs...), view, cards}, nil
}

// View is what the recipe says, with its cards.
func (n *numbered) View(recipe any) (theme.View, error) { return recipe.(page).view(n.p.wording) }

// Data is here for the type: the page is made of a View.
func (n *numbered) Data(any) ([]byte, error) { return nil, errors.ErrUnsupported }

func (p *planner) pageLabel(number int) string { return p.t("pager.page", strconv.Itoa(number)) }

// pager leads from a page of a list to the others. The front page counts as the
// one after the last that has a number.
func (p *planner) pager(list *listing, number int) theme.Pager {
	var pager theme.Pager
	to := func(number int) *theme.Link {
		if number > len(list.full) {
			return &theme.Link{Label: p.t("pager.front"), Href: list.front.Href}
		}
		return &theme.Link{Label: p.pageLabel(number), Href: p.href(list.pageAddress(number))}
	}
	if number <= len(list.full) {
		pager.Newer = to(number + 1)
	}
	if number > 1 {
		pager.Older = to(number - 1)
	}
	if number > 2 {
		pager.Oldest = to(1)
	}
	return pager
}

// intro is the text of an introduction for the page at an address, and how it
// begins.
func (p *planner) intro(item *site.Item, here string) (text template.HTML, summary string, err error) {
	doc, err := p.documents.Document(item.Head)
	if err != nil {
		return "", "", err
	}
	return p.fill(here, doc, &doc.Body, item.Targets, true), doc.Body.Summary, nil
}

// grouped puts neighbouring items of the same heading under it.
func (p *planner) grouped(items []*site.Item, heading func(*site.Item) string) (groups []theme.Group, cards [][]*shown) {
	all, first := make([]*shown, len(items)), 0
	for i, item := range items {
		all[i] = p.show(item)
		if title := heading(item); len(groups) == 0 || groups[len(groups)-1].Title != title {
			groups, cards, first = append(groups, theme.Group{Title: title}), append(cards, nil), i
		}
		cards[len(cards)-1] = all[first : i+1]
	}
	return groups, cards
}

// yearHeading is the year of an item.
func (p *planner) yearHeading(item *site.Item) string {
	if year := item.Date().Year; year > 0 {
		return strconv.Itoa(year)
	}
	return p.t("date.unknown")
}

// planTags plans the page of all tags and a list for each.
func (p *planner) planTags() {
	if len(p.site.Tags) == 0 {
		return
	}
	crumb := theme.Link{Label: p.t("tags.title"), Href: p.href(tagsAddress)}
	for _, tag := range p.site.Tags {
		list := p.listing(path.Join("tags", tag.Slug), p.t("tag.title", tag.Label), tag.Items)
		list.section, list.crumbs = "tags", []theme.Link{crumb}
		p.planListing(list)
	}
	p.page(tagsAddress, "tags", publish.List, func() (page, error) {
		view := &theme.Tags{Total: len(p.site.Tags)}
		for _, tag := range p.site.Tags {
			letter := initial(tag.Label)
			if n := len(view.Groups); n == 0 || view.Groups[n-1].Letter != letter {
				view.Groups = append(view.Groups, theme.TagGroup{Letter: letter})
			}
			last := &view.Groups[len(view.Groups)-1]
			last.Tags = append(last.Tags, p.tagLink(tag))
		}
		return page{p.head(tagsAddress, "tags", "tags", p.t("tags.title"), ""), view, nil}, nil
	})
}

func (p *planner) tagLink(tag *site.Tag) theme.TagLink {
	return theme.TagLink{Label: tag.Label, Href: p.href(listAddress(path.Join("tags", tag.Slug))), Count: len(tag.Items)}
}

// initial is the letter under which an index lists a word: the base letter of
// the Vietnamese alphabet, in which a tone is no letter of its own but ă, â, đ,
// ê, ô, ơ, ư are.
func initial(word string) string {
	r, _ := utf8.DecodeRuneInString(viet.WithoutTones(word))
	if !unicode.IsLetter(r) {
		return "#"
	}
	return string(unicode.ToUpper(r))
}
