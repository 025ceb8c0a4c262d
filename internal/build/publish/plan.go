package publish

import (
	"fmt"
	"path"
	"slices"
	"strings"
)

// op is one step of a commit. Doing a step again, after it was done, does nothing.
type op struct {
	do   byte
	path string
	to   string // opRespell only
}

// The steps, as the journal names them.
const (
	opRespell byte = 'c' // change the case of a name
	opDelete  byte = 'd' // delete a file of ours
	opPrune   byte = 'p' // remove a folder if it is empty
	opTree    byte = 't' // move a staged folder to where there is none; "." is the whole site
	opMove    byte = 'm' // move a staged file to where there is none
	opReplace byte = 'r' // move a staged file over one of ours
)

// planner works out the steps, from the destination as it stands, what of it is
// ours, and the new outputs.
type planner struct {
	tree      *tree
	outputs   outputs
	old       manifest
	whole     bool                // all of the destination is looked at
	known     map[string]bool     // of the whole: folders that may hold something of ours, folded
	moved     map[string]bool     // corrects what the manifest says is ours
	recognise func(p string) bool // whether a file shows that it is ours
	answersTo func(p string) bool // whether the file system finds p, perhaps spelt otherwise

	ops     []op
	inWay   map[string]bool // foreign and in the way
	changed []string
	removed []string
	kept    []string // foreign and not in the way
}

// plan fills ops and the report, or inWay. An output that stood when it was put
// and no longer does is an error.
func (p *planner) plan() error {
	p.inWay, p.moved = map[string]bool{}, map[string]bool{}
	p.tree.list("")
	if p.whole {
		p.known = p.knownFolders()
		p.tree.scan(p.enter)
	}
	if p.old.lost {
		p.claim()
	}
	var staged, fresh []string
	for i := range p.outputs {
		if o := &p.outputs[i]; o.staged {
			staged = append(staged, o.Path)
		}
		if p.outputs[i].kept {
			continue
		}
		if _, known := p.old.find(p.outputs[i].Path); !known {
			fresh = append(fresh, p.outputs[i].Path)
		}
	}
	p.respell(fresh)
	if err := p.checkStanding(); err != nil {
		return err
	}
	p.moves(staged)
	p.stale()
	p.foreign()
	p.changed = append(p.changed, staged...)
	slices.Sort(p.changed)
	p.changed = slices.Compact(p.changed)
	slices.Sort(p.removed)
	return p.tree.err
}

// enter tells whether a folder may hold anything of ours.
func (p *planner) enter(dir string) bool {
	if p.old.lost && !strings.HasPrefix(path.Base(dir), ".") {
		return true // anything may be ours
	}
	if p.known[foldKey(dir)] {
		return true
	}
	for up := dir; up != ""; up, _ = split(up) {
		if _, wanted := p.outputs.find(up); wanted {
			return true // in the way of an output: every file in it has to be judged
		}
	}
	return false
}

// knownFolders are the folders, folded, that outputs old or new lie in.
func (p *planner) knownFolders() map[string]bool {
	known := map[string]bool{}
	add := func(name string) {
		for dir, _ := split(name); dir != ""; dir, _ = split(dir) {
			key := foldKey(dir)
			if known[key] {
				return
			}
			known[key] = true
		}
	}
	for i := range p.old.entries {
		add(p.old.entries[i].Path)
	}
	for i := range p.outputs {
		add(p.outputs[i].Path)
	}
	return known
}

// claim takes for ours what shows that it is, when the manifest is lost.
func (p *planner) claim() {
	p.tree.all(func(name string, k kind) {
		if _, wanted := p.outputs.find(name); k == file && !wanted && !p.listed(name) && p.recognise(name) {
			p.moved[name] = true
		}
	})
}

// listed tells whether the manifest says that a file is ours.
func (p *planner) listed(name string) bool {
	if ours, moved := p.moved[name]; moved {
		return ours
	}
	_, ok := p.old.find(name)
	return ok
}

func (p *planner) isOurs(name string) bool { return p.listed(name) || p.recognise(name) }

// checkStanding checks again that the outputs which were not written stand, as
// far as their folders are looked at anyway.
func (p *planner) checkStanding() error {
	for i := range p.outputs {
		name := p.outputs[i].Path
		if dir, _ := split(name); p.outputs[i].staged || p.tree.listed[dir] == nil && !p.whole {
			continue
		}
		switch at, k := p.tree.obstacle(name); {
		case at == name && k == file:
		case k == other || p.inWay[at]:
			p.inWay[at] = true
		default:
			return fmt.Errorf("%s was removed from the destination during the build: build again", name)
		}
	}
	return nil
}

// unit is what one rename can move: a file, or a folder that is new.
type unit struct {
	path  string
	tree  bool
	class Class
}

// moves plans the staged outputs, class by class.
func (p *planner) moves(staged []string) {
	for _, u := range p.units(staged) {
		if u.path == "." {
			p.ops = append(p.ops, op{do: opTree, path: "."})
			continue
		}
		k := p.tree.kind(u.path)
		if !p.clear(u, k) {
			continue
		}
		do := opMove
		if u.tree {
			do = opTree
		} else if k == file {
			do = opReplace
		}
		p.ops = append(p.ops, op{do: do, path: u.path})
	}
}

// units groups the staged outputs into what can be moved at once.
func (p *planner) units(staged []string) []unit {
	index := map[string]int{}
	var units []unit
	for _, name := range staged {
		o, _ := p.outputs.find(name)
		u := unit{path: ".", tree: true, class: o.class}
		if p.tree.exists {
			u.path, _ = p.tree.obstacle(name)
			u.tree = u.path != name
		}
		i, ok := index[u.path]
		switch {
		case !ok:
			index[u.path] = len(units)
			units = append(units, u)
		case units[i].class != u.class:
			units[i].class = Page // a mixture; lists elsewhere link to it
		}
	}
	slices.SortStableFunc(units, func(a, b unit) int { return int(a.class) - int(b.class) })
	return units
}

// clear plans the removal of what stands in a unit's place, and tells whether
// the place is then free.
func (p *planner) clear(u unit, k kind) bool {
	switch {
	case k == absent:
		return true
	case k == file && p.isOurs(u.path):
		if u.tree {
			p.delete(u.path)
		}
		return true
	case k == folder:
		return p.clearFolder(u.path)
	}
	p.inWay[u.path] = true
	return false
}

// clearFolder plans the removal of a folder whose name an output takes.
func (p *planner) clearFolder(dir string) bool {
	in, ok := p.tree.below(dir), true
	for _, name := range in {
		k := p.tree.kind(name)
		if k == other || k == file && !p.isOurs(name) {
			p.inWay[name], ok = true, false
		}
	}
	if !ok {
		return false
	}
	for _, name := range in {
		if p.tree.kind(name) == file {
			p.delete(name)
		}
	}
	slices.Reverse(in) // what a folder holds comes before it
	for _, name := range append(in, dir) {
		if p.tree.kind(name) == folder {
			p.ops = append(p.ops, op{do: opPrune, path: name})
			p.tree.set(name, absent)
		}
	}
	return true
}

// delete plans the deletion of one file, once.
func (p *planner) delete(name string) {
	p.ops = append(p.ops, op{do: opDelete, path: name})
	p.removed = append(p.removed, name)
	p.tree.set(name, absent)
}

// stale plans the deletion of what the site no longer has, and of the folders
// that may become empty by it.
func (p *planner) stale() {
	var gone []string
	at := 0
	for i := range p.old.entries {
		name := p.old.entries[i].Path
		for at < len(p.outputs) && p.outputs[at].Path < name {
			at++
		}
		if wanted := at < len(p.outputs) && p.outputs[at].Path == name; !wanted && p.listed(name) {
			gone = append(gone, name)
		}
	}
	for name, ours := range p.moved {
		if _, wanted := p.outputs.find(name); ours && !wanted {
			gone = append(gone, name)
		}
	}
	slices.Sort(gone)
	var dirs []string
	for _, name := range slices.Compact(gone) {
		if p.tree.kind(name) == file {
			p.delete(name)
		}
		for dir := range prefixes(name) {
			if p.tree.kind(dir) == folder && !p.outputs.below(dir) {
				dirs = append(dirs, dir)
			}
		}
	}
	slices.Sort(dirs)
	dirs = slices.Compact(dirs)
	for _, dir := range slices.Backward(dirs) {
		p.ops = append(p.ops, op{do: opPrune, path: dir})
	}
}
