package build

import (
	"slices"
	"strings"
	"sync"

	"bulletin/internal/build/cache"
	"bulletin/internal/content"
)

// Why is the reason for which a file was made. Its texts are the command's.
type Why string

// The reasons, the first that holds.
const (
	WhyNew      Why = "new"      // there was none
	WhyDamaged  Why = "damaged"  // it was missing or changed in the output folder
	WhyMakers   Why = "makers"   // the theme, the configuration or the program changed
	WhyDocument Why = "document" // its document changed: Files names it
	WhyShown    Why = "shown"    // it shows items that changed or are new: Files names them
	WhyGone     Why = "gone"     // an item that it showed is shown no more
	WhyFile     Why = "file"     // it is a picture or an attachment, and changed
)

// Made is a file that was made, and why.
type Made struct {
	Path  string
	Why   Why
	Files []string // the sources that led to it, sorted
}

// explainer finds out why files are made, from what was known of the sources
// before.
type explainer struct {
	session *Session
	changed map[string]string // address of an item's page → its source, when it changed or is new
	gone    bool              // a source is no more, or another
	makers  bool              // what makes the files changed

	mu   sync.Mutex
	made []Made
}

// explain prepares an explainer; nil when nobody asks.
func (s *Session) explain() *explainer {
	if !s.options.Explain {
		return nil
	}
	x := &explainer{session: s, changed: map[string]string{}}
	x.makers = s.library.cache.By() != s.edition.plan.by
	old := map[string]*cache.Row{}
	rows := s.library.cache.Rows()
	for i := range rows {
		old[rows[i].Path] = &rows[i]
	}
	for _, item := range s.edition.site.All {
		row := s.library.files[s.library.index(item.Path)].row
		if was := old[item.Path]; was == nil || was.Head != row.Head {
			before := s.library.headOf(was)
			if before == nil || before.Content != item.Content {
				x.changed[item.Address] = s.library.prefix + item.Path
				x.gone = x.gone || was != nil && (before == nil || !content.SameToOthers(before, item.Head))
			}
		}
		delete(old, item.Path)
	}
	x.gone = x.gone || len(old) > 0
	return x
}

// headOf is the head of a row; nil for none and one that is lost.
func (l *library) headOf(row *cache.Row) *content.Head {
	head := new(content.Head)
	if row == nil || l.readHead(row, head) != nil {
		return nil
	}
	return head
}

// tell notes why a file is made.
func (x *explainer) tell(task Task, recipe any, stood, same bool) {
	m := Made{Path: task.Path}
	switch page, isPage := recipe.(article); {
	case !stood:
		m.Why = WhyNew
	case same:
		m.Why = WhyDamaged
	case task.By == nil:
		m.Why = WhyFile
	case x.makers:
		m.Why = WhyMakers
	case isPage && x.changed[page.Address] != "":
		m.Why, m.Files = WhyDocument, []string{x.changed[page.Address]}
	default:
		m.Why, m.Files = WhyGone, x.shown(recipe)
		if len(m.Files) > 0 {
			m.Why = WhyShown
		}
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.made = append(x.made, m)
}

// shown are the sources of the changed items that a recipe shows.
func (x *explainer) shown(recipe any) []string {
	var files []string
	for _, address := range named(recipe) {
		if x.changed[address] != "" {
			files = append(files, x.changed[address])
		}
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// named are the addresses of the items that a recipe shows or names, beside its own.
func named(recipe any) (addresses []string) {
	see := func(all ...*shown) {
		for _, s := range all {
			if s != nil {
				addresses = append(addresses, s.item.Address)
			}
		}
	}
	switch r := recipe.(type) {
	case page:
		see(slices.Concat(r.Shown...)...)
	case article:
		see(r.Story, r.Lead, r.Quoted)
		see(slices.Concat(r.Stories, r.Meetings, r.Issues, slices.Concat(r.Contents...))...)
		for _, beside := range []*reference{r.Previous, r.Next} {
			if beside != nil {
				addresses = append(addresses, beside.Address)
			}
		}
		for _, related := range r.Related {
			addresses = append(addresses, related.Address)
		}
	case *edited:
		for _, p := range slices.Concat(append([][]printed{r.Lead}, r.Sections...)...) {
			addresses = append(addresses, p.item.Address)
		}
	case *yearly:
		for _, record := range r.Items {
			addresses = append(addresses, record.Address)
		}
	}
	return addresses
}

// all are the files that were made, by path.
func (x *explainer) all() []Made {
	if x == nil {
		return nil
	}
	slices.SortFunc(x.made, func(a, b Made) int { return strings.Compare(a.Path, b.Path) })
	return x.made
}
