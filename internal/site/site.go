// Package site joins documents into a whole: which of them are published, at
// which address, what refers to what, where links lead, and in which sections,
// years and tags they stand. Linking always runs over the whole site; it is
// cheap, and partial linking is where stale pages come from. It sees the heads
// of documents only, reads no file but the headers of pictures, and its problems
// hold no excerpt of the line they are about.
package site

import (
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"bulletin/internal/award"
	"bulletin/internal/config"
	"bulletin/internal/content"
	"bulletin/internal/diag"
	"bulletin/internal/source"
)

// Input is everything that linking depends on.
type Input struct {
	Config    config.Config
	Awards    award.Catalogue
	Documents []*content.Head // sorted by path; those with errors are missing
	Files     []source.Entry  // pictures and attachments, sorted by path
	FS        fs.FS           // the content folder, for the sizes of pictures
	Prefix    string          // the content folder as problems name it: "content/"
	Broken    map[string]bool // paths of documents that have errors of their own
	Damaged   []*content.Head // those with errors that could be read in part, for their links to be checked
	View
}

// View chooses what is shown beside what is published now.
type View struct {
	Clock    time.Time
	Drafts   bool
	Future   bool
	Expired  bool
	Internal bool // what is kept inside the office
}

// Site is the linked whole. It is immutable once [Link] has returned.
type Site struct {
	Config   config.Config
	Awards   award.Catalogue
	Items    []*Item    // every item shown, newest first
	Sections []*Section // the kinds, in the order of content.Kinds
	Years    []*Year    // newest first
	Tags     []*Tag     // in Vietnamese order
	Home     *Item      // content/index.md, nil when there is none
	Pages    []*Item    // items of kind page, by address
	Files    []*File    // those that a shown item uses, by address
	Aliases  []Alias    // by address
	All      []*Item    // also what is not shown, by path
	Since    time.Time  // when it became what it is by itself; zero = it always was
	Next     time.Time  // when the site changes by itself; zero = never
}

// Item is a document with its place in the site.
type Item struct {
	*content.Head
	State    State
	Shown    bool
	Intro    bool               // the text above a list
	Number   int32              // among the site's Items; of no meaning for what is not one of them
	Previous *Item              // the older neighbour in its kind
	Next     *Item              // the newer neighbour
	related  [relatedMost]int32 // numbers and one; 0 for none
	*Relations
	Targets []Target // where each of Head.Links leads
}

// Relations are the items and files that this one refers to, and the items that refer to it. Most items have
// none; these share one, which is never written to.
type Relations struct {
	Story    *Item     // that this meeting's front matter names, nil when none
	Stories  []*Item   // told at this meeting, Story among them
	Meetings []*Item   // at which this story was told
	Issues   []*Item   // of the newsletter that hold this item
	Holds    *Contents // of an issue, nil when it holds nothing
	Scanned  *File     // of an award
	Files    []*File   // of Head.Images, in their order; nil where missing
}

// Contents are what an issue of the newsletter holds.
type Contents struct {
	Lead     *Item     // on top; nil when none
	Quoted   *Item     // that has the pull quote; nil when none
	Sections [][]*Item // as far as the last that has any items
}

// All are the items that an issue holds, those of its sections first; some may be nil.
func (c *Contents) All() []*Item {
	if c == nil {
		return nil
	}
	return append(slices.Concat(c.Sections...), c.Lead, c.Quoted)
}

// Section is the items of one kind.
type Section struct {
	content.Spec
	Intro *Item   // the section's index.md, nil when there is none
	Items []*Item // newest first
}

// Year is everything of one year.
type Year struct {
	Year  int
	Intro *Item   // content/years/2020.md, nil when there is none
	Items []*Item // may be none: of a year that is introduced, or that only counts items of others
}

// Tag is a topic and its items.
type Tag struct {
	Slug      string
	Label     string   // the spelling used most often
	Spellings []string // all of them, in no order
	Items     []*Item
}

// Alias is a former address.
type Alias struct {
	Address string
	To      *Item
}

// Link joins the documents. The Site is complete as far as it can be even when
// there are errors, so that all problems are found in one run.
func Link(in Input) (*Site, diag.List) {
	l := &linker{
		Input:  in,
		claims: make(claims, 2*len(in.Documents)+len(in.Files)), listed: map[string]bool{}, names: map[content.Kind]map[string][]*Item{},
		site:   &Site{Config: in.Config, Awards: in.Awards},
		byPath: make(map[string]*Item, len(in.Documents)),
	}
	l.publish()
	var sorting sync.WaitGroup
	sorting.Go(l.sort)
	l.listFiles()
	l.resolve()
	sorting.Wait()
	l.order()
	return l.site, l.problems
}

// share calls f for parts of 0 … n−1, on all processors, and returns when all of
// it was done.
func share(n int, f func(from, to int)) {
	var workers sync.WaitGroup
	part := n/(4*runtime.GOMAXPROCS(0)) + 1
	for from := 0; from < n; from += part {
		workers.Go(func() { f(from, min(from+part, n)) })
	}
	workers.Wait()
}

// linker is one run of [Link].
type linker struct {
	Input
	site     *Site
	byPath   map[string]*Item                    // by source path
	files    map[string]*File                    // likewise
	intros   map[string]*Item                    // the shown texts above lists, by source path
	names    map[content.Kind]map[string][]*Item // see [linker.namesOf]
	folded   func() map[string]string            // lower-case source path → source path; made when a link is dead
	claims   claims
	listed   map[string]bool // folders of the kinds of which something is shown
	guesses  guesses
	problems diag.List
}

// Item finds an item by its source path relative to the content folder.
func (s *Site) Item(path string) (*Item, bool) {
	i, ok := slices.BinarySearchFunc(s.All, path, func(item *Item, path string) int { return strings.Compare(item.Path, path) })
	if !ok {
		return nil, false
	}
	return s.All[i], true
}
