package build

import (
	"slices"
	"strings"
	"sync"

	"bulletin/internal/feed"
	"bulletin/internal/record"
	"bulletin/internal/site"
	"bulletin/internal/source"
)

// Why is the reason for which a file was made. Its texts are the command's.
type Why string

// The reasons, the first that holds.
const (
	WhyNew      Why = "new"      // there was none
	WhyDamaged  Why = "damaged"  // it was missing or changed in the output folder
	WhyFile     Why = "file"     // it is a picture or an attachment, and changed: Files names it
	WhyMakers   Why = "makers"   // the theme, the configuration or the program changed
	WhyDocument Why = "document" // its document changed: Files names it
	WhyDated    Why = "dated"    // it shows what has got to its day, by its front matter: Files names it
	WhyShown    Why = "shown"    // it shows items that changed or are new: Files names them
	WhyGone     Why = "gone"     // an item that it showed is shown no more: Files names all those
	WhyRelated  Why = "related"  // it follows from something of what changed, came or went: Files names all that
	WhySources  Why = "sources"  // what it is made of changed, but nobody knows what that was before
)

// Made is a file that was made, and why.
type Made struct {
	Path  string
	Why   Why
	Files []string // the sources that led to it, sorted
}

// explainer finds out why files are made, from what the last build of the same
// folder noted, and notes it for the next.
type explainer struct {
	session *Session
	was     *noted // nil when nobody knows
	bare    bool   // all files are new
	makers  bool   // what makes the files of recipes changed
	all     bool   // every file is to be told of

	by, rules, setup record.Sum
	known            []notedSource // what is shown of the content now; from [explainer.learn] on
	learn            func()        // is asked for before anything of the edition is let go
	changes          func() *changes

	mu    sync.Mutex
	count int // files that were made
	told  []told
}

// told is a file that was made. What is said of the whole need not be noted of it.
type told struct {
	Made
	whole bool
}

// changes are what is different in the content.
type changes struct {
	paths map[string]bool   // of what changed or is new
	shown map[string]change // by the address of the page
	gone  []string          // sources of what was shown, and is no more; sorted
	files []string          // sources of all that changed, came or went; sorted
}

// change is an item that changed or is new.
type change struct {
	source string
	dated  bool // it says what it said, and has got to its day
}

// explain prepares an explainer for a folder, by the note of its last commit; it is bare
// when that left nothing.
func (s *Session) explain(note []byte, bare bool) *explainer {
	x := &explainer{
		session: s, bare: bare, all: s.options.Explain, by: s.edition.plan.by,
		rules: s.library.cache.Rules(), setup: record.SumOf(s.setup(s.edition.theme.Digest())),
	}
	x.makers = s.library.cache.By() != x.by
	if x.was = decodeNoted(note); x.was != nil {
		x.makers = x.was.By != x.by
	}
	x.learn, x.changes = sync.OnceFunc(func() { x.known = x.gather() }), sync.OnceValue(x.compare)
	return x
}

// compare finds out what is different from what was noted.
func (x *explainer) compare() *changes {
	prefix := x.session.library.prefix
	c := &changes{paths: map[string]bool{}, shown: map[string]change{}}
	dated := map[string]bool{}
	old := x.was.Known
	was, left := old.first()
	x.learn()
	for _, is := range x.known {
		for ; left && was.Path < is.Path; was, left = old.first() {
			c.gone = append(c.gone, prefix+was.Path)
		}
		if left && was.Path == is.Path {
			edited := was.Content != is.Content && (x.was.Rules == x.rules || !source.Entry{Path: is.Path}.IsText())
			same := !edited && was.State == is.State
			if was, left = old.first(); same {
				continue
			}
			dated[is.Path] = !edited
		}
		c.paths[is.Path] = true
		c.files = append(c.files, prefix+is.Path)
	}
	for ; left; was, left = old.first() {
		c.gone = append(c.gone, prefix+was.Path)
	}
	c.files = append(c.files, c.gone...)
	slices.Sort(c.files)
	if len(c.paths) == 0 {
		return c
	}
	for _, item := range x.session.edition.site.All {
		if c.paths[item.Path] {
			c.shown[item.Address] = change{prefix + item.Path, dated[item.Path]}
		}
	}
	return c
}

// tell notes why a file is made.
func (x *explainer) tell(task Task, recipe any, stood, same bool) {
	m := told{Made: Made{Path: task.Path}}
	switch {
	case !stood:
		m.Why, m.whole = WhyNew, x.bare
	case same:
		m.Why = WhyDamaged
	case task.By == nil:
		m.Why, m.Files = x.ofFile(recipe)
	case x.makers:
		m.Why, m.whole = WhyMakers, true
	default:
		m.Why, m.Files = x.ofPage(task, recipe)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.count++; x.all || !m.whole {
		x.told = append(x.told, m)
	}
}

// ofFile is why a picture, an attachment or a file of the theme is another.
func (x *explainer) ofFile(recipe any) (Why, []string) {
	file := madeOf(recipe)
	switch {
	case file == nil:
		return WhyMakers, nil
	case x.was == nil && !x.makers:
		return WhySources, nil
	case x.was == nil || !x.changes().paths[file.Path]: // it is cleaned, or made smaller, in another way
		return WhyMakers, nil
	}
	return WhyFile, []string{x.session.library.prefix + file.Path}
}

// ofPage is why another file is another.
func (x *explainer) ofPage(task Task, recipe any) (Why, []string) {
	if x.was == nil {
		return WhySources, nil
	}
	c := x.changes()
	if own, changed := c.shown[x.session.edition.ownPage(task, recipe)]; changed {
		if own.dated {
			return WhyDated, []string{own.source}
		}
		return WhyDocument, []string{own.source}
	}
	var files []string
	why := WhyDated
	for _, address := range x.session.edition.named(recipe) {
		if one, changed := c.shown[address]; changed {
			files = append(files, one.source)
			if !one.dated {
				why = WhyShown
			}
		}
	}
	slices.Sort(files)
	switch {
	case len(files) > 0:
		return why, slices.Compact(files)
	case x.was.Setup != x.setup:
		return WhyMakers, nil
	case len(c.files) == 0:
		return WhySources, nil
	case len(c.paths) == 0:
		return WhyGone, c.gone
	}
	return WhyRelated, c.files
}

// ownPage is the address of the item that a file is above all about: the page itself, when
// it is no other.
func (e *edition) ownPage(task Task, recipe any) string {
	switch r := recipe.(type) {
	case *edited:
		return r.item.Address
	case page:
		if task.Layout == "redirect" {
			return e.aliased(task.Path)
		}
	}
	return task.Path
}

// aliased is the page that a former address leads to.
func (e *edition) aliased(address string) string {
	all := e.site.Aliases
	i, ok := slices.BinarySearchFunc(all, address, func(a site.Alias, address string) int { return strings.Compare(a.Address, address) })
	if !ok {
		return ""
	}
	return all[i].To.Address
}

// cards are those that a file shows, some of which may be nil.
func cards(recipe any) []*shown {
	switch r := recipe.(type) {
	case page:
		return slices.Concat(r.Shown...)
	case *article:
		return slices.Concat([]*shown{r.Story, r.Lead, r.Quoted}, r.Stories, r.Meetings, r.Issues, slices.Concat(r.Contents...))
	}
	return nil
}

// named are the addresses of the items that a file shows or names, beside its own.
func (e *edition) named(recipe any) (addresses []string) {
	see := func(s *shown) {
		if s != nil {
			addresses = append(addresses, s.item.Address)
		}
	}
	items := func(all []*site.Item) {
		for _, item := range all {
			addresses = append(addresses, item.Address)
		}
	}
	for _, card := range cards(recipe) {
		see(card)
	}
	switch r := recipe.(type) {
	case *article:
		for _, beside := range slices.Concat([]*mention{r.Previous, r.Next}, r.Related) {
			see((*shown)(beside))
		}
	case *edited:
		items(r.pieces())
	case *yearly:
		items(r.items)
		for _, before := range r.earlier {
			if before != nil {
				items(before.items)
			}
		}
		if r.document != nil {
			addresses = append(addresses, r.document.Address)
		}
	case shardRecipe:
		items(r.of.items)
	case textsRecipe:
		for _, one := range r.Items {
			see(one.Card)
		}
	case feed.Feed:
		addresses = e.plan.named(r)
	case feed.Calendar:
		items(e.plan.events)
	case []found:
		for _, one := range r {
			addresses = append(addresses, one.Address)
		}
	}
	return addresses
}

// pieces are the items in a print edition.
func (e *edited) pieces() []*site.Item {
	var items []*site.Item
	for _, p := range slices.Concat(e.Lead, slices.Concat(e.Sections...)) {
		items = append(items, p.item)
	}
	return items
}

// named are the addresses of the items in a feed.
func (p *planner) named(f feed.Feed) []string {
	urls := make(map[string]bool, len(f.Items))
	for i := range f.Items {
		urls[f.Items[i].URL] = true
	}
	var addresses []string
	for _, item := range p.site.Items {
		if len(addresses) < len(urls) && urls[p.absolute(item.Address)] {
			addresses = append(addresses, item.Address)
		}
	}
	return addresses
}

// everything is all files that were made, by path.
func (x *explainer) everything() []Made {
	if !x.all {
		return nil
	}
	made := make([]Made, len(x.told))
	for i, t := range x.told {
		made[i] = t.Made
	}
	slices.SortFunc(made, func(a, b Made) int { return strings.Compare(a.Path, b.Path) })
	return made
}
