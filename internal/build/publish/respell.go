package publish

// respell handles file systems that do not tell upper from lower case: what
// stands under another spelling of an output, or of a folder of it, is renamed.
func (p *planner) respell(wanted []string) {
	if len(p.tree.kinds) == 0 {
		return
	}
	var spelt map[string]string // foldKey → as it stands
	for _, name := range wanted {
		if p.tree.kinds[name] != absent {
			continue
		}
		if spelt == nil {
			spelt = p.spellings()
		}
		for part := range withPrefixes(name) {
			if p.tree.kinds[part] != absent {
				continue
			}
			as, ok := spelt[foldKey(part)]
			if !ok || !p.answersTo(part) {
				break
			}
			if k := p.tree.kinds[as]; k == other || k == file && !p.isOurs(as) {
				p.inWay[as] = true
				break
			}
			p.respellOne(as, part)
			spelt = p.spellings()
		}
	}
}

func (p *planner) spellings() map[string]string {
	spelt := make(map[string]string, len(p.tree.kinds))
	for name := range p.tree.kinds {
		spelt[foldKey(name)] = name
	}
	return spelt
}

func (p *planner) respellOne(as, want string) {
	p.ops = append(p.ops, op{opRespell, as, want})
	for _, name := range append(p.tree.below(as), as) {
		if p.tree.kinds[name] != file || !p.isOurs(name) {
			continue
		}
		now := want + name[len(as):]
		delete(p.ours, name)
		p.ours[now] = true
		if _, ok := p.outputs[now]; ok {
			p.removed = append(p.removed, name)
			p.changed = append(p.changed, now)
		}
	}
	p.tree.rename(as, want)
}
