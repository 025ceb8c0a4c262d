package build

import (
	"bulletin/internal/build/publish"
	"bulletin/internal/theme"
)

// planAliases plans a page at every former address that leads to the new one.
func (p *planner) planAliases() {
	for _, alias := range p.site.Aliases {
		p.page(alias.Address, "redirect", publish.Page, func() theme.View {
			page := p.head(alias.Address, "redirect", "", alias.To.Title, "")
			page.Canonical, page.NoIndex = p.absolute(alias.To.Address), true
			return theme.View{Site: p.chrome, Page: page, Main: &theme.Redirect{Target: theme.Link{Label: alias.To.Title, Href: p.href(alias.To.Address)}}}
		})
	}
}
