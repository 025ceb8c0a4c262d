package publish

import (
	"slices"
	"strings"
)

// foreign lists what is left in the folders that were looked at: neither ours nor
// in the way. Elsewhere, what was found before is looked for again.
func (p *planner) foreign() {
	for _, known := range p.old.foreign {
		name := strings.TrimSuffix(known, "/")
		if dir, _ := split(name); p.tree.listed[dir] == nil && p.tree.at.answersTo(name) && !p.wanted(name) {
			p.kept = append(p.kept, known)
		}
	}
	p.tree.all(func(name string, k kind) {
		switch {
		case p.inWay[name] || p.wanted(name) || name == ".gitignore":
		case k == file || k == other:
			p.kept = append(p.kept, name)
		case p.tree.listed[name] == nil && !p.old.below(name) && p.tree.isFull(name):
			p.kept = append(p.kept, name+"/")
		}
	})
	p.kept = outermost(p.kept)
}

// outermost sorts names, and leaves out those that stand twice or in a folder that is
// named too: a folder, which ends in "/", stands for all that it holds.
func outermost(names []string) []string {
	slices.Sort(names)
	last := "" // that was left in
	return slices.DeleteFunc(names, func(name string) bool {
		if name == last || strings.HasSuffix(last, "/") && strings.HasPrefix(name, last) {
			return true
		}
		last = name
		return false
	})
}

// wanted tells whether a path is an output's, or a folder of one.
func (p *planner) wanted(name string) bool {
	_, output := p.outputs.find(name)
	return output || p.outputs.below(name)
}
