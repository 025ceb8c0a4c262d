package browser

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// setting is a place from which people open a site.
type setting struct {
	name string
	base string // URL of the site's root, with a slash at the end
}

// settings are the three ways of opening a site that have to work alike.
var settings = []setting{
	{"http", "http://bulletin.test/"},
	{"sub-path", "http://bulletin.test/a/b/"},
	{"file", "file:///S:/chi%20b%E1%BB%99/b%E1%BA%A3n%20tin/"},
}

// destination is where a reference leads.
type destination struct {
	file     string // path in the tree, "" when outside
	fragment string
	problem  string
}

// follow resolves a reference by the rules of URLs, and maps it to the tree as
// a plain file server, or the file system, would.
func (tr *tree) follow(at setting, from string, r ref) destination {
	base, err := url.Parse(at.base)
	if err != nil {
		return destination{problem: err.Error()}
	}
	u, err := url.Parse(r.url)
	if err != nil {
		return destination{problem: "is not a URL: " + err.Error()}
	}
	switch u.Scheme {
	case "mailto", "tel", "data":
		return destination{}
	case "javascript":
		return destination{problem: "is script, which a strict policy forbids"}
	}
	target := base.JoinPath(strings.Split(from, "/")...).ResolveReference(u)
	rest, inside := strings.CutPrefix(target.Path, base.Path)
	switch {
	case tr.address != "" && strings.HasPrefix(target.String(), tr.address) && (!r.fetched || from == "404.html"):
		// Our own address, written out. Servers show 404.html at any depth, where
		// no relative way leads to its styles; all other pages fetch relatively.
		rest = strings.TrimPrefix(target.Path, mustParse(tr.address).Path)
	case target.Scheme != base.Scheme || target.Host != base.Host:
		if r.fetched {
			return destination{problem: "is fetched from another host"}
		}
		return destination{}
	case !inside:
		return destination{problem: "leaves the site's folder"}
	}
	if rest == "" || strings.HasSuffix(rest, "/") {
		if at.base[:5] == "file:" && target.Scheme == "file" {
			return destination{problem: "leads to a folder, which file:// shows as a list of files"}
		}
		rest += "index.html"
	}
	return destination{file: rest, fragment: target.Fragment}
}

func mustParse(raw string) *url.URL {
	u, err := url.Parse(raw)
	if err != nil {
		panic(err)
	}
	return u
}

// checkLinks wants every reference of every page and style sheet to lead to a
// file of the tree, and every fragment to an element.
func (tr *tree) checkLinks(at setting) []string {
	var problems []string
	try := func(from string, refs []ref) {
		for _, r := range refs {
			if p := tr.tryRef(at, from, r); p != "" {
				problems = append(problems, fmt.Sprintf("%s: %v %s", from, r, p))
			}
		}
	}
	for name, p := range tr.pages {
		try(name, p.refs)
	}
	for name, refs := range tr.styles {
		try(name, refs)
	}
	return problems
}

func (tr *tree) tryRef(at setting, from string, r ref) string {
	d := tr.follow(at, from, r)
	if d.problem != "" || d.file == "" {
		return d.problem
	}
	if _, ok := tr.files[d.file]; !ok {
		return "leads nowhere: there is no " + d.file
	}
	p := tr.pages[d.file]
	if d.fragment == "" || d.fragment == "top" || p == nil || p.ids[d.fragment] {
		return ""
	}
	return fmt.Sprintf("leads nowhere: %s has no id %q", d.file, d.fragment)
}

// checkReachable wants a way of links from the home page to every page, except
// the page for lost readers and those that only send readers on.
func (tr *tree) checkReachable() []string {
	seen, queue := map[string]bool{"index.html": true}, []string{"index.html"}
	for len(queue) > 0 {
		name := queue[0]
		queue = queue[1:]
		for _, r := range tr.pages[name].refs {
			if !r.follow {
				continue
			}
			if d := tr.follow(settings[0], name, r); tr.pages[d.file] != nil && !seen[d.file] {
				seen[d.file] = true
				queue = append(queue, d.file)
			}
		}
	}
	var problems []string
	for name, p := range tr.pages {
		if !seen[name] && p.refresh == "" && path.Base(name) != "404.html" {
			problems = append(problems, name+": no links lead here from the home page")
		}
	}
	return problems
}

// maxHome is what the home page's HTML, styles and scripts may weigh together,
// in bytes, before compression and without typefaces.
const maxHome = 100_000

// checkWeight weighs the home page.
func (tr *tree) checkWeight() []string {
	total := tr.pages["index.html"].size
	parts := []string{fmt.Sprintf("index.html %d", total)}
	for _, r := range tr.pages["index.html"].refs {
		d := tr.follow(settings[0], "index.html", r)
		if ext := path.Ext(d.file); r.fetched && (ext == ".css" || ext == ".js") {
			total += tr.files[d.file]
			parts = append(parts, fmt.Sprintf("%s %d", d.file, tr.files[d.file]))
		}
	}
	if total < maxHome {
		return nil
	}
	return []string{fmt.Sprintf("the home page weighs %d bytes, at most %d are wanted: %s", total, maxHome, strings.Join(parts, ", "))}
}

// checkAddresses wants every absolute address of ours in feeds, sitemap,
// calendar and canonical links to lead to a file of the tree.
func (tr *tree) checkAddresses() []string {
	ours := regexp.MustCompile(regexp.QuoteMeta(tr.address) + `[^\s"'<>\\]*`)
	var problems []string
	found := 0
	for name := range tr.files {
		if !slices.Contains([]string{".html", ".xml", ".json", ".txt", ".ics"}, path.Ext(name)) {
			continue
		}
		text, err := os.ReadFile(filepath.Join(tr.dir, filepath.FromSlash(name)))
		if err != nil {
			problems = append(problems, err.Error())
		}
		if path.Ext(name) == ".ics" { // RFC 5545, 3.1: long lines are folded
			text = regexp.MustCompile(`\r\n[ \t]`).ReplaceAll(text, nil)
		}
		for _, address := range ours.FindAllString(string(text), -1) {
			found++
			r := ref{url: address, by: "address"}
			if p := tr.tryRef(settings[0], name, r); p != "" {
				problems = append(problems, fmt.Sprintf("%s: %v %s", name, r, p))
			}
		}
	}
	if found == 0 {
		problems = append(problems, "no file holds an address of the site: feeds, sitemap and canonical links are missing")
	}
	return problems
}

// checkData wants every XML and JSON file to parse to its end.
func (tr *tree) checkData() []string {
	var problems []string
	for name := range tr.files {
		text, err := os.ReadFile(filepath.Join(tr.dir, filepath.FromSlash(name)))
		switch path.Ext(name) {
		case ".xml", ".svg":
			for dec := xml.NewDecoder(bytes.NewReader(text)); err == nil; {
				_, err = dec.Token()
			}
			if errors.Is(err, io.EOF) {
				err = nil
			}
		case ".json", ".webmanifest":
			var v any
			if err == nil {
				err = json.Unmarshal(text, &v)
			}
		}
		if err != nil {
			problems = append(problems, fmt.Sprintf("%s: %v", name, err))
		}
	}
	return problems
}
