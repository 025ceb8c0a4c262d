package build

import (
	"bulletin/internal/build/publish"
	"bulletin/internal/theme"
)

// planAliases plans a page at every former address that leads to the new one.
func (p *planner) planAliases() {
	for _, alias := range p.site.Aliases {
		p.page(alias.Address, "redirect", publish.Page, func() (page, error) {
			head := p.head(alias.Address, "redirect", "", alias.To.Title, "")
			head.Canonical, head.NoIndex = p.absolute(alias.To.Address), true
			return page{head, &theme.Redirect{Target: theme.Link{Label: alias.To.Title, Href: p.href(alias.To.Address)}}, nil}, nil
		})
	}
}
