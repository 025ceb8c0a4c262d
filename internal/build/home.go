package build

import (
	"net/url"

	"bulletin/internal/build/publish"
	"bulletin/internal/content"
	"bulletin/internal/site"
	"bulletin/internal/theme"
)

// Items of a kind on the front page, and topics.
const (
	homeItems = 4
	homeTags  = 24
)

// planHome plans the front page.
func (p *planner) planHome() {
	p.page(homeAddress, "home", publish.List, func() (page, error) {
		head := p.head(homeAddress, "home", "", p.chrome.Title, p.chrome.Description)
		head.JSONLD = p.websiteData()
		home := &theme.Home{Years: p.yearLinks()}
		if intro := p.site.Home; intro != nil {
			var err error
			if home.Intro, _, err = p.intro(intro, homeAddress); err != nil {
				return page{}, err
			}
		}
		lead := p.lead()
		cards := [][]*shown{p.showAll([]*site.Item{lead})}
		for _, section := range p.site.Sections {
			if s, of := p.homeSection(section, lead); len(of) > 0 {
				home.Sections, cards = append(home.Sections, s), append(cards, of)
			}
		}
		for _, tag := range p.site.Tags {
			if len(home.Tags) < homeTags {
				home.Tags = append(home.Tags, p.tagLink(tag))
			}
		}
		return page{head, home, cards}, nil
	})
}

// lead is the item put first: the newest news item, else the newest of any kind.
func (p *planner) lead() *site.Item {
	var first *site.Item
	for _, section := range p.site.Sections {
		if len(section.Items) == 0 {
			continue
		}
		newest := section.Items[0]
		if section.Kind == content.KindNews {
			return newest
		}
		if first == nil || newest.Date().Compare(first.Date()) > 0 {
			first = newest
		}
	}
	return first
}

// homeSection shows a kind's newest items, without the one that leads the page.
func (p *planner) homeSection(section *site.Section, lead *site.Item) (theme.Section, []*shown) {
	s := theme.Section{
		Key: section.Folder, Title: p.t("section." + section.Folder), Count: len(section.Items),
		More: theme.Link{Label: p.t("section.more"), Href: p.href(listAddress(section.Folder))},
	}
	var cards []*shown
	for _, item := range section.Items {
		if len(cards) == homeItems {
			break
		}
		if item != lead {
			cards = append(cards, p.show(item))
		}
	}
	return s, cards
}

// planNotFound plans the page a server shows for an address that is none. It is
// shown at any depth, so it is the one page whose links begin at the host's
// root, as soon as a base URL tells where the site stands.
func (p *planner) planNotFound() {
	p.page("404.html", "404", publish.Page, func() (page, error) {
		head := p.head("404.html", "404", "", p.t("notfound.title"), "")
		head.NoIndex, head.Canonical = true, ""
		if base, err := url.Parse(p.baseURL); err == nil && base.Path != "" {
			head.Root = base.EscapedPath()
		}
		main := &theme.NotFound{}
		for _, section := range p.site.Sections {
			if len(section.Items) > 0 {
				main.Sections = append(main.Sections, theme.Link{Label: p.t("section." + section.Folder), Href: p.href(listAddress(section.Folder))})
			}
		}
		return page{head, main, nil}, nil
	})
}
