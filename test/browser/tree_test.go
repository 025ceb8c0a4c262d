package browser

import (
	"bytes"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// tree is a built site as it lies on disk.
type tree struct {
	dir     string
	address string // the base URL it was built for, "" when none
	files   map[string]int
	pages   map[string]*page // by slash-separated path, such as "news/index.html"
	styles  map[string][]ref // references of style sheets
}

// page is what the checks need to know of one HTML file.
type page struct {
	path    string
	kind    string // pages of one kind look alike
	size    int    // bytes
	refs    []ref
	ids     map[string]bool
	refresh string // where the page sends the reader at once, as that of an old address does; else ""
}

// ref is one address in a file.
type ref struct {
	url     string
	by      string // the element and attribute: "a href"
	fetched bool   // the browser loads it without being asked
	follow  bool   // a person can follow it
}

func (r ref) String() string { return fmt.Sprintf("%s=%q", r.by, r.url) }

// readTree reads every file below dir.
func readTree(dir, address string) (*tree, error) {
	tr := &tree{dir: dir, address: address, files: map[string]int{}, pages: map[string]*page{}, styles: map[string][]ref{}}
	fsys := os.DirFS(dir)
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return err
		}
		tr.files[name] = len(text)
		switch path.Ext(name) {
		case ".html":
			tr.pages[name], err = readPage(name, text)
		case ".css":
			tr.styles[name] = styleRefs(string(text), "css")
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("reading the built site: %w", err)
	}
	if tr.pages["index.html"] == nil {
		return nil, fmt.Errorf("%s holds no index.html", dir)
	}
	return tr, nil
}

// paths lists the pages in order.
func (tr *tree) paths() []string { return slices.Sorted(maps.Keys(tr.pages)) }

// sample gives the pages to look at: all those of a small site; of a larger one
// the smallest and the largest of each kind. Pages that send readers on at once
// cannot be looked at.
func (tr *tree) sample(limit int) []string {
	if len(tr.pages) >= limit {
		return tr.oneOfEach(true)
	}
	return slices.DeleteFunc(tr.paths(), func(name string) bool { return tr.pages[name].refresh != "" })
}

// oneOfEach gives the largest page of each kind, and the smallest if wanted.
func (tr *tree) oneOfEach(smallest bool) []string {
	least, most := map[string]*page{}, map[string]*page{}
	for _, name := range tr.paths() {
		p := tr.pages[name]
		if p.refresh != "" {
			continue
		}
		if q := least[p.kind]; q == nil || p.size < q.size {
			least[p.kind] = p
		}
		if q := most[p.kind]; q == nil || p.size > q.size {
			most[p.kind] = p
		}
	}
	chosen := map[string]bool{}
	for kind := range most {
		chosen[most[kind].path] = true
		if smallest {
			chosen[least[kind].path] = true
		}
	}
	return slices.Sorted(maps.Keys(chosen))
}

func readPage(name string, text []byte) (*page, error) {
	doc, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	p := &page{path: name, size: len(text), ids: map[string]bool{}}
	first, _, _ := strings.Cut(name, "/")
	class := ""
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		attr := func(key string) string { return attribute(n, key) }
		switch {
		case n.DataAtom == atom.Body:
			class = attr("class")
		case n.DataAtom == atom.Meta && strings.EqualFold(attr("http-equiv"), "refresh"):
			_, to, _ := strings.Cut(attr("content"), "url=")
			p.refresh = strings.TrimSpace(to)
			p.refs = append(p.refs, ref{url: p.refresh, by: "meta refresh"})
		case n.DataAtom == atom.Style && n.FirstChild != nil:
			p.refs = append(p.refs, styleRefs(n.FirstChild.Data, "style")...)
		}
		if id := attr("id"); id != "" {
			p.ids[id] = true
		}
		p.refs = append(p.refs, elementRefs(n)...)
	}
	p.kind = class + " in " + first
	return p, nil
}

func attribute(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// elementRefs gives the addresses an element holds.
func elementRefs(n *html.Node) []ref {
	var refs []ref
	for _, a := range n.Attr {
		r := ref{url: strings.TrimSpace(a.Val), by: n.Data + " " + a.Key}
		switch a.Key {
		case "href":
			r.follow = n.DataAtom == atom.A || n.DataAtom == atom.Area
			r.fetched = !r.follow && (n.DataAtom != atom.Link || fetchedLink(attribute(n, "rel")))
		case "src", "poster", "data", "background":
			r.fetched = true
		case "action", "formaction", "cite":
		case "srcset", "imagesrcset":
			for candidate := range strings.SplitSeq(a.Val, ",") {
				if f := strings.Fields(candidate); len(f) > 0 {
					refs = append(refs, ref{url: f[0], by: r.by, fetched: true})
				}
			}
			continue
		case "style":
			refs = append(refs, styleRefs(a.Val, r.by)...)
			continue
		default:
			continue
		}
		refs = append(refs, r)
	}
	return refs
}

// fetchedLink tells whether a browser loads a <link> with this rel by itself.
func fetchedLink(rel string) bool {
	for word := range strings.FieldsSeq(strings.ToLower(rel)) {
		switch word {
		case "stylesheet", "icon", "apple-touch-icon", "manifest", "preload", "modulepreload", "prefetch", "preconnect", "dns-prefetch":
			return true
		}
	}
	return false
}

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssRef     = regexp.MustCompile(`url\(\s*(?:"([^"]*)"|'([^']*)'|([^)\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')`)
)

// styleRefs gives the addresses in CSS.
func styleRefs(css, by string) []ref {
	var refs []ref
	for _, m := range cssRef.FindAllStringSubmatch(cssComment.ReplaceAllString(css, " "), -1) {
		refs = append(refs, ref{url: strings.Join(m[1:], ""), by: by + " url", fetched: true})
	}
	return refs
}
