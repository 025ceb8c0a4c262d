package config

import (
	"errors"
	"io/fs"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"bulletin/internal/diag"
	"bulletin/internal/pattern"
	"bulletin/internal/schema"
	"bulletin/internal/source"
)

// Load reads bulletin.yaml from the site's folder (a missing one is not an
// error), then the environment ("KEY=value"), then the settings of the command.
// The configuration is complete even when there are problems.
func Load(root fs.FS, environ []string, settings ...Setting) (Config, Origins, diag.List) {
	l := loading{config: Default(), schema: Schema(), origins: Origins{}}
	for _, leaf := range l.schema.Leaves() {
		l.origins[leaf.Path] = "default"
	}
	l.file(root)
	for _, set := range slices.Concat(fromEnvironment(l.schema, environ), settings) {
		l.problems = append(l.problems, l.schema.Set(set.Path, set.Text, schema.Origin{File: set.From}, &l.config)...)
		l.origins[set.Path] = set.From
	}
	l.config.written.origins = l.origins
	l.settings()
	l.menu()
	l.awards()
	l.checks()
	l.targets()
	return l.config, l.origins, l.problems
}

// loading is one run of [Load].
type loading struct {
	config   Config
	schema   *schema.Schema
	origins  Origins
	problems diag.List
}

// fail reports a value at its place in the file, or by the name of the variable
// or flag that gave it.
func (l *loading) fail(path string, code diag.Code, args ...any) {
	l.problems.Add(l.config.At(path, code, args...))
}

// file merges bulletin.yaml into the defaults.
func (l *loading) file(root fs.FS) {
	info, err := fs.Stat(root, File)
	if errors.Is(err, fs.ErrNotExist) {
		return
	}
	if err == nil && !info.Mode().IsRegular() {
		err = errors.New("not a regular file")
	}
	if err != nil {
		l.problems.Add(diag.Diagnostic{Pos: diag.Pos{File: File}, Code: "unreadable", Args: []any{err}})
		return
	}
	f, problems := source.Read(root, source.Entry{Path: File, Stat: source.StatOf(info)}, "")
	if problems != nil {
		l.problems = append(l.problems, problems...)
		return
	}
	origin := schema.Origin{File: File, FirstLine: 1, Line: f.Line}
	places, problems := l.schema.Decode(schema.Parse(f.Text, origin), &l.config)
	l.config.written.origin, l.config.written.places = origin, places
	l.problems = append(l.problems, problems...)
	for path, place := range places {
		if _, single := l.origins[path]; single {
			l.origins[path] = diag.Pos{File: File, Line: place.Line}.String()
		}
	}
}

// fromEnvironment finds the variables that name a key: BULLETIN_CELL_NAME for
// cell.name. BULLETIN_LANG is the program's language, not the site's.
func fromEnvironment(s *schema.Schema, environ []string) []Setting {
	var settings []Setting
	for _, leaf := range s.Leaves() {
		name := "BULLETIN_" + strings.ToUpper(strings.ReplaceAll(leaf.Path, ".", "_"))
		for _, variable := range environ {
			if key, value, _ := strings.Cut(variable, "="); key == name {
				settings = append(settings, Setting{Path: leaf.Path, Text: value, From: name})
			}
		}
	}
	return settings
}

// settings checks the single values and derives what follows from them.
func (l *loading) settings() {
	c := &l.config
	zone, err := time.LoadLocation(c.Timezone)
	if err != nil || c.Timezone == "" || c.Timezone == "Local" {
		l.fail("timezone", "timezone-unknown", c.Timezone)
		zone = time.FixedZone("+07", 7*60*60)
	}
	c.Zone = zone
	if c.BaseURL != "" {
		u, err := url.Parse(c.BaseURL)
		if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
			l.fail("base_url", "base-url", c.BaseURL)
		}
		c.BaseURL = strings.TrimSuffix(c.BaseURL, "/") + "/"
	}
	if c.PerPage < 1 {
		l.fail("per_page", "number-range", "per_page", c.PerPage, 1)
	}
	if c.FeedItems < 1 {
		l.fail("feed_items", "number-range", "feed_items", c.FeedItems, 1)
	}
	// What is refused gives way to the default: nothing outside the site's folder
	// is read, not even to be complained about.
	for path, value := range map[string]*string{"content": &c.Content, "output": &c.Output, "theme": &c.Theme} {
		if !inside(path, *value) {
			l.fail(path, "config-path", path, *value)
			*value = l.schema.Get(path, Default())
		}
	}
}

// inside tells whether a folder named in the file stays in the site's folder.
// The output may lie elsewhere: a file share is a usual place for it.
func inside(path, value string) bool {
	switch path {
	case "output":
		return value != ""
	case "theme":
		return value != "" && !strings.ContainsAny(value, `/\`) && value != "." && value != ".."
	}
	return fs.ValidPath(value) && !strings.Contains(value, `\`) && !slices.Contains([]string{"public", "themes", ".bulletin"}, value)
}

// menu checks that every entry leads to one place.
func (l *loading) menu() {
	for i, item := range l.config.Menu {
		if (item.Page == "") == (item.URL == "") || (item.URL != "" && item.Label == "") {
			l.fail(MenuPath(i), "menu-item")
		} else if item.URL != "" && !outside(item.URL) {
			l.fail(MenuPath(i)+".url", "url-syntax", item.URL)
		}
	}
}

// outside tells whether an address of the menu leads to another site, or to a
// person.
func outside(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	switch u.Scheme {
	case "http", "https":
		return u.Host != ""
	case "mailto", "tel":
		return u.Opaque != ""
	}
	return false
}

// awardKey is what an award may be called in front matter.
var awardKey = pattern.Of(`^[a-z0-9]+(_[a-z0-9]+)*$`)

// awards checks the keys of the site's own awards.
func (l *loading) awards() {
	first := map[string]bool{}
	for i, t := range l.config.Awards {
		path := "awards[" + strconv.Itoa(i) + "].key"
		switch {
		case t.Key == "": // reported as missing
		case !awardKey().MatchString(t.Key):
			l.fail(path, "award-key", t.Key)
		case first[t.Key]:
			l.fail(path, "award-key-twice", t.Key)
		}
		first[t.Key] = true
	}
}
