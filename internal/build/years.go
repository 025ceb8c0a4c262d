package build

import (
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

const yearsAddress = "years/index.html"

func yearAddress(year int) string { return listAddress(path.Join("years", strconv.Itoa(year))) }

// planYears plans the page of all years and those of each: one that shows the
// newest items of every kind, and those of the kinds that have more.
func (p *planner) planYears() {
	years := p.site.Years
	if len(years) == 0 {
		return
	}
	p.page(yearsAddress, "years", publish.List, func() (page, error) {
		return page{p.head(yearsAddress, "years", "years", p.t("years.title"), ""), &theme.Years{Years: p.yearLinks(), Total: len(years)}, nil}, nil
	})
	for i, year := range years {
		var newer, older *theme.Link
		if i > 0 {
			newer = p.yearLink(years[i-1])
		}
		if i+1 < len(years) {
			older = p.yearLink(years[i+1])
		}
		lists := p.yearLists(year)
		p.page(yearAddress(year.Year), "year", publish.List, func() (page, error) {
			return p.yearPage(year, lists, newer, older)
		})
		for _, list := range lists {
			p.planNumbered(&list)
		}
	}
}

func (p *planner) yearLink(year *site.Year) *theme.Link {
	return &theme.Link{Label: strconv.Itoa(year.Year), Href: p.href(yearAddress(year.Year))}
}

// yearLinks lead to all years and tell how much there is of each.
func (p *planner) yearLinks() []theme.YearLink {
	var links []theme.YearLink
	for _, year := range p.site.Years {
		link := p.yearLink(year)
		links = append(links, theme.YearLink{Year: link.Label, Href: link.Href, Count: len(year.Items)})
	}
	return links
}

// yearLists are a year's items by kind. Their common front page is the year's,
// where each list is a section.
func (p *planner) yearLists(year *site.Year) []listing {
	items := map[content.Kind][]*site.Item{}
	for _, item := range year.Items {
		items[item.Kind] = append(items[item.Kind], item)
	}
	name, address := strconv.Itoa(year.Year), yearAddress(year.Year)
	var lists []listing
	for _, section := range p.site.Sections {
		of := items[section.Kind]
		if len(of) == 0 {
			continue
		}
		title := p.t("year.list", p.t("section."+section.Folder), name)
		list := p.listing(path.Join("years", name, section.Folder), title, of)
		list.kind, list.section, list.heading = section.Folder, "years", p.monthHeading
		list.front = theme.Link{Label: p.t("year.title", name), Href: p.href(address) + "#" + section.Folder}
		list.crumbs = p.yearCrumbs()
		lists = append(lists, list)
	}
	return lists
}

// yearCrumbs lead down to the pages of years.
func (p *planner) yearCrumbs() []theme.Link {
	return []theme.Link{{Label: p.t("years.title"), Href: p.href(yearsAddress)}}
}

func (p *planner) yearPage(year *site.Year, lists []listing, newer, older *theme.Link) (page, error) {
	address := yearAddress(year.Year)
	name := strconv.Itoa(year.Year)
	view := &theme.Year{Year: name, Next: newer, Previous: older, Report: p.reportOf(year)}
	head := p.head(address, "year", "years", p.t("year.title", name), p.t("year.description", name), p.yearCrumbs()...)
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
	var cards [][]*shown
	for _, list := range lists {
		label, count := p.t("section."+list.kind), len(list.items)
		cards = append(cards, p.showAll(list.newest))
		view.Sections = append(view.Sections, theme.Section{Key: list.kind, Title: label, Count: count, Pages: p.periods(list)})
		view.Figures = append(view.Figures, theme.Figure{Value: p.number(count), Label: label, Href: "#" + list.kind})
	}
	return page{head, view, cards}, nil
}

// periods lead to the numbered pages of a year's list, each named by the months
// that it holds.
func (p *planner) periods(list listing) []theme.Link {
	var links []theme.Link
	for i, items := range list.full {
		from, to := p.month(items[len(items)-1]), p.month(items[0])
		label := p.short(from)
		if to != from {
			label += " – " + p.short(to)
		}
		links = append(links, theme.Link{Label: label, Href: p.href(list.pageAddress(i + 1))})
	}
	return links
}

// month is when an item was, to the month at most.
func (p *planner) month(item *site.Item) viet.Date { return item.Date().Coarsen(viet.ByMonth) }

// monthHeading is the month of an item: "Tháng 7 năm 2020", "Quý III năm 2020",
// or the year when no more is known.
func (p *planner) monthHeading(item *site.Item) string {
	text := p.long(p.month(item))
	if text == "" {
		return p.t("date.unknown")
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}
