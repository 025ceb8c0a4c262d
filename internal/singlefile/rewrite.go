package singlefile

import (
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var (
	errNoMain    = errors.New("the page has no main element")
	errCollision = errors.New("an id is there twice")
)

// references are the attributes that hold the ids of other elements, one or more.
var references = []string{"for", "headers", "list", "form", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-activedescendant"}

// isUseless tells what has no use in the document; a <source> with a srcset is another form
// of the picture that follows it.
func isUseless(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Form, atom.Link, atom.Meta:
		return true
	case atom.Source:
		return attr(n, "srcset") != ""
	}
	return false
}

// rewrite makes an element and all that it holds a part of the document.
func (s *site) rewrite(n *html.Node, p *page) error {
	if n.Type == html.ElementNode {
		if err := s.rewriteAttrs(n, p); err != nil {
			return err
		}
	}
	for child := n.FirstChild; child != nil; {
		next := child.NextSibling
		switch {
		case isUseless(child):
			n.RemoveChild(child)
		case child.DataAtom == atom.Noscript, child.DataAtom == atom.Picture: // nothing runs, so it is meant; there is nothing to choose from
			if child.FirstChild != nil {
				next = child.FirstChild
			}
			for inner := child.FirstChild; inner != nil; inner = child.FirstChild {
				child.RemoveChild(inner)
				n.InsertBefore(inner, child)
			}
			n.RemoveChild(child)
		default:
			if err := s.rewrite(child, p); err != nil {
				return err
			}
		}
		child = next
	}
	return nil
}

// claim gives an id to a page, once.
func (s *site) claim(id string, p *page) error {
	if by, taken := s.ids[id]; taken {
		return fmt.Errorf("%s and %s: %w: %s", by, p.name, errCollision, id)
	}
	s.ids[id] = p.name
	return nil
}

func (s *site) rewriteAttrs(n *html.Node, p *page) error {
	var kept []html.Attribute
	for i := 0; i < len(n.Attr); i++ { // an id may be added on the way
		a := n.Attr[i]
		var err error
		keep := true
		switch {
		case a.Key == "id":
			a.Val = innerID(p, a.Val)
			err = s.claim(a.Val, p)
		case slices.Contains(references, a.Key):
			ids := strings.Fields(a.Val)
			for i := range ids {
				ids[i] = innerID(p, ids[i])
			}
			a.Val = strings.Join(ids, " ")
		case a.Key == "href": // of links, and of SVG's elements in either namespace
			var download string
			if a.Val, download, keep, err = s.link(a.Val, n, p); download != "" {
				kept = append(kept, html.Attribute{Key: "download", Val: download})
			}
		case a.Key == "download":
			keep = false
		case a.Key == "src" || a.Key == "poster" || a.Key == "data":
			a.Val, keep, err = s.embed(a.Val, p)
		case a.Key == "srcset" || a.Key == "sizes" || a.Key == "loading":
			keep = false // one picture, and it is here
		case a.Key == "aria-current" && p.id == "site":
			keep = false // the menus are those of all pages
		case strings.Contains(a.Val, "url(#"):
			a.Val = strings.ReplaceAll(a.Val, "url(#", "url(#"+innerID(p, ""))
		}
		if err != nil {
			return err
		}
		if keep {
			kept = append(kept, a)
		}
	}
	n.Attr = kept
	return nil
}

// link rewrites where a link leads. keep is false for what is not in the document: the
// words stay, and lead nowhere.
func (s *site) link(to string, n *html.Node, p *page) (address, download string, keep bool, err error) {
	u, err := url.Parse(to)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return to, "", true, nil //nolint:nilerr // not of the site, so not ours to judge
	}
	if n.DataAtom != atom.A && n.DataAtom != atom.Area && u.Path != "" { // SVG's image and use
		address, keep, err = s.embed(to, p)
		return address, "", keep, err
	}
	if u.Path == "" {
		return fragment(p, p, u.Fragment), "", true, nil
	}
	name := target(u.Path, p)
	for range 10 { // an old address may lead to another
		old := s.pages[name]
		if old == nil || old.to == "" {
			break
		}
		name, u.Fragment = old.to, ""
	}
	if there := s.pages[name]; there != nil && there.shown {
		return fragment(there, p, u.Fragment), "", true, nil
	} else if there == nil && s.files[name] && !isForPrograms(name) {
		return s.attach(name, n, p)
	}
	s.links[name] = true
	return "", "", false, nil
}

// attach puts a file that a link leads to into the document, to be saved. It is there
// once: links to a large one from elsewhere lead to the first.
func (s *site) attach(name string, n *html.Node, p *page) (address, download string, keep bool, err error) {
	if at := s.attached[name]; at != "" {
		return (&url.URL{Fragment: at}).String(), "", true, nil
	}
	if address, err = s.dataURL(name); err != nil {
		return "", "", false, err
	}
	if len(address) > mostRepeated {
		at := attr(n, "id")
		if at == "" {
			at = fmt.Sprintf("tep-%d", len(s.attached)+1)
			n.Attr = append(n.Attr, html.Attribute{Key: "id", Val: at})
		}
		s.attached[name] = innerID(p, at)
	}
	return address, path.Base(name), true, nil
}

// mostRepeated is up to which length an address stands more than once.
const mostRepeated = 8 << 10

// isForPrograms tells feeds, sitemaps and calendars: who subscribes needs the site, and
// every list leads to them.
func isForPrograms(name string) bool {
	return slices.Contains([]string{".xml", ".atom", ".rss", ".json", ".ics"}, strings.ToLower(path.Ext(name)))
}

// fragment is the address of a page's section, or of an element of it. The menus' own
// fragments lead nowhere else.
func fragment(to, from *page, id string) string {
	full := to.id
	if id != "" {
		full = innerID(to, id)
	} else if from.id == "site" && to == from {
		full = sectionID(to.name)
	}
	return (&url.URL{Fragment: full}).String()
}

// target is the file that a relative address names.
func target(address string, p *page) string {
	name := path.Join(path.Dir(p.name), address)
	if strings.HasSuffix(address, "/") || name == "." {
		name = path.Join(name, "index.html")
	}
	return name
}

// embed puts a file of the site into the document. What is of another site or not there is
// left out: the document may ask nobody for it.
func (s *site) embed(address string, p *page) (data string, keep bool, err error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme == "data" {
		return address, err == nil, nil
	}
	if name := target(u.Path, p); u.Scheme == "" && u.Host == "" && s.files[name] {
		data, err = s.dataURL(name)
		return data, true, err
	}
	s.links[address] = true
	return "", false, nil
}
