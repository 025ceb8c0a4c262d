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

// planner works out the steps. It is a function of values: the destination as
// scanned, what of it is ours, and the new outputs.
type planner struct {
	tree      tree
	outputs   map[string]output
	lost      bool
	ours      map[string]bool     // the manifest's paths
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
	p.inWay = map[string]bool{}
	wanted := make([]string, 0, len(p.outputs))
	for name := range p.outputs {
		wanted = append(wanted, name)
	}
	slices.Sort(wanted)
	if p.lost {
		p.claim()
	}
	p.respell(wanted)
	var staged []string
	for _, name := range wanted {
		if o := p.outputs[name]; o.staged {
			staged = append(staged, name)
		} else if err := p.checkStanding(name); err != nil {
			return err
		}
	}
	p.moves(staged)
	p.stale()
	p.foreign()
	p.changed = append(p.changed, staged...)
	slices.Sort(p.changed)
	p.changed = slices.Compact(p.changed)
	slices.Sort(p.removed)
	return nil
}

// claim takes for ours what shows that it is, when the manifest is lost.
func (p *planner) claim() {
	for name, k := range p.tree.kinds {
		if _, wanted := p.outputs[name]; k == file && !wanted && !p.ours[name] && p.recognise(name) {
			p.ours[name] = true
		}
	}
}

func (p *planner) isOurs(name string) bool { return p.ours[name] || p.recognise(name) }

func (p *planner) checkStanding(name string) error {
	switch at, k := p.tree.obstacle(name); {
	case at == name && k == file:
		return nil
	case k == other || p.inWay[at]:
		p.inWay[at] = true
		return nil
	}
	return fmt.Errorf("%s was removed from the destination during the build: build again", name)
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
		k := p.tree.kinds[u.path]
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
		u := unit{path: ".", tree: true, class: p.outputs[name].class}
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
		k := p.tree.kinds[name]
		if k == other || k == file && !p.isOurs(name) {
			p.inWay[name], ok = true, false
		}
	}
	if !ok {
		return false
	}
	for _, name := range in {
		if p.tree.kinds[name] == file {
			p.delete(name)
		}
	}
	slices.Reverse(in) // what a folder holds comes before it
	for _, name := range append(in, dir) {
		if p.tree.kinds[name] == folder {
			p.ops = append(p.ops, op{do: opPrune, path: name})
			delete(p.tree.kinds, name)
		}
	}
	return true
}

// delete plans the deletion of one file, once.
func (p *planner) delete(name string) {
	p.ops = append(p.ops, op{do: opDelete, path: name})
	p.removed = append(p.removed, name)
	delete(p.tree.kinds, name)
}

// stale plans the deletion of what the site no longer has, and of the folders
// that may become empty by it.
func (p *planner) stale() {
	var gone []string
	needed := map[string]bool{}
	for name := range p.ours {
		if _, wanted := p.outputs[name]; !wanted {
			gone = append(gone, name)
		}
	}
	for name := range p.outputs {
		for dir := path.Dir(name); dir != "." && !needed[dir]; dir = path.Dir(dir) {
			needed[dir] = true
		}
	}
	slices.Sort(gone)
	var dirs []string
	for _, name := range gone {
		if p.tree.kinds[name] == file {
			p.delete(name)
		}
		for dir := range prefixes(name) {
			if p.tree.kinds[dir] == folder && !needed[dir] {
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

// foreign lists what is left: neither ours nor in the way.
func (p *planner) foreign() {
	for name, k := range p.tree.kinds {
		if _, wanted := p.outputs[name]; !wanted && !p.inWay[name] && (k == file || k == other) && name != ".gitignore" {
			p.kept = append(p.kept, name)
		}
	}
	for _, dir := range p.tree.shut {
		p.kept = append(p.kept, strings.TrimSuffix(dir, "/")+"/")
	}
	slices.Sort(p.kept)
}
