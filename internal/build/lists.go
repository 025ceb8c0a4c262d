package build

import (
	"html/template"
	"path"
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
		list := listing{folder: section.Folder, section: section.Folder, title: title, items: section.Items, intro: intro}
		if section.Kind == content.KindMeeting && len(p.events) > 0 {
			list.calendar = calendarAddress
		}
		p.planListing(list)
	}
}

// listing is a list of items over as many pages as it needs.
type listing struct {
	folder   string // of its first page
	section  string // current menu entry
	title    string
	items    []*site.Item
	intro    *site.Item
	calendar string
	crumbs   []theme.Link
}

// planListing numbers a list's pages from the oldest items: page 1 holds the
// oldest, each numbered page is full for good, and the front page holds the
// newest, between one and two pages' worth. A new item therefore changes the
// front page only, and now and then adds a numbered one; links to numbered
// pages hold.
func (p *planner) planListing(list listing) {
	per, n := p.site.Config.PerPage, len(list.items)
	full := max(0, n/per-1)
	front := n - full*per
	pageAddress := func(number int) string {
		if number > full {
			return listAddress(list.folder)
		}
		return path.Join(list.folder, "page", strconv.Itoa(number), "index.html")
	}
	for number := full + 1; number >= 1; number-- {
		items := list.items[:front]
		if number <= full {
			first := front + (full-number)*per
			items = list.items[first : first+per]
		}
		p.page(pageAddress(number), "list", publish.List, func() (page, error) {
			return p.listPage(list, items, number, full, pageAddress)
		})
	}
}

// listPage is one page of a list.
func (p *planner) listPage(list listing, items []*site.Item, number, full int, address func(int) string) (page, error) {
	here := address(number)
	groups, cards := p.byYear(items)
	view := &theme.List{Title: list.title, Groups: groups, Calendar: list.calendar}
	head := p.head(here, "list", list.section, list.title, "", list.crumbs...)
	var err error
	onFront := number > full
	if onFront {
		view.Total = len(list.items)
		view.Feeds = p.chrome.Feeds
		if list.intro != nil {
			view.Intro, head.Description, err = p.intro(list.intro, here)
		}
	} else {
		view.Pager.Label = p.t("pager.page", strconv.Itoa(number))
		head.Title = list.title + " · " + view.Pager.Label
		head.Breadcrumbs = append(head.Breadcrumbs, theme.Link{Label: list.title, Href: p.href(address(full + 1))})
		view.Pager.Newer = &theme.Link{Label: p.t("pager.newer"), Href: p.href(address(number + 1))}
	}
	if number > 1 {
		view.Pager.Older = &theme.Link{Label: p.t("pager.older"), Href: p.href(address(number - 1))}
	}
	if number > 2 {
		view.Pager.Oldest = &theme.Link{Label: p.t("pager.oldest"), Href: p.href(address(1))}
	}
	return page{head, view, cards}, err
}

// intro is the text of an introduction for the page at an address, and how it
// begins.
func (p *planner) intro(item *site.Item, here string) (text template.HTML, summary string, err error) {
	doc, err := p.documents.Document(item.Head)
	if err != nil {
		return "", "", err
	}
	return p.fill(here, doc, &doc.Body, item.Targets), doc.Body.Summary, nil
}

// byYear groups neighbouring items of the same year.
func (p *planner) byYear(items []*site.Item) (groups []theme.Group, cards [][]shown) {
	last := -1
	for _, item := range items {
		if year := item.Date.Year; year != last {
			title := p.t("date.unknown")
			if last = year; year > 0 {
				title = strconv.Itoa(year)
			}
			groups, cards = append(groups, theme.Group{Title: title}), append(cards, nil)
		}
		cards[len(cards)-1] = append(cards[len(cards)-1], p.show(item))
	}
	return groups, cards
}

// planTags plans the page of all tags and a list for each.
func (p *planner) planTags() {
	if len(p.site.Tags) == 0 {
		return
	}
	crumb := theme.Link{Label: p.t("tags.title"), Href: p.href(tagsAddress)}
	for _, tag := range p.site.Tags {
		p.planListing(listing{
			folder: path.Join("tags", tag.Slug), section: "tags", title: p.t("tag.title", tag.Label),
			items: tag.Items, crumbs: []theme.Link{crumb},
		})
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

// planYears plans a page for every year.
func (p *planner) planYears() {
	for i, year := range p.site.Years {
		var newer, older *theme.YearLink
		if i > 0 {
			newer = p.yearLink(p.site.Years[i-1])
		}
		if i+1 < len(p.site.Years) {
			older = p.yearLink(p.site.Years[i+1])
		}
		p.page(yearAddress(year.Year), "year", publish.List, func() (page, error) {
			return p.yearPage(year, newer, older)
		})
	}
}

func (p *planner) yearLink(year *site.Year) *theme.YearLink {
	return &theme.YearLink{Year: strconv.Itoa(year.Year), Href: p.href(yearAddress(year.Year)), Count: len(year.Items)}
}

func (p *planner) yearPage(year *site.Year, newer, older *theme.YearLink) (page, error) {
	address := yearAddress(year.Year)
	name := strconv.Itoa(year.Year)
	view := &theme.Year{Year: name, Next: newer, Previous: older}
	title := p.t("year.title", name)
	head := p.head(address, "year", "", title, p.t("year.description", name))
	if year.Intro != nil {
		text, summary, err := p.intro(year.Intro, address)
		if err != nil {
			return page{}, err
		}
		view.Intro = text
		if summary != "" {
			head.Description = summary
		}
	}
	var cards [][]shown
	for _, section := range p.site.Sections {
		var of []shown
		for _, item := range year.Items {
			if item.Kind == section.Kind {
				of = append(of, p.show(item))
			}
		}
		if len(of) == 0 {
			continue
		}
		label := p.t("section." + section.Folder)
		cards = append(cards, of)
		view.Sections = append(view.Sections, theme.Section{Key: section.Folder, Title: label, Count: len(of)})
		view.Figures = append(view.Figures, theme.Figure{Value: p.number(len(of)), Label: label, Href: "#" + section.Folder})
	}
	return page{head, view, cards}, nil
}
