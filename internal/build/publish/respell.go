package publish

// respell handles file systems that do not tell upper from lower case: what
// stands under another spelling of an output, or of a folder of it, is renamed.
// Only outputs that are new can stand under another spelling.
func (p *planner) respell(fresh []string) {
	for _, name := range fresh {
		for part := range withPrefixes(name) {
			if p.tree.kind(part) != absent {
				continue
			}
			as, ok := p.spelling(part)
			if !ok || !p.answersTo(part) {
				break
			}
			if k := p.tree.kind(as); k == other || k == file && !p.isOurs(as) {
				p.inWay[as] = true
				break
			}
			p.respellOne(as, part)
		}
	}
}

// spelling is how a path stands whose folder stands as it is spelt.
func (p *planner) spelling(part string) (string, bool) {
	dir, name := split(part)
	key := foldKey(name)
	for as := range p.tree.list(dir) {
		if foldKey(as) == key {
			if dir == "" {
				return as, true
			}
			return dir + "/" + as, true
		}
	}
	return "", false
}

func (p *planner) respellOne(as, want string) {
	p.ops = append(p.ops, op{opRespell, as, want})
	for _, name := range append(p.tree.below(as), as) {
		if p.tree.kind(name) != file || !p.isOurs(name) {
			continue
		}
		now := want + name[len(as):]
		p.moved[name], p.moved[now] = false, true
		if _, ok := p.outputs.find(now); ok {
			p.removed = append(p.removed, name)
			p.changed = append(p.changed, now)
		}
	}
	p.tree.rename(as, want)
}
