package build

import (
	"strconv"
	"strings"

	"bulletin/internal/config"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/lint"
	"bulletin/internal/site"
	"bulletin/internal/source"
)

// gate is what stands in published texts and must not be told to the public: numbers of
// persons, birth dates, marks of secrecy. Heads know which texts have any; those are read
// once more for the places.
func (s *Session) gate(linked *site.Site) diag.List {
	if s.options.View.Internal {
		return nil
	}
	found := append(s.gateOfSite(), s.gateOfAddresses(linked)...)
	for _, item := range linked.All {
		if !item.Private || !item.Shown {
			continue
		}
		name := s.library.prefix + item.Path
		var told diag.List
		if at := s.library.index(item.Path); at >= 0 {
			f, _ := source.Read(s.library.fsys, s.library.files[at].row.Entry, s.library.prefix)
			told = lint.Published(lint.File{Path: name, Text: content.ToPublic(f.Text)})
		}
		if told == nil { // the file is another by now, and what was understood of it is not to be published
			told = (&ChangedError{File: name}).Diagnostics()
		}
		found = append(found, told...)
	}
	return found
}

// gateOfAddresses looks at what names of files become, and at former addresses, which are
// folders of the site too.
func (s *Session) gateOfAddresses(linked *site.Site) (found diag.List) {
	look := func(file, address string) {
		for part := range strings.SplitSeq(address, "/") {
			if number, ok := lint.Name(part); ok {
				found.Add(diag.Diagnostic{Pos: diag.Pos{File: s.library.prefix + file}, Severity: diag.Error, Code: "address-private", Args: []any{address, number}})
				return
			}
		}
	}
	for _, item := range linked.All {
		if item.Shown {
			look(item.Path, item.Address)
		}
	}
	for _, alias := range linked.Aliases {
		look(alias.To.Path, alias.Address)
	}
	for _, f := range linked.Files {
		look(f.Path, f.Address)
	}
	return found
}

// gateOfSite looks at what the configuration says on every page. An office's telephone may
// stand there.
func (s *Session) gateOfSite() (found diag.List) {
	c := s.Config
	texts := map[string]string{
		"title": c.Title, "description": c.Description, "footer": c.Footer, "cell.name": c.Cell.Name, "cell.parent": c.Cell.Parent, "cell.agency": c.Cell.Agency,
	}
	for i, entry := range c.Menu {
		texts[config.MenuPath(i)+".label"] = entry.Label
	}
	for i, award := range c.Awards {
		at := "awards[" + strconv.Itoa(i) + "]."
		texts[at+"name"], texts[at+"name_en"] = award.Name, award.NameEN
	}
	for key, text := range texts {
		for _, d := range lint.Published(lint.File{Text: []byte(text)}) {
			if d.Code != "phone-number" {
				found.Add(c.At(key, d.Code, d.Args...))
			}
		}
	}
	return found
}
