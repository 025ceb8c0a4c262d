// Package singlefile makes one HTML document of a published site, for a USB stick or an
// e-mail: every page is a section of it, pictures, style sheets, typefaces and attachments
// are in it as data: URLs (RFC 2397), links between pages lead to sections.
//
// One page is shown at a time, by the style sheet alone (:target and :has); browsers that
// do not know :has, from before 2024, show all pages one below the other, and the links
// work as well. There is no script in it, and its Content-Security-Policy forbids it to ask
// the network for anything.
//
// Left out is what has no use there: the page for what is missing, pages at old addresses
// (links to them lead where they lead), print editions, forms, feeds and calendars, data
// for search engines. An attachment stands in it once; a picture as often as it is shown.
package singlefile

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Result is the document and what is to be said of it.
type Result struct {
	HTML    []byte
	Pages   int      // in it
	Files   int      // pictures, attachments and others in it
	Dropped []string // what links led to that is not in it, sorted, each once
}

// ErrNoHome is the error of a tree without index.html.
var ErrNoHome = errors.New("the site has no index.html")

// Make reads the files of these names, and makes the document of them.
func Make(ctx context.Context, tree fs.FS, names []string) (Result, error) {
	s := &site{tree: tree, files: map[string]bool{}, pages: map[string]*page{}, links: map[string]bool{}, used: map[string]bool{}, ids: map[string]string{}, data: map[string]string{}, attached: map[string]string{}}
	for _, name := range names {
		s.files[name] = true
	}
	if err := s.survey(ctx, names); err != nil {
		return Result{}, err
	}
	home := s.pages[homeName]
	if home == nil || !home.shown {
		return Result{}, ErrNoHome
	}
	text, err := s.write(ctx, home)
	if err != nil {
		return Result{}, err
	}
	r := Result{HTML: text, Pages: len(s.order), Files: len(s.used)}
	for name := range s.links {
		r.Dropped = append(r.Dropped, name)
	}
	slices.Sort(r.Dropped)
	return r, nil
}

const homeName = "index.html"

// site is what is known of the tree.
type site struct {
	tree  fs.FS
	files map[string]bool
	pages map[string]*page
	order []*page  // those that are shown, the home page first
	style []string // style sheets, in the order in which pages name them

	links map[string]bool   // that led to what is not in the document
	used  map[string]bool   // files that are in it
	ids   map[string]string // that were given out, and by which page
	data  map[string]string // data: URLs that are used again and again, by file

	attached map[string]string // files that links lead to, and the id of the link that holds them
}

// page is one HTML file.
type page struct {
	name  string
	id    string // of its section
	shown bool
	to    string // where an old address leads; "" = nowhere
}

// survey finds out which pages there are, and what they are.
func (s *site) survey(ctx context.Context, names []string) error {
	for _, name := range slices.Sorted(slices.Values(names)) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if path.Ext(name) != ".html" {
			continue
		}
		doc, err := s.parse(name)
		if err != nil {
			return err
		}
		p := &page{name: name, id: sectionID(name)}
		p.to = refresh(doc, name)
		p.shown = p.to == "" && name != "404.html" && !isEdition(doc)
		s.pages[name] = p
		if !p.shown {
			continue
		}
		if name == homeName {
			s.order = slices.Insert(s.order, 0, p)
		} else {
			s.order = append(s.order, p)
		}
		s.styles(doc, name)
	}
	return nil
}

// parse reads a page as a browser without scripts does, so that what stands in noscript is
// a part of it.
func (s *site) parse(name string) (*html.Node, error) {
	text, err := fs.ReadFile(s.tree, name)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	doc, err := html.ParseWithOptions(bytes.NewReader(text), html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", name, err)
	}
	return doc, nil
}

// sectionID names a page by its address, so that whoever is sent an address of the site
// finds it: "meetings/2020/x/", "index" for the home page.
func sectionID(name string) string {
	if name == homeName {
		return "index"
	}
	return strings.TrimSuffix(name, "index.html")
}

// innerID is that of an element of a page.
func innerID(p *page, id string) string { return p.id + "~" + id }

// refresh is where a page sends the reader at once.
func refresh(doc *html.Node, name string) string {
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Meta && strings.EqualFold(attr(n, "http-equiv"), "refresh") {
			if _, to, ok := strings.Cut(attr(n, "content"), "url="); ok {
				to, _, _ = strings.Cut(strings.TrimSpace(to), "#")
				return path.Join(path.Dir(name), to)
			}
		}
	}
	return ""
}

// isEdition tells a print edition: it repeats what its issue's items say.
func isEdition(doc *html.Node) bool {
	body := first(doc, atom.Body)
	return body != nil && slices.Contains(strings.Fields(attr(body, "class")), "layout-edition")
}

// styles notes the style sheets of a page.
func (s *site) styles(doc *html.Node, name string) {
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Link && attr(n, "rel") == "stylesheet" {
			if file := path.Join(path.Dir(name), attr(n, "href")); s.files[file] && !slices.Contains(s.style, file) {
				s.style = append(s.style, file)
			}
		}
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

func first(n *html.Node, name atom.Atom) *html.Node {
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.DataAtom == name {
			return d
		}
	}
	return nil
}
