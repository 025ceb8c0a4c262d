package build

import (
	"path"
	"strings"
	"time"

	"bulletin/internal/award"
	"bulletin/internal/diag"
	"bulletin/internal/site"
	"bulletin/internal/theme"
	"bulletin/internal/viet"
)

// wording says things in the site's language and style. It knows the
// configuration and the theme's words, and nothing of the documents: what makes
// a page of its recipe has a wording and no more.
type wording struct {
	strings theme.Strings
	lang    diag.Lang
	chrome  *theme.Site
	awards  award.Catalogue
	zone    *time.Location
	baseURL string // with a trailing slash, or ""
	pretty  bool
	topics  map[string]theme.Link // to the list of each topic, by each spelling
}

func newWording(s *site.Site, th *theme.Theme) *wording {
	w := &wording{
		strings: th.Strings(string(s.Config.Language)), lang: diag.Lang(s.Config.Language), awards: s.Awards,
		zone: s.Config.Zone, baseURL: s.Config.BaseURL, pretty: s.Config.Links == "pretty",
		topics: map[string]theme.Link{},
	}
	for _, tag := range s.Tags {
		for _, label := range tag.Spellings {
			w.topics[label] = w.topic(label)
		}
	}
	return w
}

// topic is the link to the list of a topic as an item spells it.
func (w *wording) topic(label string) theme.Link {
	if link, known := w.topics[label]; known {
		return link
	}
	return theme.Link{Label: label, Href: w.href(listAddress(path.Join("tags", viet.Slug(label))))}
}

// t is one of the theme's strings for planning, in the site's language.
func (w *wording) t(key string, args ...any) string { return w.strings.T("plan."+key, args...) }

// href is a site path as links write it: in the portable style the file itself,
// in the pretty one its folder.
func (w *wording) href(address string) string {
	if w.pretty {
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
func (w *wording) absolute(address string) string {
	if w.baseURL == "" {
		return ""
	}
	return w.baseURL + escapePath(folderOf(address))
}

// rootOf is the relative way from a page to the site's root.
func rootOf(address string) string { return strings.Repeat("../", strings.Count(address, "/")) }

// head fills in what every page's head needs.
func (w *wording) head(address, layout, section, title, description string, crumbs ...theme.Link) theme.Page {
	page := theme.Page{
		Path: address, Root: rootOf(address), Title: title, Description: description,
		Section: section, Layout: layout, Canonical: w.absolute(address), OGType: "website",
	}
	if address != homeAddress {
		page.Breadcrumbs = append([]theme.Link{{Label: w.t("home"), Href: w.href(homeAddress)}}, crumbs...)
	}
	return page
}

const homeAddress = "index.html"
